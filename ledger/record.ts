// The record around the facts of one turn: one turn, one record, one leaf. What storage returns is parsed here and nowhere else.
import { z } from 'zod';
import { canonical } from './canonical.ts';
import { Fact } from './fact.ts';
import { ActivationId, Digest, Instant, ObjectId, PersonId, Role } from './ids.ts';

export const ASSURANCES = ['channel', 'local'] as const;

/** Who acted: a person with the proof they brought, the clock, or the product itself. `age` is the roster's age in milliseconds. */
export const By = z.discriminatedUnion('actor', [
  z
    .strictObject({
      actor: z.literal('person'),
      person: PersonId,
      account: ObjectId,
      roles: z.array(Role).readonly(),
      assurance: z.enum(ASSURANCES),
      roster: z.strictObject({ digest: Digest, age: z.int().min(0) }).readonly(),
    })
    .readonly(),
  z.strictObject({ actor: z.literal('clock') }).readonly(),
  z.strictObject({ actor: z.literal('product') }).readonly(),
]);
export type By = z.infer<typeof By>;

/** A fact that this release does not know: its activation (or, without one, everything) is closed for writing. */
export interface Unknown {
  readonly type: 'Unknown';
  readonly named: string;
}

const Frame = z.strictObject({
  v: z.literal(1),
  seq: z.int().min(1),
  at: Instant,
  activation: ActivationId.nullable(),
  by: By,
  policy: Digest,
  facts: z.array(z.looseObject({ type: z.string() })).min(1),
});

export interface LedgerRecord {
  readonly v: 1;
  readonly seq: number;
  readonly at: number;
  readonly activation: ActivationId | null;
  readonly by: By;
  readonly policy: Digest;
  readonly facts: readonly Fact[];
}

/** A record as read back: facts of a later release appear as Unknown. */
export interface ReadRecord extends Omit<LedgerRecord, 'facts'> {
  readonly facts: readonly (Fact | Unknown)[];
}

/** The one byte form of a record. */
export function recordBytes(record: LedgerRecord): Uint8Array {
  return canonical({ ...record });
}

/** Reads a stored record. Answers a sentence when the frame is not ours; a fact of a later release becomes Unknown. */
export function parseRecord(bytes: Uint8Array): ReadRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return 'its bytes are not JSON in UTF-8';
  }
  const frame = Frame.safeParse(value);
  if (!frame.success) return `it is not a record: ${z.prettifyError(frame.error).replaceAll('\n', ' ')}`;
  return { ...frame.data, facts: frame.data.facts.map(parseFact) };
}

function parseFact(value: { readonly type: string }): Fact | Unknown {
  const fact = Fact.safeParse(value);
  return fact.success ? fact.data : { type: 'Unknown', named: value.type };
}
