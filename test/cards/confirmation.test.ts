// A vote looked at once more by its voter when the activation is reviewed.
import { expect, test } from '@jest/globals';
import { drawConfirmation } from '../../cards/confirmation.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, ALL_STAGES, bea, HOSTILE, mona, type Night, night, olaf } from './sample.ts';
import { harmless, honest, inputs, sound, verbs } from './sound.ts';
import { words } from './words.ts';

const draw = (one: Night, who: Person = aaron) => honest(drawConfirmation(one.open, one.viewing(who)), one.open, one.viewing(who));
const person = aaron.id;

test('The voter is asked whether it was them, and whether they would do it again', () => {
  const shown = draw(night('votes again'));
  expect(words(shown)).toContain(
    'REAL · CONFIRM YOUR VOTE\nBG-2026-0001\nAt 03:11 (02:11 UTC) you approved that Rita Requester may open **bg-admin-01**, as a real emergency: was that you, and would you do it again?\nThe review waits for your answer.',
  );
  expect(words(shown)).toContain('Asked because  \nThe new sign-in policy');
  expect(verbs(shown)).toEqual(['confirm-vote', 'doubt-vote']);
  expect(inputs(shown)).toEqual(['why']);
  expect(shown.summary).toBe('BG-2026-0001: please confirm your vote once more');
});

test('Confirmed, it says when, and can still become a doubt', () => {
  const one = night('votes again').does(aaron, 'confirm-vote', { person }, 1);
  expect(words(draw(one))).toContain('REAL · VOTE CONFIRMED');
  expect(words(draw(one))).toMatch(/You confirmed it at 05:16 \(04:16 UTC\)\./);
  expect(verbs(draw(one))).toEqual(['doubt-vote']);
});

test('A doubt is loud, also on the cards of everybody else, and cannot be taken back', () => {
  const one = night('votes again').does(aaron, 'doubt-vote', { person, why: 'I was asleep.' }, 1);
  expect(words(draw(one))).toContain('REAL · VOTE NOT CONFIRMED');
  expect(words(draw(one))).toContain('You did not confirm it, at 05:16 (04:16 UTC). Everybody on it reads that.');
  expect(words(draw(one))).toContain('You said  \nI was asleep.');
  expect(verbs(draw(one))).toEqual([]);
  expect(words(draw(one, bea))).toContain(
    '! The vote of Aaron Approver is NOT confirmed, said by Aaron Approver at 05:16 (04:16 UTC). Ring the duty manager',
  );
});

test('Where the reviewer wrote down why there is no answer, the voter can still give one until it is closed', () => {
  const one = night('votes again').does(mona, 'excuse-vote', { person, why: 'On leave.' }, 1);
  expect(words(draw(one))).toContain('Mona Manager wrote down why you did not answer.');
  expect(verbs(draw(one))).toEqual(['confirm-vote', 'doubt-vote']);
  one
    .does(bea, 'confirm-vote', { person: bea.id })
    .does(mona, 'review', { class: 'real', found: 'Right.', ticket: 'INC-7', reporting: 'none' });
  expect(verbs(draw(one))).toEqual([]);
});

test('Without a counted vote there is nothing to confirm', () => {
  expect(words(draw(night('review'), olaf))).toContain('There is no vote of yours here');
});

test.each(HOSTILE)('Everything typed stays plain: %j', (hostile) => {
  const one = night('votes again').does(aaron, 'doubt-vote', { person, why: 'x' }, 1);
  harmless(sound(drawConfirmation(one.open, one.viewing(aaron, { text: () => hostile }))));
});

test.each(ALL_STAGES)('At the stage %s the card of every reader is sound and honest', (stage) => {
  for (const kind of ['real', 'drill']) for (const who of [aaron, bea, olaf]) draw(night(stage, { kind }), who);
});
