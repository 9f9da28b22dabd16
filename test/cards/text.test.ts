// Words stay words, and times read the same everywhere.
import { expect, test } from '@jest/globals';
import {
  byWhom,
  clockTime,
  inputValue,
  listed,
  localTime,
  minutes,
  nameOf,
  nameRun,
  phoneOf,
  plain,
  REDACTED,
  run,
  shortHash,
  typedPlain,
  typedText,
} from '../../cards/text.ts';
import { PersonId } from '../../ledger/ids.ts';
import { aaron, filed, HOSTILE, MINUTE, Night, PEOPLE, rita, rosterOf, sha, START } from './sample.ts';

test.each([
  ['[a](https://evil.example)', String.raw`\[a\]\(https: //evil.example\)`],
  ['**loud** _x_ `code` ~~gone~~ a|b', String.raw`\*\*loud\*\* \_x\_ \`code\` \~\~gone\~\~ a\|b`],
  ['# Heading\n- item', String.raw`\# Heading - item`],
  ['- item', String.raw`\- item`],
  ['+49 30 555 0101', String.raw`\+49 30 555 0101`],
  ['1. first', String.raw`1\. first`],
  ['12) twelfth', String.raw`12\) twelfth`],
  ['<at>CISO</at> <b>x</b>', String.raw`< at\>CISO< /at\> < b\>x< /b\>`],
  ['3 < 4', '3 < 4'],
  ['{{DATE(2020-01-01T00:00:00Z)}}', String.raw`{ {DATE\(2020-01-01T00:00:00Z\)}}`],
  ['${x}', '$ {x}'],
  ['&#42;bold&#42; &amp; R&D', String.raw`\&\#42;bold\&\#42; \&amp; R&D`],
  ['www.evil.example', 'www. evil.example'],
  ['a\u202Egnp\u200B', 'agnp'],
  ['\uD800', '\uFFFD'],
])('In Markdown %j stays plain', (typed, shown) => {
  expect(plain(typed)).toBe(shown);
});

test('Where Markdown is not read, only mentions, card functions, templates and addresses are broken', () => {
  expect(run('**x** <at>y</at> {{TIME(z)}} ${a} https://b.example\n2nd')).toBe(
    '**x** < at>y< /at> { {TIME(z)}} $ {a} https: //b.example\n2nd',
  );
});

test('What was typed comes back into its input as it was', () => {
  expect(inputValue('see https://b.example ${x}', 100)).toBe('see https://b.example ${x}');
});

test('Long text is cut with an ellipsis, never inside a character', () => {
  expect(run('abcdef', 4)).toBe('abc…');
  expect(run('ab😀cd', 4)).toBe('ab…');
  expect(plain(`a${'\u0301'.repeat(10_000)}`)).toHaveLength(4);
  expect(plain('x'.repeat(400))).toHaveLength(300);
});

test('No hostile text keeps a sign that Markdown, mentions or card functions could take', () => {
  for (const text of HOSTILE) {
    expect(plain(text)).not.toMatch(/(?<!\\)[[\]()*_#~>|`]|<[/\p{L}]|\{\{|\$\{|:\/\/|[\u202A-\u202E\u2066-\u2069]|\p{M}{4}|\p{Cs}/u);
    expect(run(text)).not.toMatch(/<[/\p{L}]|\{\{|\$\{|:\/\/|[\u202A-\u202E\u2066-\u2069]|\p{M}{4}|\p{Cs}/u);
  }
});

test('Names and phones come from the roster; somebody who left it appears by id', () => {
  const night = new Night();
  const odd = { ...rita, name: '**Rita**', phone: ' ' };
  night.roster = rosterOf([odd, aaron]);
  const viewing = night.viewing(odd);
  expect([nameOf(rita.id, viewing), nameRun(rita.id, viewing), phoneOf(rita.id, viewing)]).toEqual([
    String.raw`\*\*Rita\*\*`,
    '**Rita**',
    'no number on the roster',
  ]);
  expect([nameOf(PersonId.parse('E9999'), viewing), phoneOf(PersonId.parse('E9999'), viewing)]).toEqual([
    'E9999',
    'no number on the roster',
  ]);
  expect(phoneOf(aaron.id, viewing)).toBe(String.raw`\+49 30 555 0102`);
  expect(PEOPLE).toHaveLength(7);
});

test('Who left a mark is a person or Glassbreak', () => {
  const night = new Night();
  const { by } = filed().open.filed;
  expect([byWhom({ actor: 'clock' }, night.viewing(rita)), byWhom(by, night.viewing(rita))]).toEqual(['Glassbreak', 'Rita Requester']);
});

test('Typed text is found by its hash; redacted, the card says so', () => {
  const night = new Night();
  night.texts.set(sha('why'), 'because *x*');
  const viewing = night.viewing(rita);
  expect([typedText(sha('why'), viewing), typedPlain(sha('why'), viewing)]).toEqual(['because *x*', String.raw`because \*x\*`]);
  expect([typedText(sha('gone'), viewing), typedPlain(sha('gone'), viewing)]).toEqual([REDACTED, String.raw`\[taken out later\]`]);
});

test('People and things are listed as in a sentence', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'], 'or')]).toEqual(['', 'a', 'a and b', 'a, b or c']);
});

test('Times stand in the reader’s zone with UTC, and with the day when it is another one', () => {
  const viewing = new Night().viewing(rita);
  const lateUtc = Date.UTC(2026, 10, 23, 23, 10);
  expect(clockTime(START, viewing)).toBe('03:02 (02:02 UTC)');
  expect(clockTime(lateUtc, viewing)).toBe('00:10 (23:10 UTC)');
  expect(clockTime(lateUtc, { ...viewing, circumstances: { ...viewing.circumstances, now: START + 48 * 60 * MINUTE } })).toBe(
    '24 Nov 00:10 (23 Nov 23:10 UTC)',
  );
  expect(clockTime(START - 24 * 60 * MINUTE, viewing)).toBe('23 Nov 03:02 (02:02 UTC)');
  expect(clockTime(START, { ...viewing, zone: 'UTC' })).toBe('02:02 UTC');
  expect([localTime(START, viewing), minutes(60), shortHash('9f3a61c2ff')]).toEqual(['03:02', '60 min', '9f3a 61c2']);
});
