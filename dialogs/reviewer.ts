// Who may review: a manager who did nothing else in this activation, once everything is back and judged. Asked by all that a reviewer does.
import { type Activation, declarationOf } from '../ledger/activation.ts';
import type { Reason } from '../ledger/fact.ts';
import { by } from './decision.ts';
import type { Person, Roster } from './policy.ts';
import { hasPart, ratifyBy } from './ratify.ts';

/** Why this person may not review now; null when they may. Whoever refused a review judged it: they do not write the next one. */
export function reviewerBarred(activation: Activation, person: Person, roster: Roster): Reason | null {
  if (!person.roles.includes('manager')) return 'not-your-role';
  if (activation.phase !== 'review' || activation.review !== null) return 'wrong-phase';
  if (activation.involved.has(person.id)) return 'involved';
  if (declarationOf(activation) !== null && hasPart(activation, person, roster)) return 'involved';
  if (activation.reviewing.refused.some(({ refused }) => by(refused, person))) return 'involved';
  return ratifyBy(activation) === null ? null : 'not-judged';
}
