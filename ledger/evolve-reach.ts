// Folding who was reached: signs of life, calls in vain, the escalation, the pages.
import type { Activation, Mark, Page, Reach, Rooted } from './activation.ts';
import type { FactOf } from './fact.ts';
import type { PersonId } from './ids.ts';

export const NOBODY_REACHED: Reach = { pressed: new Map(), seen: new Map(), rang: new Map(), escalated: null, pages: new Map() };

type ReachFact = FactOf<'Seen' | 'RangNoAnswer' | 'EscalationStarted' | 'PageStarted' | 'PageEnded'>;

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveReach(state: Activation, fact: ReachFact, record: Rooted): Activation | null {
  const at: Mark = { seq: record.seq, at: record.at, by: record.by };
  switch (fact.type) {
    case 'Seen':
      return at.by.actor === 'person' && waiting(state) ? reach(state, { seen: new Map(state.reach.seen).set(at.by.person, at) }) : null;
    case 'RangNoAnswer':
      return waiting(state) ? rang(state, fact.person, at) : null;
    case 'EscalationStarted':
      return state.phase === 'requested' ? reach(state, { escalated: { ...at, notReached: fact.notReached } }) : null;
    case 'PageStarted':
      return page(state, { key: fact.key, reason: fact.reason, attempt: fact.attempt, lease: fact.lease, started: at, ended: null });
    case 'PageEnded':
      return pageEnded(state, fact, at);
  }
}

/** The record's author has given a sign of life. */
export function pressed({ reach: { pressed: before, ...rest } }: Activation, { seq, at, by }: Rooted): Reach {
  return { ...rest, pressed: by.actor === 'person' ? new Map(before).set(by.person, { seq, at, by }) : before };
}

/** Whether anybody can be waited for: in use only for the parts of a fallback account. */
function waiting({ phase, fallback }: Activation): boolean {
  return phase === 'requested' || phase === 'approved' || (phase === 'in use' && fallback.taken !== null);
}

function reach(state: Activation, change: Partial<Reach>): Activation {
  return { ...state, reach: { ...state.reach, ...change } };
}

function rang(state: Activation, person: PersonId, at: Mark): Activation {
  const count = (state.reach.rang.get(person)?.count ?? 0) + 1;
  return reach(state, { rang: new Map(state.reach.rang).set(person, { ...at, count }) });
}

function page(state: Activation, one: Page): Activation {
  return reach(state, { pages: new Map(state.reach.pages).set(one.key, one) });
}

/** In whatever phase: the page may have been under way when the phase changed. */
function pageEnded(state: Activation, { key, attempt, outcome }: FactOf<'PageEnded'>, at: Mark): Activation | null {
  const latest = state.reach.pages.get(key);
  return latest?.attempt === attempt ? page(state, { ...latest, ended: { ...at, outcome } }) : null;
}
