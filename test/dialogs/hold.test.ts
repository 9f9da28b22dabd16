import { describe, expect, test } from '@jest/globals';
import type { Person } from '../../dialogs/policy.ts';
import { gains, judges } from '../../dialogs/hold.ts';
import { ada, aaron, already, axel, bea, carl, cora, dan, does, EVERYBODY, given, milo, mona, refused, rita, sha, wanda } from './given.ts';
import { among, decideRead, fileOf, follows, reads } from './given-policy.ts';

const role = (one: Person, ...roles: Person['roles']): Person => ({ ...one, roles });
/** Three of six approvers lose the role; Wanda becomes a manager, Ada gets an account more. */
const CUT = among(EVERYBODY, role(bea), role(cora), role(dan), role(wanda, 'manager'), {
  ...ada,
  accounts: [...ada.accounts, ...wanda.accounts.map((id) => id.replace('aaaaaaaa', 'cccccccc') as typeof id)],
});
const { digest } = fileOf(CUT).policy;
const held = () => given(reads(), reads(CUT));
const confirms = (who: Person) => does(who, 'confirm-roster', { digest });

describe('confirming what is held', () => {
  test('a manager and one more bring it into force', () => {
    const night = held().when(mona, 'confirm-roster', { digest }).then(['RosterConfirmed']).night;
    expect(night.tenant.policy).not.toBe(digest);
    const after = given(reads(), reads(CUT), confirms(mona))
      .when(aaron, 'confirm-roster', { digest })
      .then(['RosterConfirmed', { type: 'PolicyChanged', digest }]);
    follows(after.night);
    expect(after.night.roster.digest).toBe(fileOf(CUT).roster.digest);
    expect(after.night.tenant.rules.held).toBeNull();
    after.when(milo, 'confirm-roster', { digest }).then(already);
  });
  test('the order does not matter, and two managers are enough', () => {
    given(reads(), reads(CUT), confirms(aaron)).when(mona, 'confirm-roster', { digest }).then(['RosterConfirmed', 'PolicyChanged']);
    given(reads(), reads(CUT), confirms(axel)).when(mona, 'confirm-roster', { digest }).then(['RosterConfirmed', 'PolicyChanged']);
  });
  test('without a manager it goes on waiting, however many confirm', () => {
    given(reads(), reads(CUT), confirms(aaron), confirms(bea))
      .when(cora, 'confirm-roster', { digest })
      .then(['RosterConfirmed'])
      .when(milo, 'confirm-roster', { digest })
      .then(['RosterConfirmed', 'PolicyChanged']);
  });
  test('one person is one, however often and with whatever account', () => {
    given(reads(), reads(CUT), confirms(milo)).when(milo, 'confirm-roster', { digest }).then(already);
    given(reads(), reads(CUT), confirms(aaron))
      .when({ person: aaron, account: aaron.accounts[1]! }, 'confirm-roster', { digest })
      .then(already);
  });
  test('nobody whom the change adds, promotes or gives an account', () => {
    held().when(wanda, 'confirm-roster', { digest }).then(refused('not-your-role'));
    held().when(ada, 'confirm-roster', { digest }).then(refused('gains-by-it'));
    const promoted = among(EVERYBODY, role(bea, 'watch'), role(cora, 'watch'), role(dan, 'watch'), role(aaron, 'approver', 'manager'));
    const other = { digest: fileOf(promoted).policy.digest };
    given(reads(), reads(promoted)).when(aaron, 'confirm-roster', other).then(refused('gains-by-it'));
  });
  test('nobody of another role', () => {
    for (const who of [rita, carl]) held().when(who, 'confirm-roster', { digest }).then(refused('not-your-role'));
  });
  test('only what is held now', () => {
    given(reads()).when(mona, 'confirm-roster', { digest }).then(refused('held-changed'));
    held()
      .when(mona, 'confirm-roster', { digest: sha('another') })
      .then(refused('held-changed'));
  });
  test('whoever confirmed and has no say any more does not count', () => {
    const { night } = given(reads(), reads(CUT), confirms(mona));
    night.roster = { ...night.roster, people: new Map([...night.roster.people].filter(([id]) => id !== mona.id)) };
    expect(night.decide(aaron, { verb: 'confirm-roster', digest })).toMatchObject({ facts: [{ type: 'RosterConfirmed' }] });
    night.roster = fileOf(among(EVERYBODY, role(mona, 'watch'))).roster;
    expect(night.decide(milo, { verb: 'confirm-roster', digest })).toEqual({
      kind: 'happened',
      activation: null,
      facts: [{ type: 'RosterConfirmed', digest }],
    });
  });
  test('words that the product itself left count for nobody', () => {
    const { night } = held();
    night.write(null, [{ type: 'RosterConfirmed', digest }], { actor: 'product' });
    expect(night.decide(mona, { verb: 'confirm-roster', digest })).toMatchObject({ facts: [{ type: 'RosterConfirmed' }] });
  });
});

describe('rejecting what is held', () => {
  test('one manager is enough; the same file is then never held again', () => {
    const after = held().when(mona, 'reject-roster', { digest }).then(['RosterRejected']);
    expect(after.night.tenant.rules).toMatchObject({ held: null, rejected: { digest } });
    expect(decideRead(after.night, fileOf(CUT))).toEqual({ kind: 'already', activation: null });
    after.when(mona, 'reject-roster', { digest }).then(already);
    after.when(milo, 'reject-roster', { digest }).then(refused('held-changed'));
    after.when(milo, 'confirm-roster', { digest }).then(refused('held-changed'));
  });
  test('nobody but a manager, and none whom it promotes', () => {
    for (const who of [aaron, rita, wanda]) held().when(who, 'reject-roster', { digest }).then(refused('not-your-role'));
    const promoted = among(EVERYBODY, role(bea, 'watch'), role(cora, 'watch'), role(dan, 'watch'), role(mona, 'manager', 'auditor'));
    const other = { digest: fileOf(promoted).policy.digest };
    given(reads(), reads(promoted)).when(mona, 'reject-roster', other).then(refused('gains-by-it'));
    given(reads()).when(mona, 'reject-roster', { digest }).then(refused('held-changed'));
  });
});

describe('who has a say', () => {
  test('managers, approvers and auditors', () => {
    expect(EVERYBODY.filter(judges).map(({ name }) => name)).toEqual([
      'Olaf',
      'Aaron',
      'Bea',
      'Cora',
      'Dan',
      'Mona',
      'Milo',
      'Ada',
      'Axel',
    ]);
  });
  test('losing a role is no gain', () => {
    const { held: waiting } = held().night.tenant.rules;
    if (waiting === null) throw new Error('nothing is held');
    expect(EVERYBODY.filter((one) => gains(waiting, one)).map(({ name }) => name)).toEqual(['Wanda', 'Ada']);
  });
  test('whoever holds an account that it gives to somebody else gains, too; so does who joins', () => {
    const { held: waiting } = given(reads(EVERYBODY.filter((one) => one !== ada)), reads(CUT)).night.tenant.rules;
    if (waiting === null) throw new Error('nothing is held');
    expect([gains(waiting, ada), gains(waiting, { ...mona, accounts: ada.accounts })]).toEqual([true, true]);
    const bare = {
      ...waiting,
      change: {
        ...waiting.change,
        people: [{ ...waiting.change.people[0]!, person: mona.id, is: 'joined' as const, gained: [], added: [] }],
      },
    };
    expect(gains(bare, mona)).toBe(true);
  });
});
