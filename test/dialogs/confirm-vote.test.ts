import { describe, expect, test } from '@jest/globals';
import { RATIFIED, TO_REVIEW as WORKED } from './given-declared.ts';
import {
  aaron,
  already,
  bea,
  changed,
  CONFIRMED,
  cora,
  dan,
  does,
  FILED,
  given,
  gone,
  IN_USE,
  milo,
  mona,
  refused,
  REVIEWING,
  REVIEW,
  rita,
  TO_REVIEW,
  CLOSED,
} from './given.ts';

const OWN = { person: aaron.id };
const DOUBT = { ...OWN, why: 'I was asleep.' };
const LEAVE = { person: bea.id, why: 'On leave until Monday.' };

describe('a vote confirmed once more at the review', () => {
  test('is confirmed by whoever cast it, and that alone signs nothing', () => {
    const { night } = given(...TO_REVIEW)
      .when(aaron, 'confirm-vote', OWN)
      .then([{ type: 'VoteConfirmed', voter: aaron.id }]);
    expect(night.open.reviewing.answers.get(aaron.id)).toMatchObject({ is: 'confirmed', why: null });
    given(...TO_REVIEW, does(aaron, 'confirm-vote', OWN))
      .when(milo, 'review', REVIEWING)
      .then(refused('votes-unanswered'));
  });
  test('with both answers the review can be signed, also when one is a doubt', () => {
    given(...TO_REVIEW, ...CONFIRMED)
      .when(milo, 'review', REVIEWING)
      .then(['Reviewed', 'Closed']);
    const { night } = given(...TO_REVIEW, ...CONFIRMED.slice(1))
      .when(aaron, 'doubt-vote', DOUBT)
      .then([{ type: 'VoteDoubted', voter: aaron.id }])
      .when(milo, 'review', REVIEWING)
      .then(['Reviewed', 'Closed']);
    expect(night.open.reviewing.answers.get(aaron.id)?.is).toBe('doubted');
  });
  test('a confirmation delivered twice is one; it may become a doubt, and a doubt stays', () => {
    given(...REVIEW)
      .when(aaron, 'confirm-vote', OWN)
      .then(already)
      .when(aaron, 'doubt-vote', DOUBT)
      .then(['VoteDoubted'])
      .when(aaron, 'doubt-vote', DOUBT)
      .then(already)
      .when(aaron, 'doubt-vote', { ...DOUBT, why: 'Other words.' })
      .then(refused('vote-answered'))
      .when(aaron, 'confirm-vote', OWN)
      .then(refused('vote-answered'));
  });
  test('nobody answers for somebody else, or about a vote that there is not', () => {
    for (const [who, person] of [
      [bea, aaron],
      [cora, cora],
      [milo, aaron],
    ] as const)
      for (const verb of ['confirm-vote', 'doubt-vote'] as const)
        given(...TO_REVIEW)
          .when(who, verb, { person: person.id, why: 'x' })
          .then(refused('not-your-vote'));
    given(...FILED)
      .when(aaron, 'confirm-vote', OWN)
      .then(refused('not-your-vote'));
  });
  test('whoever has the account of the vote now answers, and a confirmation under the other key is not repeated', () => {
    const joined = { ...dan, accounts: [...dan.accounts, ...aaron.accounts] };
    given(...TO_REVIEW, gone(aaron), changed(joined))
      .when(joined, 'confirm-vote', OWN)
      .then(['VoteConfirmed']);
    const moved = { ...dan, accounts: [...dan.accounts, aaron.accounts[1]!] };
    const kept = { ...aaron, accounts: aaron.accounts.slice(0, 1) };
    given(...REVIEW, changed(moved, kept))
      .when(moved, 'confirm-vote', OWN)
      .then(refused('not-your-vote'));
  });
  test('it is asked while the review is open, not before and not after', () => {
    given(...IN_USE)
      .when(aaron, 'confirm-vote', OWN)
      .then(refused('wrong-phase'));
    given(...CLOSED)
      .when(aaron, 'doubt-vote', DOUBT)
      .then(refused('wrong-phase'));
  });
  test('a use that nobody approved has no votes to confirm', () => {
    given(...RATIFIED, ...WORKED)
      .when(milo, 'review', REVIEWING)
      .then(['Reviewed', 'Closed']);
  });
});

describe('where a voter cannot answer', () => {
  test('the reviewer writes down why, and then signs', () => {
    const { night } = given(...TO_REVIEW, ...CONFIRMED.slice(0, 1))
      .when(milo, 'excuse-vote', LEAVE)
      .then([{ type: 'VoteUnanswered', voter: bea.id }])
      .when(milo, 'excuse-vote', LEAVE)
      .then(already);
    expect(night.open.involved.has(milo.id)).toBe(false);
    given(...TO_REVIEW, ...CONFIRMED.slice(0, 1), does(milo, 'excuse-vote', LEAVE))
      .when(milo, 'review', REVIEWING)
      .then(['Reviewed', 'Closed']);
  });
  test('an answer that comes after it counts instead', () => {
    given(...TO_REVIEW, does(milo, 'excuse-vote', LEAVE))
      .when(bea, 'confirm-vote', { person: bea.id })
      .then(['VoteConfirmed']);
  });
  test('only somebody who could review does, about a vote that has no word yet', () => {
    given(...TO_REVIEW)
      .when(cora, 'excuse-vote', LEAVE)
      .then(refused('not-your-role'));
    given(...TO_REVIEW, ...CONFIRMED)
      .when(milo, 'excuse-vote', LEAVE)
      .then(refused('not-asked'));
    given(...TO_REVIEW, does(milo, 'excuse-vote', LEAVE))
      .when(mona, 'excuse-vote', { ...LEAVE, why: 'Other words.' })
      .then(refused('not-asked'));
    given(...TO_REVIEW)
      .when(milo, 'excuse-vote', { ...LEAVE, person: rita.id })
      .then(refused('not-asked'));
    given(...IN_USE)
      .when(milo, 'excuse-vote', LEAVE)
      .then(refused('wrong-phase'));
  });
});
