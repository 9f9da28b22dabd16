import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { memoryStore } from '../../bot/store/memory.ts';
import { sqliteStore } from '../../bot/store/sqlite.ts';
import { verifyFile, verifyReading } from '../../bot/verify-ledger.ts';
import { append, emptyFrontier, headOf, leafHash } from '../../ledger/tree.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { sealText } from '../../ledger/text.ts';
import { exported, honest, noteAt } from '../ledger/sample-ledger.ts';
import { scratch } from './store/scratch.ts';

const at = scratch();
const clock = (): number => 42;
const RECORDS = honest(12);
const WHY = sealText('nobody can log in', '00'.repeat(16));

async function fill(store: LedgerStore): Promise<LedgerStore> {
  let frontier = emptyFrontier;
  for (const bytes of RECORDS) {
    const expected = headOf(frontier);
    frontier = append(frontier, leafHash(bytes));
    await store.append({ expected, next: headOf(frontier), activation: frontier.size === 1 ? null : 'BG-2026-0042', bytes, texts: [WHY] });
    if (frontier.size % 5 === 0) await store.keepCheckpoint({ size: frontier.size, note: noteAt(RECORDS, frontier.size) });
  }
  return store;
}

const ready = (async (): Promise<void> => {
  const store = await fill(sqliteStore(at('ledger.sqlite'), { clock }));
  await store.close();
})();

async function changed(name: string, sql: string): Promise<string> {
  await ready;
  copyFileSync(at('ledger.sqlite'), at(name));
  const db = new DatabaseSync(at(name));
  db.exec(sql);
  db.close();
  return at(name);
}

test('a file is verified as what it is: a ledger or an export, each with the same root', async () => {
  await ready;
  writeFileSync(at('export.jsonl'), exported(RECORDS, [5, 10]));
  const [ledger, lines] = [await verifyFile(at('ledger.sqlite'), []), await verifyFile(at('export.jsonl'), [])];
  expect(ledger).toMatchObject({ sound: true, size: 12, signedTo: 10, unsigned: 2, checkpoints: 2 });
  expect(lines).toEqual(ledger);
  writeFileSync(at('short'), 'x');
  expect(await verifyFile(at('short'), [])).toMatchObject({ sound: false });
});

test('what a store reads is verified page by page', async () => {
  expect(await verifyReading(await fill(memoryStore({ clock })), [])).toMatchObject({ sound: true, size: 12 });
});

describe('other hands in the ledger file', () => {
  test.each([
    ['a record deleted', 'DELETE FROM records WHERE seq = 7', 'Record 7 carries seq 8.'],
    [
      'the tail deleted',
      'DELETE FROM records WHERE seq > 8; UPDATE head SET size = 8',
      'The checkpoint at size 10 is beyond the last record 8: the tail was cut.',
    ],
    ['the head row moved', "UPDATE head SET root = 'x'", 'The head row says 12 records with root x; the records give 12 and '],
    [
      'a column changed',
      "UPDATE records SET activation = 'BG-2026-0001' WHERE seq = 9",
      'The records are sound, but the columns beside record 9 are not what its bytes say.',
    ],
    [
      'a typed text changed',
      "UPDATE texts SET text = 'Mona said so'",
      `The records are sound, but the text of hash ${WHY.hash} is not the text that was sealed.`,
    ],
    [
      'a checkpoint changed',
      "UPDATE checkpoints SET note = replace(note, 'night', 'nicht')",
      'A checkpoint after record 5 does not hold: ',
    ],
    ['the head row gone', 'DELETE FROM head', "It is a Glassbreak ledger, and it was cut or damaged: The store's file is damaged"],
    ['a table gone', 'DROP TABLE records', 'no such table: records'],
    ['rows moved apart', 'UPDATE records SET seq = 20 WHERE seq = 12; UPDATE head SET size = 20', 'The head row says 20 records'],
  ])('%s', async (name, sql, sentence) => {
    const found = await verifyFile(await changed(`${name}.sqlite`, sql), []);
    expect(found).toMatchObject({ sound: false, why: expect.stringContaining(sentence) });
  });

  test('the end of the file cut off', async () => {
    await ready;
    writeFileSync(at('cut.sqlite'), readFileSync(at('ledger.sqlite')).subarray(0, 9_000));
    expect(await verifyFile(at('cut.sqlite'), [])).toMatchObject({ sound: false, why: expect.stringContaining('malformed') });
  });

  test('a file that is no ledger is not judged at all', async () => {
    const file = await changed('later.sqlite', 'PRAGMA user_version=9');
    await expect(verifyFile(file, [])).rejects.toThrow('is a Glassbreak ledger of version 9');
  });
});
