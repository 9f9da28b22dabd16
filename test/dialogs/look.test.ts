import { describe, expect, test } from '@jest/globals';
import { awaited } from '../../dialogs/look.ts';
import { everSeenWrong, seenWrong } from '../../ledger/evolve-look.ts';
import { offers } from '../../dialogs/offers.ts';
import {
  type Act,
  actorOf,
  already,
  APPROVED,
  axel,
  BACK,
  CLOSED,
  does,
  given,
  IN_USE,
  later,
  LIBRARY,
  lastFact,
  MINUTE,
  mona,
  type Night,
  refused,
  REVIEW,
  REVIEWING,
  rico,
  rita,
  START,
  task,
} from './given.ts';
import { MORE_BOOKS, moreBooks, turnsOut } from './given-domain.ts';
import { decideSight, sees } from './given-look.ts';

const CLAIM = does(rico, 'finish-step', { step: 'look', choice: 'policy' });
const LEAVE = does(rita, 'skip-step', { step: 'look', why: 'no time' });
const CLAIMED: readonly Act[] = [...IN_USE, later(MINUTE), CLAIM];
/** From the use to the review, whatever the steps are. */
const ON: readonly Act[] = REVIEW.slice(IN_USE.length);
const kind = (acts: readonly Act[], as: 'right' | 'wrong', more = {}) => decideSight(given(...acts).night, as, more).kind;
const waits = (...acts: readonly Act[]) => awaited(given(...acts).night.open, LIBRARY).map(({ step, look }) => `${step.id} ${look}`);
const walks = (night: Night) => night.open.sights.map(({ as }) => as);

describe('what waits to be seen', () => {
  test('is an open step that names a look, then its claim, until it is seen right or left out', () => {
    expect(waits(...IN_USE)).toEqual(['look admins-work']);
    expect(waits(...CLAIMED)).toEqual(['look admins-work']);
    expect(waits(...IN_USE, sees('wrong'))).toEqual(['look admins-work']);
    expect(waits(...IN_USE, sees('right'))).toEqual([]);
    expect(waits(...IN_USE, LEAVE)).toEqual([]);
  });
  test('changes with each answer of a person, so that it is looked at anew', () => {
    const said = (acts: readonly Act[]) => awaited(given(...acts).night.open, LIBRARY)[0]?.said;
    expect([said(IN_USE), said(CLAIMED)]).toEqual([0, given(...CLAIMED).night.records.length]);
  });
  test('after the use, or once it is revoked, is what somebody claimed or what is seen wrong, until the review is signed', () => {
    expect(waits(...APPROVED)).toEqual([]);
    expect(waits(...BACK)).toEqual([]);
    expect(waits(...CLAIMED, does(rita, 'hand-back'))).toEqual(['look admins-work']);
    expect(waits(...IN_USE, sees('wrong'), does(rita, 'hand-back'))).toEqual(['look admins-work']);
    expect(waits(...IN_USE, does(mona, 'revoke', { cause: 'x' }))).toEqual([]);
    expect(waits(...CLAIMED, does(mona, 'revoke', { cause: 'x' }))).toEqual(['look admins-work']);
    expect(waits(...CLAIMED, ...ON)).toEqual(['look admins-work']);
    expect(waits(...CLAIMED, ...ON, does(axel, 'review', { ...REVIEWING, class: 'misuse' }))).toEqual([]);
    expect(waits(...CLOSED)).toEqual([]);
  });
  test('is nothing where the runbook is not at hand', () => {
    expect(awaited(given(...IN_USE).night.open, { ...LIBRARY, pinned: () => null })).toEqual([]);
  });
});

describe('seen right', () => {
  test('settles the step without anybody’s word, and what is asked of it again is told so', () => {
    const { night } = given(...IN_USE, sees('right'))
      .when(rico, 'finish-step', { step: 'look', choice: 'policy' })
      .then(refused('step-not-open'));
    expect(lastFact(night, 'CheckSeen')).toMatchObject({ step: 'look', look: 'admins-work', as: 'right', when: night.now });
  });
  test('settles a claim and a contradiction', () => {
    expect(walks(given(...CLAIMED, sees('right')).night)).toEqual(['right']);
    expect(walks(given(...CLAIMED, sees('wrong'), sees('right')).night)).toEqual(['wrong', 'right']);
  });
  test('settles for good: whatever comes in later leaves no record', () => {
    const acts = [...IN_USE, sees('right'), later(1_000)];
    expect([kind(acts, 'right'), kind(acts, 'wrong')]).toEqual(['already', 'already']);
  });
  test('from before the claim counts too: it was so', () => {
    expect(kind([...CLAIMED, later(MINUTE)], 'right', { when: START })).toBe('happened');
  });
});

describe('seen wrong', () => {
  test('opens the step again, and nobody can say “done” any more, not even with the answer from before', () => {
    const contradicted = given(...CLAIMED, sees('wrong'));
    for (const [who, choice] of [
      [rico, 'policy'],
      [rita, 'other'],
    ] as const)
      contradicted.when(who, 'finish-step', { step: 'look', choice }).then(refused('seen-wrong'));
    expect(contradicted.night.open.steps).toHaveLength(1);
  });
  test('of the runbook before binds nobody in the new one, stands in the review, and holds again when that one is taken up again', () => {
    const { night } = given(moreBooks, ...CLAIMED, sees('wrong'), turnsOut(rita, 'federation'));
    expect([seenWrong(night.open), everSeenWrong(night.open).map(({ step }) => step)]).toEqual([[], ['look']]);
    expect(awaited(night.open, MORE_BOOKS)).toEqual([]);
    turnsOut(rita, 'conditional-access')(night);
    expect([seenWrong(night.open).length, awaited(night.open, MORE_BOOKS).map(({ step }) => step.id)]).toEqual([1, ['look']]);
  });
  test('offers no “done”, but to say that it did not work and to leave it out with a reason', () => {
    const { night } = given(...IN_USE, sees('wrong'));
    const here = offers(night.open, night.tenant, night.circumstances(actorOf(rita))).filter(
      (offer) => 'step' in offer && offer.step === 'look',
    );
    expect(here.map(({ verb }) => verb)).toEqual(['fail-step', 'skip-step']);
  });
  test('can be left out with a reason, which is loud; an ordinary skip is not', () => {
    given(...IN_USE, sees('wrong'))
      .when(rita, 'skip-step', { step: 'look', why: 'no time' })
      .then(['StepSkipped', { type: 'SkippedSeenWrong', step: 'look' }])
      .when(rita, 'skip-step', { step: 'look', why: 'no time' })
      .then(already);
    const { night } = given(...IN_USE)
      .when(rita, 'skip-step', { step: 'look', why: 'no time' })
      .then(['StepSkipped']);
    expect(night.records.at(-1)?.facts).toHaveLength(1);
  });
  test('again with the same words tells nothing new; with other words it does', () => {
    const acts = [...IN_USE, sees('wrong'), later(MINUTE)];
    expect(kind(acts, 'wrong')).toBe('already');
    expect(kind(acts, 'wrong', { detail: 'one sign-in' })).toBe('happened');
  });
  test('is written down twenty times at most, and then only seen right', () => {
    const acts = [...IN_USE, ...Array.from({ length: 20 }, (_, at) => sees('wrong', { detail: `sign-ins: ${at}` })), later(MINUTE)];
    expect([kind(acts, 'wrong', { detail: 'one more' }), kind(acts, 'right')]).toEqual(['already', 'happened']);
  });
  test('from before the claim is no contradiction: somebody may have mended it since', () => {
    const { night } = given(...CLAIMED);
    const claim = night.now;
    night.now += MINUTE;
    expect(decideSight(night, 'wrong', { when: claim - 1 }).kind).toBe('already');
    expect(decideSight(night, 'wrong', { when: claim }).kind).toBe('happened');
  });
});

describe('an answer that comes in late', () => {
  test('is nothing when something newer was seen, or when it says a time that has not come', () => {
    const { night } = given(...IN_USE, sees('wrong'), later(MINUTE));
    const last = night.open.sights[0]!.when;
    expect(decideSight(night, 'right', { when: last }).kind).toBe('already');
    expect(decideSight(night, 'right', { when: last + 1 }).kind).toBe('happened');
    expect(decideSight(night, 'right', { when: night.now }).kind).toBe('happened');
    expect(decideSight(night, 'right', { when: night.now + 1 }).kind).toBe('already');
  });
  test('after the hand-back is on record for what somebody claimed, so that the review reads it; for anything else it is nothing', () => {
    const after = [does(rita, 'hand-back'), later(MINUTE)];
    expect(kind([...CLAIMED, ...after], 'wrong')).toBe('happened');
    expect(kind([...CLAIMED, ...after], 'right')).toBe('happened');
    expect(kind([...IN_USE, ...after], 'wrong')).toBe('already');
    expect(kind([...CLAIMED, ...ON], 'wrong')).toBe('happened');
    expect(kind([...CLAIMED, ...ON, does(axel, 'review', REVIEWING)], 'wrong')).toBe('already');
  });
  test('about a step that was left out, that there is none of, or that names another look, is nothing', () => {
    expect(kind([...IN_USE, LEAVE], 'wrong')).toBe('already');
    expect(kind(IN_USE, 'right', { step: 'dance' })).toBe('already');
    expect(kind(IN_USE, 'right', { step: 'sign-in' })).toBe('already');
    expect(kind(IN_USE, 'right', { look: 'mfa-works' })).toBe('already');
  });
});

test('the review can be signed with a claim that nobody saw', () =>
  void given(...CLAIMED, ...ON)
    .when(axel, 'review', REVIEWING)
    .then(['Reviewed', 'Closed']));

test('tasks after the use are owed all the same', () =>
  void given(...CLAIMED, sees('wrong'), does(rita, 'hand-back'), ...task(rita, 'sessions', 'x')));
