// Folding a change of what is broken: domain and runbook from now on, and an end that can only become earlier.
import type { Activation, InPhase, Mark, Rooted } from './activation.ts';
import type { DomainChange } from './course.ts';
import type { FactOf } from './fact.ts';

type Changeable = InPhase<'requested' | 'approved' | 'in use'>;

/** The activation after the fact; null when it cannot happen in this phase, or would give more time than there was. */
export function evolveDomain(state: Activation, fact: FactOf<'DomainChanged'>, record: Rooted): Activation | null {
  if (state.phase !== 'requested' && state.phase !== 'approved' && state.phase !== 'in use') return null;
  const end = state.phase === 'in use' ? state.use.end : null;
  const later = (end === null) !== (fact.end === null) || (fact.end ?? 0) > (end ?? 0);
  if (fact.before !== state.request.domain || later || fact.useMinutes > state.request.useMinutes) return null;
  const at: Mark = { seq: record.seq, at: record.at, by: record.by };
  const { domain, runbook, useMinutes } = fact;
  const change: DomainChange = {
    ...at,
    was: { domain: state.request.domain, runbook: state.request.runbook, useMinutes: state.request.useMinutes, end },
    is: { domain, runbook, useMinutes, end: fact.end },
    why: fact.why,
  };
  const course = { ...state.course, domains: [...state.course.domains, change] };
  return sooner({ ...state, course, request: { ...state.request, domain, runbook, useMinutes } }, fact);
}

const MINUTE = 60_000;

/** The ends that follow from it: of an approval that nobody has used yet, and of a use. */
function sooner(state: Changeable, { useMinutes, end }: FactOf<'DomainChanged'>): Activation {
  if (state.phase === 'approved') {
    const absoluteEnd = Math.min(state.grant.absoluteEnd, state.grant.collectBy + useMinutes * MINUTE);
    return { ...state, grant: { ...state.grant, absoluteEnd } };
  }
  if (state.phase !== 'in use' || end === null || end === state.use.end) return state;
  const use = { ...state.use, end };
  return state.grant === null ? { ...state, use } : { ...state, use, grant: { ...state.grant, absoluteEnd: end } };
}
