// A doubtful clock on cards: loud on all of them, and none of them calls anything late by it.
import { expect, test } from '@jest/globals';
import { clockAlarms } from '../../cards/clock.ts';
import { readable } from '../../cards/plain.ts';
import { drawOperation } from '../../cards/operation.ts';
import { drawRoom } from '../../cards/room.ts';
import { drawStatus } from '../../cards/status.ts';
import type { Viewing } from '../../cards/view.ts';
import { MINUTE, mona, night, rita } from './sample.ts';
import { sound } from './sound.ts';

const doubt = (viewing: Viewing, at: number): Viewing => ({
  ...viewing,
  tenant: { ...viewing.tenant, clock: { doubt: { source: 'machine', seconds: 7_201, at }, doubts: [at] } },
});
const SAID =
  '! The clock is in doubt: it jumped and is 120 minutes ahead. No deadline is decided until it agrees again; order is by number. What you do is recorded.';

test('The cards of an activation and the board say that the clock is in doubt', () => {
  const one = night('in use');
  const { now } = one;
  const shown = [
    drawRoom(one.open, doubt(one.viewing('room'), now)),
    drawOperation(one.open, doubt(one.viewing(rita), now)),
    drawStatus([one.open], doubt(one.viewing(mona), now)),
  ];
  for (const card of shown) expect(readable(sound(card).card)).toContain(SAID);
  expect(readable(drawRoom(one.open, one.viewing('room')).card)).not.toContain('in doubt');
});

test('It says who doubts it, and in which direction', () => {
  const { viewing } = { viewing: night('in use').viewing(mona) };
  const clock = { doubt: { source: 'teams' as const, seconds: -240, at: 1 }, doubts: [1] };
  expect(clockAlarms({ ...viewing, tenant: { ...viewing.tenant, clock } })).toEqual([
    '! The clock is in doubt: Teams says that it is 4 minutes behind. No deadline is decided until it agrees again; order is by number. What you do is recorded.',
  ]);
  expect(clockAlarms(viewing)).toEqual([]);
});

test('Nothing is called late by a clock that is in doubt', () => {
  const one = night('in use');
  const before = one.now;
  one.now += 300 * MINUTE;
  const late = (viewing: Viewing) => [
    readable(drawRoom(one.open, viewing).card),
    readable(drawOperation(one.open, viewing).card),
    readable(drawStatus([one.open], viewing).card),
  ];
  for (const text of late(one.viewing(rita))) expect(text.toUpperCase()).toContain('OVERDUE');
  for (const text of late(doubt(one.viewing(rita), before))) expect(text.toUpperCase()).not.toContain('OVERDUE');
});
