// The clockwork asks; the decision judges. What fails is logged and asked again at the next tick.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startClockwork } from '../../bot/duty.ts';
import { logTo } from '../../bot/log.ts';
import { closeHouse, type House, openHouse, REQUEST, RITA, turn } from './house.ts';
import { scratch } from './store/scratch.ts';

const path = scratch();
const QUIET = { policy: () => house.desk.policy, changed: () => undefined, told: () => undefined, remind: () => undefined };
let house: House;
beforeAll(async () => {
  house = await openHouse(path('duty'));
  await turn(house, RITA, REQUEST);
});
afterAll(() => closeHouse(house));

test('ticks by itself, writes what is due once, says which activation changed, and stops when told', async () => {
  const changed: string[] = [];
  const clockwork = startClockwork(house.spine, { ...QUIET, every: 5, log: logTo('silent'), changed: (id) => void changed.push(id) });
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(changed).toEqual([]);
  house.clock.now += 31 * 60_000;
  for (let count = 0; count < 400 && changed.length === 0; count += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  clockwork.stop();
  await clockwork.tick();
  expect(changed).toEqual(['BG-2026-0001']);
  expect((await house.files.store.head()).size).toBe(4);
});

test('when cards read otherwise by time alone it says so once, and writes nothing', async () => {
  const changed: string[] = [];
  const other = await openHouse(path('turned'));
  await turn(other, RITA, REQUEST);
  const clockwork = startClockwork(other.spine, { ...QUIET, every: 2 ** 30, log: logTo('silent'), changed: (id) => void changed.push(id) });
  await clockwork.tick();
  expect(changed).toEqual([]);
  other.clock.now += 5 * 60_000 + 1;
  await clockwork.tick();
  await clockwork.tick();
  clockwork.stop();
  expect(changed).toEqual(['BG-2026-0001']);
  expect((await other.files.store.head()).size).toBe(3);
  await closeHouse(other);
});

test('a store that is down is a line in the log, and the next tick tries again', async () => {
  const lines: string[] = [];
  const other = await openHouse(path('down'));
  await turn(other, RITA, REQUEST);
  other.clock.now += 31 * 60_000;
  const clockwork = startClockwork(other.spine, {
    ...QUIET,
    every: 2 ** 30,
    log: logTo('info', (line) => void lines.push(line)),
  });
  await closeHouse(other);
  await clockwork.tick();
  clockwork.stop();
  expect(lines.join('')).toMatch(/"event":"clockwork","code":"store-down"/);
});
