// YAML as plain text with places: what is read, what is refused, and how a place is said.
import { describe, expect, test } from '@jest/globals';
import { parseTree, shown, type Tree } from '../../bot/config-yaml.ts';

function tree(text: string): Tree {
  const read = parseTree(Buffer.from(text));
  if (!('value' in read)) throw new Error(read.map((problem) => problem.what).join());
  return read;
}

function refused(text: string): readonly string[] {
  const read = parseTree(Buffer.from(text));
  return 'value' in read ? [] : read.map(({ line, column, where, what }) => `${line}:${column} ${where}: ${what}`);
}

test('every scalar is text, in NFC, trimmed; nothing is empty text', () => {
  expect(tree('a: 1\nb: no\nc: 2026-01-01\nd:\ne: ~\nf: " x "\ng: e\u0301\n? h\nl: [1, [2], {m: 3}]\n<<: x').value).toEqual({
    a: '1',
    b: 'no',
    c: '2026-01-01',
    d: '',
    e: '~',
    f: 'x',
    g: '\u00e9',
    h: '',
    l: ['1', ['2'], { m: '3' }],
    '<<': 'x',
  });
  expect(tree('').value).toBe('');
  expect(tree('constructor: x\ntoString: y').value).toEqual({ constructor: 'x', toString: 'y' });
});

describe('a place', () => {
  const read = tree('top:\n  - key: K1\n    deep: [a, b]\n  - id: i-1\n  - key: two words\n  - plain\nlast: x');
  test.each([
    [['top', 0, 'deep', 1], '3:15 top[K1].deep[#2]'],
    [['top', 0, 'deep'], '3:5 top[K1].deep'],
    [['top', 1], '4:5 top[i-1]'],
    [['top', 2, 'key'], '5:5 top[#3].key'],
    [['top', 3], '6:5 top[#4]'],
    [['top', 0, 'missing'], '2:5 top[K1].missing'],
    [['top', 9, 'deep', 'x'], '1:1 top[#10].deep.x'],
    [['last'], '7:1 last'],
    [[], '1:1 file'],
  ])('%j is said with line and column of what is there', (path, words) => {
    const { line, column, where, what } = read.problem(path, 'w');
    expect(`${line}:${column} ${where}`).toBe(words);
    expect(what).toBe('w');
  });
});

describe('what is refused', () => {
  test.each([
    ['a: [1', ['1:6 file: this cannot be read as YAML: flow sequence in block collection must be sufficiently indented and end with a ]']],
    ['\ta: b', ['1:1 file: this cannot be read as YAML: tabs are not allowed as indentation']],
    ['%YAML 1.1\n---\na: b', ['1:1 file: a %YAML line is not allowed: the file is read as YAML 1.2']],
    ['%YAML 9.9\n---\na: b', ['1:1 file: a %YAML line is not allowed: the file is read as YAML 1.2']],
    ['? [a]\n: b', ['1:3 file: a key must be one plain word']],
    [
      '&x a: b\n!t c: d\n*x : e',
      ['1:4 file: a key must be one plain word', '2:4 file: a key must be one plain word', '3:1 file: a key must be one plain word'],
    ],
    ['a: 1\nb: 2\na: 3', ['3:1 file: the key a stands twice: it is also in line 1']],
    ['a: |\n  one\n  two', ['1:4 a: this must stand on one line']],
    [
      'a: "b\\tc"',
      ['1:4 a: this holds invisible characters (controls, marks that turn the direction of writing, towers of accents): type it anew'],
    ],
    [
      `a: x${'\u0301'.repeat(10_000)}`,
      ['1:4 a: this holds invisible characters (controls, marks that turn the direction of writing, towers of accents): type it anew'],
    ],
    [
      'a: "\\0"',
      ['1:4 a: this holds invisible characters (controls, marks that turn the direction of writing, towers of accents): type it anew'],
    ],
    [
      'a: eyJhbGciOiJub25lIiwidHlwIjoi.eyJhbGci.x',
      ['1:4 a: a secret does not belong in this file: secrets come from the environment only'],
    ],
    [
      'a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: x}}}}}}}}}}',
      ['1:44 a.b.c.d.e.f.g.h.i.j.k: this is nested too deeply: at most 10 levels are read'],
    ],
    ['['.repeat(5000), [expect.stringMatching(/^1:\d+ file: this is nested too deeply: at most 10 levels are read$/)]],
  ])('%#: each with its place', (text, sentences) => {
    expect(refused(text)).toEqual(sentences);
  });

  test('merging, the billion laughs and circles are refused for their anchors and aliases', () => {
    const lines = refused('a: &a [x]\nb: &b [*a, *a]\nc: {<<: *b}\nd: &d [*d]');
    expect(lines.map((line) => line.split(':', 1)[0])).toEqual(['1', '2', '2', '2', '3', '4', '4']);
    expect(lines.every((line) => /an (anchor|alias) \([&*]\) is not allowed/.test(line))).toBe(true);
  });

  test('at most fifty problems are told', () => {
    expect(refused('- *a\n'.repeat(500))).toHaveLength(50);
    expect(refused('a: [\n'.repeat(500)).length).toBeLessThanOrEqual(50);
  });
});

test('a word is shown on one line, without invisible characters, at most 40 long', () => {
  expect(shown('a\u202e\nb\tc')).toBe('a b c');
  expect(shown('x'.repeat(100))).toHaveLength(40);
});
