// The tasks after a use in random nights: when the next of them is due, and what every night must keep of them, counted from the records alone.
import { expect } from '@jest/globals';
import { escalationOfTasksDue, reminderDue } from '../../dialogs/remind.ts';
import type { InPhase } from '../../ledger/activation.ts';
import type { ReadRecord } from '../../ledger/record.ts';

/** The millisecond before the next reminder, or before the managers are told. */
export function nextOwed(one: InPhase<'handed back'>): number {
  return (reminderDue(one) ?? escalationOfTasksDue(one) ?? 1) - 1;
}

/** What one activation owes by its records so far. */
class Owed {
  readonly open = new Set<string>();
  readonly reminded = new Map<string, number>();
  readonly escalated = new Set<string>();
  changes = 0;
  readonly due = new Map<string, number>();
}

/** Nothing is reviewed while a task or a logged change is open; nobody is reminded too early or too often, the managers once for each task. */
export function verifyTasks(records: readonly ReadRecord[]): void {
  const all = new Map<string, Owed>();
  for (const { activation, facts, at, seq } of records) {
    if (activation === null) continue;
    const owed = all.get(activation) ?? new Owed();
    all.set(activation, owed);
    for (const fact of facts) {
      if (fact.type === 'ChangeLogged') owed.changes += 1;
      if (fact.type === 'HandedBack')
        for (const { task, due } of fact.tasks) {
          owed.open.add(task);
          owed.due.set(task, due);
        }
      if (fact.type === 'TaskAdded') {
        owed.open.add(fact.task);
        owed.due.set(fact.task, fact.due);
      }
      if (fact.type === 'TaskConfirmed') owed.open.delete(fact.task);
      if (fact.type === 'TaskDone' || fact.type === 'ChangeSettled' || fact.type === 'TaskReopened') owed.reminded.delete(fact.task);
      if (fact.type === 'TasksReminded')
        for (const task of fact.tasks) {
          owed.reminded.set(task, (owed.reminded.get(task) ?? 0) + 1);
          expect([seq, owed.open.has(task), at > owed.due.get(task)!, owed.reminded.get(task)! <= 6]).toEqual([seq, true, true, true]);
        }
      if (fact.type === 'TasksEscalated')
        for (const task of fact.tasks) {
          expect([seq, owed.open.has(task), owed.escalated.has(task)]).toEqual([seq, true, false]);
          owed.escalated.add(task);
        }
      if (fact.type === 'Reviewed') expect([seq, [...owed.open]]).toEqual([seq, []]);
    }
    const settled = [...owed.due.keys()].filter((task) => task.startsWith('change-')).length;
    if (owed.due.size > 0) expect([seq, settled]).toEqual([seq, owed.changes]);
  }
}
