// The word that somebody probably meant.
import { expect, test } from '@jest/globals';
import { nearest } from '../../bot/nearest.ts';

test.each([
  ['aprover', 'approver'],
  ['APPROVER', 'approver'],
  ['custodain', 'custodian'],
  ['wtach', 'watch'],
  ['cat', null],
  ['', null],
  ['completely-else', null],
  ['a'.repeat(65), null],
])('%j is probably %j', (word, meant) => {
  expect(nearest(word, ['responder', 'approver', 'custodian', 'watch', 'id'])).toBe(meant);
});

test('of two candidates the one with fewer changes is meant, of two equal ones the first', () => {
  expect(nearest('manger', ['ranger', 'manager'])).toBe('ranger');
  expect(nearest('managr', ['ranger', 'manager'])).toBe('manager');
});

test('a two-letter word is never meant by one that shares nothing with it', () => {
  expect(nearest('xy', ['id'])).toBeNull();
});
