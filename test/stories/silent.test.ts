// A suspected attack: somebody may be reading along in the room, so nothing about it is there, and everybody is reached in their own chat.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Seat } from '../../bot/local/seat.ts';
import { ROOM, World } from '../world.ts';
import { approve, ask, inUse, numberFor, press, told, WHY } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const ID = 'BG-2026-0001';
const ALARM = 'Somebody may be reading along, here too. The room stays silent.';
const HERE_NOT = 'This is answered in your own chat';

/** Filed as a suspected attack. */
async function askAttack(who = world.rita, typed: Readonly<Record<string, string>> = {}): Promise<void> {
  await who.say('an attacker has taken over accounts');
  await world.settle();
  const broken = who.card('broken');
  const form = await who.press({ on: broken, verb: 'begin', pick: { kind: 'real' } }, { domain: 'suspected-attack' });
  const on = { ...broken, card: form.card ?? {} };
  await press(world, who, [
    { on, verb: 'request' },
    { otherAdmin: 'no', minutes: '60', why: 'printer move', ...typed },
  ]);
}

async function becomes(domain: string, who = world.rita, card = 'request'): Promise<void> {
  await press(world, who, [
    { on: card, verb: 'change-domain' },
    { domain, saw: '' },
  ]);
}

/** What is answered into the room to a line that is typed there. */
async function typedThere(line: string, who: Seat = world.bea): Promise<string> {
  const before = world.connector.shown(ROOM).length;
  await who.say(line, ROOM);
  await world.settle();
  return world.connector.shown(ROOM).slice(before).map(told).join('\n');
}

function noneOfIt(text: string): void {
  for (const word of [ID, 'bg-admin-01', 'attack', 'Rita', 'printer', WHY]) expect(text).not.toContain(word);
}

describe('filed as a suspected attack', () => {
  test('nothing is ever posted into the room, and everybody concerned is reached in their own chat, warned at the top', async () => {
    await askAttack();
    for (const who of [world.aaron, world.bea, world.cleo, world.dan, world.max]) {
      const card = told(who.card('approval'));
      expect(card).toContain(ALARM);
      expect(card).toContain('go by voice, on telephone numbers that you had before tonight, best on paper, and not on those of a card.');
      expect(card).toContain('There is no second door yet: votes still come by this chat.');
    }
    expect(told(world.rita.card('request'))).toContain(ALARM);
    for (const who of [world.carl, world.ada]) expect(who.cards().map(told).join()).toContain(ALARM);
    await approve(world, world.aaron);
    await approve(world, world.bea);
    expect((await world.facts()).at(-1)).toBe('QuorumReached');
    world.pass(11 * 60_000);
    await world.tick();
    await world.restart();
    expect(world.everShown(ROOM)).toBe('');
  });

  test('what is typed in the room about it is answered with one sentence, and changes nothing', async () => {
    await askAttack();
    const before = await world.facts();
    for (const line of [`timeline ${ID}`, `note ${ID} what we know`, `change ${ID} a -> b -> c`, 'timeline'])
      expect(await typedThere(line)).toContain(HERE_NOT);
    const status = await typedThere('status');
    expect(status).toContain('Nothing is open here');
    expect(status).toContain('Not everything is shown where others read along');
    expect(await typedThere('note what we know')).toContain('Nothing is open here. Name the activation');
    noneOfIt(world.everShown(ROOM).replace('note BG-2026-0001 what you want', ''));
    expect(await world.facts()).toEqual(before);
  });

  test('the room knows of others as before, and its board has the same line whether there is something silent or not', async () => {
    await ask(world, { typed: { account: 'bg-admin-02' }, who: world.hugo });
    const without = await typedThere('status');
    await askAttack();
    expect(await typedThere('status')).toBe(without);
    expect(await typedThere('timeline')).toContain('BG-2026-0001');
    expect(await typedThere('note all is well')).toContain('BG-2026-0001: written down');
    expect(world.everShown(ROOM)).not.toContain('BG-2026-0002');
    expect(told(world.aaron.cards().at(-1) ?? { card: null })).toContain('BG-2026-0002');
  });

  test('a drill that gives way to it says in the room only that it ended', async () => {
    await ask(world, { kind: 'drill', who: world.hugo });
    await askAttack(world.rita, { account: 'bg-admin-01' });
    await world.tick();
    expect(await world.facts()).toContain('DrillSuperseded');
    expect(world.room()).toContain('This drill with bg-admin-01 ended');
    expect(world.room()).not.toMatch(/for real|BG-2026-0002/i);
    expect(world.hugo.cards().map(told).join()).toContain('is needed for real');
    const timeline = await typedThere('timeline BG-2026-0001');
    expect(timeline).toContain('This drill with bg-admin-01 ended');
    expect(timeline).not.toMatch(/for real|BG-2026-0002/);
    expect(world.everShown(ROOM)).not.toContain('BG-2026-0002');
  });
});

describe('said to be an attack on the way', () => {
  test('the card of the room turns into one line that says nothing, nothing follows, and it comes back when it is something else', async () => {
    await ask(world);
    expect(world.room()).toContain(ID);
    await becomes('suspected-attack');
    const silent = world.room();
    expect(silent).toContain('This card has moved');
    noneOfIt(silent);
    expect(JSON.stringify(world.connector.shown(ROOM))).not.toContain(ID);
    expect(told(world.bea.card('approval'))).toContain(ALARM);
    await approve(world, world.aaron);
    await world.restart();
    expect(world.room()).toBe(silent);
    await becomes('federation');
    expect(world.room()).toContain('This card has moved');
    expect(world.room()).toContain(`REAL · REQUESTED   ${ID}`);
    expect(world.room()).toContain('1 of 2');
    expect(told(world.bea.card('approval'))).not.toContain(ALARM);
    expect(world.events('fault')).toEqual([]);
  });

  test('the card is edited where it hangs, and no longer known as one', async () => {
    await ask(world);
    const [hanging] = world.connector.shown(ROOM);
    await becomes('suspected-attack');
    expect(world.connector.shown(ROOM).map(({ id }) => id)).toEqual([hanging?.id]);
    expect(world.side.postsOf(ID).filter(({ viewer }) => viewer === 'room')).toEqual([]);
  });

  test('a button that is pressed in the room is answered with one sentence and does nothing, and works in one’s own chat', async () => {
    await ask(world);
    const [old] = world.connector.shown(ROOM);
    if (old === undefined) throw new Error('nothing hangs in the room');
    const approval = world.aaron.card('approval');
    await becomes('suspected-attack');
    const before = await world.facts();
    for (const verb of ['my-view', 'timeline']) {
      const answer = await press(world, world.aaron, [{ on: old, verb }]);
      expect(told(answer)).toContain(HERE_NOT);
      noneOfIt(told(answer));
    }
    const number = numberFor(world.aaron, world.rita);
    const there = { ...approval, conversation: ROOM };
    expect(told(await press(world, world.aaron, [{ on: there, verb: 'approve' }, { number }]))).toContain(HERE_NOT);
    const typed = await press(world, world.aaron, [{ on: there, verb: 'deny' }, { why: 'I was asleep' }]);
    expect(told(typed)).toContain('You typed: “I was asleep”');
    noneOfIt(told(typed));
    for (const [verb, data] of [
      ['begin', {}],
      ['begin', { over: ID }],
      ['my-view', {}],
      ['my-view', { activation: ID.toLowerCase() }],
      ['no-quorum', {}],
    ] as const) {
      const answer = told(await world.aaron.invoke({ verb, data }, { id: 'x', conversation: ROOM }));
      expect(answer).toContain(HERE_NOT);
      noneOfIt(answer);
    }
    expect(told(await world.aaron.invoke({ verb: 'x', data: {} }, { id: 'x', conversation: ROOM }, 'automatic'))).toContain(HERE_NOT);
    expect(await world.facts()).toEqual(before);
    await press(world, world.aaron, [{ on: 'approval', verb: 'approve' }, { number }]);
    expect((await world.facts()).at(-1)).toBe('VoteCast');
  });

  test('whoever says so in the room gets no card of it there', async () => {
    await inUse(world);
    const [shared] = world.connector.shown(ROOM);
    if (shared === undefined) throw new Error('nothing hangs in the room');
    const data = { activation: ID, domain: 'suspected-attack', changed: 0, saw: '' };
    const answer = await world.rita.invoke({ verb: 'change-domain', data }, shared);
    await world.settle();
    expect(told(answer)).toContain(HERE_NOT);
    noneOfIt(told(answer));
    expect((await world.facts()).at(-1)).toBe('DomainChanged');
    expect(told(world.rita.card('operation'))).toContain(ALARM);
  });

  test('a message of the room cannot be added to it from there', async () => {
    await ask(world);
    const command = { commandId: 'add-to-timeline', commandContext: 'message' };
    const messagePayload = { id: '1', body: { contentType: 'text', content: 'The vendor rang' } };
    const open = () => world.bea.call('composeExtension/fetchTask', { ...command, messagePayload }, ROOM);
    expect(told(await open())).toContain(ID);
    await becomes('suspected-attack');
    expect(told(await open())).toContain('Nothing is open here');
    const data = { verb: 'note', activation: ID, text: 'The vendor rang' };
    const sent = await world.bea.call('composeExtension/submitAction', { ...command, data }, ROOM);
    expect(told(sent)).toContain(HERE_NOT);
    expect(told(sent)).not.toContain(ID);
    expect((await world.facts()).at(-1)).toBe('DomainChanged');
  });
});
