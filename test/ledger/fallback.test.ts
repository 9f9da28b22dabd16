import { expect, test } from '@jest/globals';
import { accountNow, accountOfPart, accountOfTask, accountsNamed, accountsOpened, partsNamed } from '../../ledger/fallback.ts';
import { PartId } from '../../ledger/ids.ts';
import { type Act, CARD, FILED, given, KEY, PAPER, PIN, SECOND } from '../dialogs/given.ts';
import { seen } from '../dialogs/given-declared.ts';
import { PAPER_OUT, SECOND_ONLY, TAKEN, TWO_BACK, TWO_FILED } from '../dialogs/given-fallback.ts';

const one = given(...FILED).night.open;
const two = given(...TWO_FILED).night.open;
const ids = (all: ReturnType<typeof accountsNamed>) => all.map(({ account }) => account);

test('a request names one account or two, with all their parts', () => {
  expect([ids(accountsNamed(one.request)), ids(accountsNamed(two.request))]).toEqual([['bg-admin-01'], ['bg-admin-01', 'bg-admin-02']]);
  expect([partsNamed(one.request), partsNamed(two.request)]).toEqual([
    [KEY, PIN],
    [KEY, PIN, PAPER, CARD],
  ]);
});

test('a part and a task belong to one of them', () => {
  const gone = PartId.parse('key-9/key');
  expect([KEY, PAPER, gone].map((part) => accountOfPart(two.request, part))).toEqual(['bg-admin-01', 'bg-admin-02', null]);
  expect(accountOfPart(one.request, PAPER)).toBeNull();
  expect(['keys', 'fallback-reset'].map((task) => accountOfTask(two.request, task))).toEqual(['bg-admin-01', 'bg-admin-02']);
  expect(accountOfTask(one.request, 'fallback-reset')).toBe('bg-admin-01');
});

test('the first one is used until the other is taken', () => {
  expect([TWO_FILED, TAKEN].map((acts) => accountNow(given(...acts).night.open).account)).toEqual(['bg-admin-01', 'bg-admin-02']);
  const { taken } = given(...TAKEN).night.open.fallback;
  expect(accountNow({ ...one, fallback: { ...one.fallback, taken } }).account).toBe('bg-admin-01');
});

test('those are opened of which a part was out, or with which somebody signed in', () => {
  const opened = (...acts: readonly Act[]) => ids(accountsOpened(given(...acts).night.open));
  expect(opened(...TAKEN)).toEqual(['bg-admin-01']);
  expect(opened(...TAKEN, seen({ account: SECOND.id }))).toEqual(['bg-admin-01', 'bg-admin-02']);
  expect(opened(...PAPER_OUT)).toEqual(['bg-admin-01', 'bg-admin-02']);
  expect(opened(...SECOND_ONLY)).toEqual(['bg-admin-02']);
  expect(opened(...SECOND_ONLY, seen())).toEqual(['bg-admin-01', 'bg-admin-02']);
  expect(opened(...TWO_BACK)).toEqual(['bg-admin-01', 'bg-admin-02']);
});
