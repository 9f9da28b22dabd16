// Facts from the first click to the quorum. Past tense, closed, never edited; typed text stands in them only as its hash.
import { z } from 'zod';
import { AccountId, ActivationId, AnnouncementId, Digest, Instant, ObjectId, PartId, PersonId, Slug } from './ids.ts';

export const KINDS = ['real', 'drill'] as const;

/** A credential as it was when the request was filed: later changes of the configuration take no part away. */
export const FiledCredential = z.strictObject({ id: Slug, type: Slug, parts: z.array(PartId).min(1).readonly() }).readonly();

/** The account that is opened where the first one does not work. */
export const FiledFallback = z.strictObject({ account: AccountId, credentials: z.array(FiledCredential).min(1).readonly() }).readonly();

export const Requested = z
  .strictObject({
    type: z.literal('Requested'),
    kind: z.enum(KINDS),
    domain: Slug,
    account: AccountId,
    credentials: z.array(FiledCredential).min(1).readonly(),
    operator: PersonId,
    /** Every account of requester and operator when it was filed: whoever holds one of them does not vote. */
    ownAccounts: z.array(ObjectId).min(1).readonly(),
    why: Digest,
    ticket: Digest.nullable(),
    otherAdmin: z.enum(['no', 'unknown', 'yes']),
    /** Minutes of use asked for; minutes after the quorum within which the credential must be in hand. */
    useMinutes: z.int().min(1),
    collectMinutes: z.int().min(1),
    decideBy: Instant,
    runbook: z.strictObject({ id: Slug, digest: Digest }).readonly(),
    postUse: Digest,
    /** The denied activation that this request is filed over. */
    over: ActivationId.nullable(),
    /** Absent: the request names one account only. */
    fallback: FiledFallback.exactOptional(),
    /** A drill that is live: the announcement it was filed on and the one action that it names. Absent: a dry drill, or a real request. */
    live: z.strictObject({ announcement: AnnouncementId, action: Digest }).readonly().exactOptional(),
  })
  .readonly();
export type Requested = z.infer<typeof Requested>;

export const NumberMissed = z.strictObject({ type: z.literal('NumberMissed'), attempt: z.int().min(1) }).readonly();

/**
 * An approval; the number that proves the two have spoken matched. `request` is the digest of the request as the voter's card showed it;
 * `accounts` are all that the roster of this vote gave to the voter.
 */
export const VoteCast = z
  .strictObject({ type: z.literal('VoteCast'), request: Digest, accounts: z.array(ObjectId).min(1).readonly() })
  .readonly();

/** The voter said "that was not me" before the quorum: the vote counts no more. */
export const VoteVoided = z.strictObject({ type: z.literal('VoteVoided') }).readonly();
/** The same after the quorum: the activation goes on, everybody is alarmed. */
export const VoteDisowned = z.strictObject({ type: z.literal('VoteDisowned') }).readonly();

/** Two distinct people have approved. `accounts` are the accounts that the counted votes came from. */
export const QuorumReached = z
  .strictObject({
    type: z.literal('QuorumReached'),
    voters: z.array(PersonId).min(2).readonly(),
    accounts: z.array(ObjectId).min(2).readonly(),
    collectBy: Instant,
    absoluteEnd: Instant,
  })
  .readonly();

export const Denied = z.strictObject({ type: z.literal('Denied'), request: Digest, why: Digest }).readonly();
export const Withdrawn = z.strictObject({ type: z.literal('Withdrawn'), why: Digest.nullable() }).readonly();
export const Lapsed = z.strictObject({ type: z.literal('Lapsed'), deadline: z.enum(['decision', 'collection']), due: Instant }).readonly();
/** A drill ended because the account is needed for real. */
export const DrillSuperseded = z.strictObject({ type: z.literal('DrillSuperseded'), by: ActivationId }).readonly();

export const requestFacts = [
  Requested,
  NumberMissed,
  VoteCast,
  VoteVoided,
  VoteDisowned,
  QuorumReached,
  Denied,
  Withdrawn,
  Lapsed,
  DrillSuperseded,
] as const;
