// Post-use tasks: one person does and says so with evidence, a second person confirms or opens it again.
import type { Activation, TaskState } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import type { CredentialTask } from '../runbooks/runbook.ts';
import { postUseTasks } from './close.ts';
import { type Asked, type Asking, type Decision, already, by, happened, refused } from './decision.ts';
import type { Person, Roster } from './policy.ts';
import { asAsked } from './walk.ts';

interface Found {
  /** A task that a later release no longer describes is any responder's to settle: no activation may hang on it. */
  readonly task: Pick<CredentialTask, 'owner' | 'evidence'>;
  readonly state: TaskState;
}

function find({ activation, circumstances }: Asking, id: string): Found | null {
  const state = 'tasks' in activation ? activation.tasks.find((one) => one.task === id) : undefined;
  const task = postUseTasks(activation, circumstances.library).find((one) => one.id === id) ?? { owner: 'responder', evidence: 'text' };
  return state ? { task, state } : null;
}

interface Standpoint {
  readonly activation: Activation;
  readonly roster: Roster;
}

/** Whether a task is this person's to do: the operator's own, of a role they have, or any responder's once the operator is off the roster. */
export function owns(task: Pick<CredentialTask, 'owner'>, person: Person, { activation, roster }: Standpoint): boolean {
  const operator = operatorNow(activation);
  if (task.owner !== 'operator') return person.roles.includes(task.owner);
  const gone = operator === null || !roster.people.has(operator);
  return person.id === operator || (gone && person.roles.includes('responder'));
}

/** Whether this person may confirm other people's tasks. */
export function confirms(person: Person): boolean {
  return person.roles.includes('approver') || person.roles.includes('custodian');
}

/** A claim with evidence; it counts when a second person has confirmed it. */
export function doTask(asked: Asked<'do-task'>): Decision {
  const { activation, command, person, circumstances } = asked;
  const found = find(asked, command.task);
  if (found === null) return refused(activation, 'tasks' in activation ? 'task-unknown' : 'wrong-phase');
  if (by(found.state.claimed, person) && found.state.claimed?.evidence === command.evidence.hash) return already(activation);
  if (!owns(found.task, person, { activation, roster: circumstances.roster })) return refused(activation, 'not-your-role');
  if (found.state.claimed !== null) return refused(activation, 'task-settled');
  if (found.task.evidence !== 'none' && found.task.evidence !== 'choice' && !asAsked(found.task.evidence, command.evidence.text)) {
    return refused(activation, 'evidence-wrong');
  }
  return happened(activation, { type: 'TaskDone', task: command.task, evidence: command.evidence.hash });
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

/** A second person has looked and confirms. */
export function confirmTask(asked: Asked<'confirm-task'>): Decision {
  const found = find(asked, asked.command.task);
  if (by(found?.state.confirmed, asked.person)) return already(asked.activation);
  return judging(asked, found) ?? happened(asked.activation, { type: 'TaskConfirmed', task: asked.command.task });
}

/** A second person has looked and it is not so: the task is open again, with the reason. */
export function reopenTask(asked: Asked<'reopen-task'>): Decision {
  const { activation, command, person } = asked;
  const found = find(asked, command.task);
  const before = found?.state.claimed === null ? found.state.reopened : null;
  if (before && by(before, person) && before.why === command.why.hash) return already(activation);
  return judging(asked, found) ?? happened(activation, { type: 'TaskReopened', task: command.task, why: command.why.hash });
}
