// The export: JSON Lines, each line canonical JSON. A header, then each record exactly as it lies on disk, and each checkpoint directly
// behind the last record it covers. Canonical bytes hold no raw newline, so a line is a record.
import { hash } from 'node:crypto';
import { canonical, isObject, parseCanonical } from './canonical.ts';
import type { Item } from './verify.ts';
import type { Kept, LedgerStore, Text } from './store.ts';

export type Line = Item | ({ readonly kind: 'text' } & Text);

type Stood = Extract<Item, { readonly kind: 'record' | 'checkpoint' }>;

const PAGE = 1000;
const encoder = new TextEncoder();
const BEGINNINGS = ['{"checkpoint":', '{"glassbreak":', '{"hash":'].map((beginning) => encoder.encode(beginning));

/** The first line: format version, origin, and the verifier key of the checkpoints. Lines come without their newline. */
export function headerLine(origin: string, vkey: string): Uint8Array {
  return canonical({ glassbreak: 1, key: vkey, origin });
}

export function checkpointLine(note: string): Uint8Array {
  return canonical({ checkpoint: note });
}

/** A typed text. An export holds none unless somebody asks for it: texts are what can be redacted. */
export function textLine({ hash, salt, text }: Text): Uint8Array {
  return canonical({ hash, salt, text });
}

/** SHA-256, in hex, over the salt's bytes followed by the text in UTF-8: what a fact holds instead of the text. */
export function textHash(salt: string, text: string): string {
  return hash('sha256', Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(text, 'utf8')]), 'hex');
}

/** The records and checkpoints of a store in the order of an export, a page at a time. */
export async function* inOrder(store: Pick<LedgerStore, 'read' | 'checkpoints'>): AsyncGenerator<readonly Stood[]> {
  const kept = await store.checkpoints();
  let [next, seq] = [0, 0];
  const due = (): readonly Stood[] => {
    const from = next;
    while ((kept[next]?.size ?? Infinity) <= seq) next += 1;
    return kept.slice(from, next).map(checkpointOf);
  };
  for (let page = await store.read(1, PAGE); page.length > 0; page = await store.read(seq + 1, PAGE)) {
    const items: Stood[] = [];
    for (const stored of page) {
      seq = stored.seq;
      items.push({ kind: 'record', bytes: stored.bytes }, ...due());
    }
    yield items;
  }
  yield kept.slice(next).map(checkpointOf);
}

/** An export of a store, line by line and without newlines, texts left out. */
export async function* exportLines(
  store: Pick<LedgerStore, 'read' | 'checkpoints'>,
  { origin, vkey }: { readonly origin: string; readonly vkey: string },
): AsyncGenerator<Uint8Array> {
  yield headerLine(origin, vkey);
  for await (const page of inOrder(store)) for (const item of page) yield item.kind === 'record' ? item.bytes : checkpointLine(item.note);
}

/** Reads a line, given without its newline. What is no line of another kind is a record, sound or not; `damaged` ends a sentence. */
export function parseExportLine(line: Uint8Array): Line {
  if (!BEGINNINGS.some((beginning) => begins(line, beginning))) return { kind: 'record', bytes: line };
  const { value, problem } = parseCanonical(line);
  if (problem !== null || !isObject(value)) return damaged(`a line is not canonical JSON: ${String(problem)}`);
  const { checkpoint, glassbreak, key, origin, hash, salt, text } = value;
  const fields = Object.keys(value).join(' ');
  if (fields === 'checkpoint' && typeof checkpoint === 'string') return { kind: 'checkpoint', note: checkpoint };
  if (fields === 'glassbreak key origin' && typeof key === 'string' && typeof origin === 'string')
    return glassbreak === 1
      ? { kind: 'header', origin, key }
      : damaged(`a header has the format ${JSON.stringify(glassbreak)}; this verifier knows format 1 only`);
  if (fields !== 'hash salt text' || typeof hash !== 'string' || typeof salt !== 'string' || typeof text !== 'string')
    return damaged(`a line is neither header, record, checkpoint nor text: it has the fields ${fields}`);
  return textHash(salt, text) === hash
    ? { kind: 'text', hash, salt, text }
    : damaged(`the text of hash ${hash} is not the text that was sealed`);
}

function checkpointOf({ note }: Kept): Stood {
  return { kind: 'checkpoint', note };
}

function damaged(what: string): Line {
  return { kind: 'damaged', what };
}

function begins(line: Uint8Array, beginning: Uint8Array): boolean {
  return beginning.every((byte, at) => line[at] === byte);
}
