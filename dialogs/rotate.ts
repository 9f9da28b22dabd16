// Post-use tasks: one person does and says so with evidence, a second person confirms or opens it again.
import type { Activation, TaskState } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import { changeOfTask } from '../ledger/fact-change.ts';
import type { PersonId } from '../ledger/ids.ts';
import type { CredentialTask } from '../runbooks/runbook.ts';
import { postUseTasks } from './aftermath.ts';
import type { CommandOf } from './command.ts';
import { isPast } from './clock.ts';
import { type Asked, type Asking, type Circumstances, type Decision, type Library, already, by, happened, refused } from './decision.ts';
import type { Person, Roster } from './policy.ts';
import { asAsked } from './walk.ts';
import { lastWindow, notTesting, notWitness } from './window.ts';

interface Found {
  /** A task that a later release no longer describes is any responder's to settle: no activation may hang on it. */
  readonly task: Pick<CredentialTask, 'owner' | 'evidence'>;
  readonly state: TaskState;
}

/** The task of this id with where it stands; null: there is none. */
export function find({ activation, circumstances }: Asking, id: string): Found | null {
  const state = 'tasks' in activation ? activation.tasks.find((one) => one.task === id) : undefined;
  return state ? { task: described(activation, circumstances.library, id), state } : null;
}

function described(activation: Activation, library: Library, id: string): Found['task'] {
  return postUseTasks(activation, library).find((one) => one.id === id) ?? { owner: 'responder', evidence: 'text' };
}

interface Standpoint {
  readonly activation: Activation;
  readonly roster: Roster;
  /** The due time of the task has passed. */
  readonly late: boolean;
}

/** Whether a task is this person's to do: the operator's own, of a role they have, or any responder's once the operator is off the roster or late with it. */
export function owns(task: Pick<CredentialTask, 'owner'>, person: Person, { activation, roster, late }: Standpoint): boolean {
  const operator = operatorNow(activation);
  if (task.owner !== 'operator') return person.roles.includes(task.owner);
  const gone = late || operator === null || !roster.people.has(operator);
  return person.id === operator || (gone && person.roles.includes('responder'));
}

/** Whether this person may confirm other people's tasks. */
export function confirms(person: Person): boolean {
  return person.roles.includes('approver') || person.roles.includes('custodian');
}

/** Who owes a task that is not confirmed: whoever is to do it, or, once it is claimed, everybody who may confirm it. A test is its witness’s. */
export function owing(
  activation: Activation,
  state: TaskState,
  circumstances: Pick<Circumstances, 'roster' | 'library' | 'now'>,
): readonly PersonId[] {
  const { roster, library, now } = circumstances;
  const task = described(activation, library, state.task);
  const standpoint = { activation, roster, late: now > state.due };
  const owes = (person: Person) =>
    state.claimed === null ? owns(task, person, standpoint) : confirms(person) && !by(state.claimed, person);
  const all = [...roster.people.values()].filter(owes);
  const witness = state.claimed === null ? [] : all.filter((person) => notWitness(activation, state.task, person) === null);
  return (witness.length > 0 ? witness : all).map(({ id }) => id);
}

/** A claim with evidence, of a change with how it ended; it counts when a second person has confirmed it. */
export function doTask(asked: Asked<'do-task'>): Decision {
  const { activation, command, person, circumstances } = asked;
  const found = find(asked, command.task);
  if (found === null) return refused(activation, 'tasks' in activation ? 'task-unknown' : 'wrong-phase');
  if (by(found.state.claimed, person) && isSame(found.state, command)) return already(activation);
  const late = isPast(found.state.due, circumstances, asked.tenant);
  if (!owns(found.task, person, { activation, roster: circumstances.roster, late })) return refused(activation, 'not-your-role');
  if (found.state.claimed !== null) return refused(activation, 'task-settled');
  if (found.state.after !== null) return refused(activation, 'task-waits');
  const not = notTesting(activation, found.state, { person, now: circumstances.now });
  if (not !== null) return refused(activation, not);
  const { task, ended, evidence } = command;
  if ((changeOfTask(task) === null) !== (ended === null)) return refused(activation, 'choice-unknown');
  if (ended !== null) return happened(activation, { type: 'ChangeSettled', task, ended, evidence: evidence.hash });
  if (found.task.evidence !== 'none' && found.task.evidence !== 'choice' && !asAsked(found.task.evidence, evidence.text)) {
    return refused(activation, 'evidence-wrong');
  }
  return happened(activation, { type: 'TaskDone', task, evidence: evidence.hash });
}

/** Other evidence, or another ending, is another claim: nothing that somebody typed is dropped as a repeat. */
function isSame({ claimed }: TaskState, { evidence, ended }: CommandOf<'do-task'>): boolean {
  return claimed?.evidence === evidence.hash && claimed.ended === ended;
}

/** Why this person may not judge the claim; null when they may. */
function judging(asked: Asking, found: Found | null): Decision | null {
  const { activation, person } = asked;
  if (found === null) return refused(activation, 'tasks' in activation ? 'task-unknown' : 'wrong-phase');
  if (!confirms(person)) return refused(activation, 'not-your-role');
  if (found.state.claimed === null) return refused(activation, 'task-not-claimed');
  if (by(found.state.claimed, person)) return refused(activation, 'own-work');
  if (found.state.confirmed !== null) return refused(activation, 'task-settled');
  return null;
}

/** A second person has looked and confirms; of a test only its witness. That it did not work opens the task again. */
export function confirmTask(asked: Asked<'confirm-task'>): Decision {
  const { activation, command, person } = asked;
  const found = find(asked, command.task);
  const failed = found?.state.claimed === null ? lastWindow(activation, command.task)?.failed : null;
  if (by(found?.state.confirmed ?? failed, person)) return already(activation);
  const not = judging(asked, found);
  if (not !== null) return not;
  const stranger = notWitness(activation, command.task, person);
  if (stranger !== null) return refused(activation, stranger);
  const type = found?.state.claimed?.ended === 'failed' ? 'TestFailureConfirmed' : 'TaskConfirmed';
  return happened(activation, { type, task: command.task });
}

/** A second person has looked and it is not so: the task is open again, with the reason. */
export function reopenTask(asked: Asked<'reopen-task'>): Decision {
  const { activation, command, person } = asked;
  const found = find(asked, command.task);
  const before = found?.state.claimed === null ? found.state.reopened : null;
  if (before && by(before, person) && before.why === command.why.hash) return already(activation);
  return judging(asked, found) ?? happened(activation, { type: 'TaskReopened', task: command.task, why: command.why.hash });
}
