// Wall clocks in time zones at instants, the edges of summer time above all.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { knowsZone, offsetMinutes, systemClock } from '../../bot/clock.ts';

describe('offsetMinutes', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29T00:59:59.999Z', 60],
    ['Europe/Berlin', '2026-03-29T01:00:00.000Z', 120],
    ['Europe/Berlin', '2026-10-25T00:59:59.999Z', 120],
    ['Europe/Berlin', '2026-10-25T01:00:00.000Z', 60],
    ['America/New_York', '2026-03-08T06:59:59.999Z', -300],
    ['America/New_York', '2026-03-08T07:00:00.000Z', -240],
    ['America/St_Johns', '2026-01-15T12:00:00.000Z', -210],
    ['Australia/Lord_Howe', '2026-01-15T12:00:00.000Z', 660],
    ['Australia/Lord_Howe', '2026-07-15T12:00:00.000Z', 630],
    ['Asia/Kathmandu', '2026-01-15T12:00:00.000Z', 345],
    ['Pacific/Kiritimati', '2026-01-15T12:00:00.000Z', 840],
    ['UTC', '2026-01-15T12:00:00.000Z', 0],
    ['Europe/London', '2026-01-15T12:00:00.000Z', 0],
  ])('in %s at %s clocks are %i minutes ahead of UTC', (zone, at, minutes) => {
    expect(offsetMinutes(zone, Date.parse(at))).toBe(minutes);
  });

  test('agrees with the clock face that Intl draws, at any instant of a century', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const instants = fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2080, 0) });
    fc.assert(
      fc.property(zones, instants, (zone, at) => {
        const face = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
        const shifted = new Date(at + offsetMinutes(zone, at) * 60_000).toISOString().slice(11, 16);
        expect(shifted).toBe(face);
      }),
    );
  });

  test('throws for a zone that no configuration could name', () => {
    expect(() => offsetMinutes('Mars/Olympus', 0)).toThrow(/time zone/);
  });
});

describe('knowsZone', () => {
  test.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+1'])('%s is a time zone', (zone) => {
    expect(knowsZone(zone)).toBe(true);
  });
  test.each(['', '+02:00', 'Europe/Berlni', 'Mars/Olympus', 'Europe/Berlin\n', 'x'.repeat(100)])('%j is none', (zone) => {
    expect(knowsZone(zone)).toBe(false);
  });
});

test('the system clock tells whole milliseconds, and its steady hand never goes back', () => {
  const clock = systemClock();
  const before = Date.now();
  const now = clock.now();
  expect(now >= before && now <= Date.now() && Number.isInteger(now)).toBe(true);
  const steady = clock.steady();
  expect(Number.isInteger(steady) && clock.steady() >= steady).toBe(true);
});
