import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  append,
  consistencyProof,
  emptyFrontier,
  emptyRoot,
  headOf,
  inclusionProof,
  leafHash,
  nodeHash,
  root,
  verifyConsistency,
  verifyInclusion,
  type Frontier,
} from '../../ledger/tree.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const treeOf = (leaves: readonly Uint8Array[]): Frontier => leaves.reduce(append, emptyFrontier);
const rootOf = (leaves: readonly Uint8Array[]): Uint8Array => root(treeOf(leaves));
const flipped = (bytes: Uint8Array, bit: number): Uint8Array => bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

// The reference inputs and answers of the first Certificate Transparency log (RFC 6962), as every implementation tests them.
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = INPUTS.map((input) => leafHash(Buffer.from(input, 'hex')));

describe('the tree is that of RFC 6962, byte for byte', () => {
  test('the root of no leaf is SHA-256 of nothing', () => {
    expect(hex(emptyRoot)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(headOf(emptyFrontier)).toEqual({ size: 0, root: hex(emptyRoot) });
  });

  test('leaf and node hashes', () => {
    expect(hex(leafHash(Buffer.from('L123456')))).toBe('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56');
    expect(hex(nodeHash(Buffer.from('N123'.padEnd(32, '.')), Buffer.alloc(32)))).toBe(
      hex(nodeHash(Buffer.from('N123'.padEnd(32, '.')), new Uint8Array(32))),
    );
  });

  test.each(ROOTS.map((expected, at) => [at + 1, expected] as const))('the root of the first %i reference inputs', (size, expected) => {
    expect(headOf(treeOf(leaves.slice(0, size)))).toEqual({ size, root: expected });
  });

  test.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ] as const)('the inclusion proof of leaf %i of %i', (index, size, proof) => {
    expect(inclusionProof(leaves.slice(0, size), index).map(hex)).toEqual(proof);
  });

  test.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ] as const)('the consistency proof from %i to %i', (from, size, proof) => {
    expect(consistencyProof(leaves.slice(0, size), from).map(hex)).toEqual(proof);
  });

  test('the example tree of RFC 9162, section 2.1.5', () => {
    const [d0, d1, d2, d3, d4, d5, d6] = Array.from({ length: 7 }, (_, at) => leafHash(Buffer.from(`d${at}`))) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const all = [d0, d1, d2, d3, d4, d5, d6];
    const [g, h, i, j] = [nodeHash(d0, d1), nodeHash(d2, d3), nodeHash(d4, d5), d6];
    const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
    expect(hex(rootOf(all))).toBe(hex(nodeHash(k, l)));
    expect(inclusionProof(all, 0).map(hex)).toEqual([d1, h, l].map(hex));
    expect(inclusionProof(all, 3).map(hex)).toEqual([d2, g, l].map(hex));
    expect(inclusionProof(all, 4).map(hex)).toEqual([d5, j, k].map(hex));
    expect(inclusionProof(all, 6).map(hex)).toEqual([i, k].map(hex));
    expect(consistencyProof(all, 3).map(hex)).toEqual([d2, d3, g, l].map(hex));
    expect(consistencyProof(all, 4).map(hex)).toEqual([l].map(hex));
    expect(consistencyProof(all, 6).map(hex)).toEqual([i, j, k].map(hex));
  });
});

const MOST = 130;
const many = Array.from({ length: MOST }, (_, at) => leafHash(Buffer.from(`record ${at}`)));
const roots = Array.from({ length: MOST + 1 }, (_, size) => rootOf(many.slice(0, size)));
const rootAt = (size: number): Uint8Array => roots[size] ?? emptyRoot;

/** The same proof with one thing wrong, in every way of one step. */
function tampered(proof: readonly Uint8Array[], bit: number): readonly (readonly Uint8Array[])[] {
  const flips = proof.map((_, at) => proof.map((node, of) => (of === at ? flipped(node, bit) : node)));
  const gaps = proof.map((_, at) => proof.filter((__, of) => of !== at));
  return [...flips, ...gaps, [...proof, leaves[0] ?? emptyRoot], [emptyRoot, ...proof]];
}

describe('proofs, for every tree up to 130 leaves', () => {
  test('every leaf is proved, and no tampered proof is accepted', () => {
    let rejected = 0;
    for (let size = 1; size <= MOST; size += 1) {
      const leavesNow = many.slice(0, size);
      for (let index = 0; index < size; index += 1) {
        const claim = { leaf: many[index] ?? emptyRoot, index, size, root: rootAt(size), proof: inclusionProof(leavesNow, index) };
        if (!verifyInclusion(claim)) throw new Error(`leaf ${index} of ${size} is not proved`);
        if ((size * 31 + index) % 7 > 0) continue;
        const lies = [
          ...tampered(claim.proof, (size + index) % 256).map((proof) => ({ ...claim, proof })),
          { ...claim, leaf: flipped(claim.leaf, index) },
          { ...claim, root: flipped(claim.root, index) },
          { ...claim, root: claim.root.slice(1) },
        ];
        for (const lie of lies) if (verifyInclusion(lie)) throw new Error(`a lie about leaf ${index} of ${size} is accepted`);
        rejected += lies.length;
      }
    }
    expect(rejected).toBeGreaterThan(15_000);
  });

  test('every growth is proved, and no tampered proof is accepted', () => {
    let rejected = 0;
    for (let size = 1; size <= MOST; size += 1) {
      for (let from = 0; from <= size; from += 1) {
        const proof = consistencyProof(many.slice(0, size), from);
        const [before, now] = [
          { size: from, root: rootAt(from) },
          { size, root: rootAt(size) },
        ];
        if (!verifyConsistency(before, now, proof)) throw new Error(`growth from ${from} to ${size} is not proved`);
        const lies = (size * 31 + from) % 7 === 0 ? tampered(proof, (size + from) % 256) : [];
        for (const lie of lies)
          if (verifyConsistency(before, now, lie)) throw new Error(`a lie about growth from ${from} to ${size} is accepted`);
        if (verifyConsistency({ ...before, root: flipped(before.root, from) }, now, proof))
          throw new Error(`another tree of ${from} grows into ${size}`);
        if (from > 0 && verifyConsistency(before, { ...now, root: flipped(now.root, from) }, proof))
          throw new Error(`${from} grows into another tree of ${size}`);
        rejected += lies.length;
      }
    }
    expect(rejected).toBeGreaterThan(8_000);
  });

  test('claims that make no sense are not proved', () => {
    const claim = { leaf: many[0] ?? emptyRoot, index: 0, size: 1, root: rootAt(1), proof: [] };
    expect(verifyInclusion(claim)).toBe(true);
    for (const wrong of [{ index: 1 }, { index: -1 }, { index: 0.5 }, { size: 0 }, { size: NaN }, { size: 2 ** 53 }])
      expect(verifyInclusion({ ...claim, ...wrong })).toBe(false);
    const [one, two] = [
      { size: 1, root: rootAt(1) },
      { size: 2, root: rootAt(2) },
    ];
    expect(verifyConsistency(two, one, [])).toBe(false);
    expect(verifyConsistency({ ...one, size: -1 }, two, [])).toBe(false);
    expect(verifyConsistency(one, { ...two, size: 1.5 }, [])).toBe(false);
    expect(verifyConsistency({ size: 3, root: rootAt(3) }, { size: 5, root: rootAt(5) }, [])).toBe(false);
    expect(verifyConsistency({ size: 0, root: rootAt(1) }, two, [])).toBe(false);
  });

  test('a proof that is longer or shorter than the tree proves nothing, whatever root somebody made for it', () => {
    const [one = emptyRoot, two = emptyRoot, more = emptyRoot] = many;
    const leaf = { leaf: two, index: 0, size: 1, root: nodeHash(one, two), proof: [one] };
    expect(verifyInclusion(leaf)).toBe(false);
    expect(verifyInclusion({ leaf: one, index: 0, size: 2, root: one, proof: [] })).toBe(false);
    expect(verifyInclusion({ leaf: one, index: 0, size: 1, root: Buffer.concat([one, Buffer.of(0)]), proof: [] })).toBe(false);
    const [three, four] = [
      { size: 3, root: nodeHash(more, rootAt(3)) },
      { size: 4, root: nodeHash(more, rootAt(4)) },
    ];
    expect(verifyConsistency(three, four, [...consistencyProof(many.slice(0, 4), 3), more])).toBe(false);
    expect(verifyConsistency({ size: 1, root: one }, { size: 2, root: one }, [])).toBe(false);
  });

  test('sizes that are none, or go back, are not proved by equal roots', () => {
    const root = rootAt(1);
    expect(verifyConsistency({ size: 2, root }, { size: 1, root }, [])).toBe(false);
    expect(verifyConsistency({ size: 0.5, root }, { size: 0.5, root }, [])).toBe(false);
    expect(verifyConsistency({ size: 0.5, root }, { size: 1, root }, [root])).toBe(false);
    expect(verifyConsistency({ size: 1, root }, { size: 1, root }, [])).toBe(true);
  });

  test('there is no proof of what is not there', () => {
    for (const index of [-1, 3, 0.5]) expect(() => inclusionProof(many.slice(0, 3), index)).toThrow(`there is no leaf ${index} among 3`);
    for (const size of [-1, 4, 0.5]) expect(() => consistencyProof(many.slice(0, 3), size)).toThrow(`there are no ${size} leaves among 3`);
  });
});

test('a frontier is a value: going on from it twice gives two trees, and the first is as it was', () => {
  fc.assert(
    fc.property(fc.nat(40), (size) => {
      const before = treeOf(many.slice(0, size));
      const known = hex(root(before));
      const [one, other] = [append(before, many[100] ?? emptyRoot), append(before, many[101] ?? emptyRoot)];
      expect(hex(root(one))).not.toBe(hex(root(other)));
      expect(hex(root(before))).toBe(known);
      expect(one.size).toBe(size + 1);
    }),
  );
});
