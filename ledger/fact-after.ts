// Facts after the use: parts back under new seals, tasks done and confirmed by a second person, the review.
import { z } from 'zod';
import { Digest, PartId, Slug } from './ids.ts';

export const CLASSES = ['drill', 'real', 'misuse'] as const;

export const CredentialReturned = z.strictObject({ type: z.literal('CredentialReturned'), part: PartId, seal: Digest }).readonly();

export const TaskDone = z.strictObject({ type: z.literal('TaskDone'), task: Slug, evidence: Digest }).readonly();
export const TaskConfirmed = z.strictObject({ type: z.literal('TaskConfirmed'), task: Slug }).readonly();
export const TaskReopened = z.strictObject({ type: z.literal('TaskReopened'), task: Slug, why: Digest }).readonly();

/** `found`: what was done against what was authorised. `owed`: ticket and follow-ups with their owners. */
export const Reviewed = z
  .strictObject({
    type: z.literal('Reviewed'),
    class: z.enum(CLASSES),
    found: Digest,
    owed: Digest.nullable(),
  })
  .readonly();
export const Countersigned = z.strictObject({ type: z.literal('Countersigned') }).readonly();
export const Closed = z.strictObject({ type: z.literal('Closed') }).readonly();

export const afterFacts = [CredentialReturned, TaskDone, TaskConfirmed, TaskReopened, Reviewed, Countersigned, Closed] as const;
