// What a channel does to a click: twice, twenty times at once, late, replayed, from an old card or an old client. One effect each.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buttonsOf } from '../../bot/local/seat.ts';
import { edgeCards } from '../../bot/teams/edge-cards.ts';
import { MINUTE, ROOM, World } from '../world.ts';
import { approve, approved, ask, inUse, numberFor, openForm, press, told, wrong } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const size = async () => (await world.records()).length;

/** The last thing a seat sent, delivered twenty times more at once: no record, and an honest card each time. */
async function deliveredAgain(seat: World['aaron']): Promise<void> {
  const before = await size();
  const answers = await Promise.all(Array.from({ length: 20 }, () => seat.again()));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  for (const answered of answers) expect(told(answered)).not.toMatch(/^FAULT/m);
  expect(await size()).toBe(before);
}

describe('the same activity delivered again', () => {
  test('a request, a wrong number, a vote, a release, the credential in hand and a hand-back: each once', async () => {
    await ask(world);
    await deliveredAgain(world.rita);
    await press(world, world.aaron, [{ on: 'approval', verb: 'approve' }, { number: wrong(numberFor(world.aaron, world.rita)) }]);
    await deliveredAgain(world.aaron);
    await approve(world, world.aaron);
    await deliveredAgain(world.aaron);
    await approve(world, world.bea);
    await deliveredAgain(world.bea);
    await press(world, world.carl, [{ on: 'custody', verb: 'release', pick: { part: 'key-1/key' } }, { seal: 'A-1' }]);
    await deliveredAgain(world.carl);
    await press(world, world.ada, [{ on: 'custody', verb: 'release', pick: { part: 'key-1/pin' } }, { seal: 'A-2' }]);
    await press(world, world.rita, [{ on: 'operation', verb: 'in-hand' }]);
    await deliveredAgain(world.rita);
    await world.rita.say('note the portal opens again');
    await deliveredAgain(world.rita);
    await press(world, world.rita, [{ on: 'operation', verb: 'hand-back' }]);
    await deliveredAgain(world.rita);
    expect(await world.verdict()).toMatchObject({ sound: true });
  });

  test('“Look again” after an answer that came late tells that the vote is recorded', async () => {
    await ask(world);
    const on = world.aaron.card('approval');
    const number = numberFor(world.aaron, world.rita);
    await press(world, world.aaron, [{ on, verb: 'approve' }, { number }]);
    const pressed = buttonsOf(on.card).find(({ verb }) => verb === 'approve');
    const { card } = edgeCards.late({ verb: 'approve', data: { ...pressed?.data, number } });
    const again = await press(world, world.aaron, [{ on: { ...on, card }, verb: 'approve' }]);
    expect(told(again)).toContain('This was recorded before; nothing was done twice.');
    expect(await world.facts()).toEqual(['Requested', 'VoteCast']);
  });

  test('what was answered late is done all the same, also where the product is ended meanwhile', async () => {
    world.answerWithin = 50;
    await world.restart();
    await ask(world);
    world.seams.append = () => pause(300);
    const late = await approve(world, world.aaron);
    expect(told(late)).toContain('This takes longer than usual');
    expect(await world.facts()).toEqual(['Requested', 'VoteCast']);
    expect(told(world.aaron.card('approval'))).toContain('YOU APPROVED');
    const number = numberFor(world.bea, world.rita);
    await world.bea.press({ on: 'approval', verb: 'approve' }, { number });
    await world.house.close();
    expect(await world.facts()).toEqual(['Requested', 'VoteCast', 'VoteCast', 'QuorumReached']);
    await world.start();
  });

  test('first of all twenty at once: one effect', async () => {
    const form = await openForm(world);
    const typed = { otherAdmin: 'no', minutes: '60', why: 'locked out' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.rita.press({ on: form, verb: 'request' }, typed)));
    await world.settle();
    for (const answered of answers) expect(told(answered)).toContain('WAITING FOR APPROVAL');
    const number = numberFor(world.aaron, world.rita);
    const on = world.aaron.card('approval');
    await Promise.all(Array.from({ length: 20 }, () => world.aaron.press({ on, verb: 'approve' }, { number })));
    expect(await world.facts()).toEqual(['Requested', 'VoteCast']);
    expect(world.connector.shown(ROOM)).toHaveLength(1);
  });

  test('a second form, opened before and sent with the same words, shows no second set of numbers', async () => {
    const [one, two] = [await openForm(world), await openForm(world)];
    const typed = { otherAdmin: 'no', minutes: '60', why: 'locked out' };
    const first = await press(world, world.rita, [{ on: one, verb: 'request' }, typed]);
    expect(told(first)).toContain('WAITING FOR APPROVAL');
    const second = await press(world, world.rita, [{ on: two, verb: 'request' }, typed]);
    expect(told(second)).toContain('BG-2026-0001 has its own card: use that one');
    expect(told(second)).not.toMatch(/^\s*\d\d\s+Aaron/m);
    expect(await world.facts()).toEqual(['Requested']);
  });

  test('more than ten minutes later it is refused at the door', async () => {
    await ask(world);
    world.pass(10 * MINUTE + 1);
    expect(await world.rita.again()).toEqual({ status: 403, card: null });
  });

  test('replayed after the end it tells what became of it, once, and changes nothing', async () => {
    await ask(world);
    const on = world.aaron.card('approval');
    const number = numberFor(world.aaron, world.rita);
    await approve(world, world.aaron);
    await approve(world, world.bea);
    await press(world, world.rita, [{ on: 'request', verb: 'withdraw' }]);
    const before = (await world.facts()).filter((type) => type !== 'Refused');
    for (const seat of [world.aaron, world.cleo, world.rita]) {
      const answered = await seat.press({ on, verb: 'approve' }, { number });
      expect(answered.status).toBe(200);
      expect(told(answered)).toContain('WITHDRAWN');
    }
    expect((await world.facts()).filter((type) => type !== 'Refused')).toEqual(before);
  });
});

describe('stale cards', () => {
  test('a card about another request takes no vote: you approve what you saw', async () => {
    await ask(world);
    const old = world.aaron.card('approval');
    await press(world, world.rita, [{ on: 'request', verb: 'withdraw' }]);
    await ask(world, { typed: { why: 'something else entirely' } });
    const request = /"request":"([0-9a-f]{64})"/.exec(JSON.stringify(old.card))?.[1];
    const number = numberFor(world.aaron, world.rita);
    const data = { card: 'approval', activation: 'BG-2026-0002', request, attempt: 0, number };
    expect(told(await world.aaron.invoke({ verb: 'approve', data }, old))).toContain('not the request that your card showed');
    expect((await world.facts()).filter((type) => type === 'VoteCast')).toEqual([]);
  });
});

describe('old clients', () => {
  test('the Action.Submit fallback does the same as Execute and leaves the card edited in place', async () => {
    await ask(world);
    const approval = world.aaron.card('approval');
    const { data } = buttonsOf(approval.card).find(({ verb }) => verb === 'approve') ?? { data: {} };
    const submitted = { verb: 'approve', data: { ...data, number: numberFor(world.aaron, world.rita) } };
    expect(await world.aaron.submit(submitted, approval)).toEqual({ status: 200, card: null });
    await world.settle();
    expect(await world.facts()).toEqual(['Requested', 'VoteCast']);
    const now = world.aaron.cards().find(({ id }) => id === approval.id);
    expect(told({ card: now?.card ?? null })).toContain('You approved');
    await world.aaron.again();
    expect(await world.facts()).toEqual(['Requested', 'VoteCast']);
  });

  test('every button of a card has a fallback with the same data and its verb', async () => {
    await inUse(world);
    const pairs = world.connector.taken().flatMap(({ card }) => executes(card));
    expect(pairs.length).toBeGreaterThan(50);
    for (const { verb, data, fallback } of pairs) expect(fallback).toMatchObject({ type: 'Action.Submit', data: { ...data, verb } });
  });

  test('pressed in the room, the answer to a fallback goes to the person’s own chat and not into the room', async () => {
    await ask(world);
    const [card] = world.connector.shown(ROOM);
    if (card === undefined) throw new Error('no card in the room');
    await world.rita.submit({ verb: 'my-view', data: { card: 'room', activation: 'BG-2026-0001' } }, card);
    await world.settle();
    expect(world.connector.shown(ROOM)).toHaveLength(1);
    expect(world.everShown(ROOM)).not.toMatch(/\b\d\d\s+Aaron Approver/);
    const opened = world.connector.all().filter(({ conversation }) => conversation.startsWith('chat-'));
    expect(opened.map(({ card: shown }) => told({ card: shown })).join('\n')).toContain('It hangs in your own chat with Glassbreak');
  });
});

/** Every Action.Execute of a card as it was sent, fallbacks and all. */
function executes(node: unknown): readonly { readonly verb: unknown; readonly data: object; readonly fallback: unknown }[] {
  if (Array.isArray(node)) return node.flatMap(executes);
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(executes);
  if (!('type' in node) || node.type !== 'Action.Execute' || !('verb' in node) || !('data' in node)) return inner;
  return [{ verb: node.verb, data: Object(node.data) as object, fallback: 'fallback' in node ? node.fallback : null }, ...inner];
}

describe('an automatic refresh', () => {
  test('shows and changes nothing, whatever verb and data it carries, and posts nothing', async () => {
    await approved(world);
    const before = await size();
    const posts = world.connector.taken().length;
    const everything = world.everybody.flatMap((seat) => seat.cards().map((card) => ({ seat, card })));
    for (const { seat, card } of everything) {
      for (const { verb, data, inputs } of buttonsOf(card.card)) {
        const answered = await seat.invoke({ verb, data: { ...data, ...inputs, seal: 'A-1', why: 'w', number: '11' } }, card, 'automatic');
        expect(answered.status).toBe(200);
        expect(told(answered)).not.toMatch(/FAULT/);
      }
    }
    await world.settle();
    expect(await size()).toBe(before);
    expect(world.connector.taken().length).toBe(posts);
  });
});
