// A stand-in for the Teams connector on this machine: takes the bot's posts and edits and keeps what each conversation shows. For the
// drill and for tests; it listens on 127.0.0.1 only.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

type Json = Readonly<Record<string, unknown>>;

/** A message as the conversation shows it now. `edits` counts how often the bot changed it. */
export interface Hanging {
  readonly id: string;
  readonly conversation: string;
  readonly card: Json;
  readonly summary: string;
  readonly edits: number;
}

export class Connector {
  readonly #server: Server;
  readonly #messages = new Map<string, Hanging>();
  readonly #taken: Hanging[] = [];
  #next = 1;
  #port = 0;
  /** Set by tests: what to answer instead of taking a post; null takes it, status 0 never answers. */
  refuse: (conversation: string, id: string | null) => { readonly status: number; readonly code: string } | null = () => null;

  constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  /** Opens a free port, or the one given; answers the service address that activities are to carry. */
  async open(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen({ host: '127.0.0.1', port }, resolve));
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
    return this.serviceUrl;
  }

  get serviceUrl(): string {
    return `http://127.0.0.1:${this.#port}/_connector`;
  }

  get port(): number {
    return this.#port;
  }

  /** What hangs in a conversation, oldest first. */
  shown(conversation: string): readonly Hanging[] {
    return [...this.#messages.values()].filter((message) => message.conversation === conversation);
  }

  /** Everything that was ever posted, oldest first. */
  all(): readonly Hanging[] {
    return [...this.#messages.values()];
  }

  /** Every post and every edit that was taken, in order: all that anybody was ever shown here. */
  taken(): readonly Hanging[] {
    return [...this.#taken];
  }

  /** As if the service had lost everything: later edits find nothing. */
  forget(): void {
    this.#messages.clear();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const answer = this.#answer(request.method ?? '', request.url ?? '', parse(Buffer.concat(chunks).toString('utf8')));
    if (answer.status === 0) return;
    // not chained: restify, once loaded, makes writeHead of every response in the process answer nothing
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  }

  #answer(method: string, url: string, activity: Json): { readonly status: number; readonly body: Json } {
    const [, conversation = '', id = null] =
      /\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?/.exec(url)?.map(decodeURIComponent) ?? [];
    if (conversation === '') return { status: 201, body: { id: `chat-${String(this.#next++)}` } };
    const refused = this.refuse(conversation, method === 'PUT' ? id : null);
    if (refused !== null) return { status: refused.status, body: { error: { code: refused.code, message: refused.code } } };
    if (method === 'PUT') return id === null || !this.#messages.has(id) ? gone() : this.#keep(id, conversation, activity);
    return this.#keep(`m${this.#next++}`, conversation, activity);
  }

  #keep(id: string, conversation: string, activity: Json): { readonly status: number; readonly body: Json } {
    const before = this.#messages.get(id);
    const attachments: readonly unknown[] = Array.isArray(activity['attachments']) ? activity['attachments'] : [];
    const [attachment] = attachments;
    const card = asJson(asJson(attachment)['content']);
    const summary = typeof activity['summary'] === 'string' ? activity['summary'] : '';
    const hanging = { id, conversation, card, summary, edits: before === undefined ? 0 : before.edits + 1 };
    this.#messages.set(id, hanging);
    this.#taken.push(hanging);
    return { status: 200, body: { id } };
  }
}

function gone() {
  return { status: 404, body: { error: { code: 'ActivityNotFoundInConversation', message: 'gone' } } };
}

function parse(text: string): Json {
  try {
    return asJson(JSON.parse(text));
  } catch {
    return {};
  }
}

function asJson(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
