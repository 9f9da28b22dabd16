import { describe, expect, test } from '@jest/globals';
import { isNothing, policyChange } from '../../dialogs/policy-change.ts';
import type { Policy } from '../../dialogs/policy.ts';
import type { PolicyChange } from '../../ledger/fact-policy.ts';
import { aaron, bea, carl, EVERYBODY, FIRST, given, type Night, POLICY, rita, SECOND, sha } from './given.ts';
import { among, fileOf, reads, without } from './given-policy.ts';

const EMPTY: PolicyChange = { people: [], accounts: [], limits: [], runbooks: [], sections: [] };
const person = (who: typeof aaron) => ({ person: who.id, is: 'stays', gained: [], lost: [], added: [], removed: [], details: false });

/** What reading these people and this policy would change after the first configuration. */
function change(
  people = EVERYBODY as readonly (typeof aaron)[],
  policy: Partial<Policy> = {},
  before = given(reads()).night,
): PolicyChange {
  return policyChange({ rules: before.tenant.rules, contents: before }, fileOf(people, policy), before.library);
}

describe('people', () => {
  test('nobody changes when nothing did', () => {
    expect(change()).toEqual(EMPTY);
    expect(isNothing(change())).toBe(true);
  });
  test('the order of people, roles and accounts is no change', () => {
    const turned = EVERYBODY.toReversed().map((one) => ({ ...one, roles: one.roles.toReversed(), accounts: one.accounts.toReversed() }));
    expect(change(turned)).toEqual(EMPTY);
  });
  test('a role gained and a role lost', () => {
    expect(change(among(EVERYBODY, { ...carl, roles: ['approver', 'custodian'] }, { ...bea, roles: ['watch'] })).people).toEqual([
      { ...person(bea), gained: ['watch'], lost: ['approver'] },
      { ...person(carl), gained: ['approver'] },
    ]);
  });
  test('who joined and who left, with their roles and accounts', () => {
    const gone = given(reads(without(bea))).night;
    expect(change(EVERYBODY, {}, gone).people).toEqual([{ ...person(bea), is: 'joined', gained: ['approver'], added: bea.accounts }]);
    expect(change(without(bea)).people).toEqual([{ ...person(bea), is: 'left', lost: ['approver'], removed: bea.accounts }]);
  });
  test('other accounts; and another name, phone or zone without saying which', () => {
    const [first, second] = aaron.accounts;
    expect(change(among(EVERYBODY, { ...aaron, accounts: [second!] })).people).toEqual([{ ...person(aaron), removed: [first] }]);
    for (const details of [{ name: 'Erin' }, { phone: '+49 30 555 0666' }, { zone: 'UTC' }]) {
      expect(change(among(EVERYBODY, { ...aaron, ...details })).people).toEqual([{ ...person(aaron), details: true }]);
    }
  });
  test('no name, phone or place stands in the bytes', () => {
    const bytes = JSON.stringify([change([], {}), given(reads()).night.records.flatMap(({ facts }) => facts)]);
    for (const words of [rita.name, rita.phone, 'the safe of', FIRST.upn, POLICY.dutyPhone, POLICY.bridge])
      expect(bytes).not.toContain(words);
  });
});

describe('emergency accounts', () => {
  const accounts = (...all: readonly (typeof FIRST)[]) => ({ accounts: new Map(all.map((one) => [one.id, one])) });
  test('added, and taken off the list', () => {
    expect(change(EVERYBODY, accounts(FIRST)).accounts).toEqual([{ account: SECOND.id, is: 'removed' }]);
    const one = given(reads(EVERYBODY, accounts(FIRST))).night;
    expect(change(EVERYBODY, {}, one).accounts).toEqual([{ account: SECOND.id, is: 'added' }]);
  });
  test('one that is watched after its end is added again, not changed', () => {
    const off = given(reads(), reads(EVERYBODY, accounts(FIRST))).night;
    expect(change(EVERYBODY, {}, off).accounts).toEqual([{ account: SECOND.id, is: 'added' }]);
  });
  test('another custodian or place is custody; another object or name is identity', () => {
    const [credential] = SECOND.credentials;
    const moved = {
      ...SECOND,
      credentials: [{ ...credential!, parts: credential!.parts.map((part) => ({ ...part, place: 'elsewhere' })) }],
    };
    expect(change(EVERYBODY, accounts(FIRST, moved)).accounts).toEqual([{ account: SECOND.id, is: 'custody' }]);
    expect(change(EVERYBODY, accounts(FIRST, { ...SECOND, upn: 'x@contoso.com' })).accounts).toEqual([
      { account: SECOND.id, is: 'identity' },
    ]);
    expect(change(EVERYBODY, accounts(FIRST, { ...moved, object: FIRST.object })).accounts.map(({ is }) => is)).toEqual([
      'identity',
      'custody',
    ]);
  });
});

describe('everything else', () => {
  test('limits from and to', () => {
    const limits = { ...POLICY.limits, decide: 45, use: [30, 60] };
    expect(change(EVERYBODY, { limits }).limits).toEqual([
      { limit: 'decide', from: [POLICY.limits.decide], to: [45] },
      { limit: 'use', from: POLICY.limits.use, to: [30, 60] },
    ]);
  });
  test('the sections that are one value', () => {
    expect(change(EVERYBODY, { bridge: 'x', dutyPhone: '+1 555', room: 'y', zone: 'UTC' }).sections).toEqual([
      'bridge',
      'duty-phone',
      'room',
      'time-zone',
    ]);
    expect(change(EVERYBODY, { conversation: '19:other@thread.v2' }).sections).toEqual(['room']);
  });
  test('runbooks that are new, changed or gone, and the tasks after a use', () => {
    const { night } = given(reads());
    const [book, ...rest] = night.library.offered;
    night.library = {
      ...night.library,
      offered: [{ ...book!, digest: sha('other') }],
      postUse: { ...night.library.postUse, digest: sha('tasks') },
    };
    const gone = rest.map(({ runbook, digest }) => ({ id: runbook.id, from: digest, to: null }));
    expect(change(EVERYBODY, {}, night).runbooks).toEqual([
      { id: book?.runbook.id, from: book?.digest, to: sha('other') },
      { id: 'post-use', from: given().night.library.postUse.digest, to: sha('tasks') },
      ...gone,
    ]);
  });
});

describe('the first configuration, and one whose forerunner is lost', () => {
  test('at first everything is new', () => {
    const { night } = given();
    const first = policyChange({ rules: night.tenant.rules, contents: null }, fileOf(), night.library);
    expect(first.people.map(({ is }) => is)).toEqual(EVERYBODY.map(() => 'joined'));
    expect(first).toMatchObject({
      accounts: [{ is: 'added' }, { is: 'added' }],
      limits: [{ from: [] }, { from: [] }, { from: [] }],
      sections: [],
    });
    expect(first.runbooks.every(({ from }) => from === null)).toBe(true);
  });
  test('when the text before is lost, people and accounts are compared with the facts, and that is said', () => {
    const { night }: { readonly night: Night } = given(reads());
    const later = policyChange(
      { rules: night.tenant.rules, contents: null },
      fileOf(among(EVERYBODY, { ...carl, roles: ['approver'] })),
      night.library,
    );
    expect(later).toMatchObject({
      people: [{ person: carl.id, gained: ['approver'], lost: ['custodian'] }],
      accounts: [],
      sections: ['before-unread'],
    });
  });
});
