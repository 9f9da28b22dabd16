import { expect, test } from '@jest/globals';
import { already, by, happened, refused } from '../../dialogs/decision.ts';
import { aaron, FILED, given, rita } from './given.ts';

test('a decision is about its activation', () => {
  const { open } = given(...FILED).night;
  expect(happened(open, { type: 'VoteVoided' })).toEqual({ kind: 'happened', activation: open.id, facts: [{ type: 'VoteVoided' }] });
  expect(already(open)).toEqual({ kind: 'already', activation: open.id });
  expect(refused(open, 'too-late')).toEqual({ kind: 'refused', activation: open.id, reason: 'too-late' });
});

test('a mark is somebody’s only when that person left it', () => {
  const { open } = given(...FILED).night;
  expect(by(open.filed, rita)).toBe(true);
  expect(by(open.filed, aaron)).toBe(false);
  expect(by({ by: { actor: 'clock' } }, rita)).toBe(false);
  expect(by(null, rita)).toBe(false);
  expect(by(undefined, rita)).toBe(false);
});
