import { describe, expect, test } from '@jest/globals';
import { owing } from '../../dialogs/rotate.ts';
import { witnessesFor } from '../../dialogs/test-sign-in.ts';
import { WINDOW } from '../../dialogs/window.ts';
import {
  aaron,
  already,
  BACK,
  bea,
  carl,
  changed,
  cora,
  files,
  given,
  gone,
  ida,
  IN_USE,
  kim,
  later,
  type Night,
  olaf,
  refused,
  rico,
  rita,
  stranger,
  wanda,
} from './given.ts';
import { FAILED, OPENED, opening, TEST, TO_TEST, withTest, WORKED } from './given-test-sign-in.ts';

const state = (night: Night) => night.in('handed back').tasks.find(({ task }) => task === TEST)!;
const words = (evidence: string) => ({ task: TEST, evidence });

describe('opening the window', () => {
  test('the owner of the task opens it with a named witness, until an absolute end', () => {
    const { night } = given(...TO_TEST);
    given(...TO_TEST)
      .when(carl, 'open-test', opening())
      .then([{ type: 'TestSignInOpened', task: TEST, witness: bea.id, end: night.now + WINDOW }]);
  });
  test('nobody opens it whose task it is not', () => {
    for (const who of [rita, bea, wanda])
      given(...TO_TEST)
        .when(who, 'open-test', opening(aaron))
        .then(refused('not-your-role'));
  });
  test('the witness confirms tasks, and is neither the opener nor the operator', () => {
    const asked = given(...TO_TEST, changed({ ...rita, roles: ['responder', 'approver'] }));
    for (const unfit of [carl, wanda, rita, rico]) asked.when(carl, 'open-test', opening(unfit)).then(refused('witness-unfit'));
    asked.when(carl, 'open-test', opening(stranger)).then(refused('person-unknown'));
    const { open, roster } = asked.night;
    expect(witnessesFor(open, roster, carl)).toEqual(expect.arrayContaining([aaron.id, bea.id, ida.id, kim.id, olaf.id]));
    expect(witnessesFor(open, roster, carl)).not.toEqual(expect.arrayContaining([rita.id]));
    asked.when(carl, 'open-test', opening(ida)).then(['TestSignInOpened']);
  });
  test('another witness is no repeat, the same click is', () => {
    const opened = given(...OPENED);
    opened.when(carl, 'open-test', opening()).then(already);
    opened.when(carl, 'open-test', opening(aaron)).then(refused('window-open'));
    opened.when(carl, 'open-test', opening(aaron, 1)).then(refused('window-open'));
    opened.when(ida, 'open-test', opening(bea, 1)).then(refused('window-open'));
    opened.when(ida, 'open-test', opening(bea)).then(refused('window-open'));
    opened.when(carl, 'open-test', { ...opening(), task: 'keys' }).then(refused('task-unknown'));
  });
  test('one that passed unused leaves the task open, and can be opened again; an old click opens none', () => {
    const passed = given(...OPENED, later(WINDOW));
    passed.when(carl, 'open-test', opening(aaron, 1)).then(refused('window-open'));
    passed.and(later(1)).when(carl, 'open-test', opening()).then(already);
    passed.when(ida, 'open-test', opening()).then(refused('window-old'));
    passed.when(ida, 'open-test', opening(aaron, 1)).then(['TestSignInOpened']);
    expect(passed.night.open.tests).toHaveLength(2);
  });
  test('there is none before the hand-back, for another task, or once the test was done', () => {
    given(withTest, ...IN_USE)
      .when(carl, 'open-test', opening())
      .then(refused('wrong-phase'));
    given(...BACK)
      .when(carl, 'open-test', opening())
      .then(refused('task-unknown'));
    given(...WORKED)
      .when(carl, 'open-test', opening(bea, 1))
      .then(refused('task-settled'));
  });
});

describe('saying how it went', () => {
  test('without a window nobody says that it worked, or that it did not', () => {
    for (const verb of ['do-task', 'fail-test'] as const) {
      given(...TO_TEST)
        .when(carl, verb, words('in at 03:10'))
        .then(refused('window-closed'));
      const last = given(...OPENED, later(WINDOW));
      last.when(ida, verb, words('x')).then(refused('not-opener'));
      given(...OPENED, later(WINDOW + 1))
        .when(carl, verb, words('x'))
        .then(refused('window-closed'));
      last.when(carl, verb, words('in at 03:10')).then([verb === 'do-task' ? 'TaskDone' : 'TestSignInFailed']);
    }
  });
  test('that it worked counts when its witness confirms, and nobody else', () => {
    given(...WORKED)
      .when(aaron, 'confirm-task', { task: TEST })
      .then(refused('not-witness'))
      .when(carl, 'confirm-task', { task: TEST })
      .then(refused('own-work'))
      .when(bea, 'confirm-task', { task: TEST })
      .then(['TaskConfirmed'])
      .when(bea, 'confirm-task', { task: TEST })
      .then(already);
  });
  test('that it did not work opens the task again once its witness confirms, with the reason', () => {
    const failed = given(...FAILED);
    failed.when(aaron, 'confirm-task', { task: TEST }).then(refused('not-witness'));
    failed.when(carl, 'do-task', words('wrong PIN')).then(refused('task-settled'));
    failed.when(bea, 'confirm-task', { task: TEST }).then([{ type: 'TestFailureConfirmed', task: TEST }]);
    expect(state(failed.night)).toMatchObject({ claimed: null, confirmed: null, reopened: { by: { person: bea.id } } });
    failed.when(bea, 'confirm-task', { task: TEST }).then(already);
    failed.when(aaron, 'confirm-task', { task: TEST }).then(refused('task-not-claimed'));
    failed.when(carl, 'do-task', words('now in')).then(refused('window-closed'));
    failed
      .when(ida, 'open-test', opening(cora, 1))
      .then(['TestSignInOpened'])
      .when(ida, 'do-task', words('in at 04:00'))
      .then(['TaskDone'])
      .when(bea, 'confirm-task', { task: TEST })
      .then(refused('not-witness'))
      .when(cora, 'confirm-task', { task: TEST })
      .then(['TaskConfirmed']);
  });
  test('saying again that it did not work adds nothing; other words are not dropped', () => {
    given(...FAILED)
      .when(carl, 'fail-test', words('wrong PIN'))
      .then(already);
    given(...FAILED)
      .when(carl, 'fail-test', words('another reason'))
      .then(refused('task-settled'));
    given(...WORKED)
      .when(carl, 'fail-test', words('in at 03:10'))
      .then(refused('task-settled'));
    given(...FAILED)
      .when(ida, 'fail-test', words('wrong PIN'))
      .then(refused('task-settled'));
  });
  test('only of the test, and only after the hand-back', () => {
    given(...OPENED)
      .when(carl, 'fail-test', { task: 'keys', evidence: 'x' })
      .then(refused('task-unknown'));
    given(...OPENED)
      .when(carl, 'fail-test', { task: 'dance', evidence: 'x' })
      .then(refused('task-unknown'));
    given(files()).when(carl, 'fail-test', words('x')).then(refused('wrong-phase'));
  });
  test('where the witness cannot be reached anybody who confirms tasks opens it again', () => {
    given(...WORKED, gone(bea))
      .when(aaron, 'confirm-task', { task: TEST })
      .then(refused('not-witness'))
      .when(aaron, 'reopen-task', { task: TEST, why: 'Bea left' })
      .then(['TaskReopened'])
      .when(carl, 'open-test', opening(aaron, 1))
      .then(['TestSignInOpened']);
  });
});

test('the witness owes the confirmation; where they left, everybody who may open it again', () => {
  const who = (night: Night) => owing(night.open, state(night), night.circumstances({ kind: 'clock' }));
  expect(who(given(...WORKED).night)).toEqual([bea.id]);
  expect(who(given(...WORKED, gone(bea)).night)).toEqual(expect.arrayContaining([aaron.id, ida.id]));
  expect(who(given(...OPENED).night)).toEqual([carl.id, ida.id, kim.id]);
});
