// Folding the reminders of overdue post-use tasks: how many each task had, when the last one was, and whether the managers know.
import type { Activation, Mark, Reminders, Rooted, TaskState } from './activation.ts';
import type { FactOf } from './fact.ts';

const NONE: Reminders = { count: 0, last: null, escalated: null };

/** Since when the task is with whoever owes it now: a claim turns to those who confirm, a task opened again back to its owner; null: the hand-back. */
export function turnOf({ claimed, reopened }: TaskState): Mark | null {
  return claimed ?? reopened;
}

/** The reminders that those had who owe the task now; null: none yet. */
export function remindersInTurn(
  task: TaskState,
  { reminders }: Pick<Activation, 'reminders'>,
): { readonly count: number; readonly last: Mark } | null {
  const { count, last } = reminders.get(task.task) ?? NONE;
  return last === null || last.seq < (turnOf(task)?.seq ?? 0) ? null : { count, last };
}

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveRemind(
  state: Activation,
  fact: FactOf<'TasksReminded' | 'TasksEscalated'>,
  { seq, at, by }: Rooted,
): Activation | null {
  if (state.phase !== 'handed back') return null;
  const mark: Mark = { seq, at, by };
  const named = state.tasks.filter(({ task }) => fact.tasks.some((one) => one === task));
  const next = named.map((task) => {
    const before = state.reminders.get(task.task) ?? NONE;
    const count = (remindersInTurn(task, state)?.count ?? 0) + 1;
    return [task.task, fact.type === 'TasksEscalated' ? { ...before, escalated: mark } : { ...before, count, last: mark }] as const;
  });
  return { ...state, reminders: new Map([...state.reminders, ...next]) };
}
