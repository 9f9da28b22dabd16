// Facts of what is still to be done when the review is signed: each with an owner and a day, open until somebody says how it was done.
import { z } from 'zod';
import { Day, Digest, PersonId } from './ids.ts';

/** At most so many of one review. */
export const MOST_FOLLOW_UPS = 3;
const Number = z.int().min(1).max(MOST_FOLLOW_UPS);

/** In the record of the review that it belongs to, right behind it; numbered from 1. `due`: the last day for it; it is over when it is over everywhere. */
export const FollowUpAssigned = z
  .strictObject({ type: z.literal('FollowUpAssigned'), number: Number, what: Digest, owner: PersonId, due: Day })
  .readonly();
export const FollowUpDone = z.strictObject({ type: z.literal('FollowUpDone'), number: Number, evidence: Digest }).readonly();

export const followUpFacts = [FollowUpAssigned, FollowUpDone] as const;
