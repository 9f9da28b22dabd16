import { expect, test } from '@jest/globals';
import { isTest, lastWindow, notTesting, notWitness, openWindow, WINDOW } from '../../dialogs/window.ts';
import { aaron, BACK, bea, carl, changed, does, given, ida, later, type Night, rita } from './given.ts';
import { FAILED, OPENED, opening, TEST, TO_TEST, WORKED } from './given-test-sign-in.ts';

const state = (night: Night, id = TEST) => night.in('handed back').tasks.find(({ task }) => task === id)!;
const open = (night: Night, now = night.now) => openWindow(night.open, state(night), now);

test('only the test sign-in has a window', () => {
  expect([isTest(TEST), isTest('keys')]).toEqual([true, false]);
  const { night } = given(...BACK);
  expect(notTesting(night.open, state(night, 'keys'), { person: carl, now: night.now })).toBeNull();
  expect(notWitness(night.open, 'keys', aaron)).toBeNull();
});

test('a window is open for 15 minutes, the last millisecond included', () => {
  const { night } = given(...OPENED);
  const { at, end } = lastWindow(night.open, TEST)!;
  expect(end - at).toBe(15 * 60_000);
  expect(WINDOW).toBe(15 * 60_000);
  expect(open(night, end)).toMatchObject({ witness: bea.id, failed: null });
  expect(open(night, end + 1)).toBeNull();
  expect(open(given(...TO_TEST).night)).toBeNull();
});

test('a window is over once somebody has said how the test went, also when the task was opened again', () => {
  expect(open(given(...WORKED).night)).toBeNull();
  expect(open(given(...FAILED).night)).toBeNull();
  const again = given(...WORKED, does(bea, 'reopen-task', { task: TEST, why: 'it was another account' }));
  expect(open(again.night)).toBeNull();
  expect(open(again.and(does(carl, 'open-test', opening(bea, 1))).night)).toMatchObject({ witness: bea.id });
});

test('whoever opened the window says how the test went, whoever was named confirms', () => {
  const { night } = given(...OPENED);
  const asked = (person: typeof carl) => notTesting(night.open, state(night), { person, now: night.now });
  expect([carl, ida].map(asked)).toEqual([null, 'not-opener']);
  expect([bea, aaron].map((person) => notWitness(night.open, TEST, person))).toEqual([null, 'not-witness']);
  const { night: over } = given(...OPENED, later(WINDOW + 1));
  expect(notTesting(over.open, state(over), { person: carl, now: over.now })).toBe('window-closed');
});

test('a witness who turns out to be the operator confirms nothing', () => {
  const { night } = given(...OPENED, changed({ ...bea, roles: ['approver', 'responder'] }));
  const operated = { ...night.open, request: { ...night.open.request, operator: bea.id } };
  expect(notWitness(operated, TEST, bea)).toBe('own-work');
  expect(notWitness({ ...operated, request: { ...operated.request, operator: rita.id } }, TEST, bea)).toBeNull();
});
