import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, typed, typedOrNothing } from '../../dialogs/typed.ts';
import { verifyText } from '../../ledger/text.ts';

const SALT = '0123456789abcdef0123456789abcdef';
const messages = (schema: ReturnType<typeof typed> | ReturnType<typeof typedOrNothing>, text: unknown) =>
  schema.safeParse({ text, salt: SALT }).error?.issues.map((issue) => issue.message);

describe('what of a typed text is kept', () => {
  test.each([
    ['lone surrogates are replaced', 'a\uD800b\uDC00', 'a\uFFFDb\uFFFD'],
    ['whole pairs stay', '🔑', '🔑'],
    ['letters and marks are composed', 'u\u0308', 'ü'],
    ['letters and marks are composed across what is taken out', 'u\u200B\u0308', 'ü'],
    ['line ends are line feeds', 'a\r\nb\rc\u2028d\u2029e\u0085f', 'a\nb\nc\nd\ne\nf'],
    ['other controls are blanks', 'a\u0000b\u001Bc\u007Fd', 'a b c d'],
    ['tab and line feed stay', 'a\tb\nc', 'a\tb\nc'],
    ['what steers the direction is taken out', '\u202Eabc\u2066\u061C\u200F', 'abc'],
    ['what cannot be seen is taken out', 'a\u00AD\u200B\uFEFF\u2060\u{E0041}\u3164\uFFF9b', 'ab'],
    ['four and more marks on one character are three', `a${'\u0316'.repeat(10_000)}b`, `a${'\u0316'.repeat(3)}b`],
    ['three marks stay', `a${'\u0316'.repeat(3)}b`, `a${'\u0316'.repeat(3)}b`],
    ['blanks at both ends go', ' \n a b \t', 'a b'],
    ['markup stays as it is: cards escape it', '${x} <at>CISO</at> {{DATE(1)}} [a](b)', '${x} <at>CISO</at> {{DATE(1)}} [a](b)'],
  ])('%s', (_title, text, kept) => expect(cleanText(text)).toBe(kept));

  test('cleaning twice changes nothing more, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', size: 'large' }), (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
        expect(once).toBe(once.normalize('NFC'));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a typed text that must be there', () => {
  test('is sealed: its hash stands for it', () => {
    const sealed = typed(10).parse({ text: ' words ', salt: SALT });
    expect(sealed).toMatchObject({ text: 'words', salt: SALT });
    expect(verifyText(sealed)).toBe(true);
  });
  test('an empty one is told so', () => {
    for (const text of ['', '   ', '\u200B']) expect(messages(typed(10), text)).toEqual(['a few words are needed here']);
  });
  test('one that is no text is told so', () => {
    for (const text of [undefined, null, 5, {}, []]) expect(messages(typed(10), text)).toEqual(['this must be text']);
  });
  test('the longest fits, one more does not', () => {
    expect(messages(typed(10), '1234567890')).toBeUndefined();
    expect(messages(typed(10), '12345678901')).toEqual(['at most 10 characters fit here, these are 11']);
  });
  test('what is far too long is refused unread, and not cut', () => {
    expect(messages(typed(10), `a${'\u0316'.repeat(20_000)} and more`)).toEqual(['at most 10 characters fit here, these are 20010']);
    expect(messages(typed(10), `a${'\u0316'.repeat(19_998)}b`)).toBeUndefined();
  });
});

describe('a typed text that may be left empty', () => {
  test('is null then', () => {
    for (const text of ['', '  ', null, undefined]) expect(typedOrNothing(10).parse({ text, salt: '' })).toBeNull();
  });
  test('is sealed and measured otherwise', () => {
    expect(typedOrNothing(10).parse({ text: 'words', salt: SALT })).toMatchObject({ text: 'words' });
    expect(messages(typedOrNothing(10), '12345678901')).toEqual(['at most 10 characters fit here, these are 11']);
    expect(messages(typedOrNothing(10), 5)).toEqual(['this must be text']);
  });
});
