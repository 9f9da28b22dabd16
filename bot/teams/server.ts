// The HTTP server: one route for Teams, one for health, 404 for the rest. Nothing of a request or an error is ever sent back, no
// request ends the process, and without authentication it listens on this machine only.
import type { IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import restify from 'restify';
import type { Door, Reply } from './adapter.ts';
import type { Mode } from './auth.ts';
import type { Log } from './edge.ts';
import { objectOf } from './json.ts';
import { whereOf } from './where.ts';
import { headerRefusal, localRefusal, readActivity } from './gate.ts';
import type { Refusal } from './gate.ts';
import { closeWithin, createLimitedServer, listenOn, StartFault } from './listen.ts';
import { createRefusalLog } from './refusals.ts';
import { bearerProblem } from './token.ts';
import type { TokenRule } from './token.ts';

/** Where to listen, and for whom: without tokens only on 127.0.0.1. */
export type Bound<M extends Mode> = M extends 'local'
  ? { readonly mode: 'local'; readonly address: '127.0.0.1' }
  : { readonly mode: 'channel'; readonly address: string; readonly token: TokenRule };

interface ServerSettingsFor<M extends Mode> {
  readonly bound: Bound<M>;
  /** 0: any free port. */
  readonly port: number;
  /** Called once the port is open, because loading the SDK takes half a second; requests that are early wait for it. */
  readonly door: () => Promise<Door<M>>;
  /** What GET /healthz tells: 200 when `ok`, else 503. */
  readonly health: () => Readonly<{ ok: boolean }>;
  readonly log: Log;
  readonly clock: () => number;
  /** Time for the headers and for the body of a request, in ms. */
  readonly headersWithinMs?: number;
  readonly bodyWithinMs?: number;
}
export type ServerSettings = { readonly [M in Mode]: ServerSettingsFor<M> }[Mode];

export interface TeamsServer {
  /** Resolves with the port as soon as it is open; rejects with a StartFault that says what is in the way. */
  listen(): Promise<number>;
  /** Resolves when the door is open; rejects when it could not be opened (then every request gets 503). */
  opened(): Promise<void>;
  /** Resolves when nothing runs any more that outlived its answer; once listening. */
  settled(): Promise<void>;
  /** Takes nothing more; resolves when what was begun is done, after two seconds at the latest. */
  close(): Promise<void>;
}

const GRACE_MS = 2_000;
const HEADERS_WITHIN_MS = 10_000;
const BODY_WITHIN_MS = 10_000;

export function createTeamsServer(settings: ServerSettings): TeamsServer {
  const { bound, port } = settings;
  const address: string = bound.address;
  if (bound.mode === 'local' && address !== '127.0.0.1') {
    throw new StartFault(`Local mode has no authentication, so it listens on 127.0.0.1 only, not on ${address}.`);
  }
  const { promise: door, resolve, reject } = Promise.withResolvers<Door>();
  door.catch(() => undefined);
  const { headersWithinMs = HEADERS_WITHIN_MS, bodyWithinMs = BODY_WITHIN_MS } = settings;
  const app = routes(settings, door);
  const server = createLimitedServer({ headersWithinMs, requestWithinMs: headersWithinMs + bodyWithinMs }, (request, response) => {
    app.server.emit('request', request, response);
  });
  const open = async () => {
    const opened = await settings.door();
    if (opened.mode !== bound.mode)
      throw new StartFault('A door without authentication belongs behind a server in local mode, and no other does.');
    return opened;
  };
  const settled = async () => (await door.catch(() => null))?.settled();
  return {
    async listen() {
      const taken = await listenOn(server, address, port);
      open().then(resolve, reject);
      return taken;
    },
    async opened() {
      await door;
    },
    settled,
    async close() {
      const done = new AbortController();
      const over = setTimeout(GRACE_MS, undefined, { signal: done.signal }).catch(() => undefined);
      await closeWithin(server, GRACE_MS);
      await Promise.race([settled(), over]);
      done.abort();
    },
  };
}

function routes(settings: ServerSettings, door: Promise<Door>): restify.Server {
  const app = restify.createServer({ name: 'glassbreak' });
  const note = createRefusalLog(settings.log, settings.clock);
  const answer = (request: IncomingMessage, response: restify.Response, reply: Reply) => {
    if (reply.why !== undefined) note(reply.status, reply.why);
    send(request, response, reply);
  };
  app.pre((request, response, next) => {
    const refusal = headerRefusal(request);
    if (refusal !== null) answer(request, response, refusal);
    next(refusal === null ? undefined : false);
  });
  app.post('/api/messages', async (request, response) => {
    answer(request, response, await receive(request, settings, door));
  });
  app.get('/healthz', (request, response, next) => {
    const health = healthOf(settings);
    send(request, response, { status: health.ok ? 200 : 503, body: health });
    next();
  });
  // The router's own errors repeat the path; ours say nothing.
  app.on('restifyError', (request: IncomingMessage, response: restify.Response, ...[error, done]: [unknown, () => void]) => {
    const { statusCode } = objectOf(error);
    send(request, response, { status: typeof statusCode === 'number' && statusCode < 500 ? 404 : 500 });
    done();
  });
  return app;
}

function healthOf({ health, log }: ServerSettings): Readonly<{ ok: boolean }> {
  try {
    return health();
  } catch (cause) {
    log('health-failed', whereOf(cause));
    return { ok: false };
  }
}

async function receive(request: IncomingMessage, settings: ServerSettings, door: Promise<Door>): Promise<Reply> {
  const refusal = callerRefusal(request, settings);
  if (refusal !== null) return refusal;
  const read = await readActivity(request, settings.bodyWithinMs ?? BODY_WITHIN_MS);
  if (!('activity' in read)) return read;
  const opened = await door.catch(() => null);
  if (opened === null) return { status: 503, why: 'the door did not open' };
  try {
    return await opened.take(read.activity, request.headers.authorization ?? '');
  } catch (cause) {
    settings.log('door-failed', whereOf(cause));
    return { status: 500, why: 'failed' };
  }
}

/** Local mode ignores a token that is sent, so that a client that always sends one works the same. */
function callerRefusal(request: IncomingMessage, { bound, clock }: ServerSettings): Refusal | null {
  if (bound.mode === 'local') return localRefusal(request);
  const why = bearerProblem(request.headers.authorization, bound.token, clock());
  return why === null ? null : { status: 401, why };
}

/** restify's own way out: it must know that the answer is sent, or it sends an error after it and the process ends. */
function send(request: IncomingMessage, response: restify.Response, reply: Reply): void {
  if (response.headersSent || response.destroyed) return;
  // A body that nobody read is not read now: the connection ends with the answer.
  const last = request.complete || request.method === 'GET' ? {} : { connection: 'close' };
  const body = reply.body === undefined && reply.status < 400 ? '' : JSON.stringify(reply.body ?? { error: reply.status });
  response.sendRaw(reply.status, body, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    ...last,
  });
}
