import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { clickFrom, execute, properClaims, startEdge, startKeys, tokenWith } from './rig.ts';
import type { KeysAnswer } from './rig.ts';

jest.spyOn(console, 'error').mockImplementation(() => undefined);
const SERVICE = 'https://smba.trafficmanager.net/emea/';
const click = () => clickFrom(SERVICE, execute('open'));
const proper = () => tokenWith(properClaims(SERVICE));
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function edgeWith(answer: KeysAnswer, keysAgainMs = 60_000) {
  const keys = await startKeys();
  keys.state.answer = answer;
  const edge = await startEdge({
    mode: 'channel',
    ports: [],
    keysUrl: keys.url,
    hosts: { kind: 'teams', cloud: 'public' },
    keysWithinMs: 1_000,
    keysAgainMs,
  });
  closers.push(
    () => edge.close(),
    () => keys.close(),
  );
  return { keys, edge };
}

describe('a key server in trouble at a cold start', () => {
  test.each<KeysAnswer>(['down', 'not json', 'silent'])(
    'that is %s means 503 for a proper token, and 200 as soon as it is well again',
    async (answer) => {
      const { keys, edge } = await edgeWith(answer);
      const refused = await edge.post(click(), proper());
      expect([refused.status, refused.body]).toEqual([503, { error: 503 }]);
      expect(edge.arrived).toEqual([]);
      keys.state.answer = 'good';
      expect((await edge.post(click(), proper())).status).toBe(200);
    },
  );

  test.each<KeysAnswer>(['keys not json', 'empty'])(
    'whose answer is %s, which the SDK would keep for an hour, is asked again after a minute',
    async (answer) => {
      const { keys, edge } = await edgeWith(answer);
      expect((await edge.post(click(), proper())).status).not.toBe(200);
      keys.state.answer = 'good';
      expect((await edge.post(click(), proper())).status).toBe(401);
      edge.state.now = () => Date.now() + 61_000;
      await edge.post(click(), proper());
      expect((await edge.post(click(), proper())).status).toBe(200);
    },
  );
});

test('once a token has proved the keys, unknown key ids fetch nothing more', async () => {
  const { keys, edge } = await edgeWith('good', 1);
  expect((await edge.post(click(), proper())).status).toBe(200);
  const { asked } = keys.state;
  for (let n = 0; n < 20; n += 1)
    expect((await edge.post(click(), tokenWith(properClaims(SERVICE), { header: { kid: `key-x${n}` } }))).status).toBe(401);
  expect(keys.state.asked).toBe(asked);
});
