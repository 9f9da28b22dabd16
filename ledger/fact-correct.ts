// The fact of a correction: what somebody wrote earlier about the use is said anew, with a reason. What was written stays.
import { z } from 'zod';
import { Digest } from './ids.ts';

/** The typed fields that can be corrected: of a note, of an answer to a step, of a logged change. */
export const CORRECTED_FIELDS = ['text', 'evidence', 'why', 'was', 'is', 'back'] as const;
export type CorrectedField = (typeof CORRECTED_FIELDS)[number];

/** `record`: the sequence number of what is corrected; `field`: which text of it; `text`: what it should have said. */
export const Corrected = z
  .strictObject({
    type: z.literal('Corrected'),
    record: z.int().min(1),
    field: z.enum(CORRECTED_FIELDS),
    text: Digest,
    why: Digest,
  })
  .readonly();

export const correctFacts = [Corrected] as const;
