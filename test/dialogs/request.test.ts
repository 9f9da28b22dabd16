import { describe, expect, test } from '@jest/globals';
import { nextRequestAt } from '../../dialogs/request.ts';
import { ActivationId } from '../../ledger/ids.ts';
import {
  already,
  APPROVED,
  bea,
  CLOSED,
  dan,
  DENIED,
  does,
  FILED,
  files,
  FILING,
  given,
  IN_USE,
  KEY_OUT,
  later,
  FIRST,
  LIBRARY,
  looksAt,
  lastFact,
  MINUTE,
  olaf,
  refused,
  REVIEW,
  rico,
  rita,
  roster,
  START,
  wanda,
  aaron,
  BACK,
} from './given.ts';

const SECOND = 'bg-admin-02';
const DAY = 24 * 60 * MINUTE;

describe('asking for an account', () => {
  test('a responder files a request, and everything in it is frozen', () => {
    const { night } = given()
      .when(rita, 'request', { ...FILING, operator: olaf.id, ticket: 'INC-1' })
      .then(['Requested']);
    const fact = lastFact(night, 'Requested');
    expect(night.open).toMatchObject({ id: 'BG-2026-0001', phase: 'requested', requester: rita.id });
    expect(fact).toMatchObject({
      kind: 'real',
      domain: 'conditional-access',
      credentials: [{ id: 'key-1', type: 'passkey', parts: ['key-1/key', 'key-1/pin'] }],
      operator: olaf.id,
      ownAccounts: [...rita.accounts, ...olaf.accounts],
      useMinutes: 60,
      collectMinutes: 45,
      decideBy: START + 30 * MINUTE,
      runbook: { id: 'conditional-access-lockout', digest: LIBRARY.offered[0]!.digest },
      postUse: LIBRARY.postUse.digest,
      over: null,
    });
    expect(fact.ticket).toMatch(/^[0-9a-f]{64}$/);
  });

  test('without a ticket the request says so', () => expect(lastFact(given(...FILED).night, 'Requested').ticket).toBeNull());

  test('filing the same again, word for word, is the first request', () => {
    given(...FILED)
      .when(rita, 'request', FILING)
      .then(already);
    given(...FILED)
      .when({ person: rita, account: rita.accounts[1]! }, 'request', FILING)
      .then(already);
  });

  test('filing with another operator or another length is no repeat', () => {
    given(...FILED)
      .when(rita, 'request', { ...FILING, operator: rico.id })
      .then(refused('account-busy'));
    given(...FILED)
      .when(rita, 'request', { ...FILING, minutes: '30' })
      .then(refused('account-busy'));
  });

  test('filing with another reason, ticket, answer or failure is no repeat: nothing that was typed is dropped as one', () => {
    for (const other of [{ why: 'Once more.' }, { ticket: 'INC-9' }, { otherAdmin: 'unknown' }, { domain: 'dont-know' }])
      given(...FILED)
        .when(rita, 'request', { ...FILING, ...other })
        .then(refused('account-busy'));
  });

  test('an activation is numbered within its year', () => {
    const { night } = given(...DENIED, later(40 * 24 * 60 * MINUTE), files());
    expect(night.open.id).toBe('BG-2027-0001');
    given(...DENIED, files())
      .when(rico, 'request', { ...FILING, account: SECOND, operator: rico.id })
      .then(['Requested']);
    expect([...given(...DENIED, files()).night.activations.keys()]).toEqual(['BG-2026-0001', 'BG-2026-0002']);
  });

  test('only a responder asks', () => void given().when(wanda, 'request', FILING).then(refused('not-your-role')));
  test('where another administrator can still sign in, no account is asked for', () => {
    given()
      .when(rita, 'request', { ...FILING, otherAdmin: 'yes' })
      .then(refused('another-admin-can'));
    given()
      .when(rita, 'request', { ...FILING, kind: 'drill', otherAdmin: 'yes' })
      .then(['Requested']);
  });
  test('an account that somebody holds is busy', () => {
    for (const night of [FILED, APPROVED, IN_USE])
      given(...night)
        .when(rico, 'request', { ...FILING, operator: rico.id })
        .then(refused('account-busy'));
    given(...BACK)
      .when(rico, 'request', { ...FILING, operator: rico.id })
      .then(['Requested']);
  });
  test('a person has one open request', () =>
    void given(...FILED)
      .when(rita, 'request', { ...FILING, account: SECOND })
      .then(refused('one-open-request')));
  test('the operator is a responder of the roster', () => {
    given()
      .when(rita, 'request', { ...FILING, operator: 'E9999' })
      .then(refused('operator-unknown'));
    given()
      .when(rita, 'request', { ...FILING, operator: wanda.id })
      .then(refused('operator-unknown'));
  });
  test('without two other approvers nothing is filed', () => {
    given(roster(rita, olaf, aaron))
      .when(rita, 'request', { ...FILING, operator: olaf.id })
      .then(refused('too-few-approvers'));
    given(roster(rita, olaf, aaron, bea))
      .when(rita, 'request', { ...FILING, operator: olaf.id })
      .then(['Requested']);
  });
  test('the account must be one of the configuration', () =>
    void given()
      .when(rita, 'request', { ...FILING, account: 'bg-admin-99' })
      .then(refused('account-unknown')));
  test('there must be a runbook for what is broken', () =>
    void given()
      .when(rita, 'request', { ...FILING, domain: 'federation' })
      .then(refused('no-runbook')));
  test('the length of use is one of those allowed, and not above the runbook’s cap', () => {
    given()
      .when(rita, 'request', { ...FILING, minutes: '59' })
      .then(refused('minutes-not-allowed'));
    given()
      .when(rita, 'request', { ...FILING, minutes: '120' })
      .then(refused('minutes-not-allowed'));
    given()
      .when(rita, 'request', { ...FILING, kind: 'drill', minutes: '120' })
      .then(['Requested']);
    given()
      .when(rita, 'request', { ...FILING, minutes: '60' })
      .then(['Requested']);
  });

  test('a denied request is filed again over its denial, by anybody', () => {
    const { night } = given(...DENIED)
      .when(rico, 'request', { ...FILING, operator: rico.id, over: 'BG-2026-0001' })
      .then(['Requested']);
    expect(lastFact(night, 'Requested').over).toBe('BG-2026-0001');
  });
  test('a denial younger than a day is filed over although the form does not say so', () => {
    for (const who of [rita, rico]) {
      const { night } = given(...DENIED, later(DAY - 1), files({ operator: who.id }, who));
      expect(lastFact(night, 'Requested').over).toBe('BG-2026-0001');
    }
    expect(lastFact(given(...DENIED, later(DAY), files()).night, 'Requested').over).toBeNull();
  });
  test('the day is counted from the denial, not from the filing', () => {
    const { night } = given(...FILED, later(20 * MINUTE), does(dan, 'deny', { why: 'No.' }), later(DAY - 1), files());
    expect(lastFact(night, 'Requested').over).toBe('BG-2026-0001');
  });
  test('the last denial is filed over, also after a request that was taken back', () => {
    const denied = does(dan, 'deny', { why: 'Still no.' });
    expect(lastFact(given(...DENIED, files(), denied, files()).night, 'Requested').over).toBe('BG-2026-0002');
    expect(lastFact(given(...DENIED, files(), does(rita, 'withdraw'), files()).night, 'Requested').over).toBe('BG-2026-0001');
    const { night } = given(...DENIED, files(), denied, files({ over: 'BG-2026-0001' }));
    expect(lastFact(night, 'Requested').over).toBe('BG-2026-0001');
  });
  test('a denial for another account or of another kind is not filed over', () => {
    for (const other of [{ account: SECOND }, { kind: 'drill' }]) {
      expect(lastFact(given(...DENIED, files(other)).night, 'Requested').over).toBeNull();
      given(...DENIED)
        .when(rita, 'request', { ...FILING, ...other, over: 'BG-2026-0001' })
        .then(refused('not-denied'));
    }
  });
  test('a denial of long ago can be named', () =>
    void given(...DENIED, later(9 * DAY))
      .when(rita, 'request', { ...FILING, over: 'BG-2026-0001' })
      .then([{ type: 'Requested', over: ActivationId.parse('BG-2026-0001') }]));
  test('only a denial can be filed over', () => {
    given(...FILED)
      .when(rico, 'request', { ...FILING, account: SECOND, operator: rico.id, over: 'BG-2026-0001' })
      .then(refused('not-denied'));
    given()
      .when(rita, 'request', { ...FILING, over: 'BG-2026-0007' })
      .then(refused('not-denied'));
  });
});

describe('drills and real requests', () => {
  const DRILL = [files({ kind: 'drill' })];
  test('a drill walks the drill’s runbook whatever is said to be broken', () => {
    expect(lastFact(given(...DRILL).night, 'Requested')).toMatchObject({
      kind: 'drill',
      domain: 'drill',
      runbook: { id: 'emergency-drill' },
    });
  });
  test('a drill never stands in the way of a real request, of the account or of the person', () => {
    given(...DRILL)
      .when(rico, 'request', { ...FILING, operator: rico.id })
      .then(['Requested']);
    given(...DRILL)
      .when(rita, 'request', FILING)
      .then(['Requested']);
    given(...DRILL)
      .when(rita, 'request', { ...FILING, account: SECOND })
      .then(['Requested']);
  });
  test('a real request stands in the way of a drill', () => {
    given(...FILED)
      .when(rico, 'request', { ...FILING, kind: 'drill', operator: rico.id })
      .then(refused('account-busy'));
    given(...FILED)
      .when(rita, 'request', { ...FILING, kind: 'drill', account: SECOND })
      .then(refused('one-open-request'));
  });
  test('a drill stands in the way of a drill', () => {
    given(...DRILL)
      .when(rico, 'request', { ...FILING, kind: 'drill', operator: rico.id })
      .then(refused('account-busy'));
    given(...DRILL)
      .when(rita, 'request', { ...FILING, kind: 'drill' })
      .then(already);
  });
});

describe('taking a request back', () => {
  test('the requester or the operator withdraw, with or without a reason', () => {
    const { night } = given(...FILED)
      .when(rita, 'withdraw', { why: 'My own mistake.' })
      .then(['Withdrawn']);
    expect(night.in('withdrawn').ending.why).toMatch(/^[0-9a-f]{64}$/);
    given(files({ operator: olaf.id }))
      .when(olaf, 'withdraw')
      .then([{ type: 'Withdrawn', why: null }]);
    given(...APPROVED)
      .when(rita, 'withdraw')
      .then(['Withdrawn']);
  });
  test('withdrawing again adds nothing', () =>
    void given(...FILED, does(rita, 'withdraw'))
      .when(rita, 'withdraw')
      .then(already));
  test('withdrawing again with another reason is not dropped in silence', () => {
    const withdrawn = given(...FILED, does(rita, 'withdraw', { why: 'My own mistake.' }));
    withdrawn.when(rita, 'withdraw', { why: 'My own mistake.' }).then(already);
    withdrawn.when(rita, 'withdraw', { why: 'It works again.' }).then(refused('wrong-phase'));
    withdrawn.when(rita, 'withdraw').then(refused('wrong-phase'));
  });
  test('nobody else withdraws', () =>
    void given(...FILED)
      .when(rico, 'withdraw')
      .then(refused('not-operator')));
  test('once a part is out it must come back', () =>
    void given(...KEY_OUT)
      .when(rita, 'withdraw')
      .then(refused('part-out')));
  test('nothing is withdrawn once it is in use or over', () => {
    for (const night of [IN_USE, DENIED, REVIEW, CLOSED])
      given(...night)
        .when(rita, 'withdraw')
        .then(refused('wrong-phase'));
  });
  test('a withdrawn request frees account and person', () => {
    given(...FILED, does(rita, 'withdraw'))
      .when(rita, 'request', FILING)
      .then(['Requested']);
  });
});

describe('three requests an hour', () => {
  const files3 = [
    files(),
    does(rita, 'withdraw'),
    later(10 * MINUTE),
    files({ kind: 'drill' }),
    does(rita, 'withdraw'),
    later(10 * MINUTE),
    files({ account: SECOND }),
    does(rita, 'withdraw'),
    later(10 * MINUTE),
  ];
  test('the fourth within an hour is refused, real and drill together', () => {
    const three = given(...files3);
    three.when(rita, 'request', FILING).then(refused('too-many-requests'));
    three.when(rita, 'request', { ...FILING, kind: 'drill' }).then(refused('too-many-requests'));
    expect(nextRequestAt(three.night.tenant, rita.id, three.night.now)).toBe(START + 60 * MINUTE);
  });
  test('another person may ask meanwhile', () =>
    void given(...files3)
      .when(rico, 'request', { ...FILING, operator: rico.id })
      .then(['Requested']));
  test('it is possible again when the first of the three is an hour old, and not a moment earlier', () => {
    given(...files3, later(30 * MINUTE - 1))
      .when(rita, 'request', FILING)
      .then(refused('too-many-requests'));
    given(...files3, later(30 * MINUTE))
      .when(rita, 'request', FILING)
      .then(['Requested']);
  });
  test('what is older than an hour is forgotten', () => {
    const { night } = given(...files3, later(61 * MINUTE), files({ operator: rico.id }, rico));
    expect([...night.tenant.filings.keys()]).toEqual([rico.id]);
    expect(nextRequestAt(night.tenant, rita.id, night.now)).toBeLessThanOrEqual(night.now);
  });
  test('the same request filed twice is one', () => {
    const { night } = given(files(), does(rita, 'withdraw'), files(), does(rita, 'withdraw'), files());
    expect(night.decide(rita, { ...FILING, verb: 'request' })).toMatchObject({ kind: 'already' });
  });
});

describe('a fallback account', () => {
  const WITH = { ...FILING, fallback: SECOND } as const;
  test('is frozen with its credentials, and its votes are bound to it', () => {
    const { night } = given().when(rita, 'request', WITH).then(['Requested']);
    expect(night.open.request.fallback).toEqual({
      account: SECOND,
      credentials: [
        { id: 'password-1', type: 'password', parts: ['password-1/paper'] },
        { id: 'certificate-1', type: 'certificate', parts: ['certificate-1/card'] },
      ],
    });
    expect(night.open.digest).not.toBe(given(...FILED).night.open.digest);
  });
  test('may be none, said or not', () => {
    for (const fallback of [null, '-', undefined]) expect(given(files({ fallback })).night.open.request).not.toHaveProperty('fallback');
  });
  test('is another account of the configuration', () => {
    given()
      .when(rita, 'request', { ...FILING, fallback: 'bg-admin-01' })
      .then(refused('fallback-same'))
      .when(rita, 'request', { ...FILING, fallback: 'bg-admin-09' })
      .then(refused('account-unknown'));
  });
  test('asked for with another one, or with none, is another request', () => {
    given(files(WITH)).when(rita, 'request', WITH).then('already');
    given(files(WITH)).when(rita, 'request', FILING).then(refused('account-busy'));
    given(...FILED)
      .when(rita, 'request', WITH)
      .then(refused('account-busy'));
  });
  test('a real request ends a drill that holds one of its accounts, whichever it is', () => {
    const drills = [
      files({ kind: 'drill', account: SECOND, operator: rico.id }, rico),
      files({ kind: 'drill', account: FIRST.id, fallback: SECOND, operator: rico.id }, rico),
    ];
    for (const drill of drills) {
      given(drill, files(WITH), looksAt('BG-2026-0001'))
        .whenClock('supersede')
        .then([{ type: 'DrillSuperseded', by: ActivationId.parse('BG-2026-0002') }]);
      given(drill, files({ account: SECOND }), looksAt('BG-2026-0001'))
        .whenClock('supersede')
        .then(['DrillSuperseded']);
    }
    given(files({ kind: 'drill', account: FIRST.id, operator: rico.id }, rico), files({ account: SECOND }), looksAt('BG-2026-0001'))
      .whenClock('supersede')
      .then('already');
  });
});
