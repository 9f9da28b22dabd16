// Facts about how a use goes on and ends: revoked, extended by two people, handed over, warned before its end.
import { z } from 'zod';
import { Digest, Instant, ObjectId, PersonId } from './ids.ts';

/** Minutes before the end at which its operator and the room are warned, the earlier first. */
export const WARNINGS = [30, 10] as const;

/** An approval or a use is no longer authorised. `ends`: nothing was out, so that the activation ended with it. */
export const Revoked = z.strictObject({ type: z.literal('Revoked'), why: Digest, ends: z.boolean() }).readonly();

/** More time is asked for: up to `end`, to be decided by two people until `decideBy`. Asks of an activation count from 1. */
export const ExtensionAsked = z
  .strictObject({ type: z.literal('ExtensionAsked'), minutes: z.int().min(1), end: Instant, decideBy: Instant, why: Digest })
  .readonly();
/** One person's approval of this ask; `accounts` are all that the roster of this vote gave to the voter. */
export const ExtensionApproved = z
  .strictObject({ type: z.literal('ExtensionApproved'), ask: z.int().min(1), accounts: z.array(ObjectId).min(1).readonly() })
  .readonly();
export const ExtensionDenied = z.strictObject({ type: z.literal('ExtensionDenied'), ask: z.int().min(1), why: Digest }).readonly();
export const ExtensionLapsed = z.strictObject({ type: z.literal('ExtensionLapsed'), ask: z.int().min(1), due: Instant }).readonly();
/** Two distinct people have approved more time: the only way in which an end moves later. */
export const UseExtended = z
  .strictObject({
    type: z.literal('UseExtended'),
    ask: z.int().min(1),
    voters: z.array(PersonId).min(2).readonly(),
    accounts: z.array(ObjectId).min(2).readonly(),
    end: Instant,
    absoluteEnd: Instant,
  })
  .readonly();

/** Somebody else shall operate; `accounts` are all that the roster gave to that person. Offers of an activation count from 1. */
export const HandoverOffered = z
  .strictObject({ type: z.literal('HandoverOffered'), to: PersonId, accounts: z.array(ObjectId).min(1).readonly() })
  .readonly();
export const HandoverAccepted = z.strictObject({ type: z.literal('HandoverAccepted'), offer: z.int().min(1) }).readonly();
/** An approver confirmed: from here on `to` operates, until the same end. */
export const OperatorChanged = z.strictObject({ type: z.literal('OperatorChanged'), offer: z.int().min(1), to: PersonId }).readonly();

/** The end of the use is at most so many minutes away. */
export const EndWarned = z.strictObject({ type: z.literal('EndWarned'), minutes: z.literal(WARNINGS), end: Instant }).readonly();

export const courseFacts = [
  Revoked,
  ExtensionAsked,
  ExtensionApproved,
  ExtensionDenied,
  ExtensionLapsed,
  UseExtended,
  HandoverOffered,
  HandoverAccepted,
  OperatorChanged,
  EndWarned,
] as const;
