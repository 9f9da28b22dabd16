import { describe, expect, test } from '@jest/globals';
import { escalationOfTasksDue, overdueTasks, reminderDue } from '../../dialogs/remind.ts';
import { type Act, at, BACK, bea, carl, clock, does, given, HOUR, ida, IN_USE, lastFact, later, MINUTE, REVIEW, rita } from './given.ts';

const due = (id: string) =>
  given(...BACK)
    .night.in('handed back')
    .tasks.find(({ task }) => task === id)!.due;
const LATE: readonly Act[] = [...BACK, at(() => due('sessions') + 1)];
const REMINDED: readonly Act[] = [...LATE, clock('remind-tasks')];
/** The times of every reminder of this task, from the hand-back until nobody is reminded of anything any more. */
function reminders(id: string): readonly number[] {
  const times: number[] = [];
  const { night } = given(...BACK);
  for (let next = reminderDue(night.in('handed back')); next !== null; next = reminderDue(night.in('handed back'))) {
    night.now = next;
    clock('remind-tasks')(night);
    if (lastFact(night, 'TasksReminded').tasks.some((task) => task === id)) times.push(next);
  }
  return times;
}
const count = (acts: readonly Act[], id: string) => given(...acts).night.open.reminders.get(id)?.count;

describe('a reminder', () => {
  test('is owed from the millisecond after the due time, not before', () => {
    given(
      ...BACK,
      at(() => due('sessions')),
    )
      .whenClock('remind-tasks')
      .then('already');
    given(...LATE)
      .whenClock('remind-tasks')
      .then([{ type: 'TasksReminded', tasks: ['sessions'] }])
      .whenClock('remind-tasks')
      .then('already');
  });
  test('comes again after growing times, also at night, and at most six times', () => {
    const begins = due('sessions') + 1;
    expect(reminders('sessions')).toEqual([0, 1, 3, 7, 15, 31].map((hours) => begins + hours * HOUR));
  });
  test('waits an hour after a claim and then starts anew for those who confirm', () => {
    const claimed = [...REMINDED, later(MINUTE), does(rita, 'do-task', { task: 'sessions', evidence: 'at 3' })];
    const next = reminderDue(given(...claimed).night.in('handed back'));
    expect(next).toBe(due('sessions') + 1 + MINUTE + HOUR);
    const again = [...claimed, later(HOUR), clock('remind-tasks')];
    expect(count(again, 'sessions')).toBe(1);
    expect(count([...again, later(HOUR), clock('remind-tasks')], 'sessions')).toBe(2);
    const reopened = [...again, does(bea, 'reopen-task', { task: 'sessions', why: 'I still see one' })];
    expect(reminderDue(given(...reopened).night.in('handed back'))).toBe(due('sessions') + 1 + MINUTE + 2 * HOUR);
  });
  test('is owed no more once a second person has confirmed', () => {
    const settled = [
      ...LATE,
      does(rita, 'do-task', { task: 'sessions', evidence: 'at 3' }),
      does(bea, 'confirm-task', { task: 'sessions' }),
    ];
    given(...settled, later(HOUR))
      .whenClock('remind-tasks')
      .then('already');
    expect(overdueTasks(given(...settled).night.open, due('sessions') + 1)).toEqual([]);
  });
  test('names every task that is due for one', () => {
    const everything = given(
      ...BACK,
      at(() => Math.max(...['sessions', 'keys', 'mend', 'count'].map(due)) + 1),
    );
    everything.whenClock('remind-tasks').then([{ type: 'TasksReminded', tasks: ['sessions', 'keys', 'mend', 'count'] }]);
  });
});

describe('the managers', () => {
  test('are told once, four hours after the due time', () => {
    const told = due('sessions') + 4 * HOUR + 1;
    given(
      ...BACK,
      at(() => told - 1),
    )
      .whenClock('escalate-tasks')
      .then('already');
    const { night } = given(
      ...BACK,
      at(() => told),
    )
      .whenClock('escalate-tasks')
      .then([{ type: 'TasksEscalated', tasks: ['sessions'] }])
      .whenClock('escalate-tasks')
      .then('already');
    expect(night.open.reminders.get('sessions')?.escalated).toMatchObject({ at: told });
    expect(escalationOfTasksDue(night.in('handed back'))).toBeGreaterThan(told);
  });
  test('are not told of what was settled in time', () => {
    const settled = [does(carl, 'do-task', { task: 'keys', evidence: 'two' }), does(ida, 'confirm-task', { task: 'keys' })];
    const night = given(
      ...BACK,
      ...settled,
      at(() => due('keys') + 4 * HOUR + 1),
      clock('escalate-tasks'),
    ).night;
    expect(night.open.reminders.has('keys')).toBe(false);
  });
});

test('nothing is reminded of before the hand-back or once everything is settled', () => {
  for (const acts of [IN_USE, REVIEW]) {
    given(...acts, later(48 * HOUR))
      .whenClock('remind-tasks')
      .then('already');
    given(...acts, later(48 * HOUR))
      .whenClock('escalate-tasks')
      .then('already');
  }
});
