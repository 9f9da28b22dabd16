// The review through the wire: both voters say once more what they think of their vote, and an auditor may refuse what was signed.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { World } from '../world.ts';
import { handedBack, inUse, nextTask, press, REVIEW, tasks, told, toReview } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

/** Up to the moment in which nothing is owed but the votes. */
async function toVotes(): Promise<void> {
  await inUse(world);
  await handedBack(world);
  for (let next = nextTask(world); next !== null && next.button.verb !== 'confirm-vote'; next = nextTask(world))
    await press(world, next.seat, [next.button, next.words]);
}

describe('votes once more', () => {
  test('each voter has a card; until both have a word the review cannot be signed; a doubt is on every card and in the timeline', async () => {
    await toVotes();
    expect(told(world.aaron.card('confirmation'))).toContain('was that you, and would you do it again?');
    expect(told(world.bea.card('confirmation'))).toContain('CONFIRM YOUR VOTE');
    expect(told(world.mona.card('review'))).toContain('VOTES TO BE CONFIRMED');
    expect(told(await press(world, world.aaron, [{ on: 'confirmation', verb: 'confirm-vote' }]))).toContain('VOTE CONFIRMED');
    const doubted = await press(world, world.bea, [{ on: 'confirmation', verb: 'doubt-vote' }, { why: 'I was asleep at that time' }]);
    expect(told(doubted)).toContain('VOTE NOT CONFIRMED');
    expect(world.room()).toContain('! The vote of Bea Approver is NOT confirmed');
    expect(told(world.mona.card('review'))).toContain('! Vote not confirmed, Bea Approver:  I was asleep at that time');
    const signed = await press(world, world.mona, [
      { on: 'review', verb: 'review' },
      { ...REVIEW, class: 'misuse' },
    ]);
    expect(told(signed)).toContain('COUNTERSIGNATURE NEEDED');
    await world.mona.say('timeline');
    expect(told(world.mona.cards().at(-1) ?? { card: null })).toContain(
      'Bea Approver does NOT confirm the vote of Bea Approver: “I was asleep',
    );
  });

  test('where somebody cannot answer, the reviewer writes down why and signs', async () => {
    await toVotes();
    await press(world, world.aaron, [{ on: 'confirmation', verb: 'confirm-vote' }]);
    const excused = await press(world, world.mona, [{ on: 'review', verb: 'excuse-vote' }, { why: 'On leave until Monday' }]);
    expect(told(excused)).toContain('YOUR REVIEW IS NEEDED');
    expect(told(excused)).toContain('No answer about the vote, Bea Approver:  On leave until Monday');
    expect(told(await press(world, world.mona, [{ on: 'review', verb: 'review' }, REVIEW]))).toContain('REAL · CLOSED');
    const facts = await world.facts();
    expect(facts.slice(-4)).toEqual(['VoteConfirmed', 'VoteUnanswered', 'Reviewed', 'Closed']);
  });

  test('a drill asks its voters, too', async () => {
    await toReview(world, { kind: 'drill' });
    expect((await world.facts()).slice(-2)).toEqual(['VoteConfirmed', 'VoteConfirmed']);
  });
});

test('An auditor refuses a review with a reason: the same manager signs anew, the auditor countersigns, and the refused one stays on record', async () => {
  await inUse(world);
  await handedBack(world);
  await tasks(world);
  await press(world, world.mona, [
    { on: 'review', verb: 'review' },
    { ...REVIEW, class: 'misuse' },
  ]);
  const stale = world.ada.card('review');
  const refused = await press(world, world.ada, [{ on: 'review', verb: 'refuse-review' }, { why: 'Who did it is not said' }]);
  expect(told(refused)).toContain('An auditor refused the review.');
  expect(told(world.mona.card('review'))).toContain('refused by Ada Auditor:  Who did it is not said');
  const again = { ...REVIEW, class: 'misuse', found: 'It was the second session of the operator' };
  expect(told(await press(world, world.mona, [{ on: 'review', verb: 'review' }, again]))).toContain('A review of this was refused before');
  expect(told(await press(world, world.ada, [{ on: stale, verb: 'countersign' }]))).toContain(
    'An auditor refused the review that your card',
  );
  expect(told(await press(world, world.ada, [{ on: 'review', verb: 'countersign' }]))).toContain('CLOSED');
  const facts = (await world.facts()).filter((type) => type !== 'Refused');
  expect(facts.slice(-5)).toEqual(['Reviewed', 'ReviewRefused', 'Reviewed', 'Countersigned', 'Closed']);
  expect(await world.verdict()).toMatchObject({ sound: true });
});
