// Folding who came along: each person once, the newest offer to take over last.
import type { Activation, Mark, Rooted } from './activation.ts';
import type { FactOf } from './fact.ts';

/** The activation after the fact; null when it cannot happen in this phase, or when nobody did it. */
export function evolveJoin(state: Activation, fact: FactOf<'Joined' | 'TakeoverOffered'>, { seq, at, by }: Rooted): Activation | null {
  if (by.actor !== 'person') return null;
  const { phase, course } = state;
  if (phase !== 'in use' && (fact.type === 'TakeoverOffered' || (phase !== 'requested' && phase !== 'approved'))) return null;
  const mark: Mark & { readonly person: typeof by.person } = { seq, at, by, person: by.person };
  const others = (all: Activation['course']['joined']) => all.filter(({ person }) => person !== by.person);
  const joined = fact.type === 'Joined' || !course.joined.some(({ person }) => person === by.person);
  return {
    ...state,
    course: {
      ...course,
      joined: joined ? [...others(course.joined), mark] : course.joined,
      ready: fact.type === 'TakeoverOffered' ? [...others(course.ready), mark] : course.ready,
    },
  };
}
