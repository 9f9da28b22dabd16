// When the clock of this machine is in doubt, and when it agrees again: by the times that Teams puts on what people send, and by the steady
// clock of the machine, which never jumps. All times in milliseconds; `steady` counts from an arbitrary start.
import type { FactOf } from '../ledger/fact.ts';
import type { PersonId } from '../ledger/ids.ts';

const MINUTE = 60_000;
/** Up to this much the clocks agree. */
export const LIMIT = 2 * MINUTE;
/** What was heard within this time counts together; and the clock must have agreed for so long before it is trusted. */
const WINDOW = 5 * MINUTE;
/** Who wrote within this time is known; and a clock that jumped is trusted after so long where nobody writes at all. */
const LONG = 60 * MINUTE;
/** So many arrivals say together that the clock is ahead. */
const ENOUGH = 3;
/** So many arrivals are remembered at most. */
const MOST_HEARD = 100;

/** What both clocks show at one moment. */
export interface Clocks {
  readonly wall: number;
  readonly steady: number;
}

/** One arrival: who sent it, the time that Teams put on it, how much later our clock showed when it came, and when that was by the steady clock. */
export interface Heard {
  readonly person: PersonId;
  readonly sent: number;
  readonly lag: number;
  readonly at: number;
}

type Said = Pick<FactOf<'ClockDoubted'>, 'source' | 'seconds'>;

export interface Watched {
  /** Wall minus steady clock as it is taken for right, and as it was at the last look. */
  readonly home: number;
  readonly last: number;
  readonly heard: readonly Heard[];
  /** The last time that something spoke against the clock, and whether something spoke for it since; null: nothing did. */
  readonly against: (Said & { readonly at: number; readonly agreed: boolean }) | null;
}

/** The watch begins: what the clock shows now is taken for right. */
export function beginWatch({ wall, steady }: Clocks): Watched {
  return { home: wall - steady, last: wall - steady, heard: [], against: null };
}

function isAway({ home }: Watched, offset: number): boolean {
  return Math.abs(offset - home) > LIMIT;
}

/** What Teams proved stays so until Teams says otherwise. */
function contradicted(watched: Watched, said: Said, at: number): Watched {
  const source = watched.against?.source === 'teams' ? 'teams' : said.source;
  return { ...watched, against: { source, seconds: said.seconds, at, agreed: false } };
}

/** A look at both clocks: a jump, or many small ones, away from what was right is a doubt; the way back is an agreement. */
export function looked(watched: Watched, { wall, steady }: Clocks): Watched {
  const offset = wall - steady;
  const jumped = Math.abs(offset - watched.last) > LIMIT;
  const seen: Watched = { ...watched, last: offset, heard: jumped ? [] : watched.heard };
  const [was, is] = [isAway(watched, watched.last), isAway(watched, offset)];
  if (is && (jumped || !was)) {
    return contradicted(seen, { source: 'machine', seconds: Math.round((offset - watched.home) / 1_000) }, steady);
  }
  if (!was || is || seen.against === null) return seen;
  return { ...seen, against: { ...seen.against, at: steady, agreed: seen.against.source === 'machine' } };
}

/** The wall clock as far as it can be relied on: after a jump it goes on as the steady clock does. */
export function timeOf(watched: Watched, wall: number): number {
  return isAway(watched, watched.last) ? wall - (watched.last - watched.home) : wall;
}

/** By how many seconds the arrivals say that the clock is off, ahead where positive; null: they do not say that it is. */
function offBy(heard: readonly Heard[], steady: number): number | null {
  const recent = heard.filter(({ at }) => at > steady - WINDOW);
  const least = Math.round(Math.min(...recent.map(({ lag }) => lag)) / 1_000);
  // a delivery can be late, never early: one that seems early is proof that we are behind, if a second one says the same
  const early = recent.filter(({ lag }) => lag < -LIMIT);
  if (early.some((one) => early.some((two) => one.person !== two.person || two.at - one.at > MINUTE))) return least;
  // and that we are ahead follows only where nothing at all arrives in time
  const [writing, wrote] = [heard, recent].map((all) => new Set(all.map(({ person }) => person)).size);
  const enough = recent.length >= ENOUGH && (writing === 1 || wrote !== 1);
  return enough && recent.every(({ lag }) => lag > LIMIT) ? least : null;
}

/** Something arrived from an authenticated person of the roster, with the time that Teams put on it. The same delivered twice is one. */
export function heardFrom(watched: Watched, { person, sent }: Pick<Heard, 'person' | 'sent'>, clocks: Clocks): Watched {
  const before = looked(watched, clocks);
  const { wall, steady } = clocks;
  if (before.heard.some((one) => one.person === person && one.sent === sent)) return before;
  const kept = before.heard.filter(({ at }) => at > steady - LONG).slice(1 - MOST_HEARD);
  const lag = wall - sent;
  const heard = [...kept, { person, sent, lag, at: steady }];
  const off = offBy(heard, steady);
  if (off !== null) return contradicted({ ...before, heard }, { source: 'teams', seconds: off }, steady);
  const agrees = before.against !== null && Math.abs(lag) <= LIMIT;
  return { ...before, heard, against: agrees ? { ...before.against, agreed: true } : before.against };
}

/** After a restart the ledger knows of a doubt that this process has seen nothing of. */
export function resumed(watched: Watched, doubt: Said, steady: number): Watched {
  return watched.against === null ? contradicted(watched, doubt, steady) : watched;
}

/**
 * Whether it has agreed for long enough: with the ledger, too, whose last record is of `last`. Where nobody writes, a clock that jumped is
 * trusted when it ran evenly for an hour.
 */
export function agreesAgain({ against }: Watched, { wall, steady }: Clocks, last: number): boolean {
  if (against === null || wall < last) return false;
  const quiet = steady - against.at;
  return quiet >= WINDOW && (against.agreed || (against.source === 'machine' && quiet >= LONG));
}

/** It is trusted: what the clock shows now is right from here on. */
export function settled(watched: Watched): Watched {
  return { ...watched, home: watched.last, against: null };
}
