// What a use without quorum changes for everybody else: custodians, the clock, the buttons.
import { describe, expect, test } from '@jest/globals';
import { duties } from '../../dialogs/duties.ts';
import { offers } from '../../dialogs/offers.ts';
import type { Person } from '../../dialogs/policy.ts';
import { standing } from '../../dialogs/ratify.ts';
import {
  aaron,
  type Act,
  actorOf,
  already,
  at,
  BACK,
  bea,
  carl,
  changed,
  clock,
  does,
  given,
  gone,
  ida,
  IN_USE,
  KEY,
  kim,
  looksAt,
  milo,
  mona,
  olaf,
  ONE_VOTE,
  PIN,
  refused,
  rico,
  rita,
  START,
  task,
  votes,
  wanda,
} from './given.ts';
import { DECLARED, declares, OUT, RATIFIED, ratifies, REJECTED, RETURNED, seen, TO_REVIEW } from './given-declared.ts';

describe('custody without quorum', () => {
  test('a custodian may write down what went out, in words of its own, and it comes back', () => {
    given(...DECLARED)
      .when(carl, 'release', { part: KEY, seal: 'A-1' })
      .then([{ type: 'ReleasedUnapproved', part: KEY, to: rita.id }])
      .when(carl, 'release', { part: KEY, seal: 'A-1' })
      .then(already)
      .when(kim, 'release', { part: KEY, seal: 'A-2' })
      .then(refused('part-out'));
    const { night } = given(...RATIFIED, ...OUT, ...RETURNED);
    expect(night.in('review').returned.size).toBe(2);
  });
  test('however it was judged, it is never a release against an approval', () => {
    for (const acts of [RATIFIED, REJECTED])
      given(...acts)
        .when(ida, 'release', { part: PIN, seal: 'A-1' })
        .then(['ReleasedUnapproved']);
  });
  test('not to nobody knows whom, not to oneself, not once it is over, not by others', () => {
    given(seen()).when(carl, 'release', { part: KEY, seal: 'A-1' }).then(refused('operator-not-named'));
    given(declares({ operator: carl.id }, carl))
      .when(carl, 'release', { part: KEY, seal: 'A-1' })
      .then(refused('to-operator'));
    given(...DECLARED, does(rita, 'hand-back'))
      .when(carl, 'release', { part: KEY, seal: 'A-1' })
      .then(refused('wrong-phase'));
    given(...IN_USE)
      .when(kim, 'release', { part: KEY, seal: 'A-1' })
      .then(refused('wrong-phase'));
    given(...DECLARED)
      .when(wanda, 'release', { part: KEY, seal: 'A-1' })
      .then(refused('not-your-part'));
  });
  test('the credential is not said to be in hand: the use has begun already', () =>
    void given(...DECLARED, ...OUT)
      .when(rico, 'in-hand')
      .then(refused('not-operator'))
      .when(rita, 'in-hand')
      .then(already));
});

const owed = (...acts: readonly Act[]) => {
  const { night } = given(...acts);
  return duties(night.open, night.tenant).map(({ command, due }) => [command.verb, due]);
};

describe('what is owed', () => {
  const due = START + 24 * 60 * 60_000 + 1;
  test('the clock ends the time of judging in every phase until it is settled', () => {
    const judging = (...acts: readonly Act[]) => owed(...acts).filter(([verb]) => verb === 'lapse-ratification');
    expect(owed(...DECLARED)).toEqual([
      ['warn', START + 30 * 60_000],
      ['overdue', START + 60 * 60_000 + 1],
      ['lapse-ratification', due],
    ]);
    expect(judging(...DECLARED, does(rita, 'hand-back'))).toEqual([['lapse-ratification', due]]);
    expect(owed(...DECLARED, ...TO_REVIEW)).toEqual([['lapse-ratification', due]]);
    expect(judging(...RATIFIED, does(rita, 'hand-back'))).toEqual([]);
    expect(
      judging(
        ...DECLARED,
        at(() => due),
        clock('lapse-ratification'),
        does(rita, 'hand-back'),
      ),
    ).toEqual([]);
    expect(judging(...BACK)).toEqual([]);
  });
  test('a request ends at once when somebody declares out of it, but not once parts are out under two approvals', () => {
    const both = [...ONE_VOTE, declares(), looksAt('BG-2026-0001')];
    expect(owed(...both)).toEqual([['supersede', 0]]);
    expect(owed(...both, votes(bea))).toEqual([['supersede', 0]]);
    expect(owed(...both, votes(bea), does(carl, 'release', { part: KEY, seal: '1' }))).toMatchObject([['lapse', expect.any(Number)]]);
  });
});

describe('the tasks of somebody whom nobody knows', () => {
  test('are any responder’s', () => {
    given(seen(), does(aaron, 'hand-back'), ...task(rico, 'sessions', 'at 03:10'))
      .when(carl, 'do-task', { task: 'mend', evidence: 'https://example.com' })
      .then(refused('not-your-role'));
  });
});

describe('buttons without quorum', () => {
  const offered = (who: Person, ...acts: readonly Act[]) => {
    const { night } = given(...acts);
    return offers(night.open, night.tenant, night.circumstances(actorOf(who))).map(({ verb }) => verb);
  };
  test('an approver ratifies or rejects, and after one the other only', () => {
    expect(offered(aaron, ...DECLARED)).toEqual(['note', 'revoke', 'ratify', 'reject']);
    expect(offered(aaron, ...DECLARED, ratifies(aaron))).toEqual(['note', 'revoke', 'reject']);
    expect(offered(aaron, ...RATIFIED)).toEqual(['note', 'revoke']);
    expect(offered(rita, ...DECLARED)).not.toContain('ratify');
    expect(offered(aaron, seen())).toEqual(['note', 'hand-back', 'revoke', 'reject', 'name-operator']);
  });
  test('anybody can say “it was me” while nobody knows, a manager who has just left the roster cannot name', () => {
    for (const who of [wanda, mona, carl]) expect(offered(who, seen())).toContain('name-operator');
    expect(offered(mona, seen(), gone(mona))).toContain('name-operator');
    expect(offered(wanda, ...DECLARED)).not.toContain('name-operator');
  });
  test('a manager reviews once it is settled', () => {
    expect(offered(mona, ...DECLARED, ...TO_REVIEW)).toEqual(['note']);
    expect(offered(mona, ...RATIFIED, ...TO_REVIEW)).toEqual(['note', 'review']);
    expect(offered(milo, ...DECLARED, ...TO_REVIEW)).toEqual(['note', 'ratify', 'reject']);
  });
  test('votes are counted by the roster now', () => {
    const { night } = given(...DECLARED, ratifies(aaron), changed({ ...aaron, roles: [] }));
    expect(standing(night.open, night)).toEqual({ ratified: 0, rejected: 0 });
  });
});

describe('how a use without quorum goes on', () => {
  const OFFERED: readonly Act[] = [...DECLARED, does(rita, 'offer-handover', { to: rico.id, offered: 0 })];
  const ACCEPTED: readonly Act[] = [...OFFERED, does(rico, 'accept-handover', { offer: 1 })];
  const OVER: readonly Act[] = [...ACCEPTED, does(aaron, 'confirm-handover', { offer: 1 })];
  test('nobody approved it, so no approval of it can be made longer', () => {
    given(...DECLARED)
      .when(rita, 'ask-extension', { minutes: '30', need: 'One policy is left.', asked: 0 })
      .then(refused('unapproved'));
    given(...DECLARED)
      .when(aaron, 'approve-extension', { ask: 1 })
      .then(refused('unapproved'));
    given(...DECLARED)
      .when(aaron, 'deny-extension', { ask: 1, whyNot: 'No.' })
      .then(refused('unapproved'));
  });
  test('it can be revoked, and it stays a use that nobody approved', () => {
    const { night } = given(...DECLARED)
      .when(wanda, 'revoke', { cause: 'It is not needed.' })
      .then([{ type: 'Revoked', ends: false }]);
    expect(night.in('in use').grant).toBeNull();
    expect(offers(night.open, night.tenant, night.circumstances(actorOf(bea))).map(({ verb }) => verb)).toContain('hand-back');
  });
  test('what was handed out is written down also after it was revoked', () => {
    given(...DECLARED, does(wanda, 'revoke', { cause: 'It is not needed.' }))
      .when(carl, 'release', { part: KEY, seal: 'A-1' })
      .then([{ type: 'ReleasedUnapproved', to: rita.id }]);
  });
  test('it can be handed over, and what went out is then with the new operator', () => {
    const { night } = given(...DECLARED, does(carl, 'release', { part: KEY, seal: 'A-1' }), ...OFFERED.slice(1), ...ACCEPTED.slice(2))
      .when(aaron, 'confirm-handover', { offer: 1 })
      .then([{ type: 'OperatorChanged', to: rico.id }]);
    expect(night.open.released.get(KEY)?.to).toBe(rico.id);
    given(...OVER)
      .when(rico, 'hand-back')
      .then(['HandedBack']);
  });
  test('whoever confirmed the new operator does not judge, and whoever judges confirms no operator', () => {
    given(...OVER)
      .when(aaron, 'ratify', { why: 'Right.' })
      .then(refused('involved'));
    given(...ACCEPTED, ratifies(aaron))
      .when(aaron, 'confirm-handover', { offer: 1 })
      .then(refused('involved'));
  });
  test('whoever judged it does not take it over, and nobody who operated judges', () => {
    given(...DECLARED, ratifies(olaf))
      .when(rita, 'offer-handover', { to: olaf.id, offered: 0 })
      .then(refused('operator-voted'));
    const olafOperates = [does(rita, 'offer-handover', { to: olaf.id, offered: 0 }), does(olaf, 'accept-handover', { offer: 1 })];
    given(...DECLARED, ...olafOperates, does(aaron, 'confirm-handover', { offer: 1 }))
      .when(olaf, 'reject', { why: 'No.' })
      .then(refused('involved'));
  });
  test('while nobody knows who is in, nobody can hand over, and nobody is warned', () => {
    given(seen()).when(aaron, 'offer-handover', { to: rico.id, offered: 0 }).then(refused('operator-not-named'));
    expect(owed(seen()).map(([verb]) => verb)).not.toContain('warn');
  });
  test('a new approver judges after a day, like they vote', () => {
    const { night } = given(...DECLARED);
    const voices = new Map([
      [aaron.accounts[0]!, night.now],
      [bea.accounts[0]!, 0],
    ]);
    night.tenant = { ...night.tenant, rules: { ...night.tenant.rules, roll: new Map(), voices } };
    expect(night.decide(aaron, { verb: 'ratify', why: 'Right.' })).toMatchObject({ kind: 'refused', reason: 'approver-too-new' });
    expect(night.decide(bea, { verb: 'ratify', why: 'Right.' })).toMatchObject({ kind: 'happened' });
  });
});
