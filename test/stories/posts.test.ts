// Cards that hang: mended after a restart, sent anew where they are gone, and for everybody who can be reached whoever cannot.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Append } from '../../ledger/store.ts';
import { ROOM, World, worldConfig } from '../world.ts';
import { approve, ask, inUse, numberFor, press, told, until } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const shows = (seat: World['rita'], words: string) => seat.cards().some((hanging) => told(hanging).includes(words));
const about = (seat: World['rita']) =>
  seat.cards().filter(({ card }) => JSON.stringify(card).includes('"card":"approval"') || told({ card }).includes('1 of 2'));

describe('a restart in the middle', () => {
  test('edits in place what changed meanwhile, and goes on as if nothing had happened', async () => {
    await ask(world);
    const hung = world.cleo.card('approval');
    world.connector.refuse = () => ({ status: 500, code: 'InternalServerError' });
    const on = world.aaron.card('approval');
    const number = numberFor(world.aaron, world.rita);
    expect(told(await world.aaron.press({ on, verb: 'approve' }, { number }))).toContain('You approved');
    await world.house.close();
    world.connector.refuse = () => null;
    expect(told(world.cleo.card('approval'))).toContain('0 of 2');
    await world.start();
    expect(world.cleo.card('approval').id).toBe(hung.id);
    expect(told(world.cleo.card('approval'))).toContain('1 of 2');
    expect(world.room()).toContain('1 of 2');
    expect(told(world.aaron.card('vote'))).toContain('Was this not you?');
    await approve(world, world.bea);
    expect(await world.facts()).toEqual(['Requested', 'VoteCast', 'VoteCast', 'QuorumReached']);
  });

  test('sends fresh cards where messages are gone that must change', async () => {
    await ask(world);
    const number = numberFor(world.aaron, world.rita);
    const on = world.aaron.card('approval');
    world.connector.refuse = () => ({ status: 500, code: 'InternalServerError' });
    await world.aaron.press({ on, verb: 'approve' }, { number });
    await world.house.close();
    world.connector.refuse = () => null;
    world.connector.forget();
    await world.start();
    for (const seat of [world.rita, world.aaron, world.cleo]) expect(shows(seat, '1 of 2')).toBe(true);
    expect(world.connector.shown(ROOM)).toHaveLength(1);
    expect(about(world.cleo)).toHaveLength(1);
  });

  test('an answer that was given before it is given again after it: no second effect', async () => {
    await ask(world);
    const on = world.aaron.card('approval');
    const number = numberFor(world.aaron, world.rita);
    await approve(world, world.aaron);
    await world.restart();
    expect(told(await world.aaron.press({ on, verb: 'approve' }, { number }))).toContain('recorded before');
    expect(await world.facts()).toEqual(['Requested', 'VoteCast']);
    expect(numberFor(world.bea, world.rita)).toMatch(/^\d\d$/);
  });

  test('deadlines that passed meanwhile are written at the first look', async () => {
    await ask(world);
    await world.house.close();
    world.pass(45 * 60_000);
    await world.start();
    await world.tick();
    expect(await world.facts()).toEqual(['Requested', 'Lapsed']);
  });

  test('whoever opens the chat anew sees each card once: the older copies say that they have moved', async () => {
    await inUse(world);
    const before = world.rita.cards().length;
    await world.restart();
    await world.rita.install();
    await world.settle();
    const cards = world.rita.cards();
    const moved = cards.slice(0, before).map((hanging) => told(hanging));
    expect(moved.filter((words) => words.includes('Its newest copy is further down.')).length).toBeGreaterThanOrEqual(2);
    expect(cards.filter((hanging) => told(hanging).includes('You have bg-admin-01 until'))).toHaveLength(1);
  });

  test('a side store that was lost costs fresh cards, never truth', async () => {
    await inUse(world);
    world.side.clear();
    await world.restart();
    await world.rita.install();
    await world.settle();
    expect(shows(world.rita, 'You have bg-admin-01 until')).toBe(true);
    expect(await world.verdict()).toMatchObject({ sound: true });
  });
});

describe('somebody whom the roster of the next start knows no more', () => {
  const HAS = 'YOUR APPROVAL IS NEEDED';
  test.each([
    ['left', (yaml: string) => yaml.replace(/ {2}- key: E1002[\s\S]*?(?= {2}- key: E1003)/, '')],
    ['lost the role', (yaml: string) => yaml.replace(/(name: Aaron Approver[\s\S]*?roles: )\[approver\]/, '$1[watch]')],
  ])('has no card left with a button that would only say no: who %s', async (_, change) => {
    await ask(world);
    const { conversation } = world.aaron.card('approval');
    await world.house.close();
    Object.assign(world, { config: worldConfig(change) });
    await world.start();
    const now = world.connector.shown(conversation).map(told).join('\n');
    expect(now).toContain('This card about BG-2026-0001 is no longer yours');
    expect(now).not.toContain(HAS);
    expect(shows(world.bea, HAS)).toBe(true);
    await approve(world, world.bea);
    expect(world.connector.shown(conversation).map(told).join('\n')).toBe(now);
  });
});

describe('messages that are gone', () => {
  test('are sent anew at the next change, and edited from then on', async () => {
    await ask(world);
    const number = numberFor(world.aaron, world.rita);
    const on = world.aaron.card('approval');
    world.connector.forget();
    await press(world, world.aaron, [{ on, verb: 'approve' }, { number }]);
    expect(world.room()).toContain('1 of 2');
    expect(shows(world.cleo, '1 of 2')).toBe(true);
    await approve(world, world.bea);
    expect(world.connector.shown(ROOM)).toHaveLength(1);
    expect(world.cleo.cards().map(told)).toEqual([expect.stringContaining('approved this'), expect.anything()].slice(0, 1));
  });
});

describe('somebody who cannot be reached', () => {
  const refused = [
    ['blocked the bot (403)', { status: 403, code: 'MessageWritesBlocked' }, 'refused'],
    ['is gone with the whole chat (404)', { status: 404, code: 'ConversationNotFound' }, 'gone'],
    ['is behind a service that fails (500)', { status: 500, code: 'InternalServerError' }, 'failed'],
    ['is throttled (429)', { status: 429, code: 'TooManyRequests' }, 'failed'],
    ['is behind a service that never answers', { status: 0, code: '' }, 'failed'],
  ] as const;

  test.each(refused.map(([why, answer, outcome]) => ({ why, answer, outcome })))(
    'who $why keeps nobody else’s cards from coming, and is known as not told',
    async ({ answer, outcome }) => {
      world.connector.refuse = (conversation) => (conversation === world.aaron.chat ? answer : null);
      await ask(world);
      expect(shows(world.bea, 'YOUR APPROVAL IS NEEDED')).toBe(true);
      expect(shows(world.cleo, 'YOUR APPROVAL IS NEEDED')).toBe(true);
      expect(world.room()).toContain('asks to open bg-admin-01');
      expect(about(world.aaron)).toEqual([]);
      expect(world.events('not-posted')).toContainEqual(expect.objectContaining({ outcome, viewer: 'E1002', card: 'approval' }));
      world.connector.refuse = () => null;
      if (outcome === 'failed') await until(() => shows(world.aaron, 'YOUR APPROVAL IS NEEDED'));
      else {
        await world.aaron.say('status');
        await approve(world, world.bea);
        expect(shows(world.aaron, '1 of 2')).toBe(true);
      }
      expect(about(world.aaron)).toHaveLength(1);
    },
  );

  test('an edit that Teams asks to send again (412) is sent again and arrives once', async () => {
    await ask(world);
    let times = 0;
    world.connector.refuse = (_, id) => (id !== null && (times += 1) === 1 ? { status: 412, code: 'PreconditionFailed' } : null);
    await approve(world, world.aaron);
    expect(world.events('not-edited')).toEqual([]);
    expect(shows(world.cleo, '1 of 2')).toBe(true);
    expect(about(world.cleo)).toHaveLength(1);
  });

  test('nothing that is logged about it names people, numbers or places', async () => {
    world.connector.refuse = () => ({ status: 403, code: 'MessageWritesBlocked' });
    await ask(world);
    expect(world.logged.join('\n')).toContain('not-posted');
    expect(world.logged.join('\n')).not.toMatch(/Rita|Aaron|safe in room|blocks every administrator/);
  });
});

describe('a store that cannot write', () => {
  test('says that nothing counts, sends people to paper, and takes the same click once it can', async () => {
    await ask(world);
    const number = numberFor(world.aaron, world.rita);
    world.seams.append = () => {
      throw new Error('ENOSPC: no space left on device');
    };
    const answered = await world.aaron.press({ on: 'approval', verb: 'approve' }, { number });
    expect(answered.status).toBe(200);
    expect(told(answered)).toContain('The ledger cannot be written. Nothing counts as approved');
    expect(told(answered)).toMatch(/Reference [0-9a-f]{8} \(store-down\)/);
    const reference = /Reference ([0-9a-f]{8})/.exec(told(answered))?.[1];
    expect(world.events('fault')).toContainEqual(expect.objectContaining({ reference, code: 'store-down' }));
    expect((await fetch(world.house.endpoint.replace('/api/messages', '/healthz'))).status).toBe(503);
    expect(await world.facts()).toEqual(['Requested']);
    world.seams.append = () => undefined;
    await approve(world, world.aaron);
    expect(await world.facts()).toEqual(['Requested', 'VoteCast']);
  });

  test('that fails right after the record was written does not make the answer deny it', async () => {
    await ask(world);
    await press(world, world.bea, [{ on: 'approval', verb: 'deny' }, { why: 'Ring me first' }]);
    // the card of a request that was filed over a denial has to look the denial up
    await ask(world);
    const number = numberFor(world.aaron, world.rita);
    const store = { ...world.store };
    let down = false;
    Object.assign(world.store, {
      head: () => (down ? Promise.reject(new Error('disk I/O error')) : store.head()),
      append: (entry: Append) => store.append(entry).finally(() => (down = true)),
      of: (id: string) => (down ? Promise.reject(new Error('disk I/O error')) : store.of(id)),
    });
    const answered = await world.aaron.press({ on: 'approval', verb: 'approve' }, { number });
    down = false;
    expect(await world.facts()).toEqual(['Requested', 'Denied', 'Requested', 'VoteCast']);
    expect(told(answered)).not.toMatch(/Nothing counts|did not work/);
    expect(told(answered)).toContain('YOU APPROVED');
  });

  test('that cannot give the words of a card after the record was written: the answer says that it is recorded', async () => {
    await ask(world);
    const number = numberFor(world.aaron, world.rita);
    const on = world.aaron.card('approval');
    // nothing hangs for a product that has lost its side store, so no text is at hand yet
    world.side.clear();
    await world.restart();
    const store = { ...world.store };
    let down = false;
    Object.assign(world.store, {
      append: (entry: Append) => store.append(entry).finally(() => (down = true)),
      texts: (hashes: readonly string[]) => (down ? Promise.reject(new Error('disk I/O error')) : store.texts(hashes)),
    });
    const answered = await world.aaron.press({ on, verb: 'approve' }, { number });
    down = false;
    expect(await world.facts()).toEqual(['Requested', 'VoteCast']);
    expect(told(answered)).toContain('What you did is recorded. Only the card about it cannot be shown now');
    expect(world.events('fault')).toHaveLength(1);
  });

  test('a clock that falls behind the last record decides nothing until it agrees again; looking goes on', async () => {
    await ask(world);
    const number = numberFor(world.aaron, world.rita);
    world.pass(-60_000);
    expect(told(await world.aaron.press({ on: 'approval', verb: 'approve' }, { number }))).toContain('No deadline is decided by it');
    await world.tick();
    expect(await world.facts()).toEqual(['Requested']);
    await world.aaron.say('status');
    expect(world.aaron.cards().map(told).at(-1)).toContain('REAL · REQUESTED · BG-2026-0001');
    world.pass(60_000);
    await approve(world, world.aaron);
    expect(await world.facts()).toEqual(['Requested', 'VoteCast']);
  });

  test('a ledger that was changed behind our back stops everything', async () => {
    await ask(world);
    const bent = await world.store.read(1, 100);
    const head = await world.store.head();
    await world.store.append({
      expected: head,
      next: { size: head.size + 1, root: 'f'.repeat(64) },
      activation: null,
      bytes: bent[0]?.bytes ?? new Uint8Array(),
      texts: [],
    });
    const answered = await world.aaron.say('status');
    expect(answered.status).toBe(200);
    expect(world.connector.shown(world.aaron.chat).map(told).at(-1)).toContain('The ledger does not verify. Nothing counts as approved');
    await world.house.close();
    await expect(world.start()).rejects.toThrow('The ledger does not verify, so nothing is decided on it.');
  });
});
