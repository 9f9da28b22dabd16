import { expect, test } from '@jest/globals';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import { evolveReach } from '../../ledger/evolve-reach.ts';
import type { By } from '../../ledger/record.ts';
import { type Act, APPROVED, BACK, dan, DENIED, FILED, given, IN_USE, ONE_VOTE, sha, START } from '../dialogs/given.ts';
import { TAKEN } from '../dialogs/given-fallback.ts';

const PERSON: By = given(...ONE_VOTE).night.records[1]!.by;
const open = (acts: readonly Act[]): Activation => given(...acts).night.open;
const record = (by: By): Rooted => ({ v: 1, seq: 90, at: START, activation: null, by, policy: sha('p'), facts: [], root: 'r' });
const evolve = (state: Activation, fact: Parameters<typeof evolveReach>[1], by: By = { actor: 'clock' }) =>
  evolveReach(state, fact, record(by));
const started = { type: 'PageStarted', key: 'k', reason: 'filed', attempt: 1, lease: START } as const;
const ended = { type: 'PageEnded', key: 'k', attempt: 1, outcome: 'refused' } as const;

test('“I have seen this” is a person’s, before the quorum and until the use, and for the parts of a fallback account', () => {
  expect(evolve(open(FILED), { type: 'Seen' }, PERSON)?.reach.seen.size).toBe(1);
  expect(evolve(open(APPROVED), { type: 'Seen' }, PERSON)?.reach.seen.size).toBe(1);
  expect(evolve(open(TAKEN), { type: 'Seen' }, PERSON)?.reach.seen.size).toBe(1);
  expect(evolve(open(FILED), { type: 'Seen' })).toBeNull();
  for (const acts of [IN_USE, BACK, DENIED]) expect(evolve(open(acts), { type: 'Seen' }, PERSON)).toBeNull();
});
test('calls in vain are counted for each person, while somebody is waited for', () => {
  const rang = { type: 'RangNoAnswer', person: dan.id } as const;
  const once = evolve(open(FILED), rang, PERSON)!;
  expect(evolve(once, rang, PERSON)?.reach.rang.get(dan.id)).toMatchObject({ count: 2, seq: 90 });
  expect(evolve(open(IN_USE), rang, PERSON)).toBeNull();
});
test('an escalation is of a request only', () => {
  const fact = { type: 'EscalationStarted', to: 'duty-manager', notReached: [dan.id], key: 'k' } as const;
  expect(evolve(open(FILED), fact)?.reach.escalated?.notReached).toEqual([dan.id]);
  expect(evolve(open(APPROVED), fact)).toBeNull();
});
test('a page has its latest attempt, and an outcome of that attempt only, in whatever phase', () => {
  for (const acts of [FILED, DENIED, BACK]) {
    const running = evolve(open(acts), started)!;
    expect(running.reach.pages.get('k')).toMatchObject({ attempt: 1, ended: null });
    expect(evolve(running, ended)?.reach.pages.get('k')?.ended?.outcome).toBe('refused');
    expect(evolve(running, { ...ended, attempt: 2 })).toBeNull();
    expect(evolve(open(acts), ended)).toBeNull();
  }
});
test('whoever leaves any record has given a sign of life; the clock is nobody', () => {
  const { night } = given(...ONE_VOTE);
  expect([...night.open.reach.pressed.keys()]).toEqual(night.records.flatMap(({ by }) => (by.actor === 'person' ? [by.person] : [])));
});
