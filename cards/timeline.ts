// Who did what, when and why, ten lines a page: the newest page is page 0, and within a page time runs downwards.
import { postUseTasks } from '../dialogs/aftermath.ts';
import { lineOf } from '../dialogs/correct.ts';
import { correctable, redactable } from '../dialogs/offers.ts';
import type { Activation } from '../ledger/activation.ts';
import { runbookAt } from '../ledger/course.ts';
import { written } from '../ledger/evolve-correct.ts';
import { typedIn } from '../ledger/evolve-redact.ts';
import { ALL, type Only, onlyLines } from '../ledger/line-kind.ts';
import type { Line } from '../ledger/timeline.ts';
import { template } from './bind.ts';
import { readsReport } from './drill-words.ts';
import { figureLines } from './figures.ts';
import { frame } from './frame.ts';
import { claimedNote, wrongNote } from './looks.ts';
import { stand } from './phase.ts';
import { toldTo } from './silence.ts';
import { story } from './story.ts';
import { beside, fieldWords } from './story-correct.ts';
import type { Telling } from './teller.ts';
import { clockTime, localTime, nameRun, run, takenOut, typedText } from './text.ts';
import { onlyChoices, onlyData, onlyWords } from './timeline-filter.ts';
import json from './timeline.json' with { type: 'json' };
import type { Shown, Viewing } from './view.ts';

const fill = template(json, {
  lines: { each: { time: 'text', pieces: { each: { words: 'text', weight: 'text', typed: 'flag' } } } },
  buttons: { each: { title: 'text', page: 'number', who: 'text', about: 'text' } },
  figures: { each: { title: 'text', value: 'text' } },
  people: { each: { title: 'text', value: 'text' } },
  kinds: { each: { title: 'text', value: 'text' } },
  who: 'text',
  about: 'text',
  hasActivation: 'flag',
  hasTexts: 'flag',
  mayCorrect: 'flag',
  written: { each: { title: 'text', line: 'text' } },
  firstLine: 'text',
  texts: { each: { title: 'text', hash: 'text' } },
  first: 'text',
  page: 'number',
  hasReport: 'flag',
} as const);

const PAGE = 10;
/** Characters that are shown of a typed text, of its beginning where it is chosen, of a correction beside what it corrects. */
interface Cut {
  readonly typed: number;
  readonly beginning: number;
  readonly mended: number;
  /** Whether names and typed words are set apart by how they look. */
  readonly styled: boolean;
}
/** A page of the longest sentences must stay within what a chat takes. */
const ROOMY: Cut = { typed: 100, beginning: 40, mended: 60, styled: true };
const TIGHT: Cut = { typed: 24, beginning: 10, mended: 16, styled: false };
const BYTES = 19_000;

/** What the timeline is of: one activation, or (null) whatever the lines are about. */
export interface Timelining {
  readonly activation: Activation | null;
  readonly lines: readonly Line[];
  /** 0 is the newest; what lies outside is taken as the nearest. */
  readonly page: number;
  /** Which of the lines are shown; left out: all. */
  readonly only?: Only;
  /** Only in the reader's own chat: there they can take texts out. */
  readonly own?: boolean;
}

export function drawTimeline(timelining: Timelining, viewing: Viewing): Shown {
  const shown = drawn(timelining, viewing, ROOMY);
  const fits = new TextEncoder().encode(JSON.stringify(shown.card)).length <= BYTES;
  return fits ? shown : drawn(timelining, viewing, TIGHT);
}

function drawn({ activation, lines: all, page, own = false, only = ALL }: Timelining, viewing: Viewing, cut: Cut): Shown {
  const lines = onlyLines(all, only);
  const pages = Math.max(1, Math.ceil(lines.length / PAGE));
  const now = Math.min(Math.max(0, page), pages - 1);
  const end = lines.length - now * PAGE;
  const shown = lines.slice(Math.max(0, end - PAGE), end);
  const texts = own && activation !== null ? removable(activation, shown, { viewing, cut }) : [];
  const written = own && activation !== null ? mendable(activation, shown, { viewing, cut }) : [];
  const pieces = fill({
    mayCorrect: written.length > 0,
    written,
    firstLine: written[0]?.line ?? '',
    hasTexts: texts.length > 0,
    texts,
    first: texts[0]?.hash ?? '',
    page: now,
    hasActivation: activation !== null,
    hasReport: activation !== null && readsReport(activation, viewing),
    lines: shown.map((line) => ({ time: clockTime(line.at, viewing), pieces: piecesOf(line, { activation, all, viewing, cut }) })),
    figures: activation === null ? [] : figureLines(activation, (at) => clockTime(at, viewing)),
    ...onlyChoices(all, only, viewing),
    buttons: pageButtons(only, now, pages),
  });
  const none = all.length === 0 ? 'Nothing is written yet.' : 'There is no such line.';
  const from =
    shown.length === 0 ? none : `Lines ${Math.max(0, end - PAGE) + 1} to ${end} of ${lines.length}; the newest is at the bottom.`;
  const heading = activation === null ? 'Who did what, when and why' : toldTo(!own, stand(activation, viewing), activation).heading;
  const second = `${onlyWords(only, viewing)}${from}${claimsNote(activation, viewing)}`;
  const words = { tone: 'default', band: 'TIMELINE', heading, second, summary: 'timeline' } as const;
  return frame({ card: 'timeline', activation, ...words, ...pieces }, viewing);
}

/** The ways to other lines; each keeps what is asked for, but for the one that ends it. */
function pageButtons(only: Only, now: number, pages: number) {
  return [
    ...(now < pages - 1 ? [{ title: 'Earlier lines', page: now + 1, ...onlyData(only) }] : []),
    ...(now > 0 ? [{ title: 'Later lines', page: now - 1, ...onlyData(only) }] : []),
    ...(only.person === null && only.kind === null ? [] : [{ title: 'All lines', page: 0, ...onlyData(ALL) }]),
  ];
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

/** The texts of these lines that the reader may take out, each once. */
function removable(activation: Activation, lines: readonly Line[], { viewing, cut }: Pick<Around, 'viewing' | 'cut'>) {
  const may = new Set(redactable(activation, viewing.tenant, viewing.circumstances));
  const all = lines.flatMap(({ at, fact }) => typedIn(fact).map(({ hash }) => [hash, at] as const));
  return [...new Map(all)]
    .filter(([hash]) => may.has(hash))
    .map(([hash, at]) => ({ hash, title: `${localTime(at, viewing)} “${typedText(hash, viewing, cut.beginning)}”` }));
}

/** The texts of these lines that the reader may correct. */
function mendable(activation: Activation, lines: readonly Line[], { viewing, cut }: Pick<Around, 'viewing' | 'cut'>) {
  const may = new Set(correctable(activation, viewing.tenant, viewing.circumstances));
  const shown = new Set(lines.map(({ seq }) => seq));
  return written(activation)
    .filter((one) => shown.has(one.seq) && may.has(lineOf(one)))
    .map((one) => ({
      line: lineOf(one),
      title: `${localTime(one.at, viewing)} ${fieldWords(one.field)}: “${typedText(one.hash, viewing, cut.beginning)}”`,
    }));
}

interface Around extends Pick<Timelining, 'activation'> {
  readonly all: readonly Line[];
  readonly viewing: Viewing;
  readonly cut: Cut;
}

/** What is said in a line, and what corrects it. */
function piecesOf(line: Line, { activation, all, viewing, cut }: Around) {
  const words = telling(activation, viewing, line.seq);
  const mended = beside(line, all, { telling: words, most: cut.mended });
  const note = mended === '' ? [] : [{ words: ` ${run(mended)}`, weight: 'Default', typed: true }];
  const pieces = [...story(line, words).map((piece) => pieceOf(piece, cut)), ...note];
  return cut.styled ? pieces : [{ words: pieces.map((piece) => piece.words).join(''), weight: 'Default', typed: false }];
}

function pieceOf({ kind, words }: ReturnType<typeof story>[number], { typed }: Cut) {
  return { words: kind === 'ours' ? words : run(words, typed), weight: kind === 'name' ? 'Bolder' : 'Default', typed: kind === 'typed' };
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
