import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { keyed, line, listOf, slug, whole } from '../../runbooks/fields.ts';
import { sentences } from '../../runbooks/sentence.ts';

const schema = keyed({ title: line(10), to: listOf(slug(), { name: 'ids', min: 1, max: 2 }).optional(), minutes: whole(1, 9).optional() });
const all = (data: unknown) => [
  ...new Set((schema.safeParse(data).error?.issues ?? []).flatMap((issue) => sentences(issue, data)).map(({ what }) => what)),
];
const title = 'it must be text of 1 to 10 characters on one line.';

test('a sentence says what stands there and what it must be', () => {
  expect(all({})).toEqual([`"title" is missing: ${title}`]);
  expect(all({ title: null })).toEqual([`"title" is empty: ${title}`]);
  expect(all({ title: '' })).toEqual([`"title" is empty: ${title}`]);
  expect(all({ title: 5 })).toEqual([`"title" is 5: ${title}`]);
  expect(all({ title: true })).toEqual([`"title" is true: ${title}`]);
  expect(all({ title: ['a'] })).toEqual([`"title" is a list of 1: ${title}`]);
  expect(all({ title: { a: 1 } })).toEqual([`"title" has keys of its own: ${title}`]);
  expect(all({ title: 'abcdefghijk' })).toEqual([`"title" is "abcdefghijk": ${title}`]);
  expect(all({ title: 'a'.repeat(41) })).toEqual([`"title" has 41 characters: ${title}`]);
  expect(all({ title: 'a\nb' })).toEqual([`"title" has 3 characters: ${title}`]);
});

test('items of a list are counted from one, and the file itself has a name', () => {
  expect(all({ title: 'a', to: ['b', 'C'] })).toEqual([
    'Item 2 of "to" is "C": it must be an id of 1 to 64 lower-case letters, digits and hyphens.',
  ]);
  expect(all(null)).toEqual(['The file is empty: it must have the keys title, to, minutes.']);
  expect(all([])).toEqual(['The file is a list of 0: it must have the keys title, to, minutes.']);
});

test('an unknown key is named with the nearest allowed one', () => {
  expect(all({ title: 'a', minuts: 1, wombat: 2 })).toEqual([
    'The key "minuts" is not known here; the nearest is "minutes". Allowed are title, to, minutes.',
    'The key "wombat" is not known here. Allowed are title, to, minutes.',
  ]);
});

test('a path through what is no map, or through inherited names, finds nothing', () => {
  const issue = z.object({ toString: z.object({ a: z.string() }) }).safeParse({ toString: undefined }).error!.issues[0]!;
  expect(sentences({ ...issue, path: ['toString', 'a'] }, {})[0]?.what).toMatch(/^"a" is missing: /);
  expect(sentences({ ...issue, path: ['constructor'] }, {})[0]?.what).toMatch(/^"constructor" is missing: /);
});
