// What is known beside the signature of a review: what the voters say about their votes, reviews that an auditor refused, corrections.
import type { Activation, Mark, Review, Vote } from './activation.ts';
import type { CorrectedField } from './fact-correct.ts';
import type { Digest, PersonId } from './ids.ts';

/** The newest word about one vote: of whoever cast it, or of the reviewer, why there is none (`unanswered`). `why` is null when confirmed. */
export interface Answer extends Mark {
  readonly is: 'confirmed' | 'doubted' | 'unanswered';
  readonly why: Digest | null;
}

/** What somebody wrote in `field` of `record`, said anew: the newest of a text is what it should have said. */
export interface Correction extends Mark {
  readonly record: number;
  readonly field: CorrectedField;
  readonly text: Digest;
  readonly why: Digest;
}

export interface RefusedReview extends Review {
  readonly refused: Mark & { readonly why: Digest };
}

export interface Reviewing {
  /** By the person in whose name the vote stands. */
  readonly answers: ReadonlyMap<PersonId, Answer>;
  /** The oldest first. */
  readonly refused: readonly RefusedReview[];
}

/** Before anything of this has happened. */
export const NOTHING_REVIEWED: Reviewing = { answers: new Map(), refused: [] };

/** The votes that made the quorum: those to be confirmed once more. None where nobody approved. */
export function countedVotes(activation: Activation): readonly Vote[] {
  const voters = 'grant' in activation && activation.grant !== null ? activation.grant.voters : [];
  return [...activation.votes.values()].filter(({ person }) => voters.includes(person));
}

/** Whose vote nobody has said a word about yet: neither they, nor a reviewer why they do not. */
export function unanswered(activation: Activation): readonly PersonId[] {
  return countedVotes(activation)
    .map(({ person }) => person)
    .filter((person) => !activation.reviewing.answers.has(person));
}

/** Which review of this activation is, or would be, the newest; counted from 1. */
export function reviewNumber({ reviewing }: Activation): number {
  return reviewing.refused.length + 1;
}
