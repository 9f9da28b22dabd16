import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BOT, CANARY, card, PERSON, startConnector, startEdge } from './rig.ts';
import type { Edge, Json } from './rig.ts';

let connector: Awaited<ReturnType<typeof startConnector>>;
let edge: Edge;
beforeEach(async () => {
  connector = await startConnector();
  edge = await startEdge({ mode: 'channel', ports: [connector.port], keysUrl: 'http://127.0.0.1:1/none', outboundWithinMs: 1_500 });
});
afterEach(async () => {
  await edge.close();
  await connector.close();
});
const place = (over: { serviceUrl?: string; conversation?: string } = {}) => ({
  serviceUrl: connector.serviceUrl,
  conversation: 'a:personal',
  kind: 'personal' as const,
  ...over,
});
const says = (status: number, code?: string) => {
  connector.state.answer = () => ({ status, ...(code === undefined ? {} : { body: { error: { code, message: CANARY } } }) });
};

test('a post names the message, and carries one card, its summary and the bot as sender', async () => {
  expect(await edge.poster.send(place(), card('hello'))).toEqual({ outcome: 'posted', message: 'message-1' });
  expect(connector.calls).toMatchObject([{ method: 'POST', path: '/_connector/v3/conversations/a:personal/activities' }]);
  expect(connector.calls[0]?.body).toEqual({
    type: 'message',
    channelId: 'msteams',
    from: { id: BOT, name: '' },
    summary: 'hello',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card('hello').card }],
  });
});

test('an edit keeps the id of its message, also when Teams names none', async () => {
  connector.state.answer = () => ({ status: 200 });
  expect(await edge.poster.update(place(), 'm/1', card('x'))).toEqual({ outcome: 'posted', message: 'm/1' });
  expect(connector.calls).toMatchObject([
    { method: 'PUT', path: '/_connector/v3/conversations/a:personal/activities/m/1', body: { id: 'm/1' } },
  ]);
});

test('a chat is opened by object id and becomes a place at the same service', async () => {
  connector.state.answer = () => ({ status: 201, body: { id: 'a:own' } });
  expect(await edge.poster.openChat(connector.serviceUrl, PERSON)).toEqual({
    outcome: 'open',
    place: { ...place(), conversation: 'a:own' },
  });
});

test('an answer that names nothing is no post and no chat', async () => {
  connector.state.answer = () => ({ status: 200 });
  expect(await edge.poster.send(place(), card('x'))).toEqual({ outcome: 'failed', why: 'Teams named no message.' });
  expect(await edge.poster.openChat(connector.serviceUrl, PERSON)).toEqual({ outcome: 'failed', why: 'Teams named no conversation.' });
});

describe('a failure has one of three names', () => {
  test.each([
    [403, 'MessageWritesBlocked', 'refused'],
    [403, 'BotNotInConversationRoster', 'refused'],
    [403, undefined, 'refused'],
    [400, 'BotNotInConversationRoster', 'refused'],
    [404, 'ConversationNotFound', 'gone'],
    [404, undefined, 'gone'],
    [400, 'ActivityNotFoundInConversation', 'gone'],
    [400, 'BadArgument', 'failed'],
    [401, undefined, 'failed'],
    [413, 'MessageSizeTooBig', 'failed'],
  ])('%i %s is %s, and Teams is asked once', async (status, code, outcome) => {
    says(status, code);
    const why = `Teams answered ${status}${code === undefined ? '' : ` (${code})`}.`;
    expect(await edge.poster.update(place(), 'm1', card('x'))).toEqual({ outcome, why });
    expect(await edge.poster.openChat(connector.serviceUrl, PERSON)).toEqual({ outcome, why });
    expect(connector.calls.length).toBe(2);
    expect(JSON.stringify(edge.logged)).not.toContain(CANARY);
  });

  test('a code that is no word is not repeated', async () => {
    says(400, 'evil\nline');
    expect(await edge.poster.send(place(), card('x'))).toEqual({ outcome: 'failed', why: 'Teams answered 400.' });
  });

  test('nobody there is failed within our time', async () => {
    await connector.close();
    expect(await edge.poster.send(place(), card('x'))).toMatchObject({ outcome: 'failed' });
    connector = await startConnector();
  });
});

describe('trying again', () => {
  test('412 is asked once more', async () => {
    connector.state.answer = () => (connector.calls.length === 1 ? { status: 412 } : null);
    expect(await edge.poster.send(place(), card('x'))).toEqual({ outcome: 'posted', message: 'message-2' });
  });
  test('412 twice is failed', async () => {
    says(412);
    expect(await edge.poster.send(place(), card('x'))).toMatchObject({ outcome: 'failed' });
    expect(connector.calls.length).toBe(2);
  });
  test("429 is the SDK's to wait for, and our time ends it; nothing leaves afterwards", async () => {
    connector.state.answer = () => ({ status: 429, headers: { 'retry-after': '2' } });
    expect(await edge.poster.send(place(), card('x'))).toEqual({
      outcome: 'failed',
      why: 'No answer from Teams within 1500 ms; it may have been posted.',
    });
    const { length } = connector.calls;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect([length, connector.calls.length]).toEqual([1, 1]);
  });
});

test('a connector that never answers costs our time and no more', async () => {
  connector.state.answer = () => 'never';
  const from = performance.now();
  expect(await edge.poster.send(place(), card('x'))).toMatchObject({ outcome: 'failed' });
  expect(performance.now() - from).toBeLessThan(3_000);
});

describe("an address that is not Teams', also one altered in our own store, is never called", () => {
  test.each(['http://evil.example/', 'https://smba.trafficmanager.net@127.0.0.1/', '', 'x'])('%p', async (serviceUrl) => {
    expect(await edge.poster.send(place({ serviceUrl }), card('x'))).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('The bot did not call'),
    });
    expect(await edge.poster.update(place({ serviceUrl }), 'm', card('x'))).toMatchObject({ outcome: 'refused' });
    expect(await edge.poster.openChat(serviceUrl, PERSON)).toMatchObject({ outcome: 'refused' });
  });

  test('a listener that waits for it hears nothing, and no redirect leads to it', async () => {
    const canary = await startConnector();
    expect(await edge.poster.send(place({ serviceUrl: canary.serviceUrl }), card('x'))).toMatchObject({ outcome: 'refused' });
    for (const status of [300, 301, 302, 303, 307, 308]) {
      const answer: { status: number; headers: Record<string, string>; body?: Json } = {
        status,
        headers: { location: `${canary.serviceUrl}/v3/conversations` },
      };
      connector.state.answer = () => answer;
      expect(await edge.poster.send(place(), card('x'))).toMatchObject({ outcome: 'failed' });
    }
    expect(canary.calls).toEqual([]);
    expect(edge.logged).toContainEqual(['outbound-blocked', { problem: 'the service address has a port that local mode does not use' }]);
    await canary.close();
  });
});

test('a conversation id is one step of the path, whatever stands in it', async () => {
  await edge.poster.send(place({ conversation: '../../../v3/conversations/a:other' }), card('x'));
  expect(connector.calls[0]?.path).toBe('/_connector/v3/conversations/../../../v3/conversations/a:other/activities');
});
