// What is looked at before anything of a request is believed or parsed: headers, size, time, shape. Each refusal is a status and
// one fixed phrase for the log; nothing of the request is ever sent back.
import type { IncomingMessage } from 'node:http';
import { parseJsonObject, stringOf } from './json.ts';
import type { JsonObject } from './json.ts';

export interface Refusal {
  readonly status: 400 | 401 | 403 | 408 | 413 | 415 | 503;
  readonly why: string;
}
export type Read = { readonly activity: JsonObject } | Refusal;

/** Teams sends at most about 100 KB; four times the usual never hurts a person and keeps a flood cheap. */
const LARGEST_BODY = 262_144;
const JSON_TYPE = /^application\/json\s*(;|$)/i;
const LOCAL_HOST = /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/;

/** A compressed body is refused unseen: one that is no gzip ends an unguarded restify process, and one that is may inflate to anything. */
export function headerRefusal(request: IncomingMessage): Refusal | null {
  if (request.headers['content-encoding'] !== undefined) return { status: 415, why: 'content encoding' };
  if (request.method !== 'POST') return null;
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) return { status: 415, why: 'content type' };
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return { status: 413, why: 'body too large' };
  return null;
}

/** Local mode demands no token, so a page in a browser on this machine must not reach it: neither by its origin nor by a rebound name. */
export function localRefusal(request: IncomingMessage): Refusal | null {
  if (request.headers.origin !== undefined) return { status: 403, why: 'sent by a web page' };
  return LOCAL_HOST.test(request.headers.host ?? '') ? null : { status: 403, why: 'host name' };
}

/** Reads the body within `withinMs` and parses it as an activity: an object with a type. Never rejects. */
export async function readActivity(request: IncomingMessage, withinMs: number): Promise<Read> {
  const body = await readBody(request, withinMs);
  if (typeof body !== 'string') return body;
  const activity = parseJsonObject(body);
  if (typeof activity === 'string') return { status: 400, why: activity };
  return stringOf(activity['type']) === null ? { status: 400, why: 'no type' } : { activity };
}

function readBody(request: IncomingMessage, withinMs: number): Promise<string | Refusal> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => finish({ status: 408, why: 'body too slow' }), withinMs);
    const finish = (result: string | Refusal) => {
      clearTimeout(timer);
      request.removeAllListeners('data');
      resolve(result);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LARGEST_BODY) finish({ status: 413, why: 'body too large' });
      else chunks.push(chunk);
    });
    request.once('end', () => finish(Buffer.concat(chunks).toString('utf8')));
    request.once('error', () => finish({ status: 400, why: 'body broken off' }));
    request.once('close', () => finish({ status: 400, why: 'body broken off' }));
  });
}
