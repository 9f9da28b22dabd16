import { describe, expect, test } from '@jest/globals';
import {
  NO_COURSE,
  openExtension,
  openHandover,
  operatorNow,
  operators,
  ownAccounts,
  runningSince,
  wasOverdue,
} from '../../ledger/course.ts';
import {
  type Act,
  APPROVED,
  at,
  BACK,
  clock,
  cora,
  dan,
  does,
  FILED,
  given,
  IN_USE,
  KEY_OUT,
  kim,
  later,
  MINUTE,
  type Night,
  rico,
  rita,
  wanda,
} from '../dialogs/given.ts';

const open = (...acts: readonly Act[]) => given(...acts).night.open;
const end = (night: Night) => night.in('in use').use.end;
const ASKED: readonly Act[] = [...IN_USE, does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 })];
const EXTENDED: readonly Act[] = [
  ...ASKED,
  later(MINUTE),
  does(cora, 'approve-extension', { ask: 1 }),
  does(dan, 'approve-extension', { ask: 1 }),
];
const OFFERED: readonly Act[] = [...IN_USE, does(rita, 'offer-handover', { to: rico.id, offered: 0 })];
const CHANGED: readonly Act[] = [...OFFERED, does(rico, 'accept-handover', { offer: 1 }), does(cora, 'confirm-handover', { offer: 1 })];
const REVOKED = does(wanda, 'revoke', { cause: 'x' });

describe('who operates', () => {
  test('is whom the request named, until an approver has confirmed another', () => {
    for (const acts of [FILED, IN_USE, OFFERED]) expect(operatorNow(open(...acts))).toBe(rita.id);
    expect(operatorNow(open(...CHANGED))).toBe(rico.id);
    expect(operatorNow(open(...CHANGED, does(rico, 'offer-handover', { to: kim.id, offered: 1 })))).toBe(rico.id);
  });
  test('everybody who ever operated, and their accounts, stay known', () => {
    expect(operators(open(...OFFERED))).toEqual([rita.id]);
    expect(operators(open(...CHANGED))).toEqual([rita.id, rico.id]);
    expect(ownAccounts(open(...OFFERED))).toEqual(rita.accounts);
    expect(ownAccounts(open(...CHANGED))).toEqual([...rita.accounts, ...rico.accounts]);
  });
});

describe('what is open', () => {
  test('nothing before anything was asked', () => {
    expect(open(...IN_USE).course).toEqual(NO_COURSE);
    expect([openExtension(open(...IN_USE)), openHandover(open(...IN_USE))]).toEqual([null, null]);
  });
  test('an ask until it is decided, an offer until it is confirmed, each with its number', () => {
    expect(openExtension(open(...ASKED))).toMatchObject({ ask: 1, minutes: 30 });
    expect(openExtension(open(...EXTENDED))).toBeNull();
    expect(openHandover(open(...OFFERED))).toMatchObject({ offer: 1, to: rico.id });
    expect(openHandover(open(...CHANGED))).toBeNull();
  });
  test('nothing once the use is revoked or handed back', () => {
    for (const then of [REVOKED, does(rita, 'hand-back')]) {
      expect(openExtension(open(...ASKED, then))).toBeNull();
      expect(openHandover(open(...OFFERED, then))).toBeNull();
    }
  });
});

describe('how a use ran', () => {
  test('past its end at any time: now, or before more time was given', () => {
    const late = [...IN_USE, at((night) => end(night) + 1), clock('overdue')] satisfies readonly Act[];
    for (const acts of [APPROVED, IN_USE, EXTENDED, [...KEY_OUT, does(rita, 'hand-back')], BACK])
      expect(wasOverdue(open(...acts))).toBe(false);
    expect(wasOverdue(open(...late))).toBe(true);
    const more = [
      ...late,
      does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 }),
      does(cora, 'approve-extension', { ask: 1 }),
      does(dan, 'approve-extension', { ask: 1 }),
    ];
    expect(wasOverdue(open(...more))).toBe(true);
  });
  test('towards the end it has now: since it was in hand, or since more time was given', () => {
    const using = given(...IN_USE).night.in('in use');
    expect(runningSince(using)).toBe(using.use.at);
    expect(runningSince(given(...EXTENDED).night.in('in use'))).toBe(using.use.at + MINUTE);
  });
});
