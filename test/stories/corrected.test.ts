// What was written in the night is corrected afterwards: the original stays, the correction stands beside it with who and why.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { World } from '../world.ts';
import { inUse, press, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

async function timeline(seat: World['rita']) {
  await seat.say('timeline BG-2026-0001');
  await world.settle();
  return seat.card('timeline');
}

/** How the form of this timeline names the text. */
function lineOf(card: unknown, words: string): string {
  return new RegExp(`"title":"[^"]*${words}[^"]*","value":"(\\d+ [a-z]+)"`).exec(JSON.stringify(card))?.[1] ?? 'none';
}

test('whoever wrote a change corrects it, a manager too, and everybody reads both', async () => {
  await inUse(world);
  await world.rita.say('change the policy is on -> it is off -> switch it on');
  await world.settle();
  const own = await timeline(world.rita);
  const line = lineOf(own.card, 'switch it on');
  const asked = { line, right: 'set it to report-only', cause: 'It was never on' };
  const answer = await press(world, world.rita, [{ on: own, verb: 'correct' }, asked]);
  expect(told(answer)).toContain('Corrected. What was written stays, and yours stands beside it.');
  expect(told(answer)).toContain('TIMELINE');
  expect(told(answer)).toMatch(
    /to put back: “switch it on” \[corrected by Rita Requester, .*, how to put it back: “set it to report-only”\]/,
  );
  expect(told(answer)).toContain('because “It was never on”');
  await press(world, world.rita, [{ on: own, verb: 'correct' }, asked]);
  expect((await world.facts()).filter((type) => type === 'Corrected')).toHaveLength(1);
  const theirs = await timeline(world.mona);
  await press(world, world.mona, [
    { on: theirs, verb: 'correct' },
    { line, right: 'leave it off', cause: 'Decided at nine' },
  ]);
  expect(readable((await timeline(world.aaron)).card)).toContain('[corrected 2 times, last by Mona Manager');
  await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
  const task = await press(world, world.rita, [{ on: 'tasks', verb: 'focus', pick: { item: 'change-1' } }]);
  expect(told(task)).toContain('Corrected by Mona Manager, how to put it back:  leave it off');
  expect(await world.verdict()).toMatchObject({ sound: true });
});

test('what somebody else wrote is not corrected, and what was typed comes back in its form', async () => {
  await inUse(world);
  await world.aaron.say('note she rang at 02:10');
  await world.bea.say('note I rang nobody');
  await world.settle();
  const own = await timeline(world.bea);
  expect(JSON.stringify(own.card)).not.toContain('“she rang at 02:10”","value"');
  const foreign = lineOf((await timeline(world.mona)).card, 'she rang');
  const asked = { line: foreign, right: 'she never rang', cause: 'x' };
  const answer = await press(world, world.bea, [{ on: own, verb: 'correct' }, asked]);
  expect(told(answer)).toContain('Somebody else wrote this.');
  expect(JSON.stringify(answer.card)).toContain('"value":"she never rang"');
  expect(await world.facts()).not.toContain('Corrected');
});

test('words that look like a credential are warned about here, too, and nothing is recorded yet', async () => {
  await inUse(world);
  await world.aaron.say('note she rang at 02:10');
  await world.settle();
  const own = await timeline(world.aaron);
  const asked = { line: lineOf(own.card, 'she rang'), right: 'the password is Winter2026!', cause: 'x' };
  expect(told(await press(world, world.aaron, [{ on: own, verb: 'correct' }, asked]))).toContain('Keep it as it is');
  expect(await world.facts()).not.toContain('Corrected');
});
