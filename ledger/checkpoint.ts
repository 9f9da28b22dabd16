// Signed heads as C2SP checkpoints (tlog-checkpoint v1 over signed-note v1, Ed25519): written, signed, read and verified. Any witness or
// auditor's tool that knows the format can read ours.
import { createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import type { Head } from './store.ts';

/** A key that can be checked against: `vkey` is its text form `name+id+base64`, `id` 8 hex digits. */
export interface Verifier {
  readonly name: string;
  readonly id: string;
  readonly vkey: string;
  readonly key: KeyObject;
}

/** A key that signs: the same, with its private half. */
export interface Signer {
  readonly name: string;
  readonly id: string;
  readonly vkey: string;
  readonly secret: KeyObject;
}

export interface Signature {
  readonly name: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A checkpoint as read: nothing in it is to be believed before `verifyCheckpoint`. `text` is what was signed. */
export interface Checkpoint extends Head {
  readonly origin: string;
  readonly extensions: readonly string[];
  readonly text: string;
  readonly signatures: readonly Signature[];
}

const ED25519 = 1;
const MAX_NOTE = 100_000;
const MAX_SIGNATURES = 64;
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
const NAME = /^[^\s\u0085+]+$/;

/** The text that is signed: origin, size and root, a line each. The origin is one line of text; it must not be empty. */
export function formatCheckpoint(origin: string, head: Head): string {
  return `${origin}\n${head.size}\n${Buffer.from(head.root, 'hex').toString('base64')}\n`;
}

/** The signed note over a head. */
export function signCheckpoint(signer: Signer, origin: string, head: Head): string {
  return signNote(signer, formatCheckpoint(origin, head));
}

/** The signed note over a text that ends with a newline. */
export function signNote(signer: Signer, text: string): string {
  const signature = Buffer.concat([Buffer.from(signer.id, 'hex'), sign(null, Buffer.from(text, 'utf8'), signer.secret)]);
  return `${text}\n— ${signer.name} ${signature.toString('base64')}\n`;
}

/** The signing key of this name. `secret` is an Ed25519 private key; the name holds neither space nor plus, or RangeError is thrown. */
export function signerOf(name: string, secret: KeyObject): Signer {
  const raw = createPublicKey(secret).export({ format: 'jwk' }).x;
  if (raw === undefined || !NAME.test(name)) throw new RangeError(`no Ed25519 key of the name ${name}`);
  const { id, vkey } = formatVkey(name, Buffer.from(raw, 'base64url'));
  return { name, id, vkey, secret };
}

/** The text form of a public key of 32 bytes, and its id. */
export function formatVkey(name: string, publicKey: Uint8Array): { readonly id: string; readonly vkey: string } {
  const typed = Buffer.concat([Buffer.of(ED25519), publicKey]);
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), typed]), 'hex').slice(0, 8);
  return { id, vkey: `${name}+${id}+${typed.toString('base64')}` };
}

/** Reads `name+id+base64(01 || public key)`; answers a sentence when it is none. */
export function parseVkey(vkey: string): Verifier | string {
  const [, name, named, encoded] = /^([^+]*)\+([^+]*)\+(.*)$/su.exec(vkey) ?? [];
  if (name === undefined || named === undefined || encoded === undefined || !NAME.test(name))
    return 'A verifier key reads name+id+base64, with neither spaces nor a plus in its name.';
  const typed = decodeBase64(encoded);
  if (typed?.length !== 33 || typed[0] !== ED25519)
    return `The verifier key of ${name} is not an Ed25519 key (33 bytes in base64, the first of them 01).`;
  const raw = typed.subarray(1);
  const { id } = formatVkey(name, raw);
  if (id !== named) return `The verifier key of ${name} says the id ${named}, and its bytes give ${id}: it was copied wrongly.`;
  return { name, id, vkey, key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' }) };
}

/** Reads a signed note whose text is a checkpoint; answers half a sentence when it is none. Signatures are read, not verified. */
export function parseCheckpoint(note: string): Checkpoint | string {
  const split = splitNote(note);
  if (typeof split === 'string') return split;
  const [origin, size, root, ...extensions] = split.text.slice(0, -1).split('\n');
  if (origin === undefined || origin === '' || size === undefined || root === undefined)
    return 'it has fewer than the three lines origin, size and root';
  if (!/^(0|[1-9][0-9]*)$/.test(size) || !Number.isSafeInteger(Number(size))) return 'its second line is not a size';
  const bytes = decodeBase64(root);
  if (bytes?.length !== 32) return 'its third line is not a root of 32 bytes in base64';
  if (extensions.includes('')) return 'it has an empty line in its text';
  return { origin, size: Number(size), root: bytes.toString('hex'), extensions, ...split };
}

/**
 * Reads a checkpoint and verifies it: at least one signature is by one of these keys, and none by one of them is wrong. Answers the
 * checkpoint, or half a sentence. The origin is the caller's to compare.
 */
export function verifyCheckpoint(note: string, keys: readonly Verifier[]): Checkpoint | string {
  const checkpoint = parseCheckpoint(note);
  if (typeof checkpoint === 'string') return checkpoint;
  return verifySignatures(checkpoint, keys) ?? checkpoint;
}

/** Null when a text is signed by one of these keys, otherwise half a sentence. */
export function verifySignatures(note: Pick<Checkpoint, 'text' | 'signatures'>, keys: readonly Verifier[]): string | null {
  let known = 0;
  for (const { name, id, bytes } of note.signatures) {
    const verifier = keys.find((key) => key.name === name && key.id === id);
    if (verifier === undefined) continue;
    if (!verify(null, Buffer.from(note.text, 'utf8'), verifier.key, bytes)) return `its signature by ${name} (key ${id}) is wrong`;
    known += 1;
  }
  if (known > 0) return null;
  const signers = note.signatures.map(({ name, id }) => `${name} (key ${id})`).join(', ');
  return `it is signed by ${signers}, and not by ${keys.map(({ name, id }) => `${name} (key ${id})`).join(' or ')}`;
}

/** Splits a signed note into its text and its signatures; answers half a sentence when it is none. */
export function splitNote(note: string): Pick<Checkpoint, 'text' | 'signatures'> | string {
  if (note.length > MAX_NOTE) return `it is longer than ${MAX_NOTE} characters`;
  if (CONTROL.test(note) || !note.isWellFormed()) return 'it holds characters that no signed note may hold';
  const end = note.lastIndexOf('\n\n');
  if (end === -1 || !note.endsWith('\n')) return 'it is not a text, an empty line and signature lines';
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return `it has more than ${MAX_SIGNATURES} signatures`;
  const signatures: Signature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (signature === null) return 'one of its signature lines does not read "— name base64"';
    signatures.push(signature);
  }
  return { text: note.slice(0, end + 1), signatures };
}

function parseSignature(line: string): Signature | null {
  const [, name, encoded] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !NAME.test(name)) return null;
  const bytes = decodeBase64(encoded);
  return bytes === null || bytes.length < 5 ? null : { name, id: bytes.toString('hex', 0, 4), bytes: bytes.subarray(4) };
}

/** Standard base64 in its one spelling, with padding and without stray bits; null for any other. */
function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
