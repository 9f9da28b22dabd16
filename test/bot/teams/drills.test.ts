import { expect, test } from '@jest/globals';
import { timeIn } from '../../../bot/teams/drills.ts';
import { actorOf, mona } from '../../dialogs/given.ts';

const when = (day: unknown, time: unknown, zone = 'Europe/Berlin') => timeIn({ actor: actorOf({ ...mona, zone }) }, { day, time }).at;

test('a day and a time are those of the person’s own clock, summer and winter', () => {
  expect(when('2026-11-24', '10:00')).toBe(Date.UTC(2026, 10, 24, 9));
  expect(when('2026-07-24', '10:00')).toBe(Date.UTC(2026, 6, 24, 8));
  expect(when('2026-11-24', '10:00', 'America/New_York')).toBe(Date.UTC(2026, 10, 24, 15));
  // the night in which clocks go back: both sides of the hour that comes twice
  expect(when('2026-10-25', '01:59')).toBe(Date.UTC(2026, 9, 24, 23, 59));
  expect(when('2026-10-25', '03:00')).toBe(Date.UTC(2026, 9, 25, 2));
});

test('what is no day or no time is none', () => {
  for (const [day, time] of [
    ['tomorrow', '10:00'],
    ['2026-11-24', 'noon'],
    [null, '10:00'],
    ['2026-11-24', 7],
    ['2026-13-40', '10:00'],
  ])
    expect(when(day, time)).toBeUndefined();
});
