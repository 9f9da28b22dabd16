// Correcting what was written about the use: by whoever wrote it, or by a manager, with a reason. Possible in every phase; the original stays.
import { type Written, written } from '../ledger/evolve-correct.ts';
import type { FactOf } from '../ledger/fact.ts';
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';

/** How a command names a text: the record and the field, `57 evidence`. */
export function lineOf({ seq, field }: Pick<Written, 'seq' | 'field'>): string {
  return `${seq} ${field}`;
}

/** The newest correction is the one that counts; each stays. */
export function correct({ activation, command, person }: Asked<'correct'>): Decision {
  const about = written(activation).find((one) => lineOf(one) === command.line);
  if (about === undefined) return refused(activation, 'text-unknown');
  const last = activation.corrections.findLast((one) => lineOf({ seq: one.record, field: one.field }) === command.line);
  if (by(last, person) && last?.text === command.right.hash) return already(activation);
  if (!by(about, person) && !person.roles.includes('manager')) return refused(activation, 'not-your-line');
  if (activation.redacted.has(about.hash)) return refused(activation, 'text-gone');
  return happened(activation, corrected(about, command));
}

function corrected({ seq, field }: Written, { right, cause }: Asked<'correct'>['command']): FactOf<'Corrected'> {
  return { type: 'Corrected', record: seq, field, text: right.hash, why: cause.hash };
}
