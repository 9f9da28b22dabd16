// The line above a card: why nothing was done, or what happened without a trace on the card itself.
import { answersStep, tooLateWith, withNote } from '../../cards/answered.ts';
import { FIELDS } from '../../cards/said.ts';
import type { Notice, Shown } from '../../cards/view.ts';
import { whyNot } from '../../cards/why-not.ts';
import type { Command, Misread } from '../../dialogs/command.ts';
import type { Turn } from '../../dialogs/handle.ts';
import { view, type Visit } from './visit.ts';

const TAKEN_OUT =
  'The text is taken out. Messages in Teams in which it was typed or shown before may still hold it: delete them, or ask those who can.';

/** After a turn: why not, or that it was so already. What happened shows in the card itself, but for what leaves no trace there. */
export async function noticeOf(visit: Visit, turn: Turn): Promise<Notice | null> {
  if (turn.kind === 'refused' && turn.reason !== null)
    return { tone: 'attention', text: whyNot(turn.reason, await view(visit, null, { after: turn })) };
  if (turn.kind === 'already')
    return { tone: 'good', text: 'This was recorded before; nothing was done twice. The card shows how things stand now.' };
  const fact = turn.added[0]?.type;
  if (fact === 'DrillAnnounced')
    return { tone: 'good', text: 'Announced. Managers, watch, approvers, custodians, the operator and the room are being told.' };
  if (fact === 'NoteTaken') return { tone: 'good', text: 'Your note is in the timeline.' };
  if (fact === 'ChangeLogged') return { tone: 'good', text: 'The change is logged. It must be kept or put back before the review.' };
  if (fact === 'Corrected') return { tone: 'good', text: 'Corrected. What was written stays, and yours stands beside it.' };
  if (fact === 'TextRedacted') return { tone: 'good', text: TAKEN_OUT };
  return null;
}

/** The line above the card of somebody whose answer to a step came after another one; null: it was no such answer. */
export async function noticeOfLate(visit: Visit, command: Command, turn: Turn): Promise<Notice | null> {
  const { activation, reason } = turn;
  if (turn.kind !== 'refused' || activation === null || reason === null || !answersStep(command)) return null;
  const viewing = await view(visit, activation, { after: turn });
  const text = tooLateWith(activation, { step: command.step, reason }, viewing);
  return text === null ? null : { tone: 'attention', text };
}

/** The card with what was typed into a late answer offered as a note; `late` is the line above it, null when nothing came late. */
export function withNoteOf(shown: Shown, command: Command, late: { readonly notice: Notice | null; readonly card: unknown }): Shown {
  if (late.notice === null || !answersStep(command)) return shown;
  const typed = command.verb === 'finish-step' ? command.evidence : command.verb === 'witness-step' ? null : command.why;
  const card = typeof late.card === 'string' ? late.card : 'operation';
  return typed === null ? shown : withNote(shown, typed.text, { card, activation: command.activation });
}

/** The line above the card when fields could not be read: each of them once. */
export function noticeOfMisread(wrong: readonly Misread[]): Notice {
  const fields = new Map(wrong.map(({ field, what }) => [field, what]));
  return { tone: 'attention', text: `Nothing was done. ${[...new Set([...fields].map(whatIsWrong))].join(' ')}` };
}

/** A sentence for a field: what people fill in, by its words on the card; what only buttons carry was not sent by a card of ours. */
function whatIsWrong([field, what]: readonly [string, string]): string {
  const name = FIELDS[field];
  if (name === undefined) return 'This button is not one that this release knows: press it again on the card as it is now.';
  // the schema's own words begin with a capital and are for programmers; ours do not
  return `${name}: ${/^[A-Z]/.test(what) ? 'choose one of those offered' : what}.`;
}
