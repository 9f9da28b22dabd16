// Free text finds the right runbook, measured on phrases that were written before the search was tuned.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { find } from '../../runbooks/find.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { BY_TITLE, KNOWING, NONSENSE, type Phrase } from './phrases.ts';

const FOLDER = join(import.meta.dirname, '../../runbooks');
const offered = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml') && name !== 'post-use.yaml')
  .map((name) => {
    const read = parseRunbook(readFileSync(join(FOLDER, name), 'utf8'), name);
    if (!read.ok) throw new Error(`${name} is broken`);
    return { runbook: read.runbook };
  });

/** At which place, from 0, each phrase finds its runbook; Infinity: not at all. */
function places(phrases: readonly Phrase[]): readonly number[] {
  return phrases.map(([text, id]) => {
    const at = find(text, offered).findIndex((found) => found.id === id);
    return at === -1 ? Infinity : at;
  });
}

const share = (all: readonly number[], within: number) => all.filter((place) => place < within).length / all.length;

describe('what people say', () => {
  test('there are at least 60 phrases, half of them by somebody who saw the titles only', () => {
    expect(KNOWING.length + BY_TITLE.length).toBeGreaterThanOrEqual(60);
    expect(BY_TITLE.length).toBeGreaterThanOrEqual((KNOWING.length + BY_TITLE.length) / 2);
  });
  test('finds the right runbook first in 85 of 100 cases, among three in 97', () => {
    const all = places([...KNOWING, ...BY_TITLE]);
    expect(share(all, 1)).toBeGreaterThanOrEqual(0.85);
    expect(share(all, 3)).toBeGreaterThanOrEqual(0.97);
  });
  test('the issue’s own sentence leads to Conditional Access', () => {
    expect(find('nobody can log in to the portal since the new policy', offered)[0]?.id).toBe('conditional-access-lockout');
  });
  test.each([
    'nobody can sign in any more',
    'nobody can log in anymore',
    'no  one can sign in',
    'No-one can log in any more.',
    'noone can sign in',
  ])('so do the plainest words of all: %s', (text) => expect(find(text, offered)[0]?.id).toBe('conditional-access-lockout'));
  test.each(['no one-time passcode', 'no one-time pin', 'no one time passcodes any more'])(
    'a code that does not come is no nobody: %s',
    (text) => expect(find(text, offered)[0]?.id).toBe('mfa-provider-outage'),
  );
  test.each(NONSENSE)('nonsense finds nothing: %s', (text) => expect(find(text, offered)).toEqual([]));
  test.each(['', '   ', '?!', '\u0000', 'the of and', '🙂'])('nothing said finds nothing: %j', (text) =>
    expect(find(text, offered)).toEqual([]),
  );
});

test('the best comes first, and every score is a share of it that somebody could mean', () => {
  const found = find('all admins are blocked by a policy and mfa fails', offered);
  expect(found.length).toBeGreaterThan(1);
  const scores = found.map(({ score }) => score);
  expect(scores).toEqual([...scores].sort((one, two) => two - one));
  expect(Math.min(...scores)).toBeGreaterThanOrEqual((scores[0] ?? 0) * 0.25);
});

test('a megabyte of text takes no longer than a sentence, because no more than a sentence is read', () => {
  expect(find(`${'mfa '.repeat(200)}${'x'.repeat(1_000_000)}`, offered)).toEqual(find('mfa '.repeat(125), offered));
});

test('the same words in other forms find the same', () => {
  const ids = (text: string) => find(text, offered).map(({ id }) => id)[0];
  expect(ids('Policies BLOCKED our admins')).toBe(ids('policy blocks our admin'));
  expect(ids('conditonal acess lockout')).toBe('conditional-access-lockout');
  expect(ids('approver’s gone')).toBe(ids('approver gone'));
});

test('without runbooks nothing is found', () => expect(find('mfa is down', [])).toEqual([]));
