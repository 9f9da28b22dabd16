import { describe, expect, test } from '@jest/globals';
import { readIncoming } from '../../../bot/teams/intake.ts';
import { BOT, clickFrom, execute, PERSON, TENANT, textFrom } from './rig.ts';
import type { Json } from './rig.ts';

const SERVICE = 'https://smba.trafficmanager.net/emea/';
const HERE = { serviceUrl: SERVICE, conversation: 'a:personal', kind: 'personal' };
const SENT: unknown = expect.any(Number);
const SENDER = { tenant: TENANT, account: PERSON };
const arrived = (activity: Json) => {
  const verdict = readIncoming(activity);
  return verdict.kind === 'incoming' ? verdict.incoming : verdict;
};

describe('a click', () => {
  test('brings verb, data, the message it stands on, and who clicked', () => {
    expect(arrived(clickFrom(SERVICE, execute('vote', { activation: 'BG-2026-0001' })))).toEqual({
      kind: 'action',
      sender: SENDER,
      place: HERE,
      sent: SENT,
      verb: 'vote',
      data: { activation: 'BG-2026-0001' },
      automatic: false,
      message: 'message-of-card',
      fallback: false,
    });
  });
  test('is automatic only when Teams says so', () => {
    expect(arrived(clickFrom(SERVICE, execute('view', {}, 'automatic')))).toMatchObject({ automatic: true });
    expect(arrived(clickFrom(SERVICE, execute('view', {}, 'manual')))).toMatchObject({ automatic: false });
    expect(arrived(clickFrom(SERVICE, { ...execute('view'), trigger: ['automatic'] }))).toMatchObject({ automatic: false });
  });
  test('may bring no data and name no message', () => {
    expect(arrived(clickFrom(SERVICE, { action: { type: 'Action.Execute', verb: 'view' } }, { replyToId: 5 }))).toMatchObject({
      data: {},
      message: null,
    });
  });
  test.each<unknown>([
    null,
    undefined,
    'text',
    5,
    [],
    {},
    { action: null },
    { action: 'Action.Execute' },
    { action: { type: 'Action.Submit', verb: 'vote', data: {} } },
    { action: { type: 'Action.Execute', data: {} } },
    { action: { type: 'Action.Execute', verb: '', data: {} } },
    { action: { type: 'Action.Execute', verb: 5, data: {} } },
    { action: { type: 'Action.Execute', verb: ['vote'], data: {} } },
    { action: { type: 'Action.Execute', verb: 'vote', data: null } },
    { action: { type: 'Action.Execute', verb: 'vote', data: 'x' } },
    { action: { type: 'Action.Execute', verb: 'vote', data: [] } },
  ])('with the value %j is malformed', (value) => {
    expect(readIncoming(clickFrom(SERVICE, value))).toMatchObject({ kind: 'malformed', invoke: true, thread: HERE });
  });
  test('of another kind is a call that we do not offer', () => {
    expect(readIncoming(clickFrom(SERVICE, {}, { name: 'task/fetch' }))).toEqual({ kind: 'invoke', name: 'task/fetch' });
    expect(readIncoming(clickFrom(SERVICE, {}, { name: 5 }))).toEqual({ kind: 'invoke', name: '' });
  });
});

describe('our message action', () => {
  const OURS = { commandId: 'add-to-timeline', commandContext: 'message' };
  test('brings the message that it was picked on, and who picked it where', () => {
    const activity = clickFrom(SERVICE, { ...OURS, messagePayload: { id: '17' } }, { name: 'composeExtension/fetchTask' });
    expect(arrived(activity)).toMatchObject({ kind: 'quote', sender: SENDER, place: HERE, sent: SENT, picked: { id: '17' }, data: {} });
  });
  test('brings what its dialog holds', () => {
    const activity = clickFrom(SERVICE, { ...OURS, data: { verb: 'note' } }, { name: 'composeExtension/submitAction' });
    expect(arrived(activity)).toMatchObject({ kind: 'quote', sender: SENDER, picked: null, data: { verb: 'note' } });
  });
  test('from a thread of a channel is in the channel', () => {
    const conversation = { conversationType: 'channel', tenantId: TENANT, id: '19:c@thread.tacv2;messageid=17' };
    const activity = clickFrom(SERVICE, OURS, { name: 'composeExtension/fetchTask', conversation });
    expect(arrived(activity)).toMatchObject({ kind: 'quote', place: { conversation: '19:c@thread.tacv2', kind: 'channel' } });
  });
  test('of another command is a call that we do not offer', () => {
    expect(readIncoming(clickFrom(SERVICE, { ...OURS, commandId: 'x' }, { name: 'composeExtension/fetchTask' }))).toMatchObject({
      kind: 'invoke',
    });
  });
});

describe('the fallback of a click', () => {
  test('is the same action, its verb beside the data', () => {
    const activity = textFrom(SERVICE, { text: undefined, value: { verb: 'vote', activation: 'BG-2026-0001' }, replyToId: 'm1' });
    expect(arrived(activity)).toMatchObject({
      kind: 'action',
      verb: 'vote',
      data: { activation: 'BG-2026-0001' },
      message: 'm1',
      fallback: true,
      automatic: false,
    });
  });
  test.each<unknown>([{}, { verb: 5 }, 'vote', []])('with the value %j is malformed', (value) => {
    expect(readIncoming(textFrom(SERVICE, { text: '', value }))).toMatchObject({ kind: 'malformed', invoke: false });
  });
});

describe('a typed text', () => {
  const said = (text: unknown, entities: unknown = []) => arrived(textFrom(SERVICE, { text, entities }));
  const mention = (text: unknown, id = BOT) => ({ type: 'mention', mentioned: { id }, text });

  test('is trimmed', () => expect(said('  help \n')).toEqual({ kind: 'text', sender: SENDER, place: HERE, sent: SENT, text: 'help' }));
  test('loses every mention of the bot and the space that Teams puts behind it', () => {
    expect(said('<at>Break glass</at>&nbsp;status <at>Break glass</at>', [mention('<at>Break glass</at>')])).toMatchObject({
      text: 'status',
    });
  });
  test('keeps mentions of people, and mentions that only look like one of the bot', () => {
    expect(said('<at>Bea</at> rang', [mention('<at>Bea</at>', '29:bea')])).toMatchObject({ text: '<at>Bea</at> rang' });
    expect(said('<at>Break glass</at> help', [{ type: 'mention' }, null, 5])).toMatchObject({ text: '<at>Break glass</at> help' });
  });
  test('survives entities of any shape', () => {
    expect(said('help', 'x')).toMatchObject({ text: 'help' });
    expect(said('help', [mention(5), mention('')])).toMatchObject({ text: 'help' });
  });
  test('may be missing, as with a picture', () => expect(said(undefined)).toMatchObject({ kind: 'text', text: '' }));
  test('beside a value stays a text', () =>
    expect(arrived(textFrom(SERVICE, { value: { verb: 'vote' } }))).toMatchObject({ kind: 'text', text: 'help' }));
});

describe('the place', () => {
  test('of a channel is the channel, while the answer goes into its thread', () => {
    const verdict = readIncoming(
      textFrom(SERVICE, { conversation: { conversationType: 'channel', tenantId: TENANT, id: '19:c@thread.tacv2;messageid=7' } }),
    );
    expect(verdict).toMatchObject({
      incoming: { place: { conversation: '19:c@thread.tacv2', kind: 'channel' } },
      thread: { conversation: '19:c@thread.tacv2;messageid=7', kind: 'channel' },
    });
  });
  test('may be a group chat', () => {
    expect(
      arrived(textFrom(SERVICE, { conversation: { conversationType: 'groupChat', tenantId: TENANT, id: '19:g@thread.v2' } })),
    ).toMatchObject({ place: { kind: 'group' } });
  });
  test.each<unknown>([null, {}, { id: 'x' }, { id: 'x', conversationType: 'constructor' }, { id: 5, conversationType: 'personal' }])(
    '%j is none: ignored',
    (conversation) => {
      expect(readIncoming(textFrom(SERVICE, { conversation }))).toEqual({ kind: 'ignored', why: 'conversation' });
    },
  );
  test('without a service address is none', () => expect(readIncoming(textFrom(SERVICE, { serviceUrl: 5 })).kind).toBe('ignored'));
});

describe('the time of an arrival', () => {
  const sent = (over: Json) => {
    const verdict = readIncoming(textFrom(SERVICE, over));
    return verdict.kind === 'incoming' ? verdict.incoming.sent : null;
  };
  test('is the one that the service put on it, never the client’s', () => {
    const local = { localTimestamp: '2026-11-24T09:00:00+01:00' };
    expect(sent({ timestamp: '2026-11-24T02:02:00.500Z', ...local })).toBe(Date.UTC(2026, 10, 24, 2, 2, 0, 500));
    expect(sent({ timestamp: undefined, ...local })).toBeUndefined();
  });
  test.each(['soon', '', 5, null])('is none where it is %j', (timestamp) => expect(sent({ timestamp })).toBeUndefined());
});

describe('the sender', () => {
  const sender = (from: unknown) => {
    const incoming = arrived(textFrom(SERVICE, { from }));
    return 'sender' in incoming ? incoming.sender : 'none';
  };
  test('is tenant and object id, in lower case, and nothing of the name', () => {
    expect(sender({ aadObjectId: PERSON.toUpperCase(), name: 'The CISO', role: 'user', tenantId: TENANT })).toEqual(SENDER);
  });
  test.each<unknown>([
    null,
    {},
    { aadObjectId: '' },
    { aadObjectId: 'rita@contoso.example' },
    { aadObjectId: `${PERSON}0` },
    { aadObjectId: [PERSON] },
    { aadObjectId: PERSON, role: 'bot' },
    { aadObjectId: PERSON, role: 'skill' },
    { aadObjectId: PERSON, id: BOT },
    { aadObjectId: PERSON, tenantId: 'other' },
  ])('%j is nobody', (from) => expect(sender(from)).toBeNull());
  test('without a tenant is nobody', () => {
    expect(arrived(textFrom(SERVICE, { conversation: { conversationType: 'personal', id: 'a:1' } }))).toMatchObject({ sender: null });
  });
});

describe('other arrivals', () => {
  test('an installation, by either of its events', () => {
    expect(arrived(textFrom(SERVICE, { type: 'installationUpdate', action: 'add' }))).toEqual({
      kind: 'installed',
      by: 'installationUpdate',
      event: 'activity-1',
      sender: SENDER,
      place: HERE,
      sent: SENT,
    });
    expect(arrived(textFrom(SERVICE, { type: 'installationUpdate', action: 'add-upgrade' }))).toMatchObject({ kind: 'ignored' });
    expect(arrived(textFrom(SERVICE, { type: 'conversationUpdate', membersAdded: [{ id: '29:x' }, { id: BOT }] }))).toMatchObject({
      kind: 'installed',
      by: 'conversationUpdate',
      event: 'activity-1',
    });
  });
  test.each<[Json, string]>([
    [{ type: 'installationUpdate', action: 'remove' }, 'uninstalled'],
    [{ type: 'installationUpdate' }, 'uninstalled'],
    [{ type: 'conversationUpdate', membersAdded: [{ id: '29:x' }, null] }, 'members'],
    [{ type: 'conversationUpdate', membersAdded: 'x' }, 'members'],
    [{ type: 'messageReaction' }, 'type'],
    [{ type: 'endOfConversation' }, 'type'],
  ])('%j is ignored', (over, why) => expect(readIncoming(textFrom(SERVICE, over))).toEqual({ kind: 'ignored', why }));
});
