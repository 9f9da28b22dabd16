// Verifies a ledger where it lies, in its SQLite file or a copy of it, beside a running bot or offline; and any file, by what it is.
import { closeSync, openSync, readSync } from 'node:fs';
import type { Verifier } from '../ledger/checkpoint.ts';
import { inOrder } from '../ledger/export.ts';
import { feed, verdict, verification, type Verdict } from '../ledger/verify.ts';
import { ledgerReader, type LedgerReader } from './store/reader.ts';
import { reason } from './store/file.ts';
import { LEDGER_SCHEMA } from './store/schema.ts';
import { verifyExport } from './verify-export.ts';

const SQLITE = 'SQLite format 3\0';
const HEADER = 100;
/** What SQLite and the store say of a file whose bytes are wrong, not of one that cannot be opened just now. */
const DAMAGED = /malformed|damaged|no such (table|column)/;

/**
 * The verdict over an export or a SQLite ledger file. Throws when the file cannot be read; a ledger file of ours that was cut or damaged is
 * judged. Not for the process that owns the ledger: looking
 * at the file's first bytes would drop its locks; that one uses `verifyReading` or `verifyLedger`.
 */
export async function verifyFile(path: string, keys: readonly Verifier[]): Promise<Verdict> {
  const beginning = beginningOf(path);
  if (!beginning.toString('latin1').startsWith(SQLITE)) return verifyExport(path, keys);
  try {
    return await verifyLedger(path, keys);
  } catch (cause) {
    if (!isLedger(beginning) || !DAMAGED.test(reason(cause))) throw cause;
    return { sound: false, seq: 1, where: 'the file', why: `It is a Glassbreak ledger, and it was cut or damaged: ${reason(cause)}` };
  }
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

/** The header of the file, as much of it as there is. */
function beginningOf(path: string): Buffer {
  const beginning = Buffer.alloc(HEADER);
  const handle = openSync(path, 'r');
  try {
    readSync(handle, beginning, 0, HEADER, 0);
    return beginning;
  } finally {
    closeSync(handle);
  }
}

/** Whether the header of a SQLite file carries our mark, and a version that this release reads. */
function isLedger(header: Buffer): boolean {
  return header.readUInt32BE(68) === LEDGER_SCHEMA.mark && header.readUInt32BE(60) === LEDGER_SCHEMA.version;
}
