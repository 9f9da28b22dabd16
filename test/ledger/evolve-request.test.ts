import { describe, expect, test } from '@jest/globals';
import { evolveRequest } from '../../ledger/evolve-request.ts';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import type { By } from '../../ledger/record.ts';
import {
  aaron,
  APPROVED,
  BACK,
  bea,
  CLOSED,
  DENIED,
  FILED,
  given,
  IN_USE,
  KEY_OUT,
  ONE_VOTE,
  REVIEW,
  sha,
  START,
  type Act,
} from '../dialogs/given.ts';

type RequestFact = Parameters<typeof evolveRequest>[1];
const BY: By = given(...ONE_VOTE).night.records[1]!.by;
const CLOCK: By = { actor: 'clock' };
const open = (acts: readonly Act[]): Activation => given(...acts).night.open;
const evolve = (acts: readonly Act[], fact: RequestFact, by: By = BY) => {
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
  return evolveRequest(open(acts), fact, record);
};
const MARK = { seq: 90, at: START, by: BY };
const vote: RequestFact = { type: 'VoteCast', request: sha('x'), accounts: aaron.accounts };
const quorum: RequestFact = {
  type: 'QuorumReached',
  voters: [aaron.id, bea.id],
  accounts: [aaron.accounts[0]!, bea.accounts[0]!],
  collectBy: START + 1,
  absoluteEnd: START + 2,
};
const why = sha('why');

describe('what a fact makes of a request', () => {
  test('a missed number is counted for its approver', () => {
    expect(evolve(FILED, { type: 'NumberMissed', attempt: 1 })?.misses).toEqual(new Map([[aaron.id, { count: 1, last: START }]]));
  });
  test('a vote is kept by person, with account, accounts and roster', () => {
    const cast = evolve(FILED, vote)?.votes.get(aaron.id);
    expect(cast).toEqual({
      ...MARK,
      person: aaron.id,
      account: aaron.accounts[0],
      accounts: aaron.accounts,
      roster: given().night.roster.digest,
    });
  });
  test('a voided vote is gone, and its number is used up', () => {
    const after = evolve(ONE_VOTE, { type: 'VoteVoided' });
    expect(after?.votes.size).toBe(0);
    expect(after?.misses.get(aaron.id)).toEqual({ count: 1, last: 0 });
    expect(after?.disowned).toEqual([MARK]);
  });
  test('a disowned vote stays', () => {
    const after = evolve(APPROVED, { type: 'VoteDisowned' });
    expect(after?.votes.size).toBe(2);
    expect(after?.disowned).toEqual([MARK]);
  });
  test('the quorum fixes collection and end', () => {
    expect(evolve(ONE_VOTE, quorum)).toMatchObject({
      phase: 'approved',
      grant: { ...MARK, voters: [aaron.id, bea.id], collectBy: START + 1, absoluteEnd: START + 2 },
    });
  });
  test.each([
    ['denied', { type: 'Denied', request: sha('x'), why }, why],
    ['withdrawn', { type: 'Withdrawn', why: null }, null],
    ['lapsed', { type: 'Lapsed', deadline: 'decision', due: START }, null],
    ['superseded', { type: 'DrillSuperseded', by: given(...FILED).night.open.id }, null],
  ] as const)('it can end %s', (phase, fact, reason) =>
    expect(evolve(FILED, fact)).toMatchObject({ phase, ending: { ...MARK, why: reason } }),
  );
});

describe('what cannot happen', () => {
  test('an approval ends in every way but by a denial', () => {
    expect(evolve(APPROVED, { type: 'Denied', request: sha('x'), why })).toBeNull();
    expect(evolve(KEY_OUT, { type: 'Lapsed', deadline: 'collection', due: START })).toMatchObject({ phase: 'lapsed' });
    expect(evolve(APPROVED, { type: 'Withdrawn', why })).toMatchObject({ phase: 'withdrawn', ending: { why } });
  });
  test('nothing ends that is in use or over', () => {
    for (const acts of [IN_USE, BACK, REVIEW, CLOSED, DENIED]) {
      expect(evolve(acts, { type: 'Withdrawn', why: null })).toBeNull();
      expect(evolve(acts, { type: 'Lapsed', deadline: 'decision', due: START })).toBeNull();
      expect(evolve(acts, { type: 'DrillSuperseded', by: open(acts).id })).toBeNull();
    }
  });
  test('votes, misses, voids and a quorum belong to a request that is open', () => {
    for (const acts of [APPROVED, IN_USE, CLOSED, DENIED])
      for (const fact of [vote, quorum, { type: 'VoteVoided' }, { type: 'NumberMissed', attempt: 1 }] as const)
        expect(evolve(acts, fact)).toBeNull();
  });
  test('votes, misses and voids are of persons', () => {
    for (const fact of [vote, { type: 'VoteVoided' }, { type: 'NumberMissed', attempt: 1 }] as const)
      expect(evolve(FILED, fact, CLOCK)).toBeNull();
  });
});
