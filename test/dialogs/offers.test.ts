import { describe, expect, test } from '@jest/globals';
import type { Person } from '../../dialogs/policy.ts';
import { offers } from '../../dialogs/offers.ts';
import {
  aaron,
  type Act,
  actorOf,
  ada,
  ALL_OUT,
  APPROVED,
  at,
  BACK,
  bea,
  carl,
  cora,
  dan,
  DENIED,
  does,
  FILED,
  given,
  ida,
  IN_USE,
  milo,
  misses,
  olaf,
  ONE_VOTE,
  REVIEW,
  REVIEWING,
  rico,
  rita,
  stranger,
  TO_REVIEW,
  wanda,
  LIBRARY,
} from './given.ts';

function offered(who: Person, ...acts: readonly Act[]): readonly string[] {
  const { night } = given(...acts);
  return offers(night.open, night.tenant, night.circumstances(actorOf(who))).map((offer) =>
    [
      offer.verb,
      'part' in offer ? offer.part : '',
      'step' in offer ? offer.step : '',
      'task' in offer ? offer.task : '',
      'person' in offer ? offer.person : '',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

describe('buttons', () => {
  test('an approver can approve or deny, the requester can withdraw, others can only note', () => {
    expect(offered(aaron, ...FILED)).toEqual(['approve', 'deny', 'note', 'change-domain', 'say-seen']);
    expect(offered(rita, ...FILED)).toEqual([
      'withdraw',
      'note',
      'change-domain',
      ...[olaf, aaron, bea, cora, dan, milo].map(({ id }) => `say-no-answer ${id}`),
    ]);
    expect(offered(wanda, ...FILED)).toEqual(['note']);
  });
  test('who has voted can deny, or say that it was not them', () =>
    expect(offered(aaron, ...ONE_VOTE)).toEqual(['deny', 'disown', 'note', 'change-domain']));
  test('during the pause only denying is left, after the deadline nothing', () => {
    expect(offered(aaron, ...FILED, misses(aaron), misses(aaron), misses(aaron))).toEqual(['deny', 'note', 'change-domain', 'say-seen']);
    expect(
      offered(
        aaron,
        ...FILED,
        at((night) => night.open.request.decideBy + 1),
      ),
    ).toEqual(['note']);
  });
  test('custodians see their own parts', () => {
    expect(offered(carl, ...APPROVED)).toEqual(['release key-1/key', 'note', 'say-seen']);
    expect(offered(ida, ...APPROVED)).toEqual(['release key-1/pin', 'note', 'say-seen']);
    expect(offered(carl, ...BACK)).toEqual(['return key-1/key', 'note', 'do-task keys']);
    expect(offered(rita, ...ALL_OUT)).toEqual(['in-hand', 'note', 'hand-back', 'change-domain']);
  });
  test('steps in use, each with what it asks for', () => {
    expect(offered(rita, ...IN_USE)).toEqual([
      'finish-step look',
      'fail-step look',
      'skip-step look',
      'finish-step sign-in',
      'fail-step sign-in',
      'skip-step sign-in',
      'note',
      'change',
      'hand-back',
      'ask-extension',
      'offer-handover',
      'change-domain',
    ]);
    expect(offered(rico, ...IN_USE)).toEqual([
      'finish-step look',
      'fail-step look',
      'skip-step look',
      'note',
      'change',
      'join',
      'offer-takeover',
    ]);
  });
  test('a link or a number is offered where one is wanted', () => {
    const signedIn = [
      ...IN_USE,
      does(rita, 'finish-step', { step: 'look', choice: 'policy' }),
      does(rita, 'finish-step', { step: 'sign-in', evidence: 'x' }),
    ];
    expect(offered(rita, ...signedIn, does(rita, 'finish-step', { step: 'which', choice: 'exclude' }))).toContain('finish-step exclude-it');
    expect(offered(rita, ...signedIn, does(rita, 'finish-step', { step: 'which', choice: 'report-only' }))).toContain('finish-step set-it');
    expect(offered(rico, ...BACK)).toEqual(['note', 'change', 'do-task mend', 'do-task count']);
  });
  test('without the runbook’s text no step is offered', () => {
    const { night } = given(...IN_USE, (one) => void (one.library = { ...LIBRARY, pinned: () => null }));
    expect(offers(night.open, night.tenant, night.circumstances(actorOf(rita))).map(({ verb }) => verb)).toEqual([
      'note',
      'change',
      'hand-back',
      'ask-extension',
      'offer-handover',
      'change-domain',
    ]);
  });
  test('how a use goes on: more time, another operator, an end to it, each for those who may', () => {
    expect(offered(wanda, ...APPROVED)).toEqual(['note', 'revoke']);
    const asked = [...IN_USE, does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 })];
    expect(offered(rita, ...asked).slice(-4)).toEqual(['change', 'hand-back', 'offer-handover', 'change-domain']);
    expect(offered(cora, ...asked)).toEqual(['note', 'approve-extension', 'deny-extension', 'revoke', 'change-domain']);
    const named = [...IN_USE, does(rita, 'offer-handover', { to: rico.id, offered: 0 })];
    expect(offered(rico, ...named)).toContain('accept-handover');
    expect(offered(cora, ...named)).toEqual(['note', 'revoke', 'change-domain']);
    expect(offered(cora, ...named, does(rico, 'accept-handover', { offer: 1 }))).toEqual([
      'note',
      'confirm-handover',
      'revoke',
      'change-domain',
    ]);
    expect(offered(rita, ...IN_USE, does(wanda, 'revoke', { cause: 'x' }))).toEqual(['note', 'change', 'hand-back']);
  });
  test('a claim is confirmed or opened again by a second person', () => {
    const claimed = [...BACK, does(carl, 'do-task', { task: 'keys', evidence: 'x' })];
    expect(offered(cora, ...claimed)).toEqual(['note', 'confirm-task keys', 'reopen-task keys']);
    expect(offered(carl, ...claimed)).not.toContain('confirm-task keys');
  });
  test('the review, then its countersignature', () => {
    expect(offered(milo, ...REVIEW)).toEqual(['note', 'review']);
    expect(offered(ada, ...REVIEW, does(milo, 'review', { ...REVIEWING, class: 'misuse' }))).toEqual([
      'note',
      'countersign',
      'refuse-review',
    ]);
  });
  test('before the review both voters answer about their votes; a reviewer writes down why one does not', () => {
    expect(offered(aaron, ...TO_REVIEW)).toEqual(['disown', 'note', `confirm-vote ${aaron.id}`, `doubt-vote ${aaron.id}`]);
    expect(offered(milo, ...TO_REVIEW)).toEqual(['note', `excuse-vote ${aaron.id}`, `excuse-vote ${bea.id}`]);
    expect(offered(aaron, ...REVIEW)).toEqual(['disown', 'note', `doubt-vote ${aaron.id}`]);
  });
  test('a denied request offers nothing but notes', () => {
    expect(offered(dan, ...DENIED)).toEqual(['note']);
    expect(offered(bea, ...DENIED)).toEqual(['note']);
  });
  test('nobody who is not a person is offered anything', () => {
    const { night } = given(...FILED);
    expect(offers(night.open, night.tenant, night.circumstances({ kind: 'product' }))).toEqual([]);
  });
  test('a stranger’s roles are not asked for here: who is a person is decided before', () =>
    expect(offered(stranger, ...APPROVED)).toEqual(['note', 'revoke', 'change-domain']));
});
