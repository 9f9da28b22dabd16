// The stage of the stories in Microsoft's client: everybody at a Playground of their own. What a seat of a story does is done at that
// person's Playground, which sends what it sends to the product, and what hangs is read where that Playground shows it. Everything passes
// through here: the time on what is sent becomes the story's, and the story can refuse a post as a service would.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Connector, Hanging } from '../../bot/local/connector.ts';
import { installBot, type Page } from '../../bot/local/playground.ts';
import { act, say, stream, type Stream, submit } from './act.ts';
import type { Json } from './bot.ts';
import { send } from './http.ts';

/** The Playgrounds that run, which send to this port of 127.0.0.1. */
export interface Staged {
  readonly pages: readonly Page[];
  readonly port: number;
}

/** What a story asks of the service that keeps what everybody sees. */
export type Shows = Pick<Connector, 'shown' | 'all' | 'taken' | 'forget' | 'refuse' | 'serviceUrl' | 'port' | 'close'>;

interface Answered {
  readonly status: number;
  readonly body: Json;
}

interface Sat {
  readonly page: Page;
  readonly reading: Stream;
  /** What the product posted here and the Playground took, by message: its summary, and how often it was edited. */
  readonly posted: Map<string, { readonly summary: string; readonly edits: number }>;
  /** Who waits for what the Playground sends next to be answered, by its type. */
  readonly waiting: { readonly type: string; readonly answered: (answer: Answered) => void }[];
  /** The last that went to the product, byte for byte. */
  last: string;
}

export class Stage implements Shows {
  /** Where the product listens now, and the time of the story (milliseconds UTC). */
  product = '';
  clock: () => number = Date.now;
  refuse: Connector['refuse'] = () => null;
  readonly port: number;
  readonly #server: Server;
  readonly #sat: readonly Sat[];
  readonly #passed = new Map<string, Sat>();
  readonly #forgotten = new Set<string>();
  readonly #taken: Hanging[] = [];
  /** What went wrong on the way through here. */
  readonly #wrong: string[] = [];
  /** How often a post was refused because the story wanted it. */
  refusals = 0;

  private constructor(port: number, sat: readonly Sat[]) {
    this.port = port;
    this.#sat = sat;
    this.#server = createServer((request, response) => void this.#take(request, response));
    // a connection that is closed for idleness in the moment it is used again loses what was sent
    this.#server.keepAliveTimeout = 0;
  }

  /** Everybody reads along from now on; what was shown before is nobody's. */
  static async open({ pages, port }: Staged): Promise<Stage> {
    const sit = async (page: Page): Promise<Sat> => ({ page, reading: await stream(page), posted: new Map(), waiting: [], last: '' });
    const stage = new Stage(port, await Promise.all(pages.map(sit)));
    await new Promise<void>((resolve, reject) => {
      stage.#server.once('error', reject);
      stage.#server.listen({ host: '127.0.0.1', port }, resolve);
    });
    return stage;
  }

  async close(): Promise<void> {
    await Promise.all(this.#sat.map(({ reading }) => reading.close()));
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Where seats send to. */
  get endpoint(): string {
    return `http://127.0.0.1:${this.port}/seat`;
  }

  get serviceUrl(): string {
    return this.endpoint;
  }

  /** What hangs in somebody's chat; in the room, what hangs in the first copy of it, and what only others show. */
  shown(conversation: string): readonly Hanging[] {
    const own = this.#sat.find(({ page }) => chatOf(page.person.name) === conversation || page.seat.chat === conversation);
    if (own !== undefined) return this.#hanging(own, { place: own.page.seat.chat, conversation });
    const copies = this.#sat.flatMap((sat) => this.#hanging(sat, { place: conversation, conversation }));
    return [...new Map(copies.toReversed().map((one) => [JSON.stringify(one.card), one])).values()].toReversed();
  }

  all(): readonly Hanging[] {
    return [...this.shown(this.#first.page.seat.room), ...this.#sat.flatMap(({ page }) => this.shown(page.seat.chat))];
  }

  taken(): readonly Hanging[] {
    return [...this.#taken];
  }

  forget(): void {
    for (const { posted } of this.#sat) for (const id of posted.keys()) this.#forgotten.add(id);
  }

  /** Resolves when every page shows everything that was posted to it; throws when one does not within twenty seconds, or something was lost. */
  async read(): Promise<void> {
    if (this.#wrong.length > 0) throw new Error(`Lost on the way: ${this.#wrong.join('; ')}`);
    const deadline = performance.now() + 20_000;
    for (const { page, reading, posted } of this.#sat) {
      for (const [id, { edits }] of posted) {
        while (reading.edits(id) < edits) {
          if (performance.now() > deadline) throw new Error(`the page of ${page.person.name} does not show what was posted to it`);
          await new Promise((resolve) => setTimeout(resolve, 2));
        }
      }
    }
  }

  get #first(): Sat {
    const [first] = this.#sat;
    if (first === undefined) throw new Error('nobody is on this stage');
    return first;
  }

  #hanging(
    { reading, posted }: Sat,
    { place, conversation }: { readonly place: string; readonly conversation: string },
  ): readonly Hanging[] {
    return reading.hanging(place).flatMap(({ id, card, edits }) => {
      if (card === null || this.#forgotten.has(id)) return [];
      return [{ id, card, edits, conversation, summary: posted.get(id)?.summary ?? '' }];
    });
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const { status, body } = await this.#answer(request, Buffer.concat(chunks).toString('utf8'));
    if (status === 0) return;
    // not chained: restify, once loaded, makes writeHead of every response in the process answer nothing
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  async #answer({ method = '', url = '' }: IncomingMessage, sent: string): Promise<Answered> {
    // a Playground asks with HEAD whether the bot is there
    if (method !== 'POST' && method !== 'PUT') return { status: 405, body: {} };
    try {
      const [, nth, path = ''] = /^\/page\/(\d+)(\/.*)$/.exec(url) ?? [];
      const sat = this.#sat[Number(nth)];
      if (sat !== undefined) return await this.#post(sat, { method, path, sent });
      return url === '/seat' ? await this.#act(JSON.parse(sent) as Json) : await this.#forward(JSON.parse(sent) as Json);
    } catch (error) {
      this.#wrong.push(`${method} ${url}: ${String(error)}`);
      return { status: 500, body: { error: String(error) } };
    }
  }

  /** A post or an edit of the product's, to the page that it is for. */
  async #post(
    sat: Sat,
    { method, path, sent }: { readonly method: string; readonly path: string; readonly sent: string },
  ): Promise<Answered> {
    const [, conversation = '', edited = null] =
      /\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?/.exec(path)?.map((one) => decodeURIComponent(one)) ?? [];
    const refused = this.refuse(this.#named(conversation), method === 'PUT' ? edited : null);
    if (refused !== null || (edited !== null && this.#forgotten.has(edited))) this.refusals += 1;
    if (refused !== null) return { status: refused.status, body: { error: { code: refused.code, message: refused.code } } };
    if (edited !== null && this.#forgotten.has(edited))
      return { status: 404, body: { error: { code: 'ActivityNotFoundInConversation', message: 'gone' } } };
    const answer = await send(`${sat.page.serviceUrl}${path}`, { method, body: sent });
    const id = method === 'PUT' ? edited : answer.body['id'];
    if (answer.status < 300 && typeof id === 'string') this.#keep(sat, { id, conversation, activity: JSON.parse(sent) as Json });
    return answer;
  }

  #keep(sat: Sat, { id, conversation, activity }: { readonly id: string; readonly conversation: string; readonly activity: Json }): void {
    const [attachment] = Array.isArray(activity['attachments']) ? (activity['attachments'] as readonly Json[]) : [];
    const card = part(attachment ?? {}, 'content');
    const edits = (sat.posted.get(id)?.edits ?? -1) + 1;
    const summary = word(activity, 'summary');
    sat.posted.set(id, { summary, edits });
    // of the room, what the first copy shows: the others show the same
    if (sat === this.#first || conversation === sat.page.seat.chat)
      this.#taken.push({ id, conversation: this.#named(conversation), card, summary, edits });
  }

  /** A conversation as seats name it. */
  #named(conversation: string): string {
    const own = this.#sat.find(({ page }) => page.seat.chat === conversation);
    return own === undefined ? conversation : chatOf(own.page.person.name);
  }

  /** What a seat does, done at that person's Playground. The same activity again is the same bytes to the product again. */
  async #act(activity: Json): Promise<Answered> {
    const id = word(activity, 'id');
    const again = this.#passed.get(id);
    if (again !== undefined) return send(this.product, { method: 'POST', body: again.last });
    const account = word(part(activity, 'from'), 'aadObjectId');
    const sat = this.#sat.find(({ page }) => page.person.account === account);
    if (sat === undefined) throw new Error(`nobody with the account ${account} is on this stage`);
    this.#passed.set(id, sat);
    const answer = await this.#done(sat, activity);
    await this.read();
    return answer;
  }

  async #done(sat: Sat, activity: Json): Promise<Answered> {
    const { page } = sat;
    const inRoom = word(part(activity, 'conversation'), 'id') === page.seat.room;
    const conversation = inRoom ? page.seat.room : page.seat.chat;
    const pressed = word(activity, 'replyToId');
    // ids are milliseconds: that of a card in somebody's own chat may well be that of the room's card at another Playground
    const message = inRoom ? this.#copyOf(sat, pressed) : pressed;
    const value = part(activity, 'value');
    switch (word(activity, 'type')) {
      case 'invoke': {
        const { verb, data } = part(value, 'action');
        const trigger = value['trigger'] === 'automatic' ? 'automatic' : 'manual';
        const { status, body } = await act(page, { conversation, message, verb: String(verb), data: data as Json, trigger });
        if (status >= 500) this.#wrong.push(`${String(verb)} of ${page.person.name}: ${status} ${JSON.stringify(body)}`);
        return { status, body };
      }
      case 'message': {
        const answered = next(sat, 'message');
        await ('value' in activity
          ? submit(page, { conversation, message, data: value })
          : say(page, conversation, word(activity, 'text')));
        return answered;
      }
      default:
        // the room is joined with the chat
        return inRoom ? { status: 200, body: {} } : installed(sat);
    }
  }

  /** In the room: a person's own copy of what hangs in the first one. */
  #copyOf({ page, reading }: Sat, message: string): string {
    const at = this.#first.reading.hanging(page.seat.room).findIndex(({ id }) => id === message);
    return reading.hanging(page.seat.room)[at]?.id ?? message;
  }

  /** What a Playground sends, to the product: with the time of the story, and a way back that leads through here. */
  async #forward(activity: Json): Promise<Answered> {
    const nth = this.#sat.findIndex(({ page }) => page.serviceUrl === activity['serviceUrl']);
    const sat = this.#sat[nth];
    if (sat === undefined) throw new Error(`no Playground at ${String(activity['serviceUrl'])}`);
    const serviceUrl = `http://127.0.0.1:${this.port}/page/${nth}`;
    sat.last = JSON.stringify({ ...activity, serviceUrl, timestamp: new Date(this.clock()).toISOString() });
    const answer = await send(this.product, { method: 'POST', body: sat.last });
    const at = sat.waiting.findIndex(({ type }) => type === activity['type']);
    if (at >= 0) sat.waiting.splice(at, 1)[0]?.answered(answer);
    return answer;
  }
}

/** Resolves with the product's answer to the next of this type that the Playground sends. */
function next({ waiting }: Sat, type: string): Promise<Answered> {
  return new Promise((answered) => waiting.push({ type, answered }));
}

/** The bot is installed in the own chat and in the person's copy of the room. */
async function installed(sat: Sat): Promise<Answered> {
  const both = [next(sat, 'installationUpdate'), next(sat, 'installationUpdate')];
  const [wrong] = await installBot([sat.page]);
  if (wrong !== undefined) throw new Error(wrong);
  const [answer] = await Promise.all(both);
  return answer ?? { status: 500, body: {} };
}

/** As a seat of a story names its own chat. */
function chatOf(name: string): string {
  return `a:chat-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
}

function part(json: Json, name: string): Json {
  const value = json[name];
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function word(json: Json, name: string): string {
  const value = json[name];
  return typeof value === 'string' ? value : '';
}
