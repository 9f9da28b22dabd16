// Facts beside the signature of a review: the votes confirmed once more, and a review that an auditor refused.
import { z } from 'zod';
import { Digest, PersonId } from './ids.ts';

/** Whoever cast the vote in the name of `voter` says afterwards: that was I, and I would do it again. */
export const VoteConfirmed = z.strictObject({ type: z.literal('VoteConfirmed'), voter: PersonId }).readonly();
/** The same person does not confirm it. */
export const VoteDoubted = z.strictObject({ type: z.literal('VoteDoubted'), voter: PersonId, why: Digest }).readonly();
/** The reviewer writes down why this voter gave no answer. */
export const VoteUnanswered = z.strictObject({ type: z.literal('VoteUnanswered'), voter: PersonId, why: Digest }).readonly();

/** An auditor does not countersign the newest review: it is to be reviewed anew. */
export const ReviewRefused = z.strictObject({ type: z.literal('ReviewRefused'), why: Digest }).readonly();

export const reviewFacts = [VoteConfirmed, VoteDoubted, VoteUnanswered, ReviewRefused] as const;
