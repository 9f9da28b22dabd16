// Heads are signed after the answer, coalesced; what could not be signed is made good by the next.
import { expect, test } from '@jest/globals';
import { logTo } from '../../bot/log.ts';
import { openNotary } from '../../bot/notary.ts';
import { closeHouse, openHouse, REQUEST, RITA, turn } from './house.ts';
import { scratch } from './store/scratch.ts';

const path = scratch();

test('one signature covers a burst, and nothing is signed twice', async () => {
  const house = await openHouse(path('burst'));
  const signed: number[] = [];
  const notary = openNotary({
    spine: house.spine,
    store: house.files.store,
    signNote: ({ size }) => `note ${signed.push(size)}`,
    log: logTo('silent'),
  });
  notary.appended();
  await turn(house, RITA, REQUEST);
  await turn(house, RITA, { verb: 'note', activation: 'BG-2026-0001', text: 'a' });
  for (let count = 0; count < 10; count += 1) notary.appended();
  await notary.idle();
  notary.appended();
  await notary.idle();
  expect(signed.at(-1)).toBe(4);
  expect(signed.length).toBeLessThanOrEqual(2);
  expect((await house.files.store.checkpoints()).at(-1)?.size).toBe(4);
  await closeHouse(house);
});

test('what is appended while the last signature is being kept is signed, too', async () => {
  const house = await openHouse(path('meanwhile'));
  let during: Promise<unknown> | null = null;
  const keepCheckpoint: typeof house.files.store.keepCheckpoint = async (kept) => {
    await house.files.store.keepCheckpoint(kept);
    during ??= turn(house, RITA, REQUEST).then(() => notary.appended());
    await during;
  };
  const notary = openNotary({
    spine: house.spine,
    store: { ...house.files.store, keepCheckpoint },
    signNote: ({ size }) => `note ${size}`,
    log: logTo('silent'),
  });
  notary.appended();
  await notary.idle();
  expect((await house.files.store.checkpoints()).map(({ size }) => size)).toEqual([2, 3]);
  await closeHouse(house);
});

test('a failure is one line in the log, and the next record’s checkpoint makes it good', async () => {
  const house = await openHouse(path('failing'));
  const lines: string[] = [];
  let broken = true;
  const signNote = ({ size }: { size: number }) => {
    if (broken) throw new Error('no key');
    return `note ${size}`;
  };
  const notary = openNotary({
    spine: house.spine,
    store: house.files.store,
    signNote,
    log: logTo('info', (line) => void lines.push(line)),
  });
  notary.appended();
  await notary.idle();
  expect(lines.join('')).toContain('"event":"checkpoint"');
  broken = false;
  await turn(house, RITA, REQUEST);
  notary.appended();
  await notary.idle();
  expect((await house.files.store.checkpoints()).map(({ size }) => size)).toEqual([3]);
  await closeHouse(house);
});
