import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MAX_BYTES, readSource } from '../../runbooks/source.ts';

const problems = (text: string) => {
  const source = readSource(text);
  return source.settle(source.problems).map(({ line, column, where, what }) => `${line}:${column} ${where}: ${what}`);
};

describe('hostile YAML is refused with its line', () => {
  test('an alias bomb', () => {
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefghi'.split('').map((key, index) => `${key}: &${key} [*${'abcdefgh'[index]}, *${'abcdefgh'[index]}]`),
    ].join('\n');
    expect(problems(bomb).slice(0, 3)).toEqual([
      '1:4 file: Anchors (&name) are not allowed; write the text out.',
      '2:4 file: Anchors (&name) are not allowed; write the text out.',
      '2:8 file: Aliases (*name) are not allowed; write the text out.',
    ]);
    expect(readSource(bomb).places.data).toBeNull();
  });

  test('20,000 levels', () => {
    expect(problems(`a: 1\nb: ${'['.repeat(20_000)}`)).toEqual([
      '2:23 file: The file is nested deeper than 20 levels; a runbook needs six.',
    ]);
  });

  test('1 MB of text, counted in bytes', () => {
    expect(problems('a'.repeat(1024 * 1024))).toEqual(['1:1 file: The file has 1048576 bytes; at most 262144 bytes (256 KB) are read.']);
    expect(problems(`a: ${'é'.repeat(MAX_BYTES / 2)}`)).toEqual([
      '1:1 file: The file has 262147 bytes; at most 262144 bytes (256 KB) are read.',
    ]);
    expect(problems(`a: ${'b'.repeat(MAX_BYTES - 3)}`)).toEqual([]);
  });

  test('a custom tag, a lone surrogate, several documents, keys that are lists, broken quotes', () => {
    expect(problems('a: 1\nb: !!js/function "x"\n')).toEqual(['2:4 file: Tags (!name) are not allowed; write plain text, lists and keys.']);
    expect(problems('a: 1\nb: \ud800\n')).toEqual(['2:4 file: The character U+D800 cannot be seen or is half a character; remove it.']);
    expect(problems('a: 1\n---\nb: 2\n')).toEqual(['2:1 file: The file holds several YAML documents; keep one.']);
    expect(problems('a: 1\n---\nb: 2\n---\nc: 3\n')).toEqual(['2:1 file: The file holds several YAML documents; keep one.']);
    expect(problems('a: 1\n? [b]\n: c\n')).toEqual(['2:3 file: A key must be one plain word.']);
    expect(problems('a: 1\nb: "x\n')).toEqual(['3:1 file: This is not YAML: Missing closing "quote.']);
  });

  test('duplicate keys and __proto__ come with the data that is left', () => {
    const source = readSource('a: 1\na: 2\n__proto__: 3\n');
    expect(source.places.data).toEqual({ a: 1 });
    expect(problems('a: 1\na: 2\n__proto__: 3\n')).toEqual([
      '2:1 a: The key "a" stands twice in the same place; keep one.',
      '3:1 __proto__: The key "__proto__" is not allowed.',
    ]);
  });

  test('thousands of problems are cut at 100', () => {
    expect(problems(']\n'.repeat(3000))).toHaveLength(100);
  });
});

test('a byte order mark is tolerated, and no is a word, not a truth value', () => {
  expect(readSource('\ufeffa: no\n').places.data).toEqual({ a: 'no' });
  expect(readSource('a: 012\nb: 2026-11-23\nc: 0x1f\n<<: x\n').places.data).toEqual({ a: 12, b: '2026-11-23', c: 31, '<<': 'x' });
});

test('findings are settled in reading order, at a value, a key or an offset, and never twice', () => {
  const { settle } = readSource('a: 1\nb:   2\n');
  const found = settle([
    { path: ['b'], what: 'value' },
    { path: ['b'], at: 'key', what: 'key' },
    { path: [], at: 3, what: 'offset' },
    { path: ['b'], what: 'value' },
  ]);
  expect(found.map(({ line, column, where, what }) => `${line}:${column} ${where} ${what}`)).toEqual([
    '1:4 file offset',
    '2:1 b key',
    '2:6 b value',
  ]);
});

test('no text whatever makes it throw, and every problem has a line', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(...Array.from('&*!%-?:[]{}|>,"\' \n#ab\t\ufeff\ud800'), '---\n', '...\n', '__proto__: ', 'a: '),
  });
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => {
      const source = readSource(text);
      for (const { line, column } of source.settle(source.problems)) expect(line * column).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});
