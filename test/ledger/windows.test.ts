import { expect, test } from '@jest/globals';
import { inWindow, withSignIn, withWindow } from '../../ledger/windows.ts';
import { sha } from '../dialogs/given.ts';

const seen = (when: number, detail = 'Portal') => ({ when, detail: sha(detail) });
const ONE = withWindow([], 10, 20);

test('a window takes a sign-in from its beginning to its end, both included', () => {
  expect([9, 10, 20, 21].map((when) => inWindow(ONE, seen(when)))).toEqual([false, true, true, false]);
});

test('it takes one, and the same one told again', () => {
  const used = withSignIn(ONE, seen(12));
  expect(used).toEqual([{ from: 10, end: 20, signIn: seen(12) }]);
  expect([seen(12), seen(12, 'Other'), seen(13)].map((one) => inWindow(used, one))).toEqual([true, false, false]);
  expect(withSignIn(used, seen(13))).toEqual(used);
  expect(withSignIn(ONE, seen(21))).toEqual(ONE);
});

test('a later window ends those before it', () => {
  const two = withWindow(withSignIn(ONE, seen(12)), 15, 30);
  expect(two).toEqual([
    { from: 10, end: 14, signIn: seen(12) },
    { from: 15, end: 30, signIn: null },
  ]);
  expect(withWindow(ONE, 25, 40)[0]).toEqual({ from: 10, end: 20, signIn: null });
  expect(inWindow(two, seen(15))).toBe(true);
});
