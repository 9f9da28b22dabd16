// Titles of buttons: short enough to be read, cut at a word.
import { expect, test } from '@jest/globals';
import { label, nameLabel, wholeOf } from '../../cards/label.ts';

test('A title that fits stays as it is', () => {
  expect(label('To do: ', 'Reset the password')).toBe('To do: Reset the password');
  expect(label('', 'x'.repeat(40))).toBe('x'.repeat(40));
});

test('A longer one ends at a word, with a sign that more follows', () => {
  expect(label('To do: ', 'Compare methods, roles and Conditional Access with before')).toBe('To do: Compare methods, roles and…');
  expect(label('To do: ', 'Compare methods, roles, and so on and so forth')).toBe('To do: Compare methods, roles, and so…');
  expect(label('', 'Ends with a comma at the very last word, here')).toBe('Ends with a comma at the very last word…');
});

test('A word that is longer than a title is cut itself', () => {
  const shown = label('Other part: ', 'y'.repeat(80));
  expect([shown.length, shown.endsWith('y…')]).toEqual([40, true]);
});

test('Of a name that is too long the surname stays, and what stands around it', () => {
  const name = 'Bartholomew Maximilian von und zu Hohenstein';
  expect(nameLabel('Confirm: ', name, ' operates')).toBe('Confirm: Bartholome… Hohenstein operates');
  expect(nameLabel('', name, ': rang, no answer')).toBe('Bartholomew… Hohenstein: rang, no answer');
  expect(nameLabel('I can take over from ', name, '')).toBe('I can take over from Barthol… Hohenstein');
  expect(nameLabel('', 'Bea Approver', ': rang, no answer')).toBe('Bea Approver: rang, no answer');
});

test('A surname that has no room beside another name stands alone, cut itself where it must be', () => {
  expect(nameLabel('', 'Anna Schmidt-Hohenstein-Lang', ': rang, no answer')).toBe('Schmidt-Hohenstein-Lang: rang, no answer');
  const one = nameLabel('', 'y'.repeat(80), ': rang, no answer');
  expect([one.length, one]).toEqual([40, `${'y'.repeat(22)}…: rang, no answer`]);
});

test('What has no room on its button is named whole', () => {
  expect(wholeOf('Also open: ', ['Ring the vendor', 'Look for other policies of the same change'])).toBe(
    'Also open: Look for other policies of the same change',
  );
  expect(wholeOf('Also open: ', ['Ring the vendor'])).toBe('');
});
