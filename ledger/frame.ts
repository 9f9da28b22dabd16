// The frame of a record as verification reads it: without schemas, so that it runs alone, and without looking into facts, except for the
// one that opens a ledger.
import { isObject } from './canonical.ts';
import { parseVkey, type Verifier } from './checkpoint.ts';

/** What the first fact of a ledger fixes. `vkey` is the verifier key of its checkpoints. */
export interface Opened {
  readonly mode: string;
  readonly tenant: string;
  readonly origin: string;
  readonly vkey: string;
  readonly key: Verifier;
}

export interface Framed {
  readonly at: number;
  readonly facts: readonly unknown[];
}

type Facts = readonly unknown[];

const FIELDS = 'activation at by facts policy seq v';
const LAST_INSTANT = 8_640_000_000_000_000;

/** Reads the frame of record `seq`, whose predecessor is of the time `at`. Answers the rest of a sentence when it is none. */
export function parseFrame(value: unknown, due: { readonly seq: number; readonly at: number }): Framed | string {
  if (!isObject(value)) return 'is not a JSON object';
  const { v, seq, at, by, policy, facts, activation } = value;
  if (v !== 1) return `has the version ${JSON.stringify(v ?? null)}, and this verifier knows version 1 only`;
  const fields = Object.keys(value).join(' ');
  if (fields !== FIELDS) return `has the fields ${fields}; a record has ${FIELDS}`;
  if (seq !== due.seq) return `carries seq ${JSON.stringify(seq ?? null)}`;
  if (typeof at !== 'number' || at < 0 || at > LAST_INSTANT) return 'has no time: at is not in milliseconds since 1970';
  if (at < due.at) return `is dated ${instant(at)}, before record ${due.seq - 1} (${instant(due.at)})`;
  if (!isObject(by)) return 'does not say who acted: by is not an object';
  if (typeof policy !== 'string' || !/^[0-9a-f]{64}$/.test(policy)) return 'names no policy: policy is not 64 lower-case hex digits';
  if (activation !== null && typeof activation !== 'string') return 'belongs to nothing: activation is neither a text nor null';
  if (!isFacts(facts)) return 'has no facts: facts is not a list of objects with a type';
  if (facts.some((fact, place) => (due.seq > 1 || place > 0) && isObject(fact) && fact['type'] === 'LedgerOpened'))
    return 'opens a ledger again; only the first fact of record 1 may';
  return { at, facts };
}

/** What the facts of record 1 fix. Answers the rest of a sentence when they do not. */
export function parseOpened([fact]: Facts): Opened | string {
  if (!isObject(fact) || fact['type'] !== 'LedgerOpened') return 'does not open a ledger: its first fact is not LedgerOpened';
  const { mode, tenant, origin, key } = fact;
  if (typeof mode !== 'string' || typeof tenant !== 'string' || typeof origin !== 'string' || typeof key !== 'string')
    return 'does not open a ledger: LedgerOpened lacks mode, tenant, origin or key';
  const verifier = parseVkey(key);
  return typeof verifier === 'string'
    ? `names no key that could be checked against. ${verifier.slice(0, -1)}`
    : { mode, tenant, origin, vkey: key, key: verifier };
}

function isFacts(facts: unknown): facts is Facts {
  return Array.isArray(facts) && facts.length > 0 && facts.every((fact: unknown) => isObject(fact) && typeof fact['type'] === 'string');
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
