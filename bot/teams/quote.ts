// “Add to the timeline” on a message of the room: a dialog with its words, then a note of whoever added it. Nothing is recorded by opening it.
import { hash } from 'node:crypto';
import { drawQuote, MOST_QUOTED, type Quoted, quoteText } from '../../cards/quote.ts';
import { drawInOwnChat, drawSaid } from '../../cards/said.ts';
import type { Notice, Shown } from '../../cards/view.ts';
import { suspects } from '../../dialogs/suspect.ts';
import { cleanText } from '../../dialogs/typed.ts';
import type { Activation } from '../../ledger/activation.ts';
import { carriedOut, isMisread } from './act.ts';
import { edgeCards } from './edge-cards.ts';
import type { PickedMessage, QuoteArrived } from './edge.ts';
import { withTyped } from './kept.ts';
import { textOfMessage } from './message-text.ts';
import { noticeOf, noticeOfMisread } from './notice.ts';
import { isHushed, shownHere } from './silence.ts';
import { board, known, view, type Visit, whereIs } from './visit.ts';
import { keptIn, noticeOfSuspects, withKeep } from './warn.ts';

type Data = QuoteArrived['data'];

/** Answers a message action: the dialog, or what came of sending it. */
export async function quote(visit: Visit, { picked, data }: QuoteArrived): Promise<Shown> {
  if (whereIs(visit) !== 'room') return notHere();
  if (picked !== null) return opened(visit, picked);
  return data['verb'] === 'note' ? added(visit, data) : edgeCards.malformed();
}

function notHere(): Shown {
  const text = 'Only messages of the break-glass room can be added. Write a note in your own chat with Glassbreak instead: note …';
  return nothingRecorded('This message is not in the room', text);
}

function nothingRecorded(heading: string, text: string): Shown {
  return drawSaid({ tone: 'attention', band: 'NOTHING WAS RECORDED', heading, text });
}

function nothingOpen(): Shown {
  return nothingRecorded('Nothing is open here', 'To add to another one, write in your own chat: note BG-2026-0001 what you want to say');
}

async function opened(visit: Visit, picked: PickedMessage): Promise<Shown> {
  const whole = textOfMessage(picked);
  if (whole === '')
    return nothingRecorded('There are no words in this message', 'Write down what it shows as a note: note what you want to say');
  const open = shownHere(visit, (await board(visit)).open);
  if (open.length === 0) return nothingOpen();
  const text =
    whole.length > MOST_QUOTED
      ? `${whole
          .slice(0, MOST_QUOTED - 1)
          .toWellFormed()
          .trimEnd()}…`
      : whole;
  const quoted = { author: authorOf(visit, picked), sent: picked.sent ?? 0, message: picked.id ?? '', was: hashOf(text) };
  return drawQuote({ quoted: quotedIn({ ...quoted }), text, isCut: text !== whole, open }, await looking(visit, open));
}

/** The roster’s name; a name that only Teams gives is marked as such. */
function authorOf({ desk }: Visit, { account, name }: PickedMessage): string {
  const person = account === null ? null : desk.who({ tenant: desk.policy.tenant, account });
  if (person !== null) return person.person.name;
  return name === null ? 'somebody whom Teams does not name' : `${cleanText(name.slice(0, 200)).slice(0, 60)}, who is not on the roster`;
}

async function looking(visit: Visit, open: readonly Activation[], notice: Notice | null = null) {
  return view(visit, open.length === 1 ? (open[0] ?? null) : null, { notice });
}

function hashOf(text: string): string {
  return hash('sha256', text, 'hex');
}

/** What the dialog brings back of the message: checked, because anybody can send anything. */
function quotedIn({ author, sent, message, was }: Data): Quoted {
  return {
    author: typeof author === 'string' && author !== '' ? author : 'somebody whom Teams does not name',
    sent: typeof sent === 'number' && Number.isSafeInteger(sent) && sent > 0 && sent < 4_102_444_800_000 ? sent : 0,
    message: typeof message === 'string' && /^[\w.:-]{1,64}$/.test(message) ? message : '',
    was: typeof was === 'string' ? was : '',
  };
}

async function added(visit: Visit, data: Data): Promise<Shown> {
  const quoted = quotedIn(data);
  const text = typeof data['text'] === 'string' ? cleanText(data['text'].slice(0, 20_000)) : '';
  const chosen = data['activation'] ?? data['about'];
  const about = await known(visit, typeof chosen === 'string' ? chosen : null);
  const pressed = { ...data, verb: 'note' };
  const again = (why: string) => asSent(visit, { data: pressed, quoted, notice: { tone: 'attention', text: why } });
  if (about !== null && isHushed(visit, about)) return withTyped(drawInOwnChat(), pressed);
  if (about === null) return again('Nothing was recorded. Choose the activation that it belongs to.');
  if (text === '') return again('Nothing was recorded. A few words are needed.');
  const words = quoteText(quoted, text, hashOf(text) !== quoted.was);
  const command = visit.desk.read({ verb: 'note', activation: about.id, text: words }, visit.actor);
  if (isMisread(command)) return again(noticeOfMisread(command).text);
  const doubtful = suspects(command, keptIn(data));
  if (doubtful.length > 0) return withKeep(await again(noticeOfSuspects(doubtful).text), pressed, doubtful);
  const turn = await carriedOut(visit, command);
  const notice = await noticeOf(visit, turn);
  return turn.kind === 'refused' ? again(notice?.text ?? '') : confirmed(about, notice);
}

interface Sent {
  readonly data: Data & { readonly verb: string };
  readonly quoted: Quoted;
  readonly notice: Notice;
}

/** The dialog as it was sent, with why nothing was recorded. */
async function asSent(visit: Visit, { data, quoted, notice }: Sent): Promise<Shown> {
  const open = shownHere(visit, (await board(visit)).open);
  const named = typeof data['activation'] === 'string' ? await known(visit, data['activation']) : null;
  const offered = named === null ? open : [named];
  if (offered.length === 0) return withTyped(nothingOpen(), data);
  const shown = drawQuote({ quoted, text: '', isCut: false, open: offered }, await looking(visit, offered, notice));
  return withTyped(shown, data);
}

function confirmed({ id, request }: Activation, notice: Notice | null): Shown {
  const drill = request.kind === 'drill' ? 'DRILL ' : '';
  const text = `${notice?.text ?? ''} It says whose message it is and when it was written.`;
  return drawSaid({ tone: 'good', band: `${drill}RECORDED`, heading: `${drill}${id}: the message is in the timeline`, text });
}
