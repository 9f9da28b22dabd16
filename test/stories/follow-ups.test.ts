// What a review leaves to do, through the wire: signed with an owner and a day, told when the day is over, done in the owner's own chat.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { World } from '../world.ts';
import { press, REVIEW, told, toReview } from './acts.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10);
const LEFT = () => ({ what1: 'Two people look before a policy is switched on', owner1: 'E1001', due1: inDays(3) });
const signs = { on: 'review', verb: 'review' };

test('A follow-up has an owner, who has a card of their own and says how it was done; then it is done on every card', async () => {
  await toReview(world);
  const closed = await press(world, world.mona, [signs, { ...REVIEW, ...LEFT() }]);
  expect(told(closed)).toContain('Two people look before a policy is switched on');
  expect(told(world.rita.card('follow-up'))).toContain('YOUR FOLLOW-UP');
  await world.mona.say('status');
  expect(told(world.mona.cards().at(-1) ?? { card: null })).toContain('Follow-up 1 of BG-');
  const done = await press(world, world.rita, [
    { on: 'follow-up', verb: 'follow-up-done' },
    { evidence: 'It stands in the change procedure, CHG-88' },
  ]);
  expect(told(done)).toContain('FOLLOW-UPS DONE');
  expect(told(world.mona.card('review'))).toContain('✓ Follow-up 1 is done, says Rita Requester');
  expect((await world.facts()).slice(-4)).toEqual(['Reviewed', 'FollowUpAssigned', 'Closed', 'FollowUpDone']);
  await world.mona.say('status');
  expect(told(world.mona.cards().at(-1) ?? { card: null })).not.toContain('Follow-up 1 of BG-');
});

test('What is missing is said, and nothing that was typed or chosen is lost', async () => {
  await toReview(world);
  const half = await press(world, world.mona, [signs, { ...REVIEW, ...LEFT(), owner1: '' }]);
  expect(told(half)).toContain('Who brings follow-up 1: choose who brings it');
  const kept = JSON.stringify(half.card);
  for (const word of [REVIEW.found, LEFT().what1, `"value":"${LEFT().due1}"`]) expect(kept).toContain(word);
  const unowned = await press(world, world.mona, [signs, { ...REVIEW, reporting: 'runs' }]);
  expect(told(unowned)).toContain('add a follow-up that says who reports to whom');
  expect((await world.facts()).at(-1)).toBe('Refused');
});

/** Everything that hung is forgotten, as where a client has lost its messages. */
function forgetPosts(): void {
  for (const id of world.side.activations())
    for (const { serviceUrl, conversation, messageId } of world.side.postsOf(id))
      world.side.deletePost(serviceUrl, conversation, messageId);
}

test('A restart that finds no card any more brings the one about follow-ups, and no other of what is closed; done, it is history', async () => {
  await toReview(world);
  await press(world, world.mona, [signs, { ...REVIEW, ...LEFT() }]);
  forgetPosts();
  await world.restart();
  await world.settle();
  expect(told(world.rita.card('follow-up'))).toContain('YOUR FOLLOW-UP');
  const [id] = world.side.activations();
  expect(world.side.postsOf(String(id)).map(({ card, viewer }) => [card, viewer])).toEqual([['follow-up', 'E1001']]);
  await press(world, world.rita, [{ on: 'follow-up', verb: 'follow-up-done' }, { evidence: 'CHG-88' }]);
  await world.settle();
  expect(world.side.postsOf(String(id))).toEqual([]);
});

test('A manager comes from the board to what others have left to do, says in their place how it was done, and reads it on the same card', async () => {
  await toReview(world);
  await press(world, world.mona, [signs, { ...REVIEW, ...LEFT() }]);
  await world.mona.say('status');
  const board = world.mona.cards().at(-1);
  if (board === undefined) throw new Error('no board');
  const found = await press(world, world.mona, [{ on: board, verb: 'my-view' }]);
  expect(told(found)).toContain('How follow-up 1 was done');
  const done = await press(world, world.mona, [
    { on: { ...board, card: found.card ?? {} }, verb: 'follow-up-done' },
    { evidence: 'CHG-89' },
  ]);
  expect(told(done)).toContain('FOLLOW-UPS DONE');
  expect(told(done)).toContain('✓ Follow-up 1 is done, says Mona Manager');
});
