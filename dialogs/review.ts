// The review: by somebody who did nothing else in this activation; a class other than the one requested needs an auditor's countersignature.
import { type Activation, declarationOf, type Review } from '../ledger/activation.ts';
import { operators } from '../ledger/course.ts';
import type { CLASSES } from '../ledger/fact-after.ts';
import type { PersonId } from '../ledger/ids.ts';
import type { CommandOf } from './command.ts';
import { passed } from './drill-clock.ts';
import type { Person, Roster } from './policy.ts';
import { hasPart, ratifyBy } from './ratify.ts';
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';

/** Classifies, says what was done against what was authorised and what is owed, and closes where no countersignature is needed. */
export function review({ activation, command, person, circumstances }: Asked<'review'>): Decision {
  const before = 'review' in activation ? activation.review : null;
  if (before && by(before, person) && isSame(before, command)) return already(activation);
  if (!person.roles.includes('manager')) return refused(activation, 'not-your-role');
  if (activation.phase !== 'review' || activation.review !== null) return refused(activation, 'wrong-phase');
  if (activation.involved.has(person.id)) return refused(activation, 'involved');
  if (declarationOf(activation) !== null && hasPart(activation, person, circumstances.roster)) return refused(activation, 'involved');
  if (ratifyBy(activation) !== null) return refused(activation, 'not-judged');
  const another = needsCountersignature(activation, command.class);
  if (another && !countersigners(circumstances.roster, activation).some((id) => id !== person.id))
    return refused(activation, 'no-countersigner');
  const reviewed = {
    type: 'Reviewed' as const,
    class: command.class,
    found: command.found.hash,
    owed: command.owed?.hash ?? null,
  };
  return another ? happened(activation, reviewed) : happened(activation, reviewed, ...passed(activation), { type: 'Closed' });
}

/** Whether a review says what was signed, word for word: nothing that somebody typed is dropped as a repeat. */
function isSame(before: Review, { class: asked, found, owed }: CommandOf<'review'>): boolean {
  return before.class === asked && before.found === found.hash && before.owed === (owed?.hash ?? null);
}

/** Whether an auditor must sign, too: another class than the one it was opened as, and every use that two people rejected. */
export function needsCountersignature(activation: Activation, as: (typeof CLASSES)[number]): boolean {
  return as !== activation.request.kind || declarationOf(activation)?.judged?.as === 'rejected';
}

function barred(activation: Activation, person: Person, roster: Roster): boolean {
  if (person.id === activation.requester || operators(activation).includes(person.id)) return true;
  return declarationOf(activation) !== null && hasPart(activation, person, roster);
}

/** Auditors who could countersign: neither requester nor ever operator. */
function countersigners(roster: Roster, activation: Activation): readonly PersonId[] {
  const auditors = [...roster.people.values()].filter((person) => person.roles.includes('auditor'));
  return auditors.filter((person) => !barred(activation, person, roster)).map(({ id }) => id);
}

/** An auditor, other than reviewer, requester and operator, signs a review whose class differs from what was requested. */
export function countersign({ activation, person, circumstances }: Asked<'countersign'>): Decision {
  if ('review' in activation && by(activation.review?.countersigned, person)) return already(activation);
  if (!person.roles.includes('auditor')) return refused(activation, 'not-your-role');
  if (activation.phase !== 'review' || activation.review === null) return refused(activation, 'wrong-phase');
  if (by(activation.review, person)) return refused(activation, 'own-work');
  if (barred(activation, person, circumstances.roster)) return refused(activation, 'involved');
  return happened(activation, { type: 'Countersigned' }, { type: 'Closed' });
}
