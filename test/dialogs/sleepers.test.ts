import { expect, test } from '@jest/globals';
import { sleepers } from '../../dialogs/sleepers.ts';
import { aaron, bea, cora, dan, milo, olaf, rita, rosterOf } from './given.ts';

test('four approvers beside any requester are enough for two to sleep', () => {
  expect(sleepers(rosterOf([rita, aaron, bea, cora, dan]))).toBeNull();
  expect(sleepers(rosterOf([rita, olaf, aaron, bea, cora, dan]))).toBeNull();
});

test('with fewer it is said how many there are and what to do', () => {
  const sentence =
    '4 approvers: when any two of them sleep, fewer than two other people are left to approve. Name at least four beside any requester.';
  expect(sleepers(rosterOf([rita, olaf, aaron, bea, milo]))).toBe(sentence);
  expect(sleepers(rosterOf([rita, aaron, bea, cora]))).toBe(sentence.replace('4', '3'));
});

test('where nobody can ask nobody has to wait', () => expect(sleepers(rosterOf([aaron]))).toBeNull());
