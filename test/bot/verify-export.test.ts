import { writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { MAX_LINE, verifyExport } from '../../bot/verify-export.ts';
import { canonical } from '../../ledger/canonical.ts';
import { textHash, textLine } from '../../ledger/export.ts';
import { exported, fields, honest, joined } from '../ledger/sample-ledger.ts';
import { scratch, thrown } from './store/scratch.ts';

const at = scratch();
const file = (name: string, bytes: Uint8Array): string => {
  writeFileSync(at(name), bytes);
  return at(name);
};

test('an export larger than the buffer is read whole, byte for byte', () => {
  const records = honest(20_000);
  const path = file('large.jsonl', exported(records, [10_000, 20_000]));
  expect(verifyExport(path, [])).toMatchObject({ sound: true, size: 20_000, signedTo: 20_000, checkpoints: 2 });
});

test('texts in it are checked against their hash and count for nothing else', () => {
  const salt = '00'.repeat(16);
  const text = { hash: textHash(salt, 'why'), salt, text: 'why' };
  const whole = exported(honest(3), [3]);
  expect(verifyExport(file('texts.jsonl', Buffer.concat([whole, joined([textLine(text)])])), [])).toMatchObject({ sound: true, size: 3 });
  const other = Buffer.concat([whole, joined([textLine({ ...text, text: 'because' })])]);
  expect(verifyExport(file('text.jsonl', other), [])).toMatchObject({
    sound: false,
    why: `After record 3 the text of hash ${text.hash} is not the text that was sealed.`,
  });
});

describe('a file that was cut or is none', () => {
  test('the last line without its end', () => {
    const whole = exported(honest(3), [3]);
    expect(verifyExport(file('cut.jsonl', whole.subarray(0, -1)), [])).toMatchObject({
      sound: false,
      why: 'After record 3 the last line has no end: the file was cut.',
    });
  });

  test('nothing in it', () => {
    expect(verifyExport(file('empty.jsonl', Buffer.alloc(0)), [])).toMatchObject({ sound: false, seq: 1 });
  });

  test('no file', () => {
    expect(thrown(() => verifyExport(at('none.jsonl'), []))).toContain('ENOENT');
  });
});

test('a line of 4 MB is read, a longer one is refused without being held', () => {
  const sized = (length: number): Uint8Array => {
    const around = canonical({ ...fields(2), facts: [{ type: 'Noted', text: '' }] }).length;
    return canonical({ ...fields(2), facts: [{ type: 'Noted', text: 'x'.repeat(length - around) }] });
  };
  const [first = new Uint8Array()] = honest(1);
  expect(verifyExport(file('most.jsonl', joined([first, sized(MAX_LINE)])), [])).toMatchObject({ sound: true, size: 2 });
  expect(verifyExport(file('more.jsonl', joined([first, Buffer.alloc(MAX_LINE * 3, 'x')])), [])).toMatchObject({
    why: 'After record 1 a line is longer than 4 MB.',
  });
});
