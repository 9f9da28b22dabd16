import { describe, expect, test } from '@jest/globals';
import { confirms, owns } from '../../dialogs/rotate.ts';
import {
  aaron,
  type Act,
  already,
  at,
  BACK,
  bea,
  carl,
  changed,
  CLOSED,
  cora,
  does,
  given,
  gone,
  ida,
  kim,
  IN_USE,
  later,
  LIBRARY,
  mona,
  olaf,
  otherFiles,
  refused,
  RETURNED,
  REVIEW,
  rico,
  rita,
  task,
  wanda,
} from './given.ts';

const CLAIMED: readonly Act[] = [...BACK, does(carl, 'do-task', { task: 'keys', evidence: 'two keys' })];
const CONFIRMED: readonly Act[] = [...CLAIMED, does(bea, 'confirm-task', { task: 'keys' })];
const REOPENED: readonly Act[] = [...CLAIMED, does(bea, 'reopen-task', { task: 'keys', why: 'there are three' })];

describe('doing a task', () => {
  test('its owner claims it with evidence', () => {
    const { night } = given(...BACK)
      .when(carl, 'do-task', { task: 'keys', evidence: 'two keys' })
      .then([{ type: 'TaskDone', task: 'keys' }]);
    expect(night.in('handed back').tasks.find((one) => one.task === 'keys')).toMatchObject({
      claimed: { by: { person: carl.id } },
      confirmed: null,
    });
  });
  test('the operator’s tasks are the operator’s, the others’ are of their role', () => {
    given(...BACK)
      .when(rita, 'do-task', { task: 'sessions', evidence: 'at 3' })
      .then(['TaskDone']);
    given(...BACK)
      .when(rico, 'do-task', { task: 'sessions', evidence: 'at 3' })
      .then(refused('not-your-role'));
    given(...BACK)
      .when(rico, 'do-task', { task: 'mend', evidence: 'https://example.com' })
      .then(['TaskDone']);
    given(...BACK)
      .when(wanda, 'do-task', { task: 'keys', evidence: 'x' })
      .then(refused('not-your-role'));
    const { open: activation, roster } = given(...BACK).night;
    expect(owns({ owner: 'custodian' }, kim, { activation, roster, late: false })).toBe(true);
    expect(owns({ owner: 'operator' }, rico, { activation, roster, late: false })).toBe(false);
    expect(owns({ owner: 'operator' }, rico, { activation, roster, late: true })).toBe(true);
    expect(owns({ owner: 'operator' }, wanda, { activation, roster, late: true })).toBe(false);
  });
  test('once the operator is off the roster their tasks are any responder’s, and nobody else’s', () => {
    const left = given(...BACK, gone(rita));
    left.when(aaron, 'do-task', { task: 'sessions', evidence: 'at 3' }).then(refused('not-your-role'));
    left
      .when(rico, 'do-task', { task: 'sessions', evidence: 'at 3' })
      .then(['TaskDone'])
      .when(rico, 'confirm-task', { task: 'sessions' })
      .then(refused('not-your-role'))
      .when(cora, 'confirm-task', { task: 'sessions' })
      .then(['TaskConfirmed']);
  });
  test('once the operator is late with a task, any responder may do it, and nobody else', () => {
    const late = given(
      ...BACK,
      at((night) => night.in('handed back').tasks[0]!.due),
    );
    late.when(rico, 'do-task', { task: 'sessions', evidence: 'at 3' }).then(refused('not-your-role'));
    late.and(later(1)).when(aaron, 'do-task', { task: 'sessions', evidence: 'at 3' }).then(refused('not-your-role'));
    late.when(rico, 'do-task', { task: 'sessions', evidence: 'at 3' }).then(['TaskDone']);
  });
  test('the tasks are those of the files that the request was filed with, whatever is on offer now', () => {
    const { night } = given(...IN_USE, otherFiles)
      .when(rita, 'hand-back')
      .then(['HandedBack']);
    expect(night.in('handed back').tasks.map((one) => one.task)).toEqual(['sessions', 'keys', 'mend', 'count']);
    const back = given(...BACK, otherFiles);
    back.when(rico, 'do-task', { task: 'dance', evidence: 'x' }).then(refused('task-unknown'));
    back.when(rico, 'do-task', { task: 'keys', evidence: 'x' }).then(refused('not-your-role'));
    back.when(carl, 'do-task', { task: 'keys', evidence: 'two keys' }).then(['TaskDone']);
    back.when(rico, 'do-task', { task: 'mend', evidence: 'no link' }).then(refused('evidence-wrong'));
    expect(
      given(otherFiles, ...IN_USE, does(rita, 'hand-back'))
        .night.in('handed back')
        .tasks.map((one) => one.task),
    ).toEqual(['dance', 'sing', 'hum']);
  });
  test('claiming again adds nothing', () =>
    void given(...CLAIMED)
      .when(carl, 'do-task', { task: 'keys', evidence: 'two keys' })
      .then(already));
  test('claiming again with other evidence is not dropped in silence', () =>
    void given(...CLAIMED)
      .when(carl, 'do-task', { task: 'keys', evidence: 'three keys' })
      .then(refused('task-settled')));
  test('what somebody else claimed or confirmed is settled', () => {
    given(...CLAIMED)
      .when(ida, 'do-task', { task: 'keys', evidence: 'x' })
      .then(refused('task-settled'));
    given(...CONFIRMED)
      .when(ida, 'do-task', { task: 'keys', evidence: 'x' })
      .then(refused('task-settled'));
    given(...REVIEW)
      .when(ida, 'do-task', { task: 'keys', evidence: 'x' })
      .then(refused('task-settled'));
  });
  test('evidence is of the kind that is asked for', () => {
    given(...BACK)
      .when(rico, 'do-task', { task: 'mend', evidence: 'done' })
      .then(refused('evidence-wrong'));
    given(...BACK)
      .when(rico, 'do-task', { task: 'count', evidence: 'two' })
      .then(refused('evidence-wrong'));
    given(...BACK)
      .when(rico, 'do-task', { task: 'count', evidence: '2' })
      .then(['TaskDone']);
  });
  test('a task that asks for no kind of evidence takes any words', () => {
    for (const evidence of ['none', 'choice'] as const) {
      const tasks = LIBRARY.postUse.tasks.map((one) => ({ ...one, evidence }));
      given(...BACK, (night) => void (night.library = { ...LIBRARY, pinnedTasks: () => tasks }))
        .when(carl, 'do-task', { task: 'keys', evidence: 'x' })
        .then(['TaskDone']);
    }
  });
  test('there are no tasks before the hand-back, and no others than were named then', () => {
    given(...IN_USE)
      .when(carl, 'do-task', { task: 'keys', evidence: 'x' })
      .then(refused('wrong-phase'));
    given(...BACK)
      .when(carl, 'do-task', { task: 'reset', evidence: 'x' })
      .then(refused('task-unknown'));
  });
  test('a task whose text is no longer to be had is any responder’s, and holds up nothing', () => {
    const forgot: Act = (night) =>
      void (night.library = { ...LIBRARY, pinned: () => null, pinnedTasks: () => null, postUse: { ...LIBRARY.postUse, tasks: [] } });
    given(...BACK, forgot)
      .when(carl, 'do-task', { task: 'keys', evidence: 'x' })
      .then(refused('not-your-role'));
    given(...BACK, forgot)
      .when(rico, 'do-task', { task: 'keys', evidence: 'x' })
      .then(['TaskDone'])
      .when(cora, 'confirm-task', { task: 'keys' })
      .then(['TaskConfirmed']);
  });
});

describe('a second person', () => {
  test('an approver or a custodian confirms what somebody else did', () => {
    given(...CLAIMED)
      .when(bea, 'confirm-task', { task: 'keys' })
      .then([{ type: 'TaskConfirmed', task: 'keys' }]);
    given(...CLAIMED)
      .when(ida, 'confirm-task', { task: 'keys' })
      .then(['TaskConfirmed']);
    given(...CLAIMED)
      .when(wanda, 'confirm-task', { task: 'keys' })
      .then(refused('not-your-role'));
    expect([aaron, carl, olaf].every(confirms)).toBe(true);
    expect(confirms(mona)).toBe(false);
  });
  test('nobody confirms their own claim by an account that was moved to another person', () => {
    const joined = { ...ida, accounts: [...ida.accounts, ...carl.accounts] };
    for (const verb of ['confirm-task', 'reopen-task'] as const)
      given(...CLAIMED, gone(carl), changed(joined))
        .when(joined, verb, { task: 'keys', why: 'x' })
        .then(refused('own-work'));
  });
  test('nobody confirms or reopens their own claim', () => {
    given(...CLAIMED)
      .when(carl, 'confirm-task', { task: 'keys' })
      .then(refused('own-work'));
    given(...CLAIMED)
      .when(carl, 'reopen-task', { task: 'keys', why: 'x' })
      .then(refused('own-work'));
  });
  test('confirming again adds nothing, a third person finds it settled', () => {
    given(...CONFIRMED)
      .when(bea, 'confirm-task', { task: 'keys' })
      .then(already);
    given(...CONFIRMED)
      .when(cora, 'confirm-task', { task: 'keys' })
      .then(refused('task-settled'));
    given(...CONFIRMED)
      .when(cora, 'reopen-task', { task: 'keys', why: 'x' })
      .then(refused('task-settled'));
    given(...CLOSED)
      .when(cora, 'confirm-task', { task: 'keys' })
      .then(already);
    given(...CLOSED)
      .when(bea, 'confirm-task', { task: 'keys' })
      .then(refused('task-settled'));
  });
  test('what nobody claimed is not confirmed', () => {
    given(...BACK)
      .when(bea, 'confirm-task', { task: 'keys' })
      .then(refused('task-not-claimed'));
    given(...BACK)
      .when(bea, 'reopen-task', { task: 'keys', why: 'x' })
      .then(refused('task-not-claimed'));
    given(...BACK)
      .when(bea, 'confirm-task', { task: 'dance' })
      .then(refused('task-unknown'));
    given(...IN_USE)
      .when(bea, 'confirm-task', { task: 'keys' })
      .then(refused('wrong-phase'));
    given(...IN_USE)
      .when(bea, 'reopen-task', { task: 'keys', why: 'x' })
      .then(refused('wrong-phase'));
  });
  test('a task that is not so is open again, with the reason', () => {
    const { night } = given(...REOPENED);
    expect(night.in('handed back').tasks.find((one) => one.task === 'keys')).toMatchObject({
      claimed: null,
      reopened: { by: { person: bea.id } },
    });
    given(...REOPENED)
      .when(bea, 'reopen-task', { task: 'keys', why: 'there are three' })
      .then(already);
    given(...REOPENED)
      .when(bea, 'reopen-task', { task: 'keys', why: 'and one is not ours' })
      .then(refused('task-not-claimed'));
    given(...REOPENED)
      .when(cora, 'reopen-task', { task: 'keys', why: 'x' })
      .then(refused('task-not-claimed'));
    given(...REOPENED)
      .when(carl, 'do-task', { task: 'keys', evidence: 'now two' })
      .then(['TaskDone'])
      .when(bea, 'reopen-task', { task: 'keys', why: 'still three' })
      .then(['TaskReopened']);
  });
  test('with the last part back and the last task confirmed the review opens, in either order', () => {
    expect(given(...REVIEW).night.in('review').review).toBeNull();
    const tasks = [
      ...task(rita, 'sessions', 'at 3'),
      ...task(carl, 'keys', 'two'),
      ...task(rico, 'mend', 'https://example.com'),
      ...task(rico, 'count', '2'),
    ];
    expect(given(...RETURNED, ...tasks.slice(0, -1)).night.open.phase).toBe('handed back');
    const parts = RETURNED.slice(BACK.length);
    expect(given(...BACK, ...tasks, parts[0]!).night.open.phase).toBe('handed back');
    expect(given(...BACK, ...tasks, ...parts).night.open.phase).toBe('review');
  });
});
