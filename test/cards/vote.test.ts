// A vote restated to its voter, and what "that was not me" leads to.
import { expect, test } from '@jest/globals';
import { drawVote } from '../../cards/vote.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, ALL_STAGES, bea, type Night, night, olaf } from './sample.ts';
import { harmless, honest, sound } from './sound.ts';
import { pressed, words } from './words.ts';

const draw = (one: Night, who: Person = aaron) => honest(drawVote(one.open, one.viewing(who)), one.open, one.viewing(who));

test('A vote is restated with its time, how it was proved and which request it was for', () => {
  const one = night('one vote');
  const text = words(draw(one));
  expect(text).toContain(
    'REAL · YOU APPROVED\nBG-2026-0001\nYou approved that Rita Requester may open **bg-admin-01**\n1 of 2 approvals so far.',
  );
  expect(text).toContain('When: 03:11 (02:11 UTC)\nHow: in Teams, signed in as you\nRequest: check code');
  expect(text).toContain(
    'Was this not you?\nPress the button at once and ring the duty manager, \\+49 30 555 0100. Your vote will then not count.',
  );
  expect(pressed(draw(one))).toEqual(['disown']);
});

test('After the quorum it says what has become of it, and that disowning now tells everybody', () => {
  const text = words(draw(night('approved')));
  expect(text).toContain('Rita Requester may collect **bg-admin-01** until 04:14 (03:14 UTC).');
  expect(text).toContain('Approvals: 2 of 2');
  expect(text).toContain('Everybody will then be told.');
});

test('Disowned before the quorum, the vote is gone; cast again, it is restated anew', () => {
  const one = night('one vote').does(aaron, 'disown', {}, 1);
  expect(words(draw(one))).toContain(
    'REAL · VOTE TAKEN BACK\nBG-2026-0001\nYou said at 03:12 (02:12 UTC) that this vote was not you\nIt does not count.',
  );
  expect(words(draw(one))).toContain('Do this now\nRing the duty manager, \\+49 30 555 0100, and Rita Requester, \\+49 30 555 0101.');
  expect(pressed(draw(one))).toEqual([]);
  expect(words(draw(one.votes(aaron, 1)))).toContain('REAL · YOU APPROVED');
});

test('Disowned after the quorum, it is an alarm', () => {
  const one = night('approved').does(aaron, 'disown', {}, 1);
  expect(words(draw(one))).toContain('REAL · ALARM · VOTE DISOWNED');
  expect(words(draw(one))).toContain('It had already counted. Everybody has been told, and the activation goes on.');
  expect(pressed(draw(one))).toEqual([]);
  expect(words(draw(one, bea))).toContain('REAL · YOU APPROVED');
});

test('Somebody without a vote is told that there is none; a vote of local mode says how it was proved', () => {
  expect(words(draw(night('one vote'), olaf))).toContain('There is no vote of yours here');
  const one = night('one vote');
  const vote = one.open.votes.get(aaron.id)!;
  const as = (by: typeof vote.by) => {
    one.activation = { ...one.open, votes: new Map([[aaron.id, { ...vote, by }]]) };
    return words(drawVote(one.open, one.viewing(aaron)));
  };
  expect(vote.by.actor === 'person' && as({ ...vote.by, assurance: 'local' })).toContain(
    'How: on a practice set-up, where nobody signs in',
  );
  expect(as({ actor: 'clock' })).toContain('How: not by a person');
});

test.each(ALL_STAGES)('At the stage %s the card of every reader is sound, honest and harmless', (stage) => {
  for (const kind of ['real', 'drill']) {
    const one = night(stage, { kind });
    for (const who of [aaron, bea, olaf]) harmless(draw(one, who));
    sound(drawVote(one.open, one.viewing('room')));
  }
});
