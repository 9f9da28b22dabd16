// One activation: the phase it is in and everything that phase knows. fold.ts makes it from its records.
import type { Requested } from './fact-request.ts';
import type { CLASSES } from './fact-after.ts';
import type { Course } from './course.ts';
import type { PAGE_OUTCOMES, PAGE_REASONS } from './fact-reach.ts';
import type { ActivationId, Digest, ObjectId, PartId, PersonId } from './ids.ts';
import type { By, ReadRecord } from './record.ts';

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
  readonly course: Course;
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
  return ['withdrawn', 'denied', 'lapsed', 'superseded', 'revoked', 'closed'].includes(activation.phase);
}
