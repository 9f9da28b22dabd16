import { expect, test } from '@jest/globals';
import { memoryStore } from '../../../bot/store/memory.ts';

// Everything else about it stands in test/contract/store.test.ts.
test('two ledgers in memory know nothing of each other, and each takes its time from its own clock', async () => {
  const [one, other] = [memoryStore({ clock: () => 1 }), memoryStore({ clock: () => 2 })];
  await one.keepCheckpoint({ size: 1, note: 'x' });
  expect(await other.checkpoints()).toEqual([]);
  expect([(await one.head()).now, (await other.head()).now]).toEqual([1, 2]);
});

test('a closed one says so', async () => {
  const store = memoryStore({ clock: () => 1 });
  await store.close();
  await expect(store.read(1, 1)).rejects.toThrow('The ledger in memory is closed.');
});
