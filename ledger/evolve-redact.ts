// Which typed texts an activation holds, who typed them, and which were taken out later.
import type { Activation, Mark, Rooted } from './activation.ts';
import type { Fact, FactOf } from './fact.ts';
import { Digest } from './ids.ts';
import type { Unknown } from './record.ts';

/** The fields of facts under which the hash of a typed text stands. A text under any other name cannot be taken out. */
export const TYPED_NAMES: ReadonlySet<string> = new Set([
  'why',
  'ticket',
  'seal',
  'evidence',
  'text',
  'was',
  'is',
  'back',
  'found',
  'owed',
  'what',
  'action',
  'detail',
]);

/** The hashes of the typed texts that a fact names, each with the field. */
export function typedIn(fact: Fact | Unknown): readonly { readonly field: string; readonly hash: Digest }[] {
  if (fact.type === 'Unknown' || fact.type === 'PolicyAdopted' || fact.type === 'PolicyChanged') return [];
  // the action of a live drill is said again in its request
  const said = fact.type === 'Requested' ? { ...fact, action: fact.live?.action } : fact;
  return Object.entries(said).flatMap(([field, value]: readonly [string, unknown]) => {
    const hash = TYPED_NAMES.has(field) ? Digest.safeParse(value).data : undefined;
    return hash === undefined ? [] : [{ field, hash }];
  });
}

/** The typed texts so far and those of one more record: where each stands first. */
export function withTyped(typed: ReadonlyMap<Digest, Mark>, { seq, at, by, facts }: Rooted): ReadonlyMap<Digest, Mark> {
  const fresh = facts.flatMap(typedIn).filter(({ hash }) => !typed.has(hash));
  return fresh.length === 0 ? typed : new Map([...typed, ...fresh.map(({ hash }) => [hash, { seq, at, by }] as const)]);
}

/** The activation after a text was taken out, in whatever phase. */
export function evolveRedact(state: Activation, { hash, why }: FactOf<'TextRedacted'>, { seq, at, by }: Rooted): Activation {
  return { ...state, redacted: new Map(state.redacted).set(hash, { seq, at, by, why }) };
}
