// The tables of the SQLite files, and the one check that a file is ours and of a version that this release knows.
import type { DatabaseSync } from 'node:sqlite';
import { StoreFault } from './fault.ts';

/** `mark` is SQLite's application_id, `version` its user_version. */
export interface Schema {
  readonly what: string;
  readonly mark: number;
  readonly version: number;
  readonly tables: string;
}

export const LEDGER_SCHEMA: Schema = {
  what: 'a Glassbreak ledger',
  mark: 0x47_42_4c_31,
  version: 1,
  tables: `
    CREATE TABLE records (seq INTEGER PRIMARY KEY CHECK (seq >= 1), activation TEXT, bytes BLOB NOT NULL) STRICT;
    CREATE INDEX records_of ON records (activation, seq) WHERE activation IS NOT NULL;
    CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL, root TEXT NOT NULL) STRICT;
    CREATE TABLE texts (hash TEXT PRIMARY KEY, salt TEXT NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE checkpoints (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;`,
};

export const SIDE_SCHEMA: Schema = {
  what: 'a Glassbreak side store',
  mark: 0x47_42_50_31,
  version: 1,
  tables: `
    CREATE TABLE places (person_account TEXT NOT NULL, tenant TEXT NOT NULL, service_url TEXT NOT NULL, conversation TEXT NOT NULL,
      kind TEXT NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY (service_url, conversation, person_account)) STRICT, WITHOUT ROWID;
    CREATE INDEX places_of ON places (person_account, seen_at);
    CREATE TABLE posts (service_url TEXT NOT NULL, conversation TEXT NOT NULL, activation TEXT NOT NULL, viewer TEXT NOT NULL,
      card TEXT NOT NULL, message_id TEXT NOT NULL, digest TEXT NOT NULL, updated_at INTEGER NOT NULL,
      PRIMARY KEY (service_url, conversation, message_id)) STRICT, WITHOUT ROWID;
    CREATE INDEX posts_of ON posts (activation);`,
};

/** Checks that a file is of this schema, or makes the tables in an empty one; WAL from here on. Throws StoreFault, or SQLite's error. */
export function openSchema(db: DatabaseSync, { path, schema }: { readonly path: string; readonly schema: Schema }): void {
  if (isEmpty(db))
    db.exec(`BEGIN IMMEDIATE; ${schema.tables} PRAGMA application_id=${schema.mark}; PRAGMA user_version=${schema.version}; COMMIT`);
  verifySchema(db, { path, schema });
  db.exec('PRAGMA journal_mode=WAL');
}

/** Checks that a file is of this schema; changes nothing. Throws StoreFault, or SQLite's error. */
export function verifySchema(db: DatabaseSync, { path, schema }: { readonly path: string; readonly schema: Schema }): void {
  const mark = numberOf(db, 'PRAGMA application_id');
  const version = numberOf(db, 'PRAGMA user_version');
  if (isEmpty(db) || mark !== schema.mark) throw new StoreFault(`${path} is a SQLite file, but not ${schema.what}.`);
  if (version === schema.version) return;
  const why = `${path} is ${schema.what} of version ${version}, and this release knows version ${schema.version}`;
  throw new StoreFault(`${why}: use the release that wrote it, or a newer one.`);
}

function isEmpty(db: DatabaseSync): boolean {
  return numberOf(db, 'SELECT count(*) FROM sqlite_schema') === 0;
}

function numberOf(db: DatabaseSync, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0]);
}
