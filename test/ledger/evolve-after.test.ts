import { describe, expect, test } from '@jest/globals';
import { evolveAfter } from '../../ledger/evolve-after.ts';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import type { By } from '../../ledger/record.ts';
import {
  type Act,
  APPROVED,
  BACK,
  carl,
  CLOSED,
  does,
  FILED,
  given,
  IN_USE,
  KEY,
  milo,
  ONE_VOTE,
  PIN,
  RETURNED,
  REVIEW,
  REVIEWING,
  sha,
  START,
  TO_REVIEW,
} from '../dialogs/given.ts';

type AfterFact = Parameters<typeof evolveAfter>[1];
const BY: By = given(...ONE_VOTE).night.records[1]!.by;
const open = (acts: readonly Act[]): Activation => given(...acts).night.open;
const evolve = (acts: readonly Act[], fact: AfterFact) => {
  const record: Rooted = {
    v: 1,
    seq: 90,
    at: START,
    activation: open(acts).id,
    by: BY,
    policy: sha('policy'),
    facts: [fact],
    root: sha('root'),
  };
  return evolveAfter(open(acts), fact, record);
};
const MARK = { seq: 90, at: START, by: BY };
const text = sha('text');
const keys = (after: Activation | null) =>
  after !== null && 'tasks' in after ? after.tasks.find(({ task }) => task === 'keys') : undefined;
const reviewed: AfterFact = { type: 'Reviewed', class: 'misuse', found: text };
const SIGNED = [...REVIEW, does(milo, 'review', { ...REVIEWING, class: 'misuse' })];

describe('what a fact makes of the time after a use', () => {
  test('a returned part is back', () => {
    expect(evolve(BACK, { type: 'CredentialReturned', part: KEY, seal: text })).toMatchObject({
      phase: 'handed back',
      returned: new Map([[KEY, { ...MARK, seal: text }]]),
    });
  });
  test('a task is claimed, confirmed, or opened again', () => {
    expect(keys(evolve(BACK, { type: 'TaskDone', task: 'keys', evidence: text }))).toMatchObject({
      claimed: { ...MARK, evidence: text },
      confirmed: null,
    });
    const claimed = [...BACK, does(carl, 'do-task', { task: 'keys', evidence: 'x' })];
    expect(keys(evolve(claimed, { type: 'TaskConfirmed', task: 'keys' }))).toMatchObject({ confirmed: MARK });
    expect(keys(evolve(claimed, { type: 'TaskReopened', task: 'keys', why: text }))).toMatchObject({
      claimed: null,
      reopened: { ...MARK, why: text },
    });
    expect(keys(evolve(claimed, { type: 'TaskReopened', task: 'mend', why: text }))?.claimed).not.toBeNull();
  });
  test('the review opens with the last part back and the last task confirmed', () => {
    const { night } = given(...TO_REVIEW.slice(0, -1));
    expect(night.open.phase).toBe('handed back');
    expect(evolve(TO_REVIEW.slice(0, -1), { type: 'TaskConfirmed', task: 'count' })).toMatchObject({
      phase: 'review',
      review: null,
      closed: null,
    });
    expect(evolve(RETURNED, { type: 'TaskConfirmed', task: 'count' })?.phase).toBe('handed back');
    const later = [...BACK, ...TO_REVIEW.slice(RETURNED.length), does(carl, 'return', { part: KEY, seal: '1' })];
    expect(evolve(later, { type: 'CredentialReturned', part: PIN, seal: text })?.phase).toBe('review');
  });
  test('it is reviewed, countersigned, closed', () => {
    expect(evolve(REVIEW, reviewed)).toMatchObject({
      phase: 'review',
      review: { ...MARK, class: 'misuse', found: text, ticket: null, reporting: null, owed: null, followUps: [], countersigned: null },
    });
    expect(evolve(SIGNED, { type: 'Countersigned' })).toMatchObject({ phase: 'review', review: { countersigned: MARK } });
    expect(evolve(SIGNED, { type: 'Closed' })).toMatchObject({ phase: 'closed', closed: MARK });
  });
});

describe('what cannot happen', () => {
  test.each([
    ['a return', { type: 'CredentialReturned', part: KEY, seal: text }, [FILED, APPROVED, IN_USE, REVIEW, CLOSED]],
    ['a claim', { type: 'TaskDone', task: 'keys', evidence: text }, [FILED, IN_USE, REVIEW, CLOSED]],
    ['a confirmation', { type: 'TaskConfirmed', task: 'keys' }, [IN_USE, REVIEW, CLOSED]],
    ['a reopening', { type: 'TaskReopened', task: 'keys', why: text }, [IN_USE, REVIEW, CLOSED]],
    ['a review', reviewed, [FILED, IN_USE, BACK, CLOSED]],
    ['a countersignature', { type: 'Countersigned' }, [BACK, REVIEW, CLOSED]],
    ['a closing', { type: 'Closed' }, [BACK, REVIEW, CLOSED]],
  ] as const)('%s out of its phase', (_name, fact, phases) => {
    for (const acts of phases) expect(evolve(acts, fact)).toBeNull();
  });
});
