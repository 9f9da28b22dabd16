// The lines of the work after a use: every task with its owner, due time and state, and every part that is not back.
import { waitsFor } from '../dialogs/fallback.ts';
import type { Activation, TaskState } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import type { PersonId } from '../ledger/ids.ts';
import type { CredentialTask } from '../runbooks/runbook.ts';
import { ENDED } from './changes.ts';
import { sureTime } from './clock.ts';
import { isTalkedThrough, taskTitle } from './drill-words.ts';
import { label } from './label.ts';
import { keepers, markName, partsOf, partsOut } from './parts.ts';
import { looksOn, witnessOf } from './test-sign-in.ts';
import { clockTime, nameOf, plain } from './text.ts';
import type { Viewing } from './view.ts';

/** A task with where it stands. */
export interface Owed {
  readonly task: CredentialTask;
  readonly state: TaskState;
}

interface TaskLine {
  readonly line: string;
}

export const OWNERS = { custodian: 'a custodian', responder: 'a responder', manager: 'a manager' } as const;

/** Who owes a task, for a TextBlock. */
function owner(task: CredentialTask, operator: PersonId | null, viewing: Viewing): string {
  return task.owner === 'operator' ? nameOf(operator, viewing) : OWNERS[task.owner];
}

/** Of a longer list what is confirmed is left out; what goes beyond so many characters is only counted: the card stays small enough to be sent. */
const MOST = 10;
const ROOM = 1600;

interface TaskLines {
  readonly lines: readonly TaskLine[];
  /** The tasks that have a line of their own. */
  readonly told: ReadonlySet<string>;
}

/** Every task with its owner, due time and state. For TextBlocks. */
export function taskLines(owed: readonly Owed[], activation: Activation, viewing: Viewing): TaskLines {
  const open = owed.length > MOST ? owed.filter(({ state }) => state.confirmed === null) : owed;
  let room = ROOM;
  const shown = open
    .map((one) => ({ id: one.task.id, line: taskLine(one, activation, viewing) }))
    .filter(({ line }) => (room -= line.length) >= 0);
  const more = owed.length - shown.length;
  return {
    lines: [...shown.map(({ line }) => ({ line })), ...(more === 0 ? [] : [{ line: `And ${more} more.` }])],
    told: new Set(shown.map(({ id }) => id)),
  };
}

function taskLine({ task, state }: Owed, activation: Activation, viewing: Viewing): string {
  const late = isLate(state, viewing);
  const sign = state.confirmed !== null ? '✓' : state.claimed !== null ? '▶' : late ? '!' : '○';
  const title = taskTitle(activation, task, viewing);
  const first = waitsFor(activation, state);
  if (first !== null) return `○ **${title}** · ${owner(task, operatorNow(activation), viewing)} · waits for the test sign-in of ${first}`;
  const due = `${late ? 'OVERDUE since' : 'due'} ${clockTime(state.due, viewing)}`;
  const orElse = late && task.owner === 'operator' && state.claimed === null ? ' or any responder' : '';
  return `${sign} **${title}** · ${owner(task, operatorNow(activation), viewing)}${orElse}, ${due} · ${stateOf(state, activation, viewing)}`;
}

export function isLate({ confirmed, due }: TaskState, viewing: Viewing): boolean {
  return confirmed === null && sureTime(viewing) > due;
}

function stateOf({ task, claimed, confirmed, reopened }: TaskState, activation: Activation, viewing: Viewing): string {
  if (confirmed !== null) return `confirmed by ${plain(markName(confirmed, viewing))}`;
  if (claimed !== null)
    return `${claimed.ended === null ? 'done' : ENDED[claimed.ended].toLowerCase()} by ${plain(markName(claimed, viewing))}, waits for ${witnessOf(activation, task, viewing) ?? 'a second person'}`;
  return reopened === null ? 'open' : `opened again by ${plain(markName(reopened, viewing))}`;
}

/** A line for each part that is not back. */
export function partLines(activation: Activation, viewing: Viewing): readonly TaskLine[] {
  return partsOut(partsOf(activation, viewing)).map((part) => ({
    line: `○ **${plain(part.what)}** · not yet back with ${plain(keepers(part, viewing, null), 200)}`,
  }));
}

/** A line for the reader’s other tasks that a long list only counts: their buttons may have no room for the whole title. */
export function untold(others: readonly Owed[], told: ReadonlySet<string>): readonly TaskLine[] {
  const titles = others.filter(({ task }) => !told.has(task.id)).map(({ task }) => task.title);
  return titles.length === 0 ? [] : [{ line: `Also for you: ${titles.join(' · ')}` }];
}

/** The button of another task that waits for the reader. */
export function taskButton(
  { task, state }: Owed,
  activation: Activation,
  viewing: Viewing,
): { readonly title: string; readonly item: string } {
  const todo = isTalkedThrough(activation, task.id, viewing) ? 'Talk through' : 'To do';
  const what = state.claimed !== null ? 'To confirm' : looksOn(activation, state, viewing) ? 'To watch' : todo;
  return { title: label(`${what}: `, task.title), item: task.id };
}
