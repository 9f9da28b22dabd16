// Small answers that are about no card of their own: faults, what could not be read, what does not exist, thanks, and the little a stranger learns.
import { type Data, template } from './bind.ts';
import { button, type ButtonData, frame, type Tone } from './frame.ts';
import json from './said.json' with { type: 'json' };
import { plain, run } from './text.ts';
import type { Shown } from './view.ts';

const SHAPE = { text: 'text', hasLines: 'flag', lines: { each: { line: 'text' } } } as const;
const fill = template(json, SHAPE);

export interface Said {
  readonly tone: Tone;
  /** Words in capitals. */
  readonly band: string;
  /** One sentence, and what to do; both shown as plain words. */
  readonly heading: string;
  readonly text: string;
  readonly lines?: readonly string[];
  readonly buttons?: readonly { readonly title: string; readonly verb: string; readonly data?: ButtonData }[];
}

/** A card that says one thing. */
export function drawSaid({ tone, band, heading, text, lines = [], buttons = [] }: Said): Shown {
  const data: Data<typeof SHAPE> = {
    text: run(text),
    hasLines: lines.length > 0,
    lines: lines.slice(0, 20).map((line) => ({ line: `- ${plain(line)}` })),
  };
  const actions = buttons.map((one) => button(one.title, one.verb, one.data));
  return frame(
    { card: 'said', activation: null, tone, band, heading: plain(heading), body: fill(data).body, actions, summary: heading },
    null,
  );
}

const OPEN = { title: 'What is open?', verb: 'status' } as const;

/** What a message turns into whose card has been sent anew. */
export function drawMoved(): Shown {
  return drawSaid({ tone: 'default', band: 'MOVED', heading: 'This card has moved', text: 'Its newest copy is further down.' });
}

/**
 * In place of the room’s card. Whoever reads along is to learn nothing from it, so it reads like any card that has moved and names nothing.
 */
export function drawMovedAway(): Shown {
  const text = 'What is yours to see is in your own chat with Glassbreak.';
  return drawSaid({ tone: 'default', band: 'MOVED', heading: 'This card has moved', text });
}

/** The answer where others read along, the same for everything that is not answered there. */
export function drawInOwnChat(): Shown {
  const text = 'Write to me there: type “status” to see all that is open.';
  return drawSaid({ tone: 'default', band: 'BREAK-GLASS', heading: 'This is answered in your own chat', text });
}

/** In place of a card whose reader has lost it: somebody off the roster, or without the role or the part that it was about. */
export function drawNotYours(activation: string): Shown {
  const text = 'The roster or the custody has changed since it was sent. Type “status” to see what is open for you.';
  return drawSaid({ tone: 'default', band: 'NO LONGER YOURS', heading: `This card about ${activation} is no longer yours`, text });
}

/** The words on the cards for the fields of commands. */
export const FIELDS: Readonly<Record<string, string>> = {
  why: 'Why',
  ticket: 'Ticket',
  number: 'The number',
  seal: 'Seal number',
  evidence: 'Evidence',
  choice: 'Choice',
  account: 'Emergency account',
  operator: 'Who will use it',
  minutes: 'For how long',
  ago: 'How many minutes ago',
  otherAdmin: 'Can another administrator still sign in',
  domain: 'What is broken',
  found: 'What was found',
  reporting: 'Legal duties to report',
  what1: 'Follow-up 1',
  owner1: 'Who brings follow-up 1',
  due1: 'Until when, of follow-up 1',
  what2: 'Follow-up 2',
  owner2: 'Who brings follow-up 2',
  due2: 'Until when, of follow-up 2',
  what3: 'Follow-up 3',
  owner3: 'Who brings follow-up 3',
  due3: 'Until when, of follow-up 3',
  class: 'Class',
  ended: 'How it ended',
  text: 'Note',
  line: 'Which text',
  right: 'What it should say',
  was: 'It was',
  is: 'It is now',
  back: 'How to put it back',
  cause: 'Why',
  fault: 'What does not work',
  fallback: 'Fallback account',
  need: 'What is left to do',
  whyNot: 'Why not',
  to: 'Who takes over',
  witness: 'Who looks on',
  action: 'The one action',
  at: 'Day and time',
  saw: 'What you saw',
};

/** There is no such activation, or nothing that a word stands for. */
export function drawUnknown(what: string): Shown {
  const heading = `There is no ${run(what, 40)}`;
  return drawSaid({
    tone: 'default',
    band: 'NOT FOUND',
    heading,
    text: 'Ids look like BG-2026-0042. Type “status” to see what is open.',
    buttons: [OPEN],
  });
}

/** Somebody who is not on the roster: this much and no more. */
export function drawStranger(dutyPhone: string): Shown {
  const text = `If this is an emergency, ring the duty manager: ${dutyPhone}.`;
  return drawSaid({ tone: 'default', band: 'NOT ON THE ROSTER', heading: 'You are not on the roster of this bot', text });
}
