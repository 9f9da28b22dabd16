import { chmodSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { ledgerReader } from '../../../bot/store/reader.ts';
import { sqliteStore } from '../../../bot/store/sqlite.ts';
import { append, emptyFrontier, headOf, leafHash, type Frontier } from '../../../ledger/tree.ts';
import type { LedgerStore } from '../../../ledger/store.ts';
import { sealText } from '../../../ledger/text.ts';
import { honest } from '../../ledger/sample-ledger.ts';
import { scratch, thrown } from './scratch.ts';

const at = scratch();
const clock = (): number => 42;

async function fill(store: LedgerStore, from: Frontier, records: readonly Uint8Array[]): Promise<Frontier> {
  let frontier = from;
  for (const bytes of records) {
    const expected = headOf(frontier);
    frontier = append(frontier, leafHash(bytes));
    const activation = frontier.size === 1 ? null : 'BG-2026-0042';
    const texts = [sealText(`t${frontier.size}`, '')];
    await store.append({ expected, next: headOf(frontier), activation, bytes, texts });
  }
  return frontier;
}

test('reads beside the process that owns the ledger, as it was at that moment', async () => {
  const store = sqliteStore(at('live.sqlite'), { clock });
  const three = await fill(store, emptyFrontier, honest(3));
  const reader = ledgerReader(at('live.sqlite'), { clock });
  expect(await reader.head()).toEqual({ ...headOf(three), now: 42 });
  await fill(store, three, honest(5).slice(3));
  expect((await reader.head()).size).toBe(3);
  expect(await reader.read(1, 10)).toHaveLength(3);
  expect(await reader.of('BG-2026-0042')).toHaveLength(2);
  const [second, ninth] = [sealText('t2', ''), sealText('t9', '')];
  expect([...(await reader.texts([second.hash, ninth.hash])).keys()]).toEqual([second.hash]);
  expect(await reader.derived()).toBeNull();
  await reader.close();
  await reader.close();
  const later = ledgerReader(at('live.sqlite'), { clock });
  expect((await later.head()).size).toBe(5);
  await later.close();
  await store.close();
});

test('reads a copy in a folder that cannot be written, and leaves nothing behind', async () => {
  const store = sqliteStore(at('source.sqlite'), { clock });
  await fill(store, emptyFrontier, honest(3));
  await store.close();
  mkdirSync(at('copy'));
  copyFileSync(at('source.sqlite'), at('copy/evidence.sqlite'));
  chmodSync(at('copy/evidence.sqlite'), 0o400);
  chmodSync(at('copy'), 0o500);
  const reader = ledgerReader(at('copy/evidence.sqlite'), { clock });
  expect((await reader.head()).size).toBe(3);
  await reader.close();
  expect(readdirSync(at('copy'))).toEqual(['evidence.sqlite']);
  chmodSync(at('copy'), 0o700);
});

describe('what is no ledger says so', () => {
  test('nothing, garbage, something else', () => {
    expect(thrown(() => ledgerReader(at('none'), { clock }))).toBe(`${at('none')} does not exist.`);
    writeFileSync(at('bad'), 'x'.repeat(5000));
    expect(thrown(() => ledgerReader(at('bad'), { clock }))).toBe(`${at('bad')} cannot be read as a ledger: file is not a database.`);
    const db = new DatabaseSync(at('photos'));
    db.exec('CREATE TABLE photos (id INTEGER)');
    db.close();
    expect(thrown(() => ledgerReader(at('photos'), { clock }))).toBe(`${at('photos')} is a SQLite file, but not a Glassbreak ledger.`);
  });
});

test('columns that say something else than the bytes are found', async () => {
  const store = sqliteStore(at('columns.sqlite'), { clock });
  await fill(store, emptyFrontier, honest(3));
  await store.close();
  const db = new DatabaseSync(at('columns.sqlite'));
  db.exec("UPDATE records SET activation = 'BG-2026-0001' WHERE seq = 2");
  db.close();
  const reader = ledgerReader(at('columns.sqlite'), { clock });
  expect(await reader.derived()).toBe('the columns beside record 2 are not what its bytes say');
  await reader.close();
});
