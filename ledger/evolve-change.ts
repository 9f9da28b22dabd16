// Folding what becomes of logged changes after the hand-back.
import type { Activation, Rooted } from './activation.ts';
import { withTask } from './evolve-after.ts';
import { owed } from './evolve-fallback.ts';
import type { FactOf } from './fact.ts';

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveChange(state: Activation, fact: FactOf<'TaskAdded' | 'ChangeSettled'>, record: Rooted): Activation | null {
  if (fact.type === 'ChangeSettled') {
    const { evidence, ended } = fact;
    return withTask(state, fact.task, { claimed: { seq: record.seq, at: record.at, by: record.by, evidence, ended } });
  }
  if (state.phase !== 'handed back') return null;
  return { ...state, tasks: [...state.tasks, owed(fact, record.at)] };
}
