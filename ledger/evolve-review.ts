// Folding what stands beside the signature of a review: answers about the votes, and its refusal by an auditor.
import type { Activation, InPhase, Mark, Rooted } from './activation.ts';
import type { FactOf } from './fact.ts';
import type { PersonId } from './ids.ts';
import type { Answer } from './reviewing.ts';

type ReviewFact = FactOf<'VoteConfirmed' | 'VoteDoubted' | 'VoteUnanswered' | 'ReviewRefused'>;
type Open = InPhase<'review' | 'closed'>;

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveReview(state: Activation, fact: ReviewFact, record: Rooted): Activation | null {
  if (state.phase !== 'review') return null;
  const at: Mark = { seq: record.seq, at: record.at, by: record.by };
  switch (fact.type) {
    case 'VoteConfirmed':
      return answered(state, fact.voter, { ...at, is: 'confirmed', why: null });
    case 'VoteDoubted':
      return answered(state, fact.voter, { ...at, is: 'doubted', why: fact.why });
    case 'VoteUnanswered':
      return answered(state, fact.voter, { ...at, is: 'unanswered', why: fact.why });
    case 'ReviewRefused':
      return refused(state, { ...at, why: fact.why });
  }
}

function answered(state: Open, voter: PersonId, answer: Answer): Activation {
  const answers = new Map(state.reviewing.answers).set(voter, answer);
  return { ...state, reviewing: { ...state.reviewing, answers } };
}

/** The review waits for a reviewer again. */
function refused(state: Open, mark: Mark & { readonly why: FactOf<'ReviewRefused'>['why'] }): Activation | null {
  if (state.review === null) return null;
  const all = [...state.reviewing.refused, { ...state.review, refused: mark }];
  return { ...state, review: null, reviewing: { ...state.reviewing, refused: all } };
}
