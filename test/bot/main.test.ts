// The product as it is constructed: what is in its way at the start, what it opens, and how it ends.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { RUNBOOKS } from '../../bot/files.ts';
import { logTo } from '../../bot/log.ts';
import { type Access, type Settings, start } from '../../bot/main.ts';
import { memoryStore } from '../../bot/store/memory.ts';
import { sideStore } from '../../bot/store/side.ts';
import { World, worldConfig, worldKey } from '../world.ts';

jest.setTimeout(30_000);
const now = Date.UTC(2026, 10, 23, 1, 10);
const config = worldConfig();
const local: Access = { mode: 'local', bot: '28:bot', ports: [1] };

function settings(change: Partial<Settings> = {}): Settings {
  const clock = { now: () => now, steady: () => now };
  const [store, side] = [memoryStore({ clock: clock.now }), sideStore(':memory:')];
  return {
    mode: 'local',
    config,
    runbooks: RUNBOOKS,
    store,
    side,
    key: worldKey(config, change.mode),
    access: local,
    port: 0,
    clock,
    log: logTo('silent'),
    ...change,
  };
}

describe('in local mode', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  test('listens on this machine, tells its health, and answers on one route only', async () => {
    const base = `http://127.0.0.1:${world.house.port}`;
    expect(world.house.endpoint).toBe(`${base}/api/messages`);
    expect(await (await fetch(`${base}/healthz`)).json()).toEqual({ ok: true });
    expect((await fetch(`${base}/anything`)).status).toBe(404);
  });

  test('a taken port is one sentence', async () => {
    await expect(start(settings({ port: world.house.port }))).rejects.toThrow(
      `Port ${world.house.port} is already in use on 127.0.0.1. Stop the other program, or choose another port.`,
    );
  });

  test('runbooks that are not right keep it from starting, with their lines', async () => {
    await expect(start(settings({ runbooks: import.meta.dirname }))).rejects.toThrow('post-use.yaml');
  });

  test('signs its first records and is idle after it', async () => {
    await world.settle();
    expect(await world.verdict()).toMatchObject({ sound: true, size: 2, signedTo: 2, unsigned: 0 });
  });
});

describe('in production', () => {
  const channel = { appId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', tenant: config.tenant, cloud: 'public' } as const;
  const access: Access = {
    mode: 'channel',
    bot: `28:${channel.appId}`,
    address: '127.0.0.1',
    channel: { ...channel, credential: { kind: 'managed-identity', appId: channel.appId } },
  };

  test('takes nothing without a token, and the room that is not configured is no room', async () => {
    const house = await start(settings({ mode: 'production', access, every: 5 }));
    await house.opened();
    const body = JSON.stringify({ type: 'message', channelId: 'msteams', text: 'status' });
    const knocked = await fetch(house.endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(knocked.status).toBe(401);
    await house.idle();
    await house.close();
  });

  test('its assurance is the channel’s', async () => {
    const house = await start(settings({ mode: 'production', access }));
    expect(house.desk.who({ tenant: config.tenant, account: 'aaaaaaaa-0000-4000-8000-000000000001' })?.assurance).toBe('channel');
    await house.close();
  });
});
