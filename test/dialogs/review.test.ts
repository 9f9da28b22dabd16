import { describe, expect, test } from '@jest/globals';
import {
  aaron,
  carl,
  files,
  ida,
  KEY,
  later,
  olaf,
  PIN,
  RETURNED,
  rico,
  task,
  votes,
  ada,
  already,
  axel,
  BACK,
  bea,
  changed,
  CLOSED,
  CONFIRMED,
  cora,
  does,
  DRILL_REVIEW,
  given,
  gone,
  IN_USE,
  lastFact,
  LIVE_USE,
  milo,
  PROVED,
  refused,
  REVIEW,
  REVIEWING,
  rita,
  ROW,
  TO_REVIEW,
  wanda,
} from './given.ts';

const MISUSE = { ...REVIEWING, class: 'misuse', reporting: 'runs', ...ROW };
/** Rita asked, Rico operated; nothing is left but the review. */
const FOR_RICO = [
  files({ operator: rico.id }),
  votes(aaron),
  votes(bea),
  does(carl, 'release', { part: KEY, seal: '1' }),
  does(ida, 'release', { part: PIN, seal: '2' }),
  does(rico, 'in-hand'),
  does(rico, 'hand-back'),
  ...RETURNED.slice(BACK.length),
  ...task(rico, 'sessions', 'at 3'),
  ...task(carl, 'keys', 'two'),
  ...task(rico, 'mend', 'https://example.com'),
  ...task(rico, 'count', '2'),
  ...CONFIRMED,
];
const SIGNED = [...REVIEW, does(milo, 'review', MISUSE)];

describe('the review', () => {
  test('a manager who did nothing else signs, and with the class that was asked for it is closed', () => {
    const { night } = given(...REVIEW)
      .when(milo, 'review', REVIEWING)
      .then([{ type: 'Reviewed', class: 'real', reporting: 'none' }, 'Closed']);
    expect(night.in('closed').closed?.by).toMatchObject({ person: milo.id });
  });
  test('only a manager reviews', () =>
    void given(...REVIEW)
      .when(wanda, 'review', REVIEWING)
      .then(refused('not-your-role')));
  test('a manager who did something else in it does not', () => {
    const voted = (who: typeof bea) => does(who, 'confirm-vote', { person: who.id });
    given(...IN_USE.slice(0, 1), does(milo, 'approve'), ...IN_USE.slice(3), ...TO_REVIEW.slice(IN_USE.length), voted(bea), voted(milo))
      .when(milo, 'review', REVIEWING)
      .then(refused('involved'));
  });
  test('a note is no part in it', () =>
    void given(...REVIEW, does(milo, 'note', { text: 'I read it.' }))
      .when(milo, 'review', REVIEWING)
      .then(['Reviewed', 'Closed']));
  test('nothing is reviewed before everything is back and confirmed, or twice', () => {
    for (const night of [IN_USE, BACK, CLOSED])
      given(...night)
        .when(milo, 'review', REVIEWING)
        .then(refused('wrong-phase'));
    given(...SIGNED)
      .when(axel, 'review', REVIEWING)
      .then(refused('wrong-phase'));
  });
  test('reviewing again with another class or other words is not dropped in silence', () => {
    for (const other of [
      { class: 'drill' },
      { found: 'Something else.' },
      { ticket: 'INC-8' },
      { reporting: 'none' },
      { what1: 'Look again.' },
      { owner1: rico.id },
      { due1: '2026-12-05' },
      { what1: '', owner1: '', due1: '' },
      { what2: 'More.', owner2: rita.id, due2: '2026-12-04' },
    ])
      given(...SIGNED)
        .when(milo, 'review', { ...MISUSE, ...other })
        .then(refused('wrong-phase'));
  });
  test('reviewing again adds nothing', () => {
    const ticketed = [files({ ticket: 'INC-1' }), ...REVIEW.slice(1), does(milo, 'review', { ...MISUSE, ticket: '' })];
    given(...ticketed)
      .when(milo, 'review', { ...MISUSE, ticket: '' })
      .then(already);
    given(...SIGNED)
      .when(milo, 'review', MISUSE)
      .then(already);
    given(...CLOSED)
      .when(axel, 'review', REVIEWING)
      .then(already);
  });
});

describe('the countersignature', () => {
  test('without another auditor, neither requester nor operator, no other class can be signed', () => {
    const both = [...REVIEW, gone(ada)];
    given(...both)
      .when(axel, 'review', MISUSE)
      .then(refused('no-countersigner'));
    given(...both)
      .when(axel, 'review', REVIEWING)
      .then(['Reviewed', 'Closed']);
    given(...both)
      .when(milo, 'review', MISUSE)

      .then(['Reviewed', 'FollowUpAssigned']);
    const own = { ...rita, roles: [...rita.roles, 'auditor'] } as const;
    given(...both, gone(axel), changed(own))
      .when(milo, 'review', MISUSE)
      .then(refused('no-countersigner'));
    const operator = { ...rico, roles: [...rico.roles, 'auditor'] } as const;
    given(...FOR_RICO, gone(ada), gone(axel), changed(operator))
      .when(milo, 'review', MISUSE)
      .then(refused('no-countersigner'));
  });
  test('another class than the one asked for waits for an auditor', () => {
    const { night } = given(...REVIEW)
      .when(milo, 'review', MISUSE)
      .then([{ type: 'Reviewed', class: 'misuse' }, 'FollowUpAssigned']);
    expect(night.in('review').review).toMatchObject({ countersigned: null, ticket: lastFact(night, 'Reviewed').ticket });
    given(...SIGNED)
      .when(ada, 'countersign')
      .then(['Countersigned', 'Closed']);
    expect(given(...SIGNED, does(ada, 'countersign')).night.in('closed').review?.countersigned?.by).toMatchObject({ person: ada.id });
  });
  test('countersigning again adds nothing', () =>
    void given(...SIGNED, does(ada, 'countersign'))
      .when(ada, 'countersign')
      .then(already));
  test('only an auditor countersigns', () =>
    void given(...SIGNED)
      .when(cora, 'countersign')
      .then(refused('not-your-role')));
  test('nobody countersigns their own review by an account that was moved to another person', () => {
    const joined = { ...ada, accounts: [...ada.accounts, ...milo.accounts] };
    given(...SIGNED, gone(milo), changed(joined))
      .when(joined, 'countersign')
      .then(refused('own-work'));
  });
  test('nobody countersigns their own review', () =>
    void given(...REVIEW, does(axel, 'review', MISUSE))
      .when(axel, 'countersign')
      .then(refused('own-work')));
  test('requester and operator do not countersign', () => {
    const auditor = { ...rita, roles: [...rita.roles, 'auditor'] } as const;
    given(...SIGNED, changed(auditor))
      .when(auditor, 'countersign')
      .then(refused('involved'));
  });
  test('the operator does not countersign either', () => {
    const night = [
      files({ operator: olaf.id }),
      votes(aaron),
      votes(bea),
      does(carl, 'release', { part: KEY, seal: '1' }),
      does(ida, 'release', { part: PIN, seal: '2' }),
      does(olaf, 'in-hand'),
      does(olaf, 'hand-back'),
      ...RETURNED.slice(BACK.length),
      later(1),
      ...task(olaf, 'sessions', 'at 3'),
      ...task(carl, 'keys', 'two'),
      ...task(rico, 'mend', 'https://example.com'),
      ...task(rico, 'count', '2'),
      ...CONFIRMED,
      does(milo, 'review', MISUSE),
    ];
    const auditor = { ...olaf, roles: [...olaf.roles, 'auditor'] } as const;
    given(...night, changed(auditor))
      .when(auditor, 'countersign')
      .then(refused('involved'));
  });
  test('without a review there is nothing to countersign', () => {
    given(...REVIEW)
      .when(ada, 'countersign')
      .then(refused('wrong-phase'));
    given(...BACK)
      .when(ada, 'countersign')
      .then(refused('wrong-phase'));
    given(...CLOSED)
      .when(ada, 'countersign')
      .then(refused('wrong-phase'));
  });
});

describe('a review that an auditor refuses', () => {
  const REFUSED = [...SIGNED, does(ada, 'refuse-review', { review: 1, why: 'Who did it is not said.' })];
  const ANEW = { ...REVIEWING, found: 'Rita did it.' };
  test('goes back to a reviewer, the same or another, and stays on record', () => {
    const { night } = given(...SIGNED)
      .when(ada, 'refuse-review', { review: 1, why: 'Who did it is not said.' })
      .then(['ReviewRefused']);
    expect(night.in('review')).toMatchObject({
      review: null,
      reviewing: { refused: [{ class: 'misuse', refused: { by: { person: ada.id } } }] },
    });
    for (const who of [milo, axel])
      given(...REFUSED)
        .when(who, 'review', ANEW)
        .then(['Reviewed']);
  });
  test('is countersigned when it is signed anew, whatever its class', () => {
    given(...REFUSED, does(milo, 'review', ANEW))
      .when(ada, 'countersign', { review: 2 })
      .then(['Countersigned', 'Closed']);
  });
  test('is not signed again word for word, so that the same click delivered late signs nothing', () => {
    given(...REFUSED)
      .when(milo, 'review', MISUSE)
      .then(refused('review-refused'));
  });
  test('is not reviewed anew by whoever refused it', () => {
    const both = { ...ada, roles: [...ada.roles, 'manager'] } as const;
    given(...REFUSED, changed(both))
      .when(both, 'review', ANEW)
      .then(refused('involved'));
  });
  test('leaves its reviewer no countersignature of the next one', () => {
    given(...REVIEW, does(axel, 'review', MISUSE), does(ada, 'refuse-review', { review: 1, why: 'No.' }), does(milo, 'review', ANEW))
      .when(axel, 'countersign', { review: 2 })
      .then(refused('involved'));
  });
  test('is refused once: a late click is about the review that its card showed', () => {
    given(...REFUSED)
      .when(ada, 'refuse-review', { review: 1, why: 'Who did it is not said.' })
      .then(already);
    for (const verb of ['refuse-review', 'countersign'] as const)
      given(...REFUSED, does(milo, 'review', ANEW))
        .when(ada, verb, { review: 1, why: 'Other words.' })
        .then(refused('review-old'));
  });
  test('is refused by nobody who could not countersign it', () => {
    const words = { review: 1, why: 'No.' };
    given(...SIGNED)
      .when(cora, 'refuse-review', words)
      .then(refused('not-your-role'));
    given(...REVIEW)
      .when(ada, 'refuse-review', words)
      .then(refused('wrong-phase'));
    given(...REVIEW, does(axel, 'review', MISUSE))
      .when(axel, 'refuse-review', words)
      .then(refused('own-work'));
  });
  test('of a live drill still proves its account once it is signed anew as a drill', () => {
    given(
      ...LIVE_USE,
      ...PROVED,
      ...DRILL_REVIEW,
      does(milo, 'review', MISUSE),
      does(ada, 'refuse-review', { review: 1, why: 'It was a drill.' }),
      does(milo, 'review', { ...REVIEWING, class: 'drill' }),
    )
      .when(ada, 'countersign', { review: 2 })
      .then(['Countersigned', 'LiveDrillPassed', 'Closed']);
  });
});
