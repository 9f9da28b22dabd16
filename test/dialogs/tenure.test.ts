import { describe, expect, test } from '@jest/globals';
import { NEW_FOR, personVoteFrom, speakingAccount, voteFrom, withVote } from '../../dialogs/tenure.ts';
import {
  aaron,
  bea,
  carl,
  cora,
  dan,
  EVERYBODY,
  FILED,
  files,
  given,
  later,
  MINUTE,
  ONE_VOTE,
  refused,
  rita,
  START,
  votes,
} from './given.ts';
import { among, HOUR, reads, without } from './given-policy.ts';

const promoted = { ...carl, roles: ['custodian', 'approver'] as const };
const PROMOTED = among(EVERYBODY, promoted);

describe('from when on somebody has a vote', () => {
  test('everybody at once before the ledger knows a roster, and everybody of the first one', () => {
    expect(voteFrom(given().night.tenant, aaron.accounts[0]!)).toBe(0);
    expect(voteFrom(given(reads()).night.tenant, aaron.accounts[0]!)).toBe(0);
  });
  test('a new approver 24 hours after the fact', () => {
    const { tenant } = given(reads(), later(HOUR), reads(PROMOTED)).night;
    expect(personVoteFrom(tenant, promoted)).toBe(START + HOUR + 24 * HOUR);
    expect(NEW_FOR).toBe(24 * HOUR);
  });
  test('never an account that the facts do not know as an approver’s', () =>
    expect(voteFrom(given(reads()).night.tenant, carl.accounts[0]!)).toBe(Infinity));
  test('with the account that speaks first', () => {
    const [first, second] = aaron.accounts;
    const { tenant } = given(reads(among(EVERYBODY, { ...aaron, accounts: [second!] })), reads()).night;
    expect([speakingAccount(tenant, aaron), personVoteFrom(tenant, aaron), voteFrom(tenant, first!)]).toEqual([
      second,
      0,
      START + 24 * HOUR,
    ]);
    expect(speakingAccount(given().night.tenant, aaron)).toBe(first);
    expect(speakingAccount(tenant, { ...aaron, accounts: [] })).toBeUndefined();
    expect(speakingAccount(given(reads()).night.tenant, { ...carl, accounts: [carl.accounts[0]!, rita.accounts[0]!] })).toBe(
      carl.accounts[0],
    );
  });
  test('only those with a vote are counted', () => {
    const { tenant } = given(reads(), reads(PROMOTED)).night;
    expect(withVote([aaron, promoted], { tenant, now: START + 24 * HOUR - 1 })).toEqual([aaron]);
    expect(withVote([aaron, promoted], { tenant, now: START + 24 * HOUR })).toEqual([aaron, promoted]);
  });
});

describe('a new approver', () => {
  test('has no vote before 24 hours are over, and cannot deny either', () => {
    given(reads(), reads(PROMOTED), ...FILED)
      .when(promoted, 'approve')
      .then(refused('approver-too-new'));
    given(reads(), reads(PROMOTED), ...FILED)
      .when(promoted, 'deny', { why: 'No.' })
      .then(refused('approver-too-new'));
    given(reads(), reads(PROMOTED), later(24 * HOUR - 1), ...FILED)
      .when(promoted, 'approve')
      .then(refused('approver-too-new'));
    given(reads(), reads(PROMOTED), later(24 * HOUR), ...FILED)
      .when(promoted, 'approve')
      .then(['VoteCast']);
  });
  test('has one at once where the roster is the first of its ledger', () =>
    void given(reads(PROMOTED), ...FILED)
      .when(promoted, 'approve')
      .then(['VoteCast']));
  test('with another name or key is as new as before', () => {
    const renamed = { ...promoted, id: 'E9999' as typeof carl.id, name: 'Charles' };
    given(
      reads(),
      reads(PROMOTED),
      later(23 * HOUR),
      reads(among(EVERYBODY, renamed).map((one) => (one.id === carl.id ? renamed : one))),
      ...FILED,
    )
      .when(renamed, 'approve')
      .then(refused('approver-too-new'));
  });
  test('somebody else under the key of an approver is new', () => {
    const taken = { ...bea, accounts: [carl.accounts[0]!.replace('aaaaaaaa', 'dddddddd') as (typeof bea.accounts)[number]] };
    given(reads(), reads(among(EVERYBODY, taken)), ...FILED)
      .when(taken, 'approve')
      .then(refused('approver-too-new'));
  });
  test('an approver with a new account votes with the old one', () => {
    const more = { ...bea, accounts: [...bea.accounts, bea.accounts[0]!.replace('aaaaaaaa', 'dddddddd') as (typeof bea.accounts)[number]] };
    const asked = () => given(reads(), reads(among(EVERYBODY, more)), ...FILED);
    asked().when({ person: more, account: more.accounts[1]! }, 'approve').then(refused('approver-too-new'));
    asked().when(more, 'approve').then(['VoteCast']);
  });
  test('is not counted when a request is filed', () => {
    const two = { ...cora, roles: ['approver'] as const };
    const few = without(bea, cora, dan).map((one) =>
      one.roles.includes('approver') && one.id !== aaron.id ? { ...one, roles: one.roles.filter((role) => role !== 'approver') } : one,
    );
    given(reads(few), reads([...few, two]))
      .when(rita, 'request', {
        kind: 'real',
        domain: 'conditional-access',
        account: 'bg-admin-01',
        operator: rita.id,
        minutes: '60',
        otherAdmin: 'no',
        why: 'x',
      })
      .then(refused('too-few-approvers'));
    given(reads(few), reads([...few, two]), later(24 * HOUR), files());
  });
  test('a voter who lost the role and has it again counts only after the first day', () => {
    const lost = among(EVERYBODY, { ...aaron, roles: [] });
    const again = given(reads(), ...ONE_VOTE, reads(lost), reads(), later(MINUTE));
    expect(again.night.roster.people.get(aaron.id)?.roles).toEqual(['approver']);
    again
      .when(bea, 'approve')
      .then(['VoteCast'])
      .when(cora, 'approve')
      .then(['VoteCast', { type: 'QuorumReached', voters: [bea.id, cora.id] }]);
    given(reads(), ...ONE_VOTE, later(MINUTE), votes(bea));
  });
});
