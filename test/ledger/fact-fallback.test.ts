import { expect, test } from '@jest/globals';
import { fallbackTask, taskOfFallback } from '../../ledger/fact-fallback.ts';

test('a task of the fallback account is named after the one of the first account', () => {
  expect([taskOfFallback('test-sign-in'), fallbackTask('fallback-test-sign-in')]).toEqual(['fallback-test-sign-in', 'test-sign-in']);
  expect([fallbackTask('test-sign-in'), fallbackTask('the-fallback-task')]).toEqual([null, null]);
});

test('the longest id of a task has room for it', () => {
  const longest = 'x'.repeat(64);
  expect(fallbackTask(taskOfFallback(longest))).toBe(longest);
});
