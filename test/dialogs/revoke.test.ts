import { describe, expect, test } from '@jest/globals';
import { duties } from '../../dialogs/duties.ts';
import {
  aaron,
  type Act,
  ada,
  ALL_OUT,
  already,
  APPROVED,
  at,
  BACK,
  bea,
  carl,
  clock,
  CLOSED,
  cora,
  DENIED,
  does,
  FILED,
  FILING,
  files,
  given,
  ida,
  IN_USE,
  KEY,
  KEY_OUT,
  mona,
  ONE_VOTE,
  PIN,
  refused,
  REVIEW,
  rico,
  rita,
  sha,
  wanda,
} from './given.ts';

const CAUSE = { cause: 'Another administrator is in.' };
const revoked = (who = wanda): Act => does(who, 'revoke', CAUSE);

describe('revoking an approval of which nothing is out', () => {
  test('ends the activation, and the account is free at once', () => {
    const { night } = given(...APPROVED)
      .when(wanda, 'revoke', CAUSE)
      .then([{ type: 'Revoked', ends: true }]);
    expect(night.in('revoked').ending.by).toMatchObject({ person: wanda.id });
    expect(night.tenant.standings.size).toBe(0);
    expect(duties(night.open, night.tenant)).toEqual([]);
    given(...APPROVED, revoked())
      .when(rico, 'request', { ...FILING, operator: rico.id })
      .then(['Requested']);
  });
  test('ends it for everybody: nothing is released, taken in hand or handed back', () => {
    const over = [...APPROVED, revoked()];
    given(...over)
      .when(carl, 'release', { part: KEY, seal: 'A-1' })
      .then(refused('wrong-phase'));
    given(...over)
      .when(rita, 'in-hand')
      .then(refused('wrong-phase'));
    given(...over)
      .when(rita, 'hand-back')
      .then(refused('wrong-phase'));
  });
});

describe('revoking what is out or in use', () => {
  test('marks it; the account stays taken until it is handed back', () => {
    for (const acts of [KEY_OUT, ALL_OUT, IN_USE]) {
      const { night } = given(...acts)
        .when(wanda, 'revoke', CAUSE)
        .then([{ type: 'Revoked', ends: false }]);
      expect(night.open.course.revoked?.by).toMatchObject({ person: wanda.id });
      expect(night.open.phase).toBe(given(...acts).night.open.phase);
      expect([...night.tenant.standings.values()]).toMatchObject([{ state: 'open' }]);
    }
  });
  test('with a part out, custodians release nothing more and the use cannot begin', () => {
    given(...KEY_OUT, revoked())
      .when(ida, 'release', { part: PIN, seal: 'A-2' })
      .then(refused('revoked'));
    given(...ALL_OUT, revoked())
      .when(rita, 'in-hand')
      .then(refused('revoked'));
  });
  test('a part released a moment before is out: the revocation after it marks, it does not end', () =>
    void given(...KEY_OUT)
      .when(wanda, 'revoke', CAUSE)
      .then([{ type: 'Revoked', ends: false }])
      .when(rita, 'hand-back')
      .then(['HandedBack']));
  test('no step is finished, failed, skipped or confirmed any more', () => {
    const over = [...IN_USE, does(rita, 'finish-step', { step: 'look', choice: 'policy' }), revoked()];
    for (const [verb, fields] of [
      ['finish-step', { evidence: 'x' }],
      ['fail-step', { why: 'x' }],
      ['skip-step', { why: 'x' }],
    ] as const)
      given(...over)
        .when(rita, verb, { step: 'sign-in', ...fields })
        .then(refused('revoked'));
    given(...over)
      .when(aaron, 'witness-step', { step: 'look' })
      .then(refused('revoked'));
  });
  test('what was done before can still be written down', () => {
    given(...IN_USE, revoked())
      .when(rita, 'change', { was: 'a', is: 'b', back: 'c' })
      .then(['ChangeLogged']);
    given(...IN_USE, revoked())
      .when(rita, 'note', { text: 'I am out.' })
      .then(['NoteTaken']);
  });
  test('the operator hands back, or at once whoever stands in', () => {
    for (const who of [rita, aaron, mona])
      given(...IN_USE, revoked())
        .when(who, 'hand-back')
        .then(['HandedBack']);
    for (const who of [rico, wanda, carl])
      given(...IN_USE, revoked())
        .when(who, 'hand-back')
        .then(refused('not-operator'));
  });
  test('the parts come back and the tasks follow as after any use', () => {
    const { night } = given(...KEY_OUT, revoked(), does(rita, 'hand-back'))
      .when(carl, 'return', { part: KEY, seal: 'B-1' })
      .then(['CredentialReturned']);
    expect(night.in('handed back').tasks.length).toBeGreaterThan(0);
    expect(night.open.course.revoked).not.toBeNull();
  });
  test('a part that nobody brings back is handed back by the clock at the collection time', () =>
    void given(
      ...KEY_OUT,
      revoked(),
      at((night) => night.in('approved').grant.collectBy + 1),
    )
      .whenClock('lapse')
      .then(['HandedBack']));
  test('its end still passes loudly, but nobody is warned of it', () => {
    const { night } = given(...IN_USE, revoked());
    expect(duties(night.open, night.tenant).map(({ command }) => command.verb)).toEqual(['overdue']);
    given(
      ...IN_USE,
      revoked(),
      at((one) => one.in('in use').use.end + 1),
    )
      .whenClock('overdue')
      .then(['BecameOverdue']);
  });
});

describe('who may revoke', () => {
  test('the watch, a manager, an approver, also one who approved', () => {
    for (const who of [wanda, mona, cora, bea])
      given(...IN_USE)
        .when(who, 'revoke', CAUSE)
        .then(['Revoked']);
  });
  test('nobody else revokes anything', () => {
    for (const who of [rita, rico, carl, ada])
      given(...IN_USE)
        .when(who, 'revoke', CAUSE)
        .then(refused('not-your-role'));
  });
  test('only an approval or a use', () => {
    for (const acts of [FILED, ONE_VOTE, BACK, REVIEW, CLOSED, DENIED])
      given(...acts)
        .when(wanda, 'revoke', CAUSE)
        .then(refused('wrong-phase'));
  });
});

describe('revoking twice', () => {
  test('the same click adds nothing', () => {
    for (const acts of [APPROVED, IN_USE])
      given(...acts, revoked())
        .when(wanda, 'revoke', CAUSE)
        .then(already);
  });
  test('other words, or somebody else, read that it is revoked already', () => {
    for (const acts of [APPROVED, IN_USE]) {
      given(...acts, revoked())
        .when(wanda, 'revoke', { cause: 'something else' })
        .then(refused('revoked'));
      given(...acts, revoked())
        .when(mona, 'revoke', CAUSE)
        .then(refused('revoked'));
    }
  });
  test('the reason stands in the fact as its digest only', () => {
    const { night } = given(...IN_USE, revoked());
    expect(JSON.stringify(night.records.at(-1))).not.toContain(CAUSE.cause);
    expect(night.open.course.revoked?.why).not.toBe(sha(CAUSE.cause));
  });
});

test('a drill in use that was revoked still makes way for the real thing', () => {
  const drill = [files({ kind: 'drill', domain: 'drill' }), ...APPROVED.slice(1), ...IN_USE.slice(APPROVED.length), revoked()];
  const { night } = given(
    ...drill,
    files({ operator: rico.id }, rico),
    (one) => void (one.current = [...one.activations.keys()][0]!),
    clock('supersede'),
  );
  expect(night.open.phase).toBe('handed back');
});
