// The RFC 6962 Merkle tree over the bytes of the records: its frontier and root, and proofs that a leaf is in it and that it only grew.
import { hash } from 'node:crypto';
import type { Head } from './store.ts';

/** A tree as the roots of its complete subtrees, largest first: all that is needed to go on. */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, peaks: [] };

/** The root of the tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Uint8Array = hash('sha256', '', 'buffer');

/** SHA-256(00 || bytes). */
export function leafHash(bytes: Uint8Array): Uint8Array {
  const input = Buffer.allocUnsafe(bytes.length + 1);
  input[0] = 0;
  input.set(bytes, 1);
  return hash('sha256', input, 'buffer');
}

/** SHA-256(01 || left || right), both of 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = Buffer.allocUnsafe(65);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 33);
  return hash('sha256', input, 'buffer');
}

/** The frontier after one more leaf, given by its leaf hash. */
export function append(frontier: Frontier, leaf: Uint8Array): Frontier {
  let complete = 0;
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) complete += 1;
  const kept = frontier.peaks.length - complete;
  const peaks = frontier.peaks.slice(0, kept);
  peaks.push(frontier.peaks.slice(kept).reduceRight(joinRight, leaf));
  return { size: frontier.size + 1, peaks };
}

export function root(frontier: Frontier): Uint8Array {
  return frontier.peaks.length === 0 ? emptyRoot : frontier.peaks.reduceRight(joinRight);
}

/** Size and root as stores and people see them: the root as 64 lower-case hex digits. */
export function headOf(frontier: Frontier): Head {
  return { size: frontier.size, root: Buffer.from(root(frontier)).toString('hex') };
}

/** The proof that leaf `index` is in the tree of these leaf hashes. Throws RangeError when there is no such leaf. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (!(Number.isInteger(index) && index >= 0 && index < leaves.length))
    throw new RangeError(`there is no leaf ${index} among ${leaves.length}`);
  return path(leaves, index);
}

/** The proof that the tree of these leaf hashes grew out of its first `size` leaves. Throws RangeError when there are fewer. */
export function consistencyProof(leaves: readonly Uint8Array[], size: number): readonly Uint8Array[] {
  if (!(Number.isInteger(size) && size >= 0 && size <= leaves.length))
    throw new RangeError(`there are no ${size} leaves among ${leaves.length}`);
  return size === 0 ? [] : grown(leaves, size, true);
}

/** Whether the leaf hash stands at `index` of the tree with this size and root. */
export function verifyInclusion(claim: {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  if (!isSize(claim.index) || !isSize(claim.size) || claim.index >= claim.size) return false;
  let node = claim.leaf;
  let at = claim.index;
  let last = claim.size - 1;
  for (const sibling of claim.proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else node = nodeHash(node, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(node, claim.root);
}

interface SizeAndRoot {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether the tree `now` grew out of the tree `before` by appending only. */
export function verifyConsistency(before: SizeAndRoot, now: SizeAndRoot, proof: readonly Uint8Array[]): boolean {
  if (!isSize(before.size) || !isSize(now.size) || before.size > now.size) return false;
  if (before.size === now.size) return proof.length === 0 && same(before.root, now.root);
  if (before.size === 0) return proof.length === 0 && same(before.root, emptyRoot);
  let [at, last] = [before.size - 1, now.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const nodes = at === 0 ? [before.root, ...proof] : proof;
  const [first, ...rest] = nodes;
  if (first === undefined) return false;
  let [old, fresh] = [first, first];
  for (const node of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [old, fresh] = [nodeHash(node, old), nodeHash(node, fresh)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else fresh = nodeHash(fresh, node);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(old, before.root) && same(fresh, now.root);
}

function joinRight(right: Uint8Array, left: Uint8Array): Uint8Array {
  return nodeHash(left, right);
}

function path(leaves: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split ? [...path(left, index), rootOf(right)] : [...path(right, index - split), rootOf(left)];
}

/** SUBPROOF of RFC 6962: `whole` tells whether the verifier already knows the root of these first leaves. */
function grown(leaves: readonly Uint8Array[], size: number, whole: boolean): readonly Uint8Array[] {
  if (size === leaves.length) return whole ? [] : [rootOf(leaves)];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split ? [...grown(left, size, whole), rootOf(right)] : [...grown(right, size - split, false), rootOf(left)];
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  return root(leaves.reduce(append, emptyFrontier));
}

/** The largest power of two below a size of at least two. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
