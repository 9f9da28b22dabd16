import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hiddenCharacters, MAX_DEPTH, MAX_PARTS, tokensOf } from '../../runbooks/unsafe.ts';

const unsafeParts = (text: string) => tokensOf(text).unsafe;

describe('characters that nobody sees', () => {
  test('controls, direction marks, lone surrogates and a second byte order mark are found, each at its place', () => {
    expect(hiddenCharacters('a\u0007b\u202ec\ud800d\udc00\ufeff').map(({ offset, what }) => `${offset} ${what}`)).toEqual([
      '1 The character U+0007 cannot be seen or is half a character; remove it.',
      '3 The character U+202E cannot be seen or is half a character; remove it.',
      '5 The character U+D800 cannot be seen or is half a character; remove it.',
      '7 The character U+DC00 cannot be seen or is half a character; remove it.',
      '8 The character U+FEFF cannot be seen or is half a character; remove it.',
    ]);
  });

  test('tabs, line ends, whole surrogate pairs and a first byte order mark are fine', () => {
    expect(hiddenCharacters('\ufeffa\tb\r\n😀 é →')).toEqual([]);
  });
});

describe('parts that could hurt', () => {
  test('anchors, aliases, tags and directives are found at their place', () => {
    expect(unsafeParts('%YAML 1.1\n---\na: &x !!str b\nc: *x\n').map(({ offset, what }) => `${offset} ${what}`)).toEqual([
      '0 Directives (%) are not allowed; the file is plain YAML 1.2.',
      '17 Anchors (&name) are not allowed; write the text out.',
      '20 Tags (!name) are not allowed; write plain text, lists and keys.',
      '31 Aliases (*name) are not allowed; write the text out.',
    ]);
  });

  test('the same marks inside a text are only text', () => {
    expect(unsafeParts('a: x &b *c !d\nb: "*c"\nc: |\n  *x\n  %y\n  &z\nd: \'&e\' # *c\n')).toEqual([]);
  });

  test('20 levels are read, 21 are refused, and 20,000 cost no more than 21', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    const deep = { offset: MAX_DEPTH, what: 'The file is nested deeper than 20 levels; a runbook needs six.' };
    expect(unsafeParts(nested(MAX_DEPTH))).toEqual([]);
    expect(unsafeParts(nested(MAX_DEPTH + 1)).map(({ what }) => what)).toEqual([deep.what]);
    for (const text of [nested(20_000), '- '.repeat(20_000), '? '.repeat(20_000), '{a: '.repeat(20_000)]) {
      expect(unsafeParts(text).map(({ what }) => what)).toEqual([deep.what]);
    }
  });

  test('too many parts end the reading', () => {
    expect(unsafeParts(`[${','.repeat(MAX_PARTS)}`)).toEqual([
      { offset: MAX_PARTS - 1, what: 'The file has more than 20000 parts; a runbook needs a few thousand.' },
    ]);
  });

  test('no text whatever makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('&*!%-?:[]{}|>,"\' \n#a\u0002\u001f\u0018')) }), (text) =>
        Array.isArray(unsafeParts(text)),
      ),
    );
  });
});
