// Where people and the room are to be found, and when a chat is opened for somebody who never wrote to us.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { silentLog } from '../../../bot/log.ts';
import { type SideStore, sideStore } from '../../../bot/store/side.ts';
import type { Poster } from '../../../bot/teams/edge.ts';
import { Whereabouts } from '../../../bot/teams/whereabouts.ts';
import { PersonId } from '../../../ledger/ids.ts';
import { closeHouse, type House, openHouse, RITA } from '../house.ts';
import { scratch } from '../store/scratch.ts';

const path = scratch();
const SERVICE = 'https://smba.trafficmanager.net/emea/';
const rita = PersonId.parse('E1001');
let house: House;
let side: SideStore;
let opened: string[];
let answer: Awaited<ReturnType<Poster['openChat']>>;
let now: number;

beforeAll(async () => {
  house = await openHouse(path('where'));
});
afterAll(() => closeHouse(house));
beforeEach(() => {
  side = sideStore(':memory:');
  opened = [];
  now = 1;
  answer = { outcome: 'open', place: { serviceUrl: SERVICE, conversation: 'a:new', kind: 'personal' } };
});

function whereabouts(change: { readonly room?: string | null | undefined; readonly opensChats?: boolean } = {}): Whereabouts {
  const never = () => Promise.resolve({ outcome: 'failed', why: 'not asked for' } as const);
  const poster: Poster = {
    send: never,
    update: never,
    openChat: (_, account) => {
      opened.push(account);
      return Promise.resolve(answer);
    },
  };
  return new Whereabouts({ desk: house.desk, side, poster, clock: () => now, log: silentLog, room: null, opensChats: true, ...change });
}

function met(conversation: string, kind: 'personal' | 'room', account = RITA.account): void {
  side.upsertPlace({ account, tenant: RITA.tenant, serviceUrl: SERVICE, conversation, kind, seenAt: 1 });
}

describe('a person', () => {
  test('is found where they were met', async () => {
    met('a:rita', 'personal');
    met('19:room', 'room');
    expect(await whereabouts().of(rita)).toEqual([{ serviceUrl: SERVICE, conversation: 'a:rita', kind: 'personal' }]);
    expect(opened).toEqual([]);
  });

  test('who never wrote gets a chat of our opening, once, and it is kept', async () => {
    met('19:room', 'room', 'somebody else');
    const places = whereabouts();
    expect(await places.of(rita)).toEqual([{ serviceUrl: SERVICE, conversation: 'a:new', kind: 'personal' }]);
    expect(await places.of(rita)).toEqual([{ serviceUrl: SERVICE, conversation: 'a:new', kind: 'personal' }]);
    expect(opened).toEqual([RITA.account]);
  });

  test('whose chat cannot be opened is tried again only after a minute', async () => {
    met('19:room', 'room', 'somebody else');
    answer = { outcome: 'refused', why: 'blocked' };
    const places = whereabouts();
    for (now of [1, 60_000, 60_001]) expect(await places.of(rita)).toEqual([]);
    expect(opened).toHaveLength(2);
  });

  test('is nowhere before any service was seen, where chats cannot be opened, and without an account', async () => {
    expect(await whereabouts().of(rita)).toEqual([]);
    met('19:room', 'room', 'somebody else');
    expect(await whereabouts({ opensChats: false }).of(rita)).toEqual([]);
    expect(await whereabouts().of(PersonId.parse('E9999'))).toEqual([]);
    expect(opened).toEqual([]);
  });
});

describe('the room', () => {
  test('is every shared conversation in local mode, the configured one in Teams, and none without a configuration', async () => {
    met('19:one', 'room');
    met('19:two', 'room');
    expect((await whereabouts().of('room')).map(({ conversation }) => conversation).sort()).toEqual(['19:one', '19:two']);
    expect(await whereabouts({ room: '19:two' }).of('room')).toEqual([{ serviceUrl: SERVICE, conversation: '19:two', kind: 'group' }]);
    expect(await whereabouts({ room: undefined }).of('room')).toEqual([]);
  });

  test('that is configured is posted to before anybody was met in it, where that is possible', async () => {
    expect(await whereabouts({ room: '19:room' }).of('room')).toEqual([]);
    met('a:rita', 'personal');
    expect(await whereabouts({ room: '19:room' }).of('room')).toEqual([{ serviceUrl: SERVICE, conversation: '19:room', kind: 'group' }]);
    expect(await whereabouts({ room: '19:room', opensChats: false }).of('room')).toEqual([]);
  });
});
