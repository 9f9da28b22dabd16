// A password in a note, taken out later: gone from the store, from every card and every timeline, and the ledger verifies as before.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { ROOM, World } from '../world.ts';
import { ask, inUse, press, told } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const SECRET = 'Winter2026!';

/** The timeline in somebody's own chat. */
async function timeline(seat: World['rita']) {
  await seat.say('timeline BG-2026-0001');
  await world.settle();
  return seat.card('timeline');
}

/** The hash by which the form of this timeline names the text. */
function choiceOf(card: unknown, words: string): string {
  const choice = new RegExp(`"title":"[^"]*${words}[^"]*","value":"([0-9a-f]{64})"`).exec(JSON.stringify(card));
  return choice?.[1] ?? 'none';
}

async function takeOut(seat: World['rita'], why: string) {
  const on = await timeline(seat);
  return press(world, seat, [
    { on, verb: 'redact' },
    { what: choiceOf(on.card, 'password is'), why },
  ]);
}

describe('a text that was taken out', () => {
  test('is gone from the store and every card; who, when and why stand in its place, and the ledger verifies', async () => {
    await ask(world);
    await world.aaron.say(`note! the password is ${SECRET}`);
    await world.settle();
    expect(world.room()).toContain(SECRET);
    const before = (await world.records()).length;
    const answer = await takeOut(world.aaron, 'I pasted it by mistake');
    expect(told(answer)).toContain('The text is taken out.');
    expect(told(answer)).toContain('TIMELINE');
    expect(told(answer)).toContain(
      'Aaron Approver noted: [taken out later by Aaron Approver, 02:10 (01:10 UTC): “I pasted it by mistake”]',
    );
    expect(told(answer)).toContain(`Aaron Approver took a text of record ${String(before)} out: “I pasted it by mistake”`);
    expect(world.room()).toContain('[taken out later by Aaron Approver, 02:10');
    expect(world.room()).not.toContain(SECRET);
    const facts = await world.factsOf();
    expect(facts.map(({ type }) => type)).toEqual(['Requested', 'NoteTaken', 'TextRedacted']);
    const hashes = facts.flatMap((fact) => Object.values(fact).map(String));
    expect([...(await world.store.texts(hashes)).values()].map(({ text }) => text).join()).not.toContain(SECRET);
    expect(await world.verdict()).toMatchObject({ sound: true });
    await world.restart();
    expect(readable((await timeline(world.mona)).card)).toContain('[taken out later by Aaron Approver');
    expect(await world.verdict()).toMatchObject({ sound: true });
  });

  test('can be taken out by a manager or an auditor; nobody else is offered it, and a forged press is refused', async () => {
    await inUse(world);
    await world.wanda.say(`note! the password is ${SECRET}`);
    const on = await timeline(world.aaron);
    expect(JSON.stringify(on.card)).not.toContain('the password is Winter2026!","value"');
    const what = choiceOf((await timeline(world.mona)).card, 'password is');
    const data = { card: 'timeline', activation: 'BG-2026-0001', what, why: 'not mine' };
    const refused = await world.aaron.invoke({ verb: 'redact', data }, on);
    expect(told(refused)).toContain('Somebody else typed this.');
    expect(told(refused)).toContain('TIMELINE');
    expect(told(await takeOut(world.mona, 'A secret'))).toContain('The text is taken out.');
    expect(told(await world.ada.invoke({ verb: 'redact', data }, await timeline(world.ada)))).toContain('This text was taken out before.');
    expect((await world.facts()).filter((type) => type === 'TextRedacted')).toHaveLength(1);
  });

  test('stays out when the same person types the same words again', async () => {
    await inUse(world);
    const change = { was: `the password is ${SECRET}`, is: 'b', back: 'c' };
    const line = (last: string) => `change! ${change.was} -> ${change.is} -> ${last}`;
    await world.rita.say(line('c'));
    await takeOut(world.rita, 'A secret');
    await world.rita.say(line('d'));
    await world.settle();
    expect((await world.facts()).filter((type) => type === 'ChangeLogged')).toHaveLength(2);
    expect(readable((await timeline(world.mona)).card)).not.toContain(SECRET);
    await world.restart();
    expect(readable((await timeline(world.mona)).card)).not.toContain(SECRET);
  });

  test('a reason without words, or one that looks like a password, brings the timeline back and takes nothing out', async () => {
    await ask(world);
    await world.aaron.say(`note! the password is ${SECRET}`);
    expect(told(await takeOut(world.aaron, ''))).toContain('a few words are needed here');
    const warned = await takeOut(world.aaron, 'password: hunter');
    expect(told(warned)).toContain('looks like a password');
    expect(told(warned)).toContain('TIMELINE');
    expect(await world.facts()).toEqual(['Requested', 'NoteTaken']);
  });

  test('is never offered in the room, where everybody sees the same card', async () => {
    await ask(world);
    await world.mona.say('timeline', ROOM);
    await world.settle();
    expect(
      world.connector
        .shown(ROOM)
        .map(({ card }) => JSON.stringify(card))
        .join(),
    ).not.toContain('Take a text out');
  });
});
