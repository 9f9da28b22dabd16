// The edge as it runs in the world, on this machine: the real server and SDK, a key server that signs as the Bot Connector would, and a
// connector that notes every call and answers as told.
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { openDoor } from '../../../bot/teams/adapter.ts';
import type { Door } from '../../../bot/teams/adapter.ts';
import { channelAuthentication, localAuthentication } from '../../../bot/teams/auth.ts';
import { tokenRuleOf } from '../../../bot/teams/token.ts';
import type { Authentication, Mode } from '../../../bot/teams/auth.ts';
import { createPoster } from '../../../bot/teams/connector.ts';
import type { Incoming, Message, Poster } from '../../../bot/teams/edge.ts';
import type { ServiceHosts } from '../../../bot/teams/hosts.ts';
import { createTeamsServer } from '../../../bot/teams/server.ts';
import type { TeamsServer } from '../../../bot/teams/server.ts';

export const APP = '11111111-2222-4333-8444-555555555555';
export const TENANT = '72f988bf-0000-4000-8000-00000000aaaa';
export const PERSON = 'aaaaaaaa-0000-4000-8000-000000000001';
export const BOT = `28:${APP}`;
export const ISSUER = 'https://api.botframework.com';
/** The marker that stands for a secret: no log line may ever hold it. */
export const CANARY = 'canary-7f3a';

export type Json = Record<string, unknown>;

export async function listening(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server: Server = createServer(handler);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, '127.0.0.1', () => resolve(undefined));
  await promise;
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { port, close };
}

const b64 = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');
const ours = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2_048 });

/** A token as the Bot Connector signs it; `key: 'foreign'` is signed by somebody else under the same key id. */
export function tokenWith(claims: Json, options: { header?: Json; key?: 'ours' | 'foreign' | 'none' } = {}): string {
  const head = b64({ typ: 'JWT', alg: 'RS256', kid: 'key-1', ...options.header });
  const body = b64(claims);
  if (options.key === 'none') return `Bearer ${head}.${body}.`;
  const signature = sign('RSA-SHA256', Buffer.from(`${head}.${body}`), (options.key === 'foreign' ? foreign : ours).privateKey);
  return `Bearer ${head}.${body}.${signature.toString('base64url')}`;
}

export type KeysAnswer = 'good' | 'unendorsed' | 'down' | 'not json' | 'keys not json' | 'empty' | 'silent';

/** An OpenID and key server. Every instance has an address of its own, so that the SDK's process-wide cache never helps. */
export async function startKeys() {
  const state: { answer: KeysAnswer; asked: number } = { answer: 'good', asked: 0 };
  const { port, close } = await listening((request, response) => {
    state.asked += 1;
    const forKeys = request.url?.startsWith('/keys') === true;
    if (state.answer === 'silent') return;
    response.statusCode = state.answer === 'down' ? 500 : 200;
    if (state.answer === 'not json' || (state.answer === 'keys not json' && forKeys)) response.end('<html>');
    else if (!forKeys) response.end(JSON.stringify({ issuer: ISSUER, jwks_uri: `http://127.0.0.1:${port}/keys` }));
    else
      response.end(
        JSON.stringify(state.answer === 'empty' ? {} : { keys: [jwk(state.answer === 'unendorsed' ? ['webchat'] : ['msteams'])] }),
      );
  });
  return { url: `http://127.0.0.1:${port}/openid`, state, close };
}

function jwk(endorsements: readonly string[]): Json {
  return { ...ours.publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig', endorsements };
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Json;
}

/** Plays the Bot Connector: notes each call, answers 201 with a running id unless `answer` says otherwise. */
export async function startConnector() {
  const calls: Call[] = [];
  const state: { answer: (call: Call) => { status: number; body?: Json; headers?: Record<string, string> } | 'never' | null } = {
    answer: () => null,
  };
  const { port, close } = await listening((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const call = { method, path: decodeURIComponent(url), authorization: headers.authorization, body: JSON.parse(text || '{}') as Json };
      calls.push(call);
      const said = state.answer(call) ?? { status: 201, body: { id: `message-${calls.length}` } };
      if (said === 'never') return;
      response.writeHead(said.status, { 'content-type': 'application/json', ...said.headers });
      response.end(JSON.stringify(said.body ?? {}));
    });
  });
  return { serviceUrl: `http://127.0.0.1:${port}/_connector`, port, calls, state, close };
}

export const card = (text: string): Message => ({
  card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text }] },
  summary: text,
});

export interface Edge {
  readonly url: string;
  readonly port: number;
  readonly door: Door;
  readonly poster: Poster;
  readonly server: TeamsServer;
  readonly arrived: Incoming[];
  readonly logged: (readonly [string, Json])[];
  readonly state: { receive: (incoming: Incoming) => Promise<Message | null>; now: () => number; healthy: () => { ok: boolean } };
  post(activity: unknown, authorization?: string): Promise<{ status: number; body: unknown; text: string }>;
  close(): Promise<void>;
}

interface EdgeOptions {
  readonly mode: Mode;
  readonly ports: readonly number[];
  readonly keysUrl?: string;
  readonly hosts?: ServiceHosts;
  readonly keysWithinMs?: number;
  readonly keysAgainMs?: number;
  readonly outboundWithinMs?: number;
}

/** The whole edge with fast limits: answers within 500 ms, refreshes within 1 s, headers and bodies within 600 ms. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const arrived: Incoming[] = [];
  const logged: [string, Json][] = [];
  const state: Edge['state'] = { receive: () => Promise.resolve(card('answered')), now: () => Date.now(), healthy: () => ({ ok: true }) };
  const clock = () => state.now();
  const log = (event: string, fields: Json) => void logged.push([event, fields]);
  const hosts = options.hosts ?? { kind: 'local', ports: options.ports };
  const channel = { appId: APP, tenant: TENANT, cloud: 'public', clock, hosts, openIdMetadataUrl: options.keysUrl ?? '' } as const;
  const credential = { getToken: () => Promise.resolve({ token: CANARY, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  function doorFor<M extends Mode>(authentication: Authentication<M>) {
    const poster = createPoster({
      authentication,
      tenant: TENANT,
      bot: BOT,
      log,
      ...(options.outboundWithinMs && { withinMs: options.outboundWithinMs }),
    });
    const door = openDoor({
      authentication,
      tenant: TENANT,
      bot: BOT,
      clock,
      log,
      poster,
      ...(options.keysWithinMs && { keysWithinMs: options.keysWithinMs }),
      ...(options.keysAgainMs && { keysAgainMs: options.keysAgainMs }),
      answerWithinMs: 500,
      refreshWithinMs: 1_000,
      cards: { malformed: () => card('malformed'), failed: (reference) => card(`failed ${reference}`), late: () => card('late') },
      receive: (incoming) => {
        arrived.push(incoming);
        return state.receive(incoming);
      },
    });
    return { door, poster };
  }
  const base = { port: 0, health: () => state.healthy(), log, clock, headersWithinMs: 600, bodyWithinMs: 600 };
  const [server, { door, poster }] = ((): readonly [TeamsServer, { door: Door; poster: Poster }] => {
    if (options.mode === 'local') {
      const opened = doorFor(localAuthentication({ ports: options.ports }));
      return [
        createTeamsServer({ ...base, bound: { mode: 'local', address: '127.0.0.1' }, door: () => Promise.resolve(opened.door) }),
        opened,
      ];
    }
    const opened = doorFor(channelAuthentication({ ...channel, credential }));
    return [
      createTeamsServer({
        ...base,
        bound: { mode: 'channel', address: '127.0.0.1', token: tokenRuleOf(channel) },
        door: () => Promise.resolve(opened.door),
      }),
      opened,
    ];
  })();
  const port = await server.listen();
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    door,
    poster,
    server,
    arrived,
    logged,
    state,
    async post(activity, authorization) {
      const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers,
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, text, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
    },
    async close() {
      await server.close();
      await door.settled();
    },
  };
}

/** A text in the person's own chat, as Teams sends it; `over` replaces members. */
export function textFrom(serviceUrl: string, over: Json = {}): Json {
  return {
    type: 'message',
    id: 'activity-1',
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:person', name: 'Rita Requester', aadObjectId: PERSON },
    recipient: { id: BOT, name: 'Glassbreak' },
    conversation: { conversationType: 'personal', tenantId: TENANT, id: 'a:personal' },
    channelData: { tenant: { id: TENANT } },
    text: 'help',
    ...over,
  };
}

/** A click on a card. */
export function clickFrom(serviceUrl: string, value: unknown, over: Json = {}): Json {
  const { text: _text, ...plain } = textFrom(serviceUrl);
  return { ...plain, type: 'invoke', name: 'adaptiveCard/action', replyToId: 'message-of-card', value, ...over };
}

export const execute = (verb: string, data: Json = {}, trigger?: string): Json => ({
  action: { type: 'Action.Execute', verb, data },
  ...(trigger === undefined ? {} : { trigger }),
});

/** The claims of a proper token, valid from a minute ago for an hour. */
export function properClaims(serviceUrl: string, over: Json = {}): Json {
  const second = Math.floor(Date.now() / 1_000);
  return { iss: ISSUER, aud: APP, serviceurl: serviceUrl, nbf: second - 60, exp: second + 3_600, ...over };
}
