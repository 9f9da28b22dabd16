import { describe, expect, test } from '@jest/globals';
import { evolveChange } from '../../ledger/evolve-change.ts';
import { changeOfTask, taskOfChange } from '../../ledger/fact-change.ts';
import type { Rooted } from '../../ledger/activation.ts';
import { type Act, BACK, given, IN_USE, REVIEW, sha, START } from '../dialogs/given.ts';

type ChangeFact = Parameters<typeof evolveChange>[1];
const evolve = (acts: readonly Act[], fact: ChangeFact) => {
  const { night } = given(...acts);
  const { by } = night.records[1]!;
  const record: Rooted = {
    v: 1,
    seq: 90,
    at: START,
    activation: night.open.id,
    by,
    policy: sha('policy'),
    facts: [fact],
    root: sha('root'),
  };
  return evolveChange(night.open, fact, record);
};
const added: ChangeFact = { type: 'TaskAdded', task: taskOfChange(1), due: START };
const settled: ChangeFact = { type: 'ChangeSettled', task: taskOfChange(1), ended: 'kept', evidence: sha('why') };

describe('what a fact makes of the log of changes', () => {
  test('a task that was added is open, after those that were there', () => {
    const after = evolve(BACK, added);
    expect(after).toMatchObject({ phase: 'handed back' });
    expect(after !== null && 'tasks' in after ? after.tasks.at(-1) : null).toEqual({
      task: 'change-1',
      due: START,
      after: null,
      claimed: null,
      confirmed: null,
      reopened: null,
    });
  });
  test('neither can happen while nothing was handed back, or once everything is settled', () => {
    for (const acts of [IN_USE, REVIEW]) for (const fact of [added, settled]) expect(evolve(acts, fact)).toBeNull();
  });
});

test('a task says which change it is about, if any', () => {
  expect(changeOfTask(taskOfChange(12))).toBe(12);
  for (const other of ['change-0', 'change-', 'change-1a', 'sessions']) expect(changeOfTask(other)).toBeNull();
});
