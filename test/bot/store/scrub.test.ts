// Text that was taken out is nowhere in the files: neither in pages that are in use, nor in free ones, nor in the log beside.
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from '@jest/globals';
import { ledgerReader } from '../../../bot/store/reader.ts';
import { sqliteStore } from '../../../bot/store/sqlite.ts';
import type { LedgerStore, Text } from '../../../ledger/store.ts';
import { append, emptyFrontier, headOf, leafHash } from '../../../ledger/tree.ts';
import { honest } from '../../ledger/sample-ledger.ts';
import { scratch } from './scratch.ts';

const at = scratch();
const clock = (): number => 42;
const RECORDS = honest(60);

/** Appends the records one after the other, each with texts of its own. */
function writing(store: LedgerStore) {
  let frontier = emptyFrontier;
  return async (more: { readonly texts?: readonly Text[]; readonly forget?: readonly string[] } = {}): Promise<void> => {
    const expected = headOf(frontier);
    const bytes = RECORDS[expected.size] ?? new Uint8Array();
    frontier = append(frontier, leafHash(bytes));
    const entry = { expected, next: headOf(frontier), activation: null, bytes, texts: more.texts ?? [], forget: more.forget ?? [] };
    expect(await store.append(entry)).toBe('appended');
  };
}

function textOf(n: number): Text {
  const words = `SECRET-${n}-begins ${'x'.repeat((n * 937) % 4000)} SECRET-${n}-ends`;
  return { hash: `${n}`.padStart(64, 'a'), salt: '00'.repeat(16), text: words };
}

/** Which of these texts can be found in the files as they lie there. */
function found(file: string, all: readonly number[]): readonly number[] {
  const bytes = [file, `${file}-wal`].map((name) => (existsSync(name) ? readFileSync(name, 'latin1') : '')).join('');
  return all.filter((n) => bytes.includes(`SECRET-${n}-begins`) || bytes.includes(`SECRET-${n}-ends`));
}

const MANY = Array.from({ length: 300 }, (_, n) => n);

describe('text that was taken out', () => {
  test('is in no byte of the files, however often pages were split, and everything else is', async () => {
    const file = at('many.sqlite');
    const store = sqliteStore(file, { clock });
    const write = writing(store);
    for (let n = 0; n < 300; n += 10) await write({ texts: MANY.slice(n, n + 10).map(textOf) });
    const gone = MANY.filter((n) => n % 7 === 3);
    expect(found(file, gone)).toEqual(gone);
    for (let n = 0; n < gone.length; n += 5) await write({ forget: gone.slice(n, n + 5).map((one) => textOf(one).hash) });
    expect(found(file, MANY)).toEqual(MANY.filter((n) => n % 7 !== 3));
    await store.close();
    expect(found(file, gone)).toEqual([]);
  });

  test('a reader who looks at that moment keeps nobody waiting; the files are clean with the next record', async () => {
    const file = at('read.sqlite');
    const store = sqliteStore(file, { clock });
    const write = writing(store);
    await write({ texts: [textOf(1)] });
    const reader = ledgerReader(file, { clock });
    expect((await reader.texts([textOf(1).hash])).size).toBe(1);
    const before = performance.now();
    await write({ forget: [textOf(1).hash] });
    expect(performance.now() - before).toBeLessThan(2_000);
    expect((await store.texts([textOf(1).hash])).size).toBe(0);
    await reader.close();
    await write();
    expect(found(file, [1])).toEqual([]);
    await store.close();
  });

  test('what a crash left owed is done when the file is opened again', async () => {
    const file = at('crash.sqlite');
    const store = sqliteStore(file, { clock });
    await writing(store)({ texts: [textOf(1), textOf(2)] });
    await store.close();
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA secure_delete=OFF; BEGIN; DELETE FROM texts WHERE hash = '${textOf(1).hash}';
      INSERT INTO texts (hash, salt, text) VALUES ('scrub owed', '', ''); COMMIT`);
    db.close();
    expect(found(file, [1, 2])).toEqual([1, 2]);
    const again = sqliteStore(file, { clock });
    expect(found(file, [1, 2])).toEqual([2]);
    expect((await again.texts(['scrub owed'])).size).toBe(0);
    await again.close();
  });

  test('a record that says so is on disk even when the files cannot be written anew', async () => {
    const file = at('stuck.sqlite');
    const store = sqliteStore(file, { clock });
    const write = writing(store);
    await write({ texts: [textOf(1)] });
    const other = new DatabaseSync(file);
    other.exec('BEGIN');
    other.prepare('SELECT count(*) FROM texts').get();
    await write({ forget: [textOf(1).hash] });
    expect((await store.head()).size).toBe(2);
    other.exec('COMMIT');
    other.close();
    await write();
    expect(found(file, [1])).toEqual([]);
    await store.close();
  });
});
