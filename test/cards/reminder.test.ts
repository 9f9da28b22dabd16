import { describe, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { drawReminder, overdueCount, overdueFact } from '../../cards/reminder.ts';
import { drawRoom } from '../../cards/room.ts';
import { drawStatus } from '../../cards/status.ts';
import { overdueTasks } from '../../dialogs/remind.ts';
import type { InPhase } from '../../ledger/activation.ts';
import { LIBRARY, mona, type Night, night, rita } from './sample.ts';
import { sound, verbs } from './sound.ts';

const HOUR = 60 * 60_000;
function back(one: Night): InPhase<'handed back'> {
  if (one.open.phase !== 'handed back') throw new Error(one.open.phase);
  return { ...one.open, phase: 'handed back' };
}
/** A night some hours after the hand-back. */
function hoursLate(hours: number): Night {
  const one = night('returned');
  one.now = back(one).back.at + hours * HOUR + 1;
  return one;
}
const drawn = (one: Night) => sound(drawReminder({ owed: back(one), tasks: overdueTasks(one.open, one.now) }, one.viewing(rita)));

describe('A reminder', () => {
  test('says in words what is overdue, since when and whom it waits for, and leads to what the reader can do', () => {
    const one = hoursLate(1);
    expect(readable(drawn(one).card)).toContain(
      'REAL · WORK IS OVERDUE   BG-2026-0001\nbg-admin-01 is not finished: one task is overdue\n! OVERDUE · Revoke all sessions of the account since 05:07 (04:07 UTC): nobody has done it\nThis does not go away until it is done and a second person has confirmed it.',
    );
    expect(verbs(drawn(one))).toEqual([]);
    expect(readable(drawn(one).card)).toContain('< What can I do? >');
    expect(drawn(one).summary).toBe('BG-2026-0001: work is overdue, bg-admin-01');
  });
  test('tells what is done but not confirmed from what nobody has done', () => {
    const one = hoursLate(5).does(rita, 'do-task', { task: 'sessions', evidence: 'None since 05:20' });
    expect(readable(drawn(one).card)).toContain('2 tasks are overdue');
    expect(readable(drawn(one).card)).toContain(
      'Revoke all sessions of the account since 05:07 (04:07 UTC): done, but not confirmed by a second person',
    );
  });
  test('names a task by its id where its words are no longer to be had, and counts what does not fit', () => {
    const one = hoursLate(1);
    const [task] = overdueTasks(one.open, one.now);
    const many = Array.from({ length: 12 }, (_, at) => ({ ...task!, task: `task-${at}` }));
    const read = readable(sound(drawReminder({ owed: back(one), tasks: many }, one.viewing(rita))).card);
    expect(read).toContain('! OVERDUE · task-0 since');
    expect(read).toContain('And 2 more.');
  });
});

describe('What is overdue', () => {
  test('is loud on the room card and on the board', () => {
    const one = hoursLate(1);
    const room = readable(drawRoom(one.open, one.viewing('room')).card);
    expect(room).toContain('REAL · HANDED BACK · WORK IS OVERDUE');
    expect(room).toContain('! Handed back');
    expect(room).toMatch(/Overdue\s+! “Revoke all sessions of the account”/u);
    expect(readable(drawStatus([one.open], one.viewing(mona)).card)).toContain('! OVERDUE · REAL · HANDED BACK · BG-2026-0001');
    expect(readable(drawRoom(night('returned').open, night('returned').viewing('room')).card)).not.toContain('OVERDUE');
  });
  test('is named up to three, the rest is counted, and whether the managers know', () => {
    const one = hoursLate(80);
    expect(overdueCount(one.open, one.now)).toBe(' 5 tasks are overdue.');
    expect(overdueFact(one.open, one.viewing(rita))).toMatch(/^! “Revoke .*”, “Compare .*”, “Try .*” and 2 more$/u);
    one.clock('escalate-tasks');
    expect(overdueFact(one.open, one.viewing(rita))).toMatch(/and 2 more\. The managers are told$/u);
    const bare = one.viewing(rita);
    const none = { ...bare, circumstances: { ...bare.circumstances, library: { ...LIBRARY, pinned: () => null, pinnedTasks: () => [] } } };
    expect(overdueFact(one.open, none)).toContain('“sessions”');
    const early = night('returned');
    expect([overdueFact(early.open, early.viewing(rita)), overdueCount(early.open, early.now)]).toEqual(['', '']);
  });
});
