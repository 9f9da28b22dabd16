import { describe, expect, test } from '@jest/globals';
import type { Rooted } from '../../ledger/activation.ts';
import { evolveTestSignIn } from '../../ledger/evolve-test-sign-in.ts';
import { type Act, bea, carl, given, IN_USE, REVIEW, sha, START } from '../dialogs/given.ts';
import { FAILED, OPENED, TEST, TO_TEST, WORKED } from '../dialogs/given-test-sign-in.ts';

type TestFact = Parameters<typeof evolveTestSignIn>[1];
const evolve = (acts: readonly Act[], fact: TestFact) => {
  const { night } = given(...acts);
  const { by } = night.records[1]!;
  const record: Rooted = {
    v: 1,
    seq: 90,
    at: START,
    activation: night.open.id,
    by,
    policy: sha('policy'),
    facts: [fact],
    root: sha('root'),
  };
  return evolveTestSignIn(night.open, fact, record);
};
const opened: TestFact = { type: 'TestSignInOpened', task: TEST, witness: bea.id, end: START + 1 };
const failed: TestFact = { type: 'TestSignInFailed', task: TEST, evidence: sha('why') };
const confirmed: TestFact = { type: 'TestFailureConfirmed', task: TEST };
const taskOf = (after: ReturnType<typeof evolve>) =>
  after !== null && 'tasks' in after ? after.tasks.find(({ task }) => task === TEST) : undefined;

describe('what a fact makes of a test', () => {
  test('a window is remembered with its witness and end, the task stays open', () => {
    const after = evolve(TO_TEST, opened);
    expect(after?.tests).toMatchObject([{ seq: 90, task: TEST, witness: bea.id, end: START + 1, failed: null }]);
    expect(taskOf(after)).toMatchObject({ claimed: null });
  });
  test('that it did not work is a claim, which counts once it is confirmed', () => {
    expect(taskOf(evolve(OPENED, failed))).toMatchObject({ claimed: { seq: 90, evidence: sha('why'), ended: 'failed' }, confirmed: null });
    const { night } = given(...FAILED);
    const { claimed } = night.in('handed back').tasks.find(({ task }) => task === TEST)!;
    expect(claimed).toMatchObject({ by: { person: carl.id } });
    const after = evolve(FAILED, confirmed);
    expect(taskOf(after)).toMatchObject({ claimed: null, confirmed: null, reopened: { seq: 90, why: claimed!.evidence } });
    expect(after?.tests).toMatchObject([{ failed: { seq: 90 } }]);
  });
  test('a window that was opened before is left as it is', () => {
    const after = evolve([...FAILED.slice(0, -1), (night) => night.write(night.open.id, [opened, failed], { actor: 'clock' })], confirmed);
    expect(after?.tests).toMatchObject([{ failed: null }, { failed: { seq: 90 } }]);
  });
  test('none of it can happen while nothing was handed back, or once everything is settled', () => {
    for (const acts of [IN_USE, REVIEW]) for (const fact of [opened, failed, confirmed]) expect(evolve(acts, fact)).toBeNull();
  });
  test('nothing is confirmed that nobody said', () => {
    expect(evolve(OPENED, confirmed)).toBeNull();
    expect(evolve(WORKED, { ...confirmed, task: 'dance' })).toBeNull();
  });
});
