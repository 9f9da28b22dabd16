// The keys that each section may have, and what of a broken file can still be read.
import { describe, expect, test } from '@jest/globals';
import { allowed, keysAt, readable, Shape } from '../../bot/config-shape.ts';
import { BOUNDS } from '../../dialogs/policy.ts';

test.each([
  [[], 'tenant origin timeZone room duty bridge paging limits people emergencyAccounts drills quietHours'],
  [['room'], 'name conversation'],
  [['paging'], 'url drills'],
  [['limits'], 'decide collect use'],
  [['people', 3], 'key name accounts roles phone timeZone'],
  [['emergencyAccounts', 0, 'credentials', 0, 'parts', 1], 'id what custodians place'],
  [['people', 0, 'timeZone'], ''],
  [['nowhere'], ''],
])('at %j the keys are known', (path, keys) => {
  expect(keysAt(path).join(' ')).toBe(keys);
});

test('allowed words come with the nearest one first', () => {
  expect(allowed('wtach', ['watch', 'manager'])).toBe('did you mean watch? allowed are watch, manager');
  expect(allowed('zzzzz', ['watch', 'manager'])).toBe('allowed are watch, manager');
});

describe('limits', () => {
  const limit = (field: 'decide' | 'collect', minutes: number) => Shape.shape.limits.shape[field].safeParse(String(minutes)).success;
  test.each(['decide', 'collect'] as const)('%s is held to its bounds, both ends included', (field) => {
    const { min, max } = BOUNDS[field];
    expect([min - 1, min, max, max + 1].map((minutes) => limit(field, minutes))).toEqual([false, true, true, false]);
  });
  test.each(['', '-30', '30.5', '3e1', '0x1e', ' 30', '30 min', '٣٠'])('%j is no number of minutes', (text) => {
    expect(Shape.shape.limits.shape.decide.safeParse(text).success).toBe(false);
  });
});

describe('drills', () => {
  test('the days after which an account must prove itself cannot be more than 90', () => {
    const every = (days: string) => Shape.shape.drills.safeParse({ every: days }).success;
    expect(['6', '7', '90', '91', 'x'].map(every)).toEqual([false, true, true, false, false]);
  });
  test('quiet hours are two times of the day', () => {
    expect(Shape.shape.quietHours.parse('22:00-07:30')).toEqual({ from: 1320, until: 450 });
    expect(Shape.shape.quietHours.safeParse('22-7').success).toBe(false);
    expect(Shape.shape.quietHours.safeParse('24:00-07:00').success).toBe(false);
  });
});

describe('the readable parts of a broken file', () => {
  const person = { key: 'E1', name: 'A', accounts: ['aaaaaaaa-0000-4000-8000-000000000001'], roles: ['watch'], phone: '+49 30 555 0101' };
  test('are the people that hold by themselves, with their places; the roster is then not complete', () => {
    const read = readable({ people: [{}, person], emergencyAccounts: 'x' });
    expect(read).toMatchObject({ people: [{ at: 1, value: { key: 'E1' } }], accounts: [], complete: false });
    expect(readable({ people: [person] }).complete).toBe(true);
  });
  test.each([null, 'text', [], {}, { people: [] }])('are none in %j', (value) => {
    expect(readable(value)).toEqual({ people: [], accounts: [], complete: false });
  });
});
