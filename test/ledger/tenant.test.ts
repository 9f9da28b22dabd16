import { describe, expect, test } from '@jest/globals';
import { foldTenant, NO_TENANT, type Tenant } from '../../ledger/tenant.ts';
import type { Rooted } from '../../ledger/activation.ts';
import { ActivationId } from '../../ledger/ids.ts';
import {
  APPROVED,
  at,
  BACK,
  clock,
  CLOSED,
  dan,
  DENIED,
  does,
  FILED,
  files,
  given,
  IN_USE,
  lastFact,
  later,
  looksAt,
  REVIEW,
  rico,
  rita,
  sha,
  START,
} from '../dialogs/given.ts';

const ID = ActivationId.parse('BG-2026-0001');
const state = (acts: typeof FILED) => given(...acts).night.tenant.standings.get(ID)?.state;
const record = (facts: Rooted['facts'], activation: ActivationId | null = null): Rooted => ({
  v: 1,
  seq: 1,
  at: START,
  activation,
  by: { actor: 'product' },
  policy: sha('policy'),
  facts,
  root: sha('root'),
});

describe('what belongs to no activation', () => {
  test('how the ledger was opened, and the configuration in force', () => {
    const opened = { type: 'LedgerOpened', mode: 'drill', tenant: 't', origin: 'o', key: 'k' } as const;
    const tenant = foldTenant(NO_TENANT, record([opened, { type: 'PolicyAdopted', digest: sha('one'), was: null }]));
    expect(tenant).toMatchObject({ opened, policy: sha('one'), unknown: null });
    expect(foldTenant(tenant, record([{ type: 'PolicyAdopted', digest: sha('two'), was: sha('one') }])).policy).toBe(sha('two'));
  });
  test('a fact of a later release closes everything only when it belongs to no activation', () => {
    const facts = [{ type: 'Unknown', named: 'LogBroken' }] as const;
    expect(foldTenant(NO_TENANT, record(facts)).unknown).toBe('LogBroken');
    expect(foldTenant(NO_TENANT, record(facts, ID)).unknown).toBeNull();
  });
});

describe('how an activation stands towards the others', () => {
  test('open while it is requested, approved or in use; then after; then gone', () => {
    expect([FILED, APPROVED, IN_USE, BACK, REVIEW, CLOSED].map(state)).toEqual(['open', 'open', 'open', 'after', 'after', undefined]);
  });
  test('denied, withdrawn, lapsed and superseded', () => {
    expect(state(DENIED)).toBe('denied');
    expect(state([...FILED, does(rita, 'withdraw')])).toBeUndefined();
    expect(state([...FILED, at((night) => night.open.request.decideBy + 1), clock('lapse')])).toBeUndefined();
    expect(state([files({ kind: 'drill' }), files({ operator: rico.id }, rico), looksAt(ID), clock('supersede')])).toBeUndefined();
  });
  test('with account, kind, requester and what was asked for', () => {
    expect(given(...FILED).night.tenant.standings.get(ID)).toEqual({
      id: ID,
      account: 'bg-admin-01',
      kind: 'real',
      requester: rita.id,
      asked: {
        operator: rita.id,
        minutes: 60,
        domain: 'conditional-access',
        otherAdmin: 'no',
        why: given(...FILED).night.open.request.why,
        ticket: null,
      },
      state: 'open',
      since: START,
      stage: 'requested',
      from: null,
      live: null,
      fallback: null,
      windows: [],
      outOf: null,
    });
  });
  test('since when it stands so', () => {
    const { night } = given(...FILED, later(1_000), does(dan, 'deny', { why: 'No.' }));
    expect(night.tenant.standings.get(ID)).toMatchObject({ state: 'denied', since: START + 1_000 });
  });
  test('another’s end takes nothing away', () => {
    const { night } = given(...DENIED, later(1), files(), does(rita, 'withdraw'));
    expect([...night.tenant.standings.keys()]).toEqual([ID]);
  });
  test('facts without their activation change nothing', () => {
    const { tenant } = given(...FILED).night;
    const request = lastFact(given(...FILED).night, 'Requested');
    const same = (facts: Rooted['facts'], id: ActivationId | null) => expect(foldTenant(tenant, record(facts, id))).toEqual(tenant);
    same([request], null);
    same([request], ActivationId.parse('BG-2026-0002'));
    same([{ type: 'HandedBack', tasks: [] }], null);
    same([{ type: 'HandedBack', tasks: [] }], ActivationId.parse('BG-2026-0002'));
    same([{ type: 'Closed' }], null);
    same([{ type: 'VoteVoided' }], ID);
  });
});

describe('numbers', () => {
  test('the last one of each year is known', () => {
    const { night } = given(...DENIED, files());
    expect(night.tenant.numbers).toEqual(new Map([[2026, 2]]));
  });
  test('one that a later release filed is taken; an older one takes none back', () => {
    const unknown = [{ type: 'Unknown', named: 'Declared' }] as const;
    const tenant: Tenant = foldTenant(NO_TENANT, record(unknown, ActivationId.parse('BG-2026-0012')));
    expect(tenant.numbers).toEqual(new Map([[2026, 12]]));
    expect(foldTenant(tenant, record(unknown, ActivationId.parse('BG-2026-0003'))).numbers).toEqual(new Map([[2026, 12]]));
    expect(foldTenant(tenant, record(unknown, ActivationId.parse('BG-2027-0001'))).numbers).toEqual(
      new Map([
        [2026, 12],
        [2027, 1],
      ]),
    );
  });
});

test('a window that names a second account where there is none is one of the first', () => {
  const { night } = given(...BACK);
  const opened = { type: 'TestSignInOpened', task: 'fallback-test-sign-in', witness: dan.id, end: night.now + 1 } as const;
  night.write(night.open.id, [opened], { actor: 'clock' });
  expect(night.tenant.standings.get(night.open.id)?.windows).toMatchObject([{ account: 'bg-admin-01' }]);
});
