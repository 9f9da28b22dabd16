// Who did what, when and why, ten lines a page: the newest page is page 0, and within a page time runs downwards.
import { postUseTasks } from '../dialogs/close.ts';
import { redactable } from '../dialogs/offers.ts';
import type { Activation } from '../ledger/activation.ts';
import { runbookAt } from '../ledger/course.ts';
import { typedIn } from '../ledger/evolve-redact.ts';
import type { Line } from '../ledger/timeline.ts';
import { template } from './bind.ts';
import { readsReport } from './drill-words.ts';
import { frame } from './frame.ts';
import { claimedNote, wrongNote } from './looks.ts';
import { stand } from './phase.ts';
import { story } from './story.ts';
import type { Telling } from './teller.ts';
import { clockTime, localTime, nameRun, run, takenOut, typedText } from './text.ts';
import json from './timeline.json' with { type: 'json' };
import type { Shown, Viewing } from './view.ts';

const fill = template(json, {
  lines: { each: { time: 'text', pieces: { each: { words: 'text', weight: 'text', typed: 'flag' } } } },
  buttons: { each: { title: 'text', page: 'number' } },
  hasActivation: 'flag',
  hasTexts: 'flag',
  texts: { each: { title: 'text', hash: 'text' } },
  first: 'text',
  page: 'number',
  hasReport: 'flag',
} as const);

const PAGE = 10;
/** A page of the longest sentences must stay within what a chat takes. */
const TYPED = 100;

/** What the timeline is of: one activation, or (null) whatever the lines are about. */
export interface Timelining {
  readonly activation: Activation | null;
  readonly lines: readonly Line[];
  /** 0 is the newest; what lies outside is taken as the nearest. */
  readonly page: number;
  /** Only in the reader's own chat: there they can take texts out. */
  readonly own?: boolean;
}

export function drawTimeline({ activation, lines, page, own = false }: Timelining, viewing: Viewing): Shown {
  const pages = Math.max(1, Math.ceil(lines.length / PAGE));
  const now = Math.min(Math.max(0, page), pages - 1);
  const end = lines.length - now * PAGE;
  const shown = lines.slice(Math.max(0, end - PAGE), end);
  const texts = own && activation !== null ? removable(activation, shown, viewing) : [];
  const pieces = fill({
    hasTexts: texts.length > 0,
    texts,
    first: texts[0]?.hash ?? '',
    page: now,
    hasActivation: activation !== null,
    hasReport: activation !== null && readsReport(activation, viewing),
    lines: shown.map((line) => ({
      time: clockTime(line.at, viewing),
      pieces: story(line, telling(activation, viewing, line.seq)).map(pieceOf),
    })),
    buttons: [
      ...(now < pages - 1 ? [{ title: 'Earlier lines', page: now + 1 }] : []),
      ...(now > 0 ? [{ title: 'Later lines', page: now - 1 }] : []),
    ],
  });
  const from =
    shown.length === 0
      ? 'Nothing is written yet.'
      : `Lines ${Math.max(0, end - PAGE) + 1} to ${end} of ${lines.length}; the newest is at the bottom.`;
  const heading = activation === null ? 'Who did what, when and why' : stand(activation, viewing).heading;
  const second = `${from}${claimsNote(activation, viewing)}`;
  const words = { tone: 'default', band: 'TIMELINE', heading, second, summary: 'timeline' } as const;
  return frame({ card: 'timeline', activation, ...words, ...pieces }, viewing);
}

/** What stands claimed or seen wrong now, for the line below the heading. */
function claimsNote(activation: Activation | null, viewing: Viewing): string {
  if (activation === null) return '';
  const notes = [
    ['Seen wrong', wrongNote(activation, viewing)],
    ['Claimed', claimedNote(activation, viewing)],
  ] as const;
  return notes.map(([title, words]) => (words === '' ? '' : ` ${title}: ${words}.`)).join('');
}

/** Characters of a text by which it is found again. */
const BEGINNING = 40;

/** The texts of these lines that the reader may take out, each once. */
function removable(activation: Activation, lines: readonly Line[], viewing: Viewing) {
  const may = new Set(redactable(activation, viewing.tenant, viewing.circumstances));
  const all = lines.flatMap(({ at, fact }) => typedIn(fact).map(({ hash }) => [hash, at] as const));
  return [...new Map(all)]
    .filter(([hash]) => may.has(hash))
    .map(([hash, at]) => ({ hash, title: `${localTime(at, viewing)} “${typedText(hash, viewing, BEGINNING)}”` }));
}

function pieceOf({ kind, words }: ReturnType<typeof story>[number]) {
  return { words: kind === 'ours' ? words : run(words, TYPED), weight: kind === 'name' ? 'Bolder' : 'Default', typed: kind === 'typed' };
}

/** How cards tell a timeline: names of the roster, titles of the runbook that was in force at record `seq`, times of the reader's zone. */
export function telling(activation: Activation | null, viewing: Viewing, seq = Infinity): Telling {
  const { library } = viewing.circumstances;
  const steps = activation === null ? [] : (library.pinned(runbookAt(activation, seq))?.steps ?? []);
  const tasks = activation === null ? library.postUse.tasks : postUseTasks(activation, library);
  return {
    name: (person) => nameRun(person, viewing),
    text: viewing.text,
    taken: (hash) => takenOut(hash, viewing),
    clock: (at) => clockTime(at, viewing),
    step: (id) => steps.find((step) => step.id === id)?.title ?? null,
    looked: (id) => steps.some((step) => step.id === id && step.look !== undefined),
    choice: (step, id) => steps.find((one) => one.id === step)?.choices?.find((one) => one.id === id)?.title ?? null,
    task: (id) => tasks.find((task) => task.id === id)?.title ?? null,
  };
}
