import { expect, test } from '@jest/globals';
import { nearest } from '../../runbooks/nearest.ts';

const allowed = ['title', 'body', 'by', 'evidence'];

test('a letter too many, too few, changed or in capitals still finds the word', () => {
  expect(['tittle', 'titl', 'tidle', 'TITLE'].map((word) => nearest(word, allowed))).toEqual(['title', 'title', 'title', 'title']);
});

test('the nearest of several words is taken, the first of two equally near', () => {
  expect(nearest('bod', ['body', 'bode', 'bid'])).toBe('body');
  expect(nearest('bidx', ['body', 'bid'])).toBe('bid');
});

test('a word unlike any other finds nothing', () => {
  expect(nearest('wombat', allowed)).toBeNull();
  expect(nearest('abcde', allowed)).toBeNull();
  expect(nearest('x', [])).toBeNull();
  expect(nearest('', ['a'])).toBe('a');
});
