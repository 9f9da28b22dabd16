import { describe, expect, test } from '@jest/globals';
import { type Import, arrowProblems, importsOf, parse, ring, ROOMS, sources, target, worldProblems } from './arrows.ts';

const FILES = ROOMS.flatMap(sources);
const running = (file: string) => importsOf(parse(file)).filter((one) => !one.typeOnly);
const inside = (file: string, one: Import) => target(file, one) ?? '';

describe('the house', () => {
  test('every room is read', () => {
    for (const room of ROOMS) expect(sources(room).length).toBeGreaterThan(5);
    expect(FILES).toContain('dialogs/decide.ts');
    expect(FILES).toContain('bot/teams/server.ts');
  });
  test('imports point right, and the pure rooms take only what is on their list', () => {
    expect(FILES.flatMap((file) => arrowProblems(file))).toEqual([]);
  });
  test('no pure room touches clock, chance, IO or the machine’s language', () => {
    expect(FILES.filter((file) => !file.startsWith('bot/')).flatMap((file) => worldProblems(file))).toEqual([]);
  });
  test('running imports make no ring', () => {
    expect(ring(new Map(FILES.map((file) => [file, running(file).map((one) => inside(file, one))])))).toBeNull();
  });
});

describe('these checks see', () => {
  const arrows = (file: string, text: string) => arrowProblems(file, parse(file, text));
  const touched = (text: string) => worldProblems('ledger/x.ts', parse('ledger/x.ts', text));

  test.each([
    ['an arrow to the left', 'ledger/x.ts', "import { decide } from '../dialogs/decide.ts';"],
    ['one of types only', 'ledger/x.ts', "import type { Person } from '../dialogs/policy.ts';"],
    ['one that is re-exported', 'dialogs/x.ts', "export { card } from '../cards/card.ts';"],
    ['one that is loaded later', 'cards/x.ts', "const late = import('../bot/main.ts');"],
    ['one that is computed', 'cards/x.ts', 'const late = import(name);'],
    ['one out of the house', 'ledger/x.ts', "import { given } from '../test/dialogs/given.ts';"],
    ['a package that is not on the list', 'dialogs/x.ts', "import { hash } from 'node:crypto';"],
    ['IO', 'runbooks/x.ts', "import { readFileSync } from 'node:fs';"],
    ['chance', 'ledger/x.ts', "import { randomUUID } from 'node:crypto';"],
    ['all of a package with chance in it', 'ledger/x.ts', "import * as crypto from 'node:crypto';"],
    ['a framework out of its folder', 'bot/desk.ts', "import { CardFactory } from 'botbuilder';"],
  ])('%s', (_what, file, text) => expect(arrows(file, text)).toHaveLength(1));

  test('what is allowed', () => {
    expect(
      arrows('dialogs/x.ts', "import { z } from 'zod';\nimport { fold } from '../ledger/fold.ts';\nimport { by } from './decision.ts';"),
    ).toEqual([]);
    expect(arrows('bot/x.ts', "import pino from 'pino';\nimport info from '../package.json' with { type: 'json' };")).toEqual([]);
    expect(arrows('bot/teams/x.ts', "import { CardFactory } from 'botbuilder';")).toEqual([]);
  });
  test('the world', () => {
    for (const text of [
      'Date.now()',
      'new Date()',
      'Date()',
      'const clock = Date',
      'Math.random()',
      'process.env',
      'x.toLocaleString()',
      'globalThis.x',
      'console.log(1)',
      'new Intl.NumberFormat()',
    ]) {
      expect([text, touched(text).length]).toEqual([text, 1]);
    }
    for (const text of [
      'new Date(0)',
      'Date.UTC(2026, 0)',
      'x.process',
      'const x = { process: 1 }',
      'interface X { fetch: 1 }',
      'let at: Date',
    ])
      expect([text, touched(text)]).toEqual([text, []]);
  });
  test('a ring', () => {
    expect(
      ring(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
    expect(
      ring(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
          ['c', []],
        ]),
      ),
    ).toBeNull();
  });
  test('that an import of types is none when it runs', () => {
    const names = importsOf(
      parse('ledger/x.ts', "import type { A } from './a.ts';\nimport { type B } from './b.ts';\nimport { type C, d } from './c.ts';"),
    ).map((one) => one.typeOnly);
    expect(names).toEqual([true, true, false]);
  });
});
