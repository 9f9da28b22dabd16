// One activation, as the fold of its own records: the phase it is in and everything that phase knows. No default branch anywhere.
import { hash } from 'node:crypto';
import { canonical } from './canonical.ts';
import type { Fact } from './fact.ts';
import type { Requested } from './fact-request.ts';
import type { CLASSES } from './fact-after.ts';
import { type ActivationId, Digest, type ObjectId, type PartId, type PersonId } from './ids.ts';
import type { By, ReadRecord, Unknown } from './record.ts';
import { evolveAfter } from './evolve-after.ts';
import { evolveRequest } from './evolve-request.ts';
import { evolveUse } from './evolve-use.ts';

/** Where and when something stands in the log, and who did it. */
export interface Mark {
  readonly seq: number;
  readonly at: number;
  readonly by: By;
}

/** An approval in force. `account` is what it was cast with, `accounts` are all the voter had under `roster`, the roster of the vote. */
export interface Vote extends Mark {
  readonly person: PersonId;
  readonly account: ObjectId;
  readonly accounts: readonly ObjectId[];
  readonly roster: Digest;
}

/** Numbers of one approver that are used up: how many (wrong ones, and those of voided votes), and when the last wrong one was (milliseconds UTC). */
export interface Misses {
  readonly count: number;
  readonly last: number;
}

export interface Release extends Mark {
  readonly to: PersonId;
  readonly seal: Digest;
}

export interface StepEntry extends Mark {
  readonly step: string;
  readonly outcome: 'finished' | 'failed' | 'skipped';
  readonly choice: string | null;
  /** Evidence of a finished step, the reason of a failed or skipped one. */
  readonly text: Digest | null;
  readonly witness: PersonId | null;
}

export interface Note extends Mark {
  readonly text: Digest;
}

export interface Change extends Mark {
  readonly was: Digest;
  readonly is: Digest;
  readonly back: Digest;
}

export interface TaskState {
  readonly task: string;
  readonly due: number;
  readonly claimed: (Mark & { readonly evidence: Digest }) | null;
  readonly confirmed: Mark | null;
  readonly reopened: (Mark & { readonly why: Digest }) | null;
}

export interface Grant extends Mark {
  readonly voters: readonly PersonId[];
  readonly collectBy: number;
  readonly absoluteEnd: number;
}

export interface Use extends Mark {
  readonly end: number;
  readonly overdue: Mark | null;
}

export interface Review extends Mark {
  readonly class: (typeof CLASSES)[number];
  readonly found: Digest;
  readonly owed: Digest | null;
  readonly changesBack: 'all' | 'kept';
  readonly countersigned: Mark | null;
}

export interface Ending extends Mark {
  readonly why: Digest | null;
}

/** What every phase knows. */
export interface Base {
  readonly id: ActivationId;
  readonly request: Requested;
  /** Lower-case hex SHA-256 of the canonical bytes of the request as filed: what an approver's vote is bound to. */
  readonly digest: Digest;
  readonly filed: Mark;
  readonly requester: PersonId;
  readonly votes: ReadonlyMap<PersonId, Vote>;
  readonly disowned: readonly Mark[];
  readonly misses: ReadonlyMap<PersonId, Misses>;
  readonly released: ReadonlyMap<PartId, Release>;
  readonly returned: ReadonlyMap<PartId, Mark & { readonly seal: Digest }>;
  readonly steps: readonly StepEntry[];
  readonly notes: readonly Note[];
  readonly changes: readonly Change[];
  /** Everybody who did anything else than watch: nobody of them may review. */
  readonly involved: ReadonlySet<PersonId>;
  /** Refusals already recorded, `person command reason`. */
  readonly refusals: ReadonlySet<string>;
  /** Position and root of this activation's last record. */
  readonly last: { readonly seq: number; readonly at: number; readonly root: string };
  /** Not null: a later release wrote this fact; this one may read the activation but not write to it. */
  readonly unknown: string | null;
}

export type Activation = Base &
  (
    | { readonly phase: 'requested' }
    | { readonly phase: 'withdrawn' | 'denied' | 'lapsed' | 'superseded'; readonly ending: Ending }
    | { readonly phase: 'approved'; readonly grant: Grant }
    | { readonly phase: 'in use'; readonly grant: Grant; readonly use: Use }
    | {
        readonly phase: 'handed back';
        readonly grant: Grant;
        readonly use: Use | null;
        readonly back: Mark;
        readonly tasks: readonly TaskState[];
      }
    | {
        readonly phase: 'review' | 'closed';
        readonly grant: Grant;
        readonly use: Use | null;
        readonly back: Mark;
        readonly tasks: readonly TaskState[];
        readonly review: Review | null;
        readonly closed: Mark | null;
      }
  );
export type Phase = Activation['phase'];
export type InPhase<P extends Phase> = Activation & { readonly phase: P };

/** A record with the root of the log after it, as the projection hands it to the folds. */
export interface Rooted extends ReadRecord {
  readonly root: string;
}

/** The phases in which nothing can happen any more. */
export function ended(activation: Activation): boolean {
  return ['withdrawn', 'denied', 'lapsed', 'superseded', 'closed'].includes(activation.phase);
}

/** The digest that votes are bound to: SHA-256 over the canonical bytes of the request. */
export function requestDigest(request: Requested): Digest {
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
  return { ...state, last: { seq: record.seq, at: record.at, root: record.root }, involved: withActor(state, record) };
}

function withActor(state: Activation, record: Rooted): ReadonlySet<PersonId> {
  if (record.by.actor !== 'person' || state.involved.has(record.by.person)) return state.involved;
  if (record.facts.every((fact) => fact.type === 'Refused' || fact.type === 'NoteTaken')) return state.involved;
  return new Set(state.involved).add(record.by.person);
}

function evolve(state: Activation | null, fact: Fact | Unknown, record: Rooted): Activation | null {
  if (fact.type === 'Unknown') return state && { ...state, unknown: fact.named };
  if (fact.type === 'Requested') return state ? { ...state, unknown: 'Requested twice' } : begin(fact, record);
  if (state === null) return null;
  return apply(state, fact, record) ?? { ...state, unknown: `${fact.type} while ${state.phase}` };
}

function begin(fact: Requested, record: Rooted): Activation | null {
  if (record.activation === null || record.by.actor !== 'person') return null;
  return {
    phase: 'requested',
    id: record.activation,
    request: fact,
    digest: requestDigest(fact),
    filed: { seq: record.seq, at: record.at, by: record.by },
    requester: record.by.person,
    votes: new Map(),
    disowned: [],
    misses: new Map(),
    released: new Map(),
    returned: new Map(),
    steps: [],
    notes: [],
    changes: [],
    involved: new Set([record.by.person, fact.operator]),
    refusals: new Set(),
    last: { seq: record.seq, at: record.at, root: record.root },
    unknown: null,
  };
}

/** null: this fact cannot happen in this phase. */
function apply(state: Activation, fact: Exclude<Fact, Requested>, record: Rooted): Activation | null {
  switch (fact.type) {
    case 'LedgerOpened':
    case 'PolicyAdopted':
      return null;
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
    case 'CredentialReturned':
    case 'TaskDone':
    case 'TaskConfirmed':
    case 'TaskReopened':
    case 'Reviewed':
    case 'Countersigned':
    case 'Closed':
      return evolveAfter(state, fact, record);
  }
}

/** One refusal of a kind is recorded once: the key of that kind. */
export function refusalKey(person: PersonId, refusal: { readonly command: string; readonly reason: string }): string {
  return `${person} ${refusal.command} ${refusal.reason}`;
}
