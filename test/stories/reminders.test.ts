// Work that is overdue, over the wire: those who owe it are reminded, at night, too, nobody twice for one reminder, and the managers hear of it.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Seat } from '../../bot/local/seat.ts';
import { MINUTE, ROOM, World } from '../world.ts';
import { handedBack, inUse, press, tasks, told } from './acts.ts';

const HOUR = 60 * MINUTE;
let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** The messages in somebody’s chat that are reminders. */
const reminders = (who: Seat) => who.cards().filter(({ card }) => told({ card }).includes('This does not go away until it is done'));

test('What is overdue is told at once, also in the quiet hours, again after an hour, and not again after a restart', async () => {
  await inUse(world);
  await handedBack(world);
  // the first task is due half an hour after the hand-back, while most people sleep
  world.pass(31 * MINUTE);
  await world.tick();
  expect(reminders(world.rita)).toHaveLength(1);
  expect(told(reminders(world.rita)[0]!)).toContain('! OVERDUE · Revoke all sessions of the emergency account');
  expect(reminders(world.carl)).toHaveLength(0);
  expect(world.room()).toContain('REAL · HANDED BACK · WORK IS OVERDUE');
  expect(told(world.rita.card('tasks'))).toContain('YOUR WORK IS OVERDUE');
  await world.tick();
  await world.restart();
  await world.tick();
  expect(reminders(world.rita)).toHaveLength(1);
  world.pass(HOUR);
  await world.tick();
  expect(reminders(world.rita)).toHaveLength(2);
  expect((await world.facts()).filter((type) => type === 'TasksReminded')).toHaveLength(2);
});

test('A claim that nobody confirms reminds those who can; after four hours managers and room hear of it, until it is settled', async () => {
  await inUse(world);
  await handedBack(world);
  await press(world, world.rita, [{ on: 'tasks', verb: 'do-task' }, { evidence: 'Revoked at 04:00' }]);
  world.pass(31 * MINUTE);
  await world.tick();
  expect(reminders(world.bea)).toHaveLength(0);
  world.pass(HOUR);
  await world.tick();
  expect(told(reminders(world.bea)[0]!)).toContain('done, but not confirmed by a second person');
  expect(reminders(world.mona)).toHaveLength(0);
  world.pass(3 * HOUR + MINUTE);
  await world.tick();
  expect(reminders(world.mona)).toHaveLength(1);
  expect(world.everShown(ROOM)).toContain('This does not go away until it is done');
  expect(world.room()).toContain('The managers are told');
  await tasks(world);
  expect(world.room()).toContain('REVIEW');
  world.pass(24 * HOUR);
  await world.tick();
  expect(reminders(world.mona)).toHaveLength(1);
  expect(await world.verdict()).toMatchObject({ sound: true });
});
