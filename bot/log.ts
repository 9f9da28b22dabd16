// The log: one JSON line per event on standard error, each line one event whatever a value holds, and nothing in it that is named or looks
// like a secret.
import pino from 'pino';

export const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type Level = (typeof LEVELS)[number];
export type Fields = Readonly<Record<string, unknown>>;

/** Called by itself it logs at `info`. It never throws. */
export interface Log {
  (event: string, fields?: Fields): void;
  debug(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}

const REDACTED = '[redacted]';
const SECRET_NAME =
  /secret|passw|passphrase|pwd|token|authori[sz]ation|cookie|private|assertion|signature|api.?key|access.?key|connection.?string|(^|[^a-z])pin([^a-z]|$)/i;
const SECRET_VALUE = /\beyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?|\bBearer\s+\S+|-----BEGIN [^-]*PRIVATE KEY-----[^-]*(-----END [^-]*-----)?/gi;
/** Characters beyond the ones JSON escapes that move a terminal's cursor, turn its writing or cannot be seen. */
const STEERING = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const OWN = new Set(['level', 'time', 'event']);
const DEEPEST = 5;
const MOST = 50;
const LONGEST = 2000;

/** A log that keeps lines from `level` on. `write` takes each finished line with its line feed; otherwise standard error does. */
export function logTo(level: Level, write?: (line: string) => void): Log {
  const destination = pino.destination({ dest: 2, sync: true });
  const out = { write: (line: string) => (write ?? ((text) => destination.write(text)))(line.replaceAll(STEERING, escaped)) };
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    out,
  );
  const at = (severity: Exclude<Level, 'silent'>) => (event: string, fields?: Fields) => {
    if (!logger.isLevelEnabled(severity)) return;
    try {
      logger[severity]({ event: plain(event, 0), ...named(fields ?? {}) });
    } catch {
      logger[severity]({ event: plain(event, 0), fields: '[unreadable]' });
    }
  };
  return Object.assign(at('info'), { debug: at('debug'), warn: at('warn'), error: at('error') });
}

/** A log that keeps nothing: for tests. */
export const silentLog: Log = logTo('silent', () => undefined);

function named(fields: Fields): Fields {
  return Object.fromEntries(entries(fields, 0).map(([name, value]) => [OWN.has(name) ? `_${name}` : name, value]));
}

function entries(record: object, depth: number): readonly (readonly [string, unknown])[] {
  return Object.entries(record)
    .slice(0, MOST)
    .map(([name, value]: [string, unknown]) => [
      name,
      SECRET_NAME.test(name) && value !== null && value !== undefined ? REDACTED : plain(value, depth + 1),
    ]);
}

function plain(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null)
    return typeof value === 'function' || typeof value === 'symbol' ? `[${typeof value}]` : value;
  if (depth > DEEPEST) return '[deeper]';
  if (Error.isError(value)) return error(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (value instanceof Map) return Object.fromEntries(entries(Object.fromEntries(mapped(value)), depth));
  if (Array.isArray(value) || value instanceof Set) return [...value].slice(0, MOST).map((one: unknown) => plain(one, depth + 1));
  return Object.fromEntries(entries(value, depth));
}

function mapped(map: ReadonlyMap<unknown, unknown>): readonly (readonly [string, unknown])[] {
  return [...map].map(([name, value], at) => [typeof name === 'string' ? name : `#${at + 1}`, value]);
}

/** Only what every error has: vendors hang requests with their headers on theirs. */
function error(value: Error, depth: number): unknown {
  const code: unknown = 'code' in value ? value.code : undefined;
  const about = { name: value.name, code, message: value.message, stack: value.stack, cause: value.cause };
  return Object.fromEntries(
    Object.entries(about)
      .filter(([, one]) => one !== undefined)
      .map(([name, one]) => [name, plain(one, depth + 1)]),
  );
}

function text(value: string): string {
  const kept = value
    .slice(0, 4 * LONGEST)
    .toWellFormed()
    .replaceAll(SECRET_VALUE, REDACTED);
  return kept.length > LONGEST ? `${kept.slice(0, LONGEST).toWellFormed()}… (${value.length} characters)` : kept;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
