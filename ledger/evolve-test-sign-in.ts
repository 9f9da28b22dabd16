// Folding the test sign-in after a use: its windows, and that it did not work.
import type { Activation, Mark, Rooted } from './activation.ts';
import { withTask } from './evolve-after.ts';
import type { FactOf } from './fact.ts';

type TestFact = FactOf<'TestSignInOpened' | 'TestSignInFailed' | 'TestFailureConfirmed'>;

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveTestSignIn(state: Activation, fact: TestFact, { seq, at, by }: Rooted): Activation | null {
  const mark: Mark = { seq, at, by };
  if (state.phase !== 'handed back') return null;
  switch (fact.type) {
    case 'TestSignInOpened':
      return { ...state, tests: [...state.tests, { ...mark, task: fact.task, witness: fact.witness, end: fact.end, failed: null }] };
    case 'TestSignInFailed':
      return withTask(state, fact.task, { claimed: { ...mark, evidence: fact.evidence, ended: 'failed' } });
    case 'TestFailureConfirmed':
      return failed(state, fact.task, mark);
  }
}

/** Open again, with what was said of it as the reason. */
function failed(state: Activation & { readonly phase: 'handed back' }, task: string, mark: Mark): Activation | null {
  const why = state.tasks.find((one) => one.task === task)?.claimed?.evidence;
  const last = state.tests.findLast((one) => one.task === task);
  if (why === undefined) return null;
  const tests = state.tests.map((one) => (one === last ? { ...one, failed: mark } : one));
  return withTask({ ...state, tests }, task, { claimed: null, reopened: { ...mark, why } });
}
