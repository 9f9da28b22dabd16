import { afterEach, describe, expect, test } from '@jest/globals';
import { openDoor } from '../../../bot/teams/adapter.ts';
import { localAuthentication } from '../../../bot/teams/auth.ts';
import { tokenRuleOf } from '../../../bot/teams/token.ts';
import { createTeamsServer } from '../../../bot/teams/server.ts';
import type { ServerSettings } from '../../../bot/teams/server.ts';
import { APP, BOT, CANARY, card, clickFrom, execute, listening, startEdge, TENANT } from './rig.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
const SERVICE = 'http://127.0.0.1:56150/_connector';
async function localEdge() {
  const edge = await startEdge({ mode: 'local', ports: [56_150] });
  closers.push(() => edge.close());
  return edge;
}
const door = () =>
  openDoor({
    authentication: localAuthentication({ ports: [56_150] }),
    tenant: TENANT,
    bot: BOT,
    clock: Date.now,
    log: () => undefined,
    receive: () => Promise.resolve(card('answered')),
    poster: { send: never, update: never, openChat: never },
    cards: { malformed: () => card('m'), failed: () => card('f'), late: () => card('l') },
  });
const never = () => Promise.reject(new Error('nothing is posted here'));
const local = (over: object = {}): ServerSettings => ({
  bound: { mode: 'local', address: '127.0.0.1' },
  port: 0,
  door: () => Promise.resolve(door()),
  health: () => ({ ok: true }),
  log: () => undefined,
  clock: Date.now,
  ...over,
});
const started = async (settings: ServerSettings) => {
  const server = createTeamsServer(settings);
  const port = await server.listen();
  closers.push(() => server.close());
  return { server, url: `http://127.0.0.1:${port}`, port };
};
const post = (url: string) =>
  fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(clickFrom(SERVICE, execute('open'))),
  });

describe('routes', () => {
  test('health tells what it is told, and 503 when it is not well', async () => {
    const edge = await localEdge();
    expect(await (await fetch(`${edge.url}/healthz`)).json()).toEqual({ ok: true });
    edge.state.healthy = () => ({ ok: false });
    expect((await fetch(`${edge.url}/healthz`)).status).toBe(503);
    edge.state.healthy = () => {
      throw new Error(CANARY);
    };
    const broken = await fetch(`${edge.url}/healthz`);
    expect([broken.status, await broken.json()]).toEqual([503, { ok: false }]);
  });

  test.each([
    ['GET', '/'],
    ['GET', '/api/messages'],
    ['DELETE', '/api/messages'],
    ['POST', '/healthz'],
    ['GET', '/canary-7f3a?x=canary-7f3a'],
    ['GET', '/%zz'],
    ['PUT', '/api/messages/../../etc'],
  ])('%s %s is 404 and repeats nothing', async (method, path) => {
    const edge = await localEdge();
    const headers = method === 'GET' ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${edge.url}${path}`, { method, headers });
    expect([answer.status, await answer.text()]).toEqual([404, '{"error":404}']);
  });
});

describe('local mode', () => {
  test.each(['0.0.0.0', '::', '192.168.0.5', 'localhost', ''])('refuses to listen on %p', (address) => {
    expect(() => createTeamsServer(local({ bound: { mode: 'local', address } }))).toThrow(
      `Local mode has no authentication, so it listens on 127.0.0.1 only, not on ${address}.`,
    );
  });

  test('a door without authentication lets nobody in through a server that promised it', async () => {
    const token = tokenRuleOf({ appId: APP, tenant: TENANT, cloud: 'public' });
    const { server, url } = await started(local({ bound: { mode: 'channel', address: '127.0.0.1', token } }));
    await expect(server.opened()).rejects.toThrow('belongs behind a server in local mode');
    expect((await post(url)).status).toBe(401);
  });
});

describe('start and end', () => {
  test('a taken port is one clear sentence', async () => {
    const taken = await listening(() => undefined);
    closers.push(taken.close);
    const server = createTeamsServer(local({ port: taken.port }));
    await expect(server.listen()).rejects.toMatchObject({
      name: 'StartFault',
      message: `Port ${taken.port} is already in use on 127.0.0.1. Stop the other program, or choose another port.`,
    });
  });

  test('an address of another machine is one clear sentence', async () => {
    const token = tokenRuleOf({ appId: APP, tenant: TENANT, cloud: 'public' });
    const server = createTeamsServer(local({ bound: { mode: 'channel', address: '192.0.2.1', token } }));
    await expect(server.listen()).rejects.toThrow('192.0.2.1 is not an address of this machine. Choose one that is, or 0.0.0.0 for all.');
  });

  test('any other trouble names its code', async () => {
    const token = tokenRuleOf({ appId: APP, tenant: TENANT, cloud: 'public' });
    const server = createTeamsServer(local({ bound: { mode: 'channel', address: 'no.such.host.invalid', token } }));
    await expect(server.listen()).rejects.toThrow(/^The server could not listen on no\.such\.host\.invalid, port 0: E/);
  });

  test('a request that is early waits for the door', async () => {
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof door>>();
    const { server, url } = await started(local({ door: () => promise }));
    const early = post(url);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    resolve(door());
    await server.opened();
    expect((await early).status).toBe(200);
  });

  test('a door that cannot be opened means 503', async () => {
    const { server, url } = await started(local({ door: never }));
    await expect(server.opened()).rejects.toThrow('nothing is posted here');
    expect((await post(url)).status).toBe(503);
  });

  test('a door that throws nevertheless means 500 and a body that says nothing', async () => {
    const { url } = await started(local({ door: () => Promise.resolve({ ...door(), take: () => Promise.reject(new Error(CANARY)) }) }));
    const answer = await post(url);
    expect([answer.status, await answer.text()]).toEqual([500, '{"error":500}']);
  });

  test('closing is prompt although a client keeps its connection', async () => {
    const { server, url } = await started(local());
    await (await post(url)).text();
    const from = performance.now();
    await server.close();
    expect(performance.now() - from).toBeLessThan(500);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  test('closing gives a running request two seconds and no more', async () => {
    const { server, url } = await started(local({ door: () => new Promise(() => undefined) }));
    const hanging = post(url).catch(() => 'dropped');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const from = performance.now();
    await server.close();
    expect(performance.now() - from).toBeLessThan(3_000);
    expect(await hanging).toBe('dropped');
  });
});
