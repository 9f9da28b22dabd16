import { describe, expect, test } from '@jest/globals';
import { successors } from '../../dialogs/handover.ts';
import { operatorNow } from '../../ledger/course.ts';
import {
  aaron,
  ada,
  type Act,
  already,
  ALL_OUT,
  APPROVED,
  at,
  axel,
  BACK,
  carl,
  CONFIRMED,
  changed,
  clock,
  CLOSED,
  cora,
  dan,
  does,
  EVERYBODY,
  FILED,
  files,
  given,
  gone,
  IN_USE,
  KEY,
  kim,
  later,
  milo,
  MINUTE,
  mona,
  type Night,
  olaf,
  refused,
  RETURNED,
  REVIEWING,
  rico,
  rita,
  rosterOf,
  stranger,
  task,
  wanda,
} from './given.ts';

const TO_RICO = { to: rico.id, offered: 0 };
const OFFERED: readonly Act[] = [...IN_USE, does(rita, 'offer-handover', TO_RICO)];
const ACCEPTED: readonly Act[] = [...OFFERED, does(rico, 'accept-handover', { offer: 1 })];
const CHANGED: readonly Act[] = [...ACCEPTED, later(MINUTE), does(cora, 'confirm-handover', { offer: 1 })];
const end = (night: Night) => night.in('in use').use.end;
const OVERDUE: readonly Act[] = [...IN_USE, at((night) => end(night) + 1), clock('overdue')];
const MORE = { minutes: '30', need: 'x', asked: 0 };

describe('naming the next operator', () => {
  test('is for the operator, and changes nothing yet', () => {
    const { night } = given(...IN_USE)
      .when(rita, 'offer-handover', TO_RICO)
      .then([{ type: 'HandoverOffered', to: rico.id, accounts: rico.accounts }]);
    expect(operatorNow(night.open)).toBe(rita.id);
  });
  test('once the operator is off the roster or overdue, requester, manager and approver may', () => {
    const forRico = [files({ operator: rico.id }), ...ALL_OUT.slice(1), does(rico, 'in-hand')];
    const to = { to: kim.id, offered: 0 };
    for (const who of [rita, mona, cora])
      for (const then of [[gone(rico)], [at((night: Night) => end(night) + 1), clock('overdue')]])
        given(...forRico, ...then)
          .when(who, 'offer-handover', to)
          .then(['HandoverOffered']);
    for (const who of [rita, mona, cora])
      given(...forRico)
        .when(who, 'offer-handover', to)
        .then(refused('not-operator'));
    for (const who of [wanda, carl, kim])
      given(...OVERDUE)
        .when(who, 'offer-handover', TO_RICO)
        .then(refused('not-operator'));
  });
  test('only to a responder of the roster who does not operate it already', () => {
    for (const [to, reason] of [
      [stranger.id, 'operator-unknown'],
      [carl.id, 'operator-unknown'],
      [rita.id, 'operator-now'],
    ] as const)
      given(...IN_USE)
        .when(rita, 'offer-handover', { to, offered: 0 })
        .then(refused(reason));
  });
  test('never to somebody who approved anything of it, whatever account that was', () => {
    const both = { ...aaron, roles: ['approver', 'responder'] as const };
    given(...IN_USE, changed(both))
      .when(rita, 'offer-handover', { to: aaron.id, offered: 0 })
      .then(refused('operator-voted'));
    given(...IN_USE, does(rita, 'ask-extension', MORE), does(olaf, 'approve-extension', { ask: 1 }))
      .when(rita, 'offer-handover', { to: olaf.id, offered: 0 })
      .then(refused('operator-voted'));
    const joined = { ...rico, accounts: [...rico.accounts, ...aaron.accounts] };
    given(...IN_USE, (night) => void (night.roster = rosterOf([...EVERYBODY.filter((who) => who !== rico && who !== aaron), joined])))
      .when(rita, 'offer-handover', TO_RICO)
      .then(refused('operator-voted'));
    const { night } = given(...IN_USE);
    expect(successors(night.open, night.roster).map(({ name }) => name)).toEqual(['Rico', 'Olaf', 'Kim', 'Axel']);
  });
  test('is about a use that goes on', () => {
    for (const acts of [FILED, APPROVED, ALL_OUT, BACK, CLOSED])
      given(...acts)
        .when(rita, 'offer-handover', TO_RICO)
        .then(refused('wrong-phase'));
    given(...IN_USE, does(wanda, 'revoke', { cause: 'x' }))
      .when(rita, 'offer-handover', TO_RICO)
      .then(refused('revoked'));
  });
  test('a later offer takes the place of an open one; a repeat is none, a card of before is refused', () => {
    given(...OFFERED)
      .when(rita, 'offer-handover', TO_RICO)
      .then(already);
    given(...OFFERED)
      .when(rita, 'offer-handover', { to: kim.id, offered: 0 })
      .then(refused('handover-old'));
    const two = [...OFFERED, does(rita, 'offer-handover', { to: kim.id, offered: 1 })];
    given(...two)
      .when(rico, 'accept-handover', { offer: 1 })
      .then(refused('handover-old'));
    given(...two)
      .when(kim, 'accept-handover', { offer: 2 })
      .then(['HandoverAccepted']);
  });
});

describe('taking over', () => {
  test('is for the one who was named, and changes nothing yet', () => {
    const { night } = given(...OFFERED)
      .when(rico, 'accept-handover', { offer: 1 })
      .then([{ type: 'HandoverAccepted', offer: 1 }]);
    expect(operatorNow(night.open)).toBe(rita.id);
    given(...ACCEPTED)
      .when(rico, 'accept-handover', { offer: 1 })
      .then(already);
    given(...OFFERED)
      .when(kim, 'accept-handover', { offer: 1 })
      .then(refused('not-named'));
    given(...IN_USE)
      .when(rico, 'accept-handover', { offer: 1 })
      .then(refused('handover-old'));
  });
  test('not after the role is lost, the use handed back or revoked', () => {
    given(...OFFERED, changed({ ...rico, roles: ['watch'] }))
      .when(rico, 'accept-handover', { offer: 1 })
      .then(refused('operator-unknown'));
    given(...OFFERED, does(rita, 'hand-back'))
      .when(rico, 'accept-handover', { offer: 1 })
      .then(refused('wrong-phase'));
    given(...OFFERED, does(wanda, 'revoke', { cause: 'x' }))
      .when(rico, 'accept-handover', { offer: 1 })
      .then(refused('revoked'));
  });
});

describe('confirming the new operator', () => {
  test('an approver who is neither confirms: from then on the new one operates, the end stays, custody follows', () => {
    const before = end(given(...ACCEPTED).night);
    const { night } = given(...ACCEPTED)
      .when(cora, 'confirm-handover', { offer: 1 })
      .then([{ type: 'OperatorChanged', to: rico.id }]);
    expect(operatorNow(night.open)).toBe(rico.id);
    expect(end(night)).toBe(before);
    expect([...night.open.released.values()].map(({ to }) => to)).toEqual([rico.id, rico.id]);
    given(...CHANGED)
      .when(cora, 'confirm-handover', { offer: 1 })
      .then(already);
    given(...CHANGED)
      .when(dan, 'confirm-handover', { offer: 1 })
      .then(refused('handover-old'));
  });
  test('only once the new one has accepted', () => {
    given(...OFFERED)
      .when(cora, 'confirm-handover', { offer: 1 })
      .then(refused('not-accepted'));
    given(...IN_USE)
      .when(cora, 'confirm-handover', { offer: 1 })
      .then(refused('handover-old'));
  });
  test('nobody who asked, used, offered or takes over confirms, and nobody without the role', () => {
    for (const who of [rico, mona, wanda, rita])
      given(...ACCEPTED)
        .when(who, 'confirm-handover', { offer: 1 })
        .then(refused('not-your-role'));
    const own = refused('own-handover');
    given(...ACCEPTED, changed({ ...rita, roles: ['responder', 'approver'] }))
      .when({ ...rita, roles: ['responder', 'approver'] }, 'confirm-handover', { offer: 1 })
      .then(own);
    const toOlaf = [...IN_USE, does(rita, 'offer-handover', { to: olaf.id, offered: 0 }), does(olaf, 'accept-handover', { offer: 1 })];
    given(...toOlaf)
      .when(olaf, 'confirm-handover', { offer: 1 })
      .then(own);
    const twin = { ...dan, accounts: [...dan.accounts, ...olaf.accounts] };
    given(...toOlaf, (night) => void (night.roster = rosterOf([...EVERYBODY.filter((who) => who !== dan), twin])))
      .when({ person: twin, account: dan.accounts[0]! }, 'confirm-handover', { offer: 1 })
      .then(own);
    given(...OVERDUE, does(milo, 'offer-handover', TO_RICO), does(rico, 'accept-handover', { offer: 1 }))
      .when(milo, 'confirm-handover', { offer: 1 })
      .then(own);
  });
  test('not when the new one approved more time in the meantime', () => {
    const toOlaf = [...IN_USE, does(rita, 'offer-handover', { to: olaf.id, offered: 0 }), does(olaf, 'accept-handover', { offer: 1 })];
    given(...toOlaf, does(rita, 'ask-extension', MORE), does(olaf, 'approve-extension', { ask: 1 }))
      .when(cora, 'confirm-handover', { offer: 1 })
      .then(refused('operator-voted'));
  });
});

describe('after a hand-over', () => {
  test('the old operator no longer acts as operator, the new one does', () => {
    given(...CHANGED)
      .when(rita, 'finish-step', { step: 'sign-in', evidence: 'x' })
      .then(refused('not-operator'));
    given(...CHANGED)
      .when(rico, 'finish-step', { step: 'sign-in', evidence: 'x' })
      .then(['StepFinished']);
    given(...CHANGED, gone(rita))
      .when(rico, 'hand-back')
      .then(['HandedBack']);
    given(
      files({ operator: kim.id }),
      ...APPROVED.slice(1),
      does(carl, 'release', { part: KEY, seal: 'A-1' }),
      ...ALL_OUT.slice(-1),
      does(kim, 'in-hand'),
      does(kim, 'offer-handover', TO_RICO),
      does(rico, 'accept-handover', { offer: 1 }),
      does(cora, 'confirm-handover', { offer: 1 }),
    )
      .when(kim, 'hand-back')
      .then(refused('not-operator'));
  });
  test('the operator’s tasks are the new one’s', () => {
    const back = [...CHANGED, does(rico, 'hand-back')];
    given(...back, ...task(rico, 'sessions', 'at 03:10'));
    given(...back)
      .when(rita, 'do-task', { task: 'sessions', evidence: 'x' })
      .then(refused('not-your-role'));
  });
  test('neither the new nor the old operator votes on more time, under any account', () => {
    const toOlaf = [
      files({ operator: rico.id }),
      ...ALL_OUT.slice(1),
      does(rico, 'in-hand'),
      does(rico, 'offer-handover', { to: olaf.id, offered: 0 }),
      does(olaf, 'accept-handover', { offer: 1 }),
      does(cora, 'confirm-handover', { offer: 1 }),
      does(olaf, 'ask-extension', MORE),
    ];
    given(...toOlaf)
      .when(olaf, 'approve-extension', { ask: 1 })
      .then(refused('operator-votes'));
    const old = { ...rico, roles: ['responder', 'approver'] as const };
    given(...toOlaf, changed(old))
      .when(old, 'approve-extension', { ask: 1 })
      .then(refused('operator-votes'));
    const dressed = { ...dan, accounts: [...dan.accounts, olaf.accounts[1]!] };
    given(...toOlaf, changed(dressed, { ...olaf, accounts: olaf.accounts.slice(0, 1) }))
      .when(dressed, 'approve-extension', { ask: 1 })
      .then(refused('requester-votes'));
  });
  test('who ever operated confirms no step of it', () => {
    const night = [
      ...IN_USE,
      does(rita, 'finish-step', { step: 'look', choice: 'policy' }),
      does(rita, 'finish-step', { step: 'sign-in', evidence: 'x' }),
      does(rita, 'finish-step', { step: 'which', choice: 'report-only' }),
      does(rita, 'finish-step', { step: 'set-it', evidence: 'https://example.com/1' }),
      does(rita, 'offer-handover', TO_RICO),
      does(rico, 'accept-handover', { offer: 1 }),
      does(cora, 'confirm-handover', { offer: 1 }),
      does(kim, 'finish-step', { step: 'works', evidence: 'two of them' }),
    ];
    for (const who of [rita, rico])
      given(...night)
        .when(who, 'witness-step', { step: 'works' })
        .then(refused('own-work'));
    given(...night)
      .when(cora, 'witness-step', { step: 'works' })
      .then(['StepWitnessed']);
  });
  test('who ever operated countersigns no review of it', () => {
    const night = [
      ...IN_USE,
      does(rita, 'offer-handover', { to: axel.id, offered: 0 }),
      does(axel, 'accept-handover', { offer: 1 }),
      does(cora, 'confirm-handover', { offer: 1 }),
      does(axel, 'offer-handover', { to: rico.id, offered: 1 }),
      does(rico, 'accept-handover', { offer: 2 }),
      does(cora, 'confirm-handover', { offer: 2 }),
      does(rico, 'hand-back'),
      ...RETURNED.slice(BACK.length),
      ...task(rico, 'sessions', 'at 03:10'),
      ...task(carl, 'keys', 'two keys'),
      ...task(rico, 'mend', 'https://example.com/1'),
      ...task(rico, 'count', '2'),
      ...CONFIRMED,
      does(milo, 'review', { ...REVIEWING, class: 'misuse' }),
    ];
    given(...night)
      .when(axel, 'countersign')
      .then(refused('involved'));
    given(...night)
      .when(ada, 'countersign')
      .then(['Countersigned', 'Closed']);
    given(...night.slice(0, -1), gone(ada))
      .when(milo, 'review', { ...REVIEWING, class: 'misuse' })
      .then(refused('no-countersigner'));
  });
  test('it can be handed over again', () => {
    const { night } = given(
      ...CHANGED,
      does(rico, 'offer-handover', { to: kim.id, offered: 1 }),
      does(kim, 'accept-handover', { offer: 2 }),
    )
      .when(cora, 'confirm-handover', { offer: 2 })
      .then(['OperatorChanged']);
    expect(operatorNow(night.open)).toBe(kim.id);
  });
});
