import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, jest, test } from '@jest/globals';
import { StoreFault } from '../../../bot/store/fault.ts';
import { sqliteStore } from '../../../bot/store/sqlite.ts';
import type { LedgerStore } from '../../../ledger/store.ts';
import { append, emptyFrontier, headOf, leafHash } from '../../../ledger/tree.ts';
import { honest } from '../../ledger/sample-ledger.ts';
import { scratch, thrown } from './scratch.ts';

const at = scratch();
const clock = (): number => 42;
const open = (file: string): LedgerStore => sqliteStore(file, { clock });

async function filled(file: string, size: number): Promise<string> {
  const store = open(file);
  let frontier = emptyFrontier;
  for (const bytes of honest(size)) {
    const expected = headOf(frontier);
    frontier = append(frontier, leafHash(bytes));
    await store.append({ expected, next: headOf(frontier), activation: null, bytes, texts: [] });
  }
  await store.close();
  return file;
}

/** A program that opens a ledger, forgets it at once, and says how that went. */
function opening(file: string): string {
  const url = new URL('../../../bot/store/sqlite.ts', import.meta.url).href;
  return `import { sqliteStore } from ${JSON.stringify(url)};
    try { sqliteStore(${JSON.stringify(file)}, { clock: Date.now }); globalThis.gc?.(); console.log('open'); } catch (cause) { console.log(cause.message); }`;
}

function change(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

test('the file is for this account only, in a folder for this account only', async () => {
  const file = at('deep/er/ledger.sqlite');
  const store = open(file);
  const modes = ['', '-wal', '-shm', '.lock'].map((end) => statSync(`${file}${end}`).mode & 0o777);
  expect(modes).toEqual([0o600, 0o600, 0o600, 0o600]);
  expect(statSync(at('deep/er')).mode & 0o777).toBe(0o700);
  await store.close();
});

test('the log beside the file has its length from the start: no record makes it longer, and the file is no longer for it', async () => {
  const file = at('long.sqlite');
  const log = (): number => statSync(`${file}-wal`).size;
  const store = open(file);
  const length = log();
  expect(length).toBeGreaterThan(4_000_000);
  const bytes = Buffer.from('one');
  let frontier = emptyFrontier;
  for (let count = 0; count < 300; count += 1) {
    const expected = headOf(frontier);
    frontier = append(frontier, leafHash(bytes));
    await store.append({ expected, next: headOf(frontier), activation: null, bytes, texts: [] });
  }
  expect(log()).toBe(length);
  await store.close();
  expect(statSync(file).size).toBeLessThan(200_000);
});

test('a disk without room for that opens the ledger all the same, and takes a record', async () => {
  const { exec } = DatabaseSync.prototype as { exec: (this: DatabaseSync, sql: string) => void };
  const said: string[] = [];
  jest.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql: string) {
    said.push(sql);
    if (sql.includes('INTO filler')) throw new Error('database or disk is full');
    exec.call(this, sql);
  });
  const file = at('full.sqlite');
  const store = open(file);
  jest.restoreAllMocks();
  expect(said.filter((sql) => /cache_size|ROLLBACK/.test(sql)).map((sql) => sql.slice(0, 24))).toEqual([
    'PRAGMA cache_size=8; BEG',
    'ROLLBACK',
    'PRAGMA cache_size=-2000',
  ]);
  const bytes = Buffer.from('one');
  const frontier = append(emptyFrontier, leafHash(bytes));
  await store.append({ expected: headOf(emptyFrontier), next: headOf(frontier), activation: null, bytes, texts: [] });
  expect((await store.head()).size).toBe(1);
  await store.close();
});

describe('one process at a time', () => {
  test('a second opening is refused in one sentence, and works after the first one is closed', async () => {
    const file = at('busy.sqlite');
    const first = open(file);
    expect(thrown(() => open(file))).toBe(
      `${file} is in use by another process (database is locked): stop that one first, or choose another folder (GLASSBREAK_DATA).`,
    );
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', opening(file)], { encoding: 'utf8' });
    expect(stdout).toContain('is in use by another process');
    await first.close();
    await open(file).close();
  }, 20_000);

  test('another process holds it until it dies, kill -9 included', async () => {
    const file = at('killed.sqlite');
    const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', `${opening(file)} setInterval(() => {}, 1000);`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const ended = once(child, 'exit');
    const sentence = thrown(() => open(file));
    child.kill('SIGKILL');
    await ended;
    expect(sentence).toContain('is in use by another process');
    const store = open(file);
    expect((await store.head()).size).toBe(0);
    await store.close();
  }, 20_000);
});

describe('a file that is no good is refused in one sentence, and left as it is', () => {
  test('garbage', () => {
    const file = at('garbage.sqlite');
    writeFileSync(file, 'this is not a database, and it is long enough to be looked at'.repeat(50));
    expect(thrown(() => open(file))).toBe(
      `${file} cannot be read as a ledger: file is not a database. Keep it, and restore a copy that verifies.`,
    );
    expect(readFileSync(file, 'utf8')).toContain('this is not');
  });

  test('cut in the middle', async () => {
    const file = await filled(at('cut.sqlite'), 60);
    truncateSync(file, Math.floor(statSync(file).size / 2));
    expect(thrown(() => open(file))).toBe(
      `${file} cannot be read as a ledger: database disk image is malformed. Keep it, and restore a copy that verifies.`,
    );
  });

  test('a SQLite file of something else', () => {
    const file = at('other.sqlite');
    change(file, 'CREATE TABLE photos (id INTEGER)');
    expect(thrown(() => open(file))).toBe(`${file} is a SQLite file, but not a Glassbreak ledger.`);
  });

  test('a ledger of a later release', async () => {
    const file = await filled(at('later.sqlite'), 1);
    change(file, 'PRAGMA user_version=2');
    expect(thrown(() => open(file))).toBe(
      `${file} is a Glassbreak ledger of version 2, and this release knows version 1: use the release that wrote it, or a newer one.`,
    );
  });

  test('a head that other hands moved, or records that they took', async () => {
    const file = await filled(at('moved.sqlite'), 3);
    copyFileSync(file, at('taken.sqlite'));
    change(file, 'UPDATE head SET size = 4');
    expect(thrown(() => open(file))).toBe(
      `${file}: its head says 4 records, and the last one is 3. Other hands changed it: keep it, and restore a copy that verifies.`,
    );
    change(at('taken.sqlite'), 'DELETE FROM records WHERE seq = 3');
    expect(thrown(() => open(at('taken.sqlite')))).toContain('its head says 3 records, and the last one is 2.');
  });

  test('a network file system', () => {
    const file = at('remote.sqlite');
    expect(thrown(() => sqliteStore(file, { clock, typeOf: () => 0x6969 }))).toBe(
      `${file} lies on a network file system (NFS), where SQLite can lose data: choose a folder on a local disk.`,
    );
  });

  test('what is thrown carries the code of a store fault', () => {
    try {
      open(at('garbage.sqlite'));
    } catch (cause) {
      expect(cause).toBeInstanceOf(StoreFault);
      expect(cause).toMatchObject({ code: 'StoreFault', name: 'StoreFault' });
    }
    expect.assertions(2);
  });
});

test('a lost lock of SQLite does not leave a transaction behind', async () => {
  const file = at('contended.sqlite');
  const store = open(file);
  const intruder = new DatabaseSync(file, { timeout: 0 });
  intruder.exec('BEGIN IMMEDIATE');
  const [bytes = new Uint8Array()] = honest(1);
  const entry = {
    expected: headOf(emptyFrontier),
    next: headOf(append(emptyFrontier, leafHash(bytes))),
    activation: null,
    bytes,
    texts: [],
  };
  await expect(store.append(entry)).rejects.toThrow('database is locked');
  intruder.close();
  expect(await store.append(entry)).toBe('appended');
  await store.close();
}, 20_000);
