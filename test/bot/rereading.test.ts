import { expect, test } from '@jest/globals';
import { startRereading } from '../../bot/rereading.ts';
import { worldConfig } from '../world.ts';

const config = worldConfig();

test('looks by itself until it is stopped, and at once when asked', async () => {
  let looks = 0;
  const look = (read: () => unknown) => {
    expect(read()).toBe(config);
    looks += 1;
    return Promise.resolve();
  };
  const rereading = startRereading({ reread: () => config, rereadEvery: 5 }, look);
  for (let count = 0; count < 400 && looks === 0; count += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  rereading.stop();
  const before = looks;
  await rereading.now();
  expect([before > 0, looks]).toEqual([true, before + 1]);
});

test('without a way to read it anew, it never looks', async () => {
  const rereading = startRereading({}, () => Promise.reject(new Error('it looked')));
  await rereading.now();
  rereading.stop();
  expect(rereading.now()).toBeInstanceOf(Promise);
});
