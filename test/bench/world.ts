// The world around the servers under test, all on this machine: a key server and tokens as the Bot Connector signs them, the endpoint
// where a managed identity gets its token, a connector that takes posts and edits, and a client that sends activities one by one.
import { generateKeyPairSync, sign } from 'node:crypto';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { Connector } from '../../bot/local/connector.ts';

export const APP = '11111111-2222-4333-8444-555555555555';
export const BOT = `28:${APP}`;
export const ROOM = '19:break-glass-room@thread.v2';
const ISSUER = 'https://api.botframework.com';

type Json = Readonly<Record<string, unknown>>;

/** What a server under test must know of it. */
export interface Surroundings {
  readonly keys: string;
  readonly identity: string;
  readonly connector: number;
}

export interface Sender {
  readonly account: string;
  readonly tenant: string;
  readonly conversation: string;
}

/** An answer, and how long it took in milliseconds from sending the request to the last byte. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly took: number;
}

export class World {
  readonly #connector = new Connector();
  readonly #keyPair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  readonly #server = createServer((asked, answer) => this.#answer(asked, answer));
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #bearer = '';
  #sent = 0;

  async open(): Promise<Surroundings> {
    await this.#connector.open();
    await new Promise<void>((resolve) => this.#server.listen({ host: '127.0.0.1', port: 0 }, resolve));
    this.#bearer = this.#token();
    return { keys: `${this.#at}/openid`, identity: `${this.#at}/identity`, connector: this.#connector.port };
  }

  /** How many messages hang and how often they were edited. */
  posts(): number {
    return this.#connector.all().reduce((sum, { edits }) => sum + 1 + edits, 0);
  }

  forget(): void {
    this.#connector.forget();
  }

  /** Sends an activity to a bot at this port, with a token. */
  send(port: number, sender: Sender, activity: Json): Promise<Answer> {
    const body = JSON.stringify(this.#activity(sender, activity));
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), authorization: this.#bearer };
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const began = performance.now();
    const sending = request({ host: '127.0.0.1', port, path: '/api/messages', method: 'POST', headers, agent: this.#agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), took: performance.now() - began }),
      );
    });
    sending.on('error', reject);
    sending.end(body);
    return promise;
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#connector.close();
  }

  get #at(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  #activity({ account, tenant, conversation }: Sender, activity: Json): Json {
    this.#sent += 1;
    return {
      id: `in-${this.#sent}`,
      channelId: 'msteams',
      serviceUrl: this.#connector.serviceUrl,
      timestamp: new Date().toISOString(),
      from: { id: `29:${conversation}`, name: 'Somebody', aadObjectId: account },
      recipient: { id: BOT, name: 'Break-glass' },
      conversation: { id: conversation, tenantId: tenant, conversationType: conversation === ROOM ? 'groupChat' : 'personal' },
      channelData: { tenant: { id: tenant } },
      ...activity,
    };
  }

  #token(): string {
    const second = Math.floor(Date.now() / 1_000);
    const claims = { iss: ISSUER, aud: APP, serviceurl: this.#connector.serviceUrl, nbf: second - 60, exp: second + 3_600 };
    const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ typ: 'JWT', alg: 'RS256', kid: 'key-1' })}.${part(claims)}`;
    return `Bearer ${text}.${sign('RSA-SHA256', Buffer.from(text), this.#keyPair.privateKey).toString('base64url')}`;
  }

  #answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const jwk = { ...this.#keyPair.publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig', endorsements: ['msteams'] };
    const hour = Math.floor(Date.now() / 1_000) + 3_600;
    const answers: Readonly<Record<string, Json>> = {
      '/openid': { issuer: ISSUER, jwks_uri: `${this.#at}/keys` },
      '/keys': { keys: [jwk] },
      '/identity': { access_token: 'bench', expires_on: String(hour), resource: ISSUER, token_type: 'Bearer' },
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answers[url.split('?', 1)[0] ?? '']));
  }
}
