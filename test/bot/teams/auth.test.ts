import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ToBotFromBotOrEmulatorTokenValidationParameters as emulator } from 'botframework-connector';
import { channelAuthentication, credentialFrom, localAuthentication, openCredential } from '../../../bot/teams/auth.ts';
import { tokenRuleOf } from '../../../bot/teams/token.ts';
import {
  APP,
  BOT,
  CANARY,
  clickFrom,
  execute,
  properClaims,
  startConnector,
  startEdge,
  startKeys,
  TENANT,
  textFrom,
  tokenWith,
} from './rig.ts';
import type { Edge, Json } from './rig.ts';

const OTHER_TENANT = '99999999-0000-4000-8000-00000000bbbb';
const SERVICE = 'https://smba.trafficmanager.net/emea/';
const click = (over: Json = {}) => clickFrom(SERVICE, execute('open'), over);
const entra = (over: Json): Json => {
  const { serviceurl: _serviceurl, ...rest } = properClaims(SERVICE);
  return { ...rest, iss: `https://sts.windows.net/${TENANT}/`, tid: TENANT, ver: '1.0', appid: APP, ...over };
};
const seconds = () => Math.floor(Date.now() / 1_000);

let keys: Awaited<ReturnType<typeof startKeys>>;
let edge: Edge;
beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  keys = await startKeys();
  edge = await startEdge({ mode: 'channel', ports: [], keysUrl: keys.url, hosts: { kind: 'teams', cloud: 'public' } });
});
afterAll(async () => {
  await edge.close();
  await keys.close();
});

describe('a proper Bot Connector token', () => {
  test('lets the activity in', async () => {
    const answer = await edge.post(click(), tokenWith(properClaims(SERVICE)));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
  });

  test('still lets it in 30 s after its end and 30 s before its beginning, within our own clock skew', async () => {
    expect((await edge.post(click(), tokenWith(properClaims(SERVICE, { exp: seconds() - 30 })))).status).toBe(200);
    expect((await edge.post(click(), tokenWith(properClaims(SERVICE, { nbf: seconds() + 30 })))).status).toBe(200);
  });
});

// Each row is refused twice: by the whole edge, and by the door alone, which is what remains should the gate before it ever fail.
const forged: readonly (readonly [string, () => string])[] = [
  ['an empty header', () => ''],
  ['another audience', () => tokenWith(properClaims(SERVICE, { aud: OTHER_TENANT }))],
  ['a list of audiences', () => tokenWith(properClaims(SERVICE, { aud: [APP] }))],
  ['another issuer', () => tokenWith(properClaims(SERVICE, { iss: 'https://evil.example' }))],
  ['the issuer of another cloud', () => tokenWith(properClaims(SERVICE, { iss: 'https://api.botframework.us' }))],
  ['an end 6 minutes ago', () => tokenWith(properClaims(SERVICE, { exp: seconds() - 360 }))],
  ['an end 4 minutes ago, which the SDK alone would take', () => tokenWith(properClaims(SERVICE, { exp: seconds() - 240 }))],
  ['a beginning in 4 minutes', () => tokenWith(properClaims(SERVICE, { nbf: seconds() + 240 }))],
  ['no end', () => tokenWith(properClaims(SERVICE, { exp: undefined }))],
  ['a foreign signature', () => tokenWith(properClaims(SERVICE), { key: 'foreign' })],
  ['no signature', () => tokenWith(properClaims(SERVICE), { header: { alg: 'none' }, key: 'none' })],
  ['the algorithm HS256', () => tokenWith(properClaims(SERVICE), { header: { alg: 'HS256' } })],
  ['an unknown key id', () => tokenWith(properClaims(SERVICE), { header: { kid: 'key-2' } })],
  ['a key id that is a path', () => tokenWith(properClaims(SERVICE), { header: { kid: '../../etc/passwd' } })],
  ['another service address than the activity', () => tokenWith(properClaims('https://smba.trafficmanager.net/amer/'))],
  ['no service address', () => tokenWith(properClaims(SERVICE, { serviceurl: undefined }))],
  ['the emulator way of our own tenant, v1', () => tokenWith(entra({}))],
  [
    'the emulator way of our own tenant, v2',
    () => tokenWith(entra({ iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, ver: '2.0', appid: undefined, azp: APP })),
  ],
  ['the emulator way of another tenant', () => tokenWith(entra({ iss: `https://sts.windows.net/${OTHER_TENANT}/`, tid: OTHER_TENANT }))],
  ["the bot's own outbound token, v1", () => tokenWith(entra({ aud: 'https://api.botframework.com' }))],
  [
    "the bot's own outbound token, v2",
    () =>
      tokenWith(
        entra({ iss: `https://login.microsoftonline.com/${TENANT}/v2.0`, ver: '2.0', aud: 'https://api.botframework.com', azp: APP }),
      ),
  ],
  [
    "a person's own sign-in token",
    () => tokenWith(entra({ appid: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', oid: 'x', scp: 'access_as_user' })),
  ],
  [
    "a skill's token",
    () => tokenWith(entra({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', appid: OTHER_TENANT })),
  ],
  ["a skill's token in the channel's name", () => tokenWith(properClaims(SERVICE, { ver: '1.0', appid: OTHER_TENANT }))],
  ["an anonymous skill's token", () => tokenWith(properClaims(SERVICE, { appid: 'AnonymousSkill' }))],
];

describe('refused with 401 and a body that says nothing', () => {
  test.each(forged)('a token with %s', async (_name, token) => {
    const before = edge.arrived.length;
    const answer = await edge.post(click(), token());
    expect([answer.status, answer.body]).toEqual([401, { error: 401 }]);
    expect((await edge.door.take(click(), token())).status).toBe(401);
    expect(edge.arrived.length).toBe(before);
  });

  test('no Authorization header at all', async () => expect((await edge.post(click())).status).toBe(401));

  test.each(['Basic abc', 'Bearer', 'Bearer a.b', 'Bearer a.b.c', 'Bearer bm8.bm8.bm8', `Bearer ${'a'.repeat(9_000)}.b.c`])(
    'the header no. %#',
    async (header) => expect((await edge.post(click(), header)).status).toBe(401),
  );

  test.each(['AseChannel', 'emulator', 'webchat', 'directline', '', null])(
    'the channel %p in the body, whatever the token',
    async (channelId) => {
      expect((await edge.post(click({ channelId }), tokenWith(properClaims(SERVICE)))).status).toBe(401);
    },
  );

  test('a key that the Bot Connector has not endorsed for Teams', async () => {
    const others = await startKeys();
    others.state.answer = 'unendorsed';
    const strict = await startEdge({ mode: 'channel', ports: [], keysUrl: others.url, hosts: { kind: 'teams', cloud: 'public' } });
    expect((await strict.post(click(), tokenWith(properClaims(SERVICE)))).status).toBe(401);
    expect(strict.logged).toContainEqual(['refused', { status: 401, why: 'endorsement' }]);
    await strict.close();
    await others.close();
  });
});

describe('refused although the token is proper', () => {
  test.each<readonly [string, Json]>([
    ['another tenant in the conversation', { conversation: { conversationType: 'personal', tenantId: OTHER_TENANT, id: 'a:1' } }],
    ['another tenant in the channel data', { channelData: { tenant: { id: OTHER_TENANT } } }],
    ['no tenant in the conversation', { conversation: { conversationType: 'personal', id: 'a:1' } }],
    ['no tenant in the channel data', { channelData: {} }],
    ['another recipient', { recipient: { id: '28:other' } }],
    ['no service address', { serviceUrl: undefined }],
    ['an activity of 11 minutes ago', { timestamp: new Date(Date.now() - 660_000).toISOString() }],
    ['no time', { timestamp: undefined }],
  ])('with 403: %s', async (_name, over) => {
    const before = edge.arrived.length;
    const answer = await edge.post(click(over), tokenWith(properClaims(SERVICE)));
    expect([answer.status, answer.body]).toEqual([403, { error: 403 }]);
    expect(edge.arrived.length).toBe(before);
  });
});

test("2,000 forged tokens with random tenants, half of them in the channel's own name, add no issuer to the SDK", async () => {
  const before = emulator.issuer?.length;
  const forge = async (n: number) => {
    const tid = crypto.randomUUID();
    const claims = n % 2 === 0 ? entra({ tid, iss: `https://sts.windows.net/${tid}/` }) : properClaims(SERVICE, { tid });
    return (await edge.post(click(), `${tokenWith(claims, { key: 'none' })}forged`)).status;
  };
  for (let n = 0; n < 2_000; n += 50) {
    const statuses = await Promise.all(Array.from({ length: 50 }, (_, k) => forge(n + k)));
    expect(new Set(statuses)).toEqual(new Set([401]));
  }
  expect(emulator.issuer?.length).toBe(before);
  expect((await edge.post(click(), tokenWith(properClaims(SERVICE)))).status).toBe(200);
}, 30_000);

test("the bot's own token goes with every call to the connector, is asked for each turn, and stands in no log line", async () => {
  const connector = await startConnector();
  const own = await startEdge({ mode: 'channel', ports: [connector.port], keysUrl: keys.url });
  await own.post(textFrom(connector.serviceUrl), tokenWith(properClaims(connector.serviceUrl)));
  expect(connector.calls.map(({ authorization }) => authorization)).toEqual([`Bearer ${CANARY}`]);
  expect(JSON.stringify(own.logged)).not.toContain(CANARY);
  await own.close();
  await connector.close();
});

test("the SDK's own connector signs nothing for a host that is not Teams'", async () => {
  const asked: string[] = [];
  const credential = { getToken: (scope: string | string[]) => (asked.push(String(scope)), Promise.resolve(null)) };
  const authentication = channelAuthentication({ appId: APP, tenant: TENANT, cloud: 'public', credential, clock: Date.now });
  const canary = await startConnector();
  const { ClaimsIdentity } = await import('botframework-connector');
  const client = await authentication.sdk.createConnectorFactory(new ClaimsIdentity([])).create(canary.serviceUrl);
  await expect(client.conversations.sendToConversation('a:1', { type: 'message' })).rejects.toThrow('No call: the service address');
  expect([asked, canary.calls]).toEqual([[], []]);
  const inTeams = await authentication.sdk.createConnectorFactory(new ClaimsIdentity([])).create(SERVICE);
  await expect(inTeams.conversations.sendToConversation('a:1', { type: 'message' })).rejects.toThrow('No token for the Bot Connector.');
  expect(asked).toEqual(['https://api.botframework.com/.default']);
  await canary.close();
});

describe('what is built', () => {
  const own = { tenant: TENANT, appId: APP, cloud: 'us-government' } as const;

  test('authentication without an app id or a tenant is not built, because the SDK would take everybody', () => {
    const credential = credentialFrom({ kind: 'secret', ...own, secret: CANARY });
    for (const missing of [{ appId: '' }, { tenant: '' }]) {
      expect(() => channelAuthentication({ ...own, credential, clock: Date.now, ...missing })).toThrow(
        'The app id and the tenant must be set',
      );
    }
  });

  test('a credential is opened when the first token is asked for, and once', async () => {
    const credential = credentialFrom({ kind: 'certificate', ...own, path: '/nowhere.pem' });
    await expect(credential.getToken('scope')).rejects.toThrow('/nowhere.pem');
    await expect(credential.getToken('scope')).rejects.toThrow('/nowhere.pem');
  });

  test('each kind of credential is the one of its name', async () => {
    const opened = await Promise.all([
      openCredential({ kind: 'managed-identity', appId: APP }),
      openCredential({ kind: 'federated', ...own, identity: BOT }),
      openCredential({ kind: 'certificate', ...own, path: '/nowhere.pem' }),
      openCredential({ kind: 'secret', ...own, cloud: 'public', secret: CANARY }),
    ]);
    const names = opened.map((credential) => credential.constructor.name);
    expect(names).toEqual([
      'ManagedIdentityCredential',
      'ClientAssertionCredential',
      'ClientCertificateCredential',
      'ClientSecretCredential',
    ]);
  });

  test('the Government cloud has its own issuer', () => {
    expect(tokenRuleOf(own).issuer).toBe('https://api.botframework.us');
    expect(
      channelAuthentication({ ...own, credential: credentialFrom({ kind: 'managed-identity', appId: APP }), clock: Date.now }).hosts,
    ).toEqual({
      kind: 'teams',
      cloud: 'us-government',
    });
  });

  test('local authentication knows its ports and nothing else', () => {
    expect(localAuthentication({ ports: [56_150] })).toMatchObject({ mode: 'local', appId: '', hosts: { kind: 'local', ports: [56_150] } });
  });
});
