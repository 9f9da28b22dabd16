// The drill in this process: its night, told; its ledger kept or thrown away; what is in its way, and nothing left open behind it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { drill } from '../../../bot/local/drill.ts';
import { logTo } from '../../../bot/log.ts';
import { worldConfig } from '../../world.ts';
import { closeHouse, openHouse } from '../house.ts';
import { scratch } from '../store/scratch.ts';

jest.setTimeout(120_000);
const path = scratch();
const log = logTo('silent');

test('plays on a ledger of its own, twice on the same one', async () => {
  const told: string[] = [];
  const play = () => drill({ config: worldConfig(), directory: path('kept'), log, write: (text) => void told.push(text) });
  const one = await play();
  expect(one).toMatchObject({ sound: true, unsigned: 0 });
  const two = await play();
  if (!one.sound || !two.sound) throw new Error('not sound');
  expect(two.size).toBeGreaterThan(one.size);
  expect(told.join('')).toContain('BG-');
  expect(existsSync(join(path('kept'), 'ledger.key'))).toBe(true);
});

test('refuses a ledger of local mode, and a roster that cannot play', async () => {
  await closeHouse(await openHouse(path('local')));
  await expect(drill({ config: worldConfig(), directory: path('local'), log, write: () => undefined })).rejects.toThrow(
    'each ledger has a key of its own',
  );
});
