// Small answers: faults, misreads, what does not exist, and the little that a stranger learns.
import { expect, test } from '@jest/globals';
import { drawInOwnChat, drawMoved, drawMovedAway, drawNotYours, drawSaid, drawStranger, drawUnknown } from '../../cards/said.ts';
import { HOSTILE } from './sample.ts';
import { harmless, sound } from './sound.ts';
import { objects, pressed, words } from './words.ts';

test('A stranger learns that they are not on the roster and the duty phone, and nothing else', () => {
  const shown = sound(drawStranger('+49 30 555 0100'));
  expect(words(shown)).toBe(
    'NOT ON THE ROSTER\nYou are not on the roster of this bot\nIf this is an emergency, ring the duty manager: +49 30 555 0100.',
  );
  expect(pressed(shown)).toEqual([]);
});

test('A card whose reader has lost it says so and has no button', () => {
  const shown = sound(drawNotYours('BG-2026-0042'));
  expect(words(shown)).toBe(
    'NO LONGER YOURS\nThis card about BG-2026-0042 is no longer yours\nThe roster or the custody has changed since it was sent. Type “status” to see what is open for you.',
  );
  expect(pressed(shown)).toEqual([]);
});

test('What does not exist is named as it was typed', () => {
  expect(words(sound(drawUnknown('BG-2026-9999')))).toContain('There is no BG-2026-9999');
});

test('Buttons carry what their verb needs', () => {
  const shown = sound(
    drawSaid({
      tone: 'good',
      band: 'NOTED',
      heading: 'Noted',
      text: 'Thank you.',
      buttons: [{ title: 'Timeline', verb: 'timeline', data: { activation: 'BG-2026-0001' } }],
    }),
  );
  expect(objects(shown.card).find(({ verb }) => verb === 'timeline')?.['data']).toEqual({ card: 'said', activation: 'BG-2026-0001' });
});

test('Hostile words stay plain', () => {
  for (const text of HOSTILE) {
    harmless(sound(drawSaid({ tone: 'default', band: 'NOTED', heading: text, text, lines: [text] })));
    harmless(drawUnknown(text));
  }
});

test('A card that was sent anew says where it is now, and has no buttons', () => {
  const shown = sound(drawMoved());
  expect(words(shown)).toBe('MOVED\nThis card has moved\nIts newest copy is further down.');
  expect(pressed(shown)).toEqual([]);
});

test('In place of the room’s card stands what names nothing, under the words of any card that has moved', () => {
  const shown = sound(drawMovedAway());
  expect(words(shown)).toBe('MOVED\nThis card has moved\nWhat is yours to see is in your own chat with Glassbreak.');
  expect(words(shown).split('\n').slice(0, 2)).toEqual(words(drawMoved()).split('\n').slice(0, 2));
  expect([pressed(shown), shown.summary]).toEqual([[], 'This card has moved']);
});

test('What is not answered where others read along is answered there with the same sentence, whatever it was', () => {
  const shown = sound(drawInOwnChat());
  expect(words(shown)).toBe('BREAK-GLASS\nThis is answered in your own chat\nWrite to me there: type “status” to see all that is open.');
  expect(pressed(shown)).toEqual([]);
});
