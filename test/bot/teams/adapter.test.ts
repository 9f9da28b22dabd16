import { afterEach, expect, test } from '@jest/globals';
import { openDoor } from '../../../bot/teams/adapter.ts';
import type { DoorParts } from '../../../bot/teams/adapter.ts';
import { localAuthentication } from '../../../bot/teams/auth.ts';
import { BOT, CANARY, card, clickFrom, execute, TENANT, textFrom } from './rig.ts';

const SERVICE = 'http://127.0.0.1:56150/_connector';
const logged: unknown[] = [];
afterEach(() => void logged.splice(0));
const fails = () => {
  throw new TypeError(CANARY);
};
const none = () => Promise.resolve({ outcome: 'failed', why: 'not here' } as const);
const doorWith = (over: Partial<DoorParts<'local'>> = {}) =>
  openDoor({
    authentication: localAuthentication({ ports: [56_150] }),
    tenant: TENANT,
    bot: BOT,
    clock: Date.now,
    log: (event, fields) => void logged.push([event, fields]),
    receive: () => Promise.resolve(card('answered')),
    poster: { send: none, update: none, openChat: none },
    cards: { malformed: fails, failed: fails, late: fails },
    ...over,
  });

test('a fault of our own that no card covers is 500 for a click and 200 for a text, logged without its words', async () => {
  const door = doorWith({ receive: () => Promise.reject(new Error('x')) });
  expect(await door.take(clickFrom(SERVICE, execute('open')), '')).toEqual({ status: 500, why: 'failed' });
  expect(await door.take(clickFrom(SERVICE, null), '')).toEqual({ status: 500, why: 'failed' });
  expect(await door.take(textFrom(SERVICE), '')).toEqual({ status: 200 });
  expect(logged).toContainEqual(['turn-failed', { error: 'TypeError', where: expect.stringContaining('at ') }]);
  expect(JSON.stringify(logged)).not.toContain(CANARY);
});

test("a fault before the turn is 500, too, and logged as the door's", async () => {
  let broken = false;
  const door = doorWith({ clock: () => (broken ? fails() : Date.now()) });
  broken = true;
  expect(await door.take(textFrom(SERVICE), '')).toEqual({ status: 500, why: 'failed' });
  expect(logged).toEqual([['door-failed', { error: 'TypeError', where: expect.stringContaining('at ') }]]);
});

test('an activity without a type is 400', async () => {
  expect(await doorWith().take({ channelId: 'msteams' }, '')).toEqual({ status: 400, why: 'no type' });
});
