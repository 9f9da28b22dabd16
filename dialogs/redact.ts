// Taking a typed text out later: by whoever typed it, by a manager or an auditor, with a reason that stays. Possible in every phase.
import type { Activation } from '../ledger/activation.ts';
import type { Fact } from '../ledger/fact.ts';
import type { Text } from '../ledger/store.ts';
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';

/** The text leaves the store with the fact; its hash, and who typed it when, stay. */
export function redact({ activation, command, person }: Asked<'redact'>): Decision {
  const typed = activation.typed.get(command.what);
  const taken = activation.redacted.get(command.what);
  if (by(taken, person)) return already(activation);
  if (typed === undefined) return refused(activation, 'text-unknown');
  const may = by(typed, person) || person.roles.includes('manager') || person.roles.includes('auditor');
  if (!may) return refused(activation, 'not-your-text');
  if (taken !== undefined) return refused(activation, 'text-gone');
  return happened(activation, { type: 'TextRedacted', record: typed.seq, hash: command.what, why: command.why.hash });
}

/** The texts that leave the store with these facts, by hash. */
export function forgotten(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((fact) => (fact.type === 'TextRedacted' ? [fact.hash] : []));
}

/** The same words typed again by the same person in the same field have the hash of those that were taken out: they stay out. */
export function notRedacted(texts: readonly Text[], activation: Activation | null): readonly Text[] {
  const out = new Set<string>(activation?.redacted.keys());
  return texts.filter(({ hash }) => !out.has(hash));
}
