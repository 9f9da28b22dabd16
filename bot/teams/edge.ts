// What the Teams edge hands to the product and takes back: the seam that would survive a change of SDK.

/**
 * A conversation we can post to. `serviceUrl` and `conversation` together are its key: the same room can hang in several services.
 * For a channel it is the channel itself, without the `;messageid=` of a thread.
 */
export interface Place {
  readonly serviceUrl: string;
  readonly conversation: string;
  readonly kind: 'personal' | 'group' | 'channel';
}

/** Who acted, as the channel says: Entra object id and tenant; nothing else of a sender is ever trusted. */
export interface Sender {
  readonly tenant: string;
  readonly account: string;
}

interface Arrived {
  /** null: the activity carried no usable object id (anonymous, app, missing). */
  readonly sender: Sender | null;
  readonly place: Place;
  /** The time that Teams put on it, milliseconds UTC; left out: none that can be read. */
  readonly sent?: number;
}

/** A card action: `Action.Execute`, or its `Action.Submit` fallback. `data` is unchecked JSON from outside. */
export interface ActionArrived extends Arrived {
  readonly kind: 'action';
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** true: Teams asked by itself (refresh); answered with a card and nothing else. */
  readonly automatic: boolean;
  /** The message that holds the card, when the channel said so. */
  readonly message: string | null;
  /** true: an `Action.Submit` fallback. Its answer cannot replace only the sender's view of a card (see `openDoor`). */
  readonly fallback: boolean;
}

/** A typed message, mention of the bot already removed, trimmed. */
export interface TextArrived extends Arrived {
  readonly kind: 'text';
  readonly text: string;
}

/** The bot was installed in, or met a person in, this place. */
export interface InstalledArrived extends Arrived {
  readonly kind: 'installed';
  /** By which of the two events of one installation it was told. */
  readonly by: 'installationUpdate' | 'conversationUpdate';
  /** The id of that event, by which one that is delivered again is known; null: it has none. */
  readonly event: string | null;
}

/** A message as Teams hands it over with a message action. All of it is what the client says. */
export interface PickedMessage {
  readonly content: string;
  readonly html: boolean;
  /** The object id and the shown name of whoever wrote it; null: not said. */
  readonly account: string | null;
  readonly name: string | null;
  /** When it was written, milliseconds UTC; null: not said. */
  readonly sent: number | null;
  readonly id: string | null;
}

/** Our message action: picked on a message, or its dialog sent. Its `place` may be any chat of the sender’s, also one without us. */
export interface QuoteArrived extends Arrived {
  readonly kind: 'quote';
  /** The message that it was picked on; null: the dialog is sent, and `data` is what it brings (unchecked). */
  readonly picked: PickedMessage | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export type Incoming = ActionArrived | TextArrived | InstalledArrived | QuoteArrived;

/** An Adaptive Card as JSON. */
export type CardJson = Readonly<Record<string, unknown>>;

/** A card and the one line that notifications and old clients show. */
export interface Message {
  readonly card: CardJson;
  readonly summary: string;
}

/** The product behind the edge. null: nothing to answer. It never throws: faults are cards. */
export type Receive = (incoming: Incoming) => Promise<Message | null>;

/** What became of a post. `gone`: the message or conversation no longer exists. `refused`: this person or place cannot be reached. */
export type Posted =
  | { readonly outcome: 'posted'; readonly message: string }
  | { readonly outcome: 'gone'; readonly why: string }
  | { readonly outcome: 'refused'; readonly why: string }
  | { readonly outcome: 'failed'; readonly why: string };

/** Outbound: every call has our own time-out and goes only to allowed hosts; never throws. */
export interface Poster {
  send(place: Place, message: Message): Promise<Posted>;
  update(place: Place, id: string, message: Message): Promise<Posted>;
  /** Opens (or finds) the person's own chat with the bot. */
  openChat(
    serviceUrl: string,
    account: string,
  ): Promise<{ readonly outcome: 'open'; readonly place: Place } | Exclude<Posted, { outcome: 'posted' }>>;
}

/** One line for the log: an event's name and fields. Never a token, a body, a name or typed text. */
export type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void;
