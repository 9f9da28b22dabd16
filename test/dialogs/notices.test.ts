import { expect, test } from '@jest/globals';
import { WINDOW } from '../../dialogs/announce.ts';
import { isQuiet, notices, takenNotices } from '../../dialogs/notices.ts';
import {
  ANNOUNCED,
  at,
  bea,
  carl,
  does,
  ida,
  DRILL_AT,
  FIRST,
  given,
  HOUR,
  mona,
  type Night,
  POLICY,
  rico,
  rita,
  START,
  wanda,
} from './given.ts';
import { TAKEN, TWO_IN_USE } from './given-fallback.ts';

const DAY = 24 * HOUR;
const told = (night: Night) => notices(night.tenant, night.circumstances({ kind: 'product' }));

test('an announced live drill is told at once to the room, the operator, managers, watch, approvers and custodians, until it is over', () => {
  const { night } = given(...ANNOUNCED);
  const [notice] = told(night);
  expect(notice).toMatchObject({ key: 'LD-2026-0001', waits: false });
  expect(notice?.viewers).toEqual(expect.arrayContaining(['room', rita.id, mona.id, wanda.id]));
  expect(notice?.viewers).not.toContain(rico.id);
  expect(new Set(notice?.viewers).size).toBe(notice?.viewers.length);
  expect(
    told(
      given(
        ...ANNOUNCED,
        at(() => DRILL_AT + WINDOW),
      ).night,
    ),
  ).toHaveLength(1);
  expect(
    told(
      given(
        ...ANNOUNCED,
        at(() => DRILL_AT + WINDOW + 1),
      ).night,
    ),
  ).toEqual([]);
});

test('a drill that is due is told to managers and watch; it waits for quiet hours as long as nothing is owed', () => {
  const { night } = given((one) => {
    one.tenant = { ...one.tenant, drills: { ...one.tenant.drills, since: START } };
    one.now = START + 80 * DAY;
  });
  expect(told(night)).toEqual([]);
  night.write(null, [{ type: 'DrillDue', account: FIRST.id, due: START + 90 * DAY }], { actor: 'clock' });
  const [notice] = told(night);
  expect(notice).toMatchObject({ about: { due: FIRST.id }, waits: true });
  expect(notice?.viewers).toEqual(expect.arrayContaining([mona.id, wanda.id]));
  expect(notice?.viewers).not.toContain(rita.id);
  night.now = START + 90 * DAY + 1;
  expect(told(night)).toMatchObject([{ waits: false }]);
});

test('quiet hours go over midnight, end with their last minute, and may be missing', () => {
  const quiet = (minute: number) => isQuiet(POLICY, minute);
  expect([21 * 60 + 59, 22 * 60, 0, 7 * 60 - 1, 7 * 60].map(quiet)).toEqual([false, true, true, true, false]);
  const noon = { quietHours: { from: 720, until: 780 } };
  expect([719, 720, 779, 780].map((minute) => isQuiet(noon, minute))).toEqual([false, true, true, false]);
  expect(isQuiet({ quietHours: null }, 0)).toBe(false);
});

test('a fallback account that was taken is told once to the room, approvers, watch, managers and custodians, as long as it may be used', () => {
  const about = (night: Night) => takenNotices(night.activations.values(), night);
  expect(about(given(...TWO_IN_USE).night)).toEqual([]);
  const { night } = given(...TAKEN);
  const [notice] = about(night);
  expect(notice).toMatchObject({ key: 'BG-2026-0001 fallback', about: { taken: night.open }, waits: false });
  expect(notice?.viewers).toEqual(expect.arrayContaining(['room', bea.id, wanda.id, mona.id, carl.id, ida.id]));
  expect(notice?.viewers).not.toContain(rico.id);
  expect(new Set(notice?.viewers).size).toBe(notice?.viewers.length);
  expect(about(given(...TAKEN, does(rita, 'hand-back')).night)).toEqual([]);
  // in a suspected attack the room stays silent; whoever must know is told all the same
  const attacked = { ...night.open, request: { ...night.open.request, domain: 'suspected-attack' as const } };
  const [silent] = takenNotices([attacked], night);
  expect(silent?.viewers).toEqual(notice?.viewers.filter((viewer) => viewer !== 'room'));
});
