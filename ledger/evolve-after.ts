// Folding what comes after the use: parts returned, tasks claimed and confirmed, the review and the end.
import type { Activation, InPhase, Mark, Rooted, TaskState } from './activation.ts';
import { free } from './evolve-fallback.ts';
import type { FactOf } from './fact.ts';

type AfterFact = FactOf<'CredentialReturned' | 'TaskDone' | 'TaskConfirmed' | 'TaskReopened' | 'Reviewed' | 'Countersigned' | 'Closed'>;

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveAfter(state: Activation, fact: AfterFact, record: Rooted): Activation | null {
  const at: Mark = { seq: record.seq, at: record.at, by: record.by };
  switch (fact.type) {
    case 'CredentialReturned':
      return state.phase === 'handed back'
        ? onceDone({ ...state, returned: new Map(state.returned).set(fact.part, { ...at, seal: fact.seal }) })
        : null;
    case 'TaskDone':
      return withTask(state, fact.task, { claimed: { ...at, evidence: fact.evidence, ended: null } });
    case 'TaskConfirmed':
      return state.phase === 'handed back' ? withTask(free(state, fact.task, at.at), fact.task, { confirmed: at }) : null;
    case 'TaskReopened':
      return withTask(state, fact.task, { claimed: null, reopened: { ...at, why: fact.why } });
    case 'Reviewed':
      return reviewing(state)
        ? {
            ...state,
            review: {
              ...at,
              class: fact.class,
              found: fact.found,
              ticket: fact.ticket ?? null,
              reporting: fact.reporting ?? null,
              owed: fact.owed ?? null,
              followUps: [],
              countersigned: null,
            },
          }
        : null;
    case 'Countersigned':
      return reviewing(state) && state.review ? { ...state, review: { ...state.review, countersigned: at } } : null;
    case 'Closed':
      return reviewing(state) && state.review ? { ...state, phase: 'closed', closed: at } : null;
  }
}

function reviewing(state: Activation): state is InPhase<'review' | 'closed'> {
  return state.phase === 'review';
}

/** The activation with one task changed, in review once nothing is left; null when it has no tasks to do now. */
export function withTask(state: Activation, id: string, change: Partial<TaskState>): Activation | null {
  if (state.phase !== 'handed back') return null;
  return onceDone({ ...state, tasks: state.tasks.map((one) => (one.task === id ? { ...one, ...change } : one)) });
}

/** Everything back and every task confirmed by a second person: the review is open. */
function onceDone(state: InPhase<'handed back'>): Activation {
  const out = [...state.released.keys()].some((part) => !state.returned.has(part));
  if (out || state.tasks.some((one) => one.confirmed === null)) return state;
  return { ...state, phase: 'review', review: null, closed: null };
}
