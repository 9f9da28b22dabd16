// A manager looks back at a night: what one person did, what is about one thing, page by page, and how long everything took.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { World } from '../world.ts';
import { handedBack, inUse, press, steps, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** What the manager's typed line brings. */
async function said(line: string, seat = world.mona) {
  await seat.say(line);
  await world.settle();
  const shown = seat.cards().at(-1);
  if (shown === undefined) throw new Error('nothing came');
  return shown;
}

test('a part of a name is enough, buttons keep it from page to page, and one brings all lines back', async () => {
  await inUse(world);
  await steps(world);
  const bea = readable((await said('timeline BG-2026-0001 bea')).card);
  expect(bea).toContain('Only what Bea Approver did; “All lines” shows everything.');
  expect(bea).toContain('Bea Approver approved');
  expect(bea).not.toContain('Carl Custodian released');
  for (let at = 0; at < 12; at += 1) await world.rita.say(`note line ${at}`);
  await world.settle();
  const mine = await said('timeline rita');
  expect(readable(mine.card)).toContain('Only what Rita Requester did');
  const earlier = await press(world, world.mona, [{ on: mine, verb: 'timeline', pick: { page: 1 } }]);
  expect(told(earlier)).toContain('Only what Rita Requester did');
  expect(told(earlier)).not.toMatch(/\) {2}(Aaron|Bea|Carl|Ada)/);
  if (earlier.card === null) throw new Error('no card');
  const all = await press(world, world.mona, [{ on: { ...mine, card: earlier.card }, verb: 'timeline', pick: { who: 'all' } }]);
  expect(told(all)).not.toContain('Only what');
});

test('the form on the card asks for a person and a kind, and what is not clear is asked back with names', async () => {
  await inUse(world);
  const whole = await said('timeline');
  const carl = /"title":"Carl Custodian","value":"([^"]+)"/.exec(JSON.stringify(whole.card))?.[1];
  const asked = { who: carl, about: 'custody' };
  const shown = await press(world, world.mona, [{ on: whole, verb: 'timeline', pick: { page: 0 } }, asked]);
  expect(told(shown)).toContain('Only what Carl Custodian did, only custody');
  expect(told(shown)).toContain('Lines 1 to 1 of 1');
  expect(readable((await said('timeline custody')).card)).toContain('Only custody');
  expect(readable((await said('timeline BG-2026-0001 approver')).card)).toContain(
    'More than one person fits: Aaron Approver or Bea Approver.',
  );
  const nobody = await said('timeline zoe');
  expect(readable(nobody.card)).toContain('Nobody of that name did anything here. There are Rita Requester');
  expect(told(await press(world, world.mona, [{ on: nobody, verb: 'timeline' }]))).toContain('Rita Requester asked for bg-admin-01');
  expect(await world.facts()).not.toContain('Refused');
});

test('how long everything took stands on it, and what is still to come says so', async () => {
  await inUse(world);
  expect(readable((await said('timeline')).card)).toMatch(/Quorum +\d\d:\d\d .*after \d+ min[\s\S]*Handed back +not yet/);
  await handedBack(world);
  expect(readable((await said('timeline')).card)).toMatch(/Counts as +a real use[\s\S]*In use +for \d+ min/);
});
