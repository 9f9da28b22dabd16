import { describe, expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { markupProblems } from '../../runbooks/markup.ts';
import { Places } from '../../runbooks/places.ts';

const found = (source: string) =>
  new Places(parseDocument(source).contents).wordings
    .flatMap((wording) => markupProblems(wording, source))
    .map(({ at, what }) => `${String(at)} ${what}`);
const sentences = (text: string) => found(JSON.stringify(text)).map((line) => line.replace(/^\d+ /, ''));

test('paragraphs, lists, bold, italic, arrows and https links are fine', () => {
  const text =
    'Do **this** and _that_ → *now*.\n\n1. One\n2. Two (see https://a.example/b?c=d#e).\n- a < b, 3 > 2 and & or\n[Page](https://a.example/x) [https://a.example](https://a.example) https://a.example. Note: done; data: none. EMnnn[i/n]';
  expect(sentences(text)).toEqual([]);
});

describe('what Teams would not show, or would act on, is refused', () => {
  test.each([
    ['![x](https://a.example/y.png)', ['An image ("![") cannot be shown; describe it in words.']],
    ['a ${b} c', ['"${" would be read as a template; write it without braces.']],
    ['a {{DATE(x)}} c', ['"{{" would be read as a template; write it without braces.']],
    [
      'hi <at>Ann</at>',
      ['"<at>" looks like a tag or a mention; write it without "<".', '"</at>" looks like a tag or a mention; write it without "<".'],
    ],
    ['a<script src=x>', ['"<script" looks like a tag or a mention; write it without "<".']],
    ['<!-- x -->', ['"<!--" looks like a tag or a mention; write it without "<".']],
    [
      'a &lt;b &#60; &#x3c;',
      [
        '"&lt;" is an HTML entity; write the character itself.',
        '"&#60;" is an HTML entity; write the character itself.',
        '"&#x3c;" is an HTML entity; write the character itself.',
      ],
    ],
    ['# Head', ['Headings ("#") are not shown in Teams; use bold.']],
    [
      'a `b`',
      [
        'Code marks (a backtick or "~~~") are not shown in Teams; use bold.',
        'Code marks (a backtick or "~~~") are not shown in Teams; use bold.',
      ],
    ],
    ['x\n| a | b |', ['Tables ("|") are not shown in Teams; use a list.']],
    ['x\n> said', ['Quotes (">") are not shown in Teams; use italic.']],
    ['[a][b]', ['Reference links are not shown in Teams; write [text](https://…).']],
    ['x\n[a]: y', ['Reference links are not shown in Teams; write [text](https://…).']],
    ['javascript:alert(1)', ['"javascript:" is no address that a text may hold; only https:// is.']],
    ['DATA:text/html', ['"DATA:" is no address that a text may hold; only https:// is.']],
    ['mailto:a@b.example', ['"mailto:" is no address that a text may hold; only https:// is.']],
    [
      '[x](javascript:alert)',
      [
        '"javascript:" is no address that a text may hold; only https:// is.',
        'The link to "javascript:alert" is not allowed; links start with https:// and name a host.',
      ],
    ],
    ['[x](http://a.example)', ['The link to "http://a.example" is not allowed; links start with https:// and name a host.']],
    ['[x](//a.example)', ['The link to "//a.example" is not allowed; links start with https:// and name a host.']],
    ['[x]()', ['The link to "" is not allowed; links start with https:// and name a host.']],
    [
      '[https://good.example](https://bad.example)',
      ['The link shows "https://good.example" but leads to "https://bad.example"; show the address it leads to.'],
    ],
    ['see http://a.example/x now', ['The address "http://a.example/x" is not allowed; addresses start with https:// and name a host.']],
    ['see https://me@a.example', ['The address "https://me@a.example" is not allowed; addresses start with https:// and name a host.']],
    ['file:///etc/x', ['The address "file:///etc/x" is not allowed; addresses start with https:// and name a host.']],
    ['msteams://x', ['The address "msteams://x" is not allowed; addresses start with https:// and name a host.']],
  ])('%j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

test('a text longer than any schema takes is left to the schemas', () => {
  expect(sentences('<b>'.repeat(666))).toHaveLength(666);
  expect(sentences('<b>'.repeat(667))).toEqual([]);
});

test('each problem stands where it is written, in a block of lines too', () => {
  const source = 'body: |\n  fine\n  a {{b\n  c {{d\n';
  expect(found(source)).toEqual([
    `${source.indexOf('{{b')} "{{" would be read as a template; write it without braces.`,
    `${source.indexOf('{{d')} "{{" would be read as a template; write it without braces.`,
  ]);
});

test('what is escaped in the source is placed at the beginning of its text', () => {
  expect(found('a: "x \\x3cb> <b>"\nb: <b>\n')).toEqual([
    '13 "<b>" looks like a tag or a mention; write it without "<".',
    '3 "<b>" looks like a tag or a mention; write it without "<".',
    '21 "<b>" looks like a tag or a mention; write it without "<".',
  ]);
  expect(found('a: "\\x3cb>"\n')).toEqual(['3 "<b>" looks like a tag or a mention; write it without "<".']);
});
