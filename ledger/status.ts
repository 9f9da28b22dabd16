// The board: activations as rows, the most urgent first. Pure: the time comes in.
import { type Activation, declarationOf, type Phase } from './activation.ts';
import { accountsSpoken } from './fallback.ts';
import { operatorNow } from './course.ts';
import type { AccountId, ActivationId, PersonId } from './ids.ts';

/** One activation on the board. Times in milliseconds UTC. */
export interface Row {
  readonly id: ActivationId;
  readonly account: AccountId;
  /** The other account that was opened, too. */
  readonly also: AccountId | null;
  readonly kind: 'real' | 'drill';
  /** A drill in which the account is signed in with. */
  readonly live: boolean;
  readonly phase: Phase;
  /** Who holds it: the requester until the approval, then the operator; the reviewer from the review on. */
  readonly who: PersonId | null;
  /** Somebody declared it or the product saw it: nobody approved this use, whatever was said afterwards. */
  readonly unapproved: boolean;
  /** Since when it is in this phase. */
  readonly since: number;
  /** The deadline of this phase: decision, collection, end of use, first task due. null: none. */
  readonly until: number | null;
  /** The end of the use or the due time of a task has passed; a missed decision or collection ends by itself. */
  readonly overdue: boolean;
}

const ORDER: readonly Phase[] = [
  'in use',
  'approved',
  'requested',
  'handed back',
  'review',
  'denied',
  'withdrawn',
  'lapsed',
  'superseded',
  'revoked',
  'closed',
];

/** The board of these activations at an instant: overdue first, then in use, approved, requested, handed back, in review, ended; the oldest first. */
export function status(activations: Iterable<Activation>, now: number): readonly Row[] {
  return [...activations].map((activation) => row(activation, now)).sort((one, two) => rank(one) - rank(two) || one.since - two.since);
}

function rank({ overdue, phase }: Row): number {
  return overdue ? -1 : ORDER.indexOf(phase);
}

function row(activation: Activation, now: number): Row {
  const { id, request } = activation;
  const [{ account } = request, other] = accountsSpoken(activation);
  const until = deadline(activation);
  const marked = activation.phase === 'in use' && activation.use.overdue !== null;
  const passed = (activation.phase === 'in use' || activation.phase === 'handed back') && until !== null && now > until;
  return {
    id,
    account,
    also: other?.account ?? null,
    kind: request.kind,
    live: request.live !== undefined,
    phase: activation.phase,
    who: holder(activation),
    unapproved: declarationOf(activation) !== null,
    since: beginning(activation),
    until,
    overdue: marked || passed,
  };
}

function holder(activation: Activation): PersonId | null {
  if ('review' in activation && activation.review?.by.actor === 'person') return activation.review.by.person;
  return 'grant' in activation ? operatorNow(activation) : activation.requester;
}

function deadline(activation: Activation): number | null {
  switch (activation.phase) {
    case 'requested':
      return activation.request.decideBy;
    case 'approved':
      return activation.grant.collectBy;
    case 'in use':
      return activation.use.end;
    case 'handed back':
      return firstDue(activation.tasks.filter((task) => task.confirmed === null && task.after === null));
    case 'withdrawn':
    case 'denied':
    case 'lapsed':
    case 'superseded':
    case 'revoked':
    case 'review':
    case 'closed':
      return null;
  }
}

function firstDue(tasks: readonly { readonly due: number }[]): number | null {
  return tasks.length === 0 ? null : Math.min(...tasks.map((task) => task.due));
}

function beginning(activation: Activation): number {
  switch (activation.phase) {
    case 'requested':
      return activation.filed.at;
    case 'withdrawn':
    case 'denied':
    case 'lapsed':
    case 'superseded':
    case 'revoked':
      return activation.ending.at;
    case 'approved':
      return activation.grant.at;
    case 'in use':
      return activation.use.at;
    case 'handed back':
      return activation.back.at;
    case 'review':
      return reviewSince(activation);
    case 'closed':
      return activation.closed?.at ?? activation.last.at;
  }
}

/** When the last part was back and the last task confirmed: with that the review opened. In milliseconds UTC. */
export function reviewSince(activation: Extract<Activation, { readonly phase: 'review' | 'closed' }>): number {
  const confirmed = activation.tasks.map((task) => task.confirmed?.at ?? 0);
  const returned = [...activation.returned.values()].map((mark) => mark.at);
  return Math.max(activation.back.at, ...confirmed, ...returned);
}
