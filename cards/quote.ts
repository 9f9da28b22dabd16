// A message of the room that somebody wants in the timeline: the dialog that asks for it, and the words of the note that it becomes.
import type { Activation } from '../ledger/activation.ts';
import { template } from './bind.ts';
import { kindBand } from './drill-words.ts';
import { frame } from './frame.ts';
import json from './quote.json' with { type: 'json' };
import { clockTime, inputValue, plain, run } from './text.ts';
import type { Shown, Viewing } from './view.ts';

/** Characters of a message that are kept: with who wrote it and when they fit into a note. */
export const MOST_QUOTED = 1_500;
/** So many activations are offered, the newest first. */
const MOST_CHOICES = 20;
const MOST_AUTHOR = 80;

/** What is known of a message, as Teams told it to whoever adds it. */
export interface Quoted {
  /** Who wrote it, in words. */
  readonly author: string;
  /** When, milliseconds UTC; 0: not known. */
  readonly sent: number;
  /** Its id; empty: not known. */
  readonly message: string;
  /** The hash of its text as it was picked. */
  readonly was: string;
}

interface Quoting {
  readonly quoted: Quoted;
  readonly text: string;
  /** Whether the message is longer than `text`. */
  readonly isCut: boolean;
  /** The activations that it may belong to, oldest first; never empty. */
  readonly open: readonly Activation[];
}

const fill = template(json, {
  isCut: 'flag',
  asks: 'flag',
  choices: { each: { title: 'text', id: 'text' } },
  text: 'text',
  author: 'text',
  sent: 'number',
  message: 'text',
  was: 'text',
} as const);

/** The dialog. Where one activation is open it is about that one, and a drill says so; else it asks which. */
export function drawQuote({ quoted, text, isCut, open }: Quoting, viewing: Viewing): Shown {
  const [one] = open.length === 1 ? open : [];
  const pieces = fill({
    isCut,
    asks: one === undefined,
    choices: open.slice(-MOST_CHOICES).reverse().map(choice),
    text: inputValue(text, MOST_QUOTED),
    ...quoted,
    author: run(quoted.author, MOST_AUTHOR),
  });
  const when = quoted.sent === 0 ? 'at a time that Teams does not tell' : `at ${clockTime(quoted.sent, viewing)}`;
  const second = `${plain(quoted.author, MOST_AUTHOR)} wrote it ${when}. It becomes your note, and everybody on the roster can read it.`;
  const heading = 'Add this message to the timeline?';
  return frame(
    { card: 'quote', activation: one ?? null, tone: 'default', band: 'MESSAGE', heading, second, ...pieces, summary: heading },
    viewing,
  );
}

function choice({ id, request, phase }: Activation): { readonly title: string; readonly id: string } {
  return { title: `${kindBand(request)} · ${id}, ${run(request.account, 60)}, ${phase}`, id };
}

/** The note: whose message, its words, when and which. `isChanged`: they are not the ones that stood in the message. */
export function quoteText({ author, sent, message }: Quoted, text: string, isChanged: boolean): string {
  const when = sent === 0 ? 'at a time not known' : `on ${new Date(sent).toISOString().slice(0, 16).replace('T', ' at ')} UTC`;
  const which = message === '' ? '' : ` (message ${message})`;
  const changed = isChanged ? ' (not word for word)' : '';
  return `${run(author, MOST_AUTHOR)} wrote in the room${changed}: “${text}” Written ${when}${which}.`;
}
