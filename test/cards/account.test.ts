import { expect, test } from '@jest/globals';
import {
  accountIs,
  accountNames,
  accountWas,
  accountWords,
  bothWords,
  eitherWords,
  fallbackFacts,
  notFinished,
} from '../../cards/account.ts';
import { secondOnly, two } from './sample-fallback.ts';
import { night, rita } from './sample.ts';

test('What was asked for is one account, or the other one if that does not work', () => {
  const [one, both] = [night('requested').open.request, two('filed').open.request];
  expect([eitherWords(one), bothWords(one)]).toEqual(['**bg-admin-01**', '**bg-admin-01**']);
  expect(eitherWords(both)).toBe('**bg-admin-01**, or **bg-admin-02** if that one does not work');
  expect(bothWords(both)).toBe('**bg-admin-01** (fallback: **bg-admin-02**)');
});

test('What is spoken of is the account that is asked for, then what was opened', () => {
  const names = (['filed', 'in use', 'taken', 'one half', 'back'] as const).map((moment) => accountNames(two(moment).open));
  expect(names).toEqual(['bg-admin-01', 'bg-admin-01', 'bg-admin-01', 'bg-admin-01 and bg-admin-02', 'bg-admin-01 and bg-admin-02']);
  expect([accountWords(secondOnly().open), accountWords(two('back').open)]).toEqual([
    '**bg-admin-02**',
    '**bg-admin-01** and **bg-admin-02**',
  ]);
});

test('One is, several are', () => {
  expect([accountIs(two('taken').open), notFinished(two('back').open)]).toEqual([
    '**bg-admin-01** is',
    '**bg-admin-01** and **bg-admin-02** are not finished',
  ]);
  expect(accountWas(two('one half').open)).toBe('**bg-admin-01** and **bg-admin-02** were');
});

test('A fact says which account stands by, and who took it when and why', () => {
  const facts = (one: ReturnType<typeof two>) => fallbackFacts(one.open, one.viewing(rita));
  expect(facts(night('requested'))).toEqual([]);
  expect(facts(two('filed'))).toEqual([{ title: 'Fallback', value: 'bg-admin-02, only if bg-admin-01 does not work; not taken' }]);
  expect(facts(two('taken'))).toEqual([
    {
      title: 'Fallback',
      value:
        'bg-admin-02. Rita Requester took it at 03:39 (02:39 UTC), because bg-admin-01 does not work: “The key asks for a PIN, and the PIN is wrong.”',
    },
  ]);
});
