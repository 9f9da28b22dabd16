// One process at a time: a lock that the system itself drops when its holder dies, kill -9 included. It is SQLite's own file lock on an
// empty database beside the file, so that others may still read the file itself.
import { DatabaseSync } from 'node:sqlite';
import { StoreFault } from './fault.ts';
import { ownFile, reason } from './file.ts';

export interface Lock {
  release(): void;
}

// Kept here too, so that no garbage collection of a forgotten store releases a lock.
const held = new Set<DatabaseSync>();

/** Takes the lock of a file (its true path). Throws StoreFault when another process, or this one, holds it. */
export function takeLock(file: string): Lock {
  const db = new DatabaseSync(ownFile(`${file}.lock`), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    throw new StoreFault(
      `${file} is in use by another process (${reason(cause)}): stop that one first, or choose another folder (GLASSBREAK_DATA).`,
      {
        cause,
      },
    );
  }
  held.add(db);
  const release = (): void => {
    if (held.delete(db)) db.close();
  };
  return { release };
}
