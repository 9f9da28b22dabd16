import { expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { pathText, Places } from '../../runbooks/places.ts';

const places = (text: string) => new Places(parseDocument(text, { uniqueKeys: false, stringKeys: true }).contents);

test('values and keys are remembered with their place, missing ones by what is around them', () => {
  const at = places('a: 1\nb:\n  - c: x\n    d:\n');
  expect(at.data).toEqual({ a: 1, b: [{ c: 'x', d: null }] });
  expect(at.offset(['a'])).toBe(3);
  expect(at.keyOffset(['b'])).toBe(5);
  expect(at.offset(['b', 0, 'd'])).toBe(23);
  expect(at.offset(['b', 0, 'missing', 3])).toBe(at.offset(['b', 0]));
  expect(at.keyOffset(['b', 0, 'missing'])).toBe(at.offset(['b', 0]));
  expect(at.wordings).toEqual([{ path: ['b', 0, 'c'], value: 'x', start: 15, end: 16 }]);
});

test('a key without any value is null', () => {
  expect(places('? a\n').data).toEqual({ a: null });
});

test('nothing at all is null at the beginning', () => {
  expect(places('# only a remark\n').data).toBeNull();
  expect(new Places(null).offset(['x'])).toBe(0);
});

test('a repeated key keeps its first value, and __proto__ never becomes a prototype', () => {
  const at = places('a: 1\na: 2\n__proto__: { evil: true }\nb: { __proto__: { evil: true } }\n');
  expect(at.data).toEqual({ a: 1, b: {} });
  expect(Object.keys(at.data as object)).toEqual(['a', 'b']);
  expect('evil' in (at.data as object)).toBe(false);
  expect(at.problems.map(({ path, offset, what }) => `${pathText(path)} ${offset} ${what}`)).toEqual([
    'a 5 The key "a" stands twice in the same place; keep one.',
    '__proto__ 10 The key "__proto__" is not allowed.',
    'b.__proto__ 41 The key "__proto__" is not allowed.',
  ]);
});

test('a path reads as people write it', () => {
  expect(pathText([])).toBe('file');
  expect(pathText(['steps', 2, 'title'])).toBe('steps[2].title');
});
