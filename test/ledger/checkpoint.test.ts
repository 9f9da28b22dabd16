import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  formatCheckpoint,
  formatVkey,
  parseCheckpoint,
  parseVkey,
  signCheckpoint,
  signNote,
  signerOf,
  splitNote,
  verifyCheckpoint,
  verifySignatures,
  type Verifier,
} from '../../ledger/checkpoint.ts';
import { signer, signerFrom } from './sample-ledger.ts';
import { createPrivateKey } from 'node:crypto';

const keyOf = (vkey: string): Verifier => {
  const key = parseVkey(vkey);
  if (typeof key === 'string') throw new Error(key);
  return key;
};

const HEAD = { size: 3, root: 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77' };
const mine = keyOf(signer.vkey);
const note = signCheckpoint(signer, 'glassbreak.example/night', HEAD);

describe("the example of Go's note package, which the format comes from", () => {
  const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const SECRET = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
  const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const NOTE = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

  test('its key signs its text to its bytes', () => {
    const seed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(SECRET, 'base64').subarray(1)]);
    const peter = signerOf('PeterNeumann', createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' }));
    expect(peter.vkey).toBe(VKEY);
    expect(signNote(peter, TEXT)).toBe(NOTE);
  });

  test('its note verifies by its key, is no checkpoint, and does not verify by another key', () => {
    const split = splitNote(NOTE);
    if (typeof split === 'string') throw new Error(split);
    expect(split.text).toBe(TEXT);
    expect(verifySignatures(split, [keyOf(VKEY)])).toBeNull();
    expect(verifySignatures(split, [mine])).toBe(
      `it is signed by PeterNeumann (key c74f20a3), and not by glassbreak.example/night (key ${mine.id})`,
    );
    expect(parseCheckpoint(NOTE)).toBe('it has fewer than the three lines origin, size and root');
  });
});

test("a head of Go's checksum database, signed by its key, is read and verified", () => {
  const sumdb = keyOf('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
  const published =
    'go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';
  expect(verifyCheckpoint(published, [sumdb])).toMatchObject({
    origin: 'go.sum database tree',
    size: 20852163,
    root: '0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62',
    extensions: [],
  });
  expect(verifyCheckpoint(published.replace('20852163', '20852164'), [sumdb])).toBe(
    'its signature by sum.golang.org (key 033de0ae) is wrong',
  );
});

describe('our checkpoints', () => {
  test('three lines, an empty one and a signature; they come back as they went', () => {
    expect(formatCheckpoint('glassbreak.example/night', HEAD)).toBe(
      'glassbreak.example/night\n3\nrra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=\n',
    );
    expect(note.startsWith(formatCheckpoint('glassbreak.example/night', HEAD) + '\n— glassbreak.example/night ')).toBe(true);
    expect(verifyCheckpoint(note, [mine])).toMatchObject({ origin: 'glassbreak.example/night', ...HEAD });
  });

  test('the tree without leaves has a checkpoint too', () => {
    expect(parseCheckpoint(signCheckpoint(signer, 'o', { size: 0, root: '00'.repeat(32) }))).toMatchObject({
      size: 0,
      root: '00'.repeat(32),
    });
  });

  test('the signature of a witness beside ours is left alone, whether or not we know its key', () => {
    const witness = signerFrom(9, 'witness.example');
    const line = signNote(witness, formatCheckpoint('glassbreak.example/night', HEAD)).split('\n\n')[1] ?? '';
    expect(verifyCheckpoint(note + line, [mine])).toMatchObject(HEAD);
    expect(verifyCheckpoint(note + line, [mine, keyOf(witness.vkey)])).toMatchObject(HEAD);
    expect(verifyCheckpoint(note + line, [keyOf(witness.vkey)])).toMatchObject(HEAD);
  });

  test('one wrong signature by a known key spoils the note, even beside a right one', () => {
    const other = signCheckpoint(signer, 'glassbreak.example/night', { ...HEAD, size: 4 }).split('\n\n')[1] ?? '';
    expect(verifyCheckpoint(note + other, [mine])).toBe(`its signature by glassbreak.example/night (key ${mine.id}) is wrong`);
  });

  test('a key of the same name with another id is another key', () => {
    const other = signerFrom(8);
    expect(verifyCheckpoint(note, [keyOf(other.vkey)])).toBe(
      `it is signed by glassbreak.example/night (key ${mine.id}), and not by glassbreak.example/night (key ${other.id})`,
    );
  });

  test('every bit of a note counts: none can be flipped', () => {
    const bytes = Buffer.from(note, 'utf8');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const wrong = Buffer.from(bytes);
      wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(typeof verifyCheckpoint(wrong.toString('utf8'), [mine])).toBe('string');
    }
  });
});

describe('what is no checkpoint is told apart', () => {
  const [text = '', signature = ''] = note.split('\n\n');
  const root = 'rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=';
  const noteOf = (body: string): string => `${body}\n\n${signature}`;

  test.each([
    ['nothing', '', 'it is not a text, an empty line and signature lines'],
    ['no signature', `${text}\n`, 'it is not a text, an empty line and signature lines'],
    ['no last newline', note.slice(0, -1), 'it is not a text, an empty line and signature lines'],
    ['a control character', note.replace('night', 'ni\tht'), 'it holds characters that no signed note may hold'],
    ['a carriage return', note.replaceAll('\n', '\r\n'), 'it holds characters that no signed note may hold'],
    ['half a surrogate pair', note.replace('night', '\ud800'), 'it holds characters that no signed note may hold'],
    ['100,001 characters', note.replace('night', 'x'.repeat(100_001)), 'it is longer than 100000 characters'],
    ['65 signatures', note + signature.repeat(64), 'it has more than 64 signatures'],
    ['a hyphen for the dash', note.replace('—', '-'), 'one of its signature lines does not read "— name base64"'],
    ['a plus in the name', note.replace('— glass', '— gl+ass'), 'one of its signature lines does not read "— name base64"'],
    ['a short signature', `${text}\n\n— x AAAAAA==\n`, 'one of its signature lines does not read "— name base64"'],
    ['stray bits in the signature', note.replace(/(.)=\n$/, 'B=\n'), 'one of its signature lines does not read "— name base64"'],
    ['two lines', noteOf('origin\n3'), 'it has fewer than the three lines origin, size and root'],
    ['no origin', noteOf(`\n3\n${root}`), 'it has fewer than the three lines origin, size and root'],
    ['a size with a zero before it', noteOf(`o\n03\n${root}`), 'its second line is not a size'],
    ['a negative size', noteOf(`o\n-3\n${root}`), 'its second line is not a size'],
    ['a size beyond 2^53', noteOf(`o\n9007199254740993\n${root}`), 'its second line is not a size'],
    ['a short root', noteOf('o\n3\nAAAA'), 'its third line is not a root of 32 bytes in base64'],
    ['a root without padding', noteOf(`o\n3\n${root.slice(0, -1)}`), 'its third line is not a root of 32 bytes in base64'],
    ['an empty line before an extension', noteOf(`o\n3\n${root}\n\nmore`), 'it has an empty line in its text'],
  ])('%s', (_, source, sentence) => {
    expect(parseCheckpoint(source)).toBe(sentence);
  });

  test('extension lines are signed with the rest and handed on', () => {
    expect(verifyCheckpoint(signNote(signer, `${text}\nmore\n`), [mine])).toMatchObject({ extensions: ['more'] });
  });
});

describe('verifier keys', () => {
  test('come back as they went', () => {
    expect(mine).toMatchObject({ name: signer.name, id: signer.id, vkey: signer.vkey });
    expect(formatVkey('PeterNeumann', Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1)).id).toBe(
      'c74f20a3',
    );
  });

  test.each([
    ['nothing', '', 'A verifier key reads name+id+base64, with neither spaces nor a plus in its name.'],
    ['a space in the name', 'a b+00000000+AAAA', 'A verifier key reads name+id+base64, with neither spaces nor a plus in its name.'],
    ['no base64', 'a+00000000+!', 'The verifier key of a is not an Ed25519 key (33 bytes in base64, the first of them 01).'],
    [
      'another algorithm',
      `a+00000000+${Buffer.alloc(33, 2).toString('base64')}`,
      'The verifier key of a is not an Ed25519 key (33 bytes in base64, the first of them 01).',
    ],
    [
      'another id',
      signer.vkey.replace(signer.id, '00000000'),
      `The verifier key of glassbreak.example/night says the id 00000000, and its bytes give ${signer.id}: it was copied wrongly.`,
    ],
  ])('%s', (_, source, sentence) => {
    expect(parseVkey(source)).toBe(sentence);
  });

  test('a key of another kind, or a name with a space, does not sign', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(() => signerOf('name', privateKey)).toThrow('no Ed25519 key of the name name');
    expect(() => signerOf('two words', signer.secret)).toThrow('no Ed25519 key of the name two words');
  });
});
