import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical } from '../../ledger/canonical.ts';
import { parseVkey, signCheckpoint, type Verifier } from '../../ledger/checkpoint.ts';
import { parseExportLine } from '../../ledger/export.ts';
import { feed, verdict, verification, type Item, type Verdict } from '../../ledger/verify.ts';
import { exported, fields, honest, noteAt, ORIGIN, signer, signerFrom } from './sample-ledger.ts';

const keyOf = (vkey: string): Verifier => {
  const key = parseVkey(vkey);
  if (typeof key === 'string') throw new Error(key);
  return key;
};

const MINE = [keyOf(signer.vkey)];
const thief = signerFrom(9);
const record = (bytes: Uint8Array): Item => ({ kind: 'record', bytes });
const checkpoint = (note: string): Item => ({ kind: 'checkpoint', note });
const header = (origin = ORIGIN, key: string = signer.vkey): Item => ({ kind: 'header', origin, key });
const verify = (items: readonly Item[], keys: readonly Verifier[] = []): Verdict => verdict(items.reduce(feed, verification(keys)));
const why = (items: readonly Item[], keys: readonly Verifier[] = []): string => {
  const found = verify(items, keys);
  return found.sound ? 'sound' : found.why;
};

const TEN = honest(10);
const items = (records: readonly Uint8Array[], sizes: readonly number[] = [5, 10], from = TEN): Item[] =>
  records.flatMap((bytes, index) => [record(bytes), ...(sizes.includes(index + 1) ? [checkpoint(noteAt(from, index + 1))] : [])]);
const changed = (seq: number, more: object): Uint8Array => canonical({ ...fields(seq), ...more });
const withRecord = (seq: number, bytes: Uint8Array): Uint8Array[] => TEN.map((old, index) => (index + 1 === seq ? bytes : old));

describe('an honest ledger is sound', () => {
  test('with its size, its root, what is signed and whose key was used', () => {
    const found = verify([header(), ...items(TEN, [5, 8])]);
    expect(found).toMatchObject({
      sound: true,
      size: 10,
      signedTo: 8,
      unsigned: 2,
      checkpoints: 2,
      keyFrom: 'file',
      opened: { mode: 'local', origin: ORIGIN },
    });
    expect(verify(items(TEN), MINE)).toMatchObject({ sound: true, signedTo: 10, unsigned: 0, keyFrom: 'given' });
    expect(verify(items(TEN, []))).toMatchObject({ sound: true, signedTo: 0, unsigned: 10, checkpoints: 0 });
  });

  test('whatever its length and wherever its checkpoints stand', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 5 }), (size, sizes) => {
        const records = honest(size);
        expect(verify(items(records, sizes, records)).sound).toBe(true);
        expect(verify(items(records, [...sizes, size], records), MINE).sound).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('when checkpoints from elsewhere are fed before the records, twice, or by two keys', () => {
    const early = [checkpoint(noteAt(TEN, 5)), checkpoint(noteAt(TEN, 5)), header(), checkpoint(noteAt(TEN, 10))];
    expect(verify([...early, ...items(TEN)])).toMatchObject({ sound: true, signedTo: 10, checkpoints: 5 });
    expect(verify(items(TEN), [...MINE, keyOf(thief.vkey)])).toMatchObject({ sound: true });
  });

  test('with facts of a later release', () => {
    const later = withRecord(7, changed(7, { facts: [{ type: 'OfALaterRelease', deep: [{ x: 1 }] }] }));
    expect(verify(items(later, [10], later))).toMatchObject({ sound: true });
  });
});

describe('each tampering is found, and the sentence says where', () => {
  const edited = withRecord(7, changed(7, { activation: 'BG-2026-0043' }));
  const rootOf = (records: readonly Uint8Array[]): string => {
    const found = verify(records.map(record));
    return found.sound ? found.root : 'none';
  };

  test('all checkpoints taken out, for whoever has the key from elsewhere', () => {
    expect(verify(items(TEN, []), MINE)).toEqual({
      sound: false,
      seq: 1,
      where: 'the checkpoints',
      why: 'No checkpoint is in it, so the key that you gave vouches for no record: anybody can write such a file.',
    });
  });

  test('a record edited', () => {
    expect(verify(items(edited))).toEqual({
      sound: false,
      seq: 6,
      where: 'the checkpoint at size 10',
      why: `The checkpoint at size 10 says root ${rootOf(TEN)}, the records give ${rootOf(edited)}: a record from 6 to 10 is not what was signed.`,
    });
  });

  test('the last record edited, right behind a checkpoint', () => {
    const last = withRecord(10, changed(10, { activation: null }));
    expect(verify(items(last, [9, 10]))).toMatchObject({
      seq: 10,
      why: expect.stringContaining(': record 10 is not what was signed.'),
    });
  });

  test('a record deleted', () => {
    expect(
      why(
        items(
          TEN.filter((_, index) => index !== 6),
          [],
        ),
      ),
    ).toBe('Record 7 carries seq 8.');
  });

  test('a record deleted and the rest renumbered', () => {
    const renumbered = TEN.slice(0, 9).map((bytes, index) =>
      index < 6 ? bytes : changed(index + 1, { at: 1_790_000_002_000 + (index + 1) * 1000 }),
    );
    expect(why([...items(renumbered, [5]), checkpoint(noteAt(TEN, 10))])).toBe(
      'The checkpoint at size 10 is beyond the last record 9: the tail was cut.',
    );
  });

  test('two records swapped', () => {
    const [first = new Uint8Array()] = TEN;
    expect(why([first, TEN[2], TEN[1]].map((bytes) => record(bytes ?? first)))).toBe('Record 2 carries seq 3.');
  });

  test('a record twice', () => {
    expect(why([...items(TEN.slice(0, 3), []), ...items(TEN.slice(2, 3), [])])).toBe('Record 4 carries seq 3.');
  });

  test('bytes that mean the same but are written otherwise', () => {
    expect(why(items(withRecord(7, Buffer.from(JSON.stringify(fields(7))))))).toBe(
      'Record 7: its bytes are not canonical JSON: they differ from the canonical form from character 3 on.',
    );
    expect(why(items(withRecord(7, Buffer.from('{'))))).toBe('Record 7: its bytes are not canonical JSON: they are not JSON.');
  });

  test('a record dated back', () => {
    expect(why(items(withRecord(7, changed(7, { at: 1_790_000_005_999 }))))).toBe(
      'Record 7 is dated 2026-09-21T14:13:25.999Z, before record 6 (2026-09-21T14:13:26.000Z).',
    );
  });

  test('the tail cut, its checkpoints left', () => {
    expect(verify([...items(TEN.slice(0, 8)), checkpoint(noteAt(TEN, 10))])).toEqual({
      sound: false,
      seq: 9,
      where: 'the checkpoint at size 10',
      why: 'The checkpoint at size 10 is beyond the last record 8: the tail was cut.',
    });
  });

  test('the tail cut, its checkpoints too: not seen from the file alone, seen with a checkpoint from elsewhere', () => {
    expect(verify(items(TEN.slice(0, 8)))).toMatchObject({ sound: true, size: 8, signedTo: 5, unsigned: 3 });
    expect(why([checkpoint(noteAt(TEN, 10)), ...items(TEN.slice(0, 8))])).toBe(
      'The checkpoint at size 10 is beyond the last record 8: the tail was cut.',
    );
  });

  test('everything gone', () => {
    expect(verify([])).toEqual({
      sound: false,
      seq: 1,
      where: 'the beginning',
      why: 'There is no record at all; a ledger begins with the record that opens it.',
    });
    expect(why([header(), checkpoint(noteAt(TEN, 5))])).toBe('There is no record at all; a ledger begins with the record that opens it.');
  });

  test('edited and signed again with another key', () => {
    const forged = edited.map((bytes, index) => [record(bytes), ...(index === 9 ? [checkpoint(noteAt(edited, 10, thief))] : [])]).flat();
    expect(why(forged)).toBe(
      `A checkpoint after record 10 does not hold: it is signed by ${ORIGIN} (key ${thief.id}), and not by ${ORIGIN} (key ${signer.id}).`,
    );
  });

  test('all of it made anew with another key: seen with the right key only', () => {
    const anew = honest(10, thief.vkey);
    const forged = [...anew.map(record), checkpoint(noteAt(anew, 10, thief))];
    expect(verify(forged)).toMatchObject({ sound: true, keyFrom: 'file' });
    expect(why(forged, MINE)).toBe(`Record 1 names the key ${thief.vkey}, and you gave ${signer.vkey}.`);
  });

  test('edited and signed again with the stolen key: seen against a checkpoint kept elsewhere', () => {
    const forged = [...edited.map(record), checkpoint(noteAt(edited, 10))];
    expect(verify(forged, MINE).sound).toBe(true);
    expect(why([checkpoint(noteAt(TEN, 10)), ...forged], MINE)).toBe(
      `The checkpoint at size 10 says root ${rootOf(TEN)}, the records give ${rootOf(edited)}: a record from 1 to 10 is not what was signed.`,
    );
  });

  test('two signed heads of one size', () => {
    const both = [...items(TEN.slice(0, 8), []), checkpoint(noteAt(TEN, 10)), checkpoint(noteAt(edited, 10))];
    expect(why(both)).toBe(`Two checkpoints at size 10 disagree: ${rootOf(TEN)} and ${rootOf(edited)}; both are signed.`);
  });

  test('a signature damaged', () => {
    const note = noteAt(TEN, 10).replace(`\n10\n`, '\n11\n');
    expect(why([...items(TEN, []), checkpoint(note)])).toBe(
      `A checkpoint after record 10 does not hold: its signature by ${ORIGIN} (key ${signer.id}) is wrong.`,
    );
    expect(why([...items(TEN, []), checkpoint('x')])).toBe(
      'A checkpoint after record 10 does not hold: it is not a text, an empty line and signature lines.',
    );
  });

  test('a checkpoint of another ledger', () => {
    const foreign = checkpoint(noteAt(TEN, 10, signer, 'elsewhere.example/log'));
    expect(why([...items(TEN, []), foreign])).toBe(`The checkpoint at size 10 is of elsewhere.example/log, and this is ${ORIGIN}.`);
  });

  test('a checkpoint behind records that it does not cover', () => {
    expect(why([...items(TEN, []), checkpoint(noteAt(TEN, 5))])).toBe(
      'The checkpoint at size 5 stands behind record 10; it belongs directly behind record 5.',
    );
  });

  test('a second ledger in the same file, or another tenant in the middle', () => {
    const again = withRecord(7, changed(7, { facts: fields(1)['facts'] }));
    expect(why(items(again))).toBe('Record 7 opens a ledger again; only the first fact of record 1 may.');
    expect(why([...items(TEN), ...items(honest(1), [])])).toBe('Record 11 carries seq 1.');
  });

  test('a beginning that is none', () => {
    expect(verify([record(changed(1, { facts: [{ type: 'Noted' }] }))])).toEqual({
      sound: false,
      seq: 1,
      where: 'record 1',
      why: 'Record 1 does not open a ledger: its first fact is not LedgerOpened.',
    });
    expect(why([record(TEN[1] ?? new Uint8Array())])).toBe('Record 1 carries seq 2.');
  });

  test('a header that says something else, stands twice or too late', () => {
    expect(why([header('elsewhere.example/log'), ...items(TEN)])).toBe(
      `Record 1 opens ${ORIGIN} with the key ${signer.vkey}, and the header says elsewhere.example/log with the key ${signer.vkey}.`,
    );
    expect(why([header(ORIGIN, thief.vkey), ...items(TEN)])).toContain(`the header says ${ORIGIN} with the key ${thief.vkey}.`);
    expect(why([header(), header(), ...items(TEN)])).toBe('A header stands after record 0; a file has one, as its first line.');
    expect(why([...items(TEN), header()])).toBe('A header stands after record 10; a file has one, as its first line.');
  });

  test('a line that could not be read', () => {
    const damaged: Item = { kind: 'damaged', what: 'a line is longer than 4 MB' };
    expect(verify([...items(TEN), damaged])).toEqual({
      sound: false,
      seq: 11,
      where: 'after record 10',
      why: 'After record 10 a line is longer than 4 MB.',
    });
  });

  test('a flood of checkpoints for records that never come', () => {
    const flood = 'More than 1000 checkpoints stand before the records that they cover.';

    const notes = Array.from({ length: 1001 }, () => checkpoint(noteAt(TEN, 10)));
    expect(why([...notes, ...items(TEN)])).toBe(flood);
    const [first] = items(TEN, []);
    const ahead = Array.from({ length: 1001 }, (_, index) => checkpoint(noteBeyond(index + 100)));
    expect(why([...(first === undefined ? [] : [first]), ...ahead])).toBe(flood);
  });

  test('the first break stays', () => {
    const broken = [record(Buffer.from('x'))].reduce(feed, verification([]));
    expect(items(TEN).reduce(feed, broken)).toBe(broken);
  });
});

describe('every single byte of an export counts', () => {
  const file = exported(honest(5), [2, 5]);
  const verifyFile = (bytes: Buffer): Verdict => {
    const lines = bytes
      .toString('latin1')
      .split('\n')
      .map((line) => Buffer.from(line, 'latin1'));
    const end = lines.pop();
    const whole = lines.map((line) => parseExportLine(line)).filter((line) => line.kind !== 'text');
    return verify(end === undefined || end.length === 0 ? whole : [...whole, { kind: 'damaged', what: 'the last line has no end' }], MINE);
  };

  test('the file as it is, is sound', () => {
    expect(verifyFile(file)).toMatchObject({ sound: true, size: 5, signedTo: 5 });
  });

  test('one bit of each byte flipped, or the byte replaced by one that looks harmless', () => {
    for (let at = 0; at < file.length; at += 1) {
      for (const wrong of [(file[at] ?? 0) ^ (1 << (at % 8)), 0x20, 0x0a, 0x30]) {
        if (wrong === file[at]) continue;
        const bytes = Buffer.from(file);
        bytes[at] = wrong;
        if (verifyFile(bytes).sound) throw new Error(`byte ${at} (${String(file[at])} -> ${wrong}) does not count`);
      }
    }
    expect(file.length).toBeGreaterThan(1000);
  });

  test('cut anywhere: found, except behind a whole line after the first checkpoint, where it says how much is signed', () => {
    let sound = 0;
    for (let length = 0; length < file.length; length += 1) {
      const found = verifyFile(file.subarray(0, length));
      if (!found.sound) continue;
      expect(file[length - 1]).toBe(10);
      expect(found.unsigned).toBe(found.size - found.signedTo);
      sound += 1;
    }
    expect(sound).toBe(4);
  });
});

function noteBeyond(size: number): string {
  return signCheckpoint(signer, ORIGIN, { size, root: '00'.repeat(32) });
}
