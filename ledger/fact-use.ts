// Facts while the account is in somebody's hands: custody, steps, notes, changes, the end of the use.
import { z } from 'zod';
import { Digest, Instant, PartId, PersonId, Slug } from './ids.ts';

/** A custodian gave a sealed part to somebody; `seal` is the hash of the seal number that was broken. */
export const CredentialReleased = z
  .strictObject({ type: z.literal('CredentialReleased'), part: PartId, to: PersonId, seal: Digest })
  .readonly();

/** The clock of use starts; `end` is its end, never after the absolute end. */
export const CredentialInHand = z.strictObject({ type: z.literal('CredentialInHand'), end: Instant }).readonly();

export const StepFinished = z
  .strictObject({ type: z.literal('StepFinished'), step: Slug, choice: Slug.nullable(), evidence: Digest.nullable() })
  .readonly();
export const StepFailed = z.strictObject({ type: z.literal('StepFailed'), step: Slug, why: Digest }).readonly();
export const StepSkipped = z.strictObject({ type: z.literal('StepSkipped'), step: Slug, why: Digest }).readonly();
export const StepWitnessed = z.strictObject({ type: z.literal('StepWitnessed'), step: Slug }).readonly();

export const NoteTaken = z.strictObject({ type: z.literal('NoteTaken'), text: Digest }).readonly();
export const ChangeLogged = z.strictObject({ type: z.literal('ChangeLogged'), was: Digest, is: Digest, back: Digest }).readonly();

export const BecameOverdue = z.strictObject({ type: z.literal('BecameOverdue'), end: Instant }).readonly();

/** The use is over. Each post-use task has its due time; one that names another in `after` waits until that one is confirmed. */
export const HandedBack = z
  .strictObject({
    type: z.literal('HandedBack'),
    tasks: z.array(z.strictObject({ task: Slug, due: Instant, after: Slug.exactOptional() }).readonly()).readonly(),
  })
  .readonly();

export const useFacts = [
  CredentialReleased,
  CredentialInHand,
  StepFinished,
  StepFailed,
  StepSkipped,
  StepWitnessed,
  NoteTaken,
  ChangeLogged,
  BecameOverdue,
  HandedBack,
] as const;
