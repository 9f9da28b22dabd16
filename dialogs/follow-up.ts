// What is still to be done when a review is signed: who brings it and until when; who is told when the day comes; and that it was done.
import { z } from 'zod';
import type { Activation, Review } from '../ledger/activation.ts';
import type { FactOf, Reason } from '../ledger/fact.ts';
import { beginOf, endOf, type FollowUp, followUps, type OpenFollowUp } from '../ledger/follow-up.ts';
import { Day, PersonId } from '../ledger/ids.ts';
import type { Tenant } from '../ledger/tenant.ts';
import type { Sealed } from '../ledger/text.ts';
import { type Asked, type Circumstances, type Decision, already, by, happened, refused } from './decision.ts';
import type { Notice } from './notices.ts';
import { typedOrNothing } from './typed.ts';

/** Nothing was chosen, or “nobody”. */
const nothing = z.enum(['', '-']).transform(() => null);
const what = typedOrNothing(500);
const owner = z.union([nothing, PersonId], 'choose somebody from the list').nullable().default(null);
const due = z.union([nothing, Day], 'choose a day').nullable().default(null);

/** The fields of a review for what is still to be done, in three rows; each is left empty or filled in whole. */
export const ROWS = {
  ...{ what1: what, owner1: owner, due1: due },
  ...{ what2: what, owner2: owner, due2: due },
  ...{ what3: what, owner3: owner, due3: due },
};
type Rows = { readonly [K in keyof typeof ROWS]: z.infer<(typeof ROWS)[K]> };

/** Nothing is still to be done. */
export const NO_ROWS: Rows = {
  ...{ what1: null, owner1: null, due1: null },
  ...{ what2: null, owner2: null, due2: null },
  ...{ what3: null, owner3: null, due3: null },
};

interface Row {
  readonly what: Sealed | null;
  readonly owner: PersonId | null;
  readonly due: string | null;
}
type Whole = { readonly [K in keyof Row]: NonNullable<Row[K]> };

const NUMBERS = [1, 2, 3] as const;

function row(rows: Rows, number: (typeof NUMBERS)[number]): Row {
  return { what: rows[`what${number}`], owner: rows[`owner${number}`], due: rows[`due${number}`] };
}

const MISSING = { what: 'say what is to be done', owner: 'choose who brings it', due: 'choose until when' } as const;

/** Names what is missing of a row that is filled in by half. */
export function wholeRows(rows: Rows, context: z.RefinementCtx): void {
  for (const number of NUMBERS) {
    const { what, owner, due } = row(rows, number);
    const missing = Object.entries({ what, owner, due }).filter(([, value]) => value === null);
    if (missing.length === 3) continue;
    for (const [name] of missing) {
      context.addIssue({ code: 'custom', path: [`${name}${number}`], message: MISSING[name as keyof Row] });
    }
  }
}

/** The rows that say something, numbered from 1. */
export function rowsSaid(rows: Rows): readonly (Whole & { readonly number: number })[] {
  const whole = NUMBERS.map((number) => row(rows, number)).filter(
    (one): one is Whole => one.what !== null && one.owner !== null && one.due !== null,
  );
  return whole.map((one, at) => ({ ...one, number: at + 1 }));
}

/** Nobody plans further ahead, in milliseconds: it would be a slip in the year. */
const FURTHEST = 2 * 365 * 24 * 60 * 60_000;

/** Why these rows cannot be signed; null when they can. A day can be chosen until it is over everywhere; a clock in doubt refuses none. */
export function rowsBarred(rows: Rows, { roster, now }: Circumstances, { clock }: Pick<Tenant, 'clock'>): Reason | null {
  const said = rowsSaid(rows);
  if (said.some(({ owner }) => !roster.people.has(owner))) return 'person-unknown';
  return clock.doubt === null && said.some(({ due }) => endOf(due) <= now || beginOf(due) > now + FURTHEST) ? 'day-not-allowed' : null;
}

/** The facts of these rows, to stand behind the review. */
export function assigned(rows: Rows): readonly FactOf<'FollowUpAssigned'>[] {
  return rowsSaid(rows).map(({ number, what, owner, due }) => ({ type: 'FollowUpAssigned', number, what: what.hash, owner, due }));
}

/** Whether a review has exactly these rows. */
export function sameRows({ followUps: before }: Review, rows: Rows): boolean {
  const said = rowsSaid(rows);
  const same = (one: FollowUp, at: number) => one.what === said[at]?.what.hash && one.owner === said[at].owner && one.due === said[at].due;
  return before.length === said.length && before.every(same);
}

/** Its owner, or a manager in their place, says how it was done. */
export function followUpDone({ activation, command, person }: Asked<'follow-up-done'>): Decision {
  const one = followUps(activation).find(({ number }) => number === command.followUp);
  if (one !== undefined && by(one.done, person) && one.done?.evidence === command.evidence.hash) return already(activation);
  const barred = doneBarred(activation, one, person);
  if (barred !== null) return refused(activation, barred);
  return happened(activation, { type: 'FollowUpDone', number: command.followUp, evidence: command.evidence.hash });
}

function doneBarred({ phase }: Activation, one: FollowUp | undefined, { id, roles }: Asked<'follow-up-done'>['person']): Reason | null {
  if (phase !== 'closed') return 'wrong-phase';
  if (one === undefined) return 'follow-up-unknown';
  if (one.owner !== id && !roles.includes('manager')) return 'not-your-follow-up';
  return one.done === null ? null : 'follow-up-settled';
}

/** Whether its last day is over everywhere, at a time in milliseconds UTC. */
export function isLate({ due }: Pick<FollowUp, 'due'>, now: number): boolean {
  return now >= endOf(due);
}

/** Those of closed activations that are not done yet. */
export function openFollowUps({ followUps: all }: Tenant): readonly OpenFollowUp[] {
  return all.filter(({ counts }) => counts);
}

/**
 * On its last day its owner is told once more, in their place the managers where nobody of the roster owns it; once it is late the managers,
 * too. One notice for all of an activation that came to the same. Nobody is woken for it, and a clock in doubt tells nobody.
 */
export function followUpNotices(tenant: Tenant, { roster, now }: Pick<Circumstances, 'roster' | 'now'>): readonly Notice[] {
  if (tenant.clock.doubt !== null) return [];
  const managers = [...roster.people.values()].filter(({ roles }) => roles.includes('manager')).map(({ id }) => id);
  const due = openFollowUps(tenant).filter((one) => now >= beginOf(one.due));
  const groups = Map.groupBy(due, (one) => `${one.activation} follow-ups ${isLate(one, now) ? 'late' : 'due'}`);
  return [...groups].flatMap(([key, all]): readonly Notice[] => {
    const owners = all.map(({ owner }) => owner);
    const told = all.some((one) => isLate(one, now) || !roster.people.has(one.owner)) ? managers : [];
    const numbers = all.map(({ number }) => number).join('+');
    const viewers = [...new Set([...owners, ...told])];
    return all.slice(0, 1).map((followUp) => ({ key: `${key} ${numbers}`, about: { followUp }, viewers, waits: true }));
  });
}
