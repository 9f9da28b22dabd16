import { expect, test } from '@jest/globals';
import { duties } from '../../dialogs/duties.ts';
import {
  aaron,
  APPROVED,
  at,
  BACK,
  bea,
  carl,
  clock,
  CLOSED,
  DENIED,
  does,
  FILED,
  files,
  type Act,
  given,
  ida,
  IN_USE,
  KEY,
  looksAt,
  MINUTE,
  PIN,
  REVIEW,
  rico,
  rita,
  START,
  votes,
} from './given.ts';

function owed(...acts: readonly Act[]) {
  const { night } = given(...acts);
  return duties(night.open, night.tenant).map(({ command, due }) => [command.verb, due]);
}

test('a request lapses from the millisecond after its deadline', () => {
  expect(owed(...FILED)[0]).toEqual(['lapse', given(...FILED).night.open.request.decideBy + 1]);
});
test('the duty manager is owed a call from the millisecond after ten minutes, once', () => {
  const due = START + 10 * MINUTE + 1;
  expect(owed(...FILED)[1]).toEqual(['escalate', due]);
  expect(
    owed(
      ...FILED,
      at(() => due),
      clock('escalate'),
    ).map(([verb]) => verb),
  ).toEqual(['lapse']);
});
test('a collection lapses from the millisecond after its deadline', () => {
  expect(owed(...APPROVED)).toEqual([['lapse', given(...APPROVED).night.in('approved').grant.collectBy + 1]]);
});
test('a use is overdue from the millisecond after its end, once', () => {
  const end = given(...IN_USE).night.in('in use').use.end;
  expect(owed(...IN_USE)).toEqual([
    ['warn', end - 30 * MINUTE],
    ['overdue', end + 1],
  ]);
  expect(
    owed(
      ...IN_USE,
      at(() => end + 1),
      clock('overdue'),
    ),
  ).toEqual([]);
});
test('after the hand-back the first reminder is owed when the first task is overdue, and the managers four hours later', () => {
  const due = Math.min(
    ...given(...BACK)
      .night.in('handed back')
      .tasks.map((task) => task.due),
  );
  expect(owed(...BACK)).toEqual([
    ['remind-tasks', due + 1],
    ['escalate-tasks', due + 4 * 60 * MINUTE + 1],
  ]);
});
test('in review and at the end the clock owes nothing', () => {
  for (const acts of [REVIEW, CLOSED, DENIED]) expect(owed(...acts)).toEqual([]);
});
test('what this release cannot read it leaves alone', () => {
  const { night } = given(...FILED);
  expect(duties({ ...night.open, unknown: 'Extended' }, night.tenant)).toEqual([]);
});
test('a drill gives way at once, until it is handed back', () => {
  const real = [files({ operator: rico.id }, rico), looksAt('BG-2026-0001')];
  const drill = [files({ kind: 'drill' })];
  const approved = [...drill, votes(aaron), votes(bea)];
  const inUse = [
    ...approved,
    does(carl, 'release', { part: KEY, seal: '1' }),
    does(ida, 'release', { part: PIN, seal: '2' }),
    does(rita, 'in-hand'),
  ];
  for (const acts of [drill, approved, inUse]) expect(owed(...acts, ...real)).toEqual([['supersede', 0]]);
  expect(owed(...inUse, does(rita, 'hand-back'), ...real).map(([verb]) => verb)).toEqual(['remind-tasks', 'escalate-tasks']);
  expect(owed(...drill).map(([verb]) => verb)).toEqual(['lapse', 'escalate']);
});
test('an ask for more time lapses from the millisecond after its deadline, also when the use is overdue', () => {
  const asked = [...IN_USE, does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 })];
  const { decideBy } = given(...asked).night.open.course.extensions[0]!;
  expect(owed(...asked).at(-1)).toEqual(['lapse-extension', decideBy + 1]);
  const late = [...IN_USE, at((night) => night.in('in use').use.end + 1), clock('overdue'), ...asked.slice(IN_USE.length)];
  expect(owed(...late).map(([verb]) => verb)).toEqual(['lapse-extension']);
});
