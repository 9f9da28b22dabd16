import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { parsePostUse, parseRunbook, problemLine } from '../../runbooks/parse.ts';
import { decide, fileWith, problemsOf, runbookOf, step } from './example.ts';

describe('a right file', () => {
  test('becomes a runbook with its defaults written out', () => {
    const { steps, after, limits, domains } = runbookOf(
      fileWith([
        step('a', 'safety: true\nworked: it is done.\nfallback: c'),
        step('b', 'evidence: choice\nchoices: [{ id: x, title: X }, { id: y, title: Y }]'),
        step('c'),
      ]),
    );
    expect(steps.map((one) => [one.id, one.after, one.by, one.evidence, one.safety])).toEqual([
      ['a', [], 'operator', 'none', true],
      ['b', ['a'], 'operator', 'choice', undefined],
      ['c', ['b'], 'operator', 'none', undefined],
    ]);
    expect(steps[1]?.choices).toEqual([
      { id: 'x', title: 'X', to: [] },
      { id: 'y', title: 'Y', to: [] },
    ]);
    expect([after, limits, domains]).toEqual([[], undefined, ['drill']]);
  });

  test('keeps the choices of a decision, an order of its own and a limit', () => {
    const book = runbookOf(
      fileWith([decide('d', { x: ['a'], y: [] }), step('a', 'after: [d]'), step('b', 'after: []')], 'limits: { useMinutes: 60 }\n'),
    );
    expect(book.steps[0]?.choices).toEqual([
      { id: 'x', title: 'Take x', to: ['a'] },
      { id: 'y', title: 'Take y', to: [] },
    ]);
    expect(book.steps.map(({ after }) => after)).toEqual([[], ['d'], []]);
    expect(book.limits).toEqual({ useMinutes: 60 });
  });

  test('is known by the SHA-256 of its exact bytes, a byte order mark included', () => {
    for (const text of [fileWith([step('a')]), `\ufeff${fileWith([step('a')])}`, fileWith([step('a')]).replaceAll('\n', '\r\n')]) {
      const parsed = parseRunbook(text, 'runbooks/example.yaml');
      expect(parsed.ok && parsed.digest).toBe(createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex'));
    }
  });
});

describe('every problem of a file comes at once, with its line', () => {
  test('the whole of a bad file', () => {
    const bad = `id: exmple
tittle: An example
summary: "Two
  words {{DATE(x)}}"
reviewed: 2026-02-30
sources: []
domains: [conditional-acces]
before: [""]
steps:
  - id: a
    title: ${'Long '.repeat(15)}title
    kind: doo
    body: See [this](http://a.example).
    minutes: soon
  - id: a
    title: B
    kind: do
    body: x
    minutes: 5
    safety: no
    after: [b]
    retries: 3
  - id: d
    title: D
    kind: decide
    body: x
    minutes: 5
    choices: [{ id: x, title: X, to: [a] }]
`;
    expect(problemsOf(bad)).toEqual([
      '1:1 title: "title" is missing: it must be text of 1 to 70 characters on one line.',
      '1:5 id: The id is "exmple", but the file is called example.yaml; the file of this id is exmple.yaml.',
      '2:1 tittle: The key "tittle" is not known here; the nearest is "title". Allowed are id, title, summary, reviewed, sources, words, domains, limits, before, steps, after.',
      '4:9 summary: "{{" would be read as a template; write it without braces.',
      '5:11 reviewed: "reviewed" is "2026-02-30": it must be a day that exists, written as 2026-11-23.',
      '6:10 sources: "sources" is a list of 0: it must be a list of 1 to 20 sources with name and date.',
      '7:11 domains[0]: Item 1 of "domains" is "conditional-acces": it must be one of dont-know, conditional-access, mfa-provider, federation, last-admin-gone, no-approver-left, suspected-attack, entra-outage, teams-unavailable, drill; the nearest is conditional-access.',
      '8:10 before[0]: Item 1 of "before" is empty: it must be text of 1 to 240 characters on one line.',
      '12:11 steps[0].kind: "kind" is "doo": it must be one of do, decide, check, witness.',
      '13:15 steps[0].body: The link to "http://a.example" is not allowed; links start with https:// and name a host.',
      '15:9 steps[1].id: The id "a" is taken by an earlier step; every step has its own.',
      '20:13 steps[1].safety: "safety" is "no": it must be true, or be left out.',
      '21:13 steps[1].after[0]: No step has the id "b"; the nearest is "a".',
      '22:5 steps[1].retries: The key "retries" is not known here. Allowed are id, title, body, worked, by, after, minutes, safety, kind, evidence, choices, fallback.',
      '28:14 steps[2].choices: "choices" is a list of 1: it must be a list of 2 to 6 choices with id, title and to.',
    ]);
  });

  test('a look that is not known, and a look where nothing is checked', () => {
    const check = (look: string) => step('a', `look: ${look}`).replace('kind: do', 'kind: check');
    expect(problemsOf(fileWith([check('admins-wrok')]))).toEqual([
      '15:11 steps[0].look: "look" is "admins-wrok": it must be one of admins-work, mfa-works, account-as-listed, sessions-revoked, methods-unchanged, roles-unchanged, policies-unchanged; the nearest is admins-work.',
    ]);
    expect(problemsOf(fileWith([step('a', 'look: admins-work')]))).toEqual([
      '15:5 steps[0].look: The key "look" is not known here. Allowed are id, title, body, worked, by, after, minutes, safety, kind, evidence, choices, fallback.',
    ]);
  });

  test('long titles, wrong minutes and a fallback where none may be', () => {
    expect(problemsOf(fileWith([`id: a\ntitle: ${'x'.repeat(71)}\nkind: check\nbody: x\nminutes: soon\nfallback: b`, step('b')]))).toEqual([
      '11:12 steps[0].title: "title" has 71 characters: it must be text of 1 to 70 characters on one line.',
      '14:14 steps[0].minutes: "minutes" is "soon": it must be a whole number from 1 to 240.',
      '15:5 steps[0].fallback: The key "fallback" is not known here. Allowed are id, title, body, worked, by, after, minutes, safety, kind, evidence, choices, look.',
    ]);
  });

  test('circles, fallbacks that point back, and a step that is no step', () => {
    expect(problemsOf(fileWith([step('a', 'after: [b]'), step('b'), step('c', 'fallback: b')]))).toEqual([
      '10:9 steps[0].id: Steps wait for each other in a circle: a → b → a.',
      '26:15 steps[2].fallback: The fallback "b" does not stand after its step "c"; a fallback comes later in the file.',
    ]);
    expect(problemsOf(fileWith(['just words']))).toEqual([
      '10:5 steps[0]: Item 1 of "steps" is "just words": it must be a step with keys such as id, title and kind.',
    ]);
  });

  test('a repeated key beside other problems', () => {
    expect(problemsOf(`${fileWith([step('a')])}title: Again\n__proto__: { id: x }\nwombat: 1\n`)).toEqual([
      '15:1 title: The key "title" stands twice in the same place; keep one.',
      '16:1 __proto__: The key "__proto__" is not allowed.',
      '17:1 wombat: The key "wombat" is not known here. Allowed are id, title, summary, reviewed, sources, words, domains, limits, before, steps, after.',
    ]);
  });

  test('what cannot be read says only why', () => {
    expect(problemsOf('a: !!js/function "x"')).toEqual(['1:4 file: Tags (!name) are not allowed; write plain text, lists and keys.']);
    expect(problemsOf('')).toEqual([
      '1:1 file: The file is empty: it must have the keys id, title, summary, reviewed, sources, words, domains, limits, before, steps, after.',
    ]);
    expect(problemsOf('- a')).toEqual([
      '1:1 file: The file is a list of 1: it must have the keys id, title, summary, reviewed, sources, words, domains, limits, before, steps, after.',
    ]);
  });

  test('a problem is one line for people and editors', () => {
    expect(problemLine('a.yaml', { line: 3, column: 5, where: 'title', what: 'It is missing.' })).toBe('a.yaml:3:5: title: It is missing.');
  });
});

describe('post-use.yaml', () => {
  const task = (id: string) => `  - { id: ${id}, title: T, body: B, for: password, owner: custodian, minutes: 60, evidence: text }\n`;

  test('becomes tasks', () => {
    const parsed = parsePostUse(`tasks:\n${task('a')}`);
    expect(parsed).toEqual({
      ok: true,
      tasks: [{ id: 'a', title: 'T', body: 'B', for: 'password', owner: 'custodian', minutes: 60, evidence: 'text' }],
      digest: createHash('sha256')
        .update(`tasks:\n${task('a')}`)
        .digest('hex'),
    });
  });

  test('has no task twice and none without evidence', () => {
    const parsed = parsePostUse(`tasks:\n${task('a')}${task('a').replace('evidence: text', 'evidence: none')}`);
    expect(parsed.ok ? [] : parsed.problems.map(({ line, where, what }) => `${line} ${where}: ${what}`)).toEqual([
      '3 tasks[1].id: The id "a" is taken by an earlier task; every task has its own.',
      '3 tasks[1].evidence: "evidence" is "none": it must be one of text, link, number.',
    ]);
  });
});

describe('no text whatever', () => {
  const lines = fileWith([decide('d', { x: ['a'], y: [] }), step('a', 'after: [d]')]).split('\n');

  test('makes the reading throw, and every problem has a place and a sentence', () => {
    const cut = fc.array(fc.nat(lines.length - 1), { maxLength: 30 }).map((order) => order.map((at) => lines[at]).join('\n'));
    fc.assert(
      fc.property(fc.oneof(cut, fc.string({ unit: 'binary' }), fc.json()), (text) => {
        for (const parsed of [parseRunbook(text, 'example.yaml'), parsePostUse(text)]) {
          for (const { line, column, what } of parsed.ok ? [] : parsed.problems) {
            expect(line > 0 && column > 0).toBe(true);
            expect(what).toMatch(/^["A-Z“].*\.$/s);
          }
          if (!parsed.ok) expect(parsed.problems.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('of the allowed size takes long (processor time, as the machine may be busy)', () => {
    const keys = Array.from({ length: 4000 }, (_, index) => `k${index}:`).join('\n');
    const wrong = `domains: [${Array.from({ length: 9000 }, () => 'conditional-acces').join(', ')}]`;
    const marks = `summary: "${'<a '.repeat(80_000)}"`;
    for (const text of [
      keys,
      wrong,
      marks,
      `x: "${'['.repeat(250_000)}"`,
      `x: "${'a://'.repeat(60_000)}"`,
      `x: "${'[a]('.repeat(60_000)}"`,
      `x: "${'| '.repeat(120_000)}"`,
    ]) {
      const start = process.cpuUsage();
      expect(parseRunbook(text, 'example.yaml').ok).toBe(false);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
    }
  }, 60_000);
});
