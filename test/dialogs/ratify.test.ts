import { describe, expect, test } from '@jest/globals';
import { RATIFY_WITHIN } from '../../dialogs/declare.ts';
import { hasPart, ratifyBy, standing } from '../../dialogs/ratify.ts';
import { declarationOf } from '../../ledger/activation.ts';
import {
  aaron,
  type Act,
  ada,
  already,
  APPROVED,
  at,
  axel,
  bea,
  carl,
  changed,
  clock,
  cora,
  dan,
  does,
  given,
  gone,
  later,
  milo,
  mona,
  olaf,
  refused,
  rico,
  rita,
  sha,
  START,
  stranger,
} from './given.ts';
import { DECLARED, declares, RATIFIED, ratifies, REJECTED, rejects, seen, TO_REVIEW } from './given-declared.ts';

const REVIEWING = { class: 'real', found: 'It could not wait.', ticket: 'INC-7', reporting: 'none' } as const;
const DUE = START + RATIFY_WITHIN;
const steps: readonly Act[] = [
  does(rita, 'finish-step', { step: 'look', choice: 'policy' }),
  does(rita, 'finish-step', { step: 'sign-in', evidence: 'x' }),
  does(rita, 'finish-step', { step: 'which', choice: 'exclude' }),
  does(rita, 'finish-step', { step: 'exclude-it', evidence: '2' }),
  does(rita, 'finish-step', { step: 'works', evidence: 'x' }),
];
const witnessed: readonly Act[] = [...DECLARED, ...steps, does(cora, 'witness-step', { step: 'works' })];

describe('judging a use that nobody approved', () => {
  test('the second person alike settles it; it stays a use that nobody approved', () => {
    const { night } = given(...DECLARED)
      .when(aaron, 'ratify', { why: 'Right.' })
      .then([{ type: 'RatificationCast', stand: 'ratified', accounts: aaron.accounts }])
      .when(bea, 'ratify', { why: 'Right.' })
      .then(['RatificationCast', { type: 'Ratified', judges: [aaron.id, bea.id] }]);
    expect(night.in('in use')).toMatchObject({ grant: null, votes: new Map(), declared: { judged: { as: 'ratified' } } });
    expect(night.records.flatMap(({ facts }) => facts.map(({ type }) => type))).not.toContain('QuorumReached');
    given(...DECLARED, rejects(aaron))
      .when(bea, 'reject', { why: 'Wrong.' })
      .then(['RatificationCast', { type: 'Rejected', judges: [aaron.id, bea.id] }]);
  });
  test('one for and one against settle nothing; the third does', () => {
    given(...DECLARED, ratifies(aaron))
      .when(bea, 'reject', { why: 'Wrong.' })
      .then([{ type: 'RatificationCast', stand: 'rejected' }])
      .when(cora, 'ratify', { why: 'Right.' })
      .then(['RatificationCast', 'Ratified']);
  });
  test('until then everybody may change their mind; saying the same again adds nothing', () => {
    const { night } = given(...DECLARED, ratifies(aaron))
      .when(aaron, 'reject', { why: 'I looked again.' })
      .then([{ type: 'RatificationCast', stand: 'rejected' }]);
    expect(standing(night.open, night)).toEqual({ ratified: 0, rejected: 1 });
    given(...DECLARED, ratifies(aaron, 'Right.'))
      .when(aaron, 'ratify', { why: 'Right.' })
      .then(already)
      .when(aaron, 'ratify', { why: 'Still right.' })
      .then(refused('already-judged'));
    given(...RATIFIED)
      .when(bea, 'ratify', { why: 'It could not wait.' })
      .then(already)
      .when(cora, 'reject', { why: 'No.' })
      .then(refused('wrong-phase'));
  });
  test('neither declarer nor operator judges, by whatever account of theirs', () => {
    const approving = { ...rita, roles: [...rita.roles, 'approver'] } as const;
    for (const acts of [DECLARED, [declares({ operator: rico.id })], [declares({}, rico)]])
      given(...acts, changed(approving))
        .when(approving, 'ratify', { why: 'I was right.' })
        .then(refused('involved'));
    const moved = { ...dan, accounts: [...dan.accounts, rita.accounts[1]!] };
    given(...DECLARED, changed({ ...rita, accounts: rita.accounts.slice(0, 1) }, moved))
      .when(moved, 'reject', { why: 'x' })
      .then(refused('involved'));
    given(declares({ operator: olaf.id }, olaf))
      .when(olaf, 'ratify', { why: 'x' })
      .then(refused('involved'));
  });
  test('who confirmed a step of the use does not judge it, and who judged it confirms no step', () => {
    for (const verb of ['ratify', 'reject'] as const)
      given(...witnessed)
        .when(cora, verb, { why: 'x' })
        .then(refused('involved'));
    given(...DECLARED, ratifies(cora), ...steps)
      .when(cora, 'witness-step', { step: 'works' })
      .then(refused('involved'))
      .when(dan, 'witness-step', { step: 'works' })
      .then(['StepWitnessed']);
  });
  test('a word of the witness under another key does not count', () => {
    const late = { ...dan, accounts: [...dan.accounts, ...cora.accounts] };
    given(...DECLARED, ratifies(dan), ...steps, does(cora, 'witness-step', { step: 'works' }), gone(cora), changed(late))
      .when(aaron, 'ratify', { why: 'x' })
      .then(['RatificationCast', 'Ratified']);
    given(
      ...DECLARED,
      ...steps,
      changed(late, { ...cora, accounts: [] }),
      ratifies({ person: late, account: cora.accounts[0]! }),
      changed(cora, dan),
    )
      .and(does(cora, 'witness-step', { step: 'works' }))
      .when(aaron, 'ratify', { why: 'x' })
      .then(['RatificationCast']);
  });
  test('only approvers judge, and one human being with two keys once', () => {
    for (const who of [carl, mona, ada])
      given(...DECLARED)
        .when(who, 'ratify', { why: 'x' })
        .then(refused('not-your-role'));
    const joined = { ...dan, accounts: [...dan.accounts, ...aaron.accounts] };
    const { night } = given(...DECLARED, ratifies(aaron), gone(aaron), changed(joined))
      .when(joined, 'ratify', { why: 'x' })
      .then(['RatificationCast']);
    expect(declarationOf(night.open)?.casts.size).toBe(1);
  });
  test('a judgement lasts only as long as its role', () => {
    given(...DECLARED, ratifies(aaron), changed({ ...aaron, roles: [] }))
      .when(bea, 'ratify', { why: 'x' })
      .then(['RatificationCast']);
    given(...DECLARED, ratifies(aaron), gone(aaron))
      .when(stranger, 'ratify', { why: 'x' })
      .then(['RatificationCast']);
  });
  test('it is bound to the declaration that the card showed', () =>
    void given(...DECLARED)
      .when(aaron, 'ratify', { why: 'x', request: sha('another') })
      .then(refused('request-changed')));
  test('a use of nobody knows whom can be rejected, but ratified only once it is known who it was', () => {
    given(seen())
      .when(aaron, 'ratify', { why: 'x' })
      .then(refused('operator-not-named'))
      .when(aaron, 'reject', { why: 'x' })
      .then(['RatificationCast'])
      .and(does(mona, 'name-operator', { operator: rico.id }))
      .when(bea, 'ratify', { why: 'x' })
      .then(['RatificationCast']);
  });
  test('whoever says afterwards “it was me” has not judged it', () => {
    given(seen(), rejects(aaron), does(aaron, 'name-operator', { operator: aaron.id }))
      .when(bea, 'reject', { why: 'x' })
      .then(['RatificationCast']);
  });
  test('whoever asked for an account has a part in its use, others have none', () => {
    const { night } = given(...APPROVED);
    expect([rita, cora].map((who) => hasPart(night.open, who, night.roster))).toEqual([true, false]);
  });
  test('nothing that was asked for can be judged', () => {
    const { night } = given(...APPROVED)
      .when(cora, 'ratify', { why: 'x' })
      .then(refused('wrong-phase'))
      .when(cora, 'reject', { why: 'x' })
      .then(refused('wrong-phase'));
    expect([ratifyBy(night.open), standing(night.open, night)]).toEqual([null, { ratified: 0, rejected: 0 }]);
  });
});

describe('the 24 hours', () => {
  test('the last millisecond still counts, the next does not, although no timer ran', () => {
    given(
      ...DECLARED,
      ratifies(aaron),
      at(() => DUE),
    )
      .when(bea, 'ratify', { why: 'x' })
      .then(['RatificationCast', 'Ratified']);
    given(
      ...DECLARED,
      ratifies(aaron),
      at(() => DUE + 1),
    )
      .when(bea, 'ratify', { why: 'x' })
      .then(refused('ratification-over'));
  });
  test('when they are over the clock says so once, in whatever phase', () => {
    for (const acts of [DECLARED, [...DECLARED, ratifies(aaron)], [...DECLARED, does(rita, 'hand-back')], [...DECLARED, ...TO_REVIEW]]) {
      const { night } = given(
        ...acts,
        at(() => DUE),
      )
        .whenClock('lapse-ratification')
        .then(already)
        .and(later(1))
        .whenClock('lapse-ratification')
        .then([{ type: 'RatificationLapsed', due: DUE }])
        .whenClock('lapse-ratification')
        .then(already);
      expect(declarationOf(night.open)?.judged).toMatchObject({ as: 'lapsed', judges: [] });
    }
  });
  test('what is settled does not lapse', () => {
    for (const acts of [RATIFIED, REJECTED])
      given(
        ...acts,
        at(() => DUE + 1),
      )
        .whenClock('lapse-ratification')
        .then(already);
  });
});

describe('its review', () => {
  const toReview = [...DECLARED, ...TO_REVIEW];
  const lapsed = [...toReview, at(() => DUE + 1), clock('lapse-ratification')];
  test('is not signed before two people judged it, or the time for that is over', () => {
    given(...toReview)
      .when(mona, 'review', REVIEWING)
      .then(refused('not-judged'))
      .and(ratifies(aaron), ratifies(bea))
      .when(mona, 'review', REVIEWING)
      .then(['Reviewed', 'Closed']);
    given(...lapsed)
      .when(mona, 'review', REVIEWING)
      .then(['Reviewed', 'Closed']);
  });
  test('after a rejection it needs an auditor, whatever the class', () => {
    for (const as of ['real', 'misuse'])
      given(...REJECTED, ...TO_REVIEW)
        .when(mona, 'review', { ...REVIEWING, class: as })
        .then(['Reviewed'])
        .when(ada, 'countersign')
        .then(['Countersigned', 'Closed']);
    given(...REJECTED, ...TO_REVIEW, gone(ada), gone(axel))
      .when(mona, 'review', { ...REVIEWING, class: 'misuse' })
      .then(refused('no-countersigner'));
  });
  test('neither those who judged it nor declarer, operator or witness review or countersign', () => {
    given(...DECLARED, ratifies(milo), ratifies(bea), ...TO_REVIEW)
      .when(milo, 'review', REVIEWING)
      .then(refused('involved'));
    const managing = { ...dan, roles: ['manager', 'auditor'], accounts: [...dan.accounts, rita.accounts[1]!] } as const;
    const moved = changed({ ...rita, accounts: rita.accounts.slice(0, 1) }, managing);
    given(...RATIFIED, ...TO_REVIEW, moved)
      .when(managing, 'review', REVIEWING)
      .then(refused('involved'));
    given(...REJECTED, ...TO_REVIEW, does(mona, 'review', { ...REVIEWING, class: 'misuse' }), moved)
      .when(managing, 'countersign')
      .then(refused('involved'));
    const auditing = { ...cora, roles: ['auditor'] } as const;
    given(...witnessed, rejects(aaron), rejects(bea), ...TO_REVIEW.map((act) => act), does(mona, 'review', REVIEWING), changed(auditing))
      .when(auditing, 'countersign')
      .then(refused('involved'));
  });
});
