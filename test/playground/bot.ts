// A throw-away bot for testing the Playground's own handling: a plain HTTP server that speaks Bot Framework, without the product.
// It keeps what arrives and answers as told.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Json = Readonly<Record<string, unknown>>;

/** What an activity says of where it comes from; everything else is in `raw`. */
export interface Arrived {
  readonly type: string;
  readonly name: string;
  readonly text: string;
  readonly serviceUrl: string;
  readonly conversation: string;
  readonly from: { readonly id: string; readonly account: string; readonly name: string };
  readonly value: Json;
  readonly replyTo: string;
  readonly raw: Json;
}

export interface Bot {
  readonly endpoint: string;
  readonly arrived: readonly Arrived[];
  /** Posts a card and answers its message id. */
  readonly post: (place: Pick<Arrived, 'serviceUrl' | 'conversation'>, card: Json) => Promise<string>;
  readonly edit: (place: Pick<Arrived, 'serviceUrl' | 'conversation'>, message: string, card: Json) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the bot on a free port. `answer` gives the card for a card action; null: an empty answer. */
export async function startBot(answer: (action: Arrived) => Json | null): Promise<Bot> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // the Playground asks with HEAD whether the bot is there before it shows its page
      if (request.method !== 'POST') {
        // not chained: restify, once loaded in the same process, replaces writeHead with one that answers nothing
        response.writeHead(405);
        return void response.end();
      }
      const activity = read(JSON.parse(Buffer.concat(chunks).toString()) as Json);
      arrived.push(activity);
      const card = activity.type === 'invoke' ? answer(activity) : null;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        card === null ? '{}' : JSON.stringify({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${port}/api/messages`, arrived, post, edit, stop };
}

function read(raw: Json): Arrived {
  const part = (name: string): Json => (raw[name] ?? {}) as Json;
  const word = (value: unknown): string => (typeof value === 'string' ? value : '');
  const { id, aadObjectId, name } = part('from');
  return {
    type: word(raw['type']),
    name: word(raw['name']),
    text: word(raw['text']),
    serviceUrl: word(raw['serviceUrl']),
    conversation: word(part('conversation')['id']),
    from: { id: word(id), account: word(aadObjectId), name: word(name) },
    value: part('value'),
    replyTo: word(raw['replyToId']),
    raw,
  };
}

type Place = Pick<Arrived, 'serviceUrl' | 'conversation'>;

const activities = (place: Place): string => `${place.serviceUrl}/v3/conversations/${encodeURIComponent(place.conversation)}/activities`;

const message = (place: Place, card: Json): Json => ({
  type: 'message',
  conversation: { id: place.conversation },
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});

async function post(place: Place, card: Json): Promise<string> {
  const { id } = (await send('POST', activities(place), message(place, card))) as { readonly id: string };
  return id;
}

async function edit(place: Place, id: string, card: Json): Promise<void> {
  await send('PUT', `${activities(place)}/${encodeURIComponent(id)}`, { ...message(place, card), id });
}

async function send(method: 'POST' | 'PUT', url: string, body: Json): Promise<unknown> {
  const answer = await fetch(url, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the connector answered ${answer.status}: ${text}`);
  return text === '' ? {} : JSON.parse(text);
}
