import { describe, expect, test } from '@jest/globals';
import { sealText } from '../../ledger/text.ts';
import { decideOwn } from '../../dialogs/decide.ts';
import { covering } from '../../dialogs/covers.ts';
import { RATIFY_WITHIN } from '../../dialogs/declare.ts';
import { WATCHED_FOR } from '../../ledger/evolve-policy.ts';
import { declarationOf } from '../../ledger/activation.ts';
import type { Fact } from '../../ledger/fact.ts';
import {
  aaron,
  type Act,
  already,
  APPROVED,
  at,
  BACK,
  bea,
  carl,
  changed,
  clock,
  CLOSED,
  DENIED,
  EVERYBODY,
  does,
  FILED,
  files,
  FIRST,
  given,
  gone,
  IN_USE,
  later,
  LIBRARY,
  looksAt,
  MINUTE,
  misses,
  mona,
  type Night,
  ONE_VOTE,
  refused,
  rico,
  rita,
  SECOND,
  START,
  votes,
  wanda,
  without,
} from './given.ts';
import { DECLARED, DECLARING, declares, decideSeen, RATIFIED, rejects, seen, TO_REVIEW, UNKNOWN_ACCOUNT } from './given-declared.ts';
import { reads } from './given-policy.ts';

const whole = (night: Night): readonly Fact[] =>
  night.records.flatMap(({ facts }) => facts.filter((fact): fact is Fact => fact.type !== 'Unknown'));

describe('declaring a use without quorum', () => {
  test('anybody on the roster may: it is in use at once, and nobody approved it', () => {
    for (const who of [rita, wanda, mona, carl]) {
      const { night } = given()
        .when(who, 'declare', { ...DECLARING, operator: who.id })
        .then([
          { type: 'Declared', operator: who.id, since: START, end: START + 60 * MINUTE, ratifyBy: START + RATIFY_WITHIN, outOf: null },
        ]);
      expect(night.in('in use')).toMatchObject({ grant: null, requester: who.id, digest: night.open.digest, votes: new Map() });
      expect(declarationOf(night.open)).toMatchObject({ since: START, judged: null, casts: new Map() });
      expect(night.open.involved).toEqual(new Set([who.id]));
    }
  });
  test('afterwards: the use began so many minutes ago, and its end counts from then', () => {
    const { night } = given()
      .when(rita, 'declare', { ...DECLARING, ago: '90' })
      .then([{ type: 'Declared', since: START - 90 * MINUTE, end: START - 30 * MINUTE }]);
    expect(night.in('in use').use).toMatchObject({ at: START - 90 * MINUTE, overdue: null });
    given(...DECLARED.slice(1), declares({ ago: '90' }))
      .whenClock('overdue')
      .then(['BecameOverdue']);
  });
  test('for somebody else, or for nobody whom they know', () => {
    const { night } = given()
      .when(wanda, 'declare', { ...DECLARING, operator: rico.id })
      .then([{ type: 'Declared', operator: rico.id, ownAccounts: [...wanda.accounts, ...rico.accounts] }]);
    expect(night.open.involved).toEqual(new Set([wanda.id, rico.id]));
    given()
      .when(wanda, 'declare', { ...DECLARING, operator: '-' })
      .then([{ type: 'Declared', operator: null, ownAccounts: wanda.accounts }]);
  });
  test('the runbook is the one for what is broken; without one it is on record all the same', () => {
    const { night } = given(...DECLARED);
    expect(night.open.request.runbook).toEqual({ id: 'conditional-access-lockout', digest: LIBRARY.offered[0]!.digest });
    given()
      .when(rita, 'declare', { ...DECLARING, domain: 'federation' })
      .then([{ type: 'Declared', runbook: { id: 'none', digest: '0'.repeat(64) } }] as never);
  });
  test('declaring again adds nothing', () =>
    void given(...DECLARED)
      .when(rita, 'declare', { ...DECLARING, why: 'Said in other words.' })
      .then(already));
  test('another operator, or another person, is told to join instead', () => {
    given(...DECLARED)
      .when(rita, 'declare', { ...DECLARING, operator: rico.id })
      .then(refused('account-busy'));
    given(...DECLARED)
      .when(rico, 'declare', DECLARING)
      .then(refused('account-busy'));
  });
  test('an account that two people approved, or that is in use, is joined instead', () => {
    for (const acts of [APPROVED, IN_USE])
      given(...acts)
        .when(wanda, 'declare', { ...DECLARING, operator: wanda.id })
        .then(refused('account-busy'));
  });
  test('of two that hold an account the one that is furthest decides', () =>
    void given(...FILED, seen())
      .when(wanda, 'declare', DECLARING)
      .then(refused('account-busy')));
  test('what was handed back, denied or closed stands in nobody’s way', () => {
    for (const acts of [BACK, DENIED, CLOSED])
      given(...acts)
        .when(rita, 'declare', DECLARING)
        .then(['Declared']);
  });
  test('only what is on the roster and in the configuration can be named', () => {
    given(gone(rico))
      .when(rita, 'declare', { ...DECLARING, operator: rico.id })
      .then(refused('person-unknown'));
    given(without(FIRST)).when(rita, 'declare', DECLARING).then(refused('account-unknown'));
    given()
      .when(rita, 'declare', { ...DECLARING, minutes: '61' })
      .then(refused('minutes-not-allowed'));
  });
  test('it blocks the account and its declarer like a real use', () => {
    for (const [who, account, reason] of [
      [rico, 'bg-admin-01', 'account-busy'],
      [rita, 'bg-admin-01', 'account-busy'],
      [rita, 'bg-admin-02', 'one-open-request'],
    ] as const)
      given(...DECLARED)
        .when(who, 'request', {
          kind: 'real',
          domain: 'conditional-access',
          account,
          operator: who.id,
          minutes: '60',
          otherAdmin: 'no',
          why: 'x',
        })
        .then(refused(reason));
  });
});

describe('a request that somebody could not wait for', () => {
  const outOf: readonly Act[] = [...ONE_VOTE, declares({ operator: rita.id })];
  test('is named by the declaration, whoever makes it, and ends by the clock', () => {
    const { night } = given(...ONE_VOTE)
      .when(wanda, 'declare', { ...DECLARING, operator: rita.id })
      .then([{ type: 'Declared', outOf: 'BG-2026-0001' } as Partial<Fact>]);
    expect(night.open.id).toBe('BG-2026-0002');
    const ended = given(...outOf, looksAt('BG-2026-0001'))
      .whenClock('supersede')
      .then([{ type: 'RequestOvertaken', by: night.open.id }]).night;
    expect(ended.in('superseded').ending).toMatchObject({ by: { actor: 'clock' }, why: null });
    expect(ended.tenant.standings.get(ended.open.id)).toBeUndefined();
  });
  test('ends also when it was approved in the same moment, as long as no part is out', () => {
    given(...outOf, looksAt('BG-2026-0001'), votes(bea))
      .whenClock('supersede')
      .then(['RequestOvertaken']);
    given(...outOf, looksAt('BG-2026-0001'), votes(bea), does(carl, 'release', { part: 'key-1/key', seal: 'A' }))
      .whenClock('supersede')
      .then(already);
  });
  test('a request that nobody declared out of goes on', () => {
    given(...FILED)
      .whenClock('supersede')
      .then(already);
    given(...FILED, seen(), looksAt('BG-2026-0001'))
      .whenClock('supersede')
      .then(already);
  });
  test('a drill makes way for it', () => {
    const drill = [files({ kind: 'drill' }), declares(), looksAt('BG-2026-0001')];
    given(...drill)
      .whenClock('supersede')
      .then(['DrillSuperseded']);
  });
});

describe('a sign-in that a log has', () => {
  const asked = (night: Night) => covering(night.tenant, { account: FIRST.id, at: night.now, detail: sealText('Portal', '') });
  test('in an approved use it is a fact of that use', () => {
    const { night } = given(...IN_USE, later(MINUTE), seen());
    expect(night.open.id).toBe('BG-2026-0001');
    expect(night.open.signIns).toMatchObject([{ when: night.now, by: { actor: 'product' } }]);
  });
  test('told late it belongs to the use that it was in, not to the one that is now', () => {
    const { night } = given(...IN_USE, later(MINUTE), does(rita, 'hand-back'), later(10 * MINUTE), seen({ ago: 10 * MINUTE + 1 }));
    expect([night.open.phase, night.open.signIns.length]).toEqual(['handed back', 1]);
  });
  test('before, after or without a use it opens a use without quorum, whose operator nobody knows', () => {
    for (const [acts, ago] of [
      [[], 0],
      [FILED, 0],
      [APPROVED, 0],
      [[...IN_USE, later(MINUTE)], 2 * MINUTE],
      [[...BACK, later(MINUTE)], 0],
      [[files({ kind: 'drill' })], 0],
      [[files({ kind: 'drill' }), ...IN_USE.slice(1)], 0],
      [DENIED, 0],
    ] as const) {
      const { night } = given(...acts);
      const decision = decideSeen(night, { ago });
      expect(decision).toMatchObject({
        kind: 'happened',
        facts: [
          { type: 'Declared', operator: null, ownAccounts: [], since: night.now - ago, outOf: null, domain: 'dont-know', useMinutes: 30 },
          { type: 'SignInSeen' },
        ],
      });
      night.keep(decision, { kind: 'product' });
      expect(night.in('in use')).toMatchObject({ grant: null, requester: null, involved: new Set(), signIns: [{}] });
    }
  });
  test('belongs to a use without quorum that is open, also from shortly before it was declared', () => {
    const { night } = given(...DECLARED, later(MINUTE), seen({ ago: 5 * MINUTE }), seen({ detail: 'Again' }));
    expect(night.open.signIns).toHaveLength(2);
    expect(whole(night).map(({ type }) => type)).toEqual(['Declared', 'SignInSeen', 'SignInSeen']);
    expect(asked(given(...DECLARED, does(rita, 'hand-back'), later(1)).night)).toBeNull();
  });
  test('of another account is another use', () => {
    const { night } = given(...IN_USE, seen({ account: SECOND.id }));
    expect([night.open.id, night.open.request.account]).toEqual(['BG-2026-0002', SECOND.id]);
  });
  test('told twice it is one, whether it opened the use or not', () => {
    expect(decideSeen(given(seen()).night).kind).toBe('already');
    expect(decideSeen(given(...IN_USE, seen()).night).kind).toBe('already');
    expect(decideSeen(given(seen()).night, { detail: 'From elsewhere' }).kind).toBe('happened');
    expect(decideSeen(given(seen()).night, { ago: 1 }).kind).toBe('happened');
  });
  test('of an account that was taken off the list opens one, too, for 90 days', () => {
    const { night } = given(reads(), reads(EVERYBODY, { accounts: new Map([[FIRST.id, FIRST]]) }));
    expect(decideSeen(night, { account: SECOND.id })).toMatchObject({
      kind: 'happened',
      facts: [{ type: 'Declared', account: SECOND.id, credentials: [] }, { type: 'SignInSeen' }],
    });
    night.now += WATCHED_FOR + 1;
    expect(decideSeen(night, { account: SECOND.id })).toMatchObject({ kind: 'refused', reason: 'account-unknown' });
    expect(decideSeen(night, { account: FIRST.id }).kind).toBe('happened');
  });
  test('what it opened for such an account leaves the work that every account leaves', () => {
    const off = [reads(), reads(EVERYBODY, { accounts: new Map([[FIRST.id, FIRST]]) }), seen({ account: SECOND.id })];
    const { night } = given(...off, does(mona, 'name-operator', { operator: rita.id }), does(rita, 'hand-back'));
    expect([night.open.phase, 'tasks' in night.open ? night.open.tasks.map(({ task }) => task) : []]).toEqual([
      'handed back',
      ['sessions', 'mend', 'count'],
    ]);
  });
  test('of an account that the configuration does not have is told apart', () =>
    expect(decideSeen(given().night, { account: UNKNOWN_ACCOUNT })).toMatchObject({ kind: 'refused', reason: 'account-unknown' }));
});

describe('who it was', () => {
  const SEEN = [seen()];
  test('somebody says “it was me”, and neither judges nor reviews it', () => {
    const { night } = given(...SEEN)
      .when(aaron, 'name-operator', { operator: aaron.id })
      .then([{ type: 'OperatorNamed', operator: aaron.id, accounts: aaron.accounts }]);
    expect(night.open.request).toMatchObject({ operator: aaron.id, ownAccounts: aaron.accounts });
    expect(night.open.involved.has(aaron.id)).toBe(true);
    given(...SEEN, does(aaron, 'name-operator', { operator: aaron.id }))
      .when(aaron, 'ratify', { why: 'x' })
      .then(refused('involved'));
  });
  test('or a manager names who it was', () => {
    given(...SEEN)
      .when(mona, 'name-operator', { operator: rico.id })
      .then(['OperatorNamed']);
    given(...SEEN)
      .when(wanda, 'name-operator', { operator: rico.id })
      .then(refused('not-your-role'));
    given(...SEEN, gone(rico))
      .when(mona, 'name-operator', { operator: rico.id })
      .then(refused('person-unknown'));
  });
  test('once; saying it again adds nothing', () => {
    const named = [...SEEN, does(mona, 'name-operator', { operator: rico.id })];
    given(...named)
      .when(mona, 'name-operator', { operator: rico.id })
      .then(already);
    given(...named)
      .when(rico, 'name-operator', { operator: rico.id })
      .then(refused('operator-known'));
    given(...DECLARED)
      .when(rita, 'name-operator', { operator: rita.id })
      .then(refused('operator-known'));
  });
  test('until the review is signed, and of no use that was asked for', () => {
    const unknown = [declares({ operator: '-' }, wanda), rejects(aaron), rejects(bea)];
    const back = [does(bea, 'hand-back'), ...TO_REVIEW.slice(1)];
    const own = { ...rita, roles: [...rita.roles] };
    given(...unknown, ...back, changed(own))
      .when(rita, 'name-operator', { operator: rita.id })
      .then(['OperatorNamed']);
    given(...unknown, ...back, does(mona, 'review', { class: 'misuse', found: 'x', ticket: 'INC-7', reporting: 'none' }))
      .when(rita, 'name-operator', { operator: rita.id })
      .then(refused('wrong-phase'));
    given(...IN_USE)
      .when(mona, 'name-operator', { operator: rico.id })
      .then(refused('wrong-phase'));
  });
  test('as long as nobody knows, requester, approver or manager hand it back', () => {
    for (const who of [aaron, mona])
      given(...SEEN)
        .when(who, 'hand-back')
        .then(['HandedBack']);
    given(...SEEN)
      .when(carl, 'hand-back')
      .then(refused('not-operator'));
  });
});

test('of no activation nothing lapses', () => {
  const { night } = given();
  const command = { verb: 'lapse-ratification', activation: given(...FILED).night.open.id } as const;
  expect(decideOwn({ tenant: night.tenant, activation: null }, command, night.circumstances({ kind: 'clock' })).kind).toBe('already');
});

test('the request of a night without a declaration has no use of these commands', () => {
  given(
    ...FILED,
    misses(aaron),
    at((night) => night.now + 1),
  )
    .when(aaron, 'ratify', { why: 'x' })
    .then(refused('wrong-phase'));
  expect(() => given(...RATIFIED, clock('lapse-ratification'))).toThrow('already');
});
