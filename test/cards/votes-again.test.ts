import { expect, test } from '@jest/globals';
import { secondLook, votesAgain, waitingFor } from '../../cards/votes-again.ts';
import { aaron, bea, mona, type Night, night } from './sample.ts';
import { unapproved } from './sample-declared.ts';

const row = (one: Night) => votesAgain(one.open, one.viewing(mona)).map(({ title, value }) => `${title}: ${value}`);

test('The review has one row that says for each voter: confirmed, not confirmed, no answer, or not answered yet', () => {
  const one = night('votes again');
  expect(row(one)).toEqual(['Votes: Aaron Approver not answered yet, Bea Approver not answered yet']);
  one.does(aaron, 'doubt-vote', { person: aaron.id, why: 'I was asleep.' }, 1);
  one.does(mona, 'excuse-vote', { person: bea.id, why: 'On leave.' }, 1);
  expect(row(one)).toEqual(['Votes: Aaron Approver NOT CONFIRMED 05:16, Bea Approver no answer 05:17']);
  one.does(bea, 'confirm-vote', { person: bea.id }, 1);
  expect(row(one)).toEqual(['Votes: Aaron Approver NOT CONFIRMED 05:16, Bea Approver confirmed 05:18']);
});

test('Before the review, and where nobody voted, there is no such row', () => {
  expect(row(night('handed back'))).toEqual([]);
  expect(row(unapproved('review'))).toEqual([]);
});

test('Reasons and refused reviews stand in lines of their own; a confirmation needs none', () => {
  const one = night('refused');
  one.does(aaron, 'doubt-vote', { person: aaron.id, why: 'I was asleep.' }, 1);
  expect(secondLook(one.open, one.viewing(mona)).map(({ lead, words }) => `${lead} ${words}`)).toEqual([
    '! Vote not confirmed, Aaron Approver: I was asleep.',
    '! Review of Mona Manager refused by Ada Auditor: Who changed the policy back is not said.',
  ]);
  const away = night('votes again').does(mona, 'excuse-vote', { person: bea.id, why: 'On leave.' }, 1);
  expect(secondLook(away.open, away.viewing(mona))).toEqual([{ lead: 'No answer about the vote, Bea Approver:', words: 'On leave.' }]);
});

test('Whom the review waits for stands with the number to ring', () => {
  const one = night('votes again');
  expect(waitingFor(one.open, one.viewing(mona))).toMatch(/^Aaron Approver \(.*0102\) and Bea Approver \(.*0103\) have not said once more/);
  one.does(aaron, 'confirm-vote', { person: aaron.id });
  expect(waitingFor(one.open, one.viewing(mona))).toMatch(/^Bea Approver \(.*\) has not said once more/);
});
