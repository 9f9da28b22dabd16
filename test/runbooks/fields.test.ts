import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { address, day, keyed, line, listOf, oneOf, prose, slug, whole } from '../../runbooks/fields.ts';

const messages = (schema: { safeParse: (value: unknown) => { error?: { issues: { message: string }[] } | undefined } }, value: unknown) => [
  ...new Set(schema.safeParse(value).error?.issues.map((issue) => issue.message)),
];

test('an id is lower-case letters, digits and hyphens', () => {
  expect(slug().parse('a-1')).toBe('a-1');
  for (const wrong of ['', '-a', 'A', 'ä', 'a b', 'a'.repeat(65), 5, null]) {
    expect(messages(slug(), wrong)).toEqual(['must be an id of 1 to 64 lower-case letters, digits and hyphens']);
  }
});

test('a line is trimmed and stays on one line, prose may have several', () => {
  expect(line(5).parse(' ab ')).toBe('ab');
  expect(prose(9).parse('a\nb\n')).toBe('a\nb');
  for (const wrong of ['', '   ', 'a\nb', 'abcdef', true])
    expect(messages(line(5), wrong)).toEqual(['must be text of 1 to 5 characters on one line']);
  expect(messages(prose(2), 'abc')).toEqual(['must be text of 1 to 2 characters']);
});

test('numbers, days and addresses say what would be right', () => {
  expect(messages(whole(1, 3), 1.5)).toEqual(['must be a whole number from 1 to 3']);
  expect(messages(whole(1, 3), 4)).toEqual(['must be a whole number from 1 to 3']);
  expect(messages(day(), '2026-02-30')).toEqual(['must be a day that exists, written as 2026-11-23']);
  for (const wrong of [
    'http://a.example',
    'https://',
    'https://localhost',
    'https://u@a.example',
    'javascript:x',
    'https://a.example/"',
    4,
  ]) {
    expect(messages(address(), wrong)).toEqual(['must be an address that starts with https:// and names a host']);
  }
  expect(address().parse('https://a.example:8443/x?y#z')).toBe('https://a.example:8443/x?y#z');
});

test('a closed list names all its words and the nearest one', () => {
  expect(messages(oneOf(['do', 'decide']), 'decid')).toEqual(['must be one of do, decide; the nearest is decide']);
  expect(messages(oneOf(['do', 'decide']), 'wombat')).toEqual(['must be one of do, decide']);
  expect(messages(oneOf(['do', 'decide']), 7)).toEqual(['must be one of do, decide']);
});

test('lists and maps say what they hold', () => {
  const list = listOf(slug(), { name: 'ids', min: 1, max: 2 });
  expect(messages(list, [])).toEqual(['must be a list of 1 to 2 ids']);
  expect(messages(list, ['a', 'b', 'c'])).toEqual(['must be a list of 1 to 2 ids']);
  const map = keyed({ a: slug(), b: slug().optional() });
  expect(messages(map, 'x')).toEqual(['must have the keys a, b']);
  expect(messages(map, { a: 'a', c: 1 })).toEqual(['a, b']);
});

test('no text whatever makes a field throw', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      for (const field of [slug(), line(5), prose(5), whole(0, 9), day(), address(), oneOf(['a'])]) field.safeParse(value);
    }),
  );
});
