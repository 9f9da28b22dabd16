// Requests of the tests, each over a connection of its own: one that is kept may be closed by the other side in the moment it is used.
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Json } from './bot.ts';

/** Sends JSON; answers the status and what came back, as an object; where it was none, `text` has it. Rejects when nothing came within 20 s. */
export async function send(
  url: string,
  { method, body }: { readonly method: string; readonly body: string },
): Promise<{ readonly status: number; readonly body: Json }> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const { promise, resolve, reject } = Promise.withResolvers<{ readonly status: number; readonly body: Json }>();
  const sent = request(url, { method, headers, agent: false, signal: AbortSignal.timeout(20_000) }, (response) => {
    text(response).then((said) => resolve({ status: response.statusCode ?? 0, body: objectOf(said) }), reject);
  });
  sent.once('error', reject);
  sent.end(body);
  return promise;
}

function objectOf(said: string): Json {
  const parsed: unknown = said.startsWith('{') ? JSON.parse(said) : { text: said };
  return parsed as Json;
}
