import { expect, test } from '@jest/globals';
import { evolveDrill } from '../../ledger/evolve-drill.ts';
import { DRILL_REVIEW, given, LIVE, LIVE_USE, REVIEW } from '../dialogs/given.ts';

test('only a live drill in its review passes', () => {
  const reviewing = given(...LIVE_USE, ...DRILL_REVIEW).night.open;
  expect(evolveDrill(reviewing)).toBe(reviewing);
  expect(evolveDrill(given(...LIVE).night.open)).toBeNull();
  expect(evolveDrill(given(...REVIEW).night.open)).toBeNull();
});
