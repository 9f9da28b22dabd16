// Post-use duties that do not go away: an overdue task is reminded of at growing intervals, at night, too, because it is owed; after a while
// the managers are told. Nothing of it settles the task: only a claim and a second person do.
import { type Activation, type InPhase, type TaskState } from '../ledger/activation.ts';
import { remindersInTurn, turnOf } from '../ledger/evolve-remind.ts';
import type { FactOf } from '../ledger/fact.ts';
import { Slug } from '../ledger/ids.ts';
import { type Circumstances, type Decision, already, happened } from './decision.ts';

const HOUR = 60 * 60_000;
/** So many reminders at most for each task and each turn of somebody: the first at the due time, then after 1, 2, 4, 8 and 16 hours. */
const MOST = 6;
/** Milliseconds after the due time when the managers are told. */
const ESCALATE_AFTER = 4 * HOUR;

/** The tasks that should have been done and confirmed by now (milliseconds UTC). */
export function overdueTasks(activation: Activation, now: number): readonly TaskState[] {
  return activation.phase === 'handed back' ? activation.tasks.filter((task) => isOwed(task) && now > task.due) : [];
}

/** Not confirmed, and not waiting for another account: nobody can be late with what they may not begin. */
function isOwed({ confirmed, after }: TaskState): boolean {
  return confirmed === null && after === null;
}

/** When whoever owes this task now is to be reminded of it next, milliseconds UTC; null: never again. */
function nextReminder(task: TaskState, activation: Activation): number | null {
  if (!isOwed(task)) return null;
  const said = remindersInTurn(task, activation);
  if (said === null) return Math.max(task.due + 1, (turnOf(task)?.at ?? -Infinity) + HOUR);
  return said.count >= MOST ? null : said.last.at + HOUR * 2 ** (said.count - 1);
}

function nextEscalation(task: TaskState, { reminders }: Activation): number | null {
  const told = !isOwed(task) || (reminders.get(task.task)?.escalated ?? null) !== null;
  return told ? null : task.due + ESCALATE_AFTER + 1;
}

type Next = typeof nextReminder;

/** When the first task is due for it, milliseconds UTC; null: none is. */
function first(activation: InPhase<'handed back'>, next: Next): number | null {
  const dues = activation.tasks.map((task) => next(task, activation)).filter((due) => due !== null);
  return dues.length === 0 ? null : Math.min(...dues);
}

/** When somebody is to be reminded next, and when the managers are to be told; null: never. */
export function reminderDue(activation: InPhase<'handed back'>): number | null {
  return first(activation, nextReminder);
}
export function escalationOfTasksDue(activation: InPhase<'handed back'>): number | null {
  return first(activation, nextEscalation);
}

function nagged(activation: Activation, now: number, next: Next): FactOf<'TasksReminded'>['tasks'] {
  const owed = overdueTasks(activation, now).filter((task) => (next(task, activation) ?? Infinity) <= now);
  return owed.map(({ task }) => Slug.parse(task));
}

/** Reminds of every task whose reminder is due, in one fact. */
export function remindTasks(activation: Activation, { now }: Circumstances): Decision {
  const tasks = nagged(activation, now, nextReminder);
  return tasks.length === 0 ? already(activation) : happened(activation, { type: 'TasksReminded', tasks });
}

/** Tells the managers of every task that has been overdue for too long, once for each. */
export function escalateTasks(activation: Activation, { now }: Circumstances): Decision {
  const tasks = nagged(activation, now, nextEscalation);
  return tasks.length === 0 ? already(activation) : happened(activation, { type: 'TasksEscalated', tasks });
}
