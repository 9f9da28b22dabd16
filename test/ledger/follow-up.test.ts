// Folding follow-ups: what a fact makes of them, and what cannot happen.
import { describe, expect, test } from '@jest/globals';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import { beginOf, endOf, evolveFollowUp, foldFollowUps, followUps, type OpenFollowUp } from '../../ledger/follow-up.ts';
import { ActivationId } from '../../ledger/ids.ts';
import { BACK, CLOSED, does, FILED, given, IN_USE, LEFT_TO_DO, milo, mona, REVIEW, REVIEWING, rita, ROW, sha } from '../dialogs/given.ts';

const ASSIGNED = { type: 'FollowUpAssigned', number: 1, what: sha('x'), owner: rita.id, due: '2026-12-04' } as const;
const DONE = { type: 'FollowUpDone', number: 1, evidence: sha('y') } as const;
const id = ActivationId.parse('BG-2026-0001');
const BY = { actor: 'product' } as const;
const RECORD = { seq: 90, at: 7, by: BY, activation: id } as unknown as Rooted;
const open = (acts: typeof CLOSED): Activation => given(...acts).night.open;
const evolve = (acts: typeof CLOSED, fact: typeof ASSIGNED | typeof DONE) => evolveFollowUp(open(acts), fact, RECORD);

describe('of one activation', () => {
  test('one is assigned behind the review that it belongs to', () => {
    const signed = [...REVIEW, does(milo, 'review', { ...REVIEWING, class: 'misuse' })];
    expect(followUps(evolve(signed, ASSIGNED)!)).toEqual([{ number: 1, what: sha('x'), owner: rita.id, due: '2026-12-04', done: null }]);
    for (const acts of [FILED, IN_USE, BACK, REVIEW, CLOSED]) expect(evolve(acts, ASSIGNED)).toBeNull();
  });
  test('it is done once the activation is closed', () => {
    const after = evolve(
      [...REVIEW, does(milo, 'review', { ...REVIEWING, ...ROW, what2: 'y', owner2: mona.id, due2: '2026-12-05' })],
      DONE,
    );
    expect(followUps(after!).map(({ done }) => done)).toEqual([{ seq: 90, at: 7, by: BY, evidence: sha('y') }, null]);
    for (const acts of [FILED, REVIEW, [...REVIEW, does(milo, 'review', { ...REVIEWING, ...ROW, class: 'misuse' })]])
      expect(evolve(acts, DONE)).toBeNull();
  });
  test('there are none before a review', () => {
    for (const acts of [FILED, REVIEW]) expect(followUps(open(acts))).toEqual([]);
    expect(followUps(open(LEFT_TO_DO))).toHaveLength(1);
  });
});

describe('of the tenant', () => {
  const about = (activation: ActivationId | null = id) => ({ activation, kind: 'drill' as const });
  const one: OpenFollowUp = { activation: id, kind: 'drill', number: 1, owner: rita.id, due: '2026-12-04', counts: false };
  const other: OpenFollowUp = { ...one, activation: ActivationId.parse('BG-2026-0002'), counts: true };
  test('those of a closed activation count until they are done', () => {
    expect(foldFollowUps([other], ASSIGNED, about())).toEqual([other, one]);
    expect(foldFollowUps([other, one], { type: 'Closed' }, about())).toEqual([other, { ...one, counts: true }]);
    expect(foldFollowUps([other, one, { ...one, number: 2 }], DONE, about())).toEqual([other, { ...one, number: 2 }]);
  });
  test('those of a refused review are none', () => {
    expect(foldFollowUps([other, one], { type: 'ReviewRefused', why: sha('x') }, about())).toEqual([other]);
  });
  test('nothing else changes them, nor a record about no activation', () => {
    const all = [other, one];
    expect(foldFollowUps(all, { type: 'Countersigned' }, about())).toBe(all);
    expect(foldFollowUps(all, DONE, about(null))).toBe(all);
  });
});

test('a day begins in UTC and ends everywhere', () => {
  expect([beginOf('2026-12-04'), endOf('2026-12-04')]).toEqual([Date.UTC(2026, 11, 4), Date.UTC(2026, 11, 5, 12)]);
});
