import { describe, expect, test } from '@jest/globals';
import { nextWarning } from '../../dialogs/warn.ts';
import {
  type Act,
  ALL_OUT,
  already,
  APPROVED,
  at,
  BACK,
  clock,
  cora,
  dan,
  does,
  files,
  given,
  IN_USE,
  later,
  MINUTE,
  type Night,
  rita,
  wanda,
} from './given.ts';

const end = (night: Night) => night.in('in use').use.end;
const before = (minutes: number): Act => at((night) => end(night) - minutes * MINUTE);
const using = (minutes: string): readonly Act[] => [files({ minutes }), ...ALL_OUT.slice(1), does(rita, 'in-hand')];
const next = (...acts: readonly Act[]) => {
  const { night } = given(...acts);
  const due = nextWarning(night.in('in use'));
  return due === null ? null : (end(night) - due) / MINUTE;
};
/** Overdue, then thirty minutes more. */
const EXTENDED: readonly Act[] = [
  ...using('60'),
  before(30),
  clock('warn'),
  before(10),
  clock('warn'),
  does(rita, 'ask-extension', { minutes: '60', need: 'x', asked: 0 }),
  does(cora, 'approve-extension', { ask: 1 }),
  does(dan, 'approve-extension', { ask: 1 }),
];

describe('before the end of a use', () => {
  test('people are warned 30 and 10 minutes before it, once each', () => {
    expect(next(...using('60'))).toBe(30);
    given(...using('60'), before(30), later(-1))
      .whenClock('warn')
      .then(already);
    const { night } = given(...using('60'), before(30))
      .whenClock('warn')
      .then([{ type: 'EndWarned', minutes: 30 }]);
    expect(night.open.course.warned).toEqual([{ minutes: 30, end: end(night) }]);
    given(...using('60'), before(30), clock('warn'))
      .whenClock('warn')
      .then(already);
    expect(next(...using('60'), before(30), clock('warn'))).toBe(10);
    given(...using('60'), before(30), clock('warn'), before(10))
      .whenClock('warn')
      .then([{ type: 'EndWarned', minutes: 10 }]);
    expect(next(...using('60'), before(30), clock('warn'), before(10), clock('warn'))).toBeNull();
  });
  test('not at all where the use is no longer than that', () => {
    expect(next(...using('30'))).toBe(10);
  });
  test('a warning missed for a while gives way to the nearer one', () => {
    given(...using('60'), before(9))
      .whenClock('warn')
      .then([{ type: 'EndWarned', minutes: 10 }]);
    expect(next(...using('60'), before(9), clock('warn'))).toBeNull();
  });
  test('at the end itself it is still a warning, after it there is none', () => {
    given(...using('60'), before(0))
      .whenClock('warn')
      .then(['EndWarned']);
    given(...using('60'), before(0), later(1))
      .whenClock('warn')
      .then(already);
    expect(next(...using('60'), before(0), later(1), clock('overdue'))).toBeNull();
  });
  test('an end that moved is warned of anew, as far as there is more time than that', () => {
    expect(next(...EXTENDED)).toBe(30);
    const short = [
      ...IN_USE,
      at((night) => end(night) + 1),
      clock('overdue'),
      does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 }),
    ];
    expect(next(...short, does(cora, 'approve-extension', { ask: 1 }), does(dan, 'approve-extension', { ask: 1 }))).toBe(10);
  });
  test('nothing is warned of that is revoked, not in use or over', () => {
    expect(next(...IN_USE, does(wanda, 'revoke', { cause: 'x' }))).toBeNull();
    for (const acts of [APPROVED, BACK])
      given(...acts)
        .whenClock('warn')
        .then(already);
  });
});
