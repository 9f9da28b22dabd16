// The configuration while it runs: a change that everybody sees, one that is broken, one that people must look at, one that makes an approver.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buttonsOf } from '../../bot/local/seat.ts';
import { MINUTE, World } from '../world.ts';
import { approve, ask, numberFor, press, told } from './acts.ts';

const HOUR = 60 * MINUTE;
let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** The file as it is now, with the roles of whoever has this phone replaced. */
const roles = (yaml: string, end: string, list: string) =>
  yaml.replace(new RegExp(`roles: \\[[a-z, ]+\\](?=\n    phone: .* 01${end}\n)`), `roles: [${list}]`);
const cut = () => roles(roles(world.config.source, '07', 'watch'), '08', 'watch');

/** Somebody saves the file, and the product looks at it. */
async function saved(file: string): Promise<void> {
  world.file = file;
  await world.house.reread();
  await world.settle();
}

const say = async (who: World['mona'], words: string) => {
  await who.say(words);
  await world.settle();
  const card = who.cards().at(-1);
  if (card === undefined) throw new Error('no card came');
  return card;
};

describe('a good file', () => {
  test('comes into force; the room, the next approval and the timeline of the command line know what changed', async () => {
    await ask(world);
    await saved(roles(world.config.source, '09', 'responder, approver').replace('0199, conference 4711', '0198'));
    expect((await world.facts()).at(-1)).toBe('PolicyChanged');
    const words = 'Hugo Responder became approver; the bridge is another one';
    expect(world.room()).toContain(`0 min ago, 02:10 (01:10 UTC): ${words}`);
    expect(told(world.aaron.card('approval'))).toContain(words);
    expect(world.room()).toContain('Bridge    +49 30 555 0198');
    expect((await world.verdict()).sound).toBe(true);
  });
});

describe('a broken file', () => {
  test('changes nothing; managers read where it is broken until it is mended', async () => {
    await ask(world);
    const line = world.config.source.split('\n').findIndex((one) => one.includes('roles: [approver]')) + 1;
    await saved(world.config.source.replace('roles: [approver]', 'roles: [aprover]'));
    expect(await world.facts()).toEqual(['Requested']);
    const words = `world.yaml was changed and cannot be read: line ${line}, people[E1002].roles`;
    expect(world.room()).toContain(words);
    expect(world.room()).toContain('the configuration of 02:10 (01:10 UTC) stays in force');
    for (const what of ['status', 'help', 'policy']) expect(told(await say(world.mona, what))).toContain(words);
    expect(world.events('policy-unread')).toHaveLength(1);
    await approve(world, world.aaron);
    await saved(world.config.source);
    expect(world.room()).not.toContain('cannot be read');
    expect(told(await say(world.mona, 'help'))).not.toContain('cannot be read');
  });
});

describe('a file that would take many people away', () => {
  test('is held until a manager and one more have looked; meanwhile those people still vote', async () => {
    await saved(cut());
    expect(await world.facts()).toEqual(['RosterHeld']);
    const card = await say(world.mona, 'policy');
    expect(told(card)).toContain('Cleo Approver became watch\n- Cleo Approver is no longer approver');
    await ask(world);
    await approve(world, world.cleo);
    const first = await press(world, world.mona, [{ on: card, verb: 'confirm-roster' }]);
    expect(told(first)).toContain('✓ What you said is recorded.');
    expect(told(first)).toContain('Confirmed so far by Mona Manager');
    const again = await press(world, world.mona, [{ on: card, verb: 'confirm-roster' }]);
    expect(told(again)).toContain('recorded before');
    const second = await press(world, world.ada, [{ on: await say(world.ada, 'policy'), verb: 'confirm-roster' }]);
    expect(told(second)).toContain('✓ Two people have looked: the change is in force now.');
    expect(await world.facts()).toEqual(['RosterHeld', 'Requested', 'VoteCast', 'RosterConfirmed', 'RosterConfirmed', 'PolicyChanged']);
    expect(world.room()).toContain('Approved  0 of 2');
    const late = await press(world, world.aaron, [{ on: await say(world.aaron, 'policy'), verb: 'status' }]);
    expect(told(late)).not.toContain('is held');
    const stale = await press(world, world.max, [{ on: card, verb: 'reject-roster' }]);
    expect(told(stale)).toContain('This is not the change that waits now');
  });
  test('is rejected by one manager, and gone when the file is put back', async () => {
    await saved(cut());
    expect(told(await say(world.aaron, 'policy'))).not.toContain('< It is wrong >');
    const rejected = await press(world, world.mona, [{ on: await say(world.mona, 'policy'), verb: 'reject-roster' }]);
    expect(told(rejected)).toContain('Mona Manager rejected a change of the configuration');
    await saved(cut());
    await saved(world.config.source);
    expect(await world.facts()).toEqual(['RosterHeld', 'RosterRejected', 'RosterPutBack']);
    expect(told(await say(world.mona, 'status'))).not.toContain('rejected');
  });
  test('is still held after a restart', async () => {
    await saved(cut());
    await world.restart();
    await ask(world);
    await approve(world, world.dan);
    expect((await world.facts()).at(-1)).toBe('VoteCast');
  });
  test('is nobody else’s to look at', async () => {
    await saved(cut());
    const card = await say(world.mona, 'policy');
    expect(told(await say(world.carl, 'policy'))).toContain('The configuration is not yours to look at');
    const button = buttonsOf(card.card).find(({ verb }) => verb === 'confirm-roster');
    if (button === undefined) throw new Error('no button');
    const pressed = await world.carl.invoke(button, card);
    expect(told(pressed)).toContain('Your role on the roster does not do this');
    expect(await world.facts()).toEqual(['RosterHeld']);
  });
});

describe('a new approver', () => {
  test('is told from when on they have a vote, and has it then', async () => {
    await saved(roles(world.config.source, '09', 'responder, approver'));
    await ask(world);
    expect(told(world.rita.card('request'))).not.toContain('Hugo');
    expect(world.everShown(world.hugo.chat)).toContain('You have a vote from 24 Nov 02:10 (01:10 UTC)');
    expect(told(await say(world.mona, 'status'))).toContain(
      'Hugo Responder is a new approver and has a vote from 24 Nov 02:10 (01:10 UTC).',
    );
    world.pass(24 * HOUR);
    await world.tick();
    await ask(world);
    expect(numberFor(world.hugo, world.rita)).toMatch(/^\d\d$/);
    await approve(world, world.hugo);
    expect((await world.facts()).at(-1)).toBe('VoteCast');
  });
});

test('whoever asks a fourth time within an hour reads when it is possible again', async () => {
  for (let count = 0; count < 3; count += 1) {
    await ask(world);
    await press(world, world.rita, [{ on: 'request', verb: 'withdraw' }]);
  }
  expect(told(await ask(world))).toContain('You can ask again at 03:10 (02:10 UTC)');
  expect((await world.facts()).filter((type) => type === 'Requested')).toHaveLength(3);
});
