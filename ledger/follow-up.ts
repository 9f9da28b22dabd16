// Follow-ups of a review: what is still to be done, by whom and by which day. Those of a closed activation are open until they are done.
import type { Activation, Mark, Rooted } from './activation.ts';
import type { Fact, FactOf } from './fact.ts';
import type { ActivationId, Digest, PersonId } from './ids.ts';
import type { Unknown } from './record.ts';

/** `number` counts those of one review from 1; `due` is the last day for it, wherever somebody is. */
export interface FollowUp extends Pick<FactOf<'FollowUpAssigned'>, 'number' | 'what' | 'owner' | 'due'> {
  /** Who said how it was done; null: nobody yet. */
  readonly done: (Mark & { readonly evidence: Digest }) | null;
}

/** One that is not done, as the tenant knows it. `counts`: the review it belongs to is closed; until then another may take its place. */
export interface OpenFollowUp {
  readonly activation: ActivationId;
  readonly kind: 'real' | 'drill';
  readonly number: number;
  readonly owner: PersonId;
  readonly due: string;
  readonly counts: boolean;
}

const DAY = 24 * 60 * 60_000;

/** When a day begins in UTC, and when it is over everywhere on earth (in UTC−12), in milliseconds UTC. */
export function beginOf(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`);
}
export function endOf(day: string): number {
  return beginOf(day) + 1.5 * DAY;
}

/** The follow-ups of the newest review; none before it. */
export function followUps(activation: Activation): readonly FollowUp[] {
  return 'review' in activation ? (activation.review?.followUps ?? []) : [];
}

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveFollowUp(
  state: Activation,
  fact: FactOf<'FollowUpAssigned' | 'FollowUpDone'>,
  { seq, at, by }: Rooted,
): Activation | null {
  if (!('review' in state) || state.review === null) return null;
  if (fact.type === 'FollowUpAssigned') {
    if (state.phase !== 'review') return null;
    const { number, what, owner, due } = fact;
    return { ...state, review: { ...state.review, followUps: [...followUps(state), { number, what, owner, due, done: null }] } };
  }
  if (state.phase !== 'closed') return null;
  const done = { seq, at, by, evidence: fact.evidence };
  const all = followUps(state).map((one) => (one.number === fact.number ? { ...one, done } : one));
  return { ...state, review: { ...state.review, followUps: all } };
}

/** Folds one fact on, for the whole tenant: in the order in which they were assigned. `kind`: of the activation that the record is about. */
export function foldFollowUps(
  open: readonly OpenFollowUp[],
  fact: Fact | Unknown,
  { activation, kind }: Pick<Rooted, 'activation'> & Pick<OpenFollowUp, 'kind'>,
): readonly OpenFollowUp[] {
  if (activation === null) return open;
  if (fact.type === 'FollowUpAssigned') {
    const { number, owner, due } = fact;
    return [...open, { activation, kind, number, owner, due, counts: false }];
  }
  if (fact.type === 'FollowUpDone') return open.filter((one) => one.activation !== activation || one.number !== fact.number);
  if (fact.type === 'ReviewRefused') return open.filter((one) => one.activation !== activation);
  if (fact.type === 'Closed') return open.map((one) => (one.activation === activation ? { ...one, counts: true } : one));
  return open;
}
