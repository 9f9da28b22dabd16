// The work after the use: every task with its owner, due time and state; one of them in focus, to do or to confirm.
import { postUseTasks } from '../dialogs/aftermath.ts';
import { waitsFor } from '../dialogs/fallback.ts';
import { openWindow } from '../dialogs/window.ts';
import type { Activation, TaskState } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import { changeOfTask } from '../ledger/fact-change.ts';
import type { PersonId } from '../ledger/ids.ts';
import type { CredentialTask } from '../runbooks/runbook.ts';
import { notFinished } from './account.ts';
import { type Data, template } from './bind.ts';
import { changeWords, ENDED } from './changes.ts';
import { sureTime } from './clock.ts';
import { talkFirst, taskTitle } from './drill-words.ts';
import { drawFreeing } from './fallback.ts';
import { frame } from './frame.ts';
import { keepers, markName, partsOf, partsOut } from './parts.ts';
import { stand } from './phase.ts';
import { overdueCount } from './reminder.ts';
import { type Reader, readerOf } from './reader.ts';
import { looksOn, testLines, testParts, witnessOf } from './test-sign-in.ts';
import json from './tasks.json' with { type: 'json' };
import { clockTime, nameOf, plain, typedText } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  hasLines: 'flag',
  lines: { each: { line: 'text' } },
  hasFocus: 'flag',
  title: 'text',
  text: 'text',
  said: { each: { lead: 'text', words: 'text' } },
  evidenceLabel: 'text',
  placeholder: 'text',
  others: { each: { title: 'text', item: 'text' } },
  task: 'text',
  mayWrite: 'flag',
  mayDo: 'flag',
  doneTitle: 'text',
  mayOpen: 'flag',
  mayFail: 'flag',
  opened: 'number',
  witnesses: { each: { title: 'text', value: 'text' } },
  maySettle: 'flag',
  mayConfirm: 'flag',
  mayReopen: 'flag',
  mayAct: 'flag',
  mayChange: 'flag',
} as const;
const fill = template(json, SHAPE);
type Focused = Omit<Data<typeof SHAPE>, 'hasLines' | 'lines' | 'others' | 'mayChange'>;
const NO_FOCUS: Focused = {
  hasFocus: false,
  title: '',
  text: '',
  said: [],
  evidenceLabel: '',
  placeholder: '',
  task: '',
  mayWrite: false,
  mayDo: false,
  doneTitle: '',
  mayOpen: false,
  mayFail: false,
  opened: 0,
  witnesses: [],
  maySettle: false,
  mayConfirm: false,
  mayReopen: false,
  mayAct: false,
};

/** A task with where it stands. */
interface Owed {
  readonly task: CredentialTask;
  readonly state: TaskState;
}

export function drawTasks(activation: Activation, viewing: Viewing): Shown {
  const reader = readerOf(activation, viewing);
  const owed = owedOf(activation, viewing);
  const ids = (['do-task', 'open-test', 'confirm-task'] as const).flatMap((verb) => reader.items(verb));
  const mine = owed.filter(({ task, state }) => ids.includes(task.id) || looksOn(activation, state, viewing));
  const focus =
    owed.find(({ task }) => task.id === viewing.focus) ?? mine.find((one) => isTesting(one, activation, viewing)) ?? mine[0] ?? null;
  const others = mine.filter((one) => one !== focus).slice(0, 8);
  const lines = [...taskLines(owed, activation, viewing), ...partLines(activation, viewing)];
  const { body, actions } = fill({
    hasLines: lines.length > 0,
    lines,
    ...(focus === null ? NO_FOCUS : inFocus(focus, { activation, reader, viewing })),
    others: others.map(({ task, state }) => ({
      title: `${state.claimed !== null ? 'To confirm' : looksOn(activation, state, viewing) ? 'To watch' : 'To do'}: ${task.title}`,
      item: task.id,
    })),
    mayChange: activation.phase === 'handed back' && reader.may('change'),
  });
  const all = [...body, ...drawFreeing(activation, reader, viewing)];
  return frame({ card: 'tasks', activation, ...head(activation, { mine, viewing }), body: all, actions }, viewing);
}

/** A window runs: nothing else of the reader’s comes before it. */
function isTesting({ state }: Owed, activation: Activation, { circumstances }: Viewing): boolean {
  return openWindow(activation, state, circumstances.now) !== null;
}

function owedOf(activation: Activation, viewing: Viewing): readonly Owed[] {
  const states = 'tasks' in activation ? activation.tasks : [];
  return postUseTasks(activation, viewing.circumstances.library).flatMap((task) => {
    const state = states.find((one) => one.task === task.id);
    return state === undefined ? [] : [{ task, state }];
  });
}

interface Heading {
  readonly mine: readonly Owed[];
  readonly viewing: Viewing;
}

function head(activation: Activation, { mine, viewing }: Heading) {
  const standing = stand(activation, viewing);
  if (activation.phase !== 'handed back') return { ...standing, summary: standing.band.toLowerCase() };
  const late = overdueCount(activation, sureTime(viewing));
  const work = late === '' ? 'WORK IS LEFT' : 'WORK IS OVERDUE';
  const heading =
    mine.length === 0
      ? `${notFinished(activation)}. Nothing here waits for you now`
      : `${notFinished(activation)}. ${mine.length === 1 ? 'One task waits' : `${mine.length} tasks wait`} for you`;
  return {
    tone: mine.length > 0 || late !== '' ? ('attention' as const) : ('warning' as const),
    band: mine.length === 0 ? work : `YOUR ${work}`,
    heading,
    second: standing.second,
    summary: mine.length === 0 ? 'work is left' : `${mine.length} tasks wait for you`,
  };
}

const OWNERS = { custodian: 'a custodian', responder: 'a responder', manager: 'a manager' } as const;

/** Who owes a task, for a TextBlock. */
function owner(task: CredentialTask, operator: PersonId | null, viewing: Viewing): string {
  return task.owner === 'operator' ? nameOf(operator, viewing) : OWNERS[task.owner];
}

/** Of a longer list what is confirmed is left out; what goes beyond so many characters is only counted: the card stays small enough to be sent. */
const MOST = 10;
const ROOM = 1600;

function taskLines(owed: readonly Owed[], activation: Activation, viewing: Viewing): Data<typeof SHAPE>['lines'] {
  const open = owed.length > MOST ? owed.filter(({ state }) => state.confirmed === null) : owed;
  let room = ROOM;
  const fits = ({ line }: { readonly line: string }) => (room -= line.length) >= 0;
  const shown = open.map((one) => ({ line: taskLine(one, activation, viewing) })).filter(fits);
  return shown.length === owed.length ? shown : [...shown, { line: `And ${owed.length - shown.length} more.` }];
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

function isLate({ confirmed, due }: TaskState, viewing: Viewing): boolean {
  return confirmed === null && sureTime(viewing) > due;
}

function stateOf({ task, claimed, confirmed, reopened }: TaskState, activation: Activation, viewing: Viewing): string {
  if (confirmed !== null) return `confirmed by ${plain(markName(confirmed, viewing))}`;
  if (claimed !== null)
    return `${claimed.ended === null ? 'done' : ENDED[claimed.ended].toLowerCase()} by ${plain(markName(claimed, viewing))}, waits for ${witnessOf(activation, task, viewing) ?? 'a second person'}`;
  return reopened === null ? 'open' : `opened again by ${plain(markName(reopened, viewing))}`;
}

function partLines(activation: Activation, viewing: Viewing): Data<typeof SHAPE>['lines'] {
  return partsOut(partsOf(activation, viewing)).map((part) => ({
    line: `○ **${plain(part.what)}** · not yet back with ${plain(keepers(part, viewing, false), 200)}`,
  }));
}

interface Focusing {
  readonly activation: Activation;
  readonly reader: Reader;
  readonly viewing: Viewing;
}

const EVIDENCE = {
  none: { evidenceLabel: 'What you did and saw', placeholder: 'never a password or a PIN' },
  text: { evidenceLabel: 'What you did and saw', placeholder: 'never a password or a PIN' },
  choice: { evidenceLabel: 'What you did and saw', placeholder: 'never a password or a PIN' },
  link: { evidenceLabel: 'Link to what shows it', placeholder: 'https://…' },
  number: { evidenceLabel: 'The number', placeholder: 'digits only' },
} as const;
const OF_CHANGE = {
  evidenceLabel: 'What shows that it is put back; or why it is kept, and who agreed',
  placeholder: 'never a password or a PIN',
};

function inFocus({ task, state }: Owed, focusing: Focusing): Focused {
  const { activation, reader, viewing } = focusing;
  const may = (verb: Parameters<Reader['items']>[0]) => reader.items(verb).includes(task.id);
  const isChange = changeOfTask(task.id) !== null;
  return {
    hasFocus: true,
    title: taskTitle(activation, task, viewing),
    text: `${talkFirst(activation, task.id, viewing)}${task.body}`,
    said: [...changeWords(activation, task.id, viewing), ...said({ task, state }, focusing)],
    ...testParts(activation, task.id, focusing),
    ...(isChange ? OF_CHANGE : EVIDENCE[task.evidence]),
    task: task.id,
    mayWrite: may('do-task'),
    mayDo: may('do-task') && !isChange,
    maySettle: may('do-task') && isChange,
    mayConfirm: may('confirm-task'),
    mayReopen: may('reopen-task'),
    mayAct: (['do-task', 'fail-test', 'open-test', 'confirm-task', 'reopen-task'] as const).some(may),
  };
}

/** What was said about the task so far, and why the reader has no button where they might expect one. */
function said({ task, state }: Owed, focusing: Focusing): Data<typeof SHAPE>['said'] {
  const { activation, reader, viewing } = focusing;
  const test = testLines(activation, state, focusing);
  const first = waitsFor(activation, state);
  const { claimed, confirmed, reopened } = state;
  const lines: { readonly lead: string; readonly words: string }[] = [];
  if (claimed === null && reopened !== null)
    lines.push({ lead: `Opened again by ${markName(reopened, viewing)}:`, words: typedText(reopened.why, viewing, 500) });
  if (claimed !== null)
    lines.push({
      lead: `${claimed.ended === null ? 'Done' : ENDED[claimed.ended]}, says ${markName(claimed, viewing)} at ${clockTime(claimed.at, viewing)}:`,
      words: typedText(claimed.evidence, viewing, 500),
    });
  if (confirmed !== null)
    lines.push({ lead: `Confirmed by ${markName(confirmed, viewing)} at ${clockTime(confirmed.at, viewing)}.`, words: '' });
  else if (claimed !== null && test.length === 0 && !reader.items('confirm-task').includes(task.id))
    lines.push({ lead: 'An approver or custodian who did not do it must look and confirm.', words: '' });
  else if (claimed === null && test.length === 0 && !reader.items('do-task').includes(task.id))
    lines.push({
      lead: `${first === null ? '' : `It waits for the test sign-in of ${first}. `}To be done by ${task.owner === 'operator' ? `the operator${isLate(state, viewing) ? ' or another responder' : ''}` : OWNERS[task.owner]}.`,
      words: '',
    });
  return [...lines, ...test];
}
