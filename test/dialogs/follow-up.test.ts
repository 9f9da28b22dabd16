// What is still to be done when a review is signed, and how it gets done.
import { describe, expect, test } from '@jest/globals';
import { type Command, parseCommand } from '../../dialogs/command.ts';
import { followUpNotices, isLate, openFollowUps } from '../../dialogs/follow-up.ts';
import { followUps } from '../../ledger/follow-up.ts';
import {
  ada,
  already,
  at,
  axel,
  bea,
  changed,
  CLOSED,
  does,
  given,
  gone,
  LEFT_TO_DO,
  milo,
  mona,
  type Night,
  refused,
  REVIEW,
  REVIEWING,
  rico,
  rita,
  ROW,
  salt,
} from './given.ts';

const SECOND_ROW = { what2: 'A third key.', owner2: rico.id, due2: '2026-12-11' };
const BOTH = { ...REVIEWING, ...ROW, ...SECOND_ROW };
const DAY = 24 * 60 * 60_000;
const FRIDAY = Date.UTC(2026, 11, 4);
/** Friday is over on the last island, too. */
const OVER = FRIDAY + 1.5 * DAY;
const read = (fields: object): ReturnType<typeof parseCommand> =>
  parseCommand({ verb: 'review', activation: 'BG-2026-0001', ...REVIEWING, ...fields }, salt);

describe('what was put off until the review', () => {
  test('the ticket: where the request has none, its number or why there is none', () => {
    given(...REVIEW)
      .when(milo, 'review', { ...REVIEWING, ticket: '' })
      .then(refused('ticket-owed'));
    given(...REVIEW)
      .when(milo, 'review', REVIEWING)
      .then([{ type: 'Reviewed', ticket: expect.any(String) as never }, 'Closed']);
  });
  test('legal duties to report: somebody looked, unless it was a drill', () => {
    given(...REVIEW)
      .when(milo, 'review', { ...REVIEWING, reporting: '' })
      .then(refused('reporting-not-looked'));
    given(...REVIEW)
      .when(milo, 'review', { ...REVIEWING, class: 'misuse', reporting: '' })
      .then(refused('reporting-not-looked'));
    given(...REVIEW)
      .when(milo, 'review', { ...REVIEWING, class: 'drill', reporting: '' })
      .then([{ type: 'Reviewed', class: 'drill' }]);
  });
  test('a duty that runs needs somebody who reports', () => {
    given(...REVIEW)
      .when(milo, 'review', { ...REVIEWING, reporting: 'runs' })
      .then(refused('reporting-unowned'));
    given(...REVIEW)
      .when(milo, 'review', { ...REVIEWING, reporting: 'runs', ...ROW })
      .then([{ type: 'Reviewed', reporting: 'runs' }, 'FollowUpAssigned', 'Closed']);
  });
});

describe('the rows of a review', () => {
  test('each is a fact of its own, numbered from 1, whichever rows were filled in', () => {
    const only = { what3: 'A third key.', owner3: rico.id, due3: '2026-12-11' };
    given(...REVIEW)
      .when(milo, 'review', BOTH)
      .then([
        'Reviewed',
        { type: 'FollowUpAssigned', number: 1, owner: rita.id, due: '2026-12-04' },
        { type: 'FollowUpAssigned', number: 2, owner: rico.id, due: '2026-12-11' },
        'Closed',
      ]);
    given(...REVIEW)
      .when(milo, 'review', { ...REVIEWING, ...only })
      .then(['Reviewed', { type: 'FollowUpAssigned', number: 1, owner: rico.id }, 'Closed']);
  });
  test('a row filled in by half names what is missing; an empty one is none', () => {
    expect(read({ what1: 'Look again.' })).toEqual([
      { field: 'owner1', what: 'choose who brings it' },
      { field: 'due1', what: 'choose until when' },
    ]);
    expect(read({ owner2: rico.id, due2: '2026-12-11' })).toEqual([{ field: 'what2', what: 'say what is to be done' }]);
    expect(read({ what3: ' ', owner3: '', due3: '' })).toMatchObject({ what3: null, owner3: null, due3: null });
    expect(read({ owner1: '-' })).toMatchObject({ owner1: null });
    expect(read({ due1: '31.12.2026' })).toContainEqual({ field: 'due1', what: 'choose a day' });
    expect(read({ owner1: 7 })).toContainEqual({ field: 'owner1', what: 'choose somebody from the list' });
  });
  test('its owner is somebody on the roster', () => {
    given(...REVIEW, gone(rico))
      .when(milo, 'review', BOTH)
      .then(refused('person-unknown'));
  });
  test('its day is not over everywhere yet, and not out of reach', () => {
    const until = (due1: string) => given(...REVIEW).when(milo, 'review', { ...REVIEWING, ...ROW, due1 });
    until('2026-11-24').then(['Reviewed', 'FollowUpAssigned', 'Closed']);
    until('2026-11-23').then(['Reviewed', 'FollowUpAssigned', 'Closed']);
    until('2026-11-22').then(refused('day-not-allowed'));
    until('2028-11-23').then(['Reviewed', 'FollowUpAssigned', 'Closed']);
    until('2028-11-24').then(refused('day-not-allowed'));
    given(
      ...REVIEW,
      at(() => OVER - 1),
    )
      .when(milo, 'review', BOTH)
      .then(['Reviewed', 'FollowUpAssigned', 'FollowUpAssigned', 'Closed']);
    given(
      ...REVIEW,
      at(() => OVER),
    )
      .when(milo, 'review', BOTH)
      .then(refused('day-not-allowed'));
  });
  test('signed again with the same rows it is the same review', () => {
    given(...LEFT_TO_DO)
      .when(axel, 'review', { ...REVIEWING, ...ROW })
      .then(already);
    for (const other of [{ what1: 'Other words.' }, { owner1: rico.id }, { due1: '2026-12-05' }, SECOND_ROW])
      given(...LEFT_TO_DO)
        .when(axel, 'review', { ...REVIEWING, ...ROW, ...other })
        .then(refused('wrong-phase'));
    given(...LEFT_TO_DO)
      .when(axel, 'review', REVIEWING)
      .then(refused('wrong-phase'));
  });
});

describe('a follow-up', () => {
  const DONE = { followUp: 1, evidence: 'In the change procedure.' };
  test('is done when its owner says how, or a manager in their place', () => {
    for (const who of [rita, mona])
      given(...LEFT_TO_DO)
        .when(who, 'follow-up-done', DONE)
        .then([{ type: 'FollowUpDone', number: 1 }]);
    given(...LEFT_TO_DO)
      .when(rico, 'follow-up-done', DONE)
      .then(refused('not-your-follow-up'));
    given(...LEFT_TO_DO, gone(rita))
      .when(milo, 'follow-up-done', DONE)
      .then([{ type: 'FollowUpDone' }]);
  });
  test('is done once; the same words again add nothing, others are refused', () => {
    const done = [...LEFT_TO_DO, does(rita, 'follow-up-done', DONE)];
    given(...done)
      .when(rita, 'follow-up-done', DONE)
      .then(already);
    given(...done)
      .when(rita, 'follow-up-done', { ...DONE, evidence: 'And more.' })
      .then(refused('follow-up-settled'));
    given(...done)
      .when(mona, 'follow-up-done', DONE)
      .then(refused('follow-up-settled'));
  });
  test('that there is not, or not yet', () => {
    given(...LEFT_TO_DO)
      .when(rita, 'follow-up-done', { ...DONE, followUp: 2 })
      .then(refused('follow-up-unknown'));
    given(...REVIEW, does(milo, 'review', { ...REVIEWING, ...ROW, class: 'misuse' }))
      .when(rita, 'follow-up-done', DONE)
      .then(refused('wrong-phase'));
  });
  test('is no part in the use, whoever did it', () => {
    const { night } = given(...LEFT_TO_DO, does(mona, 'follow-up-done', DONE));
    expect(night.open.involved.has(mona.id)).toBe(false);
  });
});

const told = (night: Night) =>
  followUpNotices(night.tenant, night.circumstances({ kind: 'product' })).map(({ key, viewers, waits }) => ({ key, viewers, waits }));

describe('who is told', () => {
  const on = (when: number, ...acts: typeof CLOSED) => {
    const { night } = given(...LEFT_TO_DO, ...acts);
    night.now = when;
    return told(night);
  };
  test('its owner on the day, and once the day is over the managers, too; nobody is woken', () => {
    expect(on(FRIDAY - 1)).toEqual([]);
    expect(on(FRIDAY)).toEqual([{ key: 'BG-2026-0001 follow-ups due 1', viewers: [rita.id], waits: true }]);
    expect(on(OVER - 1)).toMatchObject([{ key: 'BG-2026-0001 follow-ups due 1' }]);
    expect(on(OVER)).toEqual([{ key: 'BG-2026-0001 follow-ups late 1', viewers: [rita.id, mona.id, milo.id, axel.id], waits: true }]);
  });
  test('a manager who owns it is told once', () => {
    const { night } = given(...REVIEW, does(axel, 'review', { ...REVIEWING, ...ROW, owner1: mona.id }));
    night.now = OVER;
    expect(told(night)[0]?.viewers).toEqual([mona.id, milo.id, axel.id]);
  });
  test('once about all of an activation that came to the same, each owner among them', () => {
    const { night } = given(...REVIEW, does(axel, 'review', BOTH));
    night.now = OVER;
    expect(told(night).map(({ key }) => key)).toEqual(['BG-2026-0001 follow-ups late 1']);
    night.now = OVER + 7 * DAY;
    expect(told(night)).toEqual([
      { key: 'BG-2026-0001 follow-ups late 1+2', viewers: [rita.id, rico.id, mona.id, milo.id, axel.id], waits: true },
    ]);
    night.now = Date.UTC(2026, 11, 11);
    expect(told(night).map(({ key }) => key)).toEqual(['BG-2026-0001 follow-ups late 1', 'BG-2026-0001 follow-ups due 2']);
  });
  test('the managers on the day where its owner has left the roster', () => {
    expect(on(FRIDAY, gone(rita))).toMatchObject([{ viewers: [rita.id, mona.id, milo.id, axel.id] }]);
  });
  test('nobody once it is done', () => {
    expect(on(OVER, does(rita, 'follow-up-done', { followUp: 1, evidence: 'x' }))).toEqual([]);
  });
  test('nobody while an auditor has not countersigned; a refused review leaves none', () => {
    const signed = [...REVIEW, does(milo, 'review', { ...REVIEWING, ...ROW, class: 'misuse' })];
    const waiting = given(...signed).night;
    expect([waiting.tenant.followUps.length, openFollowUps(waiting.tenant)]).toEqual([1, []]);
    expect(openFollowUps(given(...signed, does(ada, 'countersign')).night.tenant)).toMatchObject([{ number: 1, owner: rita.id }]);
    const refusedOnce = given(...signed, does(ada, 'refuse-review', { review: 1, why: 'x' })).night;
    expect(refusedOnce.tenant.followUps).toEqual([]);
    expect(followUps(refusedOnce.open)).toEqual([]);
  });
});

describe('while the clock is in doubt', () => {
  const doubted = (night: Night) =>
    void (night.tenant = { ...night.tenant, clock: { ...night.tenant.clock, doubt: { source: 'teams', seconds: 300, at: night.now } } });
  test('no day is refused, and nobody is told that one is over', () => {
    given(...REVIEW, doubted)
      .when(milo, 'review', { ...REVIEWING, ...ROW, due1: '2026-11-22' })
      .then(['Reviewed', 'FollowUpAssigned', 'Closed']);
    const { night } = given(...LEFT_TO_DO, doubted);
    night.now = OVER;
    expect(told(night)).toEqual([]);
  });
});

test('a day is over when it is over everywhere', () => {
  expect([isLate({ due: '2026-12-04' }, OVER - 1), isLate({ due: '2026-12-04' }, OVER)]).toEqual([false, true]);
});

test('what is typed in a row can be found, looked at for secrets and taken out', () => {
  const { night } = given(...LEFT_TO_DO);
  const [one] = followUps(night.open);
  const redact = { verb: 'redact', what: one?.what, why: 'x' };
  expect(night.decide(axel, redact)).toMatchObject({ facts: [{ type: 'TextRedacted' }] });
  expect((read({ ...ROW }) as Extract<Command, { verb: 'review' }>).what1).toMatchObject({ text: ROW.what1 });
});

test('a roster without any manager leaves it with its owner', () => {
  const { night } = given(...LEFT_TO_DO, gone(mona), gone(milo), changed({ ...axel, roles: ['auditor'] }), changed(bea));
  night.now = OVER;
  expect(told(night)[0]?.viewers).toEqual([rita.id]);
});
