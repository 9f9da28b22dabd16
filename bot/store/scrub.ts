// Text that was taken out is nowhere in the files any more: secure_delete alone leaves copies behind where pages were split (measured), so
// the file is written anew without it and the log beside it is emptied. What a crash or a reader leaves owed is made up for later.
import type { DatabaseSync } from 'node:sqlite';

/** Stands among the texts, in the transaction that takes one out, until the files are clean. No hash reads like it. */
const OWED = 'scrub owed';
/** Milliseconds that a clean-up waits for a reader: the people of a night wait for it, too. */
const PATIENCE = 100;

export interface Scrub {
  /** Takes texts out, inside the transaction under way. Sources, which have no salt, stay. */
  readonly forget: (hashes: readonly string[]) => void;
  /** Cleans the files where that is owed. Never throws: the record is on disk already. */
  readonly clean: () => void;
}

/** `timeout` is what the database waits for otherwise, in milliseconds. */
export function scrubOf(db: DatabaseSync, timeout: number): Scrub {
  db.exec('PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY');
  const remove = db.prepare("DELETE FROM texts WHERE hash = ? AND salt <> ''");
  const owe = db.prepare("INSERT OR IGNORE INTO texts (hash, salt, text) VALUES (?, '', '')");
  const settle = db.prepare('DELETE FROM texts WHERE hash = ?');
  let owed = db.prepare('SELECT 1 FROM texts WHERE hash = ?').get(OWED) !== undefined;
  let rewritten = false;
  const clean = (): void => {
    if (!owed) return;
    db.exec(`PRAGMA busy_timeout=${PATIENCE}`);
    try {
      if (!rewritten) db.exec('VACUUM');
      rewritten = true;
      if (!emptied(db)) return;
      settle.run(OWED);
      owed = false;
    } catch {
      // tried again with the next record, and when the file is opened
    } finally {
      db.exec(`PRAGMA busy_timeout=${timeout}`);
    }
  };
  const forget = (hashes: readonly string[]): void => {
    if (hashes.length === 0) return;
    for (const hash of hashes) remove.run(hash);
    owe.run(OWED);
    owed = true;
    rewritten = false;
  };
  return { forget, clean };
}

/** Whether the log beside the file is empty now; a reader can keep it from being. */
function emptied(db: DatabaseSync): boolean {
  return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
}
