import { expect, test } from '@jest/globals';
import { isJsonObject, objectOf, parseJsonObject, stringOf } from '../../../bot/teams/json.ts';

test('an object comes back as it is', () => expect(parseJsonObject('{"a":[1,{"b":null}]}')).toEqual({ a: [1, { b: null }] }));
test.each([
  ['', 'not JSON'],
  ['{', 'not JSON'],
  ['null', 'not an object'],
  ['[]', 'not an object'],
  ['"x"', 'not an object'],
  ['{"a":{"__proto__":1}}', 'a forbidden name'],
  ['{"a":[{"__proto__":1}]}', 'a forbidden name'],
])('%s is %s', (text, problem) => expect(parseJsonObject(text)).toBe(problem));
test('100 levels pass and 101 do not', () => {
  const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
  expect(parseJsonObject(nested(101))).toEqual(expect.any(Object));
  expect(parseJsonObject(nested(102))).toBe('too deep');
});
test('members of another kind are nothing', () => {
  expect([stringOf(''), stringOf(5), stringOf('a')]).toEqual([null, null, 'a']);
  expect([objectOf(null), objectOf([]), objectOf({ a: 1 })]).toEqual([{}, {}, { a: 1 }]);
  expect([isJsonObject(undefined), isJsonObject({})]).toEqual([false, true]);
});
