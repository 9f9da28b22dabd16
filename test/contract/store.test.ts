// What every store of the ledger promises, run against each of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { memoryStore } from '../../bot/store/memory.ts';
import { sqliteStore } from '../../bot/store/sqlite.ts';
import type { Append, Head, LedgerStore, Text } from '../../ledger/store.ts';
import { append, emptyFrontier, headOf, leafHash, type Frontier } from '../../ledger/tree.ts';
import { honest } from '../ledger/sample-ledger.ts';

interface Kind {
  readonly name: string;
  readonly lasts: boolean;
  open(folder: string): LedgerStore;
}

const clock = (): number => 1_790_000_000_123;
const KINDS: readonly Kind[] = [
  { name: 'memory', lasts: false, open: () => memoryStore({ clock }) },
  { name: 'sqlite', lasts: true, open: (folder) => sqliteStore(join(folder, 'ledger.sqlite'), { clock }) },
];

const RECORDS = honest(30);
const FRONTIERS = RECORDS.reduce<readonly Frontier[]>(
  (all, bytes) => [...all, append(all.at(-1) ?? emptyFrontier, leafHash(bytes))],
  [emptyFrontier],
);
const HEADS = FRONTIERS.map(headOf);
const head = (size: number): Head => HEADS[size] ?? { size: -1, root: '' };
const bytesOf = (seq: number): Uint8Array => RECORDS[seq - 1] ?? new Uint8Array();
const entry = (seq: number, more: Partial<Append> = {}): Append => ({
  expected: head(seq - 1),
  next: head(seq),
  activation: seq === 1 ? null : `BG-2026-000${seq % 3}`,
  bytes: bytesOf(seq),
  texts: [],
  ...more,
});
const text = (hash: string): Text => ({ hash, salt: '00'.repeat(16), text: `text of ${hash} – ü😀\n` });
const hexes = (stored: readonly { readonly seq: number; readonly bytes: Uint8Array }[]): readonly (readonly [number, string])[] =>
  stored.map(({ seq, bytes }) => [seq, Buffer.from(bytes).toString('utf8')]);
const expected = (seqs: readonly number[]): readonly (readonly [number, string])[] =>
  seqs.map((seq) => [seq, Buffer.from(bytesOf(seq)).toString('utf8')]);

describe.each(KINDS)('a ledger kept in $name', (kind) => {
  let folder = '';
  let store: LedgerStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glassbreak-store-'));
    store = kind.open(folder);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const fill = async (size: number): Promise<void> => {
    for (let seq = 1; seq <= size; seq += 1) expect(await store.append(entry(seq))).toBe('appended');
  };

  test('begins empty, with the root of the empty tree and the time of the clock that it was given', async () => {
    expect(await store.head()).toEqual({ size: 0, root: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', now: clock() });
    expect(await store.read(1, 10)).toEqual([]);
    expect(await store.checkpoints()).toEqual([]);
  });

  test('appends at its head, and gives back the bytes as they came', async () => {
    await fill(3);
    expect(await store.head()).toEqual({ ...head(3), now: clock() });
    expect(hexes(await store.read(1, 10))).toEqual(expected([1, 2, 3]));
  });

  test('keeps bytes of any kind', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    await store.append(entry(1, { bytes }));
    bytes.fill(0);
    expect([...((await store.read(1, 1))[0]?.bytes ?? [])]).toEqual([...Array(256).keys()]);
  });

  test('answers conflict and writes nothing when the size or the root is not its own', async () => {
    await fill(2);
    expect(await store.append(entry(2))).toBe('conflict');
    expect(await store.append(entry(4, { texts: [text('aa')] }))).toBe('conflict');
    expect(await store.append(entry(3, { expected: { ...head(2), root: head(1).root } }))).toBe('conflict');
    expect(await store.head()).toEqual({ ...head(2), now: clock() });
    expect(hexes(await store.read(1, 10))).toEqual(expected([1, 2]));
    expect((await store.texts(['aa'])).size).toBe(0);
    expect(await store.append(entry(3))).toBe('appended');
  });

  test('of twenty at once exactly one wins', async () => {
    await fill(1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.append(entry(2))));
    expect(answers.filter((answer) => answer === 'appended')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'conflict')).toHaveLength(19);
    expect((await store.head()).size).toBe(2);
    expect(await store.read(1, 100)).toHaveLength(2);
  });

  test('reads by page', async () => {
    await fill(10);
    expect(hexes(await store.read(4, 3))).toEqual(expected([4, 5, 6]));
    expect(hexes(await store.read(9, 3))).toEqual(expected([9, 10]));
    expect(await store.read(11, 3)).toEqual([]);
    expect(hexes(await store.read(0, 1))).toEqual(expected([1]));
    expect(await store.read(1, 0)).toEqual([]);
  });

  test('reads the records of one activation, in order', async () => {
    await fill(10);
    expect(hexes(await store.of('BG-2026-0001'))).toEqual(expected([4, 7, 10]));
    expect(await store.of('BG-2026-9999')).toEqual([]);
  });

  test('keeps texts with their record; a text that is not there is left out', async () => {
    await store.append(entry(1, { texts: [text('aa'), text('bb')] }));
    await store.append(entry(2, { texts: [text('aa')] }));
    expect(await store.texts(['bb', 'cc', 'aa'])).toEqual(
      new Map([
        ['bb', text('bb')],
        ['aa', text('aa')],
      ]),
    );
    expect(await store.texts([])).toEqual(new Map());
  });

  test('takes typed texts out with the record that says so, and no others; sources stay', async () => {
    const source = { hash: 'dd', salt: '', text: 'the runbook' };
    await store.append(entry(1, { texts: [text('aa'), text('bb'), source] }));
    expect(await store.append(entry(3, { forget: ['bb'] }))).toBe('conflict');
    expect((await store.texts(['aa', 'bb'])).size).toBe(2);
    expect(await store.append(entry(2, { texts: [text('cc')], forget: ['aa', 'dd', 'ee'] }))).toBe('appended');
    expect([...(await store.texts(['aa', 'bb', 'cc', 'dd'])).keys()]).toEqual(['bb', 'cc', 'dd']);
    expect(await store.append(entry(3))).toBe('appended');
  });

  test('keeps checkpoints in order of size; a second one of the same size takes the place of the first', async () => {
    for (const [size, note] of [
      [2, 'two'],
      [1, 'one'],
      [2, 'two, cosigned'],
    ] as const)
      await store.keepCheckpoint({ size, note });
    expect(await store.checkpoints()).toEqual([
      { size: 1, note: 'one' },
      { size: 2, note: 'two, cosigned' },
    ]);
  });

  test('nothing is half written when something throws in the middle', async () => {
    await fill(1);
    const trap = {
      hash: 'bb',
      salt: '',
      get text(): string {
        throw new Error('the pen broke');
      },
    };
    await expect(store.append(entry(2, { texts: [text('aa'), trap] }))).rejects.toThrow('the pen broke');
    expect(await store.head()).toEqual({ ...head(1), now: clock() });
    expect(await store.read(1, 10)).toHaveLength(1);
    expect((await store.texts(['aa', 'bb'])).size).toBe(0);
    expect(await store.append(entry(2))).toBe('appended');
  });

  test('appends one record at a time', async () => {
    await expect(store.append(entry(1, { next: head(2) }))).rejects.toThrow('An append of one record goes from 0 to 1, not to 2.');
    expect((await store.head()).size).toBe(0);
  });

  test('once closed it does nothing any more, and closing again is no fault', async () => {
    await store.close();
    await expect(store.head()).rejects.toThrow();
    await expect(store.append(entry(1))).rejects.toThrow();
    await store.close();
  });

  test('after opening again it is as it was, if it is one that lasts', async () => {
    await fill(3);
    await store.append(entry(4, { texts: [text('aa')] }));
    await store.keepCheckpoint({ size: 4, note: 'four' });
    await store.close();
    store = kind.open(folder);
    expect((await store.head()).size).toBe(kind.lasts ? 4 : 0);
    if (!kind.lasts) return;
    expect(hexes(await store.read(1, 10))).toEqual(expected([1, 2, 3, 4]));
    expect(await store.texts(['aa'])).toEqual(new Map([['aa', text('aa')]]));
    expect(await store.checkpoints()).toEqual([{ size: 4, note: 'four' }]);
    expect(await store.append(entry(5))).toBe('appended');
  });
});
