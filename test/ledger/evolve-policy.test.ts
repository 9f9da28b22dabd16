import { describe, expect, test } from '@jest/globals';
import type { Rooted } from '../../ledger/activation.ts';
import { evolvePolicy, NO_RULES, type Rules, WATCHED_FOR } from '../../ledger/evolve-policy.ts';
import type { FactOf } from '../../ledger/fact.ts';
import type { PersonChange, PolicyChange } from '../../ledger/fact-policy.ts';
import type { AccountId } from '../../ledger/ids.ts';
import { aaron, bea, FIRST, type Night, Night as Fresh, SECOND, sha, START } from '../dialogs/given.ts';

type PolicyFact = Parameters<typeof evolvePolicy>[1];
const DIGEST = sha('file');
const NOTHING: PolicyChange = { people: [], accounts: [], limits: [], runbooks: [], sections: [] };
const record = (at: number): Rooted => ({
  v: 1,
  seq: at,
  at,
  activation: null,
  by: { actor: 'product' },
  policy: DIGEST,
  facts: [],
  root: '',
});
const changed = (change: Partial<PolicyChange>): FactOf<'PolicyChanged'> => ({
  type: 'PolicyChanged',
  digest: DIGEST,
  was: null,
  roster: sha('roster'),
  change: { ...NOTHING, ...change },
});
const person = (who: typeof aaron, over: Partial<PersonChange>): PersonChange => ({
  person: who.id,
  is: 'stays',
  gained: [],
  lost: [],
  added: [],
  removed: [],
  details: false,
  ...over,
});
const joins = (who: typeof aaron): PersonChange => person(who, { is: 'joined', gained: who.roles, added: who.accounts });
const held: FactOf<'RosterHeld'> = {
  type: 'RosterHeld',
  digest: DIGEST,
  roster: sha('roster'),
  why: { roles: ['approver'], fewApprovers: false },
  change: NOTHING,
};

function after(...all: readonly (readonly [at: number, fact: PolicyFact])[]): Rules {
  return all.reduce((rules, [at, fact]) => evolvePolicy(rules, fact, record(at)), NO_RULES);
}

describe('who is on the roster', () => {
  test('joins, gains and loses roles and accounts, and leaves', () => {
    const [first, second] = aaron.accounts;
    const begun = [START, changed({ people: [joins(aaron), joins(bea)] })] as const;
    expect(after(begun).roll).toEqual(
      new Map([
        [aaron.id, { roles: ['approver'], accounts: aaron.accounts }],
        [bea.id, { roles: ['approver'], accounts: bea.accounts }],
      ]),
    );
    const gained = changed({
      people: [person(aaron, { gained: ['manager'], lost: ['approver'], removed: [first!] }), person(bea, { is: 'left' })],
    });
    expect(after(begun, [START + 1, gained]).roll).toEqual(new Map([[aaron.id, { roles: ['manager'], accounts: [second] }]]));
  });
  test('is known of nobody before the first configuration', () => expect(NO_RULES.roll).toBeNull());
});

describe('since when an account is an approver’s', () => {
  const begun = [START, changed({ people: [joins(aaron)] })] as const;
  const [first, second] = aaron.accounts;

  test('the accounts of the first roster always were', () =>
    expect(after(begun).voices).toEqual(
      new Map([
        [first, 0],
        [second, 0],
      ]),
    ));
  test('those of a later one are from its fact on', () =>
    expect(after(begun, [START + 5, changed({ people: [joins(bea)] })]).voices.get(bea.accounts[0]!)).toBe(START + 5));
  test('a new account of an approver of long standing begins anew, the others go on', () => {
    const [more] = bea.accounts;
    const { voices } = after(begun, [START + 5, changed({ people: [person(aaron, { added: [more!] })] })]);
    expect([voices.get(first!), voices.get(more!)]).toEqual([0, START + 5]);
  });
  test('whoever gets another key keeps the time of the accounts', () => {
    const rekeyed = changed({
      people: [person(bea, { is: 'joined', gained: ['approver'], added: aaron.accounts }), person(aaron, { is: 'left' })],
    });
    expect(after(begun, [START + 5, rekeyed]).voices.get(first!)).toBe(0);
  });
  test('whoever loses the role and has it again begins anew', () => {
    const lost = changed({ people: [person(aaron, { lost: ['approver'] })] });
    const again = changed({ people: [person(aaron, { gained: ['approver'] })] });
    expect(after(begun, [START + 5, lost]).voices.size).toBe(0);
    expect(after(begun, [START + 5, lost], [START + 6, again]).voices.get(first!)).toBe(START + 6);
  });
});

describe('emergency accounts', () => {
  const account = (id: AccountId, is: 'added' | 'removed' | 'custody') => changed({ accounts: [{ account: id, is }] });
  test('on the list are watched without end, taken off it for 90 days', () => {
    const both = [START, changed({ accounts: [FIRST, SECOND].map(({ id }) => ({ account: id, is: 'added' as const })) })] as const;
    const off = [START + 10, account(SECOND.id, 'removed')] as const;
    expect(after(both, off).watched).toEqual(
      new Map([
        [FIRST.id, null],
        [SECOND.id, START + 10 + WATCHED_FOR],
      ]),
    );
    expect(after(both, off, [START + 20, account(SECOND.id, 'added')]).watched.get(SECOND.id)).toBeNull();
    expect(after(both, off, [START + 9 + WATCHED_FOR, account(FIRST.id, 'custody')]).watched.has(SECOND.id)).toBe(true);
    expect(after(both, off, [START + 10 + WATCHED_FOR, account(FIRST.id, 'custody')]).watched.has(SECOND.id)).toBe(false);
  });
});

describe('what changed', () => {
  test('runbooks by digest, and those that are gone', () => {
    const books = changed({
      runbooks: [
        { id: 'one', from: null, to: sha('1') },
        { id: 'two', from: null, to: sha('2') },
      ],
    });
    const later = changed({
      runbooks: [
        { id: 'one', from: sha('1'), to: sha('1b') },
        { id: 'two', from: sha('2'), to: null },
      ],
    });
    expect(after([START, books], [START + 1, later]).runbooks).toEqual(new Map([['one', sha('1b')]]));
  });
  test('is kept with its time, the first apart, at most fifty', () => {
    const all = Array.from({ length: 60 }, (_, at) => [START + at, changed({})] as const);
    const { changes, since } = after(...all);
    expect([changes.length, changes[0]?.at, changes.at(-1)?.at, since]).toEqual([50, START + 10, START + 59, START + 59]);
    expect(after(...all.slice(0, 2)).changes.map(({ first }) => first)).toEqual([true, false]);
  });
});

describe('what is held', () => {
  const begun = [START, changed({ people: [joins(aaron)] })] as const;
  const said = (type: 'RosterConfirmed' | 'RosterRejected', digest = DIGEST): PolicyFact => ({ type, digest });

  test('waits with who confirmed it, until it is in force', () => {
    const { held: waiting } = after(begun, [START + 1, held], [START + 2, said('RosterConfirmed')]);
    expect(waiting).toMatchObject({ at: START + 1, digest: DIGEST, why: { roles: ['approver'] }, confirmed: [{ at: START + 2 }] });
    expect(after(begun, [START + 1, held], [START + 2, changed({})]).held).toBeNull();
  });
  test('is rejected once, and forgotten when the file is put back or another is held', () => {
    const rejected = [begun, [START + 1, held], [START + 2, said('RosterRejected')]] as const;
    expect(after(...rejected)).toMatchObject({ held: null, rejected: { at: START + 2, digest: DIGEST } });
    expect(after(...rejected, [START + 3, { type: 'RosterPutBack' }])).toMatchObject({ held: null, rejected: null });
    expect(after(...rejected, [START + 3, { ...held, digest: sha('other') }])).toMatchObject({
      held: { digest: sha('other') },
      rejected: null,
    });
    expect(after(begun, [START + 1, held], [START + 3, { type: 'RosterPutBack' }]).held).toBeNull();
  });
  test('words about another file change nothing', () => {
    const before = after(begun, [START + 1, held]);
    for (const type of ['RosterConfirmed', 'RosterRejected'] as const) {
      expect(evolvePolicy(before, said(type, sha('other')), record(START + 2))).toBe(before);
      expect(evolvePolicy(NO_RULES, said(type), record(START + 2))).toBe(NO_RULES);
    }
  });
});

test('a tenant knows all of it, and an older ledger’s words, too', () => {
  const night: Night = new Fresh();
  night.write(null, [{ type: 'PolicyAdopted', digest: sha('old'), was: null }], { actor: 'product' });
  expect(night.tenant).toMatchObject({ policy: sha('old'), rules: { since: START, roll: null } });
  night.write(null, [changed({ people: [joins(aaron)] })], { actor: 'product' });
  night.write(null, [held], { actor: 'product' });
  expect(night.tenant).toMatchObject({ policy: DIGEST, rules: { held: { digest: DIGEST } } });
  night.write(null, [{ type: 'RosterPutBack' }], { actor: 'product' });
  expect(night.tenant).toMatchObject({ policy: DIGEST, rules: { held: null } });
});
