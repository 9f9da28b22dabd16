// Whether the clock may be relied on, folded from the facts alone.
import { expect, test } from '@jest/globals';
import { foldClock, TRUSTED } from '../../ledger/evolve-clock.ts';

const HOUR = 60 * 60_000;
const doubted = { type: 'ClockDoubted', source: 'teams', seconds: -400 } as const;

test('a doubt stands with who said so, by how much and since when, until the clock is trusted', () => {
  const doubt = foldClock(TRUSTED, doubted, { at: 5 });
  expect(doubt).toEqual({ doubt: { source: 'teams', seconds: -400, at: 5 }, doubts: [5] });
  expect(foldClock(doubt, { type: 'ClockTrusted' }, { at: 9 })).toEqual({ doubt: null, doubts: [5] });
});
test('doubts are counted for an hour', () => {
  const twice = foldClock(foldClock(TRUSTED, doubted, { at: 5 }), doubted, { at: HOUR + 4 });
  expect(twice.doubts).toEqual([5, HOUR + 4]);
  expect(foldClock(twice, doubted, { at: HOUR + 5 }).doubts).toEqual([HOUR + 4, HOUR + 5]);
});
test('any other fact changes nothing', () => {
  expect(foldClock(TRUSTED, { type: 'Closed' }, { at: 5 })).toBe(TRUSTED);
});
