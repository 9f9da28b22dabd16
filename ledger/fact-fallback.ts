// Facts about the second account of a request: that it was taken, and that two people said of both accounts that they are compromised.
import { z } from 'zod';
import { Digest, ObjectId, PersonId, Slug } from './ids.ts';

/** The operator said that the first account does not work: from now on the fallback account is the one that is used. */
export const FallbackTaken = z.strictObject({ type: z.literal('FallbackTaken'), why: Digest }).readonly();

/** One of the two who order that both accounts are worked on at once. `accounts` are all that the roster of then gave to them. */
export const CompromiseSaid = z
  .strictObject({ type: z.literal('CompromiseSaid'), accounts: z.array(ObjectId).min(1).readonly(), why: Digest })
  .readonly();

/** Two distinct people have said it: nothing of the second account waits for the first one any more. */
export const RotationFreed = z.strictObject({ type: z.literal('RotationFreed'), people: z.array(PersonId).min(2).readonly() }).readonly();

export const fallbackFacts = [FallbackTaken, CompromiseSaid, RotationFreed] as const;

const BEFORE = 'fallback-';

/** The task of the fallback account that is the same as this task of the first one. */
export function taskOfFallback(task: string): z.infer<typeof Slug> {
  return Slug.parse(`${BEFORE}${task}`);
}

/** Which task of the first account a task of the fallback account is the same as; null: it is none of the fallback account. */
export function fallbackTask(task: string): string | null {
  return task.startsWith(BEFORE) ? task.slice(BEFORE.length) : null;
}
