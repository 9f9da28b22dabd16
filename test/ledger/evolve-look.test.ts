import { expect, test } from '@jest/globals';
import { evolveLook, seenWrong } from '../../ledger/evolve-look.ts';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import { type Act, APPROVED, BACK, CLOSED, does, FILED, given, IN_USE, REVIEW, rita, sha, START } from '../dialogs/given.ts';
import { sees } from '../dialogs/given-look.ts';

const SEEN = { type: 'CheckSeen', step: 'look', look: 'admins-work', as: 'wrong', when: START, detail: sha('d') } as const;
const open = (acts: readonly Act[]): Activation => given(...acts).night.open;
const recordOf = (activation: Activation): Rooted => ({
  v: 1,
  seq: 90,
  at: START + 5,
  activation: activation.id,
  by: { actor: 'product' },
  policy: sha('p'),
  facts: [SEEN],
  root: sha('root'),
});

test('what was seen is kept, with when it was looked beside when it came in, from the use to the review', () => {
  for (const acts of [IN_USE, BACK, REVIEW]) {
    const before = open(acts);
    expect(evolveLook(before, SEEN, recordOf(before))?.sights).toEqual([
      {
        seq: 90,
        at: START + 5,
        by: { actor: 'product' },
        step: 'look',
        runbook: before.request.runbook.digest,
        look: 'admins-work',
        as: 'wrong',
        when: START,
        detail: sha('d'),
      },
    ]);
    expect(evolveLook(before, { type: 'SkippedSeenWrong', step: 'look' }, recordOf(before))).toEqual(before);
  }
});

test('before the use and after the end nothing can be seen', () => {
  for (const acts of [FILED, APPROVED, CLOSED]) expect(evolveLook(open(acts), SEEN, recordOf(open(acts)))).toBeNull();
});

test('a step is seen wrong until it is seen right or left out since; each counts by its newest look', () => {
  const wrong = (...acts: readonly Act[]) => seenWrong(open([...IN_USE, ...acts])).map(({ step }) => step);
  const skip = does(rita, 'skip-step', { step: 'look', why: 'no time' });
  expect(wrong()).toEqual([]);
  expect(wrong(sees('wrong'))).toEqual(['look']);
  expect(wrong(sees('wrong'), sees('right'))).toEqual([]);
  expect(wrong(sees('wrong'), skip)).toEqual([]);
  expect(wrong(sees('wrong'), does(rita, 'fail-step', { step: 'look', why: 'no' }))).toEqual(['look']);
});
