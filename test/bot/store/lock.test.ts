import { expect, test } from '@jest/globals';
import { takeLock } from '../../../bot/store/lock.ts';
import { scratch, thrown } from './scratch.ts';

const at = scratch();

test('a lock is held by one, and can be taken again once it is released', () => {
  const lock = takeLock(at('thing'));
  expect(thrown(() => takeLock(at('thing')))).toBe(
    `${at('thing')} is in use by another process (database is locked): stop that one first, or choose another folder (GLASSBREAK_DATA).`,
  );
  takeLock(at('other thing')).release();
  lock.release();
  lock.release();
  takeLock(at('thing')).release();
});
