// What a closed activation still asks of somebody: each follow-up with its owner and its day, and how it was done.
import { isLate } from '../dialogs/follow-up.ts';
import type { Activation } from '../ledger/activation.ts';
import type { REPORTING } from '../ledger/fact-after.ts';
import { MOST_FOLLOW_UPS } from '../ledger/fact-follow-up.ts';
import { type FollowUp, followUps } from '../ledger/follow-up.ts';
import { accountWords } from './account.ts';
import { template } from './bind.ts';
import { sureTime } from './clock.ts';
import { frame, type Framed } from './frame.ts';
import json from './follow-up.json' with { type: 'json' };
import { markName } from './parts.ts';
import { isReader, readerOf } from './reader.ts';
import { clockTime, dayWords, type Detail, fitting, nameRun, typedText } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const fill = template(json, {
  lines: { each: { lead: 'text', words: 'text' } },
  mayDo: 'flag',
  label: 'text',
  number: 'number',
} as const);

export const REPORTING_WORDS: Readonly<Record<(typeof REPORTING)[number], string>> = {
  none: 'no legal duty to report runs',
  runs: 'a legal duty to report RUNS',
};

/** The card of whoever owns one; for others it says how they stand. */
export function drawFollowUp(activation: Activation, viewing: Viewing): Shown {
  const open = followUps(activation).filter(({ done }) => done === null);
  const offered = readerOf(activation, viewing).items('follow-up-done');
  const ready = open.filter(({ number }) => offered.includes(String(number)));
  const next = ready.find(({ owner }) => isReader(owner, viewing)) ?? ready[0];
  const pieces = fill({
    lines: followUpLines(activation, viewing),
    mayDo: next !== undefined,
    label: next === undefined ? '' : `How follow-up ${next.number} was done`,
    number: next?.number ?? 0,
  });
  return frame({ card: 'follow-up', activation, ...words(activation, open, viewing), ...pieces }, viewing);
}

function words(
  activation: Activation,
  open: readonly FollowUp[],
  viewing: Viewing,
): Pick<Framed, 'tone' | 'band' | 'heading' | 'second' | 'summary'> {
  const about = `the use of ${accountWords(activation)}`;
  const mine = open.filter(({ owner }) => isReader(owner, viewing));
  const late = open.some((one) => isLate(one, sureTime(viewing)));
  const band = late ? 'FOLLOW-UP OVERDUE' : mine.length > 0 ? 'YOUR FOLLOW-UP' : open.length > 0 ? 'FOLLOW-UPS' : 'FOLLOW-UPS DONE';
  const tone = late ? 'attention' : open.length > 0 ? 'warning' : 'good';
  const all = followUps(activation).length;
  if (all === 0) return { tone: 'default', band: 'FOLLOW-UPS', heading: `After ${about} nothing is left to do`, summary: 'no follow-ups' };
  if (open.length === 0) return { tone, band, heading: `After ${about} every follow-up is done`, summary: 'every follow-up is done' };
  const heading = mine.length > 0 ? `After ${about} something is left for you to do` : `After ${about} something is left to do`;
  const second = `${open.length} of ${all} still open. This stays here until it is done: then say how.`;
  return { tone, band, heading, second, summary: mine.length > 0 ? 'your follow-up waits' : 'a follow-up waits' };
}

/** All there can be; what is too long stands in the timeline only. */
const MOST = { most: 2 * MOST_FOLLOW_UPS, bytes: 5_000 } as const;

/** Each follow-up of the newest review, and how it was done, for RichTextBlocks. */
export function followUpLines(activation: Activation, viewing: Viewing): readonly Detail[] {
  const lines = followUps(activation).flatMap((one): readonly Detail[] => {
    const { number, owner, due, what, done } = one;
    const late = done === null && isLate(one, sureTime(viewing));
    const lead = `${late ? '! OVERDUE · ' : ''}Follow-up ${number}, ${nameRun(owner, viewing)}, until ${dayWords(due)}:`;
    const asked = { lead, words: typedText(what, viewing, 300) };
    if (done === null) return [asked];
    const said = `✓ Follow-up ${number} is done, says ${markName(done, viewing)} at ${clockTime(done.at, viewing)}:`;
    return [asked, { lead: said, words: typedText(done.evidence, viewing, 200) }];
  });
  return fitting(lines, MOST);
}
