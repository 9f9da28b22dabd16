// Before anything is decided: is this ledger ours, and is it sound?
import { expect, test } from '@jest/globals';
import { originOf } from '../../bot/ledger-start.ts';
import { memoryStore } from '../../bot/store/memory.ts';
import { worldConfig, worldKey } from '../world.ts';
import { signCheckpoint } from '../../ledger/checkpoint.ts';
import { AARON, closeHouse, openHouse, REQUEST, RITA, turn } from './house.ts';
import { scratch } from './store/scratch.ts';
import { openLedger } from '../../bot/ledger-start.ts';

const path = scratch();

test('an empty ledger is opened and the policy adopted; the next start adds nothing; another policy is a record', async () => {
  const one = await openHouse(path('own'));
  expect((await one.files.store.head()).size).toBe(2);
  await closeHouse(one);
  const two = await openHouse(path('own'));
  expect((await two.files.store.head()).size).toBe(2);
  await closeHouse(two);
  const three = await openHouse(
    path('own'),
    'local',
    worldConfig((yaml) => yaml.replace('decide: 30', 'decide: 40')),
  );
  expect((await three.files.store.head()).size).toBe(3);
  await closeHouse(three);
});

test('what production signs under is as configured; local mode and drills have names that nobody takes for it', () => {
  const config = worldConfig();
  expect(originOf('production', config)).toBe('glassbreak.example/contoso');
  expect(originOf('local', config)).toBe('glassbreak.example/contoso/local');
  expect(originOf('drill', config)).toBe('glassbreak.example/contoso/drill');
});

test.each([
  ['mode', 'production', 'local'],
  ['mode', 'local', 'production'],
  ['mode', 'production', 'drill'],
  ['mode', 'drill', 'production'],
] as const)('a ledger of another %s (%s opened by %s) is refused in one sentence and left as it was', async (_, first, second) => {
  const house = await openHouse(path(`${first}-${second}`), first);
  const before = await house.files.store.head();
  const refused = openLedger(
    { mode: second, config: house.config, store: house.files.store, key: worldKey(house.config, second) },
    house.spine,
  );
  await expect(refused).rejects.toThrow(
    `This ledger was opened with mode ${first}, and this start has mode ${second}. Give it a data directory of its own (GLASSBREAK_DATA).`,
  );
  expect((await house.files.store.head()).root).toBe(before.root);
  await closeHouse(house);
});

test('so is a ledger of another tenant, of another origin, or of another key', async () => {
  const house = await openHouse(path('tenant'));
  const { store, key } = house.files;
  const open = (change: string, to: string) => {
    const config = worldConfig((yaml) => yaml.replace(change, to));
    return openLedger({ mode: 'local', config, store, key }, house.spine);
  };
  await expect(open('72f988bf', '82f988bf')).rejects.toThrow(
    'opened with tenant 72f988bf-0000-4000-8000-00000000aaaa, and this start has tenant 82f988bf',
  );
  await expect(open('glassbreak.example/contoso', 'glassbreak.example/fabrikam')).rejects.toThrow('opened with origin');
  const other = openLedger({ mode: 'local', config: house.config, store, key: worldKey(house.config, 'local', 9) }, house.spine);
  await expect(other).rejects.toThrow('opened with key');
  await closeHouse(house);
});

test('so is one whose checkpoints were taken away, but not one that was stopped before the last of them', async () => {
  const house = await openHouse(path('unsigned'));
  const { store, key } = house.files;
  const start = () => openLedger({ mode: 'local', config: house.config, store, key }, house.spine);
  await turn(house, RITA, REQUEST);
  await start();
  house.clock.now += 10 * 60_000 + 1;
  await turn(house, AARON, { verb: 'note', activation: 'BG-2026-0001', text: 'on my way' });
  await expect(start()).rejects.toThrow(
    '4 records of the ledger are signed by no checkpoint, and a stop leaves a few of one moment at most',
  );
  const head = await store.head();
  await store.keepCheckpoint({ size: head.size, note: signCheckpoint(key.signer, key.origin, head) });
  await start();
  await closeHouse(house);
});

test('one that cannot be written or read is a sentence, too', async () => {
  const house = await openHouse(path('closed'));
  await closeHouse(house);
  await expect(
    openLedger({ mode: 'local', config: house.config, store: memoryStore({ clock: () => 0 }), key: house.files.key }, house.spine),
  ).rejects.toThrow('The ledger cannot be used (store-down)');
});
