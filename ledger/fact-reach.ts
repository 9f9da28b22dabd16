// Facts about reaching people: who said that they are looking, who was rung in vain, when the duty manager was needed, and every page sent.
import { z } from 'zod';
import { Instant, PersonId } from './ids.ts';

/** What is paged for. */
export const PAGE_REASONS = ['filed', 'escalated', 'overdue'] as const;
/** What became of one attempt. `refused`: it answered, but not with success. */
export const PAGE_OUTCOMES = ['delivered', 'refused', 'redirected', 'timed-out', 'unreachable'] as const;

/** An approver before the quorum, or a custodian after it, said: I have seen this, I am looking. */
export const Seen = z.strictObject({ type: z.literal('Seen') }).readonly();

/** Somebody rang this person on the number of the roster, and nobody answered. */
export const RangNoAnswer = z.strictObject({ type: z.literal('RangNoAnswer'), person: PersonId }).readonly();

/** No quorum in time: the duty manager must be rung. `notReached`: who had given no sign of life by then. */
export const EscalationStarted = z
  .strictObject({
    type: z.literal('EscalationStarted'),
    to: z.literal('duty-manager'),
    notReached: z.array(PersonId).readonly(),
    key: z.string(),
  })
  .readonly();

/** Written before the page is sent. The same `key` for every attempt at the same page; until `lease` nobody else takes it up. */
export const PageStarted = z
  .strictObject({
    type: z.literal('PageStarted'),
    key: z.string(),
    reason: z.enum(PAGE_REASONS),
    attempt: z.int().min(1),
    lease: Instant,
  })
  .readonly();

/** What became of that attempt; written for the latest attempt only. */
export const PageEnded = z
  .strictObject({ type: z.literal('PageEnded'), key: z.string(), attempt: z.int().min(1), outcome: z.enum(PAGE_OUTCOMES) })
  .readonly();

export const reachFacts = [Seen, RangNoAnswer, EscalationStarted, PageStarted, PageEnded] as const;
