import { expect, test } from '@jest/globals';
import { AccountId } from '../../ledger/ids.ts';
import { inWindow, withSignIn, withWindow } from '../../ledger/windows.ts';
import { sha } from '../dialogs/given.ts';

const account = AccountId.parse('bg-admin-01');
const other = AccountId.parse('bg-admin-02');
const seen = (when: number, detail = 'Portal') => ({ when, detail: sha(detail), account });
const kept = (when: number) => ({ when, detail: sha('Portal') });
const ONE = withWindow([], { account, from: 10, end: 20 });

test('a window takes a sign-in from its beginning to its end, both included', () => {
  expect([9, 10, 20, 21].map((when) => inWindow(ONE, seen(when)))).toEqual([false, true, true, false]);
});

test('it takes one, and the same one told again', () => {
  const used = withSignIn(ONE, seen(12));
  expect(used).toEqual([{ account, from: 10, end: 20, signIn: kept(12) }]);
  expect([seen(12), seen(12, 'Other'), seen(13)].map((one) => inWindow(used, one))).toEqual([true, false, false]);
  expect(withSignIn(used, seen(13))).toEqual(used);
  expect(withSignIn(ONE, seen(21))).toEqual(ONE);
});

test('a later window ends those before it', () => {
  const two = withWindow(withSignIn(ONE, seen(12)), { account, from: 15, end: 30 });
  expect(two).toEqual([
    { account, from: 10, end: 14, signIn: kept(12) },
    { account, from: 15, end: 30, signIn: null },
  ]);
  expect(withWindow(ONE, { account, from: 25, end: 40 })[0]).toEqual({ account, from: 10, end: 20, signIn: null });
  expect(inWindow(two, seen(15))).toBe(true);
});

test('a window is of one account: it takes no sign-in of another, and does not end the window of another', () => {
  const two = withWindow(ONE, { account: other, from: 15, end: 30 });
  expect(two).toEqual([...ONE, { account: other, from: 15, end: 30, signIn: null }]);
  expect([inWindow(two, { ...seen(12), account: other }), inWindow(two, { ...seen(25), account: other }), inWindow(two, seen(25))]).toEqual(
    [false, true, false],
  );
});
