// Two accounts in one request, through the wire: the first one does not work, the second one is taken, and both are worked on one after the
// other; or both at once, when two people say that they are compromised.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MINUTE, World } from '../world.ts';
import { ask, approve, handedBack, inUse, nextTask, openForm, press, REVIEW, steps, tasks, told, WHY } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const TWO = { typed: { fallback: 'bg-admin-02' } } as const;
const FAULT = { fault: 'The key is refused: “this account is blocked”' } as const;
const lastOf = (who: World['rita']) => told(who.cards().at(-1) ?? { card: null });
const release = (who: World['rita'], part: string, seal: string) =>
  press(world, who, [{ on: 'custody', verb: 'release', pick: { part } }, { seal }]);

/** The second account is taken, and both halves of its password are with Rita. */
async function bothOut(): Promise<void> {
  await inUse(world, TWO);
  await press(world, world.rita, [{ on: 'operation', verb: 'take-fallback' }, FAULT]);
  await release(world.carl, 'password-1/first-half', 'A-1191');
  await release(world.ada, 'password-1/second-half', 'A-1192');
}

/** Everything is back under new seals. */
async function allBack(): Promise<void> {
  await handedBack(world);
  for (const [who, half] of [
    [world.carl, 'password-1/first-half'],
    [world.ada, 'password-1/second-half'],
  ] as const)
    await press(world, who, [{ on: 'custody', verb: 'return', pick: { part: half } }, { seal: 'B-1' }]);
}

test('From the form to the closed review: the first account fails, the second one is used, and its rotation waits for the test of the first', async () => {
  const form = await openForm(world);
  expect(told(form)).toContain('If it does not work, which account then?');
  const filed = await press(world, world.rita, [
    { on: form, verb: 'request' },
    { otherAdmin: 'no', minutes: '60', why: WHY },
  ]);
  expect(told(filed)).toContain('Two people must approve bg-admin-01 (fallback: bg-admin-02) before');
  expect(told(world.aaron.card('approval'))).toContain('asks to open bg-admin-01, or bg-admin-02 if that one does not work');
  expect(world.room()).toContain('bg-admin-02, only if bg-admin-01 does not work; not taken');
  await approve(world, world.aaron);
  await approve(world, world.bea);
  await release(world.carl, 'key-1/key', 'A-1181');
  await release(world.ada, 'key-1/pin', 'A-1182');
  await press(world, world.rita, [{ on: 'operation', verb: 'in-hand' }]);
  expect(world.carl.cards().map(told).join('\n')).not.toContain('I have handed it over');

  world.now += MINUTE;
  await press(world, world.rita, [{ on: 'operation', verb: 'take-fallback' }, FAULT]);
  for (const seat of [world.aaron, world.bea, world.mona, world.max, world.wanda, world.carl, world.ada]) {
    const message = seat.cards().find(({ card }) => told({ card }).includes('FALLBACK ACCOUNT TAKEN'));
    expect([seat.name, message === undefined ? '' : told(message)]).toEqual([
      seat.name,
      expect.stringContaining('Rita Requester takes bg-admin-02: bg-admin-01 does not work'),
    ]);
  }
  expect(world.room()).toContain('FALLBACK ACCOUNT TAKEN');
  expect(told(world.carl.card('custody'))).toContain('Hand your part of bg-admin-02 to Rita Requester before');
  expect(told(world.rita.card('operation'))).toContain('bg-admin-02, first half of the password: meet Carl Custodian');
  await release(world.carl, 'password-1/first-half', 'A-1191');
  await release(world.ada, 'password-1/second-half', 'A-1192');
  world.now += MINUTE;
  await world.signIn('Portal, from Berlin', world.now, 'bg-admin-02');
  expect(await world.facts()).not.toContain('Declared');

  await steps(world);
  await allBack();
  expect(lastOf(world.carl)).toContain(
    'bg-admin-02: Reset the password and seal the new one · a custodian · waits for the test sign-in of bg-admin-01',
  );
  await tasks(world);
  expect(world.room()).toContain('REVIEW');
  const facts = await world.factsOf();
  const at = (type: string, task: string) => facts.findIndex((fact) => fact.type === type && 'task' in fact && fact.task === task);
  const first = at('TaskConfirmed', 'test-sign-in');
  expect(first).toBeGreaterThan(0);
  for (const task of ['fallback-reset-password', 'fallback-replace-certificate', 'fallback-test-sign-in'])
    expect([task, at('TaskDone', task) > first]).toEqual([task, true]);
  expect(at('TaskDone', 'fallback-revoke-sessions')).toBeGreaterThan(0);

  const review = told(world.mona.card('review'));
  expect(review).toMatch(/Opened +bg-admin-01 and bg-admin-02/);
  expect(review).toContain('this account is blocked');
  await press(world, world.mona, [{ on: 'review', verb: 'review' }, REVIEW]);
  expect(world.room()).toContain('CLOSED');
  expect(await world.verdict()).toMatchObject({ sound: true });
});

test('The custodians of the account that is taken in use are reached like those of the first one', async () => {
  await inUse(world, TWO);
  await press(world, world.rita, [{ on: 'operation', verb: 'take-fallback' }, FAULT]);
  await press(world, world.carl, [{ on: 'custody', verb: 'say-seen' }]);
  world.pass(5 * MINUTE + 1);
  await world.tick();
  const card = told(world.rita.card('operation'));
  expect(card).toMatch(/meet Carl Custodian, \+49 30 555 0104 · looking since/);
  expect(card).toContain('meet Ada Auditor, +49 30 555 0106 · not reached');
  expect(world.room()).toMatch(/Not reached +Ada Auditor/);
  await press(world, world.rita, [{ on: 'operation', verb: 'say-no-answer', pick: { person: 'E1006' } }]);
  expect((await world.facts()).slice(-3)).toEqual(['FallbackTaken', 'Seen', 'RangNoAnswer']);
  expect(told(world.rita.card('operation'))).toContain('· not reached · rang 02:');
});

describe('what is not so', () => {
  test('a part of the fallback account before it is taken, and a sign-in with it', async () => {
    await inUse(world, TWO);
    expect(world.carl.cards().map(told).join('\n')).not.toContain('I have handed it over');
    expect(told(world.rita.card('operation'))).toContain('< Take the fallback account >');
    world.now += MINUTE;
    await world.signIn('Portal, from nowhere', world.now, 'bg-admin-02');
    expect(await world.facts()).toContain('Declared');
    const late = told(await press(world, world.rita, [{ on: 'operation', verb: 'take-fallback' }, FAULT]));
    expect(late).toContain('The fallback account is in use by somebody who went in without quorum.');
    expect(late).not.toContain('< Take the fallback account >');
    expect(await world.facts()).not.toContain('FallbackTaken');
  });
  test('a second request on the fallback account, which is named with what holds it', async () => {
    await ask(world, TWO);
    const refused = told(await ask(world, { who: world.hugo, typed: { account: 'bg-admin-02', operator: 'E1009' } }));
    expect(refused).toContain('BG-2026-0001 already holds bg-admin-02');
  });
  test('the same account twice', async () => {
    const refused = told(await ask(world, { typed: { fallback: 'bg-admin-01' } }));
    expect(refused).toContain('The fallback account must be another account than the first one. Choose another, or none.');
    expect(refused).toContain('If it does not work, which account then?');
  });
});

test('Two approvers who say that both are compromised let the work on the second one begin', async () => {
  await bothOut();
  await allBack();
  for (const who of [world.aaron, world.bea])
    await press(world, who, [{ on: 'tasks', verb: 'rotate-both' }, { cause: 'Both safes were found open' }]);
  expect((await world.facts()).slice(-3)).toEqual(['CompromiseSaid', 'CompromiseSaid', 'RotationFreed']);
  expect(told(world.carl.card('tasks'))).not.toContain('waits for the test sign-in');
  expect(nextTask(world)).not.toBeNull();
});

test('In a dry drill the same is played, and any sign-in counts as real', async () => {
  await inUse(world, { kind: 'drill', ...TWO });
  const taken = told(await press(world, world.rita, [{ on: 'operation', verb: 'take-fallback' }, FAULT]));
  expect(taken).toContain('DRILL · DRY');
  expect(world.room()).toContain('DRILL · DRY · FALLBACK ACCOUNT TAKEN');
  world.now += MINUTE;
  await world.signIn('Portal, from Berlin', world.now, 'bg-admin-02');
  expect(await world.facts()).toContain('Declared');
});
