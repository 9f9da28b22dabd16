import { describe, expect, test } from '@jest/globals';
import { BOUNDS, eligible, QUORUM, verifyCustody, verifyRoster } from '../../dialogs/policy.ts';
import type { Role } from '../../ledger/ids.ts';
import { aaron, ada, bea, carl, EVERYBODY, FIRST, given, ida, milo, mona, olaf, POLICY, rita, rosterOf, SECOND } from './given.ts';

test('two other people must approve, and the bounds leave nobody without time', () => {
  expect(QUORUM).toBe(2);
  expect(BOUNDS).toEqual({ decide: { min: 5, max: 120 }, collect: { min: 10, max: 240 }, use: { min: 15, max: 480 } });
});

test('those who could approve are approvers, without requester and operator', () => {
  const { roster } = given().night;
  expect(eligible(roster, [rita.id, olaf.id]).map(({ name }) => name)).toEqual(['Aaron', 'Bea', 'Cora', 'Dan', 'Milo']);
});

describe('a roster', () => {
  test('the example stands', () => expect(verifyRoster(rosterOf(EVERYBODY))).toEqual([]));
  test('whom fewer than two others could approve is named', () => {
    const [problem, ...rest] = verifyRoster(rosterOf([rita, olaf, aaron, mona, ada]));
    expect(problem).toBe(
      'Rita, Olaf could not be approved by two other people: at least 2 people must have the role approver beside any requester and operator',
    );
    expect(rest).toEqual([]);
    expect(verifyRoster(rosterOf([rita, olaf, aaron, bea, mona, ada]))).toEqual([]);
  });
  test('somebody must be able to ask, to review and to countersign', () => {
    expect(verifyRoster(rosterOf([aaron, bea]))).toEqual([
      'nobody has the role responder: at least one person must be able to ask',
      'nobody has the role manager: no review could be signed',
      'nobody has the role auditor: an unusual review could not be countersigned',
    ]);
  });
});

describe('the managers of a roster', () => {
  const also = (...roles: readonly Role[]) => verifyRoster(rosterOf([rita, aaron, bea, ada, { ...mona, roles: ['manager', ...roles] }]));
  test('one of them must take no part in a night, or nobody could sign its review', () => {
    for (const role of ['responder', 'approver', 'custodian'] as const) {
      expect(also(role)).toEqual([
        'every manager is also a responder, approver or custodian: after a night in which they all took part nobody could sign the review',
      ]);
    }
    expect(verifyRoster(rosterOf([rita, aaron, bea, ada, milo, mona]))).toEqual([]);
  });
  test('to watch or to audit is no part in it', () => expect(also('watch', 'auditor')).toEqual([]));
});

describe('custody', () => {
  const roster = rosterOf(EVERYBODY);
  const check = (account: typeof FIRST) => verifyCustody(new Map([[account.id, account]]), roster);
  const [key, pin] = FIRST.credentials[0]!.parts;

  test('the example stands', () => expect(verifyCustody(POLICY.accounts, roster)).toEqual([]));
  test('an emergency account is never a person', () => {
    expect(check({ ...SECOND, object: rita.accounts[1]! })).toEqual([
      `bg-admin-02 is an account of ${rita.id} on the roster: an emergency account is never a person`,
    ]);
  });
  test('custodians are on the roster with that role', () => {
    const parts = [{ ...key!, custodians: [aaron.id, carl.id] }, pin!];
    expect(check({ ...FIRST, credentials: [{ ...FIRST.credentials[0]!, parts }] })).toEqual([
      'bg-admin-01, key-1/key: Aaron does not have the role custodian',
    ]);
    const only = rosterOf([carl]);
    expect(verifyCustody(new Map([[FIRST.id, FIRST]]), only)).toContain(`bg-admin-01, key-1/pin: ${ida.id} is not on the roster`);
  });
  test('key and PIN are held by different people', () => {
    const parts = [key!, { ...pin!, custodians: [ida.id, carl.id] }];
    expect(check({ ...FIRST, credentials: [{ ...FIRST.credentials[0]!, parts }] })).toEqual([
      'bg-admin-01, key-1: one person holds two parts of it; key and PIN are held by different people',
    ]);
  });
});
