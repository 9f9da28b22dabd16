// Typed words: help, status, policy, timeline, note, change, declare, drill; anything else asks what is broken. Voting is never a typed command.
import { drawBroken } from '../../cards/broken.ts';
import { drawForm } from '../../cards/form.ts';
import { drawHelp } from '../../cards/help.ts';
import { drawInOwnChat, drawSaid } from '../../cards/said.ts';
import type { Notice, Shown } from '../../cards/view.ts';
import type { Command } from '../../dialogs/command.ts';
import { suspects } from '../../dialogs/suspect.ts';
import type { Activation } from '../../ledger/activation.ts';
import { carriedOut, isMisread } from './act.ts';
import { showDrills } from './drills.ts';
import { declaring } from './declaring.ts';
import { showPolicy, showStatus, showTimeline } from './look.ts';
import { noticeOf, noticeOfMisread } from './notice.ts';
import { showReadiness } from './readiness.ts';
import { isHushed, shownHere } from './silence.ts';
import { board, known, view, type Visit, whereIs } from './visit.ts';
import { lookAlike } from './warn.ts';

/** Asked or shouted, these mean what they mean without it. “Help!” is a cry: what follows it may say what is broken. */
const ASKED = /^(status|policy|readiness|drills|timeline|approve|deny)[?!]+$/;
const ID = /^BG-\d{4}-\d{4,6}\b/i;

/** Answers a typed line. Requests and votes happen in each person’s own chat; the room can look and note. */
export async function say(visit: Visit, text: string): Promise<Shown> {
  const where = whereIs(visit);
  if (where === 'elsewhere') return notTheRoom(visit);
  const [, word = '', rest = ''] = /^\/?(\S*)\s*(.*)$/su.exec(text.trim()) ?? [];
  switch (word.toLowerCase().replace(ASKED, '$1')) {
    case 'help':
      return drawHelp(await view(visit, null));
    case 'status':
      return showStatus(visit);
    case 'policy':
      return where === 'own chat' ? showPolicy(visit) : elsewhere();
    case 'readiness':
      return where === 'own chat' ? showReadiness(visit) : elsewhere();
    case 'drills':
      return where === 'own chat' ? showDrills(visit) : elsewhere();
    case 'timeline':
      return timelineOf(visit, rest);
    case 'note':
    case 'note!':
      return write(visit, { rest, keep: word.endsWith('!') }, (words) => ({ verb: 'note', text: words }));
    case 'change':
    case 'change!':
      return write(visit, { rest, keep: word.endsWith('!') }, changeOf);
    case 'approve':
    case 'deny':
      return neverTyped();
    case 'declare':
      return where === 'own chat' ? declaring(visit, {}) : elsewhere();
    case 'drill':
      return where === 'own chat' ? drill(visit) : elsewhere();
    default:
      return where === 'own chat' ? drawBroken(await view(visit, null), text) : elsewhere();
  }
}

/** A shared conversation that is not the room is told nothing but how it would become the room. */
function notTheRoom({ place }: Visit): Shown {
  const text = `Write to me in your own chat. To make this conversation the room, set room.conversation to ${place.conversation} in glassbreak.yaml.`;
  return drawSaid({ tone: 'default', band: 'BREAK-GLASS', heading: 'This is not the break-glass room', text });
}

function elsewhere(): Shown {
  const text =
    'Requests, votes and custody happen in your own chat with Glassbreak: write to me there. Here you can type “status”, “timeline”, “note …” and “help”.';
  return drawSaid({ tone: 'default', band: 'BREAK-GLASS', heading: 'Write to me in your own chat', text });
}

function neverTyped(): Shown {
  const text = 'Each request has a card of its own in your chat with Glassbreak. Read it, ring the requester, then press its button.';
  return drawSaid({
    tone: 'attention',
    band: 'NOTHING WAS RECORDED',
    heading: 'Nothing is approved or denied by typing',
    text,
    buttons: [{ title: 'What is open?', verb: 'status' }],
  });
}

/** `BG-2026-0042`, a part of a name, the word of a kind: in this order, each left out as one likes. */
async function timelineOf(visit: Visit, rest: string): Promise<Shown> {
  const id = ID.exec(rest)?.[0] ?? null;
  return showTimeline(visit, id, { only: id === null ? rest : rest.slice(id.length) });
}

async function drill(visit: Visit): Promise<Shown> {
  return drawForm({ domain: 'drill', kind: 'drill', over: null }, await view(visit, null));
}

function changeOf(words: string): Readonly<Record<string, unknown>> | string {
  const [was, is, back] = words.split(/\s*(?:->|→)\s*/u);
  if (!was || !is || !back) return 'Write it as: change what it was -> what it is now -> how to put it back';
  return { verb: 'change', was, is, back };
}

/** A note or a change about the activation that is named, or about the only one that is open. */
async function write(
  visit: Visit,
  { rest, keep }: { readonly rest: string; readonly keep: boolean },
  read: (words: string) => Readonly<Record<string, unknown>> | string,
): Promise<Shown> {
  const named = ID.exec(rest)?.[0] ?? null;
  const words = named === null ? rest : rest.slice(named.length).trim();
  const about = named === null ? await only(visit) : await known(visit, named);
  if (about === null || typeof about === 'string') {
    return drawSaid({
      tone: 'attention',
      band: 'NOTHING WAS RECORDED',
      heading: 'Nothing was noted',
      text: about ?? 'There is no such activation. Type “status” to see those that are open.',
    });
  }
  if (isHushed(visit, about)) return drawInOwnChat();
  const command = read(words);
  if (typeof command === 'string')
    return drawSaid({ tone: 'attention', band: 'NOTHING WAS RECORDED', heading: 'Nothing was noted', text: command });
  return written(visit, about, { typed: command, keep });
}

/** The turn of a typed line, answered in few words that never go stale: the cards themselves follow where they hang. */
async function written(visit: Visit, { id, request }: Activation, { typed, keep }: Typed): Promise<Shown> {
  const command = visit.desk.read({ ...typed, activation: id }, visit.actor);
  const doubt = isMisread(command) || keep ? null : warning(command);
  const notice = doubt ?? (isMisread(command) ? noticeOfMisread(command) : await noticeOf(visit, await carriedOut(visit, command)));
  const drill = request.kind === 'drill' ? 'DRILL ' : '';
  const good = notice?.tone === 'good';
  const words = { tone: good ? 'good' : 'attention', band: good ? `${drill}RECORDED` : `${drill}NOTHING WAS RECORDED` } as const;
  return drawSaid({ ...words, heading: `${drill}${id}: ${good ? 'written down' : 'nothing was noted'}`, text: notice?.text ?? '' });
}

interface Typed {
  readonly typed: Readonly<Record<string, unknown>>;
  /** Whether they said that it may be kept whatever it looks like. */
  readonly keep: boolean;
}

/** What is said of words that look like a credential; null when they do not. */
function warning(command: Command): Notice | null {
  const found = suspects(command, new Set());
  if (found.length === 0) return null;
  const { verb } = command;
  const what = `${lookAlike(found)} Everybody on the roster can read what is recorded. Delete your message here and write it again without it.`;
  return { tone: 'attention', text: `${what} If it is none, write it as: ${verb}! and the same words.` };
}

/** The only open activation; else a sentence that asks for its number. */
async function only(visit: Visit): Promise<Activation | string> {
  const open = shownHere(visit, (await board(visit)).open);
  const [one, another] = open;
  const here = whereIs(visit) === 'own chat' ? '' : ' here';
  if (one === undefined) return `Nothing is open${here}. Name the activation: note BG-2026-0001 what you want to say`;
  return another === undefined
    ? one
    : `More than one activation is open (${open.map((each) => each.id).join(', ')}). Name the one you mean: note ${one.id} what you want to say`;
}
