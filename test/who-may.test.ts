import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { README, tableIn, whoMay } from './gallery/who-may.ts';

function cells(row: string): readonly string[] {
  const line = whoMay()
    .split('\n')
    .find((one) => one.startsWith(`| ${row} |`));
  return (line ?? '')
    .split('|')
    .slice(2, -1)
    .map((one) => one.trim());
}

describe('the table of who may do what', () => {
  test('stands in README.md as the decisions give it', () => {
    expect(tableIn(readFileSync(README, 'utf8'))).toBe(whoMay());
  });
  test('gives a vote to approvers who have not voted, and to nobody else', () => {
    expect(cells('approve')).toEqual(['', '', 'requested', '', '', '', '', '']);
  });
  test('lets everybody take a note in every phase', () => {
    expect(new Set(cells('take a note'))).toEqual(new Set(['always']));
  });
  test('cannot be read from a text that has lost its markers', () => {
    expect(() => tableIn('| approve |')).toThrow('README.md has lost the markers of its table.');
  });
});
