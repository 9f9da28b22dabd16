// Folding what the product saw: kept in order, from the use to the review.
import type { Activation, Rooted } from './activation.ts';
import type { FactOf } from './fact.ts';
import type { Sight } from './sight.ts';

type LookFact = FactOf<'CheckSeen' | 'SkippedSeenWrong'>;

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveLook(state: Activation, fact: LookFact, { seq, at, by }: Rooted): Activation | null {
  if (state.phase !== 'in use' && state.phase !== 'handed back' && state.phase !== 'review') return null;
  // the skip itself is a fact of its own
  if (fact.type === 'SkippedSeenWrong') return state;
  const { step, look, as, when, detail } = fact;
  return { ...state, sights: [...state.sights, { seq, at, by, step, runbook: state.request.runbook.digest, look, as, when, detail }] };
}

/** The steps of the runbook that is walked now which were seen to be wrong, and neither seen to be right nor skipped since; each with the look. */
export function seenWrong(activation: Activation): Activation['sights'] {
  return everSeenWrong(activation).filter(({ runbook }) => runbook === activation.request.runbook.digest);
}

/** The same of every runbook that was begun. */
export function everSeenWrong({ sights, steps }: Activation): Activation['sights'] {
  const last = new Map(sights.map((sight) => [`${sight.runbook} ${sight.step}`, sight]));
  const left = (sight: Sight) =>
    steps.some(
      ({ step, runbook, outcome, seq }) => step === sight.step && runbook === sight.runbook && outcome === 'skipped' && seq > sight.seq,
    );
  return [...last.values()].filter((sight) => sight.as === 'wrong' && !left(sight));
}
