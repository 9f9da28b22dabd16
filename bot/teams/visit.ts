// One visit: a person at the desk, where they are, and how what they look at is fetched.
import type { CardName, Notice, Viewing } from '../../cards/view.ts';
import type { Actor } from '../../dialogs/decision.ts';
import { isFault, type Turn } from '../../dialogs/handle.ts';
import type { Activation } from '../../ledger/activation.ts';
import { ActivationId, type PersonId } from '../../ledger/ids.ts';
import type { Desk } from '../desk.ts';
import type { Place, Sender } from './edge.ts';
import type { Saying } from './sayings.ts';

/** What the handler tells the reconciler and the side store. */
export interface Hooks {
  /** Facts were added to this activation: every copy of its cards is to follow. */
  readonly changed: (activation: ActivationId) => void;
  /** The configuration changed, or what is known of it: every card is to follow. */
  readonly everything: () => void;
  /** Facts were added that belong to no activation: whoever must know is told. */
  readonly told: () => void;
  /** Somebody was met in this place; `anew`: the bot was installed there, so nothing that hung there can be relied on. */
  readonly met: (place: Place, sender: Sender, anew: boolean) => void;
  /** Whether somebody was ever met in a chat with this account. */
  readonly isMet: (account: string) => boolean;
  /** A message of ours that showed something else is this card from now on. */
  readonly became: (place: Place, message: string, card: Became) => void;
  /** Whether this card hangs, but not as this message: what is drawn into this message will not be edited. */
  readonly elsewhere: (message: string, card: Became) => boolean;
  /** This is said above the card in this message, which is somebody’s own; null: nothing any more. */
  readonly said: (place: Place, message: string, saying: Saying | null) => void;
  /** A message of ours was replaced by the answer to an old client’s press. */
  readonly replaced: (place: Place, message: string) => void;
}

export interface Became {
  readonly activation: ActivationId;
  readonly card: CardName;
  readonly viewer: PersonId;
}

/** A person at the desk, and where. */
export interface Visit {
  readonly desk: Desk;
  readonly actor: Extract<Actor, { kind: 'person' }>;
  readonly place: Place;
  /** The message whose button was pressed, which the answer is drawn into; null: none that is known. */
  readonly message: string | null;
  readonly hooks: Hooks;
  /** The conversation that is the room; null: every shared one is (local mode); undefined: none is configured. */
  readonly room: string | null | undefined;
}

/** Where this is: somebody’s own chat, the room, or some other shared conversation, which learns nothing. */
export function whereIs({ place, room }: Pick<Visit, 'place' | 'room'>): 'own chat' | 'room' | 'elsewhere' {
  if (place.kind === 'personal') return 'own chat';
  return room === null || room === place.conversation ? 'room' : 'elsewhere';
}

/** What an answer may be: a card, or nothing. A fault is thrown to the one catch as this. */
export class FaultMet extends Error {
  readonly code: string;
  readonly doing: string;

  constructor(code: string, doing: string, cause: string) {
    super(cause);
    this.code = code;
    this.doing = doing;
  }
}

/** What somebody did is on record; only the card about it could not be made. */
export class Unshown extends Error {}

/** The activation of that id (unchecked text); null when there is none. */
export async function known(visit: Visit, id: string | null): Promise<Activation | null> {
  const read = ActivationId.safeParse(id?.trim().toUpperCase());
  if (!read.success) return null;
  const found = await visit.desk.find(read.data);
  if (found !== null && isFault(found)) throw new FaultMet(found.code, found.doing, found.cause);
  return found;
}

/** What is open, who holds what, and the time. */
export async function board(visit: Visit) {
  const open = await visit.desk.board();
  if (isFault(open)) throw new FaultMet(open.code, open.doing, open.cause);
  return open;
}

interface Showing {
  readonly notice?: Notice | null;
  readonly focus?: string | null;
  /** The turn that has just been carried out: it says how things stand, so nobody needs to ask again. */
  readonly after?: Pick<Turn, 'tenant' | 'now'> | undefined;
}

/** The view of the visitor on an activation, or on none. */
export async function view(visit: Visit, activation: Activation | null, { after, ...shown }: Showing = {}): Promise<Viewing> {
  return visit.desk.viewing(visit.actor.person, after ?? (await board(visit)), { activation, ...shown });
}
