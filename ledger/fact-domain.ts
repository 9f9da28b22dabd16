// What is broken turned out to be something else: another failure domain and the runbook that serves it, from this record on.
import { z } from 'zod';
import { Digest, Instant, Slug } from './ids.ts';

/**
 * Everything else of the request stays as it was filed, and so does its digest. The lower cap wins: `useMinutes` is never more than before,
 * and `end`, the end of a use that has begun (null: none has), is never later.
 */
export const DomainChanged = z
  .strictObject({
    type: z.literal('DomainChanged'),
    /** What was said to be broken until now. */
    before: Slug,
    domain: Slug,
    runbook: z.strictObject({ id: Slug, digest: Digest }).readonly(),
    useMinutes: z.int().min(1),
    end: Instant.nullable(),
    why: Digest.nullable(),
  })
  .readonly();

export const domainFacts = [DomainChanged] as const;
