import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { lookAtNight } from '../../bot/night-look.ts';
import { LEDGER_FILE } from '../../bot/files.ts';
import { worldConfig } from '../world.ts';
import { closeHouse, openHouse, REQUEST, RITA, turn } from './house.ts';
import { scratch } from './store/scratch.ts';

const path = scratch();
const DAY = 24 * 3_600_000;
const config = worldConfig();

test('without a ledger the clocks begin now, and nothing is signed', async () => {
  const said = (await lookAtNight(path('none.sqlite'), config, 1_000)).map(({ what }) => what);
  expect(said).toContain('bg-admin-01 was never proved in a live drill; the next one is due in 90 days.');
  expect(said).toContain('The ledger was verified at the start; no checkpoint signs it yet.');
});

test('with one, the clocks count from the day it was opened', async () => {
  const folder = path('data');
  const house = await openHouse(folder);
  await turn(house, RITA, REQUEST);
  await closeHouse(house);
  const said = (await lookAtNight(join(folder, LEDGER_FILE), config, house.clock.now + 91 * DAY)).map(({ what }) => what);
  expect(said).toContain('bg-admin-01 was never proved in a live drill; the next one is overdue by 1 day.');
});

test('a file that is no ledger is said, not guessed', async () => {
  const file = path('strange.sqlite');
  writeFileSync(file, 'no database');
  await expect(lookAtNight(file, config)).rejects.toThrow('cannot be read');
});
