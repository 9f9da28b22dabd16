import { describe, expect, test } from '@jest/globals';
import { evolveUse } from '../../ledger/evolve-use.ts';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import type { By } from '../../ledger/record.ts';
import {
  type Act,
  APPROVED,
  BACK,
  CLOSED,
  DENIED,
  does,
  FILED,
  given,
  IN_USE,
  KEY,
  LIBRARY,
  ONE_VOTE,
  REVIEW,
  rico,
  rita,
  sha,
  START,
  aaron,
} from '../dialogs/given.ts';

type UseFact = Parameters<typeof evolveUse>[1];
const BY: By = given(...ONE_VOTE).night.records[1]!.by;
const open = (acts: readonly Act[]): Activation => given(...acts).night.open;
const evolve = (acts: readonly Act[], fact: UseFact, by: By = BY) => {
  const record: Rooted = {
    v: 1,
    seq: 90,
    at: START,
    activation: open(acts).id,
    by,
    policy: sha('policy'),
    facts: [fact],
    root: sha('root'),
  };
  return evolveUse(open(acts), fact, record);
};
const MARK = { seq: 90, at: START, by: BY };
const text = sha('text');

describe('what a fact makes of a use', () => {
  test('a released part is out', () => {
    expect(evolve(APPROVED, { type: 'CredentialReleased', part: KEY, to: rita.id, seal: text })?.released.get(KEY)).toEqual({
      ...MARK,
      to: rita.id,
      seal: text,
    });
  });
  test('with the credential in hand the use has its end', () => {
    expect(evolve(APPROVED, { type: 'CredentialInHand', end: START + 1 })).toMatchObject({
      phase: 'in use',
      use: { ...MARK, end: START + 1, overdue: null },
    });
  });
  test('a step is finished, failed or skipped', () => {
    expect(evolve(IN_USE, { type: 'StepFinished', step: 'look', choice: 'policy', evidence: text })?.steps).toEqual([
      { ...MARK, step: 'look', runbook: LIBRARY.offered[0]!.digest, outcome: 'finished', choice: 'policy', text, witness: null },
    ]);
    expect(evolve(IN_USE, { type: 'StepFailed', step: 'look', why: text })?.steps).toMatchObject([
      { outcome: 'failed', choice: null, text },
    ]);
    expect(evolve(IN_USE, { type: 'StepSkipped', step: 'look', why: text })?.steps).toMatchObject([
      { outcome: 'skipped', choice: null, text },
    ]);
  });
  test('a witness stands at the newest answer to that step alone', () => {
    const two = [
      ...IN_USE,
      does(rita, 'finish-step', { step: 'look', choice: 'policy' }),
      (night) =>
        night.write(night.open.id, [{ type: 'StepFinished', step: 'look', choice: 'other', evidence: null }], night.records[0]!.by),
      does(rita, 'fail-step', { step: 'sign-in', why: 'locked' }),
    ] satisfies readonly Act[];
    expect(evolve(two, { type: 'StepWitnessed', step: 'look' })?.steps.map(({ witness }) => witness)).toEqual([null, aaron.id, null]);
    expect(evolve(two, { type: 'StepWitnessed', step: 'sign-in' })?.steps.map(({ witness }) => witness)).toEqual([null, null, null]);
  });
  test('notes and changes are kept in order', () => {
    const night = [...IN_USE, does(rico, 'note', { text: 'x' })];
    expect(evolve(night, { type: 'NoteTaken', text })?.notes.at(-1)).toEqual({ ...MARK, text });
    expect(evolve(IN_USE, { type: 'ChangeLogged', was: text, is: sha('is'), back: sha('back') })?.changes).toEqual([
      { ...MARK, was: text, is: sha('is'), back: sha('back') },
    ]);
  });
  test('an overdue use is marked, its end stays', () => {
    const end = given(...IN_USE).night.in('in use').use.end;
    expect(evolve(IN_USE, { type: 'BecameOverdue', end })).toMatchObject({ phase: 'in use', use: { end, overdue: MARK } });
  });
  test('a hand-back begins the tasks, with or without a use', () => {
    const tasks = [{ task: 'keys', due: START + 1 }];
    const expected = [{ task: 'keys', due: START + 1, claimed: null, confirmed: null, reopened: null }];
    expect(evolve(IN_USE, { type: 'HandedBack', tasks })).toMatchObject({
      phase: 'handed back',
      back: MARK,
      tasks: expected,
      use: { overdue: null },
    });
    expect(evolve(APPROVED, { type: 'HandedBack', tasks })).toMatchObject({ phase: 'handed back', tasks: expected, use: null });
  });
});

describe('what cannot happen', () => {
  test.each([
    ['a release', { type: 'CredentialReleased', part: KEY, to: rita.id, seal: text }, [FILED, IN_USE, BACK, DENIED]],
    ['a credential in hand', { type: 'CredentialInHand', end: START }, [FILED, IN_USE, BACK, DENIED]],
    ['a step', { type: 'StepFinished', step: 'look', choice: null, evidence: null }, [FILED, APPROVED, BACK, REVIEW, CLOSED]],
    ['a witness', { type: 'StepWitnessed', step: 'look' }, [FILED, APPROVED, BACK, CLOSED]],
    ['an overdue use', { type: 'BecameOverdue', end: START }, [FILED, APPROVED, BACK, CLOSED]],
    ['a hand-back', { type: 'HandedBack', tasks: [] }, [FILED, BACK, REVIEW, CLOSED, DENIED]],
  ] as const)('%s out of its phase', (_name, fact, phases) => {
    for (const acts of phases) expect(evolve(acts, fact)).toBeNull();
  });
  test('a witness who is nobody', () => expect(evolve(IN_USE, { type: 'StepWitnessed', step: 'look' }, { actor: 'clock' })).toBeNull());
});
