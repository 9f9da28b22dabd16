// What a decision is given and what it may answer.
import type { Activation, Mark } from '../ledger/activation.ts';
import type { Fact, Reason } from '../ledger/fact.ts';
import type { ActivationId, Digest, ObjectId, PersonId } from '../ledger/ids.ts';
import type { Tenant } from '../ledger/tenant.ts';
import type { CredentialTask, Runbook } from '../runbooks/runbook.ts';
import type { Command, CommandOf, Verb } from './command.ts';
import type { Person, Policy, Roster } from './policy.ts';

/** A runbook and the digest of its exact bytes: what a run is pinned to. */
export interface PinnedRunbook {
  readonly runbook: Runbook;
  readonly digest: Digest;
  readonly source: string;
}

/** The runbooks on offer, and those that open activations are pinned to. */
export interface Library {
  readonly offered: readonly PinnedRunbook[];
  readonly pinned: (digest: Digest) => Runbook | null;
  readonly postUse: PinnedTasks;
  /** The tasks after a use that an open activation was filed with; null when they are no longer to be had. */
  readonly pinnedTasks: (digest: Digest) => readonly CredentialTask[] | null;
}

/** The tasks after every use, and the digest of the exact bytes of their file. */
export interface PinnedTasks {
  readonly tasks: readonly CredentialTask[];
  readonly digest: Digest;
  readonly source: string;
}

/** Who asks: a person of the roster with the account and proof they brought; or the clock, or the product. */
export type Actor =
  | { readonly kind: 'person'; readonly person: Person; readonly account: ObjectId; readonly assurance: 'channel' | 'local' }
  | { readonly kind: 'clock' }
  | { readonly kind: 'product' };

/** Everything a decision may know beside the ledger. `now` is the store's clock, milliseconds UTC. */
export interface Circumstances {
  readonly now: number;
  readonly actor: Actor;
  readonly roster: Roster;
  readonly policy: Policy;
  readonly library: Library;
  /** The number that the requester reads to this approver on this attempt (0 is the first): 0 to 99, derived by a keyed hash. */
  readonly number: (request: Digest, approver: PersonId, attempt: number) => number;
}

export interface State {
  readonly tenant: Tenant;
  readonly activation: Activation | null;
}

export type Decision =
  | { readonly kind: 'happened'; readonly activation: ActivationId | null; readonly facts: readonly Fact[] }
  /** The same person already has what they ask for: nothing is recorded, an honest card says so. */
  | { readonly kind: 'already'; readonly activation: ActivationId | null }
  | { readonly kind: 'refused'; readonly activation: ActivationId | null; readonly reason: Reason };

/** A command of a person about an activation that exists: what most decisions are given. */
export interface Asked<V extends Verb> {
  readonly tenant: Tenant;
  readonly activation: Activation;
  readonly command: CommandOf<V>;
  readonly person: Person;
  /** The account that the person acts with. */
  readonly account: ObjectId;
  readonly circumstances: Circumstances;
}

/** The same, before the command is known. */
export interface Asking {
  readonly activation: Activation;
  readonly command: Command;
  readonly person: Person;
  readonly circumstances: Circumstances;
}

export function happened(activation: Activation, ...facts: readonly Fact[]): Decision {
  return { kind: 'happened', activation: activation.id, facts };
}

export function already(activation: Activation): Decision {
  return { kind: 'already', activation: activation.id };
}

export function refused(activation: Activation, reason: Reason): Decision {
  return { kind: 'refused', activation: activation.id, reason };
}

/** Whether a mark was left by this person: under their key, or with an account that is theirs now. */
export function by(mark: Pick<Mark, 'by'> | null | undefined, person: Person): boolean {
  return mark?.by.actor === 'person' && (mark.by.person === person.id || person.accounts.includes(mark.by.account));
}
