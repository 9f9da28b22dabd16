import { describe, expect, test } from '@jest/globals';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import { evolveCourse } from '../../ledger/evolve-course.ts';
import type { By } from '../../ledger/record.ts';
import {
  aaron,
  type Act,
  APPROVED,
  BACK,
  CLOSED,
  cora,
  dan,
  DENIED,
  does,
  FILED,
  given,
  IN_USE,
  KEY_OUT,
  ONE_VOTE,
  rico,
  rita,
  sha,
  START,
  wanda,
} from '../dialogs/given.ts';
import { DECLARING } from '../dialogs/given-declared.ts';

type CourseFact = Parameters<typeof evolveCourse>[1];
const BY: By = given(...ONE_VOTE).night.records[1]!.by;
const MARK = { seq: 90, at: START, by: BY };
const open = (acts: readonly Act[]): Activation => given(...acts).night.open;
const evolve = (acts: readonly Act[], fact: CourseFact, by: By = BY) => {
  const before = open(acts);
  const record: Rooted = { v: 1, seq: 90, at: START, activation: before.id, by, policy: sha('policy'), facts: [fact], root: sha('root') };
  return evolveCourse(before, fact, record);
};
const why = sha('why');
const ASKED: readonly Act[] = [...IN_USE, does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 })];
const OFFERED: readonly Act[] = [...IN_USE, does(rita, 'offer-handover', { to: rico.id, offered: 0 })];
const ACCEPTED: readonly Act[] = [...OFFERED, does(rico, 'accept-handover', { offer: 1 })];
const asked = open(ASKED).course.extensions[0]!;
const ask = { type: 'ExtensionAsked', minutes: 30, end: START + 9, decideBy: START + 5, why } as const;
const extended = {
  type: 'UseExtended',
  ask: 1,
  voters: [cora.id, dan.id],
  accounts: [cora.accounts[0]!, dan.accounts[0]!],
  end: asked.end,
  absoluteEnd: asked.end,
} as const;
const declared: readonly Act[] = [does(rita, 'declare', DECLARING)];
const offered = { type: 'HandoverOffered', to: rico.id, accounts: [...rico.accounts] } as const;

describe('what a fact makes of the course of a use', () => {
  test('revoked with nothing out it is over, otherwise it is marked', () => {
    expect(evolve(APPROVED, { type: 'Revoked', why, ends: true })).toMatchObject({ phase: 'revoked', ending: { ...MARK, why } });
    for (const acts of [KEY_OUT, IN_USE])
      expect(evolve(acts, { type: 'Revoked', why, ends: false })).toMatchObject({
        phase: open(acts).phase,
        course: { revoked: { ...MARK, why } },
      });
  });
  test('an ask is open, then approved by people, then extends the use', () => {
    expect(evolve(IN_USE, ask)?.course.extensions).toEqual([
      { ...MARK, minutes: 30, end: START + 9, decideBy: START + 5, why, votes: new Map(), settled: null },
    ]);
    const voted = evolve(ASKED, { type: 'ExtensionApproved', ask: 1, accounts: [...aaron.accounts] });
    expect([...(voted?.course.extensions[0]?.votes.keys() ?? [])]).toEqual([aaron.id]);
    expect(evolve(ASKED, extended)).toMatchObject({
      use: { end: asked.end, overdue: null },
      grant: { absoluteEnd: asked.end },
      course: { extensions: [{ settled: { ...MARK, outcome: 'extended', late: null } }] },
    });
  });
  test('an ask is denied or lapses, and the ends stay', () => {
    const { use } = given(...ASKED).night.in('in use');
    expect(evolve(ASKED, { type: 'ExtensionDenied', ask: 1, why })).toMatchObject({
      use: { end: use.end },
      course: { extensions: [{ settled: { outcome: 'denied', why } }] },
    });
    expect(evolve(ASKED, { type: 'ExtensionLapsed', ask: 1, due: START })).toMatchObject({
      use: { end: use.end },
      course: { extensions: [{ settled: { ...MARK, outcome: 'lapsed' } }] },
    });
  });
  test('an offer is accepted, then confirmed; what was released is with the new operator', () => {
    expect(evolve(IN_USE, offered)?.course.handovers).toEqual([
      { ...MARK, to: rico.id, accounts: rico.accounts, accepted: null, confirmed: null },
    ]);
    expect(evolve(OFFERED, { type: 'HandoverAccepted', offer: 1 })?.course.handovers).toMatchObject([{ accepted: MARK, confirmed: null }]);
    const changed = evolve(ACCEPTED, { type: 'OperatorChanged', offer: 1, to: rico.id });
    expect(changed?.course.handovers).toMatchObject([{ confirmed: MARK }]);
    expect([...(changed?.released.values() ?? [])].map(({ to }) => to)).toEqual([rico.id, rico.id]);
  });
  test('a warning is remembered with the end that it was about', () => {
    expect(evolve(IN_USE, { type: 'EndWarned', minutes: 30, end: START })?.course.warned).toEqual([{ minutes: 30, end: START }]);
  });
});

describe('what cannot happen', () => {
  test('a revocation out of its phase, twice, or one that says what is not so', () => {
    for (const acts of [FILED, BACK, CLOSED, DENIED, [...IN_USE, does(wanda, 'revoke', { cause: 'x' })], KEY_OUT, IN_USE])
      expect(evolve(acts, { type: 'Revoked', why, ends: true })).toBeNull();
    for (const acts of [FILED, APPROVED, BACK, [...KEY_OUT, does(wanda, 'revoke', { cause: 'x' })]])
      expect(evolve(acts, { type: 'Revoked', why, ends: false })).toBeNull();
  });
  test.each([
    ['an ask', ask, IN_USE],
    ['more time', extended, ASKED],
    ['an offer', offered, IN_USE],
    ['a warning', { type: 'EndWarned', minutes: 10, end: START }, IN_USE],
  ] as const)('%s out of use, or of what was revoked', (_name, fact, use) => {
    expect(evolve(use, fact)).not.toBeNull();
    for (const acts of [FILED, APPROVED, BACK, [...use, does(wanda, 'revoke', { cause: 'x' })]]) expect(evolve(acts, fact)).toBeNull();
  });
  test('a second ask beside an open one', () => expect(evolve(ASKED, ask)).toBeNull());
  test('anything about an ask or an offer that is not the open one', () => {
    expect(evolve(ASKED, { type: 'ExtensionApproved', ask: 2, accounts: [...aaron.accounts] })).toBeNull();
    expect(evolve(IN_USE, { type: 'ExtensionApproved', ask: 1, accounts: [...aaron.accounts] })).toBeNull();
    expect(evolve(ASKED, { type: 'ExtensionDenied', ask: 2, why })).toBeNull();
    expect(evolve(ASKED, { type: 'ExtensionLapsed', ask: 2, due: START })).toBeNull();
    expect(evolve(ASKED, { ...extended, ask: 2 })).toBeNull();
    expect(evolve(OFFERED, { type: 'HandoverAccepted', offer: 2 })).toBeNull();
    expect(evolve(ACCEPTED, { type: 'OperatorChanged', offer: 2, to: rico.id })).toBeNull();
  });
  test('an approval by nobody', () => {
    expect(evolve(ASKED, { type: 'ExtensionApproved', ask: 1, accounts: [...aaron.accounts] }, { actor: 'clock' })).toBeNull();
  });
  test('another end than the one that was asked for', () => {
    expect(evolve(ASKED, { ...extended, end: asked.end + 1 })).toBeNull();
    expect(evolve(IN_USE, extended)).toBeNull();
  });
  test('another operator than the one who accepted', () => {
    expect(evolve(OFFERED, { type: 'OperatorChanged', offer: 1, to: rico.id })).toBeNull();
    expect(evolve(ACCEPTED, { type: 'OperatorChanged', offer: 1, to: rita.id })).toBeNull();
  });
});

test('A use that nobody approved cannot be made longer, whatever stands in the log', () => {
  const use = evolve(declared, ask)!;
  const record: Rooted = { v: 1, seq: 91, at: START, activation: use.id, by: BY, policy: sha('policy'), facts: [], root: sha('root') };
  expect(evolveCourse(use, { ...extended, end: ask.end }, record)).toBeNull();
});
