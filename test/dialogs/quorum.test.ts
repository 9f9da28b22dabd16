import { describe, expect, test } from '@jest/globals';
import { type Ballot, excludedFrom, quorum } from '../../dialogs/quorum.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, account, bea, cora, dan, EVERYBODY, FILED, files, given, olaf, rita, rosterOf, stranger, wanda } from './given.ts';
import { seen } from './given-declared.ts';

const { open } = given(...FILED).night;
const ballot = (person: Person, at = 0, accounts = person.accounts): Ballot => ({ person: person.id, account: accounts[at]!, accounts });
const count = (ballots: readonly Ballot[], people: readonly Person[] = EVERYBODY) => quorum(open, ballots, rosterOf(people));
const instead = (...people: readonly Person[]) => [...EVERYBODY.filter((one) => !people.some((other) => other.id === one.id)), ...people];

describe('counting people', () => {
  test('nobody, one, two, three', () => {
    expect(count([])).toEqual({ votes: new Map(), reached: false });
    expect(count([ballot(aaron)]).reached).toBe(false);
    expect(count([ballot(aaron), ballot(bea)]).reached).toBe(true);
    expect([...count([ballot(aaron), ballot(bea), ballot(cora)]).votes.keys()]).toEqual([aaron.id, bea.id, cora.id]);
  });
  test('one person with two accounts is one, with the newest vote', () => {
    const { votes, reached } = count([ballot(aaron), ballot(aaron, 1)]);
    expect(reached).toBe(false);
    expect(votes).toEqual(new Map([[aaron.id, ballot(aaron, 1)]]));
  });
  test('two keys that the roster in force joins are one', () => {
    const joined = { ...cora, accounts: [...bea.accounts, ...dan.accounts] };
    expect(
      count(
        [ballot(bea), ballot(dan)],
        instead(joined).filter((one) => one !== bea && one !== dan),
      ).reached,
    ).toBe(false);
  });
  test('two keys that the roster of either vote joined are one', () => {
    const together = [bea.accounts[0]!, dan.accounts[0]!];
    expect(count([ballot(bea, 0, together), ballot(dan)]).reached).toBe(false);
    expect(count([ballot(dan), ballot(bea, 0, together)]).reached).toBe(false);
  });
  test('a vote that knows two others as one person joins all three', () => {
    const all = [cora.accounts[0]!, bea.accounts[0]!, dan.accounts[0]!];
    expect(count([ballot(bea), ballot(dan), ballot(cora, 0, all)]).votes.size).toBe(1);
    expect(count([ballot(bea), ballot(dan), ballot(cora, 0, all), ballot(aaron)]).reached).toBe(true);
  });
  test('a vote that knows only one of two who are one person joins both', () => {
    const first = [aaron.accounts[0]!, bea.accounts[0]!];
    const second = [dan.accounts[0]!, bea.accounts[0]!];
    expect(count([ballot(bea), ballot(aaron, 0, first), ballot(dan, 0, second)]).votes.size).toBe(1);
  });
  test('two votes of one person today are one, also when one of them was another’s before', () => {
    const joined = { ...cora, accounts: [...bea.accounts, ...cora.accounts] };
    const together = [dan.accounts[0]!, bea.accounts[0]!];
    const now = instead(joined).filter((one) => one !== bea);
    expect(count([ballot(bea), ballot(dan, 0, together), ballot(cora)], now).votes.size).toBe(1);
    expect(count([ballot(bea), ballot(cora), ballot(dan, 0, together)], now).votes.size).toBe(1);
  });
  test('the same key with another account under another roster is one', () => {
    const moved = { ...aaron, accounts: [account(9_000)] };
    const split = { ...wanda, roles: ['approver'], accounts: aaron.accounts } as const;
    expect(count([ballot(aaron), ballot(moved)], instead(moved, split)).reached).toBe(false);
  });
  test('who has left, or lost the role, or never had it does not count', () => {
    expect(count([ballot(aaron), ballot(stranger)]).reached).toBe(false);
    expect(count([ballot(aaron), ballot(bea)], instead({ ...bea, roles: ['watch'] })).reached).toBe(false);
    expect(count([ballot(aaron), ballot(wanda)]).reached).toBe(false);
  });
  test('an account without a person on the roster does not count', () => {
    const roster = {
      ...rosterOf(EVERYBODY),
      byAccount: new Map([
        [aaron.accounts[0]!, aaron.id],
        [bea.accounts[0]!, stranger.id],
      ]),
    };
    expect(quorum(open, [ballot(aaron), ballot(bea)], roster).votes.size).toBe(1);
    expect(quorum(open, [ballot(aaron), ballot(cora)], roster).votes.size).toBe(1);
  });
});

describe('who never counts', () => {
  test('requester and operator, by key or by account', () => {
    const other = given(files({ operator: olaf.id })).night.open;
    const roster = rosterOf(EVERYBODY);
    expect([...excludedFrom(other, roster)]).toEqual([rita.id, olaf.id]);
    expect(quorum(other, [ballot(aaron), ballot(olaf)], roster).reached).toBe(false);
    const renamed = { ...cora, accounts: [olaf.accounts[1]!] };
    const now = rosterOf(instead(renamed, { ...olaf, accounts: [olaf.accounts[0]!] }));
    expect([...excludedFrom(other, now)]).toEqual([rita.id, olaf.id, cora.id]);
    expect(quorum(other, [ballot(aaron), ballot(renamed)], now).reached).toBe(false);
  });
  test('a vote from an account that the roster in force gives to the requester', () => {
    const joined = { ...rita, roles: ['responder', 'approver'], accounts: [...rita.accounts, ...cora.accounts] } as const;
    const now = instead(joined).filter((one) => one !== cora);
    expect(count([ballot(aaron), ballot(cora)], now).reached).toBe(false);
  });
  test('nobody is who is on no roster, and who is not known', () => {
    const left = rosterOf(EVERYBODY.filter((one) => one !== olaf));
    expect([...excludedFrom(given(files({ operator: olaf.id })).night.open, left)]).toStrictEqual([rita.id, olaf.id]);
    expect([...excludedFrom(given(seen()).night.open, left)]).toStrictEqual([]);
  });
  test('a vote of somebody who was the requester by its own roster', () => {
    const person = { ...rita, roles: ['approver'], accounts: [account(9_002)] } as const;
    expect(count([ballot(aaron), { ...ballot(person), account: bea.accounts[0]! }]).reached).toBe(false);
  });
  test('a vote of somebody who held an account of the requester by its own roster', () => {
    expect(count([ballot(aaron), ballot(bea, 0, [bea.accounts[0]!, rita.accounts[1]!])]).reached).toBe(false);
  });
});
