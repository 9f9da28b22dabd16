import { describe, expect, test } from '@jest/globals';
import { checkpointLine, exportLines, headerLine, inOrder, parseExportLine, textHash, textLine } from '../../ledger/export.ts';
import type { Kept, Stored } from '../../ledger/store.ts';
import { exported, honest, joined, noteAt, ORIGIN, signer } from './sample-ledger.ts';

const bytesOf = (source: string): Uint8Array => Buffer.from(source, 'utf8');
const readable = (records: readonly Uint8Array[], kept: readonly Kept[]) => ({
  read: (from: number, most: number): Promise<readonly Stored[]> =>
    Promise.resolve(records.map((bytes, index) => ({ seq: index + 1, bytes })).slice(from - 1, from - 1 + most)),
  checkpoints: () => Promise.resolve(kept),
});

describe('lines come back as they went', () => {
  test('the header', () => {
    expect(Buffer.from(headerLine(ORIGIN, signer.vkey)).toString()).toBe(`{"glassbreak":1,"key":"${signer.vkey}","origin":"${ORIGIN}"}`);
    expect(parseExportLine(headerLine(ORIGIN, signer.vkey))).toEqual({ kind: 'header', origin: ORIGIN, key: signer.vkey });
  });

  test('a checkpoint', () => {
    const note = noteAt(honest(3), 3);
    expect(parseExportLine(checkpointLine(note))).toEqual({ kind: 'checkpoint', note });
  });

  test('a text, if it is the one that was sealed', () => {
    const salt = '00112233445566778899aabbccddeeff';
    const text = { hash: textHash(salt, 'who “rang”?\n'), salt, text: 'who “rang”?\n' };
    expect(parseExportLine(textLine(text))).toEqual({ kind: 'text', ...text });
    expect(parseExportLine(textLine({ ...text, text: 'else' }))).toEqual({
      kind: 'damaged',
      what: `the text of hash ${text.hash} is not the text that was sealed`,
    });
    expect(textHash('', 'abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('everything else is a record, sound or not', () => {
    for (const line of [...honest(2), bytesOf(''), bytesOf('{"check'), bytesOf('x'), Buffer.of(0xff)])
      expect(parseExportLine(line)).toEqual({ kind: 'record', bytes: line });
  });
});

test.each([
  ['{"checkpoint":1.5}', 'a line is not canonical JSON: the number 1.5 is not a whole number between -(2^53 - 1) and 2^53 - 1'],
  ['{"checkpoint":"x"', 'a line is not canonical JSON: they are not JSON'],
  ['{"checkpoint":1}', 'a line is neither header, record, checkpoint nor text: it has the fields checkpoint'],
  ['{"checkpoint":"x","more":1}', 'a line is neither header, record, checkpoint nor text: it has the fields checkpoint more'],
  ['{"glassbreak":2,"key":"k","origin":"o"}', 'a header has the format 2; this verifier knows format 1 only'],
  [
    '{"glassbreak":1,"key":"k","origin":3}',
    'a line is neither header, record, checkpoint nor text: it has the fields glassbreak key origin',
  ],
  ['{"hash":"","salt":"","text":1}', 'a line is neither header, record, checkpoint nor text: it has the fields hash salt text'],
])('%s is a damaged line', (source, what) => {
  expect(parseExportLine(bytesOf(source))).toEqual({ kind: 'damaged', what });
});

describe('a store, exported', () => {
  test('header, records as they are, each checkpoint behind its record, over several pages', async () => {
    const records = honest(2100);
    const sizes = [1, 2, 1000, 1500, 2100];
    const kept = sizes.map((size) => ({ size, note: noteAt(records, size) }));
    const lines: Uint8Array[] = [];
    for await (const line of exportLines(readable(records, kept), { origin: ORIGIN, vkey: signer.vkey })) lines.push(line);
    expect(joined(lines).equals(exported(records, sizes))).toBe(true);
  });

  test('checkpoints beyond the last record come at the end, so that verification sees the cut', async () => {
    const records = honest(3);
    const kept = [2, 3].map((size) => ({ size, note: noteAt(records, size) }));
    const kinds: string[] = [];
    for await (const page of inOrder(readable(records.slice(0, 2), kept))) kinds.push(...page.map(({ kind }) => kind));
    expect(kinds).toEqual(['record', 'record', 'checkpoint', 'checkpoint']);
  });
});
