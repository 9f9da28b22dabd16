// The time of this machine, and what clocks on the wall show in a time zone at an instant.

/** `now`: milliseconds since 1970 UTC, may jump. `steady`: milliseconds from an arbitrary start, never goes back. Both whole numbers. */
export interface Clock {
  now(): number;
  steady(): number;
}

export function systemClock(): Clock {
  return { now: () => Date.now(), steady: () => Math.floor(performance.now()) };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Clocks change at full minutes only. Each card asks for the same few instants many times (measured: an eighth of drawing it). */
const MINUTE = 60_000;
const MOST_KEPT = 2_000;
const offsets = new Map<string, number>();

/**
 * Minutes that a zone's clocks are ahead of UTC (east is positive) at an instant in milliseconds UTC. The zone is one that `knowsZone`
 * knows; any other throws RangeError.
 */
export function offsetMinutes(zone: string, at: number): number {
  const minute = Math.floor(at / MINUTE) * MINUTE;
  const key = `${zone} ${minute}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= MOST_KEPT) offsets.clear();
  const offset = readOffset(zone, minute);
  offsets.set(key, offset);
  return offset;
}

function readOffset(zone: string, at: number): number {
  const name = formatter(zone)
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName');
  const read = /^GMT([+-])(\d{2}):(\d{2})/.exec(name?.value ?? '');
  if (read === null) return 0;
  const minutes = Number(read[2]) * 60 + Number(read[3]);
  return read[1] === '-' ? -minutes : minutes;
}

/** Whether this is a time zone by name (Europe/Berlin, UTC). A bare offset such as +02:00 is none: it knows no summer time. */
export function knowsZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(zone)) return false;
  try {
    formatter(zone);
    return true;
  } catch {
    return false;
  }
}

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  formatters.set(zone, made);
  return made;
}
