// Folding what becomes of the fallback account: taken, and the order of two people that lets its tasks begin at once.
import type { Activation, InPhase, Mark, Rooted, TaskState } from './activation.ts';
import type { FactOf } from './fact.ts';

type FallbackFact = FactOf<'FallbackTaken' | 'CompromiseSaid' | 'RotationFreed'>;

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveFallback(state: Activation, fact: FallbackFact, { seq, at, by }: Rooted): Activation | null {
  const mark: Mark = { seq, at, by };
  if (fact.type === 'FallbackTaken') return taken(state, { ...mark, why: fact.why });
  if (state.phase !== 'handed back' || by.actor !== 'person') return null;
  if (fact.type === 'RotationFreed')
    return free({ ...state, fallback: { ...state.fallback, freed: { ...mark, people: fact.people } } }, null, at);
  const ballot = { ...mark, person: by.person, account: by.account, accounts: fact.accounts, why: fact.why };
  return { ...state, fallback: { ...state.fallback, said: new Map(state.fallback.said).set(by.person, ballot) } };
}

function taken(state: Activation, mark: Mark & Pick<FactOf<'FallbackTaken'>, 'why'>): Activation | null {
  const going = (state.phase === 'approved' || state.phase === 'in use') && state.course.revoked === null;
  if (!going || state.request.fallback === undefined || state.fallback.taken !== null) return null;
  return { ...state, fallback: { ...state.fallback, taken: mark } };
}

/** A task that is owed from `since` on (milliseconds UTC), and not before the one named in `after` is confirmed. */
export function owed({ task, due, after }: FactOf<'HandedBack'>['tasks'][number], since: number): TaskState {
  return { task, due, after: after === undefined ? null : { task: after, since }, claimed: null, confirmed: null, reopened: null };
}

/** What waited for this task (null: whatever waits) waits no more: the time that there is for it begins at `at`, milliseconds UTC. */
export function free(state: InPhase<'handed back'>, task: string | null, at: number): InPhase<'handed back'> {
  const tasks = state.tasks.map((one): TaskState => {
    const { after } = one;
    const waited = after !== null && (task === null || after.task === task);
    return waited ? { ...one, after: null, due: one.due + at - after.since } : one;
  });
  return { ...state, tasks };
}
