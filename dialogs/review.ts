// The review: by somebody who did nothing else in this activation; a class other than the one requested needs an auditor's countersignature.
import { type Activation, declarationOf, type Review } from '../ledger/activation.ts';
import { operators } from '../ledger/course.ts';
import type { CLASSES } from '../ledger/fact-after.ts';
import type { FactOf, Reason } from '../ledger/fact.ts';
import type { PersonId } from '../ledger/ids.ts';
import { reviewNumber, unanswered } from '../ledger/reviewing.ts';
import type { CommandOf } from './command.ts';
import { passed } from './drill-clock.ts';
import type { Person, Roster } from './policy.ts';
import { assigned, rowsBarred, rowsSaid, sameRows } from './follow-up.ts';
import { hasPart } from './ratify.ts';
import { reviewerBarred } from './reviewer.ts';
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';

/** Classifies, says what was done against what was authorised and what is still to be done, and closes where no countersignature is needed. */
export function review({ activation, tenant, command, person, circumstances }: Asked<'review'>): Decision {
  const before = 'review' in activation ? activation.review : null;
  if (before && by(before, person) && isSame(before, command)) return already(activation);
  const barred = reviewerBarred(activation, person, circumstances.roster);
  if (barred !== null) return refused(activation, barred);
  if (unanswered(activation).length > 0) return refused(activation, 'votes-unanswered');
  // delivered late, or signed without a word about the refusal
  if (activation.reviewing.refused.some((one) => by(one, person) && isSame(one, command))) return refused(activation, 'review-refused');
  const open = leftOpen(activation, command) ?? rowsBarred(command, circumstances, tenant);
  if (open !== null) return refused(activation, open);
  const another = needsCountersignature(activation, command.class);
  if (another && !countersigners(circumstances.roster, activation).some((id) => id !== person.id))
    return refused(activation, 'no-countersigner');
  const signed = [reviewed(command), ...assigned(command)];
  return another ? happened(activation, ...signed) : happened(activation, ...signed, ...passed(activation), { type: 'Closed' });
}

function reviewed({ class: as, found, ticket, reporting }: CommandOf<'review'>): FactOf<'Reviewed'> {
  return {
    type: 'Reviewed',
    class: as,
    found: found.hash,
    ...(ticket === null ? {} : { ticket: ticket.hash }),
    ...(reporting === null ? {} : { reporting }),
  };
}

/** What was put off until the review and is still not said; null: nothing. At a drill nobody has a duty to report. */
function leftOpen({ request }: Activation, { class: as, ticket, reporting, ...rows }: CommandOf<'review'>): Reason | null {
  if (request.ticket === null && ticket === null) return 'ticket-owed';
  if (as !== 'drill' && reporting === null) return 'reporting-not-looked';
  return reporting === 'runs' && rowsSaid(rows).length === 0 ? 'reporting-unowned' : null;
}

/** Whether a review says what was signed, word for word: nothing that somebody typed is dropped as a repeat. */
function isSame(before: Review, { class: as, found, ticket, reporting, ...rows }: CommandOf<'review'>): boolean {
  const same = before.class === as && before.found === found.hash && before.ticket === (ticket?.hash ?? null);
  return same && before.reporting === reporting && sameRows(before, rows);
}

/** Whether an auditor must sign, too: another class than the one it was opened as, every use that two people rejected, every review after a refused one. */
export function needsCountersignature(activation: Activation, as: (typeof CLASSES)[number]): boolean {
  const asked = as === activation.request.kind && declarationOf(activation)?.judged?.as !== 'rejected';
  return !asked || activation.reviewing.refused.length > 0;
}

function barred(activation: Activation, person: Person, roster: Roster): boolean {
  if (person.id === activation.requester || operators(activation).includes(person.id)) return true;
  if (activation.reviewing.refused.some((one) => by(one, person))) return true;
  return declarationOf(activation) !== null && hasPart(activation, person, roster);
}

/** Auditors who could countersign: neither requester nor ever operator, and of no review that was refused the reviewer. */
export function countersigners(roster: Roster, activation: Activation): readonly PersonId[] {
  const auditors = [...roster.people.values()].filter((person) => person.roles.includes('auditor'));
  return auditors.filter((person) => !barred(activation, person, roster)).map(({ id }) => id);
}

/** Why this person may not judge the newest review, which their card showed as the `shown`th; null when they may. */
function signerBarred({ activation, person, circumstances }: Omit<Asked<'countersign'>, 'command'>, shown: number): Reason | null {
  if (!person.roles.includes('auditor')) return 'not-your-role';
  if (activation.phase !== 'review') return 'wrong-phase';
  if (shown !== reviewNumber(activation)) return 'review-old';
  if (activation.review === null) return 'wrong-phase';
  if (by(activation.review, person)) return 'own-work';
  return barred(activation, person, circumstances.roster) ? 'involved' : null;
}

/** An auditor, other than reviewer, requester and operator, signs a review whose class differs from what was requested. */
export function countersign(asked: Asked<'countersign'>): Decision {
  const { activation, person, command } = asked;
  if ('review' in activation && by(activation.review?.countersigned, person)) return already(activation);
  const objection = signerBarred(asked, command.review);
  if (objection !== null) return refused(activation, objection);
  const proved = 'review' in activation && activation.review?.class === activation.request.kind ? passed(activation) : [];
  return happened(activation, { type: 'Countersigned' }, ...proved, { type: 'Closed' });
}

/** The same auditor does not sign, and says why: a manager who took no part, the same or another, reviews anew. */
export function refuseReview(asked: Asked<'refuse-review'>): Decision {
  const { activation, person, command } = asked;
  const before = activation.reviewing.refused[command.review - 1]?.refused;
  if (before && by(before, person) && before.why === command.why.hash) return already(activation);
  const objection = signerBarred(asked, command.review);
  return objection === null ? happened(activation, { type: 'ReviewRefused', why: command.why.hash }) : refused(activation, objection);
}
