// Reading a ledger file without owning it: beside the running bot, or a copy anywhere. Nothing is written, and what is read is one
// moment's state.
import { existsSync, realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Kept, LedgerStore, Stored, Text } from '../../ledger/store.ts';
import { verifyText } from '../../ledger/text.ts';
import { StoreFault } from './fault.ts';
import { reason } from './file.ts';
import { blobOf, integerOf, textOf, type Row } from './row.ts';
import { LEDGER_SCHEMA, verifySchema } from './schema.ts';

export type Reading = Pick<LedgerStore, 'head' | 'read' | 'of' | 'texts' | 'checkpoints'>;

/** `derived` answers half a sentence when a column or a text beside the bytes says something else than the bytes do, otherwise null. */
export interface LedgerReader extends Reading {
  derived(): Promise<string | null>;
  close(): Promise<void>;
}

/** Opens an existing ledger file to read. `clock` answers integer milliseconds UTC. Throws StoreFault, one sentence naming the file. */
export function ledgerReader(file: string, { clock }: { readonly clock: () => number }): LedgerReader {
  if (!existsSync(file)) throw new StoreFault(`${file} does not exist.`);
  const path = realpathSync(file);
  const url = pathToFileURL(path);
  // Without its -wal file nobody has it open: then SQLite needs no file of its own beside it, not even in a folder that cannot be written.
  if (!existsSync(`${path}-wal`)) url.searchParams.set('immutable', '1');
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(url, { readOnly: true, timeout: 5000 });
    verifySchema(db, { path, schema: LEDGER_SCHEMA });
    db.exec('BEGIN');
    return wholeReader(db, clock);
  } catch (cause) {
    db?.close();
    if (cause instanceof StoreFault) throw cause;
    throw new StoreFault(`${path} cannot be read as a ledger: ${reason(cause)}.`, { cause });
  }
}

function wholeReader(db: DatabaseSync, clock: () => number): LedgerReader {
  return {
    ...readingOf(db, clock),
    derived: () => attempt(() => derivedProblem(db)),
    close: () =>
      attempt(() => {
        if (db.isOpen) db.close();
      }),
  };
}

/** The reading half of a store over an open database; its statements are prepared once. */
export function readingOf(db: DatabaseSync, clock: () => number): Reading {
  const head = db.prepare('SELECT size, root FROM head WHERE id = 1');
  const page = db.prepare('SELECT seq, bytes FROM records WHERE seq >= ? ORDER BY seq LIMIT ?');
  const of = db.prepare('SELECT seq, bytes FROM records WHERE activation = ? ORDER BY seq');
  const text = db.prepare('SELECT hash, salt, text FROM texts WHERE hash = ?');
  const kept = db.prepare('SELECT size, note FROM checkpoints ORDER BY size');
  return {
    head: () =>
      attempt(() => {
        const row = head.get() ?? {};
        return { size: integerOf(row, 'size'), root: textOf(row, 'root'), now: clock() };
      }),
    read: (from, most) => attempt(() => page.all(from, most).map(storedOf)),
    of: (activation) => attempt(() => of.all(activation).map(storedOf)),
    texts: (hashes) => attempt(() => new Map(hashes.flatMap((hash) => text.all(hash).map(textAt)))),
    checkpoints: () => attempt(() => kept.all().map((row): Kept => ({ size: integerOf(row, 'size'), note: textOf(row, 'note') }))),
  };
}

/** Work on the database as a promise: what it throws is a rejection. */
export function attempt<T>(work: () => T): Promise<T> {
  return new Promise((done) => done(work()));
}

function storedOf(row: Row): Stored {
  return { seq: integerOf(row, 'seq'), bytes: blobOf(row, 'bytes') };
}

function textAt(row: Row): readonly [string, Text] {
  const hash = textOf(row, 'hash');
  return [hash, { hash, salt: textOf(row, 'salt'), text: textOf(row, 'text') }];
}

function derivedProblem(db: DatabaseSync): string | null {
  const json = 'CAST(bytes AS TEXT)';
  const wrong = `SELECT seq, json_extract(${json}, '$.seq') AS said FROM records
    WHERE activation IS NOT json_extract(${json}, '$.activation') OR seq IS NOT json_extract(${json}, '$.seq') LIMIT 1`;
  const row = db.prepare(wrong).get();
  if (row !== undefined) return `the columns beside record ${String(row['said'])} are not what its bytes say`;
  for (const text of db.prepare('SELECT hash, salt, text FROM texts').iterate()) {
    const [hash, kept] = textAt(text);
    if (!verifyText(kept)) return `the text of hash ${hash} is not the text that was sealed`;
  }
  return null;
}
