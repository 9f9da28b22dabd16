// Verifies an export: a JSON Lines file, read once, byte for byte, in flat memory. Needs nothing but Node's own modules and ledger/, so
// that it can be handed to an auditor as one file.
import { closeSync, openSync, readSync } from 'node:fs';
import type { Verifier } from '../ledger/checkpoint.ts';
import { parseExportLine } from '../ledger/export.ts';
import { feed, verdict, verification, type Verdict, type Verification } from '../ledger/verify.ts';

export const MAX_LINE = 4 * 1024 * 1024;
const NEWLINE = 10;

/** The verdict over the export in a file. Throws what the file system throws when the file cannot be read. */
export function verifyExport(path: string, keys: readonly Verifier[]): Verdict {
  const handle = openSync(path, 'r');
  try {
    return verdict(feedLines(handle, verification(keys)));
  } finally {
    closeSync(handle);
  }
}

function feedLines(handle: number, begun: Verification): Verification {
  const buffer = Buffer.allocUnsafeSlow(MAX_LINE + 65536);
  let state = begun;
  let kept = 0;
  for (;;) {
    const got = readSync(handle, buffer, kept, buffer.length - kept, null);
    if (got === 0) return kept === 0 ? state : feed(state, { kind: 'damaged', what: 'the last line has no end: the file was cut' });
    const held = buffer.subarray(0, kept + got);
    const { next, rest } = feedWhole(state, held);
    if (next.broken !== null) return next;
    if (held.length - rest > MAX_LINE) return feed(next, { kind: 'damaged', what: 'a line is longer than 4 MB' });
    held.copy(buffer, 0, rest);
    kept = held.length - rest;
    state = next;
  }
}

/** Feeds the lines that lie whole in these bytes; `rest` is where the first one that does not begins. */
function feedWhole(begun: Verification, bytes: Buffer): { readonly next: Verification; readonly rest: number } {
  let state = begun;
  let from = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1 && state.broken === null; end = bytes.indexOf(NEWLINE, from)) {
    const line = parseExportLine(bytes.subarray(from, end));
    if (line.kind !== 'text') state = feed(state, line);
    from = end + 1;
  }
  return { next: state, rest: from };
}
