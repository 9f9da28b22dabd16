import { expect, test } from '@jest/globals';
import { whereOf } from '../../../bot/teams/where.ts';
import { CANARY } from './rig.ts';

test('an error is told by kind and place, never by its words, also when they fill several lines', () => {
  const told = whereOf(new RangeError(`${CANARY}\n    ${CANARY}`));
  expect(told).toEqual({ error: 'RangeError', where: expect.stringContaining('where.test.ts') });
  expect(JSON.stringify(told)).not.toContain(CANARY);
});
test('an error without a stack and a thing that is no error are told by kind', () => {
  const bare = new Error('x');
  delete bare.stack;
  expect(whereOf(bare)).toEqual({ error: 'Error', where: '' });
  expect(whereOf(CANARY)).toEqual({ error: 'string' });
});
