import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { BOT, CANARY, card, clickFrom, execute, PERSON, startConnector, startEdge, TENANT, textFrom } from './rig.ts';
import type { Edge, Json } from './rig.ts';

let connector: Awaited<ReturnType<typeof startConnector>>;
let edge: Edge;
beforeEach(async () => {
  connector = await startConnector();
  edge = await startEdge({ mode: 'local', ports: [connector.port] });
});
afterEach(async () => {
  await edge.close();
  await connector.close();
});

const click = (value: unknown = execute('vote', { activation: 'BG-1' }), over: Json = {}) => clickFrom(connector.serviceUrl, value, over);
const submit = (over: Json = {}) =>
  textFrom(connector.serviceUrl, { text: undefined, value: { verb: 'vote', activation: 'BG-1' }, replyToId: 'm1', ...over });
const text = (over: Json = {}) => textFrom(connector.serviceUrl, over);
const room = { conversation: { conversationType: 'groupChat', tenantId: TENANT, id: '19:room@thread.v2' } };
const answered = (value: string) => ({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card(value).card });
const slowly = (ms: number) => {
  edge.state.receive = async () => {
    await sleep(ms);
    return card('at last');
  };
};
/** A post and everything that comes of it: on a busy machine the answer's message may be delivered after the acknowledgement. */
const told = async (activity: Json) => {
  const answer = await edge.post(activity);
  await edge.door.settled();
  return answer;
};
const posts = () =>
  connector.calls.map(({ method, path, body }) => [method, path, (body['attachments'] as Json[] | undefined)?.[0]?.['content']]);

describe('a click', () => {
  test('is answered with its card, and nothing is posted', async () => {
    const answer = await edge.post(click());
    expect([answer.status, answer.body]).toEqual([200, answered('answered')]);
    expect(edge.arrived).toMatchObject([{ kind: 'action', verb: 'vote', data: { activation: 'BG-1' }, sender: { account: PERSON } }]);
    expect(connector.calls).toEqual([]);
  });

  test('delivered 50 times at once is answered 50 times', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => edge.post(click())));
    expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [200, answered('answered')]));
    expect(edge.arrived.length).toBe(50);
  });

  test('without an answer says so in words, because an empty answer would be delivered again', async () => {
    edge.state.receive = () => Promise.resolve(null);
    expect((await edge.post(click())).body).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Nothing has changed.',
    });
  });

  test("that fails inside is answered with a card and a reference that the log holds, but not the error's text", async () => {
    edge.state.receive = () => Promise.reject(new Error(CANARY));
    const answer = await edge.post(click());
    expect(answer.status).toBe(200);
    const reference = /failed ([0-9a-f]{8})/.exec(answer.text)?.[1];
    expect(edge.logged).toContainEqual(['receive-failed', expect.objectContaining({ reference, error: 'Error' })]);
    expect(JSON.stringify(edge.logged) + answer.text).not.toContain(CANARY);
  });

  test('that fails with something that is no error is answered the same', async () => {
    const thrown: Error = { name: 'Odd', message: CANARY };
    edge.state.receive = () => Promise.reject(thrown);
    expect((await edge.post(click())).text).toContain('failed ');
  });

  test("that takes long is answered in time, and its result replaces the card in the person's own chat", async () => {
    slowly(1_500);
    const from = performance.now();
    expect((await edge.post(click())).body).toEqual(answered('late'));
    expect(performance.now() - from).toBeLessThan(1_400);
    await edge.door.settled();
    expect(posts()).toEqual([['PUT', '/_connector/v3/conversations/a:personal/activities/message-of-card', card('at last').card]]);
  });

  test('that takes long and ends in nothing brings nothing', async () => {
    edge.state.receive = async () => {
      await sleep(1_000);
      return null;
    };
    expect((await edge.post(click())).body).toEqual(answered('late'));
    await edge.door.settled();
    expect(connector.calls).toEqual([]);
  });

  test("that takes long in a shared room is never brought there: it would show one person's card to all", async () => {
    slowly(1_000);
    expect((await edge.post(click(undefined, room))).body).toEqual(answered('late'));
    await edge.door.settled();
    expect(connector.calls).toEqual([]);
  });

  test.each<unknown>([
    null,
    'x',
    {},
    { action: { type: 'Action.Submit', verb: 'vote' } },
    { action: { type: 'Action.Execute', verb: 5 } },
    execute('vote', null as unknown as Json),
  ])('with the value %j gets an honest card, and the product never sees it', async (value) => {
    const answer = await edge.post(click(value));
    expect([answer.status, answer.body]).toEqual([200, answered('malformed')]);
    expect([edge.arrived, connector.calls]).toEqual([[], []]);
  });
});

describe('an automatic refresh', () => {
  const refresh = () => click(execute('view', {}, 'automatic'));
  test('is answered with a card, waited for longer, and never posts, edits or brings anything', async () => {
    slowly(400);
    expect((await edge.post(refresh())).body).toEqual(answered('at last'));
    slowly(1_600);
    expect((await edge.post(refresh())).body).toEqual(answered('late'));
    edge.state.receive = () => Promise.reject(new Error('x'));
    expect((await edge.post(refresh())).status).toBe(200);
    await edge.door.settled();
    expect(connector.calls).toEqual([]);
  });
});

describe('the Action.Submit fallback', () => {
  test("takes the same way as the click and edits the card in the person's own chat", async () => {
    expect(await told(submit())).toMatchObject({ status: 200, text: '' });
    expect(edge.arrived).toMatchObject([{ kind: 'action', verb: 'vote', data: { activation: 'BG-1' }, fallback: true, automatic: false }]);
    expect(posts()).toEqual([['PUT', '/_connector/v3/conversations/a:personal/activities/m1', card('answered').card]]);
  });

  test('sends a fresh card where the old one is gone or was never named', async () => {
    connector.state.answer = ({ method }) =>
      method === 'PUT' ? { status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } } : null;
    await told(submit());
    await told(submit({ replyToId: undefined }));
    expect(posts().map(([method]) => method)).toEqual(['PUT', 'POST', 'POST']);
  });

  test("in a shared room is answered in the person's own chat", async () => {
    connector.state.answer = ({ path }) => (path.endsWith('/conversations') ? { status: 201, body: { id: 'a:own' } } : null);
    await told(submit(room));
    expect(posts().map(([method, path]) => [method, path])).toEqual([
      ['POST', '/_connector/v3/conversations'],
      ['POST', '/_connector/v3/conversations/a:own/activities'],
    ]);
    expect(connector.calls[0]?.body).toEqual({
      isGroup: false,
      bot: { id: BOT, name: '' },
      members: [{ id: PERSON, name: '' }],
      tenantId: TENANT,
      channelData: { tenant: { id: TENANT } },
    });
  });

  test('in a shared room by nobody we know, or by somebody out of reach, is a log line', async () => {
    await told(submit({ ...room, from: { id: '29:x' } }));
    connector.state.answer = () => ({ status: 403, body: { error: { code: 'MessageWritesBlocked' } } });
    await told(submit(room));
    expect(edge.logged.filter(([event]) => event === 'fallback-unanswered').map(([, { why }]) => why)).toEqual(['no sender', 'refused']);
  });

  test('that is malformed gets the honest card as a message', async () => {
    expect((await told(submit({ value: { verb: 5 } }))).status).toBe(200);
    expect(posts()).toEqual([['POST', '/_connector/v3/conversations/a:personal/activities', card('malformed').card]]);
  });
});

describe('a typed text', () => {
  test('is answered with a card, its summary for notifications, in the thread it was typed in', async () => {
    const channel = { conversation: { conversationType: 'channel', tenantId: TENANT, id: '19:c@thread.tacv2;messageid=7' } };
    expect(await told(text(channel))).toMatchObject({ status: 200, text: '' });
    expect(connector.calls).toMatchObject([
      { path: '/_connector/v3/conversations/19:c@thread.tacv2;messageid=7/activities', body: { type: 'message', summary: 'answered' } },
    ]);
  });

  test('that takes long is acknowledged in time and answered afterwards', async () => {
    slowly(1_000);
    expect((await edge.post(text())).status).toBe(200);
    expect(connector.calls).toEqual([]);
    await edge.door.settled();
    expect(posts()).toEqual([['POST', '/_connector/v3/conversations/a:personal/activities', card('at last').card]]);
  });

  test('that the product has nothing to say to gets silence', async () => {
    edge.state.receive = () => Promise.resolve(null);
    expect((await told(text())).status).toBe(200);
    expect(connector.calls).toEqual([]);
  });

  test('is acknowledged although the answer cannot be delivered', async () => {
    connector.state.answer = () => ({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    expect((await told(text({ deliveryMode: 'expectReplies' }))).status).toBe(200);
  });
});

describe('an installation', () => {
  let events = 0;
  const installed = (event = `event-${++events}`) => text({ type: 'installationUpdate', action: 'add', id: event });
  const met = () => text({ type: 'conversationUpdate', membersAdded: [{ id: BOT }], id: `event-${++events}` });
  const toldBy = () => edge.arrived.map((one) => one.kind === 'installed' && one.by);

  test('is answered once, though Teams tells it twice', async () => {
    await told(installed());
    await told(met());
    expect(edge.arrived).toMatchObject([{ kind: 'installed', place: { conversation: 'a:personal', kind: 'personal' } }]);
    expect(connector.calls.length).toBe(1);
  });

  test('told by the same event again is a page opened anew, and answered each time', async () => {
    await told(installed());
    await told(installed());
    await told(met());
    await told(installed());
    expect(toldBy()).toEqual(Array(3).fill('installationUpdate'));
    expect(connector.calls.length).toBe(3);
  });

  test('is answered once for each page that is opened, in whatever order their events arrive', async () => {
    for (const event of [met(), installed(), met(), met(), installed(), installed()]) await told(event);
    expect(toldBy()).toEqual(Array(3).fill('conversationUpdate'));
    expect(connector.calls.length).toBe(3);
  });

  test('told by an event that is delivered again is answered once; an event without an id is always a new one', async () => {
    for (const event of [installed('same'), installed('same')]) await told(event);
    expect(connector.calls.length).toBe(1);
    for (const event of [installed(), installed()]) await told({ ...event, id: undefined });
    expect(connector.calls.length).toBe(3);
  });

  test('told by the other event after a while is another installation', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
    const take = (event: Json) => edge.door.take(event, '');
    edge.state.receive = () => Promise.resolve(null);
    await take(installed());
    jest.advanceTimersByTime(5_001);
    await take(met());
    jest.useRealTimers();
    expect(edge.arrived.length).toBe(2);
  });
});

describe('our message action', () => {
  const pick = () =>
    click({ commandId: 'add-to-timeline', commandContext: 'message', messagePayload: { id: '1' } }, { name: 'composeExtension/fetchTask' });
  const content = (text: string) => ({ task: { type: 'continue', value: { card: { content: card(text).card } } } });

  test('is answered with a dialog, and nothing is posted', async () => {
    expect(await edge.post(pick())).toMatchObject({ status: 200, body: content('answered') });
    expect(edge.arrived).toMatchObject([{ kind: 'quote', picked: { id: '1' }, sender: { account: PERSON } }]);
    expect(connector.calls).toEqual([]);
  });

  test('that fails, takes long or gets no answer is a dialog with words, and nothing is brought later', async () => {
    edge.state.receive = () => Promise.reject(new Error(CANARY));
    expect((await edge.post(pick())).text).toMatch(/failed [0-9a-f]{8}/);
    slowly(1_000);
    expect((await edge.post(pick())).text).toContain('This takes longer than usual');
    edge.state.receive = () => Promise.resolve(null);
    expect((await edge.post(pick())).text).toContain('This takes longer than usual');
    await edge.door.settled();
    expect(connector.calls).toEqual([]);
  });

  test('of another tenant, or older than any delivery, never reaches the product', async () => {
    expect((await edge.post({ ...pick(), channelData: { tenant: { id: 'other' } } })).status).toBe(403);
    expect((await edge.post({ ...pick(), timestamp: new Date(Date.now() - 700_000).toISOString() })).status).toBe(403);
    expect((await edge.post({ ...pick(), value: { ...(pick()['value'] as Json), padding: 'x'.repeat(262_144) } })).status).toBe(413);
    expect(edge.arrived).toEqual([]);
  });
});

describe('what we do not offer', () => {
  test.each(['task/fetch', 'composeExtension/fetchTask', 'composeExtension/submitAction'])(
    'a dialog, %s, says so in words',
    async (name) => {
      expect((await edge.post(click({ commandId: 'else', commandContext: 'message' }, { name }))).body).toEqual({
        task: { type: 'message', value: 'This bot has no such dialog. Please use the buttons on its cards, or type help.' },
      });
    },
  );
  test.each(['signin/verifyState', 'composeExtension/query', 'x'])("%s gets an empty success, never the SDK's 501", async (name) => {
    expect(await edge.post(click({}, { name }))).toMatchObject({ status: 200, body: {} });
  });
  test('a reaction is acknowledged', async () => {
    expect((await edge.post(text({ type: 'messageReaction' }))).status).toBe(200);
    expect(edge.arrived).toEqual([]);
  });
});

describe('in local mode', () => {
  test('a token is not asked for, and one that is sent is not looked at', async () => {
    expect((await edge.post(click(), 'Bearer whatever')).status).toBe(200);
  });
  test.each<Json>([
    { serviceUrl: 'https://smba.trafficmanager.net/emea/' },
    { serviceUrl: 'http://localhost:1/_connector' },
    { recipient: { id: '28:other' } },
    { channelData: { tenant: { id: 'other' } } },
  ])('%j is refused, and nobody is called', async (over) => {
    expect((await edge.post(text(over))).status).toBe(403);
    expect([edge.arrived, connector.calls]).toEqual([[], []]);
  });
  test('another channel is refused', async () => expect((await edge.post(text({ channelId: 'emulator' }))).status).toBe(401));
});
