// The closed union of facts, and the closed list of reasons why somebody was refused.
import { z } from 'zod';
import { afterFacts } from './fact-after.ts';
import { changeFacts } from './fact-change.ts';
import { clockFacts } from './fact-clock.ts';
import { correctFacts } from './fact-correct.ts';
import { courseFacts } from './fact-course.ts';
import { domainFacts } from './fact-domain.ts';
import { drillFacts } from './fact-drill.ts';
import { policyFacts } from './fact-policy.ts';
import { declaredFacts } from './fact-declared.ts';
import { fallbackFacts } from './fact-fallback.ts';
import { followUpFacts } from './fact-follow-up.ts';
import { joinFacts } from './fact-join.ts';
import { lookFacts } from './fact-look.ts';
import { redactFacts } from './fact-redact.ts';
import { reachFacts } from './fact-reach.ts';
import { remindFacts } from './fact-remind.ts';
import { requestFacts } from './fact-request.ts';
import { reviewFacts } from './fact-review.ts';
import { testSignInFacts } from './fact-test-sign-in.ts';
import { useFacts } from './fact-use.ts';
import { Digest, MODES } from './ids.ts';

/** The first fact of a ledger: a process of another mode, tenant or origin refuses it. `key` is the verifier key (vkey) of the checkpoints. */
export const LedgerOpened = z
  .strictObject({ type: z.literal('LedgerOpened'), mode: z.enum(MODES), tenant: z.string(), origin: z.string(), key: z.string() })
  .readonly();

/** As `PolicyChanged`, without what changed: older ledgers have it. */
export const PolicyAdopted = z.strictObject({ type: z.literal('PolicyAdopted'), digest: Digest, was: Digest.nullable() }).readonly();

export const REASONS = [
  'account-busy',
  'account-unknown',
  'activation-unknown',
  'already-judged',
  'announced-otherwise',
  'announced-when',
  'announcement-unknown',
  'announcement-used',
  'another-admin-can',
  'approver-too-new',
  'choice-unknown',
  'collection-over',
  'day-not-allowed',
  'domain-now',
  'domain-old',
  'drill-or-real',
  'evidence-missing',
  'evidence-wrong',
  'extension-late',
  'extension-old',
  'extension-open',
  'extension-too-long',
  'fallback-busy',
  'fallback-not-taken',
  'fallback-same',
  'fallback-taken',
  'follow-up-settled',
  'follow-up-unknown',
  'gains-by-it',
  'handover-old',
  'held-changed',
  'involved',
  'ledger-ahead',
  'minutes-not-allowed',
  'no-countersigner',
  'no-fallback',
  'no-reviewer',
  'no-runbook',
  'not-accepted',
  'not-asked',
  'not-denied',
  'not-judged',
  'not-named',
  'not-on-it',
  'not-opener',
  'not-operator',
  'not-the-time',
  'not-witness',
  'not-your-follow-up',
  'not-your-line',
  'not-your-part',
  'not-your-role',
  'not-your-text',
  'not-your-vote',
  'nothing-waits',
  'number-old',
  'on-it-already',
  'one-open-request',
  'operator-known',
  'operator-not-named',
  'operator-now',
  'operator-unknown',
  'operator-voted',
  'operator-votes',
  'own-handover',
  'own-work',
  'part-not-out',
  'part-out',
  'parts-missing',
  'paused',
  'person-unknown',
  'ratification-over',
  'reporting-not-looked',
  'reporting-unowned',
  'request-changed',
  'requester-votes',
  'review-old',
  'review-refused',
  'revoked',
  'runbook-changed',
  'said-already',
  'seen-wrong',
  'step-not-open',
  'step-unknown',
  'task-not-claimed',
  'task-settled',
  'task-unknown',
  'task-waits',
  'text-gone',
  'text-unknown',
  'ticket-owed',
  'to-operator',
  'too-few-approvers',
  'too-late',
  'too-many-requests',
  'unapproved',
  'use-over',
  'vote-answered',
  'votes-unanswered',
  'window-closed',
  'window-old',
  'window-open',
  'witness-unfit',
  'wrong-phase',
] as const;
export const Reason = z.enum(REASONS);
export type Reason = z.infer<typeof Reason>;

/** Somebody on the roster was told no. `command` is the command's verb. */
export const Refused = z.strictObject({ type: z.literal('Refused'), command: z.string(), reason: Reason }).readonly();

export const Fact = z.discriminatedUnion('type', [
  LedgerOpened,
  PolicyAdopted,
  Refused,
  ...requestFacts,
  ...useFacts,
  ...courseFacts,
  ...afterFacts,
  ...policyFacts,
  ...declaredFacts,
  ...redactFacts,
  ...correctFacts,
  ...reachFacts,
  ...drillFacts,
  ...domainFacts,
  ...reviewFacts,
  ...joinFacts,
  ...lookFacts,
  ...changeFacts,
  ...remindFacts,
  ...clockFacts,
  ...testSignInFacts,
  ...fallbackFacts,
  ...followUpFacts,
]);
export type Fact = z.infer<typeof Fact>;
export type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;
