// The first question of the night.
import { expect, test } from '@jest/globals';
import { domainsOffered, drawBroken } from '../../cards/broken.ts';
import { carl, HOSTILE, LIBRARY, Night, night, olaf, PEOPLE, rita, rosterOf } from './sample.ts';
import { harmless, sound } from './sound.ts';
import { objects, pressed, words } from './words.ts';

test('A responder chooses among the cases that there is a runbook for, “don’t know yet” first', () => {
  const shown = sound(drawBroken(new Night().viewing(rita)));
  const [choice] = objects(shown.card).filter(({ id }) => id === 'domain');
  expect(choice).toMatchObject({
    value: 'dont-know',
    choices: [
      { title: 'Don’t know yet', value: 'dont-know' },
      { title: 'Conditional Access lock-out', value: 'conditional-access' },
    ],
  });
  expect(objects(shown.card).filter(({ type }) => type === 'Action.Execute')).toMatchObject([
    { title: 'Ask for an emergency account', verb: 'begin', data: { card: 'broken', kind: 'real' } },
    { title: 'Practise: dry drill', verb: 'begin', data: { kind: 'drill', domain: 'drill' }, associatedInputs: 'none' },
  ]);
  expect(words(shown)).not.toContain('Open now');
});

test('What is open now can be joined, drills marked', () => {
  const one = night('requested', { kind: 'drill' });
  const shown = sound(drawBroken(one.viewing(olaf)));
  expect(words(shown)).toContain('Open now\nDRILL BG-2026-0001: **bg-admin-01**, asked for by Rita Requester');
  expect(objects(shown.card).find(({ verb }) => verb === 'my-view')?.['data']).toEqual({ card: 'broken', activation: 'BG-2026-0001' });
  expect(words(drawBroken(night('requested').viewing(olaf)))).toContain('\nBG-2026-0001: **bg-admin-01**');
  expect(words(drawBroken(night('handed back').viewing(olaf)))).not.toContain('BG-2026-0001');
});

test('Nobody else gets the buttons; the duty manager’s number is there', () => {
  const shown = sound(drawBroken(new Night().viewing(carl)));
  expect(words(shown)).toContain(
    'Only people with the role responder can ask for an account. Ring one of them, or the duty manager, \\+49 30 555 0100.',
  );
  expect(pressed(shown)).toEqual([]);
  expect(pressed(drawBroken(new Night().viewing('room')))).toEqual([]);
});

test('Without a runbook nothing can begin', () => {
  const viewing = new Night().viewing(rita);
  const bare = { ...viewing, circumstances: { ...viewing.circumstances, library: { ...LIBRARY, offered: [] } } };
  expect([domainsOffered(bare), pressed(drawBroken(bare))]).toEqual([[], []]);
});

test('Hostile names stay plain', () => {
  for (const text of HOSTILE) {
    const one = night('requested');
    one.roster = rosterOf(PEOPLE.map((person) => ({ ...person, name: text })));
    harmless(drawBroken(one.viewing(olaf)));
  }
});
