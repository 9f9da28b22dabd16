// The witnessed window of a test sign-in: which task it is about, whether one is open, and who may say in it how the test went.
import type { Activation, TaskState } from '../ledger/activation.ts';
import { fallbackTask } from '../ledger/fact-fallback.ts';
import { operatorNow } from '../ledger/course.ts';
import type { Reason } from '../ledger/fact.ts';
import type { TestWindow } from '../ledger/windows.ts';
import { by } from './decision.ts';
import type { Person } from './policy.ts';

/** How long a window is open, milliseconds. */
export const WINDOW = 15 * 60_000;

/** Whether a post-use task is the test sign-in, which is done in a window only. */
export function isTest(task: string): boolean {
  return (fallbackTask(task) ?? task) === 'test-sign-in';
}

/** The newest window of a task, open or not; null: there was none. */
export function lastWindow({ tests }: Pick<Activation, 'tests'>, task: string): TestWindow | null {
  return tests.findLast((one) => one.task === task) ?? null;
}

/** The window of a task that is open at `now` (milliseconds UTC); one whose test was already told how it went is over. */
export function openWindow(activation: Activation, { task, claimed, reopened }: TaskState, now: number): TestWindow | null {
  const last = lastWindow(activation, task);
  if (last === null || now > last.end || claimed !== null) return null;
  return reopened !== null && reopened.seq > last.seq ? null : last;
}

/** Why this person cannot say at `now` how the test went; null when they can, and for any other task. */
export function notTesting(activation: Activation, state: TaskState, { person, now }: { person: Person; now: number }): Reason | null {
  if (!isTest(state.task)) return null;
  const open = openWindow(activation, state, now);
  if (open === null) return 'window-closed';
  return by(open, person) ? null : 'not-opener';
}

/** Why this person cannot confirm how the test went; null when they can, and for a task without a window. */
export function notWitness(activation: Activation, task: string, { id }: Person): Reason | null {
  const last = lastWindow(activation, task);
  if (last === null) return null;
  if (last.witness !== id) return 'not-witness';
  return operatorNow(activation) === id ? 'own-work' : null;
}
