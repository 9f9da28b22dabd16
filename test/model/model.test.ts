// Thousands of random nights in which the product and a second, small reading of the behaviour must agree after every turn. GLASSBREAK_RUNS
// asks for more nights, GLASSBREAK_SEED for the same ones again, GLASSBREAK_SHRINK=1 for the shortest that still goes wrong (minutes).
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Beside } from './beside.ts';
import { moves } from './moves.ts';

const RUNS = Number(process.env['GLASSBREAK_RUNS'] ?? 1_000);
const seed = Number(process.env['GLASSBREAK_SEED'] ?? Date.now() % 2 ** 31);
const phases = new Map<string, number>();
process.stderr.write(`nights beside the model: GLASSBREAK_SEED=${seed}\n`);

test('the product does what the behaviour says, by a second reading of it', async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (all) => {
      const beside = new Beside();
      await beside.play(all);
      for (const use of beside.model.uses) {
        phases.set(use.phase, (phases.get(use.phase) ?? 0) + 1);
        if (use.asks.some(({ open }) => !open)) phases.set('asked for more', (phases.get('asked for more') ?? 0) + 1);
      }
    }),
    { numRuns: RUNS, seed, endOnFailure: process.env['GLASSBREAK_SHRINK'] === undefined },
  );
}, 600_000);

test('and the nights get to every phase', () => {
  expect(RUNS).toBeGreaterThanOrEqual(500);
  for (const phase of [
    'denied',
    'withdrawn',
    'lapsed',
    'revoked',
    'approved',
    'in use',
    'handed back',
    'review',
    'closed',
    'asked for more',
  ])
    expect([phase, (phases.get(phase) ?? 0) > 0]).toEqual([phase, true]);
});
