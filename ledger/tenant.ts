// What belongs to no single activation, as the fold of the whole log: how it was opened, the policy in force, and who holds which account.
import { type Drills, foldDrills, NO_DRILLS } from './drills.ts';
import type { Opening, Rooted } from './activation.ts';
import { foldClock, type Trust, TRUSTED } from './evolve-clock.ts';
import { evolvePolicy, NO_RULES, type Rules } from './evolve-policy.ts';
import type { Fact, FactOf } from './fact.ts';
import { foldFollowUps, type OpenFollowUp } from './follow-up.ts';
import type { AccountId, ActivationId, Digest, PersonId } from './ids.ts';
import type { Unknown } from './record.ts';
import { signedIn, standingOf, windowsOf } from './standing.ts';
import type { Covered } from './windows.ts';

/** How an activation stands towards the others. `open`: requested, approved or in use, it blocks its account; `after`: rotation or review. */
export interface Standing {
  readonly id: ActivationId;
  readonly account: AccountId;
  readonly kind: 'real' | 'drill';
  /** null: the product, which saw a sign-in. */
  readonly requester: PersonId | null;
  /** What was asked for, in the same words: a second filing of the same is the first one. */
  readonly asked: Pick<Opening, 'operator' | 'domain' | 'otherAdmin' | 'why' | 'ticket'> & { readonly minutes: number };
  readonly state: 'open' | 'denied' | 'after';
  /** When it came to stand so, milliseconds UTC. */
  readonly since: number;
  /** How far an open one has come; `declared`: in use without quorum. */
  readonly stage: 'requested' | 'approved' | 'in use' | 'declared';
  /** When the use began; null: not yet. */
  readonly from: number | null;
  /** Of a live drill in use: its end, and the one sign-in that it has covered. null: everything else. */
  readonly live: { readonly end: number; readonly signIn: Pick<FactOf<'SignInSeen'>, 'when' | 'detail'> | null } | null;
  /** The second account that it holds, and since when that one is used instead (milliseconds UTC; null: not). null: it names none. */
  readonly fallback: { readonly account: AccountId; readonly taken: number | null } | null;
  /** The windows of test sign-ins after the hand-back, each for one sign-in; a dry drill has none, because nobody signs in. */
  readonly windows: readonly Covered[];
  /** The request that this declaration ends. */
  readonly outOf: ActivationId | null;
}

export interface Tenant {
  readonly opened: FactOf<'LedgerOpened'> | null;
  readonly policy: Digest | null;
  /** What the facts say about the configuration in force, and about what is held. */
  readonly rules: Rules;
  /** The last number given in each year (UTC). */
  readonly numbers: ReadonlyMap<number, number>;
  /** Those that can still matter to others; what has ended otherwise leaves this map. */
  readonly standings: ReadonlyMap<ActivationId, Standing>;
  /** When each person filed, milliseconds UTC, as far as it still limits them. */
  readonly filings: ReadonlyMap<PersonId, readonly number[]>;
  readonly drills: Drills;
  readonly followUps: readonly OpenFollowUp[];
  /** Whether the clock may be relied on. */
  readonly clock: Trust;
  /** Not null: a later release wrote a fact that concerns everything; this one may not write. */
  readonly unknown: string | null;
}

export const NO_TENANT: Tenant = {
  opened: null,
  policy: null,
  rules: NO_RULES,
  numbers: new Map(),
  standings: new Map(),
  filings: new Map(),
  drills: NO_DRILLS,
  followUps: [],
  clock: TRUSTED,
  unknown: null,
};

/** Filings older than this, in milliseconds, limit nobody. */
export const FILINGS_COUNT_FOR = 60 * 60_000;
/** So many requests of one person within that time, real and drill together; older ones need not be known. */
export const MOST_FILINGS = 3;

/** Folds one record on. The maps of the old state are not changed. */
export function foldTenant(before: Tenant, record: Rooted): Tenant {
  const { activation } = record;
  const standing = activation === null ? undefined : before.standings.get(activation);
  return record.facts.reduce<Tenant>(
    (state, fact) => ({
      ...evolve(state, fact, record),
      drills: foldDrills(state.drills, fact, record),
      followUps: foldFollowUps(state.followUps, fact, { activation, kind: standing?.kind ?? 'real' }),
      clock: foldClock(state.clock, fact, record),
    }),
    before,
  );
}

function evolve(state: Tenant, fact: Fact | Unknown, record: Rooted): Tenant {
  switch (fact.type) {
    case 'LedgerOpened':
      return { ...state, opened: fact };
    case 'PolicyAdopted':
      return { ...state, policy: fact.digest, rules: { ...state.rules, since: record.at } };
    case 'PolicyChanged':
      return { ...state, policy: fact.digest, rules: evolvePolicy(state.rules, fact, record) };
    case 'RosterHeld':
    case 'RosterConfirmed':
    case 'RosterRejected':
    case 'RosterPutBack':
      return { ...state, rules: evolvePolicy(state.rules, fact, record) };
    case 'Requested':
      return requested(state, fact, record);
    case 'Declared':
      return declared(state, fact, record);
    case 'QuorumReached':
      return changed(state, record, () => ({ stage: 'approved' }));
    case 'CredentialInHand':
      return changed(state, record, ({ live }) => ({ stage: 'in use', from: record.at, live: live && { ...live, end: fact.end } }));
    case 'UseExtended':
      return changed(state, record, ({ live }) => ({ live: live && { ...live, end: fact.end } }));
    case 'SignInSeen':
      return changed(state, record, (one) => signedIn(one, fact));
    case 'TestSignInOpened':
      return changed(state, record, (one) => ({ windows: windowsOf(one, fact, record.at) }));
    case 'FallbackTaken':
      return changed(state, record, ({ fallback }) => ({ fallback: fallback && { ...fallback, taken: record.at } }));
    case 'Denied':
      return changed(state, record, () => ({ state: 'denied', since: record.at }));
    case 'HandedBack':
      return changed(state, record, () => ({ state: 'after', since: record.at }));
    case 'Revoked':
      return fact.ends ? gone(state, record) : state;
    case 'Withdrawn':
    case 'Lapsed':
    case 'DrillSuperseded':
    case 'RequestOvertaken':
    case 'Closed':
      return gone(state, record);
    case 'Unknown':
      return record.activation === null ? { ...state, unknown: fact.named } : { ...state, numbers: numbered(state, record.activation) };
    case 'Refused':
    case 'NumberMissed':
    case 'VoteCast':
    case 'VoteVoided':
    case 'VoteDisowned':
    case 'CredentialReleased':
    case 'StepFinished':
    case 'StepFailed':
    case 'StepSkipped':
    case 'StepWitnessed':
    case 'CheckSeen':
    case 'SkippedSeenWrong':
    case 'NoteTaken':
    case 'ChangeLogged':
    case 'BecameOverdue':
    case 'ExtensionAsked':
    case 'ExtensionApproved':
    case 'ExtensionDenied':
    case 'ExtensionLapsed':
    case 'Joined':
    case 'TakeoverOffered':
    case 'HandoverOffered':
    case 'HandoverAccepted':
    case 'OperatorChanged':
    case 'EndWarned':
    case 'CredentialReturned':
    case 'TaskDone':
    case 'TaskConfirmed':
    case 'TaskReopened':
    case 'TaskAdded':
    case 'ChangeSettled':
    case 'TasksReminded':
    case 'TasksEscalated':
    case 'TestSignInFailed':
    case 'TestFailureConfirmed':
    case 'Reviewed':
    case 'Countersigned':
    case 'OperatorNamed':
    case 'ReleasedUnapproved':
    case 'RatificationCast':
    case 'Ratified':
    case 'Rejected':
    case 'RatificationLapsed':
    case 'TextRedacted':
    case 'Corrected':
    case 'Seen':
    case 'RangNoAnswer':
    case 'EscalationStarted':
    case 'PageStarted':
    case 'PageEnded':
    case 'DrillAnnounced':
    case 'DrillDue':
    case 'LiveDrillPassed':
    case 'DomainChanged':
    case 'VoteConfirmed':
    case 'VoteDoubted':
    case 'VoteUnanswered':
    case 'ReviewRefused':
    case 'ClockDoubted':
    case 'ClockTrusted':
    case 'CompromiseSaid':
    case 'RotationFreed':
    case 'FollowUpAssigned':
    case 'FollowUpDone':
      return state;
  }
}

function requested(state: Tenant, fact: FactOf<'Requested'>, record: Rooted): Tenant {
  const standing = standingOf(fact, record);
  if (standing === null || record.by.actor !== 'person') return state;
  return { ...begun(state, standing), filings: filedBy(state, record.by.person, record.at) };
}

function declared(state: Tenant, fact: FactOf<'Declared'>, record: Rooted): Tenant {
  const standing = standingOf(fact, record);
  return standing === null ? state : begun(state, standing);
}

function begun(state: Tenant, standing: Standing): Tenant {
  return {
    ...state,
    numbers: numbered(state, standing.id),
    standings: new Map(state.standings).set(standing.id, standing),
  };
}

function filedBy({ filings }: Tenant, person: PersonId, at: number): Tenant['filings'] {
  const recent = (all: readonly number[]) => all.filter((one) => one > at - FILINGS_COUNT_FOR);
  const kept = [...filings].map(([who, all]) => [who, recent(all)] as const).filter(([, all]) => all.length > 0);
  return new Map(kept).set(person, [...recent(filings.get(person) ?? []), at].slice(-MOST_FILINGS));
}

/** The number of this activation is taken, whatever release filed it. */
function numbered({ numbers }: Tenant, id: ActivationId): ReadonlyMap<number, number> {
  const year = Number(id.slice(3, 7));
  return new Map(numbers).set(year, Math.max(numbers.get(year) ?? 0, Number(id.slice(8))));
}

function changed(state: Tenant, record: Rooted, change: (one: Standing) => Partial<Standing>): Tenant {
  const standing = record.activation === null ? undefined : state.standings.get(record.activation);
  if (standing === undefined) return state;
  return { ...state, standings: new Map(state.standings).set(standing.id, { ...standing, ...change(standing) }) };
}

function gone(state: Tenant, record: Rooted): Tenant {
  return { ...state, standings: new Map([...state.standings].filter(([id]) => id !== record.activation)) };
}
