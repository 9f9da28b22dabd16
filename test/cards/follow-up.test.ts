// What a closed activation still asks of somebody.
import { expect, test } from '@jest/globals';
import { drawFollowUp } from '../../cards/follow-up.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, HOSTILE, mona, type Night, night, olaf, PEOPLE, rita, rosterOf } from './sample.ts';
import { all, harmless, honest, inputs, sound, verbs } from './sound.ts';
import { words } from './words.ts';

const draw = (one: Night, who: Person = rita) => honest(drawFollowUp(one.open, one.viewing(who)), one.open, one.viewing(who));
const LATE = Date.UTC(2026, 11, 5, 12);

test('Its owner reads what is left for them and until when, and says how it was done', () => {
  const shown = draw(night('left to do'));
  expect(words(shown)).toContain(
    'REAL · YOUR FOLLOW-UP\nBG-2026-0001\nAfter the use of **bg-admin-01** something is left for you to do\n2 of 2 still open.',
  );
  expect(words(shown)).toContain('Follow-up 1, Rita Requester, until Fri, 04 Dec 2026:  \nTwo people look before a policy is switched on.');
  expect(verbs(shown)).toEqual(['follow-up-done']);
  expect(inputs(shown)).toEqual(['evidence']);
  expect(JSON.stringify(shown.card)).toContain('How follow-up 1 was done');
  expect(all(shown.card, 'Action.Execute')[0]).toMatchObject({ verb: 'follow-up-done', data: { followUp: 1 } });
  expect(shown.summary).toBe('BG-2026-0001: your follow-up waits');
});

test('Everybody has their own in front of them; a manager the first that is open, others none', () => {
  expect(JSON.stringify(draw(night('left to do'), olaf).card)).toContain('How follow-up 2 was done');
  expect(JSON.stringify(draw(night('left to do'), mona).card)).toContain('How follow-up 1 was done');
  expect(JSON.stringify(draw(night('one left'), mona).card)).toContain('How follow-up 2 was done');
  const other = draw(night('left to do'), aaron);
  expect(verbs(other)).toEqual([]);
  expect(words(other)).toContain('REAL · FOLLOW-UPS\nBG-2026-0001\nAfter the use of **bg-admin-01** something is left to do');
  expect(other.summary).toBe('BG-2026-0001: a follow-up waits');
});

test('Once its last day is over it is overdue', () => {
  const one = night('left to do');
  one.now = LATE - 1;
  expect(words(draw(one))).not.toContain('OVERDUE');
  one.now = LATE;
  expect(words(draw(one))).toContain('REAL · FOLLOW-UP OVERDUE');
  expect(words(draw(one))).toContain('! OVERDUE · Follow-up 1, Rita');
  expect(words(draw(one))).not.toContain('! OVERDUE · Follow-up 2');
});

test('Done, it says who did it and how; when all are, nothing is left to press', () => {
  const one = night('one left');
  expect(words(draw(one))).toContain('REAL · FOLLOW-UPS\n');
  expect(words(draw(one))).toContain(
    'switched on.\n✓ Follow-up 1 is done, says Rita Requester at 07:15 (06:15 UTC):  \nIn the change procedure since Monday.\nFollow-up 2,',
  );
  one.now = Date.UTC(2026, 11, 20);
  expect(words(draw(one))).not.toContain('OVERDUE · Follow-up 1');
  const none = draw(night('none left'));
  expect(words(none)).toContain('REAL · FOLLOW-UPS DONE\nBG-2026-0001\nAfter the use of **bg-admin-01** every follow-up is done');
  expect(verbs(none)).toEqual([]);
});

test('Where nothing was left it says so', () => {
  for (const stage of ['requested', 'review', 'closed'] as const)
    expect(words(draw(night(stage)))).toContain('After the use of **bg-admin-01** nothing is left to do');
});

test.each(HOSTILE)('Everything typed stays plain: %j', (hostile) => {
  for (const stage of ['left to do', 'one left', 'none left'] as const) {
    const one = night(stage);
    one.roster = rosterOf(PEOPLE.map((person) => ({ ...person, name: hostile })));
    harmless(sound(drawFollowUp(one.open, one.viewing(rita, { text: () => hostile }))));
  }
});
