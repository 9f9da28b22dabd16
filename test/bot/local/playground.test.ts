// The real Playground as our child, with a throw-away bot: who arrives as whom, where it listens, and that nothing is left behind.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { portIsFree } from '../../../bot/local/child.ts';
import { seats } from '../../../bot/local/people.ts';
import { installBot, startPlaygrounds } from '../../../bot/local/playground.ts';
import type { Page } from '../../../bot/local/playground.ts';
import { act, custom, say, stream, submit } from '../../playground/act.ts';
import type { Stream } from '../../playground/act.ts';
import { startBot } from '../../playground/bot.ts';
import type { Arrived, Bot, Json } from '../../playground/bot.ts';
import { freePorts, people, startFor, tenantOf } from '../../playground/start.ts';
import type { Started } from '../../playground/start.ts';

const card = (text: string): Json => ({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] });
const textOf = (json: Json | null): unknown => (json as { readonly body?: readonly { readonly text?: string }[] } | null)?.body?.[0]?.text;

async function until<T>(look: () => T | undefined, patience = 8000): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function reachable(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    socket.once('connect', () => resolve(true));
    for (const event of ['error', 'timeout'] as const) socket.once(event, () => resolve(false));
    socket.once('close', () => resolve(false));
    setTimeout(() => socket.destroy(), 1500).unref();
  });
}

describe('two people at two Playgrounds', () => {
  let bot: Bot;
  let started: Started;
  let rita: Page;
  let aaron: Page;
  let reading: Stream;
  const arrived = (fits: (activity: Arrived) => boolean): Promise<Arrived> => until(() => bot.arrived.find(fits));
  const posted = (page: Page, text: string): Promise<string> =>
    bot.post({ serviceUrl: page.serviceUrl, conversation: page.seat.chat }, card(text));

  beforeAll(async () => {
    bot = await startBot(({ from }) => card(`seen ${from.name}`));
    started = await startFor(2, bot.endpoint);
    [rita, aaron] = [started.pages[0]!, started.pages[1]!];
    reading = await stream(rita);
  }, 40_000);
  afterAll(async () => {
    await reading.close();
    await started.stop();
    await bot.stop();
    expect(await portIsFree(rita.port)).toBe(true);
    expect(started.lines).toEqual([]);
  });

  test('they listen on 127.0.0.1 and on no other address of this machine', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((list) => (list ?? []).map(({ address }) => address))
      .filter((address) => address !== '127.0.0.1');
    expect(await reachable('127.0.0.1', rita.port)).toBe(true);
    const open = await Promise.all(['127.0.0.2', '::1', ...others].map(async (host) => ((await reachable(host, rita.port)) ? host : null)));
    expect(open.filter((host) => host !== null)).toEqual([]);
  });

  test('the bot meets each person in their chat and in their copy of the room, at the address it can answer to', async () => {
    expect(await installBot(started.pages)).toEqual([]);
    for (const page of [rita, aaron]) {
      for (const place of [page.seat.chat, page.seat.room]) {
        const met = await arrived(
          (one) => one.type === 'installationUpdate' && one.conversation === place && one.serviceUrl === page.serviceUrl,
        );
        expect(met.from.account).toBe(page.person.account);
      }
    }
    expect(rita.serviceUrl).toBe(`http://127.0.0.1:${rita.port}/_connector`);
  });

  test('a place that the Playground does not know is told in a sentence', async () => {
    const lost = { ...rita, seat: { ...rita.seat, chat: 'a:nowhere' } };
    expect(await installBot([lost])).toEqual([
      'The bot could not be installed in a:nowhere of Rita Requester: the Playground answered 404.',
    ]);
    const dead = { ...rita, url: 'http://127.0.0.1:1' };
    expect((await installBot([dead])).join()).toContain('could not be installed in a:chat-rita-requester of Rita Requester: TypeError');
  });

  test('typed text arrives as the page’s person, from the chat and, with the bot mentioned, from the room', async () => {
    await say(rita, rita.seat.chat, 'hello from Rita');
    await say(aaron, aaron.seat.room, 'hello from Aaron');
    const inChat = await arrived(({ text }) => text === 'hello from Rita');
    const inRoom = await arrived(({ text }) => text.endsWith('hello from Aaron'));
    expect([inChat.from.account, inRoom.from.account]).toEqual([rita.person.account, aaron.person.account]);
    expect([inChat.conversation, inRoom.conversation]).toEqual([rita.seat.chat, aaron.seat.room]);
    await expect(say(rita, 'a:nowhere', 'lost')).rejects.toThrow('the Playground took no text (404)');
  });

  test('a click arrives as the page’s person and gets the bot’s card; an edit by the bot is seen', async () => {
    const message = await posted(rita, 'one');
    expect(textOf((await reading.until(rita.seat.chat, ({ id }) => id === message)).card)).toBe('one');
    const answer = await act(rita, { conversation: rita.seat.chat, message, verb: 'go', data: { a: 1 } });
    expect([answer.status, textOf(answer.value)]).toEqual([200, 'seen Rita Requester']);
    const click = await arrived(({ replyTo }) => replyTo === message);
    expect(click.value).toEqual({ trigger: 'manual', action: { type: 'Action.Execute', verb: 'go', data: { a: 1 } } });
    await bot.edit({ serviceUrl: rita.serviceUrl, conversation: rita.seat.chat }, message, card('two'));
    expect(textOf((await reading.until(rita.seat.chat, ({ id, edits }) => id === message && edits === 1)).card)).toBe('two');
    await expect(reading.until('a:nowhere', () => true, 30)).rejects.toThrow('nothing fits in a:nowhere; there hangs []');
  });

  test('in the room another known person can act, in somebody’s own chat nobody else can', async () => {
    const inRoom = await bot.post({ serviceUrl: rita.serviceUrl, conversation: rita.seat.room }, card('room'));
    const click = { conversation: rita.seat.room, message: inRoom, verb: 'look', as: aaron.seat.user, trigger: 'automatic' } as const;
    expect(textOf((await act(rita, click)).value)).toBe('seen Aaron Approver');
    expect((await arrived(({ replyTo }) => replyTo === inRoom)).value['trigger']).toBe('automatic');
    const message = await posted(rita, 'mine');
    const stranger = await act(rita, { ...click, conversation: rita.seat.chat, message });
    expect([stranger.status, stranger.body['code']]).toEqual([400, 'UserNotFound']);
  });

  test('Action.Submit and any other activity reach the bot too', async () => {
    const message = await posted(rita, 'form');
    expect(await submit(rita, { conversation: rita.seat.chat, message, data: { verb: 'go' } })).toBe(200);
    const submitted = await arrived(({ type, replyTo }) => type === 'message' && replyTo === message);
    expect([submitted.value, submitted.from.account]).toEqual([{ verb: 'go' }, rita.person.account]);
    const forged = {
      type: 'message',
      text: 'forged',
      from: { id: '29:x', aadObjectId: 'x' },
      conversation: { id: rita.seat.chat, tenantId: 'other' },
    };
    expect(await custom(rita, forged)).toBe(200);
    expect((await arrived(({ text }) => text === 'forged')).serviceUrl).toBe(rita.serviceUrl);
  });
});

describe('starting and ending', () => {
  let dataDir = '';
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'playground-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));
  const start = (firstPort: number, spoil: (yaml: string) => string = (yaml) => yaml) => {
    const two = seats(tenantOf(people(2))).map((seat) => ({ ...seat, configuration: spoil(seat.configuration) }));
    return startPlaygrounds({ seats: two, botEndpoint: 'http://127.0.0.1:9/', firstPort, dataDir, log: () => undefined });
  };

  test('a taken port is one sentence that names it, and nothing is started', async () => {
    const first = await freePorts(2);
    const holder = createServer().listen(first + 1, '127.0.0.1');
    const result = await start(first);
    holder.close();
    expect(result.outcome === 'failed' && result.why).toBe(
      `The Playground cannot listen on 127.0.0.1, because another program holds these ports or they do not exist: ${first + 1} (for Aaron Approver). End that program, or choose other ports: npm start -- --first-port 57000.`,
    );
    expect(existsSync(join(dataDir, 'rita-requester'))).toBe(false);
  });

  test('when one cannot start, the reason of the Playground is told and the others are ended', async () => {
    const first = await freePorts(2);
    const result = await start(first, (yaml) => (yaml.includes('currentUser:\n  id: 29:aaron') ? yaml.replace('0.1.1', '9') : yaml));
    const why = result.outcome === 'failed' ? result.why : '';
    expect(why).toContain('The Playground of Aaron Approver ended before it was ready (exit code 1). It said last:');
    expect(why).toContain('version');
    expect(why).not.toContain('Rita');
    expect([await portIsFree(first), existsSync(join(dataDir, 'rita-requester'))]).toEqual([true, false]);
  }, 40_000);

  // SIGINT goes to the whole group, as Ctrl-C in a terminal does
  test.each(['SIGKILL', 'SIGINT'] as const)(
    'a parent ended by %s leaves no child behind',
    async (signal) => {
      const port = await freePorts(1);
      const parent = spawn(process.execPath, [join(import.meta.dirname, 'parent.ts'), dataDir, String(port)], { detached: true });
      const said = await new Promise<string>((resolve) => parent.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString())));
      expect([said.trim(), await portIsFree(port)]).toEqual(['ready', false]);
      process.kill(signal === 'SIGKILL' ? parent.pid! : -parent.pid!, signal);
      const deadline = performance.now() + 5000;
      while (!(await portIsFree(port)) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await portIsFree(port)).toBe(true);
    },
    40_000,
  );
});
