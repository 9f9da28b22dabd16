// The test sign-in in words: what whoever tests and their witness do, and until when; and the inputs and buttons of its window.
import { witnessesFor } from '../dialogs/test-sign-in.ts';
import { isTest, lastWindow, openWindow } from '../dialogs/window.ts';
import type { Activation, TaskState } from '../ledger/activation.ts';
import { accountOfTask } from '../ledger/fallback.ts';
import type { TestWindow } from '../ledger/windows.ts';
import { markName } from './parts.ts';
import { isReader, type Reader } from './reader.ts';
import { byWhom, clockTime, nameOf, nameRun, plain } from './text.ts';
import type { Viewing } from './view.ts';

interface Line {
  readonly lead: string;
  readonly words: string;
}

/** What a card of tasks has beside for a test. */
export interface TestParts {
  readonly mayOpen: boolean;
  readonly mayFail: boolean;
  readonly opened: number;
  readonly witnesses: readonly { readonly title: string; readonly value: string }[];
  readonly doneTitle: string;
}

/** At most so many people to choose a witness from: the card stays small enough to be sent. */
const MOST = 20;

/** The inputs and buttons for the task in focus; for any task but the test only the word for having done it. */
export function testParts(activation: Activation, task: string, { reader, viewing }: Beside): TestParts {
  const mayOpen = reader.items('open-test').includes(task);
  const who = mayOpen && reader.person !== null ? witnessesFor(activation, viewing.circumstances.roster, reader.person) : [];
  return {
    mayOpen,
    mayFail: reader.items('fail-test').includes(task),
    opened: activation.tests.length,
    witnesses: who.slice(0, MOST).map((id) => ({ title: nameRun(id, viewing), value: id })),
    doneTitle: isTest(task) ? 'It worked' : 'Done',
  };
}

interface Beside {
  readonly reader: Reader;
  readonly viewing: Viewing;
}

/** Who was named to look on at the newest test of a task, for a TextBlock; null: nobody. */
export function witnessOf(activation: Activation, task: string, viewing: Viewing): string | null {
  const last = lastWindow(activation, task);
  return last === null ? null : nameOf(last.witness, viewing);
}

/** Whether the reader is the witness of a window that is open now: then they look on. */
export function looksOn(activation: Activation, state: TaskState, viewing: Viewing): boolean {
  const open = openWindow(activation, state, viewing.circumstances.now);
  return open !== null && isReader(open.witness, viewing);
}

/** What there is to know about the window of a test, and to do now; nothing for another task or once it is confirmed. For RichTextBlocks. */
export function testLines(activation: Activation, state: TaskState, { reader, viewing }: Beside): readonly Line[] {
  if (!isTest(state.task) || state.confirmed !== null) return [];
  const open = openWindow(activation, state, viewing.circumstances.now);
  const last = lastWindow(activation, state.task);
  if (open !== null) return [inside(open, viewing), ...seen(activation, open, viewing)];
  if (state.claimed !== null)
    return last === null ? [] : [...seen(activation, last, viewing), ...waiting(last, state, { reader, viewing })];
  return [...passed(last, state, viewing), ...toOpen(state, reader)];
}

function inside(open: TestWindow, viewing: Viewing): Line {
  const [opener, witness, end] = [markName(open, viewing), nameRun(open.witness, viewing), clockTime(open.end, viewing)];
  const { actor } = viewing.circumstances;
  if (isReader(open.witness, viewing)) {
    const words = `Look on: ${opener} signs in once, changes nothing and signs out. Then ${opener} says here how it went, and you confirm it.`;
    return { lead: `You are the witness until ${end}.`, words };
  }
  if (actor.kind === 'person' && open.by.actor === 'person' && actor.person.id === open.by.person) {
    const words = 'Sign in once, change nothing, sign out. A second sign-in raises the alarm. Say here how it went before the window ends.';
    return { lead: `Your window is open until ${end}, ${witness} looks on.`, words };
  }
  return { lead: `${opener} tests until ${end}, ${witness} looks on.`, words: 'Any other sign-in raises the alarm.' };
}

/** The sign-in that a log shows within the window. */
function seen({ signIns, request }: Activation, { at, end, task }: TestWindow, viewing: Viewing): readonly Line[] {
  const account = accountOfTask(request, task);
  const within = signIns.filter((one) => one.when >= at && one.when <= end && (one.account ?? request.account) === account);
  return within.map(({ when }) => ({ lead: `The log shows this sign-in at ${clockTime(when, viewing)}.`, words: '' }));
}

function waiting({ witness }: TestWindow, { task }: TaskState, { reader, viewing }: Beside): readonly Line[] {
  if (reader.items('confirm-task').includes(task)) return [];
  const words = 'If they cannot be reached, an approver or another custodian opens the task again.';
  return [{ lead: `Only the witness, ${nameRun(witness, viewing)}, can confirm it.`, words }];
}

function passed(last: TestWindow | null, { reopened }: TaskState, viewing: Viewing): readonly Line[] {
  if (last === null || (reopened !== null && reopened.seq > last.seq)) return [];
  const lead = `The window of ${markName(last, viewing)} ended at ${clockTime(last.end, viewing)}.`;
  return [{ lead, words: 'Nobody said in it how the test went. It can be opened again.' }];
}

function toOpen({ task }: TaskState, reader: Reader): readonly Line[] {
  if (!reader.items('open-test').includes(task)) return [];
  const words =
    'Ring them first: they look on. The window lasts 15 minutes and is for one sign-in; a second one, or one outside it, raises the alarm.';
  return [{ lead: 'Choose your witness before you sign in.', words }];
}

/** Changes that were logged while somebody tested the sign-in, when nothing may change. For a TextBlock. */
export function windowAlarms(activation: Activation, viewing: Viewing): readonly string[] {
  const { request, changes, tests } = activation;
  // in a dry drill nobody signs in, so there is nobody who could change something
  if (request.kind === 'drill' && request.live === undefined) return [];
  const duty = plain(viewing.circumstances.policy.dutyPhone, 40);
  return changes.flatMap((change, at) => {
    const window = tests.find((one) => change.at >= one.at && change.at <= closing(activation, one));
    if (window === undefined) return [];
    const tested = `while ${byWhom(window.by, viewing)} tested the sign-in`;
    return [
      `! Change ${at + 1} was logged by ${byWhom(change.by, viewing)} at ${clockTime(change.at, viewing)}, ${tested}. If it was made then, it was not part of the test: ring the duty manager, ${duty}.`,
    ];
  });
}

/** When a window was over, milliseconds UTC: once it was said how the test went, or by its end. */
function closing(activation: Activation, { at, end, task, failed }: TestWindow): number {
  const claimed = 'tasks' in activation ? activation.tasks.find((one) => one.task === task)?.claimed : null;
  const said = claimed && claimed.at >= at ? claimed.at : end;
  return Math.min(end, failed?.at ?? said);
}
