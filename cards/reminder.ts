// A message of its own about overdue post-use tasks: to those who owe them, and later to the managers and the room. And the words for what
// is overdue, which other cards share.
import { postUseTasks } from '../dialogs/aftermath.ts';
import type { AboutOwed } from '../dialogs/notices.ts';
import { overdueTasks } from '../dialogs/remind.ts';
import type { Activation, TaskState } from '../ledger/activation.ts';
import { accountNames, notFinished } from './account.ts';
import { template } from './bind.ts';
import { sureTime } from './clock.ts';
import { taskTitle } from './drill-words.ts';
import { frame } from './frame.ts';
import json from './reminder.json' with { type: 'json' };
import { clockTime, listed, plain } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const fill = template(json, { lines: { each: { line: 'text' } }, until: 'text' } as const);

/** Lines beyond this many are only counted. */
const MOST = 10;

/** The reminder as it was told; it is not edited afterwards. */
export function drawReminder({ owed, tasks }: AboutOwed, viewing: Viewing): Shown {
  const shown = tasks.slice(0, MOST).map((task) => ({ line: `! OVERDUE · ${overdueLine(owed, task, viewing)}` }));
  const rest = tasks.length > MOST ? [{ line: `And ${tasks.length - MOST} more.` }] : [];
  const heading = `${notFinished(owed)}: ${tasks.length === 1 ? 'one task is' : `${tasks.length} tasks are`} overdue`;
  const until = 'This does not go away until it is done and a second person has confirmed it.';
  const pieces = fill({ lines: [...shown, ...rest], until });
  return frame(
    {
      card: 'reminder',
      activation: owed,
      tone: 'attention',
      band: 'WORK IS OVERDUE',
      heading,
      summary: `work is overdue, ${accountNames(owed)}`,
      ...pieces,
    },
    viewing,
  );
}

/** One overdue task: what, since when, and whom it waits for. For a TextBlock. */
function overdueLine(activation: Activation, { task, due, claimed }: TaskState, viewing: Viewing): string {
  const known = postUseTasks(activation, viewing.circumstances.library).find(({ id }) => id === task);
  const title = known === undefined ? task : taskTitle(activation, known, viewing);
  const waits = claimed === null ? 'nobody has done it' : 'done, but not confirmed by a second person';
  return `**${plain(title)}** since ${clockTime(due, viewing)}: ${waits}`;
}

/** "One task is overdue." with a blank before it; nothing where none is. */
export function overdueCount(activation: Activation, now: number): string {
  const late = overdueTasks(activation, now).length;
  return late === 0 ? '' : ` ${late === 1 ? 'One task is' : `${late} tasks are`} overdue.`;
}

/** For a fact: the first overdue tasks, and whether the managers know; empty where none is. */
export function overdueFact(activation: Activation, viewing: Viewing): string {
  const late = overdueTasks(activation, sureTime(viewing));
  if (late.length === 0) return '';
  const tasks = postUseTasks(activation, viewing.circumstances.library);
  const titles = new Map(tasks.map((one) => [one.id, taskTitle(activation, one, viewing)]));
  const named = late.slice(0, 3).map(({ task }) => `“${plain(titles.get(task) ?? task)}”`);
  const more = late.length > named.length ? [`${late.length - named.length} more`] : [];
  const told = late.some(({ task }) => (activation.reminders.get(task)?.escalated ?? null) !== null);
  return `! ${listed([...named, ...more])}${told ? '. The managers are told' : ''}`;
}
