import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { VARIABLES } from '../bot/environment.ts';
import manifest from '../package.json' with { type: 'json' };

const ROOT = join(import.meta.dirname, '..');
const PAPERS = ['README.md', 'ARCHITECTURE.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'deploy/OPERATE.md'] as const;

const read = (paper: string): string => readFileSync(join(ROOT, paper), 'utf8');
const all = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map((found) => found[1] ?? '');

describe.each(PAPERS)('%s', (paper) => {
  test('links only to files that are there', () => {
    const links = all(read(paper), /\]\(([^)#]+)[^)]*\)/g).filter((link) => !/^https?:/.test(link));
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(paper), link)))).toEqual([]);
  });
  test('names only scripts that npm can run', () => {
    const scripts = all(read(paper), /npm run (?:--silent )?([\w:]+)/g);
    expect(scripts.filter((script) => !Object.keys(manifest.scripts).includes(script))).toEqual([]);
  });
});

test('SECURITY.md names only tests that are there', () => {
  const named = all(read('SECURITY.md'), /`(test\/[\w./-]+|[\w-]+\.(?:test|crash)\.ts)`/g);
  const folders = ['', 'test/dialogs', 'test/bot/teams', 'test/stories', 'test/cards', 'test/bot'];
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !folders.some((folder) => existsSync(join(ROOT, folder, name))))).toEqual([]);
});

test('README.md and the example list every variable that is read, and no other', () => {
  expect([...all(read('README.md'), /^\| `([A-Z_]+)` \|/gm)].sort()).toEqual([...VARIABLES].sort());
  expect([...all(read('deploy/environment.example'), /^([A-Z_]+)=/gm)].sort()).toEqual([...VARIABLES].sort());
});
