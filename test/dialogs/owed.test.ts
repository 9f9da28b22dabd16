import { expect, test } from '@jest/globals';
import { owedNotices } from '../../dialogs/owed.ts';
import {
  type Act,
  aaron,
  at,
  BACK,
  carl,
  changed,
  clock,
  cora,
  does,
  given,
  HOUR,
  ida,
  IN_USE,
  later,
  mona,
  type Night,
  rico,
  rita,
} from './given.ts';

const due = (id: string) =>
  given(...BACK)
    .night.in('handed back')
    .tasks.find(({ task }) => task === id)!.due;
const REMINDED: readonly Act[] = [...BACK, at(() => due('sessions') + 1), clock('remind-tasks')];
const told = (night: Night) => owedNotices(night.activations.values(), night.circumstances({ kind: 'product' }));

test('a reminder is for whoever is to do the task, and for nobody’s quiet hours', () => {
  expect(
    told(
      given(
        ...BACK,
        at(() => due('sessions') + 1),
      ).night,
    ),
  ).toEqual([]);
  expect(told(given(...IN_USE).night)).toEqual([]);
  const [notice, ...rest] = told(given(...REMINDED).night);
  expect(rest).toEqual([]);
  expect(notice).toMatchObject({ waits: false, about: { tasks: [{ task: 'sessions' }] } });
  expect(notice?.viewers).toEqual(expect.arrayContaining([rita.id, rico.id]));
  expect(notice?.viewers).not.toContain(carl.id);
  expect(notice?.viewers).not.toContain('room');
});

test('once it is claimed, the next one is for those who confirm, without the one who did it', () => {
  const claimed = [...REMINDED, does(rico, 'do-task', { task: 'sessions', evidence: 'at 3' })];
  expect(told(given(...claimed).night)).toEqual([]);
  const [notice] = told(
    given(...claimed, changed({ ...rico, roles: [...rico.roles, 'approver'] }), later(HOUR), clock('remind-tasks')).night,
  );
  expect(notice?.viewers).toEqual(expect.arrayContaining([aaron.id, carl.id]));
  expect(notice?.viewers).not.toContain(rico.id);
  expect(notice?.viewers).not.toContain(mona.id);
});

test('each reminder is told once under a key of its own, and tasks of one reminder together', () => {
  const first = told(given(...REMINDED).night).map(({ key }) => key);
  const second = told(given(...REMINDED, later(HOUR), clock('remind-tasks')).night).map(({ key }) => key);
  expect(second).toHaveLength(1);
  expect(second).not.toEqual(first);
  const all = [...BACK, at(() => Math.max(due('sessions'), due('keys')) + 1), clock('remind-tasks')];
  const [together] = told(given(...all).night);
  expect(together).toMatchObject({ about: { tasks: [{ task: 'sessions' }, { task: 'keys' }] } });
  expect(together?.viewers).toEqual(expect.arrayContaining([rita.id, carl.id, ida.id]));
});

test('managers and the room are told of what stays overdue, until it is confirmed', () => {
  const escalated = [...BACK, at(() => due('sessions') + 4 * HOUR + 1), clock('escalate-tasks')];
  const [notice] = told(given(...escalated).night);
  expect(notice?.viewers).toEqual(expect.arrayContaining([mona.id, 'room']));
  expect(notice?.viewers).not.toContain(rita.id);
  const named = notice !== undefined && 'owed' in notice.about ? notice.about.tasks.map(({ task }) => task) : [];
  expect(named).toContain('sessions');
  const settled = named.flatMap((task) => [
    does(task === 'keys' ? carl : rico, 'do-task', { task, evidence: task === 'mend' ? 'https://example.com' : '2' }),
    does(cora, 'confirm-task', { task }),
  ]);
  expect(told(given(...escalated, ...settled).night)).toEqual([]);
});

test('the room is not told of overdue work about which it has to stay silent; the managers are', () => {
  const late = given(...REMINDED, later(4 * HOUR), clock('escalate-tasks')).night;
  const silent = [...late.activations.values()].map((one) => ({ ...one, request: { ...one.request, domain: 'suspected-attack' } }));
  const viewers = (open: typeof silent) =>
    owedNotices(open, late.circumstances({ kind: 'product' })).flatMap((notice) => [...notice.viewers]);
  expect(viewers([...late.activations.values()])).toContain('room');
  expect(viewers(silent)).toEqual(expect.arrayContaining([mona.id]));
  expect(viewers(silent)).not.toContain('room');
});
