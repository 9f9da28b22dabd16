// What a use of one or of two accounts leaves behind, and which of it waits.
import { describe, expect, test } from '@jest/globals';
import { lateTasks, owedTasks, postUseTasks } from '../../dialogs/aftermath.ts';
import { accountsOpened } from '../../ledger/fallback.ts';
import { type Act, aaron, bea, does, FIRST, given, later, LIBRARY, MINUTE, type Night, rita, SECOND, lastFact } from './given.ts';
import { seen } from './given-declared.ts';
import { FAULT, SECOND_ONLY, TAKEN, tested, TWO_APPROVED, TWO_BACK, TWO_IN_USE, TWO_RETURNED } from './given-fallback.ts';

const titles = ({ open, library }: Night) => postUseTasks(open, library).map(({ id, title }) => [id, title]);
const owed = (night: Night) =>
  owedTasks(night.open, night.circumstances({ kind: 'product' })).map(({ task, after }) => [task, after ?? null]);
const opened = ({ open }: Night) => accountsOpened(open).map(({ account }) => account);
const back = does(rita, 'hand-back');

describe('the tasks after a use', () => {
  test('of one account are as ever, whether the request named another or not', () => {
    const { night } = given(...TWO_IN_USE);
    expect(opened(night)).toEqual(['bg-admin-01']);
    expect(titles(night)).toEqual([
      ['sessions', 'Revoke all sessions'],
      ['keys', 'Compare the registered keys'],
      ['test-sign-in', 'Test the sign-in'],
      ['mend', 'Mend the policy'],
      ['count', 'Count the changes'],
    ]);
  });
  test('of two accounts are those of each, named, and what the runbook adds once', () => {
    const { night } = given(...TWO_BACK);
    expect(opened(night)).toEqual(['bg-admin-01', 'bg-admin-02']);
    expect(titles(night)).toEqual([
      ['sessions', 'bg-admin-01: Revoke all sessions'],
      ['keys', 'bg-admin-01: Compare the registered keys'],
      ['test-sign-in', 'bg-admin-01: Test the sign-in'],
      ['mend', 'Mend the policy'],
      ['count', 'Count the changes'],
      ['fallback-sessions', 'bg-admin-02: Revoke all sessions'],
      ['fallback-reset', 'bg-admin-02: Reset the password'],
      ['fallback-replace', 'bg-admin-02: Replace the certificate'],
      ['fallback-test-sign-in', 'bg-admin-02: Test the sign-in'],
    ]);
  });
  test('of an account that was taken and not opened there are none', () => {
    const { night } = given(...TAKEN);
    expect([opened(night), titles(night).map(([id]) => id)]).toEqual([
      ['bg-admin-01'],
      ['sessions', 'keys', 'test-sign-in', 'mend', 'count'],
    ]);
  });
  test('of the second account alone wait for nothing, and what the runbook adds keeps its name', () => {
    const { night } = given(...SECOND_ONLY);
    expect(opened(night)).toEqual(['bg-admin-02']);
    expect(owed(night)).toEqual(
      ['fallback-sessions', 'fallback-reset', 'fallback-replace', 'fallback-test-sign-in', 'mend', 'count'].map((id) => [id, null]),
    );
  });
  test('before anything is out of either there are none', () => {
    expect([opened(given(...TWO_APPROVED, does(rita, 'take-fallback', FAULT)).night)]).toEqual([[]]);
  });
});

describe('what waits', () => {
  test('is what would change the credentials of the second account; sessions are revoked at once', () => {
    expect(
      lastFact(given(...TWO_BACK).night, 'HandedBack').tasks.flatMap(({ task, after }) => (after === 'test-sign-in' ? [task] : [])),
    ).toEqual(['fallback-reset', 'fallback-replace', 'fallback-test-sign-in']);
  });
  test('is nothing where no test sign-in is owed', () => {
    const untested: Act = (night) => void (night.library = LIBRARY);
    expect(owed(given(...TAKEN, untested, later(1)).night).every(([, after]) => after === null)).toBe(true);
    expect(owed(given(...TWO_BACK, untested).night).every(([, after]) => after === null)).toBe(true);
  });
});

describe('a sign-in that a log shows late', () => {
  const late = (night: Night, account: typeof FIRST.id) =>
    lateTasks(night.open, account, night.circumstances({ kind: 'product' })).map(({ task, after }) => [task, after ?? null]);

  test('with an account of which no part was out adds the tasks of that account', () => {
    const { night } = given(...TAKEN, later(MINUTE), back, seen({ account: SECOND.id, ago: 1 }));
    expect(night.records.at(-1)?.facts.map(({ type }) => type)).toEqual(['SignInSeen', ...Array.from({ length: 4 }, () => 'TaskAdded')]);
    expect(lastFact(night, 'SignInSeen').account).toBe('bg-admin-02');
    expect(night.in('handed back').tasks.map(({ task, after }) => [task, after?.task ?? null])).toEqual([
      ...['sessions', 'keys', 'test-sign-in', 'mend', 'count', 'fallback-sessions'].map((id) => [id, null]),
      ...['fallback-reset', 'fallback-replace', 'fallback-test-sign-in'].map((id) => [id, 'test-sign-in']),
    ]);
    expect(opened(night)).toEqual(['bg-admin-01', 'bg-admin-02']);
  });
  test('adds nothing for an account that was opened anyway, before the hand-back, or once all is confirmed', () => {
    expect(late(given(...TWO_BACK).night, SECOND.id)).toEqual([]);
    expect(late(given(...TAKEN).night, SECOND.id)).toEqual([]);
    expect(lastFact(given(...TWO_BACK, seen({ account: FIRST.id, ago: 60_000 })).night, 'SignInSeen')).not.toHaveProperty('account');
  });
  test('waits only for a test sign-in that is still to come', () => {
    const { night } = given(...TAKEN, back, ...tested());
    expect(late(night, SECOND.id).map(([, after]) => after)).toEqual([null, null, null, null]);
  });
  test('with the first account adds its tasks beside those of the second one', () => {
    const { night } = given(...SECOND_ONLY, later(MINUTE), back);
    expect(late(night, FIRST.id)).toEqual(['sessions', 'keys', 'test-sign-in'].map((id) => [id, null]));
  });
  test('waits for nothing after two people said that both are compromised', () => {
    const { night } = given(...TWO_RETURNED, does(aaron, 'rotate-both', { cause: 'x' }), does(bea, 'rotate-both', { cause: 'y' }));
    const handed = night.in('handed back');
    const released = new Map([...handed.released].filter(([part]) => part !== 'password-1/paper'));
    const known = handed.tasks.filter(({ task }) => !task.startsWith('fallback-'));
    const tasks = lateTasks({ ...handed, released, tasks: known }, SECOND.id, night.circumstances({ kind: 'product' }));
    expect(tasks.map(({ after }) => after ?? null)).toEqual([null, null, null, null]);
  });
});
