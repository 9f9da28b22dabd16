// The test sign-in over the wire, with the shipped tasks: a window with a witness, one sign-in that a log has in it, and what comes of a second.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { firstWitness, type Seat } from '../../bot/local/seat.ts';
import { World } from '../world.ts';
import { handedBack, inUse, nextTask, press, tasks, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const MINUTE = 60_000;

/** Everything but the test is done; whoever may open its window, with the card. */
async function toTest(): Promise<Seat> {
  await inUse(world);
  await handedBack(world);
  for (let next = nextTask(world); next !== null; next = nextTask(world)) {
    if (next.button.verb === 'open-test') return next.seat;
    await press(world, next.seat, [next.button, next.words]);
  }
  throw new Error('nothing is left to test');
}

/** The newest card in somebody’s chat: one without buttons is of no name. */
const lastOf = (who: Seat) => who.cards().at(-1) ?? { card: null };

/** Opens the window with Bea as its witness. */
async function opens(who: Seat): Promise<string> {
  const on = who.card('tasks');
  const bea = /"title":"Bea[^"]*","value":"([^"]+)"/.exec(JSON.stringify(on.card))?.[1];
  return told(await press(world, who, [{ on, verb: 'open-test' }, { witness: bea }]));
}

test('One sign-in in the window belongs to the test, and its witness confirms that it worked', async () => {
  const tester = await toTest();
  expect(told(tester.card('tasks'))).toContain('Choose your witness before you sign in.');
  expect(await opens(tester)).toContain('Bea Approver looks on.');
  expect(told(lastOf(world.bea))).toContain('You are the witness until');
  world.now += MINUTE;
  await world.signIn('Portal, the test');
  expect(world.room()).not.toContain('UNAPPROVED');
  expect(told(await press(world, tester, [{ on: 'tasks', verb: 'do-task' }, { evidence: 'in at 03:10' }]))).toContain(
    'done by Carl Custodian, waits for Bea Approver',
  );
  const card = told(lastOf(world.bea));
  expect(card).toContain('The log shows this sign-in at');
  await press(world, world.bea, [{ on: 'tasks', verb: 'confirm-task' }]);
  expect(world.room()).toContain('REVIEW');
  const facts = await world.facts();
  expect([facts.includes('Declared'), facts.filter((type) => type === 'TestSignInOpened')]).toEqual([false, ['TestSignInOpened']]);
  expect(await world.verdict()).toMatchObject({ sound: true });
});

test('A second sign-in in the window opens a use without quorum', async () => {
  await opens(await toTest());
  world.now += MINUTE;
  await world.signIn('Portal, the test');
  expect(await world.facts()).not.toContain('Declared');
  world.now += MINUTE;
  await world.signIn('Portal, once more');
  expect(await world.facts()).toContain('Declared');
});

test('What did not work is tested once more; a window that passed unused is opened again', async () => {
  const tester = await toTest();
  await opens(tester);
  await press(world, tester, [{ on: 'tasks', verb: 'fail-test' }, { evidence: 'The new PIN is refused' }]);
  expect(told(lastOf(world.bea))).toContain('Found not to work, says');
  await press(world, world.bea, [{ on: 'tasks', verb: 'confirm-task' }]);
  expect(told(tester.card('tasks'))).toContain('The new PIN is refused');
  await opens(tester);
  const old = tester.card('tasks');
  world.now += 16 * MINUTE;
  const late = told(await press(world, tester, [{ on: old, verb: 'do-task' }, { evidence: 'in at last' }]));
  expect(late).toContain('No window for the test is open, or its 15 minutes are over.');
  expect(late).toContain('It can be opened again.');
  expect(late).toContain('< Open the window: 15 minutes from now >');
  await tasks(world);
  expect(world.room()).toContain('REVIEW');
  expect((await world.facts()).filter((type) => type === 'TestSignInOpened')).toHaveLength(3);
});

test('No witness, no window', async () => {
  const tester = await toTest();
  expect(firstWitness(tester.card('tasks').card)).toHaveProperty('witness');
  const refused = told(await press(world, tester, [{ on: 'tasks', verb: 'open-test' }, { witness: '' }]));
  expect(refused).toContain('Nothing was done. Who looks on: choose one of those offered.');
  expect(await world.facts()).not.toContain('TestSignInOpened');
});
