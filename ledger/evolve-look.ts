// Folding what the product saw: kept in order, from the use to the review.
import type { Activation, Rooted } from './activation.ts';
import type { FactOf } from './fact.ts';

type LookFact = FactOf<'CheckSeen' | 'SkippedSeenWrong'>;

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveLook(state: Activation, fact: LookFact, { seq, at, by }: Rooted): Activation | null {
  if (state.phase !== 'in use' && state.phase !== 'handed back' && state.phase !== 'review') return null;
  // the skip itself is a fact of its own
  if (fact.type === 'SkippedSeenWrong') return state;
  const { step, look, as, when, detail } = fact;
  return { ...state, sights: [...state.sights, { seq, at, by, step, look, as, when, detail }] };
}

/** The steps that were seen to be wrong, and neither seen to be right nor skipped since; each with the look that says so. */
export function seenWrong({ sights, steps }: Activation): Activation['sights'] {
  const last = new Map(sights.map((sight) => [sight.step, sight]));
  return [...last.values()].filter(
    ({ step, as, seq }) => as === 'wrong' && !steps.some((entry) => entry.step === step && entry.outcome === 'skipped' && entry.seq > seq),
  );
}
