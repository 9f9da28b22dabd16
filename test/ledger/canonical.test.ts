import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, isObject, parseCanonical, type Json } from '../../ledger/canonical.ts';

const text = (value: Json): string => Buffer.from(canonical(value)).toString('utf8');
const problem = (source: string): string | null => parseCanonical(Buffer.from(source, 'utf8')).problem;

const json = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((value) => (value === 0 ? 0 : value)),
    fc.string({ unit: 'binary' }),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 4 }), fc.constantFrom('10', '9', '__proto__', 'constructor')),
      tie('any'),
      { maxKeys: 5 },
    ),
  ),
})).any;

describe('the canonical bytes are those of RFC 8785', () => {
  test('sorting by UTF-16 code units (section 3.2.3)', () => {
    const input =
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}';
    expect(text(JSON.parse(input) as Json)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  test('text is escaped as little as possible (section 3.2.2.2)', () => {
    expect(text(JSON.parse('"\\u20ac$\\u000f\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"') as Json)).toBe(
      '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
    );
    expect(Buffer.from(canonical('€$\u000f\nA\'B"\\\\"/')).toString('hex')).toBe('22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f22');
  });

  test('literals, nesting and keys that look like numbers keep the order of text', () => {
    expect(text({ 2: [null, true, false], 10: {}, '': 'empty', a: { z: 1, b: [{}] } })).toBe(
      '{"":"empty","10":{},"2":[null,true,false],"a":{"b":[{}],"z":1}}',
    );
    expect(text(JSON.parse('{"b":1,"__proto__":{"a":2}}') as Json)).toBe('{"__proto__":{"a":2},"b":1}');
    expect(text([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0, []])).toBe('[9007199254740991,-9007199254740991,0,[]]');
  });
});

describe('what has two spellings or none is refused', () => {
  const deep = (levels: number): Json => (levels === 0 ? 1 : [deep(levels - 1)]);

  test.each<[string, unknown, string]>([
    ['a float', { a: 1.5 }, 'the number 1.5 is not a whole number'],
    ['minus zero', [-0], 'the number -0 is not a whole number'],
    ['not a number', NaN, 'the number NaN is not a whole number'],
    ['a number beyond 2^53', 2 ** 53, 'the number 9007199254740992 is not a whole number'],
    ['undefined', { a: undefined }, 'a value of type undefined has no JSON form'],
    ['a hole', new Array<Json>(1), 'a value of type undefined has no JSON form'],
    ['a function', [() => 1], 'a value of type function has no JSON form'],
    ['a big integer', 1n, 'a value of type bigint has no JSON form'],
    ['a symbol', Symbol('x'), 'a value of type symbol has no JSON form'],
    ['half a surrogate pair', 'x\ud800', 'a text holds half of a surrogate pair'],
    ['half a surrogate pair in a key', { '\udc00': 1 }, 'a text holds half of a surrogate pair'],
    ['65 levels', deep(65), 'a value lies more than 64 levels deep'],
  ])('%s', (_, value, sentence) => {
    expect(() => canonical(value as Json)).toThrow(sentence);
  });

  test('64 levels are allowed, and a million opened brackets are a problem, not a crash', () => {
    expect(parseCanonical(canonical(deep(64))).problem).toBeNull();
    expect(problem('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toBe('a value lies more than 64 levels deep');
  });
});

describe('reading demands the one form', () => {
  test.each([
    ['{"b":1,"a":2}', 'they differ from the canonical form from character 3 on'],
    ['{"2":1,"10":3}', 'they differ from the canonical form from character 3 on'],
    ['{"a":1,"a":1}', 'they differ from the canonical form from character 7 on'],
    ['[1, 2]', 'they differ from the canonical form from character 4 on'],
    ['[1e3]', 'they differ from the canonical form from character 3 on'],
    ['"\\u0041"', 'they differ from the canonical form from character 2 on'],
    ['"\\ud83d\\ude02"', 'they differ from the canonical form from character 2 on'],
    ['"\\/"', 'they differ from the canonical form from character 2 on'],
    ['1 ', 'they differ from the canonical form from character 2 on'],
    ['"\\ud800"', 'a text holds half of a surrogate pair'],
    ['[-0]', 'the number -0 is not a whole number between -(2^53 - 1) and 2^53 - 1'],
    ['[1.5]', 'the number 1.5 is not a whole number between -(2^53 - 1) and 2^53 - 1'],
    ['', 'they are not JSON'],
    ['{', 'they are not JSON'],
    ['\ufeff1', 'they are not JSON'],
  ])('%s', (source, sentence) => {
    expect(problem(source)).toBe(sentence);
  });

  test('bytes that are not UTF-8', () => {
    expect(parseCanonical(Buffer.from([0x22, 0xff, 0x22])).problem).toBe('they are not UTF-8');
    expect(parseCanonical(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])).problem).toBe('they are not UTF-8');
  });

  test('a text that speaks of escapes, and keys that look like numbers, are read', () => {
    expect(parseCanonical(Buffer.from('"\\\\ud"'))).toEqual({ value: '\\ud', problem: null });
    expect(parseCanonical(Buffer.from('{"10":1,"2":3}'))).toEqual({ value: { 10: 1, 2: 3 }, problem: null });
  });

  test('every value comes back from its bytes, and the bytes from the value', () => {
    fc.assert(
      fc.property(json, (value) => {
        const bytes = canonical(value);
        const read = parseCanonical(bytes);
        expect(read.problem).toBeNull();
        expect(canonical(read.value as Json)).toEqual(bytes);
        expect(JSON.parse(Buffer.from(bytes).toString('utf8'))).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  test('any other bytes of the same value are refused: whatever JSON.stringify writes is accepted only when it is the canonical form', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1), (value, indent) => {
        const other = JSON.stringify(value, null, indent);
        expect(problem(other) === null).toBe(other === text(value));
      }),
      { numRuns: 500 },
    );
  });
});

test('only objects are objects', () => {
  expect([{}, [], null, 'x', undefined].map(isObject)).toEqual([true, false, false, false, false]);
});
