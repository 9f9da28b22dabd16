// One activation: the phase it is in and everything that phase knows. fold.ts makes it from its records.
import type { Requested } from './fact-request.ts';
import type { CLASSES, REPORTING } from './fact-after.ts';
import type { Ending as ChangeEnding } from './fact-change.ts';
import type { Fallback } from './fallback.ts';
import type { FollowUp } from './follow-up.ts';
import type { Course } from './course.ts';
import type { STANDS } from './fact-declared.ts';
import type { PAGE_OUTCOMES, PAGE_REASONS } from './fact-reach.ts';
import type { AccountId, ActivationId, Digest, ObjectId, PartId, PersonId } from './ids.ts';
import type { By, ReadRecord } from './record.ts';
import type { Correction, Reviewing } from './reviewing.ts';
import type { Sight } from './sight.ts';
import type { TestWindow } from './windows.ts';

/** Where and when something stands in the log, and who did it. */
export interface Mark {
  readonly seq: number;
  readonly at: number;
  readonly by: By;
}

/** Something that one person said with an account; `accounts` are all they had under the roster of that moment. */
export interface Ballot extends Mark {
  readonly person: PersonId;
  readonly account: ObjectId;
  readonly accounts: readonly ObjectId[];
}

/** An approval in force. `account` is what it was cast with, `accounts` are all the voter had under `roster`, the roster of the vote. */
export interface Vote extends Ballot {
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
  /** The runbook whose step it is: an answer counts in a walk of that one only. */
  readonly runbook: Digest;
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
  /** The task that must be confirmed first, and since when this one waits for it, milliseconds UTC; null: it waits for none. */
  readonly after: { readonly task: string; readonly since: number } | null;
  /** `ended`: how the change ended that the task is about, or `failed`: the test sign-in did not work; else null. */
  readonly claimed: (Mark & { readonly evidence: Digest; readonly ended: ChangeEnding | 'failed' | null }) | null;
  readonly confirmed: Mark | null;
  readonly reopened: (Mark & { readonly why: Digest }) | null;
}

/** The reminders of one task: of those who owe it now so many, the last of anybody, and when the managers were told. */
export interface Reminders {
  readonly count: number;
  readonly last: Mark | null;
  readonly escalated: Mark | null;
}

export interface Grant extends Mark {
  readonly voters: readonly PersonId[];
  readonly collectBy: number;
  readonly absoluteEnd: number;
}

/** What an approver said afterwards about a use that nobody approved. */
export interface Cast extends Ballot {
  readonly stand: (typeof STANDS)[number];
  readonly why: Digest;
}

/** The account was opened without anybody’s approval: who said so, and how it was judged. */
export interface Declaration extends Mark {
  readonly since: number;
  readonly ratifyBy: number;
  /** The request that this ended. */
  readonly outOf: ActivationId | null;
  readonly casts: ReadonlyMap<PersonId, Cast>;
  /** Who confirmed steps of the use or a hand-over of it: they do not judge it. */
  readonly witnesses: readonly Mark[];
  /** Who said afterwards who it was. */
  readonly named: Mark | null;
  readonly judged: (Mark & { readonly as: (typeof STANDS)[number] | 'lapsed'; readonly judges: readonly PersonId[] }) | null;
}

/** By whose word the account is used: two people granted it, or somebody declared it. Only a grant is an approval; never both. */
export type Warrant = { readonly grant: Grant; readonly declared: null } | { readonly grant: null; readonly declared: Declaration };

/**
 * What an activation was opened with. A declaration left nobody time to decide or to collect: `decideBy` is when it was made,
 * `collectMinutes` 0. `operator` is null while nobody knows who uses the account.
 */
export type Opening = Omit<Requested, 'type' | 'operator'> & { readonly operator: PersonId | null };

/** A sign-in as a log has it, beside when we learnt of it. */
export interface SignIn extends Mark {
  readonly when: number;
  readonly detail: Digest;
  /** Of the fallback account; absent: of the first one. */
  readonly account?: AccountId | undefined;
}

export interface Use extends Mark {
  readonly end: number;
  readonly overdue: Mark | null;
}

export interface Review extends Mark {
  readonly class: (typeof CLASSES)[number];
  readonly found: Digest;
  readonly ticket: Digest | null;
  readonly reporting: (typeof REPORTING)[number] | null;
  readonly owed: Digest | null;
  readonly followUps: readonly FollowUp[];
  readonly countersigned: Mark | null;
}

export interface Ending extends Mark {
  readonly why: Digest | null;
}

/** One page: its latest attempt. `ended` is null while it runs, or after a crash. */
export interface Page {
  readonly key: string;
  readonly reason: (typeof PAGE_REASONS)[number];
  readonly attempt: number;
  /** Until then, milliseconds UTC, whoever started the attempt has it to themselves. */
  readonly lease: number;
  readonly started: Mark;
  readonly ended: (Mark & { readonly outcome: (typeof PAGE_OUTCOMES)[number] }) | null;
}

/** The last call in vain to somebody, and how many there were. */
export interface Calls extends Mark {
  readonly count: number;
}

/** What is known about reaching people. */
export interface Reach {
  /** The newest record that each person left about this activation, whatever it holds: whoever is there has given a sign of life. */
  readonly pressed: ReadonlyMap<PersonId, Mark>;
  readonly seen: ReadonlyMap<PersonId, Mark>;
  readonly rang: ReadonlyMap<PersonId, Calls>;
  readonly escalated: (Mark & { readonly notReached: readonly PersonId[] }) | null;
  readonly pages: ReadonlyMap<string, Page>;
}

/** What every phase knows. */
export interface Base {
  readonly id: ActivationId;
  readonly request: Opening;
  /** Lower-case hex SHA-256 of the canonical bytes of the request as filed: what an approver's vote is bound to. */
  readonly digest: Digest;
  readonly filed: Mark;
  /** Who asked or declared; null: the product, which saw a sign-in. */
  readonly requester: PersonId | null;
  readonly votes: ReadonlyMap<PersonId, Vote>;
  readonly disowned: readonly Mark[];
  readonly misses: ReadonlyMap<PersonId, Misses>;
  readonly released: ReadonlyMap<PartId, Release>;
  readonly returned: ReadonlyMap<PartId, Mark & { readonly seal: Digest }>;
  readonly steps: readonly StepEntry[];
  readonly sights: readonly Sight[];
  readonly notes: readonly Note[];
  readonly changes: readonly Change[];
  readonly corrections: readonly Correction[];
  readonly course: Course;
  readonly fallback: Fallback;
  readonly reminders: ReadonlyMap<TaskState['task'], Reminders>;
  readonly signIns: readonly SignIn[];
  readonly reviewing: Reviewing;
  readonly tests: readonly TestWindow[];
  /** Every typed text by its hash, and where it stands first. */
  readonly typed: ReadonlyMap<Digest, Mark>;
  /** Typed texts that were taken out later: who, when and why. */
  readonly redacted: ReadonlyMap<Digest, Mark & { readonly why: Digest }>;
  /** Everybody who did anything else than watch: nobody of them may review. */
  readonly involved: ReadonlySet<PersonId>;
  /** Refusals already recorded, `person command reason`. */
  readonly refusals: ReadonlySet<string>;
  readonly reach: Reach;
  /** Position and root of this activation's last record. */
  readonly last: { readonly seq: number; readonly at: number; readonly root: string };
  /** Not null: a later release wrote this fact; this one may read the activation but not write to it. */
  readonly unknown: string | null;
}

export type Activation = Base &
  (
    | { readonly phase: 'requested' }
    | { readonly phase: 'withdrawn' | 'denied' | 'lapsed' | 'superseded' | 'revoked'; readonly ending: Ending }
    | { readonly phase: 'approved'; readonly grant: Grant; readonly declared: null }
    | ({ readonly phase: 'in use'; readonly use: Use } & Warrant)
    | ({
        readonly phase: 'handed back';
        readonly use: Use | null;
        readonly back: Mark;
        readonly tasks: readonly TaskState[];
      } & Warrant)
    | ({
        readonly phase: 'review' | 'closed';
        readonly use: Use | null;
        readonly back: Mark;
        readonly tasks: readonly TaskState[];
        readonly review: Review | null;
        readonly closed: Mark | null;
      } & Warrant)
  );
export type Phase = Activation['phase'];
export type InPhase<P extends Phase> = Activation & { readonly phase: P };

/** A record with the root of the log after it, as the projection hands it to the folds. */
export interface Rooted extends ReadRecord {
  readonly root: string;
}

/** The declaration that opened this activation; null: somebody asked for it. */
export function declarationOf(activation: Activation): Declaration | null {
  return 'declared' in activation ? activation.declared : null;
}

/** The phases in which nothing can happen any more. */
export function ended(activation: Activation): boolean {
  return ['withdrawn', 'denied', 'lapsed', 'superseded', 'revoked', 'closed'].includes(activation.phase);
}
