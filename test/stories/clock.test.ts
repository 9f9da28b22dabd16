// A clock that is wrong, over the wire: everybody reads so, nothing is decided by it, and what was late is decided once it is right again.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MINUTE, World } from '../world.ts';
import { approve, approved, ask, inUse, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const HOUR = 60 * MINUTE;
const AHEAD = '! The clock is in doubt: it jumped and is 180 minutes ahead.';

test('The clock jumps ahead and comes back: nothing lapses, votes count, and five minutes later it is trusted', async () => {
  await ask(world);
  await approve(world, world.aaron);
  world.jump(3 * HOUR);
  await world.tick();
  expect(await world.facts()).toEqual(['Requested', 'VoteCast', 'ClockDoubted']);
  expect(world.room()).toContain(AHEAD);
  expect(told(world.rita.card('request'))).toContain(AHEAD);
  await world.mona.say('status');
  expect(told(world.mona.cards().at(-1)!)).toContain(AHEAD);
  await world.mona.say('readiness');
  expect(told(world.mona.cards().at(-1)!)).toContain('✗ The clock is in doubt: no deadline is decided by it until it agrees again.');
  world.jump(-3 * HOUR);
  await approve(world, world.bea);
  expect((await world.facts()).slice(3)).toEqual(['VoteCast', 'QuorumReached']);
  world.pass(5 * MINUTE);
  await world.tick();
  expect((await world.facts()).at(-1)).toBe('ClockTrusted');
  expect(world.room()).not.toContain('in doubt');
  expect((await world.verdict()).sound).toBe(true);
});

test('A vote in the very moment of a jump is judged by the time that went on evenly', async () => {
  await ask(world);
  await approve(world, world.aaron);
  world.jump(3 * HOUR);
  await approve(world, world.bea);
  expect((await world.facts()).filter((fact) => !fact.startsWith('Clock'))).toEqual(['Requested', 'VoteCast', 'VoteCast', 'QuorumReached']);
  const at = (await world.records()).map((record) => record.at);
  expect(Math.max(...at)).toBe(world.now - 3 * HOUR);
});

test('After a doubt everything that is overdue is decided at once, by the clock that is right', async () => {
  await inUse(world);
  world.jump(-3 * HOUR);
  await world.tick();
  world.pass(2 * HOUR);
  await world.rita.say('status');
  await world.tick();
  expect((await world.facts()).filter((fact) => fact === 'BecameOverdue' || fact === 'EndWarned')).toEqual([]);
  world.jump(3 * HOUR);
  await world.tick();
  world.pass(5 * MINUTE);
  await world.tick();
  expect((await world.facts()).slice(-2)).toEqual(['ClockTrusted', 'BecameOverdue']);
});

test('Two people’s messages from the future say that it is behind; a restart does not forget it, messages in time end it', async () => {
  await approved(world);
  world.wrong = -10 * MINUTE;
  await world.otto.say('status');
  await world.rita.say('status');
  expect((await world.facts()).at(-1)).toBe('QuorumReached');
  await world.bea.say('status');
  const last = (await world.factsOf()).at(-1);
  expect(last).toEqual({ type: 'ClockDoubted', source: 'teams', seconds: -600 });
  await world.settle();
  expect(world.room()).toContain('! The clock is in doubt: Teams says that it is 10 minutes behind.');
  await world.restart();
  world.pass(2 * HOUR);
  await world.tick();
  expect((await world.facts()).at(-1)).toBe('ClockDoubted');
  world.wrong = 0;
  await world.rita.say('status');
  world.pass(5 * MINUTE);
  await world.tick();
  expect((await world.facts()).slice(-2)).toEqual(['ClockTrusted', 'Lapsed']);
});

test('A clock so far ahead that every message is refused for its age is in doubt all the same', async () => {
  await ask(world);
  await world.tick();
  world.wrong = 31 * MINUTE;
  world.pass(25 * MINUTE);
  await world.rita.say('status');
  await world.otto.say('status');
  await world.aaron.say('status');
  expect(await world.facts()).toEqual(['Requested']);
  world.pass(1_000);
  await world.rita.say('status');
  expect((await world.factsOf()).at(-1)).toEqual({ type: 'ClockDoubted', source: 'teams', seconds: 1_860 });
  world.pass(10 * MINUTE);
  await world.tick();
  expect(await world.facts()).toEqual(['Requested', 'ClockDoubted']);
});

test('One person’s messages, and a stranger’s, put nothing in doubt', async () => {
  await ask(world);
  world.wrong = -10 * MINUTE;
  await world.rita.say('status');
  await world.rita.say('status');
  await world.otto.say('status');
  await world.tick();
  expect(await world.facts()).toEqual(['Requested']);
});
