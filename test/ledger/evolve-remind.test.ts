import { describe, expect, test } from '@jest/globals';
import { evolveRemind, remindersInTurn, turnOf } from '../../ledger/evolve-remind.ts';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import { Slug } from '../../ledger/ids.ts';
import { type Act, BACK, carl, does, given, IN_USE, REVIEW, sha, START } from '../dialogs/given.ts';

type RemindFact = Parameters<typeof evolveRemind>[1];
const keys = [Slug.parse('keys')];
const reminded: RemindFact = { type: 'TasksReminded', tasks: keys };
const escalated: RemindFact = { type: 'TasksEscalated', tasks: keys };
const open = (...acts: readonly Act[]) => given(...acts).night.open;
function evolve(state: Activation, fact: RemindFact, seq: number): Activation | null {
  const record: Rooted = {
    v: 1,
    seq,
    at: START,
    activation: state.id,
    by: { actor: 'clock' },
    policy: sha('p'),
    facts: [fact],
    root: sha('r'),
  };
  return evolveRemind(state, fact, record);
}
const taskOf = (state: Activation) => ('tasks' in state ? state.tasks.find(({ task }) => task === 'keys') : undefined)!;

describe('what a fact makes of reminders', () => {
  test('each reminder counts, and the managers are told beside', () => {
    const once = evolve(open(...BACK), reminded, 90)!;
    const twice = evolve(once, reminded, 91)!;
    const told = evolve(twice, escalated, 92)!;
    expect(once.reminders.get('keys')).toMatchObject({ count: 1, last: { seq: 90 }, escalated: null });
    expect(told.reminders.get('keys')).toMatchObject({ count: 2, last: { seq: 91 }, escalated: { seq: 92 } });
    expect(evolve(open(...BACK), escalated, 90)?.reminders.get('keys')).toMatchObject({ count: 0, last: null });
  });
  test('a claim begins a new turn, in which nobody was reminded yet', () => {
    const before = evolve(open(...BACK), reminded, 1)!;
    expect(turnOf(taskOf(before))).toBeNull();
    expect(remindersInTurn(taskOf(before), before)).toMatchObject({ count: 1 });
    const claimed = { ...open(...BACK, does(carl, 'do-task', { task: 'keys', evidence: 'two' })), reminders: before.reminders };
    expect(turnOf(taskOf(claimed))).not.toBeNull();
    expect(remindersInTurn(taskOf(claimed), claimed)).toBeNull();
    expect(evolve(claimed, reminded, 99)?.reminders.get('keys')).toMatchObject({ count: 1, last: { seq: 99 } });
  });
  test('neither can happen before the hand-back, or once everything is settled; what is no task of it is not kept', () => {
    for (const acts of [IN_USE, REVIEW]) for (const fact of [reminded, escalated]) expect(evolve(open(...acts), fact, 90)).toBeNull();
    const other = evolve(open(...BACK), { type: 'TasksReminded', tasks: [Slug.parse('dance')] }, 90);
    expect(other?.reminders.size).toBe(0);
  });
});
