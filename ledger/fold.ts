// One activation as the fold of its own records. No default branch anywhere.
import { hash } from 'node:crypto';
import type { Activation, Base, Rooted } from './activation.ts';
import { canonical } from './canonical.ts';
import { NO_FALLBACK } from './fallback.ts';
import { NO_COURSE } from './course.ts';
import { evolveAfter } from './evolve-after.ts';
import { evolveChange } from './evolve-change.ts';
import { evolveCorrect } from './evolve-correct.ts';
import { evolveCourse } from './evolve-course.ts';
import { evolveDomain } from './evolve-domain.ts';
import { evolveDrill } from './evolve-drill.ts';
import { declarationFrom, evolveDeclared, openingOf } from './evolve-declared.ts';
import { evolveFallback } from './evolve-fallback.ts';
import { evolveFollowUp } from './follow-up.ts';
import { evolveJoin } from './evolve-join.ts';
import { evolveLook } from './evolve-look.ts';
import { evolveRedact, withTyped } from './evolve-redact.ts';
import { evolveRemind } from './evolve-remind.ts';
import { evolveReach, NOBODY_REACHED, pressed } from './evolve-reach.ts';
import { evolveRequest } from './evolve-request.ts';
import { evolveTestSignIn } from './evolve-test-sign-in.ts';
import { evolveReview } from './evolve-review.ts';
import { evolveUse } from './evolve-use.ts';
import type { Fact } from './fact.ts';
import type { Declared } from './fact-declared.ts';
import type { Requested } from './fact-request.ts';
import { type ActivationId, Digest, type PersonId } from './ids.ts';
import type { Unknown } from './record.ts';
import { NOTHING_REVIEWED } from './reviewing.ts';

/** The digest that votes are bound to: SHA-256 over the canonical bytes of the request, or of the declaration. */
export function requestDigest(request: Requested | Declared): Digest {
  return Digest.parse(hash('sha256', canonical({ ...request }), 'hex'));
}

/**
 * Folds one record on. `null` before the request. A fact out of its phase changes nothing but is remembered as `unknown`: it cannot be
 * written by this release, so somebody else wrote it.
 */
export function fold(before: Activation | null, record: Rooted): Activation | null {
  let state = before;
  for (const fact of record.facts) state = evolve(state, fact, record);
  if (state === null) return null;
  const last = { seq: record.seq, at: record.at, root: record.root };
  return { ...state, last, typed: withTyped(state.typed, record), involved: withActor(state, record), reach: pressed(state, record) };
}

/** What one may do about an activation without having taken part in it. */
const BESIDE: ReadonlySet<string> = new Set([
  'Refused',
  'NoteTaken',
  'TextRedacted',
  // a review can be refused: then its reviewer signs again
  'Reviewed',
  'FollowUpAssigned',
  'ReviewRefused',
  'VoteUnanswered',
  'FollowUpDone',
  // no more than having voted
  'VoteConfirmed',
  'VoteDoubted',
  // the original stays
  'Corrected',
]);

function withActor(state: Activation, record: Rooted): ReadonlySet<PersonId> {
  if (record.by.actor !== 'person' || state.involved.has(record.by.person)) return state.involved;
  if (record.facts.every((fact) => BESIDE.has(fact.type))) return state.involved;
  return new Set(state.involved).add(record.by.person);
}

function evolve(state: Activation | null, fact: Fact | Unknown, record: Rooted): Activation | null {
  if (fact.type === 'Unknown') return state && { ...state, unknown: fact.named };
  if (fact.type === 'Requested') return state ? { ...state, unknown: 'Requested twice' } : begin(fact, record);
  if (fact.type === 'Declared') return state ? { ...state, unknown: 'Declared after the beginning' } : beginDeclared(fact, record);
  if (state === null) return null;
  return apply(state, fact, record) ?? { ...state, unknown: `${fact.type} while ${state.phase}` };
}

function begin(fact: Requested, record: Rooted): Activation | null {
  if (record.activation === null || record.by.actor !== 'person') return null;
  const { person } = record.by;
  const base = fresh(record, record.activation);
  const involved = new Set([person, fact.operator]);
  return { ...base, phase: 'requested', request: fact, digest: requestDigest(fact), requester: person, involved };
}

/** In use from the first fact on, and nobody approved it. */
function beginDeclared(fact: Declared, record: Rooted): Activation | null {
  if (record.activation === null || record.by.actor === 'clock') return null;
  const requester = record.by.actor === 'person' ? record.by.person : null;
  const base = fresh(record, record.activation);
  const involved = new Set([requester, fact.operator].filter((one) => one !== null));
  const about = { request: openingOf(fact, record.at), digest: requestDigest(fact), requester, involved };
  const use = { ...base.filed, at: fact.since, end: fact.end, overdue: null };
  return { ...base, ...about, phase: 'in use', grant: null, declared: declarationFrom(fact, base.filed), use };
}

/** What every activation begins with. */
function fresh(record: Rooted, id: ActivationId): Omit<Base, 'request' | 'digest' | 'requester' | 'involved'> {
  return {
    id,
    filed: { seq: record.seq, at: record.at, by: record.by },
    votes: new Map(),
    disowned: [],
    misses: new Map(),
    released: new Map(),
    returned: new Map(),
    steps: [],
    sights: [],
    notes: [],
    changes: [],
    corrections: [],
    course: NO_COURSE,
    fallback: NO_FALLBACK,
    reminders: new Map(),
    signIns: [],
    tests: [],
    reviewing: NOTHING_REVIEWED,
    typed: new Map(),
    redacted: new Map(),
    refusals: new Set(),
    reach: NOBODY_REACHED,
    last: { seq: record.seq, at: record.at, root: record.root },
    unknown: null,
  };
}

/** null: this fact cannot happen in this phase. */
function apply(state: Activation, fact: Exclude<Fact, Requested | Declared>, record: Rooted): Activation | null {
  switch (fact.type) {
    case 'LedgerOpened':
    case 'PolicyAdopted':
    case 'PolicyChanged':
    case 'RosterHeld':
    case 'RosterConfirmed':
    case 'RosterRejected':
    case 'RosterPutBack':
    case 'DrillAnnounced':
    case 'DrillDue':
    case 'ClockDoubted':
    case 'ClockTrusted':
      return null;
    case 'LiveDrillPassed':
      return evolveDrill(state);
    case 'Refused':
      return record.by.actor === 'person' ? { ...state, refusals: new Set(state.refusals).add(refusalKey(record.by.person, fact)) } : null;
    case 'NumberMissed':
    case 'VoteCast':
    case 'VoteVoided':
    case 'VoteDisowned':
    case 'QuorumReached':
    case 'Denied':
    case 'Withdrawn':
    case 'Lapsed':
    case 'DrillSuperseded':
      return evolveRequest(state, fact, record);
    case 'CredentialReleased':
    case 'CredentialInHand':
    case 'StepFinished':
    case 'StepFailed':
    case 'StepSkipped':
    case 'StepWitnessed':
    case 'NoteTaken':
    case 'ChangeLogged':
    case 'BecameOverdue':
    case 'HandedBack':
      return evolveUse(state, fact, record);
    case 'Revoked':
    case 'ExtensionAsked':
    case 'ExtensionApproved':
    case 'ExtensionDenied':
    case 'ExtensionLapsed':
    case 'UseExtended':
    case 'HandoverOffered':
    case 'HandoverAccepted':
    case 'OperatorChanged':
    case 'EndWarned':
      return evolveCourse(state, fact, record);
    case 'CredentialReturned':
    case 'TaskDone':
    case 'TaskConfirmed':
    case 'TaskReopened':
    case 'Reviewed':
    case 'Countersigned':
    case 'Closed':
      return evolveAfter(state, fact, record);
    case 'TaskAdded':
    case 'ChangeSettled':
      return evolveChange(state, fact, record);
    case 'TasksReminded':
    case 'TasksEscalated':
      return evolveRemind(state, fact, record);
    case 'TestSignInOpened':
    case 'TestSignInFailed':
    case 'TestFailureConfirmed':
      return evolveTestSignIn(state, fact, record);
    case 'FallbackTaken':
    case 'CompromiseSaid':
    case 'RotationFreed':
      return evolveFallback(state, fact, record);
    case 'RequestOvertaken':
    case 'OperatorNamed':
    case 'ReleasedUnapproved':
    case 'RatificationCast':
    case 'Ratified':
    case 'Rejected':
    case 'RatificationLapsed':
    case 'SignInSeen':
      return evolveDeclared(state, fact, record);
    case 'DomainChanged':
      return evolveDomain(state, fact, record);
    case 'VoteConfirmed':
    case 'VoteDoubted':
    case 'VoteUnanswered':
    case 'ReviewRefused':
      return evolveReview(state, fact, record);
    case 'FollowUpAssigned':
    case 'FollowUpDone':
      return evolveFollowUp(state, fact, record);
    case 'Joined':
    case 'TakeoverOffered':
      return evolveJoin(state, fact, record);
    case 'CheckSeen':
    case 'SkippedSeenWrong':
      return evolveLook(state, fact, record);
    case 'Corrected':
      return evolveCorrect(state, fact, record);
    case 'TextRedacted':
      return evolveRedact(state, fact, record);
    case 'Seen':
    case 'RangNoAnswer':
    case 'EscalationStarted':
    case 'PageStarted':
    case 'PageEnded':
      return evolveReach(state, fact, record);
  }
}

/** One refusal of a kind is recorded once: the key of that kind. */
export function refusalKey(person: PersonId, refusal: { readonly command: string; readonly reason: string }): string {
  return `${person} ${refusal.command} ${refusal.reason}`;
}
