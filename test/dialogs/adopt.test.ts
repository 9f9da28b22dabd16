import { describe, expect, test } from '@jest/globals';
import { holdReason } from '../../dialogs/adopt.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, bea, carl, cora, dan, EVERYBODY, given, milo, mona, olaf, POLICY, rico, rita, rosterOf, sha } from './given.ts';
import { among, decideRead, fileOf, reads, without } from './given-policy.ts';

const ALREADY = { kind: 'already', activation: null };
const after = (people: readonly Person[]) => holdReason(given(reads()).night.tenant.rules.roll, rosterOf(people));
const demoted = (...some: readonly Person[]) =>
  among(EVERYBODY, ...some.map((one) => ({ ...one, roles: one.roles.filter((role) => role !== 'approver') })));

describe('a configuration that was read', () => {
  test('comes into force once, and says which was before', () => {
    const { night } = given();
    const first = fileOf();
    expect(decideRead(night, first)).toMatchObject({
      kind: 'happened',
      facts: [{ type: 'PolicyChanged', digest: first.policy.digest, was: null }],
    });
    reads()(night);
    expect(decideRead(night, first)).toEqual(ALREADY);
    const second = fileOf(EVERYBODY, { bridge: 'another' });
    expect(decideRead(night, second)).toMatchObject({
      facts: [
        { type: 'PolicyChanged', digest: second.policy.digest, was: first.policy.digest, change: { sections: ['bridge'], people: [] } },
      ],
    });
  });
  test('with other words alone still comes into force: the digest is another one', () => {
    const { night } = given(reads());
    const contents = fileOf();
    const commented = { ...contents, policy: { ...contents.policy, digest: sha('a comment more') } };
    expect(decideRead(night, commented)).toMatchObject({ facts: [{ type: 'PolicyChanged', change: { people: [], sections: [] } }] });
  });
  test('with other runbooks under the same file is a change, too', () => {
    const { night } = given(reads());
    night.library = { ...night.library, postUse: { ...night.library.postUse, digest: sha('tasks') } };
    expect(decideRead(night, fileOf())).toMatchObject({ facts: [{ type: 'PolicyChanged', change: { runbooks: [{ id: 'post-use' }] } }] });
  });
  test('is compared with the facts alone when something else than the ledger’s policy is at hand', () => {
    const { night } = given(reads());
    night.policy = { ...POLICY, digest: sha('not what the ledger says') };
    expect(decideRead(night, fileOf(EVERYBODY, { bridge: 'another' }))).toMatchObject({
      facts: [{ change: { sections: ['before-unread'] } }],
    });
  });
});

describe('a roster is held', () => {
  test('never the first one', () => expect(holdReason(null, rosterOf([rita]))).toBeNull());
  test('when it takes a role from more than a third of those who have it', () => {
    // six approvers: olaf, aaron, bea, cora, dan, milo
    expect(after(demoted(bea, cora))).toBeNull();
    expect(after(demoted(bea, cora, dan))).toEqual({ roles: ['approver'], fewApprovers: true });
    expect(after(without(rita, rico))).toEqual({ roles: ['responder'], fewApprovers: false });
  });
  test('when it leaves fewer than four approvers where there were four', () => {
    const { roll } = given(reads(demoted(bea, cora))).night.tenant.rules;
    const three = demoted(bea, cora, dan);
    expect(holdReason(roll, rosterOf(three))).toEqual({ roles: [], fewApprovers: true });
    const { roll: few } = given(reads(demoted(bea, cora, dan))).night.tenant.rules;
    expect(holdReason(few, rosterOf(demoted(bea, cora, dan)))).toBeNull();
  });
  test('but not when one person is gone while all others stay', () => {
    expect(after(without(mona))).toBeNull();
    const { roll } = given(reads(demoted(bea, cora))).night.tenant.rules;
    expect(holdReason(roll, rosterOf(demoted(bea, cora).filter((one) => one.id !== dan.id)))).toBeNull();
  });
  test('but it is when a second person loses a role beside the one who is gone', () => {
    expect(after(among(without(bea), { ...milo, roles: ['manager'] }, { ...cora, roles: ['watch'] }))).toEqual({
      roles: ['approver'],
      fewApprovers: true,
    });
  });
  test('not by other keys for the same people: their accounts say who they are', () => {
    const rekeyed = EVERYBODY.map((one) => ({ ...one, id: `N${one.id}` as Person['id'] }));
    expect(after(rekeyed)).toBeNull();
  });
  test('by other accounts under the same keys: somebody else may be behind them', () => {
    const taken = EVERYBODY.map((one) => ({ ...one, accounts: one.accounts.map((id) => id.replace('aaaaaaaa', 'bbbbbbbb') as typeof id) }));
    expect(after(taken)).toMatchObject({ fewApprovers: false, roles: expect.arrayContaining(['approver', 'manager', 'auditor']) });
  });
  test('nor when an account names nobody any more but another of the same person does', () =>
    expect(after(among(EVERYBODY, { ...aaron, accounts: [aaron.accounts[1]!] }, { ...olaf, accounts: [olaf.accounts[1]!] }))).toBeNull());
  test('nor by a roster whose index names somebody who is not on it', () => {
    const roster = rosterOf(EVERYBODY);
    const torn = { ...roster, people: new Map([...roster.people].filter(([id]) => id !== carl.id && id !== mona.id)) };
    expect(holdReason(given(reads()).night.tenant.rules.roll, torn)).toEqual(after(without(carl, mona)));
  });
});

describe('what is held or rejected', () => {
  const cut = demoted(bea, cora, dan);
  test('is held once, and the roster before stays in force', () => {
    const { night } = given(reads(), reads(cut));
    expect(night.tenant.rules.held).toMatchObject({ digest: fileOf(cut).policy.digest, why: { roles: ['approver'], fewApprovers: true } });
    expect([night.tenant.policy, night.roster.digest]).toEqual([fileOf().policy.digest, fileOf().roster.digest]);
    expect(decideRead(night, fileOf(cut))).toEqual(ALREADY);
  });
  test('gives way to the next read of another file', () => {
    const { night } = given(reads(), reads(cut), reads(cut, { bridge: 'another' }));
    expect(night.tenant.rules.held?.digest).toBe(fileOf(cut, { bridge: 'another' }).policy.digest);
    reads(EVERYBODY, { bridge: 'another' })(night);
    expect(night.tenant).toMatchObject({ policy: fileOf(EVERYBODY, { bridge: 'another' }).policy.digest, rules: { held: null } });
  });
  test('is over when the file is put back', () => {
    const { night } = given(reads(), reads(cut));
    expect(decideRead(night, fileOf())).toEqual({ kind: 'happened', activation: null, facts: [{ type: 'RosterPutBack' }] });
    reads()(night);
    expect(decideRead(night, fileOf())).toEqual(ALREADY);
  });
});
