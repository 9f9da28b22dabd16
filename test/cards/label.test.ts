// Titles of buttons: short enough to be read, cut at a word.
import { expect, test } from '@jest/globals';
import { label, wholeOf } from '../../cards/label.ts';

test('A title that fits stays as it is', () => {
  expect(label('To do: ', 'Reset the password')).toBe('To do: Reset the password');
  expect(label('', 'x'.repeat(40))).toBe('x'.repeat(40));
});

test('A longer one ends at a word, with a sign that more follows, and what stands after it stays', () => {
  expect(label('To do: ', 'Compare methods, roles and Conditional Access with before')).toBe('To do: Compare methods, roles and…');
  expect(label('To do: ', 'Compare methods, roles, and so on and so forth')).toBe('To do: Compare methods, roles, and so…');
  expect(label('Confirm: ', 'Bartholomew Maximilian von und zu Hohenstein', ' operates')).toBe('Confirm: Bartholomew… operates');
  expect(label('', 'Ends with a comma at the very last word, here')).toBe('Ends with a comma at the very last word…');
});

test('A word that is longer than a title is cut itself', () => {
  const shown = label('Other part: ', 'y'.repeat(80));
  expect([shown.length, shown.endsWith('y…')]).toEqual([40, true]);
});

test('What has no room on its button is named whole', () => {
  expect(wholeOf('Also open: ', ['Ring the vendor', 'Look for other policies of the same change'])).toBe(
    'Also open: Look for other policies of the same change',
  );
  expect(wholeOf('Also open: ', ['Ring the vendor'])).toBe('');
});
