// The files of one installation, each by its name; what is in the way is one sentence, and nothing stays open behind it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { KEY_FILE, LEDGER_FILE, openFiles } from '../../bot/files.ts';
import { worldConfig } from '../world.ts';
import { closeHouse, openHouse } from './house.ts';
import { scratch } from './store/scratch.ts';

const path = scratch();
const config = worldConfig();
const open = (directory: string, mode: 'local' | 'production' = 'local') =>
  openFiles({ directory, mode, config, clock: { now: () => 1, steady: () => 1 } });

test('a new folder gets ledger, key and side store; the second process is refused while the first runs', async () => {
  const files = await open(path('new'));
  expect(readFileSync(join(path('new'), KEY_FILE), 'utf8')).toContain('"mode":"local"');
  await expect(open(path('new'))).rejects.toThrow('is in use by another process');
  await files.store.close();
  files.side.close();
});

test('a ledger without its key is refused and not given a new one, and the lock is let go', async () => {
  await closeHouse(await openHouse(path('keyless')));
  const key = join(path('keyless'), KEY_FILE);
  const kept = readFileSync(key);
  rmSync(key);
  await expect(open(path('keyless'))).rejects.toThrow('is missing: it holds the key that signs this ledger');
  writeFileSync(key, kept, { mode: 0o600 });
  await closeHouse(await openHouse(path('keyless')));
});

test('the key of another mode is refused, either way round', async () => {
  await closeHouse(await openHouse(path('production'), 'production'));
  await expect(open(path('production'), 'local')).rejects.toThrow(
    'is the key of glassbreak.example/contoso (production), and this ledger is glassbreak.example/contoso/local (local)',
  );
  await closeHouse(await openHouse(path('local'), 'local'));
  await expect(open(path('local'), 'production')).rejects.toThrow('is the key of glassbreak.example/contoso/local (local)');
});

test('a damaged side store says that it may be deleted', async () => {
  await closeHouse(await openHouse(path('side')));
  writeFileSync(join(path('side'), 'posts.sqlite'), 'no database at all, not in the least, whatever its name says');
  await expect(open(path('side'))).rejects.toThrow(/posts\.sqlite/);
  expect(readFileSync(join(path('side'), LEDGER_FILE)).length).toBeGreaterThan(0);
});
