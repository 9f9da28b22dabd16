// Logged changes after the use, over the wire: each is put back or kept, and nothing is reviewed before a second person has confirmed it.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Seat } from '../../bot/local/seat.ts';
import { World } from '../world.ts';
import { handedBack, inUse, nextTask, press, tasks, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** The tasks of somebody with this one in focus. */
async function focused(who: Seat, item: string) {
  const hanging = who.card('tasks');
  const answered = await press(world, who, [{ on: hanging, verb: 'focus', pick: { item } }]);
  return { ...hanging, card: answered.card ?? {} };
}

test('A change is put back and one that was found later is kept; the review reads both', async () => {
  await inUse(world);
  await press(world, world.rita, [
    { on: 'operation', verb: 'change' },
    { was: 'policy on', is: 'report-only', back: 'switch it on' },
  ]);
  // the same change edits the card that was pressed: what was said stays above it
  expect(told(world.rita.card('operation'))).toContain('The change is logged. It must be kept or put back before the review.');
  await handedBack(world);
  const late = await press(world, world.rita, [
    { on: 'tasks', verb: 'change' },
    { was: 'no exclusion', is: 'Bob is excluded', back: 'take Bob out' },
  ]);
  expect(told(late)).toContain('The change is logged. It must be kept or put back before the review.');

  const first = await focused(world.rita, 'change-1');
  expect(told(first)).toContain('To put it back:  switch it on');
  await press(world, world.rita, [{ on: first, verb: 'do-task', pick: { ended: 'back' } }, { evidence: 'On again at 04:00' }]);
  const second = await focused(world.rita, 'change-2');
  await press(world, world.rita, [{ on: second, verb: 'do-task', pick: { ended: 'kept' } }, { evidence: 'Mona agreed' }]);
  const own = await focused(world.bea, 'change-2');
  expect(told(own)).toContain('Kept, says Rita');
  await press(world, world.bea, [{ on: own, verb: 'confirm-task', pick: { task: 'change-2' } }]);

  // all else is done: change 1 still holds up the review
  for (let next = nextTask(world); next !== null; next = nextTask(world)) {
    if (next.button.verb !== 'confirm-vote') expect(world.room()).toContain('WORK IS LEFT');
    await press(world, next.seat, [next.button, next.words]);
  }
  const review = told(world.mona.card('review'));
  expect(review).toContain('was policy on → is report-only. Seen: On again at 04:00');
  expect(review).toContain('was no exclusion → is Bob is excluded. Because: Mona agreed');
  expect(review).toContain('Changes logged: 2, of them put back 1, kept 1');
  expect((await world.facts()).filter((type) => type === 'ChangeSettled')).toHaveLength(2);
  expect(await world.verdict()).toMatchObject({ sound: true });
});

test('A change said to be back that is not is opened again', async () => {
  await inUse(world);
  await press(world, world.rita, [
    { on: 'operation', verb: 'change' },
    { was: 'on', is: 'off', back: 'switch it on' },
  ]);
  await handedBack(world);
  await press(world, world.rita, [
    { on: await focused(world.rita, 'change-1'), verb: 'do-task', pick: { ended: 'back' } },
    { evidence: 'On again' },
  ]);
  const seen = await press(world, world.bea, [
    { on: 'tasks', verb: 'reopen-task', pick: { task: 'change-1' } },
    { why: 'It is still off' },
  ]);
  expect(told(seen)).toContain('opened again by Bea');
  expect(told(await focused(world.rita, 'change-1'))).toContain('It is still off');
  await tasks(world);
  expect(world.room()).toContain('REVIEW');
});
