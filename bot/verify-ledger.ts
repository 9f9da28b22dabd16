// Verifies a ledger where it lies, in its SQLite file or a copy of it, beside a running bot or offline; and any file, by what it is.
import { closeSync, openSync, readSync } from 'node:fs';
import type { Verifier } from '../ledger/checkpoint.ts';
import { inOrder } from '../ledger/export.ts';
import { feed, verdict, verification, type Verdict } from '../ledger/verify.ts';
import { ledgerReader, type LedgerReader } from './store/reader.ts';
import { verifyExport } from './verify-export.ts';

const SQLITE = 'SQLite format 3\0';

/**
 * The verdict over an export or a SQLite ledger file. Throws when the file cannot be read. Not for the process that owns the ledger: looking
 * at the file's first bytes would drop its locks; that one uses `verifyReading` or `verifyLedger`.
 */
export async function verifyFile(path: string, keys: readonly Verifier[]): Promise<Verdict> {
  return isSqlite(path) ? verifyLedger(path, keys) : verifyExport(path, keys);
}

/** The verdict over a SQLite ledger file, its derived columns included. Throws StoreFault when it cannot be read as one. */
export async function verifyLedger(path: string, keys: readonly Verifier[]): Promise<Verdict> {
  const reader = ledgerReader(path, { clock: () => 0 });
  try {
    const verdict = await verifyReading(reader, keys);
    return verdict.sound ? ((await derivedBreak(reader, verdict)) ?? verdict) : verdict;
  } finally {
    await reader.close();
  }
}

/** The verdict over what a store reads, page by page. */
export async function verifyReading(reading: Pick<LedgerReader, 'read' | 'checkpoints'>, keys: readonly Verifier[]): Promise<Verdict> {
  let state = verification(keys);
  for await (const page of inOrder(reading)) {
    state = page.reduce(feed, state);
    if (state.broken !== null) break;
  }
  return verdict(state);
}

async function derivedBreak(reader: LedgerReader, { size, root }: Extract<Verdict, { sound: true }>): Promise<Verdict | null> {
  const head = await reader.head();
  const where = 'the columns beside the bytes';
  if (head.size !== size || head.root !== root)
    return {
      sound: false,
      seq: size,
      where: 'the head row',
      why: `The head row says ${head.size} records with root ${head.root}; the records give ${size} and ${root}.`,
    };
  const problem = await reader.derived();
  return problem === null ? null : { sound: false, seq: size, where, why: `The records are sound, but ${problem}.` };
}

function isSqlite(path: string): boolean {
  const beginning = Buffer.alloc(SQLITE.length);
  const handle = openSync(path, 'r');
  try {
    return readSync(handle, beginning, 0, SQLITE.length, 0) === SQLITE.length && beginning.toString('latin1') === SQLITE;
  } finally {
    closeSync(handle);
  }
}
