// Facts after the use: parts back under new seals, tasks done and confirmed by a second person, the review.
import { z } from 'zod';
import { Digest, PartId, Slug } from './ids.ts';

export const CLASSES = ['drill', 'real', 'misuse'] as const;

export const CredentialReturned = z.strictObject({ type: z.literal('CredentialReturned'), part: PartId, seal: Digest }).readonly();

export const TaskDone = z.strictObject({ type: z.literal('TaskDone'), task: Slug, evidence: Digest }).readonly();
export const TaskConfirmed = z.strictObject({ type: z.literal('TaskConfirmed'), task: Slug }).readonly();
export const TaskReopened = z.strictObject({ type: z.literal('TaskReopened'), task: Slug, why: Digest }).readonly();

/** Whether a legal duty to report to somebody runs, as the reviewer found when they looked. */
export const REPORTING = ['none', 'runs'] as const;

/**
 * `found`: what was done against what was authorised. `ticket`: its number, or why there is none, where the request had none.
 * `reporting`: absent where nobody looked, as at a drill. `owed`: in words, as older ledgers have it; now each is a `FollowUpAssigned`.
 */
export const Reviewed = z
  .strictObject({
    type: z.literal('Reviewed'),
    class: z.enum(CLASSES),
    found: Digest,
    ticket: Digest.exactOptional(),
    reporting: z.enum(REPORTING).exactOptional(),
    owed: Digest.nullable().exactOptional(),
  })
  .readonly();
export const Countersigned = z.strictObject({ type: z.literal('Countersigned') }).readonly();
export const Closed = z.strictObject({ type: z.literal('Closed') }).readonly();

export const afterFacts = [CredentialReturned, TaskDone, TaskConfirmed, TaskReopened, Reviewed, Countersigned, Closed] as const;
