import { describe, expect, test } from '@jest/globals';
import { lengths } from '../../dialogs/extend.ts';
import {
  aaron,
  type Act,
  already,
  APPROVED,
  at,
  BACK,
  bea,
  changed,
  clock,
  cora,
  dan,
  does,
  FILED,
  files,
  given,
  IN_USE,
  later,
  lastFact,
  LIBRARY,
  milo,
  MINUTE,
  mona,
  type Night,
  olaf,
  refused,
  rico,
  rita,
  roster,
  rosterOf,
  wanda,
  EVERYBODY,
  ALL_OUT,
} from './given.ts';

const MORE = { minutes: '30', need: 'One policy is left.', asked: 0 };
const NO = { ask: 1, whyNot: 'Others can sign in again.' };
const ASKED: readonly Act[] = [...IN_USE, does(rita, 'ask-extension', MORE)];
const ONE_YES: readonly Act[] = [...ASKED, does(cora, 'approve-extension', { ask: 1 })];
const EXTENDED: readonly Act[] = [...ONE_YES, does(dan, 'approve-extension', { ask: 1 })];
const end = (night: Night) => night.in('in use').use.end;
const decideBy = (night: Night) => night.open.course.extensions.at(-1)!.decideBy;
const OVERDUE: readonly Act[] = [...IN_USE, at((night) => end(night) + 1), clock('overdue')];

/** Rico operates what Rita asked for. */
const FOR_RICO: readonly Act[] = [files({ operator: rico.id }), ...ALL_OUT.slice(1), does(rico, 'in-hand')];

describe('asking for more time', () => {
  test('counts from the end of the use; two people decide within the usual time', () => {
    const { night } = given(...IN_USE, later(MINUTE))
      .when(rita, 'ask-extension', MORE)
      .then(['ExtensionAsked']);
    const now = night.now;
    expect(lastFact(night, 'ExtensionAsked')).toMatchObject({ minutes: 30, end: end(night) + 30 * MINUTE, decideBy: now + 30 * MINUTE });
    expect(night.in('in use').use.end).toBe(given(...IN_USE).night.in('in use').use.end);
  });
  test('counts from now when the end has passed, and is never decided after the end that is asked for', () => {
    const { night } = given(
      ...OVERDUE,
      later(9 * MINUTE),
      (one) => void (one.policy = { ...one.policy, limits: { ...one.policy.limits, decide: 60 } }),
    )
      .when(rita, 'ask-extension', MORE)
      .then(['ExtensionAsked']);
    expect(lastFact(night, 'ExtensionAsked')).toMatchObject({ end: night.now + 30 * MINUTE, decideBy: night.now + 30 * MINUTE });
  });
  test('is for the operator and the requester', () => {
    for (const who of [rita, rico])
      given(...FOR_RICO)
        .when(who, 'ask-extension', MORE)
        .then(['ExtensionAsked']);
    for (const who of [aaron, mona, wanda, milo])
      given(...FOR_RICO)
        .when(who, 'ask-extension', MORE)
        .then(refused('not-operator'));
  });
  test('is about a use: not before it, not after it, not once it is revoked', () => {
    for (const acts of [FILED, APPROVED, BACK])
      given(...acts)
        .when(rita, 'ask-extension', MORE)
        .then(refused('wrong-phase'));
    given(...IN_USE, does(wanda, 'revoke', { cause: 'x' }))
      .when(rita, 'ask-extension', MORE)
      .then(refused('revoked'));
  });
  test('one at a time', () => {
    given(...ASKED)
      .when(rita, 'ask-extension', { ...MORE, need: 'Two are left.', asked: 1 })
      .then(refused('extension-open'));
    given(...ASKED)
      .when(rita, 'ask-extension', MORE)
      .then(already);
  });
  test('from a card of before something was decided is refused, a repeat is none', () => {
    given(...EXTENDED)
      .when(rita, 'ask-extension', MORE)
      .then(already);
    given(...EXTENDED)
      .when(rita, 'ask-extension', { ...MORE, minutes: '60' })
      .then(refused('extension-old'));
    given(...EXTENDED)
      .when(rita, 'ask-extension', { ...MORE, need: 'Still not done.' })
      .then(refused('extension-old'));
    given(...EXTENDED)
      .when(rita, 'ask-extension', { ...MORE, asked: 1 })
      .then(['ExtensionAsked']);
  });
  test('only by the lengths of the configuration that the runbook allows', () => {
    given(...IN_USE)
      .when(rita, 'ask-extension', { ...MORE, minutes: '31' })
      .then(refused('minutes-not-allowed'));
    const { night } = given(...IN_USE);
    const circumstances = { ...night.circumstances({ kind: 'clock' }), library: LIBRARY };
    expect(lengths(night.open, circumstances)).toEqual([30, 60]);
    const book = { ...LIBRARY.offered[0]!.runbook, limits: { useMinutes: 30 } };
    expect(lengths(night.open, { ...circumstances, library: { ...LIBRARY, pinned: () => book } })).toEqual([30]);
    expect(lengths(night.open, { ...circumstances, library: { ...LIBRARY, pinned: () => null } })).toEqual([30, 60, 120]);
  });
});

describe('deciding on more time', () => {
  test('one approval moves nothing, the second moves both ends to what was asked for', () => {
    const asked = given(...ASKED).night.open.course.extensions[0]!;
    const { night } = given(...ASKED)
      .when(cora, 'approve-extension', { ask: 1 })
      .then([{ type: 'ExtensionApproved', ask: 1 }]);
    expect(end(night)).toBe(asked.end - 30 * MINUTE);
    const { night: two } = given(...ONE_YES)
      .when(dan, 'approve-extension', { ask: 1 })
      .then(['ExtensionApproved', { type: 'UseExtended', voters: [cora.id, dan.id], end: asked.end }]);
    expect(two.in('in use').use).toMatchObject({ end: asked.end, overdue: null });
    expect(two.in('in use').grant?.absoluteEnd).toBe(given(...IN_USE).night.in('in use').grant?.absoluteEnd);
  });
  test('the absolute end moves with it where the new end lies behind it', () => {
    const { night } = given(
      ...OVERDUE,
      later(45 * MINUTE),
      does(rita, 'ask-extension', { ...MORE, minutes: '60' }),
      does(cora, 'approve-extension', { ask: 1 }),
    )
      .when(dan, 'approve-extension', { ask: 1 })
      .then(['ExtensionApproved', 'UseExtended']);
    expect(night.in('in use').grant?.absoluteEnd).toBe(end(night));
  });
  test('more time ends being overdue, and the record keeps that it was', () => {
    const { night } = given(...OVERDUE, does(rita, 'ask-extension', MORE), does(cora, 'approve-extension', { ask: 1 }))
      .when(dan, 'approve-extension', { ask: 1 })
      .then(['ExtensionApproved', 'UseExtended']);
    expect(night.in('in use').use.overdue).toBeNull();
    expect(night.open.course.extensions[0]!.settled).toMatchObject({ outcome: 'extended', late: { at: given(...OVERDUE).night.now } });
    given(
      ...OVERDUE,
      does(rita, 'ask-extension', MORE),
      does(cora, 'approve-extension', { ask: 1 }),
      does(dan, 'approve-extension', { ask: 1 }),
      at((one) => end(one) + 1),
    )
      .whenClock('overdue')
      .then(['BecameOverdue']);
  });
  test('those who approved the request may approve this too; requester, operator and others may not', () => {
    given(...ASKED, does(aaron, 'approve-extension', { ask: 1 }))
      .when(bea, 'approve-extension', { ask: 1 })
      .then(['ExtensionApproved', 'UseExtended']);
    for (const who of [rita, mona, wanda, rico])
      given(...ASKED)
        .when(who, 'approve-extension', { ask: 1 })
        .then(refused('not-your-role'));
    const own = [files({ operator: olaf.id }, olaf), ...ALL_OUT.slice(1), does(olaf, 'in-hand'), does(olaf, 'ask-extension', MORE)];
    given(...own)
      .when(olaf, 'approve-extension', { ask: 1 })
      .then(refused('requester-votes'));
    const other = [files({ operator: olaf.id }), ...ALL_OUT.slice(1), does(olaf, 'in-hand'), does(olaf, 'ask-extension', MORE)];
    given(...other)
      .when(olaf, 'approve-extension', { ask: 1 })
      .then(refused('operator-votes'));
  });
  test('a second account, a second click or a lost role makes no second person', () => {
    given(...ONE_YES)
      .when(cora, 'approve-extension', { ask: 1 })
      .then(already);
    const joined = { ...aaron, accounts: [...aaron.accounts, ...cora.accounts] };
    given(
      ...ASKED,
      does(aaron, 'approve-extension', { ask: 1 }),
      (one) => void (one.roster = rosterOf([...EVERYBODY.filter((who) => who !== cora && who !== aaron), { ...joined, id: cora.id }])),
    )
      .when({ ...joined, id: cora.id }, 'approve-extension', { ask: 1 })
      .then(already);
    given(...ONE_YES, changed({ ...cora, roles: ['watch'] }))
      .when(dan, 'approve-extension', { ask: 1 })
      .then(['ExtensionApproved']);
    given(...ONE_YES, roster(...EVERYBODY.filter((who) => who !== cora)))
      .when(dan, 'approve-extension', { ask: 1 })
      .then(['ExtensionApproved']);
  });
  test('a denial with a reason ends the ask; the end stays and it can be asked for again', () => {
    const { night } = given(...ONE_YES)
      .when(dan, 'deny-extension', NO)
      .then([{ type: 'ExtensionDenied', ask: 1 }]);
    expect(end(night)).toBe(given(...IN_USE).night.in('in use').use.end);
    const denied = [...ONE_YES, does(dan, 'deny-extension', NO)];
    given(...denied)
      .when(dan, 'deny-extension', NO)
      .then(already);
    given(...denied)
      .when(dan, 'deny-extension', { ...NO, whyNot: 'something else' })
      .then(refused('extension-old'));
    given(...denied)
      .when(bea, 'approve-extension', { ask: 1 })
      .then(refused('extension-old'));
    given(...denied)
      .when(rita, 'ask-extension', { ...MORE, need: 'Please.', asked: 1 })
      .then(['ExtensionAsked']);
    given(...ASKED)
      .when(rita, 'deny-extension', NO)
      .then(refused('not-your-role'));
  });
  test('a vote for one ask never counts for the next', () => {
    const again = [...ONE_YES, does(bea, 'deny-extension', NO), does(rita, 'ask-extension', { ...MORE, asked: 1 })];
    given(...again)
      .when(dan, 'approve-extension', { ask: 1 })
      .then(refused('extension-old'));
    given(...again)
      .when(dan, 'approve-extension', { ask: 2 })
      .then(['ExtensionApproved']);
    given(...again)
      .when(cora, 'approve-extension', { ask: 1 })
      .then(already);
  });
  test('counts until the last millisecond of its time, and not one later, whatever a timer does', () => {
    given(...ONE_YES, at(decideBy))
      .when(dan, 'approve-extension', { ask: 1 })
      .then(['ExtensionApproved', 'UseExtended']);
    given(
      ...ONE_YES,
      at((night) => decideBy(night) + 1),
    )
      .when(dan, 'approve-extension', { ask: 1 })
      .then(refused('extension-late'));
    given(
      ...ONE_YES,
      at((night) => decideBy(night) + 1),
    )
      .when(dan, 'deny-extension', NO)
      .then(refused('extension-late'));
  });
  test('nothing is decided once the use is over or revoked', () => {
    given(...ONE_YES, does(rita, 'hand-back'))
      .when(dan, 'approve-extension', { ask: 1 })
      .then(refused('wrong-phase'));
    given(...ONE_YES, does(wanda, 'revoke', { cause: 'x' }))
      .when(dan, 'approve-extension', { ask: 1 })
      .then(refused('revoked'));
  });
});

describe('silence', () => {
  test('is never consent: the ask lapses from the millisecond after its deadline, once', () => {
    given(...ONE_YES, at(decideBy))
      .whenClock('lapse-extension')
      .then(already);
    const { night } = given(
      ...ONE_YES,
      at((one) => decideBy(one) + 1),
    )
      .whenClock('lapse-extension')
      .then([{ type: 'ExtensionLapsed', ask: 1 }]);
    expect(night.open.course.extensions[0]!.settled).toMatchObject({ outcome: 'lapsed' });
    expect(end(night)).toBe(given(...IN_USE).night.in('in use').use.end);
    given(
      ...ONE_YES,
      at((one) => decideBy(one) + 1),
      clock('lapse-extension'),
    )
      .whenClock('lapse-extension')
      .then(already);
    given(...IN_USE)
      .whenClock('lapse-extension')
      .then(already);
  });
});
