// How a use goes on: revoked or not, more time asked for, hand-overs offered, warnings given; and who operates now, answered in one place.
import type { Activation, Mark, Vote } from './activation.ts';
import type { Digest, ObjectId, PersonId } from './ids.ts';

/** More time that was asked for, from `Mark` on. Times in milliseconds UTC. */
export interface Extension extends Mark {
  readonly minutes: number;
  readonly end: number;
  readonly decideBy: number;
  readonly why: Digest;
  readonly votes: ReadonlyMap<PersonId, Vote>;
  /** What came of it; null while open. */
  readonly settled: Settlement | null;
}

/** `late`: since when the use was overdue when more time was given. */
export type Settlement = Mark &
  (
    | { readonly outcome: 'extended'; readonly late: Mark | null }
    | { readonly outcome: 'denied'; readonly why: Digest }
    | { readonly outcome: 'lapsed' }
  );

/** An offer to operate; it holds until the next one. */
export interface Handover extends Mark {
  readonly to: PersonId;
  readonly accounts: readonly ObjectId[];
  readonly accepted: Mark | null;
  readonly confirmed: Mark | null;
}

/** What was said to be broken, and what follows from it. `end`: of the use, milliseconds UTC; null before it has begun. */
export interface Diagnosis {
  readonly domain: string;
  readonly runbook: { readonly id: string; readonly digest: Digest };
  readonly useMinutes: number;
  readonly end: number | null;
}

/** Somebody said that it is something else. */
export interface DomainChange extends Mark {
  readonly was: Diagnosis;
  readonly is: Diagnosis;
  readonly why: Digest | null;
}

export interface Course {
  /** No longer authorised, while something is still out or in use. */
  readonly revoked: (Mark & { readonly why: Digest }) | null;
  readonly extensions: readonly Extension[];
  readonly handovers: readonly Handover[];
  /** Warnings given about an end of use (milliseconds UTC). */
  readonly warned: readonly { readonly minutes: number; readonly end: number }[];
  readonly domains: readonly DomainChange[];
  /** Who works along, in the order in which they came. */
  readonly joined: readonly (Mark & { readonly person: PersonId })[];
  /** Who could take over as operator, the newest last. */
  readonly ready: readonly (Mark & { readonly person: PersonId })[];
}

/** Before anything of this has happened. */
export const NO_COURSE: Course = { revoked: null, extensions: [], handovers: [], warned: [], domains: [], joined: [], ready: [] };

/** Who operates the account now: the one whom the request named, or the last one whom an approver confirmed; null: nobody knows. */
export function operatorNow({ request, course }: Activation): PersonId | null {
  return course.handovers.findLast(({ confirmed }) => confirmed !== null)?.to ?? request.operator;
}

/** Everybody who ever operated, the first first. */
export function operators({ request, course }: Activation): readonly PersonId[] {
  const after = course.handovers.filter(({ confirmed }) => confirmed !== null).map(({ to }) => to);
  return [...new Set([request.operator, ...after])].filter((one) => one !== null);
}

/** Every account of requester and operators, as it was when they became that: whoever holds one of them does not vote. */
export function ownAccounts({ request, course }: Activation): readonly ObjectId[] {
  return [...request.ownAccounts, ...course.handovers.filter(({ confirmed }) => confirmed !== null).flatMap(({ accounts }) => accounts)];
}

/** Whether the account may still be used: in use and not revoked. */
function goesOn({ phase, course }: Activation): boolean {
  return phase === 'in use' && course.revoked === null;
}

/** The ask for more time that is open, with its number; its deadline is judged by who decides. null: none. */
export function openExtension(activation: Activation): (Extension & { readonly ask: number }) | null {
  const last = activation.course.extensions.at(-1);
  return goesOn(activation) && last?.settled === null ? { ...last, ask: activation.course.extensions.length } : null;
}

/** The offer to operate that is not confirmed yet, with its number; null: none. */
export function openHandover(activation: Activation): (Handover & { readonly offer: number }) | null {
  const last = activation.course.handovers.at(-1);
  return goesOn(activation) && last?.confirmed === null ? { ...last, offer: activation.course.handovers.length } : null;
}

/** Whether a use was past its end at any time, also when more time was given afterwards. */
export function wasOverdue(activation: Activation): boolean {
  const now = 'use' in activation && activation.use !== null && activation.use.overdue !== null;
  return now || activation.course.extensions.some(({ settled }) => settled?.outcome === 'extended' && settled.late !== null);
}

/** Since when the use has run towards the end that it has now, milliseconds UTC: in hand, or given more time. */
export function runningSince(activation: Extract<Activation, { readonly phase: 'in use' }>): number {
  return activation.course.extensions.findLast(({ settled }) => settled?.outcome === 'extended')?.settled?.at ?? activation.use.at;
}

/** Every runbook that this activation was pinned to, the newest first, each once. */
export function runbooksOf({ request, course }: Activation): readonly Diagnosis['runbook'][] {
  const all = [request.runbook, ...course.domains.map(({ was }) => was.runbook).toReversed()];
  return [...new Map(all.map((one) => [one.digest, one])).values()];
}

/** The digest of the runbook that was in force when a record was written. */
export function runbookAt({ request, course }: Activation, seq: number): Digest {
  return (course.domains.find((change) => change.seq > seq)?.was ?? request).runbook.digest;
}
