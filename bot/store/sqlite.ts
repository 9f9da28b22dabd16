// The ledger in one SQLite file (the built-in node:sqlite): WAL, synchronous=FULL, one process, this account only. What is answered as
// appended is on disk: record, texts and head in one transaction with one sync.
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Append, LedgerStore } from '../../ledger/store.ts';
import { emptyRoot } from '../../ledger/tree.ts';
import { StoreFault } from './fault.ts';
import { ownFile, reason } from './file.ts';
import { takeLock, type Lock } from './lock.ts';
import { attempt, readingOf } from './reader.ts';
import { LEDGER_SCHEMA, openSchema } from './schema.ts';
import { scrubOf } from './scrub.ts';

/** `clock` answers integer milliseconds UTC; `typeOf` the file system type number of a folder (Linux's statfs when left out). */
export interface Options {
  readonly clock: () => number;
  readonly typeOf?: (folder: string) => number;
}

/** Opens or makes the ledger file. Throws StoreFault, one sentence naming the file, when it is in use, cut, foreign or on a network. */
export function sqliteStore(file: string, { clock, typeOf }: Options): LedgerStore {
  const path = ownFile(file, typeOf);
  const lock = takeLock(path);
  try {
    return storeOver(openDatabase(path), lock, clock);
  } catch (cause) {
    lock.release();
    if (cause instanceof StoreFault) throw cause;
    throw new StoreFault(`${path} cannot be read as a ledger: ${reason(cause)}. Keep it, and restore a copy that verifies.`, { cause });
  }
}

/** Milliseconds that a statement waits for another process. */
const TIMEOUT = 5_000;

function openDatabase(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: TIMEOUT, enableForeignKeyConstraints: true });
  try {
    openSchema(db, { path, schema: LEDGER_SCHEMA });
    db.exec('PRAGMA synchronous=FULL');
    verifyPragmas(db, path);
    db.prepare('INSERT OR IGNORE INTO head (id, size, root) VALUES (1, 0, ?)').run(Buffer.from(emptyRoot).toString('hex'));
    verifyHeadRow(db, path);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/**
 * Gives the write-ahead log the length that it has between two checkpoints of SQLite (1,000 pages), so that a commit overwrites and does not
 * append: the sync of a file that grows has to sync the file system's journal, too, and takes half as long again (measured on ext4). What a
 * small cache cannot hold is written to the log; rolled back, it is no part of it, and the next commits are written over it. A text that is
 * taken out empties the log, which grows as ever from then on. Never throws: without room for it a commit is slower, and that is all.
 */
function lengthenLog(db: DatabaseSync): void {
  const { cache_size: size } = db.prepare('PRAGMA cache_size').get() ?? {};
  try {
    db.exec('PRAGMA cache_size=8; BEGIN IMMEDIATE; CREATE TABLE filler (bytes BLOB) STRICT');
    db.exec(`INSERT INTO filler VALUES (zeroblob(${1_000 * 4_096}))`);
  } catch {
    // a full disk says so with the first record that it has no room for
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK');
    db.exec(`PRAGMA cache_size=${String(size)}`);
  }
  syncNow(`${db.location() ?? ''}-wal`);
}

/** On disk before anybody waits for it. */
function syncNow(file: string): void {
  try {
    const log = openSync(file, 'r+');
    try {
      fsyncSync(log);
    } finally {
      closeSync(log);
    }
  } catch {
    // then the first commit does it
  }
}

function verifyPragmas(db: DatabaseSync, path: string): void {
  const wanted = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 };
  for (const [pragma, value] of Object.entries(wanted)) {
    const [found] = Object.values(db.prepare(`PRAGMA ${pragma}`).get() ?? {});
    if (found !== value) throw new StoreFault(`${path}: SQLite says ${pragma} = ${String(found)}, and a ledger needs ${value}.`);
  }
}

/** Only the ends are compared here; the whole is ledger/verify.ts's work. */
function verifyHeadRow(db: DatabaseSync, path: string): void {
  const { size, last } = db.prepare('SELECT size, (SELECT coalesce(max(seq), 0) FROM records) AS last FROM head WHERE id = 1').get() ?? {};
  if (size === last) return;
  const why = `its head says ${String(size)} records, and the last one is ${String(last)}`;
  throw new StoreFault(`${path}: ${why}. Other hands changed it: keep it, and restore a copy that verifies.`);
}

function storeOver(db: DatabaseSync, lock: Lock, clock: () => number): LedgerStore {
  const keep = db.prepare('INSERT INTO checkpoints (size, note) VALUES (?, ?) ON CONFLICT (size) DO UPDATE SET note = excluded.note');
  const append = appending(db);
  lengthenLog(db);
  return {
    ...readingOf(db, clock),
    append: (entry) => attempt(() => append(entry)),
    keepCheckpoint: ({ size, note }) => attempt(() => void keep.run(size, note)),
    close: () =>
      attempt(() => {
        if (!db.isOpen) return;
        db.close();
        lock.release();
      }),
  };
}

function appending(db: DatabaseSync): (entry: Append) => 'appended' | 'conflict' {
  const move = db.prepare('UPDATE head SET size = ?, root = ? WHERE id = 1 AND size = ? AND root = ?');
  const addRecord = db.prepare('INSERT INTO records (seq, activation, bytes) VALUES (?, ?, ?)');
  const addText = db.prepare('INSERT INTO texts (hash, salt, text) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING');
  const scrub = scrubOf(db, TIMEOUT);
  scrub.clean();
  const write = ({ expected, next, activation, bytes, texts, forget = [] }: Append): boolean => {
    const { changes } = move.run(next.size, next.root, expected.size, expected.root);
    if (changes === 0) return false;
    if (next.size !== expected.size + 1)
      throw new StoreFault(`An append of one record goes from ${expected.size} to ${expected.size + 1}, not to ${next.size}.`);
    addRecord.run(next.size, activation, bytes);
    for (const { hash, salt, text } of texts) addText.run(hash, salt, text);
    scrub.forget(forget);
    return true;
  };
  return (entry) => {
    db.exec('BEGIN IMMEDIATE');
    try {
      const written = write(entry);
      db.exec(written ? 'COMMIT' : 'ROLLBACK');
      scrub.clean();
      return written ? 'appended' : 'conflict';
    } catch (cause) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw cause;
    }
  };
}
