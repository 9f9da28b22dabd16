// The work after the use: every task with its owner, due time and state; one of them in focus, to do or to confirm.
import { postUseTasks } from '../dialogs/aftermath.ts';
import { waitsFor } from '../dialogs/fallback.ts';
import { openWindow } from '../dialogs/window.ts';
import type { Activation } from '../ledger/activation.ts';
import { changeOfTask } from '../ledger/fact-change.ts';
import { notFinished } from './account.ts';
import { type Data, template } from './bind.ts';
import { changeWords, ENDED } from './changes.ts';
import { sureTime } from './clock.ts';
import { talkFirst, taskTitle } from './drill-words.ts';
import { drawFreeing } from './fallback.ts';
import { frame } from './frame.ts';
import { markName } from './parts.ts';
import { stand } from './phase.ts';
import { overdueCount } from './reminder.ts';
import { type Reader, readerOf } from './reader.ts';
import { isLate, type Owed, OWNERS, partLines, taskButton, taskLines, untold } from './task-lines.ts';
import { looksOn, testLines, testParts } from './test-sign-in.ts';
import json from './tasks.json' with { type: 'json' };
import { clockTime, typedText } from './text.ts';
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

export function drawTasks(activation: Activation, viewing: Viewing): Shown {
  const reader = readerOf(activation, viewing);
  const owed = owedOf(activation, viewing);
  const ids = (['do-task', 'open-test', 'confirm-task'] as const).flatMap((verb) => reader.items(verb));
  const mine = owed.filter(({ task, state }) => ids.includes(task.id) || looksOn(activation, state, viewing));
  const focus =
    owed.find(({ task }) => task.id === viewing.focus) ?? mine.find((one) => isTesting(one, activation, viewing)) ?? mine[0] ?? null;
  const others = mine.filter((one) => one !== focus).slice(0, 8);
  const { lines: each, told } = taskLines(owed, activation, viewing);
  const lines = [...each, ...untold(others, told), ...partLines(activation, viewing)];
  const { body, actions } = fill({
    hasLines: lines.length > 0,
    lines,
    ...(focus === null ? NO_FOCUS : inFocus(focus, { activation, reader, viewing })),
    others: others.map((one) => taskButton(one, activation, viewing)),
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
