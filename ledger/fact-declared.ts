// Facts of a use that nobody approved: declared by somebody, or seen by the product; judged afterwards by two people. None of them is an
// approval, and nothing that counts approvals reads them.
import { z } from 'zod';
import { FiledCredential } from './fact-request.ts';
import { AccountId, ActivationId, Digest, Instant, ObjectId, PartId, PersonId, Slug } from './ids.ts';

export const STANDS = ['ratified', 'rejected'] as const;

/** An account is in use without quorum: a person of the roster says so, or (by the product) a sign-in that no activation covers. */
export const Declared = z
  .strictObject({
    type: z.literal('Declared'),
    domain: Slug,
    account: AccountId,
    /** Empty: an account that is no longer on the list, and is watched still. */
    credentials: z.array(FiledCredential).readonly(),
    /** null: nobody knows yet who uses it. */
    operator: PersonId.nullable(),
    /** Every account of declarer and operator then: whoever holds one of them neither ratifies nor rejects. */
    ownAccounts: z.array(ObjectId).readonly(),
    why: Digest,
    /** Minutes of use that were announced; nobody granted them. `end` is when they are over. */
    useMinutes: z.int().min(1),
    /** When the use began, as far as is known. */
    since: Instant,
    end: Instant,
    ratifyBy: Instant,
    runbook: z.strictObject({ id: Slug, digest: Digest }).readonly(),
    postUse: Digest,
    /** The open request of this account that the declaration ends. */
    outOf: ActivationId.nullable(),
  })
  .readonly();
export type Declared = z.infer<typeof Declared>;

/** The request ended: the account was opened without quorum meanwhile. */
export const RequestOvertaken = z.strictObject({ type: z.literal('RequestOvertaken'), by: ActivationId }).readonly();

/** Somebody said “it was me”, or a manager named who it was. `accounts` are all of that person then. */
export const OperatorNamed = z
  .strictObject({ type: z.literal('OperatorNamed'), operator: PersonId, accounts: z.array(ObjectId).readonly() })
  .readonly();

/** A custodian wrote down that a part went out against a declaration: nobody had approved it. */
export const ReleasedUnapproved = z
  .strictObject({ type: z.literal('ReleasedUnapproved'), part: PartId, to: PersonId, seal: Digest })
  .readonly();

/** One approver’s judgement afterwards. `declaration` is the digest of what their card showed; `accounts` are all of the judge then. */
export const RatificationCast = z
  .strictObject({
    type: z.literal('RatificationCast'),
    stand: z.enum(STANDS),
    declaration: Digest,
    accounts: z.array(ObjectId).min(1).readonly(),
    why: Digest,
  })
  .readonly();

/** Two distinct people ratified: it was right to go in. It stays a use that nobody approved. */
export const Ratified = z.strictObject({ type: z.literal('Ratified'), judges: z.array(PersonId).min(2).readonly() }).readonly();
/** Two distinct people rejected: the review looks at it as suspected misuse. */
export const Rejected = z.strictObject({ type: z.literal('Rejected'), judges: z.array(PersonId).min(2).readonly() }).readonly();
/** Neither happened in time. */
export const RatificationLapsed = z.strictObject({ type: z.literal('RatificationLapsed'), due: Instant }).readonly();

/** A sign-in of the account as a log has it: `when` by that log’s clock. `account`: of the fallback account, otherwise absent. */
export const SignInSeen = z
  .strictObject({ type: z.literal('SignInSeen'), when: Instant, detail: Digest, account: AccountId.exactOptional() })
  .readonly();

export const declaredFacts = [
  Declared,
  RequestOvertaken,
  OperatorNamed,
  ReleasedUnapproved,
  RatificationCast,
  Ratified,
  Rejected,
  RatificationLapsed,
  SignInSeen,
] as const;
