import { describe, expect, test } from '@jest/globals';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import { runbookAt, runbooksOf } from '../../ledger/course.ts';
import { evolveDomain } from '../../ledger/evolve-domain.ts';
import type { By } from '../../ledger/record.ts';
import { DECLARED } from '../dialogs/given-declared.ts';
import { ATTACKED, FEDERATED, moreBooks, turnsOut } from '../dialogs/given-domain.ts';
import {
  type Act,
  APPROVED,
  BACK,
  CLOSED,
  DENIED,
  FILED,
  given,
  IN_USE,
  LIBRARY,
  MINUTE,
  ONE_VOTE,
  rita,
  sha,
  START,
} from '../dialogs/given.ts';

const BY: By = given(...ONE_VOTE).night.records[1]!.by;
const open = (acts: readonly Act[]): Activation => given(...acts).night.open;
const FACT = {
  type: 'DomainChanged',
  before: 'conditional-access',
  domain: 'suspected-attack',
  runbook: { id: 'suspected-attack', digest: ATTACKED.digest },
  useMinutes: 30,
  end: null,
  why: sha('why'),
} as const;
type Over = Partial<Omit<Parameters<typeof evolveDomain>[1], 'type'>>;
const evolve = (acts: readonly Act[], over: Over = {}) => {
  const before = open(acts);
  const fact = { ...FACT, ...over };
  const record: Rooted = {
    v: 1,
    seq: 90,
    at: START,
    activation: before.id,
    by: BY,
    policy: sha('policy'),
    facts: [fact],
    root: sha('root'),
  };
  return evolveDomain(before, fact, record);
};
const endOf = (acts: readonly Act[]) => {
  const one = open(acts);
  return 'use' in one ? (one.use?.end ?? 0) : 0;
};

describe('what a change of the domain makes of an activation', () => {
  test('domain and runbook are those of the fact; what was is kept beside them, and the digest stays', () => {
    const before = open(FILED);
    const after = evolve(FILED);
    expect(after?.request).toEqual({ ...before.request, domain: 'suspected-attack', runbook: FACT.runbook, useMinutes: 30 });
    expect(after?.digest).toBe(before.digest);
    expect(after?.course.domains).toEqual([
      {
        seq: 90,
        at: START,
        by: BY,
        was: { domain: 'conditional-access', runbook: before.request.runbook, useMinutes: 60, end: null },
        is: { domain: 'suspected-attack', runbook: FACT.runbook, useMinutes: 30, end: null },
        why: FACT.why,
      },
    ]);
  });
  test('an approval ends earlier by what is allowed less, a use when the fact says', () => {
    const approved = open(APPROVED);
    const grant = 'grant' in approved ? approved.grant : null;
    expect(evolve(APPROVED)).toMatchObject({ grant: { absoluteEnd: (grant?.collectBy ?? 0) + 30 * MINUTE } });
    const end = endOf(IN_USE);
    expect(evolve(IN_USE, { end: end - 1 })).toMatchObject({ use: { end: end - 1 }, grant: { absoluteEnd: end - 1 } });
    const same = evolve(IN_USE, { end });
    expect(same).toMatchObject({ use: { end }, grant: { absoluteEnd: grant?.absoluteEnd ?? 0 } });
    expect(evolve(DECLARED, { end: endOf(DECLARED) - 1 })).toMatchObject({ use: { end: endOf(DECLARED) - 1 }, grant: null });
  });
  test('no fact gives more time, says another case of before, or an end where there is none', () => {
    expect(evolve(FILED, { useMinutes: 61 })).toBe(null);
    expect(evolve(FILED, { before: 'federation' })).toBe(null);
    expect(evolve(FILED, { end: START })).toBe(null);
    expect(evolve(IN_USE, { end: endOf(IN_USE) + 1 })).toBe(null);
    expect(evolve(IN_USE)).toBe(null);
  });
  test('only before the hand-back', () => {
    for (const acts of [BACK, CLOSED, DENIED]) expect(evolve(acts)).toBe(null);
  });
});

test('the runbooks of an activation are known, the newest first, and which was in force at a record', () => {
  const { night } = given(
    ...FILED,
    moreBooks,
    turnsOut(rita, 'suspected-attack'),
    turnsOut(rita, 'federation'),
    turnsOut(rita, 'suspected-attack'),
  );
  const filed = LIBRARY.offered[0]!.digest;
  expect(runbooksOf(night.open).map(({ digest }) => digest)).toEqual([ATTACKED.digest, FEDERATED.digest, filed]);
  expect([1, 2, 3, 4, Infinity].map((seq) => runbookAt(night.open, seq))).toEqual([
    filed,
    ATTACKED.digest,
    FEDERATED.digest,
    ATTACKED.digest,
    ATTACKED.digest,
  ]);
});
