// The test sign-in after a use: whoever does the task opens a window with a named witness, signs in once, and says how it went. The window
// covers that one sign-in; what the witness does not confirm counts for nothing.
import type { Activation } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import type { PersonId } from '../ledger/ids.ts';
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';
import type { Person, Roster } from './policy.ts';
import { confirms, find, owns } from './rotate.ts';
import { isTest, notTesting, openWindow, WINDOW } from './window.ts';

/** Whether this person may look on at a test of `opener`: somebody who confirms tasks, and is neither of opener and operator. */
function fits(activation: Activation, witness: Person, opener: Person): boolean {
  return confirms(witness) && witness.id !== opener.id && witness.id !== operatorNow(activation);
}

/** Who may look on at a test of this person, in the roster's order. */
export function witnessesFor(activation: Activation, roster: Roster, opener: Person): readonly PersonId[] {
  return [...roster.people.values()].filter((one) => fits(activation, one, opener)).map(({ id }) => id);
}

/** Opens the window, with its witness. `opened`: how many windows the card knew, so that a click delivered twice opens one. */
export function openTest(asked: Asked<'open-test'>): Decision {
  const { activation, command, person, circumstances } = asked;
  const { roster, now } = circumstances;
  const before = activation.tests[command.opened];
  if (by(before, person) && before?.witness === command.witness && before.task === command.task) return already(activation);
  const found = find(asked, command.task);
  if (found === null || !isTest(command.task)) return refused(activation, 'tasks' in activation ? 'task-unknown' : 'wrong-phase');
  if (!owns(found.task, person, { activation, roster, late: now > found.state.due })) return refused(activation, 'not-your-role');
  if (found.state.claimed !== null) return refused(activation, 'task-settled');
  if (found.state.after !== null) return refused(activation, 'task-waits');
  if (openWindow(activation, found.state, now) !== null) return refused(activation, 'window-open');
  if (command.opened !== activation.tests.length) return refused(activation, 'window-old');
  const witness = roster.people.get(command.witness);
  if (witness === undefined) return refused(activation, 'person-unknown');
  if (!fits(activation, witness, person)) return refused(activation, 'witness-unfit');
  return happened(activation, { type: 'TestSignInOpened', task: command.task, witness: witness.id, end: now + WINDOW });
}

/** It did not work, says whoever opened the window, within it; the witness confirms, and the task is open again. */
export function failTest(asked: Asked<'fail-test'>): Decision {
  const { activation, command, person, circumstances } = asked;
  const found = find(asked, command.task);
  if (found === null || !isTest(command.task)) return refused(activation, 'tasks' in activation ? 'task-unknown' : 'wrong-phase');
  const { claimed } = found.state;
  if (claimed?.ended === 'failed' && by(claimed, person) && claimed.evidence === command.evidence.hash) return already(activation);
  if (claimed !== null) return refused(activation, 'task-settled');
  const not = notTesting(activation, found.state, { person, now: circumstances.now });
  if (not !== null) return refused(activation, not);
  return happened(activation, { type: 'TestSignInFailed', task: command.task, evidence: command.evidence.hash });
}
