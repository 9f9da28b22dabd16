import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MOVES, movesOf, readme, TABLES, tableIn } from './gallery/tables.ts';
import { Digest } from '../ledger/ids.ts';
import { History, moves } from './dialogs/history.ts';
import { whoMay } from './gallery/who-may.ts';

function cells(row: string): readonly string[] {
  const line = whoMay()
    .split('\n')
    .find((one) => one.startsWith(`| ${row} |`));
  return (line ?? '')
    .split('|')
    .slice(2, -1)
    .map((one) => one.trim());
}

test.each(Object.entries(TABLES))('the table “%s” stands in README.md as the code gives it', (name, draw) => {
  expect(tableIn(readme(), name)).toBe(draw());
});

test('a table cannot be read from a text that has lost its markers', () => {
  expect(() => tableIn('| approve |', 'phases')).toThrow('README.md has lost the markers of its table “phases”.');
});

test('the table of phases knows every change of phase that a random night comes to', async () => {
  const known = new Set(MOVES.map(String));
  await fc.assert(
    fc.asyncProperty(moves, async (all) => {
      const history = new History();
      await history.play(all);
      const of = Map.groupBy(await history.house.records(), ({ activation }) => activation);
      of.delete(null);
      expect(
        [...of.values()]
          .flatMap((records) => movesOf(records.map((record) => ({ ...record, root: Digest.parse('00'.repeat(32)) }))))
          .filter((move) => !known.has(String(move))),
      ).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 60_000);

describe('the table of who may do what', () => {
  test('gives a vote to approvers who have not voted, and to nobody else', () => {
    expect(cells('approve')).toEqual(['', '', 'requested', '', '', '', '', '']);
  });
  test('lets everybody take a note in every phase', () => {
    expect(new Set(cells('take a note'))).toEqual(new Set(['always']));
  });
});
