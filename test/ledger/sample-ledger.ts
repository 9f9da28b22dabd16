// Small honest ledgers to verify and to tamper with: made from a seed, so the same every time.
import { createPrivateKey } from 'node:crypto';
import { canonical, type Json } from '../../ledger/canonical.ts';
import { signCheckpoint, signerOf, type Signer } from '../../ledger/checkpoint.ts';
import { checkpointLine, headerLine } from '../../ledger/export.ts';
import { append, emptyFrontier, headOf, leafHash } from '../../ledger/tree.ts';

export const ORIGIN = 'glassbreak.example/night';

export function signerFrom(byte: number, name = ORIGIN): Signer {
  const seed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, byte)]);
  return signerOf(name, createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' }));
}

export const signer = signerFrom(7);

export type Fields = Readonly<Record<string, Json>>;

/** The fields of record `seq`, as the product would write them. */
export function fields(seq: number, vkey: string = signer.vkey): Fields {
  const opens = { type: 'LedgerOpened', mode: 'local', tenant: 'contoso.example', origin: ORIGIN, key: vkey };
  return {
    v: 1,
    seq,
    at: 1_790_000_000_000 + seq * 1000,
    activation: seq === 1 ? null : 'BG-2026-0042',
    by: { actor: 'clock' },
    policy: 'ab'.repeat(32),
    facts: [seq === 1 ? opens : { type: 'Noted', text: 'cd'.repeat(32), from: 'Zürich 🗝' }],
  };
}

export function honest(size: number, vkey?: string): readonly Uint8Array[] {
  return Array.from({ length: size }, (_, index) => canonical({ ...fields(index + 1, vkey) }));
}

/** The signed note over the first `size` of these records. */
export function noteAt(records: readonly Uint8Array[], size: number, by: Signer = signer, origin = ORIGIN): string {
  const frontier = records.slice(0, size).reduce((grown, bytes) => append(grown, leafHash(bytes)), emptyFrontier);
  return signCheckpoint(by, origin, headOf(frontier));
}

/** An export of these records with a checkpoint directly behind each of the sizes. */
export function exported(records: readonly Uint8Array[], sizes: readonly number[], by: Signer = signer): Buffer {
  const lines = [headerLine(ORIGIN, by.vkey)];
  records.forEach((bytes, index) => {
    lines.push(bytes);
    if (sizes.includes(index + 1)) lines.push(checkpointLine(noteAt(records, index + 1, by)));
  });
  return joined(lines);
}

export function joined(lines: readonly Uint8Array[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.of(10)]));
}
