import { describe, expect, test } from '@jest/globals';
import { postUseTasks } from '../../dialogs/aftermath.ts';
import { domainsServed, outcomeOf } from '../../dialogs/domain.ts';
import { checkCode, walked } from '../../dialogs/walk.ts';
import {
  aaron,
  type Act,
  ALL_OUT,
  already,
  APPROVED,
  at,
  axel,
  BACK,
  bea,
  carl,
  cora,
  does,
  FILED,
  files,
  given,
  IN_USE,
  later,
  LIBRARY,
  LIVE_USE,
  mona,
  MINUTE,
  type Night,
  olaf,
  ONE_VOTE,
  otherFiles,
  refused,
  rico,
  rita,
  START,
  votes,
  wanda,
} from './given.ts';
import { DECLARED } from './given-declared.ts';
import { ATTACKED, FEDERATED, MORE_BOOKS, moreBooks, turnsOut } from './given-domain.ts';

const TO_ATTACK = { domain: 'suspected-attack', changed: 0, saw: '' };
const TO_FEDERATION = { domain: 'federation', changed: 0, saw: '' };
const end = (night: Night) => night.in('in use').use.end;
const openSteps = (night: Night) => walked(night.open, night.library)?.walk.open.map(({ id }) => id);
const LOCKOUT = LIBRARY.offered[0]!;

describe('saying that it is something else', () => {
  test('pins the runbook that serves it; digest, people, kind and votes stay', () => {
    const before = given(...ONE_VOTE, moreBooks).night.open;
    const { night } = given(...ONE_VOTE, moreBooks)
      .when(rita, 'change-domain', { ...TO_ATTACK, saw: 'Somebody was in at 01:50.' })
      .then([
        {
          type: 'DomainChanged',
          before: 'conditional-access',
          domain: 'suspected-attack',
          runbook: { id: 'suspected-attack', digest: ATTACKED.digest },
          useMinutes: 30,
          end: null,
        },
      ]);
    expect(night.open.request).toEqual({
      ...before.request,
      domain: 'suspected-attack',
      runbook: { id: 'suspected-attack', digest: ATTACKED.digest },
      useMinutes: 30,
    });
    expect([night.open.digest, [...night.open.votes.keys()]]).toEqual([before.digest, [aaron.id]]);
    given(...ONE_VOTE, moreBooks, turnsOut(rita, 'suspected-attack'))
      .when(bea, 'approve')
      .then(['VoteCast', { type: 'QuorumReached', absoluteEnd: START + MINUTE + 45 * MINUTE + 30 * MINUTE }]);
  });
  test('is for requester, operator, approvers, and responders who have done something in it', () => {
    for (const who of [rita, rico, aaron, olaf])
      given(files({ operator: rico.id }), moreBooks)
        .when(who, 'change-domain', TO_ATTACK)
        .then(['DomainChanged']);
    for (const who of [wanda, carl, mona, axel])
      given(...IN_USE, moreBooks)
        .when(who, 'change-domain', TO_ATTACK)
        .then(refused('not-on-it'));
    given(...IN_USE, moreBooks, does(rico, 'finish-step', { step: 'look', choice: 'other' }))
      .when(rico, 'change-domain', TO_ATTACK)
      .then(['DomainChanged']);
  });
  test('who may judge a use without quorum stands outside of it; who declared or operates it may say so', () => {
    const declared = [...DECLARED, moreBooks];
    given(...declared)
      .when(aaron, 'change-domain', TO_FEDERATION)
      .then(refused('not-on-it'));
    given(...declared)
      .when(rita, 'change-domain', TO_FEDERATION)
      .then(['DomainChanged']);
    const cast = [...declared, does(olaf, 'reject', { why: 'x' })];
    given(...cast)
      .when(olaf, 'change-domain', TO_FEDERATION)
      .then(refused('involved'));
  });
  test('a drill stays a drill, and a real use stays real', () => {
    given(...LIVE_USE, moreBooks)
      .when(rita, 'change-domain', TO_ATTACK)
      .then(refused('drill-or-real'));
    given(...FILED, moreBooks)
      .when(rita, 'change-domain', { ...TO_ATTACK, domain: 'drill' })
      .then(refused('drill-or-real'));
  });
  test('twice by the same click is one; from an older card it changes nothing; what is so already is no change', () => {
    const changed = [...FILED, moreBooks, turnsOut(rita, 'suspected-attack', 'x')];
    given(...changed)
      .when(rita, 'change-domain', { ...TO_ATTACK, saw: 'x' })
      .then(already);
    given(...FILED, moreBooks, turnsOut(rita, 'federation'))
      .when(rita, 'change-domain', TO_FEDERATION)
      .then(already);
    given(...changed)
      .when(rita, 'change-domain', { ...TO_ATTACK, saw: 'other words' })
      .then(refused('domain-old'));
    given(...changed)
      .when(aaron, 'change-domain', TO_FEDERATION)
      .then(refused('domain-old'));
    given(...changed)
      .when(rita, 'change-domain', { ...TO_FEDERATION, saw: 'x' })
      .then(refused('domain-old'));
    given(...changed)
      .when(aaron, 'change-domain', { ...TO_ATTACK, changed: 1 })
      .then(refused('domain-now'));
  });
  test('needs a runbook that serves it', () => {
    given(...FILED)
      .when(rita, 'change-domain', TO_ATTACK)
      .then(refused('no-runbook'));
    expect(domainsServed(MORE_BOOKS)).toEqual(['dont-know', 'conditional-access', 'federation', 'suspected-attack']);
    const open = given(...FILED).night;
    expect(outcomeOf(open.open, 'suspected-attack', open.circumstances({ kind: 'product' }))).toBe(null);
  });
  test('is over with the time to decide or to collect, with the use, and once it was revoked', () => {
    given(
      ...FILED,
      moreBooks,
      at((night) => night.open.request.decideBy + 1),
    )
      .when(rita, 'change-domain', TO_ATTACK)
      .then(refused('too-late'));
    given(
      ...FILED,
      moreBooks,
      at((night) => night.open.request.decideBy),
    )
      .when(rita, 'change-domain', TO_ATTACK)
      .then(['DomainChanged']);
    given(
      ...APPROVED,
      moreBooks,
      at((night) => night.in('approved').grant.collectBy + 1),
    )
      .when(rita, 'change-domain', TO_ATTACK)
      .then(refused('collection-over'));
    given(
      ...APPROVED,
      moreBooks,
      at((night) => night.in('approved').grant.collectBy),
    )
      .when(rita, 'change-domain', TO_ATTACK)
      .then(['DomainChanged']);
    given(...BACK, moreBooks)
      .when(rita, 'change-domain', TO_ATTACK)
      .then(refused('wrong-phase'));
    given(...IN_USE, moreBooks, does(wanda, 'revoke', { cause: 'x' }))
      .when(rita, 'change-domain', TO_ATTACK)
      .then(refused('revoked'));
  });
});

describe('the lower cap wins', () => {
  test('an approval that nobody has used yet allows less from then on, and never more again', () => {
    const { night } = given(...APPROVED, moreBooks);
    const { absoluteEnd, collectBy } = night.in('approved').grant;
    turnsOut(rita, 'suspected-attack')(night);
    expect(night.in('approved').grant.absoluteEnd).toBe(collectBy + 30 * MINUTE);
    turnsOut(rita, 'federation')(night);
    expect([night.in('approved').grant.absoluteEnd, night.open.request.useMinutes]).toEqual([absoluteEnd - 30 * MINUTE, 30]);
    given(...ALL_OUT, moreBooks, turnsOut(rita, 'suspected-attack'))
      .when(rita, 'in-hand')
      .then([{ type: 'CredentialInHand', end: START + 2 * MINUTE + 30 * MINUTE }]);
  });
  test('a use that has begun ends when the new runbook would let it end, and no later than it would have', () => {
    const { night } = given(...IN_USE, moreBooks, later(5 * MINUTE));
    const before = end(night);
    turnsOut(rita, 'federation')(night);
    expect(end(night)).toBe(before);
    turnsOut(rita, 'suspected-attack')(night);
    expect(end(night)).toBe(before - 30 * MINUTE);
    expect(night.in('in use')).toMatchObject({ grant: { absoluteEnd: before - 30 * MINUTE } });
    turnsOut(rita, 'federation')(night);
    turnsOut(rita, 'conditional-access')(night);
    expect(end(night)).toBe(before - 30 * MINUTE);
  });
  test('nobody is overdue by saying it: ten minutes are left where there were more, and never more than there were', () => {
    const late = given(...IN_USE, moreBooks, later(40 * MINUTE), turnsOut(rita, 'suspected-attack')).night;
    expect(end(late)).toBe(late.now + 10 * MINUTE);
    const nearly = given(...IN_USE, moreBooks, later(55 * MINUTE)).night;
    const before = end(nearly);
    turnsOut(rita, 'suspected-attack')(nearly);
    expect(end(nearly)).toBe(before);
  });
  test('more time that was asked for before is not given where the runbook of now allows less; it can be denied and asked for anew', () => {
    const asked = [
      ...IN_USE,
      moreBooks,
      does(rita, 'ask-extension', { minutes: '60', need: 'x', asked: 0 }),
      turnsOut(rita, 'suspected-attack'),
    ];
    given(...asked)
      .when(cora, 'approve-extension', { ask: 1 })
      .then(refused('extension-too-long'));
    given(
      ...asked,
      does(cora, 'deny-extension', { ask: 1, whyNot: 'x' }),
      does(rita, 'ask-extension', { minutes: '30', need: 'y', asked: 1 }),
    )
      .when(cora, 'approve-extension', { ask: 2 })
      .then(['ExtensionApproved']);
    given(...asked.slice(0, -1), turnsOut(rita, 'federation'))
      .when(cora, 'approve-extension', { ask: 1 })
      .then(['ExtensionApproved']);
  });
  test('more time that two people gave stays given where the runbook stays', () => {
    const more = [does(rita, 'ask-extension', { minutes: '60', need: 'x', asked: 0 }), does(cora, 'approve-extension', { ask: 1 })];
    const { night } = given(...IN_USE, moreBooks, later(MINUTE), ...more, does(bea, 'approve-extension', { ask: 1 }));
    const before = end(night);
    turnsOut(rita, 'dont-know')(night);
    expect(end(night)).toBe(before);
  });
  test('a declared use ends earlier, too, and is no more approved than before', () => {
    const { night } = given(...DECLARED, moreBooks);
    const before = end(night);
    turnsOut(rita, 'suspected-attack')(night);
    expect([end(night), night.in('in use').grant]).toEqual([Math.min(before, night.in('in use').use.at + 30 * MINUTE), null]);
  });
});

describe('the runbook', () => {
  const begun: readonly Act[] = [
    ...IN_USE,
    moreBooks,
    does(rita, 'finish-step', { step: 'look', choice: 'policy' }),
    does(rita, 'finish-step', { step: 'sign-in', evidence: 'x' }),
  ];
  test('stays where it serves the new case too, so that nobody loses their place', () => {
    const { night } = given(...begun, otherFiles, turnsOut(rita, 'dont-know'));
    expect([night.open.request.runbook.digest, openSteps(night)]).toEqual([LOCKOUT.digest, ['which']]);
  });
  test('begins at its first step; the one before goes on where it was when it is taken up again', () => {
    const { night } = given(...begun, turnsOut(rita, 'suspected-attack'));
    expect(openSteps(night)).toEqual(['hunt']);
    expect(night.open.steps.map(({ step }) => step)).toEqual(['look', 'sign-in']);
    turnsOut(rita, 'conditional-access')(night);
    expect(openSteps(night)).toEqual(['which']);
    // a step of the same name is done in the one runbook only
    const told = given(...IN_USE, moreBooks, turnsOut(rita, 'suspected-attack'), does(rita, 'finish-step', { step: 'hunt' }));
    const both = told.and(does(rico, 'finish-step', { step: 'tell' }), does(bea, 'witness-step', { step: 'tell' })).night;
    turnsOut(rita, 'conditional-access')(both);
    expect(walked(both.open, both.library)?.walk.done).toEqual([]);
  });
  test('an answer from a card of the runbook before is no answer to a step of the same name', () => {
    const old = { step: 'tell', runbook: checkCode(LOCKOUT.digest) };
    const turned = [...begun, turnsOut(rita, 'suspected-attack'), does(rita, 'finish-step', { step: 'hunt' })];
    for (const [verb, fields] of [
      ['finish-step', {}],
      ['fail-step', { why: 'x' }],
      ['skip-step', { why: 'x' }],
      ['witness-step', {}],
    ] as const)
      given(...turned)
        .when(rico, verb, { ...old, ...fields })
        .then(refused('runbook-changed'));
    given(...turned)
      .when(rico, 'finish-step', { step: 'tell', runbook: checkCode(ATTACKED.digest) })
      .then(['StepFinished']);
  });
  test('a click of before, delivered once more, is the one of before; the same step of another runbook is done anew', () => {
    const first = { step: 'sign-in', evidence: 'x', runbook: checkCode(LOCKOUT.digest) };
    given(...begun, turnsOut(rita, 'suspected-attack'))
      .when(rita, 'finish-step', first)
      .then(already);
    const both = [
      ...begun,
      turnsOut(rita, 'suspected-attack'),
      does(rita, 'finish-step', { step: 'hunt' }),
      does(rico, 'finish-step', { step: 'tell' }),
    ];
    const { night } = given(...both, does(bea, 'witness-step', { step: 'tell' }));
    expect(night.open.steps.at(-1)).toMatchObject({ step: 'tell', witness: bea.id });
    given(...both, does(bea, 'witness-step', { step: 'tell' }), turnsOut(rita, 'federation'))
      .when(bea, 'witness-step', { step: 'tell', runbook: checkCode(ATTACKED.digest) })
      .then(already);
    expect(FEDERATED.runbook.steps.map(({ id }) => id)).toEqual(['convert']);
  });
  test('each that was begun leaves its tasks; one that nobody walked leaves none', () => {
    const tasks = (...acts: readonly Act[]) => {
      const { night } = given(...acts);
      return postUseTasks(night.open, night.library).map(({ id }) => id);
    };
    expect(tasks(...begun, turnsOut(rita, 'suspected-attack'))).toEqual(['sessions', 'keys', 'change-all', 'mend', 'count']);
    expect(tasks(...IN_USE, moreBooks, turnsOut(rita, 'suspected-attack'))).toEqual(['sessions', 'keys', 'change-all']);
  });
});

test('a vote is for the request as it was filed, whatever was found out since', () => {
  const { night } = given(...FILED, moreBooks, turnsOut(rita, 'suspected-attack'), votes(aaron), votes(bea));
  expect(night.in('approved').grant.voters).toEqual([aaron.id, bea.id]);
});
