import { expect, test } from '@jest/globals';
import { createRefusalLog } from '../../../bot/teams/refusals.ts';

test('a flood of refusals is 20 lines a minute, and the rest one number', () => {
  let now = 0;
  const lines: unknown[] = [];
  const note = createRefusalLog(
    (_event, fields) => void lines.push(fields),
    () => now,
  );
  for (let n = 0; n < 1_000; n += 1) note(401, 'issuer');
  expect(lines).toEqual(Array.from({ length: 20 }, () => ({ status: 401, why: 'issuer' })));
  now = 60_000;
  note(403, 'channel');
  note(403, 'channel');
  expect(lines.slice(20)).toEqual([
    { status: 403, why: 'channel', unlogged: 980 },
    { status: 403, why: 'channel' },
  ]);
});
