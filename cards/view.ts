// What a card is drawn from: the activation, and everything about the one who will read it. The same view gives the same card, byte for byte.
import type { Activation, Mark } from '../ledger/activation.ts';
import type { Digest } from '../ledger/ids.ts';
import type { Tenant } from '../ledger/tenant.ts';
import type { Circumstances } from '../dialogs/decision.ts';

/** An Adaptive Card as JSON. */
export type CardJson = Readonly<Record<string, unknown>>;

/** A card and the one line that notifications and old clients show. */
export interface Shown {
  readonly card: CardJson;
  readonly summary: string;
}

/** One line above a card that answers a click: what came of it. */
export interface Notice {
  readonly tone: 'good' | 'attention';
  readonly text: string;
}

/** A configuration file that was changed and cannot be read: its name, the first problem, and how many more there are. */
export interface Unread {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly more: number;
}

/** The reader and the moment. `circumstances.actor` is the reader; the product stands for the room. */
export interface Viewing {
  readonly circumstances: Circumstances;
  readonly tenant: Tenant;
  /** The reader's IANA time zone, and minutes east of UTC of a zone at an instant (milliseconds UTC). */
  readonly zone: string;
  readonly offset: (zone: string, at: number) => number;
  /** Typed text by its hash; null when it was redacted. */
  readonly text: (hash: Digest) => string | null;
  /** Who took a typed text out, when and why (again a hash); null: nobody. */
  readonly taken: (hash: Digest) => (Mark & { readonly why: Digest }) | null;
  readonly notice: Notice | null;
  /** The denied activation that the one looked at was filed over. */
  readonly denied: Activation | null;
  /** The part, step or task that the reader has chosen to look at; null: the first that is theirs to do. */
  readonly focus: string | null;
  /** A second copy, which nobody edits: the same card hangs in another message. What goes stale, the numbers above all, is not on it. */
  readonly copy?: boolean;
  /** Whether the product can look into Entra by itself; false: people look. */
  readonly connected: boolean;
  /** What is wrong with the configuration file as it is now; null: it can be read. */
  readonly unread: Unread | null;
}

/** The cards that hang about an activation: one post per name and reader, edited in place while the activation lives. */
export const CARD_NAMES = [
  'room',
  'request',
  'approval',
  'vote',
  'custody',
  'operation',
  'tasks',
  'review',
  'oversight',
  'declared',
  'confirmation',
  'follow-up',
] as const;
export type CardName = (typeof CARD_NAMES)[number];

/** Draws one of them. */
export type Draw = (activation: Activation, viewing: Viewing) => Shown;
