import { describe, expect, test } from '@jest/globals';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import { evolveReview } from '../../ledger/evolve-review.ts';
import { aaron, type Act, BACK, CLOSED, does, given, milo, REVIEW, REVIEWING, sha, START } from '../dialogs/given.ts';

type ReviewFact = Parameters<typeof evolveReview>[1];
const open = (acts: readonly Act[]): Activation => given(...acts).night.open;
const BY = given(...REVIEW).night.records.at(-1)!.by;
const evolve = (acts: readonly Act[], fact: ReviewFact) => {
  const record: Rooted = { v: 1, seq: 90, at: START, activation: open(acts).id, by: BY, policy: sha('p'), facts: [fact], root: sha('r') };
  return evolveReview(open(acts), fact, record);
};
const MARK = { seq: 90, at: START, by: BY };
const why = sha('why');
const SIGNED = [...REVIEW, does(milo, 'review', { ...REVIEWING, class: 'misuse' })];

describe('what stands beside the signature of a review', () => {
  test.each([
    [
      { type: 'VoteConfirmed', voter: aaron.id },
      { is: 'confirmed', why: null },
    ],
    [
      { type: 'VoteDoubted', voter: aaron.id, why },
      { is: 'doubted', why },
    ],
    [
      { type: 'VoteUnanswered', voter: aaron.id, why },
      { is: 'unanswered', why },
    ],
  ] as const)('the newest word about a vote counts: %j', (fact, answer) => {
    expect(evolve(REVIEW, fact)?.reviewing.answers.get(aaron.id)).toEqual({ ...MARK, ...answer });
    for (const acts of [BACK, CLOSED]) expect(evolve(acts, fact)).toBeNull();
  });
  test('a refused review is kept, and the activation waits for another', () => {
    const after = evolve(SIGNED, { type: 'ReviewRefused', why });
    expect(after).toMatchObject({ phase: 'review', review: null });
    expect(after?.reviewing.refused).toMatchObject([{ class: 'misuse', refused: { ...MARK, why } }]);
    expect(evolve(REVIEW, { type: 'ReviewRefused', why })).toBeNull();
  });
  test('neither signing nor refusing is a part in the activation', () => {
    const { involved } = given(...SIGNED).night.open;
    expect(involved.has(milo.id)).toBe(false);
  });
});
