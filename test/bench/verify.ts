// How fast an export is verified, as a ratio to hashing the same records one by one. Prints one line a round, the medians and the bars,
// and exits 1 when a bar does not hold: `node test/bench/verify.ts [RECORDS] [ROUNDS]`.
import { createPrivateKey, hash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyExport } from '../../bot/verify-export.ts';
import { canonical } from '../../ledger/canonical.ts';
import { signCheckpoint, signerOf } from '../../ledger/checkpoint.ts';
import { checkpointLine, headerLine } from '../../ledger/export.ts';
import { append, emptyFrontier, headOf, leafHash } from '../../ledger/tree.ts';

const BARS = { complete: 0.08, tree: 0.25 };
const count = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 7);
const origin = 'glassbreak.example/bench';
const seed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]);
const signer = signerOf(origin, createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' }));
const digest = (of: string): string => hash('sha256', of, 'hex');

function record(seq: number): Uint8Array {
  const opens = [{ type: 'LedgerOpened', mode: 'local', tenant: 'contoso.example', origin, key: signer.vkey }];
  const votes = [{ type: 'Approved', request: digest(`r${seq}`), shown: digest(`s${seq}`), number: seq % 100 }];
  const roster = { digest: digest('roster'), age: 61_000 };
  const account = '5a1f0c3e-1111-4222-8333-0123456789ab';
  const by = { actor: 'person', person: `e-${seq % 40}`, account, roles: ['responder', 'approver'], assurance: 'channel', roster };
  const facts = seq === 1 ? opens : votes;
  return canonical({
    v: 1,
    seq,
    at: 1_790_000_000_000 + seq * 1000,
    activation: seq === 1 ? null : 'BG-2026-0042',
    by,
    policy: digest('p'),
    facts,
  });
}

const milliseconds = (work: () => void): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const folder = mkdtempSync(join(tmpdir(), 'glassbreak-bench-'));
try {
  const file = join(folder, 'export.jsonl');
  const records = Array.from({ length: count }, (_, index) => record(index + 1));
  const out = openSync(file, 'w');
  let frontier = emptyFrontier;
  const line = (bytes: Uint8Array): void => void writeSync(out, Buffer.concat([bytes, Buffer.of(10)]));
  line(headerLine(origin, signer.vkey));
  for (const bytes of records) {
    frontier = append(frontier, leafHash(bytes));
    line(bytes);
    if (frontier.size % 100 === 0 || frontier.size === count) line(checkpointLine(signCheckpoint(signer, origin, headOf(frontier))));
  }
  closeSync(out);
  const bytes = records.reduce((sum, { length }) => sum + length, 0);
  console.log(`${count} records of ${Math.round(bytes / count)} bytes, a checkpoint every 100, Node ${process.versions.node}`);
  const found = { complete: [] as number[], tree: [] as number[] };
  for (let round = 1; round <= rounds; round += 1) {
    const hashing = milliseconds(() => records.forEach((record) => hash('sha256', record, 'buffer')));
    const tree = milliseconds(() => void headOf(records.reduce((grown, record) => append(grown, leafHash(record)), emptyFrontier)));
    const complete = milliseconds(() => {
      const verdict = verifyExport(file, []);
      if (!verdict.sound || verdict.size !== count) throw new Error(JSON.stringify(verdict));
    });
    found.tree.push(hashing / tree);
    found.complete.push(hashing / complete);
    const rate = Math.round(count / complete);
    console.log(
      `  hashing ${Math.round(hashing)} ms  tree ${Math.round(tree)} ms  complete ${Math.round(complete)} ms (${rate} k records/s)`,
    );
  }
  for (const [name, bar] of Object.entries(BARS)) {
    const ratio = median(name === 'tree' ? found.tree : found.complete);
    console.log(`${name}: ${ratio.toFixed(3)} of hashing (bar ${bar}): ${ratio >= bar ? 'holds' : 'DOES NOT HOLD'}`);
    if (ratio < bar) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
