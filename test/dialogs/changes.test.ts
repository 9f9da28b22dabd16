import { describe, expect, test } from '@jest/globals';
import { settling } from '../../dialogs/changes.ts';
import {
  type Act,
  ada,
  already,
  APPROVED,
  BACK,
  bea,
  carl,
  CLOSED,
  cora,
  does,
  FILED,
  given,
  gone,
  HOUR,
  IN_USE,
  lastFact,
  MINUTE,
  later,
  refused,
  RETURNED,
  REVIEW,
  rico,
  rita,
  task,
  wanda,
} from './given.ts';

const CHANGE = { was: 'on', is: 'off', back: 'switch it on' };
const LOGGED: readonly Act[] = [...IN_USE, does(rita, 'change', CHANGE)];
const OWED: readonly Act[] = [...LOGGED, later(MINUTE), does(rita, 'hand-back')];
const PUT_BACK: Act = does(rita, 'do-task', { task: 'change-1', ended: 'back', evidence: 'on again at 04:00' });
const EVERYTHING_ELSE: readonly Act[] = [
  ...RETURNED.slice(BACK.length),
  ...task(rita, 'sessions', 'at 03:10'),
  ...task(carl, 'keys', 'two keys'),
  ...task(rico, 'mend', 'https://example.com/1'),
  ...task(rico, 'count', '2'),
];

describe('logging a change', () => {
  test('operator and responders log changes during the use, nobody else', () => {
    given(...IN_USE)
      .when(rita, 'change', CHANGE)
      .then(['ChangeLogged']);
    given(...IN_USE)
      .when(rico, 'change', CHANGE)
      .then(['ChangeLogged']);
    given(...IN_USE)
      .when(wanda, 'change', CHANGE)
      .then(refused('not-your-role'));
  });
  test('the operator logs changes even after losing the role', () =>
    void given(...IN_USE)
      .when({ ...rita, roles: [] }, 'change', CHANGE)
      .then(['ChangeLogged']));
  test('the same change again adds nothing, another way to put it back is another', () => {
    const { night } = given(...LOGGED)
      .when(rita, 'change', CHANGE)
      .then(already)
      .when(rita, 'change', { ...CHANGE, back: 'ask first' })
      .then(['ChangeLogged']);
    expect(night.open.changes.map(({ back }) => back)).toContain(lastFact(night, 'ChangeLogged').back);
  });
  test('a change logged after the hand-back is one more task at once', () => {
    const { night } = given(...OWED)
      .when(rico, 'change', { ...CHANGE, was: 'nobody wrote it down' })
      .then(['ChangeLogged', { type: 'TaskAdded', task: 'change-2' }]);
    expect(lastFact(night, 'TaskAdded').due).toBe(night.now + 24 * HOUR);
    expect(night.in('handed back').tasks.at(-1)).toMatchObject({ task: 'change-2', claimed: null, confirmed: null });
  });
  test('there is nothing to log before the use, or once everything is settled', () => {
    for (const acts of [FILED, APPROVED, REVIEW, CLOSED])
      given(...acts)
        .when(rita, 'change', CHANGE)
        .then(refused('wrong-phase'));
  });
});

describe('settling a change', () => {
  test('each logged change is a task of the operator at the hand-back, due within a day', () => {
    const { night } = given(...LOGGED, does(rico, 'change', { ...CHANGE, was: 'another' }), does(rita, 'hand-back'));
    expect(night.in('handed back').tasks.map((one) => one.task)).toEqual(['sessions', 'keys', 'mend', 'count', 'change-1', 'change-2']);
    expect(night.in('handed back').tasks.at(-1)?.due).toBe(night.now + 24 * HOUR);
    given(...OWED)
      .when(rico, 'do-task', { task: 'change-1', ended: 'back', evidence: 'x' })
      .then(refused('not-your-role'));
    given(...OWED, gone(rita))
      .when(rico, 'do-task', { task: 'change-1', ended: 'back', evidence: 'x' })
      .then(['ChangeSettled']);
  });
  test('it is put back or kept, each with evidence, and a second person confirms', () => {
    for (const ended of ['back', 'kept'] as const)
      given(...OWED)
        .when(rita, 'do-task', { task: 'change-1', ended, evidence: 'as agreed with Mona' })
        .then([{ type: 'ChangeSettled', task: 'change-1', ended }])
        .when(rita, 'confirm-task', { task: 'change-1' })
        .then(refused('not-your-role'))
        .when(bea, 'confirm-task', { task: 'change-1' })
        .then([{ type: 'TaskConfirmed', task: 'change-1' }]);
  });
  test('without saying which, nothing is settled; no other task has two endings', () => {
    given(...OWED)
      .when(rita, 'do-task', { task: 'change-1', evidence: 'done' })
      .then(refused('choice-unknown'));
    given(...OWED)
      .when(rita, 'do-task', { task: 'sessions', ended: 'kept', evidence: 'done' })
      .then(refused('choice-unknown'));
  });
  test('the same claim again adds nothing, another ending is not dropped in silence', () => {
    const claimed = given(...OWED, PUT_BACK);
    claimed.when(rita, 'do-task', { task: 'change-1', ended: 'back', evidence: 'on again at 04:00' }).then(already);
    claimed.when(rita, 'do-task', { task: 'change-1', ended: 'kept', evidence: 'on again at 04:00' }).then(refused('task-settled'));
  });
  test('a change that is not so is open again and can end the other way', () => {
    const { night } = given(...OWED, PUT_BACK, does(bea, 'reopen-task', { task: 'change-1', why: 'it is still off' }))
      .when(rita, 'do-task', { task: 'change-1', ended: 'kept', evidence: 'Mona agreed' })
      .then([{ type: 'ChangeSettled', ended: 'kept' }]);
    expect(settling(night.open)[0]?.task?.claimed).toMatchObject({ ended: 'kept' });
  });
  test('nothing is reviewed while a change is neither put back nor kept', () => {
    const night = given(...OWED, ...EVERYTHING_ELSE);
    expect(night.night.open.phase).toBe('handed back');
    expect(night.and(PUT_BACK).night.open.phase).toBe('handed back');
    expect(night.and(does(cora, 'confirm-task', { task: 'change-1' })).night.open.phase).toBe('review');
    const late = given(...OWED, ...EVERYTHING_ELSE, does(rico, 'change', { ...CHANGE, was: 'late' }));
    expect(late.and(PUT_BACK, does(cora, 'confirm-task', { task: 'change-1' })).night.open.phase).toBe('handed back');
  });
  test('a change has no task before the hand-back', () => {
    expect(settling(given(...LOGGED).night.open)).toMatchObject([{ n: 1, task: null }]);
    expect(settling(given(...OWED).night.open)).toMatchObject([{ n: 1, task: { task: 'change-1' } }]);
    given(...LOGGED)
      .when(rita, 'do-task', { task: 'change-1', ended: 'back', evidence: 'x' })
      .then(refused('wrong-phase'));
    given(...OWED)
      .when(ada, 'do-task', { task: 'change-2', ended: 'back', evidence: 'x' })
      .then(refused('task-unknown'));
  });
});
