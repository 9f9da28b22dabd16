import { describe, expect, test } from '@jest/globals';
import { announcedFor, isStartable, WINDOW } from '../../dialogs/announce.ts';
import { AnnouncementId, Digest } from '../../ledger/ids.ts';
import { fact } from './drill-facts.ts';
import {
  ada,
  already,
  ANNOUNCED,
  ANNOUNCING,
  at,
  axel,
  changed,
  dan,
  does,
  DRILL_AT,
  files,
  FIRST,
  given,
  gone,
  HOUR,
  later,
  LIVE,
  milo,
  MINUTE,
  mona,
  refused,
  rico,
  rita,
  SECOND,
  sha,
  START,
  votes,
  aaron,
  bea,
  FILING,
  clock,
} from './given.ts';

const FILE = { ...FILING, kind: 'drill', announcement: 'LD-2026-0001' } as const;

describe('an announcement', () => {
  test('of a manager names account, operator, the one action and the time', () => {
    given()
      .when(mona, 'announce-drill', ANNOUNCING)
      .then([{ type: 'DrillAnnounced', id: AnnouncementId.parse('LD-2026-0001'), account: FIRST.id, operator: rita.id, at: DRILL_AT }]);
  });
  test('holds its action as a digest only', () => {
    const { action } = fact(given(...ANNOUNCED).night, 'DrillAnnounced');
    expect(Digest.safeParse(action).success).toBe(true);
    expect(action).not.toBe(sha(ANNOUNCING.action));
  });
  test('delivered twice is one; with other words, another operator or another time it is another', () => {
    given(...ANNOUNCED)
      .when(mona, 'announce-drill', ANNOUNCING)
      .then(already);
    for (const other of [{ action: 'Another' }, { operator: rico.id }, { at: DRILL_AT + MINUTE }, { account: SECOND.id }])
      given(...ANNOUNCED)
        .when(mona, 'announce-drill', { ...ANNOUNCING, ...other })
        .then([{ type: 'DrillAnnounced', id: AnnouncementId.parse('LD-2026-0002') }]);
    given(...ANNOUNCED)
      .when(milo, 'announce-drill', ANNOUNCING)
      .then(['DrillAnnounced']);
  });
  test('is refused to anybody who is no manager', () => {
    for (const who of [rita, dan, ada]) given().when(who, 'announce-drill', ANNOUNCING).then(refused('not-your-role'));
  });
  test('is refused 24 hours less a millisecond before, and accepted exactly 24 hours before', () => {
    given()
      .when(mona, 'announce-drill', { ...ANNOUNCING, at: START + 24 * HOUR - 1 })
      .then(refused('announced-when'));
    given()
      .when(mona, 'announce-drill', { ...ANNOUNCING, at: START + 24 * HOUR })
      .then(['DrillAnnounced']);
  });
  test('is refused more than 90 days before', () => {
    given()
      .when(mona, 'announce-drill', { ...ANNOUNCING, at: START + 90 * 24 * HOUR + 1 })
      .then(refused('announced-when'));
    given()
      .when(mona, 'announce-drill', { ...ANNOUNCING, at: START + 90 * 24 * HOUR })
      .then(['DrillAnnounced']);
  });
  test('is refused for an unknown account, and for an operator who is no responder', () => {
    given()
      .when(mona, 'announce-drill', { ...ANNOUNCING, account: 'bg-admin-09' })
      .then(refused('account-unknown'));
    for (const operator of [dan.id, 'E9999'])
      given()
        .when(mona, 'announce-drill', { ...ANNOUNCING, operator })
        .then(refused('operator-unknown'));
  });
});

describe('a live drill', () => {
  test('is filed with the announcement and its action', () => {
    const { night } = given(...LIVE);
    const { action } = fact(night, 'DrillAnnounced');
    expect(night.open.request.live).toEqual({ announcement: 'LD-2026-0001', action });
  });
  test('is filed from its time on, and until two hours later', () => {
    const when = (off: number) =>
      given(
        ...ANNOUNCED,
        at(() => DRILL_AT + off),
      );
    when(-1).when(rita, 'request', FILE).then(refused('not-the-time'));
    when(0).when(rita, 'request', FILE).then(['Requested']);
    when(WINDOW).when(rita, 'request', FILE).then(['Requested']);
    when(WINDOW + 1)
      .when(rita, 'request', FILE)
      .then(refused('not-the-time'));
  });
  test('is refused for another account, another operator, as a real request, or with a fallback account', () => {
    const now = given(
      ...ANNOUNCED,
      at(() => DRILL_AT),
    );
    for (const other of [{ account: SECOND.id }, { operator: rico.id }, { kind: 'real' }, { fallback: SECOND.id }])
      now.when(rita, 'request', { ...FILE, ...other }).then(refused('announced-otherwise'));
  });
  test('is refused on an announcement that nobody made', () => {
    given()
      .when(rita, 'request', { ...FILE, announcement: 'LD-2026-0009' })
      .then(refused('announcement-unknown'));
  });
  test('filed twice is one; asked for as a dry drill it is another, and the account is busy', () => {
    given(...LIVE)
      .when(rita, 'request', FILE)
      .then(already);
    given(...LIVE)
      .when(rita, 'request', { ...FILE, announcement: null })
      .then(refused('account-busy'));
    given(
      ...ANNOUNCED,
      at(() => DRILL_AT),
      files({ kind: 'drill' }),
    )
      .when(rita, 'request', FILE)
      .then(refused('account-busy'));
  });
  test('uses its announcement up; one that ended without a use gives it back', () => {
    const over = given(...LIVE, votes(aaron), votes(bea), does(rita, 'withdraw'));
    over.when(rita, 'request', FILE).then(['Requested']);
    given(...LIVE, does(dan, 'deny', { why: 'no' }))
      .when(rita, 'request', FILE)
      .then(['Requested']);
    given(
      ...LIVE,
      at(({ open }) => open.request.decideBy + 1),
      clock('lapse'),
    )
      .when(rita, 'request', FILE)
      .then(['Requested']);
  });
  test('that was closed is not filed again', () => {
    const used = given(...LIVE).night;
    used.tenant = { ...used.tenant, standings: new Map() };
    expect(used.decide(rita, { ...FILE, verb: 'request' })).toMatchObject({ kind: 'refused', reason: 'announcement-used' });
  });
  test('makes way for a real request', () => {
    given(...LIVE, files({ operator: rico.id }, rico), (night) => void (night.current = [...night.activations.keys()][0] ?? null))
      .whenClock('supersede')
      .then(['DrillSuperseded']);
  });
});

describe('who starts a drill', () => {
  test('a manager may, where another manager is left to review it', () => {
    given()
      .when(mona, 'request', { ...FILING, kind: 'drill' })
      .then(['Requested']);
    given(gone(milo), gone(axel))
      .when(mona, 'request', { ...FILING, kind: 'drill' })
      .then(refused('no-reviewer'));
    given(gone(milo))
      .when(mona, 'request', { ...FILING, kind: 'drill', operator: axel.id })
      .then(refused('no-reviewer'));
  });
  test('a manager may not ask in earnest, and others may not start a drill', () => {
    given().when(mona, 'request', FILING).then(refused('not-your-role'));
    given()
      .when(dan, 'request', { ...FILING, kind: 'drill' })
      .then(refused('not-your-role'));
    const both = { ...mona, roles: ['manager', 'responder'] } as const;
    given(changed(both), gone(milo), gone(axel))
      .when(both, 'request', { ...FILING, kind: 'drill' })
      .then(['Requested']);
  });
});

describe('what is to come', () => {
  test('is listed by account, the next first, until it is used or over', () => {
    const two = given(
      ...ANNOUNCED,
      does(mona, 'announce-drill', { ...ANNOUNCING, at: DRILL_AT - HOUR }),
      does(mona, 'announce-drill', { ...ANNOUNCING, account: SECOND.id }),
    );
    const ids = (now: number) => announcedFor(two.night.tenant, FIRST.id, now).map(({ id }) => id);
    expect(ids(START)).toEqual(['LD-2026-0002', 'LD-2026-0001']);
    expect(ids(DRILL_AT - HOUR + WINDOW)).toEqual(['LD-2026-0002', 'LD-2026-0001']);
    expect(ids(DRILL_AT - HOUR + WINDOW + 1)).toEqual(['LD-2026-0001']);
    expect(announcedFor(given(...LIVE).night.tenant, FIRST.id, DRILL_AT)).toEqual([]);
  });
  test('what is used cannot be started', () => {
    expect(isStartable({ at: START, filed: null }, START)).toBe(true);
    expect(isStartable({ at: START, filed: given(...LIVE).night.open.id }, START)).toBe(false);
  });
  test('is forgotten a month later, when something else is announced; its number is not given again', () => {
    const { night } = given(
      ...ANNOUNCED,
      later(60 * 24 * HOUR),
      does(mona, 'announce-drill', { ...ANNOUNCING, at: START + 62 * 24 * HOUR }),
    );
    expect([...night.tenant.drills.announced.keys()]).toEqual(['LD-2027-0001']);
  });
});
