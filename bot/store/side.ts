// What may be lost: where people's chats are and which message shows which card. A file beside the ledger with its own tables; losing it
// costs fresh cards, never truth, so it syncs seldom and a damaged file may simply be deleted.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { StoreFault } from './fault.ts';
import { ownFile, reason } from './file.ts';
import { integerOf, textOf, type Row } from './row.ts';
import { openSchema, SIDE_SCHEMA } from './schema.ts';

export type PlaceKind = 'personal' | 'room';

/** A conversation in which an account was seen. `seenAt`: milliseconds UTC. */
export interface Place {
  readonly account: string;
  readonly tenant: string;
  readonly serviceUrl: string;
  readonly conversation: string;
  readonly kind: PlaceKind;
  readonly seenAt: number;
}

/** A message of ours. `viewer` is a person id or 'room'; `card` the card's name; `digest` of what it shows; `updatedAt` milliseconds UTC. */
export interface Post {
  readonly serviceUrl: string;
  readonly conversation: string;
  readonly activation: string;
  readonly viewer: string;
  readonly card: string;
  readonly messageId: string;
  readonly digest: string;
  readonly updatedAt: number;
}

export interface SideStore {
  upsertPlace(place: Place): void;
  /** Newest first. */
  placesOf(account: string): readonly Place[];
  /** One place for each room, the newest sight of it, newest first. */
  rooms(): readonly Place[];
  /** The service address seen last; null before anybody was met. */
  newestService(): string | null;
  /** The service of a conversation changed its address: its places and posts move there. */
  move(conversation: string, serviceUrl: string): void;
  /** Forgets a conversation and every post in it. */
  deletePlace(serviceUrl: string, conversation: string): void;
  upsertPost(post: Post): void;
  postsOf(activation: string): readonly Post[];
  /** What hangs in one conversation. */
  postsIn(serviceUrl: string, conversation: string): readonly Post[];
  postAt(serviceUrl: string, conversation: string, messageId: string): Post | undefined;
  /** The activations that hang anywhere. */
  activations(): readonly string[];
  deletePost(serviceUrl: string, conversation: string, messageId: string): void;
  /** Forgets everything. */
  clear(): void;
  close(): void;
}

const PLACE = 'person_account, tenant, service_url, conversation, kind, seen_at';
const POST = 'service_url, conversation, activation, viewer, card, message_id, digest, updated_at';

/** Opens or makes the file (usually posts.sqlite; ':memory:' keeps it in memory). Throws StoreFault, naming the file. */
export function sideStore(file: string): SideStore {
  const path = file === ':memory:' ? file : ownFile(file);
  const db = new DatabaseSync(path, { timeout: 5000 });
  try {
    openSchema(db, { path, schema: SIDE_SCHEMA });
    db.exec('PRAGMA synchronous=NORMAL');
    return { ...places(db), ...posts(db), ...whole(db) };
  } catch (cause) {
    db.close();
    if (cause instanceof StoreFault) throw cause;
    throw new StoreFault(
      `${path} cannot be read: ${reason(cause)}. Nothing in it is needed: delete it, and fresh cards are sent to everybody who can be reached.`,
      {
        cause,
      },
    );
  }
}

function places(db: DatabaseSync): Pick<SideStore, 'upsertPlace' | 'placesOf' | 'rooms' | 'newestService'> {
  const upsert = db.prepare(`INSERT OR REPLACE INTO places (${PLACE}) VALUES (?, ?, ?, ?, ?, ?)`);
  const of = db.prepare(`SELECT ${PLACE} FROM places WHERE person_account = ? ORDER BY seen_at DESC`);
  const rooms = db.prepare(
    `SELECT ${PLACE}, max(seen_at) FROM places WHERE kind = 'room' GROUP BY service_url, conversation ORDER BY seen_at DESC`,
  );
  const newest = db.prepare('SELECT service_url FROM places ORDER BY seen_at DESC LIMIT 1');
  return {
    upsertPlace: (place) => {
      upsert.run(place.account, place.tenant, place.serviceUrl, place.conversation, place.kind, place.seenAt);
    },
    placesOf: (account) => of.all(account).map(placeOf),
    rooms: () => rooms.all().map(placeOf),
    newestService: () => newest.all().map((row) => textOf(row, 'service_url'))[0] ?? null,
  };
}

function posts(db: DatabaseSync): Pick<SideStore, 'upsertPost' | 'postsOf' | 'postsIn' | 'postAt' | 'deletePost' | 'activations'> {
  const upsert = db.prepare(`INSERT OR REPLACE INTO posts (${POST}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const of = db.prepare(`SELECT ${POST} FROM posts WHERE activation = ? ORDER BY updated_at, message_id`);
  const at = db.prepare(`SELECT ${POST} FROM posts WHERE service_url = ? AND conversation = ? AND message_id = ?`);
  const within = db.prepare(`SELECT ${POST} FROM posts WHERE service_url = ? AND conversation = ? ORDER BY updated_at, message_id`);
  const hanging = db.prepare('SELECT DISTINCT activation FROM posts ORDER BY activation');
  const remove: StatementSync = db.prepare('DELETE FROM posts WHERE service_url = ? AND conversation = ? AND message_id = ?');
  return {
    upsertPost: (post) => {
      upsert.run(post.serviceUrl, post.conversation, post.activation, post.viewer, post.card, post.messageId, post.digest, post.updatedAt);
    },
    activations: () => hanging.all().map((row) => textOf(row, 'activation')),
    postsOf: (activation) => of.all(activation).map(postOf),
    postsIn: (...key) => within.all(...key).map(postOf),
    postAt: (...key) => {
      const row = at.get(...key);
      return row === undefined ? undefined : postOf(row);
    },
    deletePost: (...key) => {
      remove.run(...key);
    },
  };
}

function whole(db: DatabaseSync): Pick<SideStore, 'deletePlace' | 'move' | 'clear' | 'close'> {
  const moves = ['places', 'posts'].map((table) => db.prepare(`UPDATE OR REPLACE ${table} SET service_url = ? WHERE conversation = ?`));
  const forget = ['places', 'posts'].map((table) => db.prepare(`DELETE FROM ${table} WHERE service_url = ? AND conversation = ?`));
  return {
    deletePlace: (...key) => {
      for (const statement of forget) statement.run(...key);
    },
    move: (conversation, serviceUrl) => {
      for (const statement of moves) statement.run(serviceUrl, conversation);
    },
    clear: () => db.exec('BEGIN; DELETE FROM places; DELETE FROM posts; COMMIT'),
    close: () => {
      if (db.isOpen) db.close();
    },
  };
}

function placeOf(row: Row): Place {
  return {
    account: textOf(row, 'person_account'),
    tenant: textOf(row, 'tenant'),
    serviceUrl: textOf(row, 'service_url'),
    conversation: textOf(row, 'conversation'),
    kind: textOf(row, 'kind') === 'room' ? 'room' : 'personal',
    seenAt: integerOf(row, 'seen_at'),
  };
}

function postOf(row: Row): Post {
  return {
    serviceUrl: textOf(row, 'service_url'),
    conversation: textOf(row, 'conversation'),
    activation: textOf(row, 'activation'),
    viewer: textOf(row, 'viewer'),
    card: textOf(row, 'card'),
    messageId: textOf(row, 'message_id'),
    digest: textOf(row, 'digest'),
    updatedAt: integerOf(row, 'updated_at'),
  };
}
