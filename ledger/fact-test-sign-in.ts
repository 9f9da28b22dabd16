// Facts about the test sign-in after a use: its witnessed window, and that it did not work. That it worked is a task done and confirmed.
import { z } from 'zod';
import { Digest, Instant, PersonId, Slug } from './ids.ts';

/** Whoever does the task signs in once until `end` at the latest, while the witness looks on. Windows of an activation count from 1. */
export const TestSignInOpened = z
  .strictObject({ type: z.literal('TestSignInOpened'), task: Slug, witness: PersonId, end: Instant })
  .readonly();

/** Whoever opened the window says that the sign-in did not work; it counts once the witness confirms. */
export const TestSignInFailed = z.strictObject({ type: z.literal('TestSignInFailed'), task: Slug, evidence: Digest }).readonly();

/** The witness saw it not work: the task is open again. */
export const TestFailureConfirmed = z.strictObject({ type: z.literal('TestFailureConfirmed'), task: Slug }).readonly();

export const testSignInFacts = [TestSignInOpened, TestSignInFailed, TestFailureConfirmed] as const;
