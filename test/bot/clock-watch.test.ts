// The watch over the clock: what it sees is recorded once, tried again after a fault, and forgotten by no restart.
import { expect, test } from '@jest/globals';
import { ClockWatch, watchedSpine } from '../../bot/clock-watch.ts';
import { logTo } from '../../bot/log.ts';
import { memoryStore } from '../../bot/store/memory.ts';
import type { Ports } from '../../dialogs/handle.ts';
import { aaron, bea, EVERYBODY, LIBRARY, MINUTE, number, POLICY, rosterOf, START } from '../dialogs/given.ts';

function rig() {
  const lines: string[] = [];
  const log = logTo('error', (line) => void lines.push(line));
  const at = { wall: START, steady: 5 };
  let down = false;
  let followed = 0;
  const clock = { now: () => at.wall, steady: () => at.steady };
  const kept = memoryStore({ clock: clock.now });
  const append: typeof kept.append = (entry) => (down ? Promise.reject(new Error('disk I/O error')) : kept.append(entry));
  const open = async () => {
    const ports: Omit<Ports, 'time'> = {
      store: { ...kept, append },
      pause: () => Promise.resolve(),
      circumstances: (now, actor) => ({ now, actor, roster: rosterOf(EVERYBODY), policy: POLICY, library: LIBRARY, number }),
    };
    const { watch, spine } = watchedSpine(ports, { clock, log, changed: () => void (followed += 1) });
    await spine.handle({ verb: 'open', mode: 'local', tenant: POLICY.tenant, origin: 'x', key: 'k' }, { kind: 'product' });
    return { watch, spine };
  };
  const facts = async () =>
    (await kept.read(1, 99)).flatMap(
      ({ bytes }) =>
        Buffer.from(bytes)
          .toString()
          .match(/Clock(Doubted|Trusted)/gu) ?? [],
    );
  const pass = (ms: number): void => {
    at.wall += ms;
    at.steady += ms;
  };
  return { at, pass, facts, lines, open, fail: (is: boolean) => void (down = is), followed: () => followed };
}

test('a jump is recorded once, at the time that went on evenly, and every card follows', async () => {
  const world = rig();
  const { watch, spine } = await world.open();
  await watch.look();
  expect(await world.facts()).toEqual([]);
  world.at.wall += 60 * MINUTE;
  await watch.look();
  await watch.look();
  expect(await world.facts()).toEqual(['ClockDoubted']);
  expect(await spine.view()).toMatchObject({ now: START, behind: 0, projection: { at: START } });
  expect([world.followed(), world.lines.length]).toEqual([1, 1]);
});

test('messages say so at once, and take it back after five minutes', async () => {
  const world = rig();
  const { watch } = await world.open();
  await watch.heard(aaron.id, world.at.wall + 3 * MINUTE);
  await watch.heard(bea.id, world.at.wall + 3 * MINUTE);
  expect(await world.facts()).toEqual(['ClockDoubted']);
  world.pass(6 * MINUTE);
  await watch.heard(aaron.id, world.at.wall - 1);
  await watch.look();
  expect(await world.facts()).toEqual(['ClockDoubted', 'ClockTrusted']);
  await watch.look();
  expect(await world.facts()).toHaveLength(2);
});

test('after a restart the doubt of the ledger stands until something speaks for the clock', async () => {
  const world = rig();
  const { watch } = await world.open();
  world.at.wall += 60 * MINUTE;
  await watch.look();
  const again = await world.open();
  await again.watch.look();
  world.pass(59 * MINUTE);
  await again.watch.look();
  expect(await world.facts()).toEqual(['ClockDoubted']);
  world.pass(MINUTE);
  await again.watch.look();
  expect(await world.facts()).toEqual(['ClockDoubted', 'ClockTrusted']);
});

test('what cannot be written is in the log and tried again at the next look', async () => {
  const world = rig();
  const { watch } = await world.open();
  world.at.wall += 60 * MINUTE;
  world.fail(true);
  await watch.look();
  expect(world.lines.join()).toContain('store-down');
  world.fail(false);
  await watch.look();
  expect(await world.facts()).toEqual(['ClockDoubted']);
  world.fail(true);
  world.pass(60 * MINUTE);
  await watch.look();
  world.fail(false);
  await watch.look();
  expect(await world.facts()).toEqual(['ClockDoubted', 'ClockTrusted']);
});

test('six doubts an hour are recorded; of more the log is silent and the time goes on evenly', async () => {
  const world = rig();
  const { watch, spine } = await world.open();
  for (let count = 0; count < 7; count += 1) {
    world.at.wall += 60 * MINUTE;
    await watch.look();
    world.at.wall -= 60 * MINUTE;
    await watch.look();
    world.pass(5 * MINUTE);
    await watch.look();
  }
  expect((await world.facts()).filter((fact) => fact === 'ClockDoubted')).toHaveLength(6);
  expect(await spine.view()).toMatchObject({ now: world.at.wall });
});

test('before there is a ledger to tell, nothing is told', async () => {
  const { at } = rig();
  const watch = new ClockWatch({ clock: { now: () => at.wall, steady: () => at.steady }, log: logTo('silent'), changed: () => undefined });
  at.wall += 60 * MINUTE;
  await expect(watch.look()).resolves.toBeUndefined();
  expect(watch.time(at.wall)).toBe(START);
});
