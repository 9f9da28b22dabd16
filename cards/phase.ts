// Where an activation stands, in words that everybody reads alike: the room, and every card whose reader has nothing to do now.
import { type Activation, type Grant, type InPhase, type Phase } from '../ledger/activation.ts';
import type { PersonId } from '../ledger/ids.ts';
import { operatorNow } from '../ledger/course.ts';
import { votesNow } from '../dialogs/approve.ts';
import { by } from '../dialogs/decision.ts';
import { QUORUM } from '../dialogs/policy.ts';
import { quorum } from '../dialogs/quorum.ts';
import { ratifyBy } from '../dialogs/ratify.ts';
import { countersigners } from '../dialogs/review.ts';
import { accountIs, accountWas, accountWords, eitherWords } from './account.ts';
import { sureTime } from './clock.ts';
import type { Tone } from './frame.ts';
import { wrongBand } from './looks.ts';
import { over } from './over.ts';
import { overdueCount } from './reminder.ts';
import { revokedStand } from './revoked.ts';
import { isRoom } from './silence.ts';
import { byWhom, clockTime, listed, minutes, nameOf, phoneOf, plain } from './text.ts';
import { inUseUnapproved, ratifiedAfterwards, saysJudgement } from './unapproved.ts';
import type { Viewing } from './view.ts';
import { reviewedAnew, signedTwiceFor } from './votes-again.ts';

export interface Stand {
  readonly tone: Tone;
  /** Words for the band, in capitals. */
  readonly band: string;
  /** One whole sentence, and one more. */
  readonly heading: string;
  readonly second: string;
  /** The typed reason to show, by its hash; null: none. */
  readonly why: Activation['request']['why'] | null;
  readonly whyTitle: string;
}

export const BROKEN: Readonly<Record<string, string>> = {
  'dont-know': 'Don’t know yet',
  'conditional-access': 'Conditional Access lock-out',
  'mfa-provider': 'MFA provider down',
  federation: 'Federation or network down',
  'last-admin-gone': 'Last administrator gone',
  'no-approver-left': 'Role activation with no approver left',
  'suspected-attack': 'Suspected attack',
  'entra-outage': 'Core Entra outage',
  'teams-unavailable': 'Teams itself down',
  drill: 'Nothing: this is a drill',
};

/** What is broken, in words. */
export function brokenIn(domain: string): string {
  return BROKEN[domain] ?? plain(domain);
}

export const CLASS_WORDS = { real: 'a real emergency', drill: 'a drill', misuse: 'misuse' } as const;

/** Where it stands, for any reader. */
export function stand(activation: Activation, viewing: Viewing): Stand {
  const whyTitle = activation.phase === 'denied' ? 'Why not' : 'review' in activation ? 'Review' : 'Why';
  const { second, ...words } = revokedStand(activation, viewing) ?? standing(activation, viewing);
  const ratified = saysJudgement(activation) ? '' : ratifiedAfterwards(activation, viewing);
  return { ...words, second: `${ratified}${second}`, whyTitle };
}

type Untitled = Omit<Stand, 'whyTitle'>;

function standing(activation: Activation, viewing: Viewing): Untitled {
  switch (activation.phase) {
    case 'requested':
      return requested(activation, viewing);
    case 'approved':
      return approved(activation, viewing);
    case 'in use':
      return inUse(activation, viewing);
    case 'handed back':
      return handedBack(activation, viewing);
    case 'review':
      return inReview(activation, viewing);
    case 'closed':
      return closed(activation, viewing);
    case 'denied':
    case 'withdrawn':
    case 'lapsed':
    case 'superseded':
    case 'revoked':
      return over(activation, viewing);
  }
}

/** Whether the use has gone on past its end. */
export function isOverdue(activation: Activation, now: number): boolean {
  return activation.phase === 'in use' && (activation.use.overdue !== null || now > activation.use.end);
}

function requested(activation: InPhase<'requested'>, viewing: Viewing): Untitled {
  const { operator, decideBy } = activation.request;
  const user = operator === activation.requester ? '' : ` for ${nameOf(operator, viewing)}`;
  const heading = `${nameOf(activation.requester, viewing)} asks to open ${eitherWords(activation.request)}${user}`;
  const count = `${approvals(activation, viewing)} of ${QUORUM} approvals so far.`;
  const late = sureTime(viewing) > decideBy;
  const second = late
    ? `The time to decide ended at ${clockTime(decideBy, viewing)}.`
    : `Decide before ${clockTime(decideBy, viewing)}. ${count}`;
  return { tone: 'attention', band: 'REQUESTED', heading, second, why: activation.request.why };
}

function approved(activation: InPhase<'approved'>, viewing: Viewing): Untitled {
  const { grant, request } = activation;
  const heading = `${nameOf(request.operator, viewing)} may collect ${accountWords(activation)} until ${clockTime(grant.collectBy, viewing)}`;
  const voters = listed(grant.voters.map((voter) => nameOf(voter, viewing)));
  return {
    tone: 'warning',
    band: 'APPROVED',
    heading,
    second: `Approved by ${voters} at ${clockTime(grant.at, viewing)}.`,
    why: request.why,
  };
}

function inUse(activation: InPhase<'in use'>, viewing: Viewing): Untitled {
  if (activation.declared !== null)
    return { ...inUseUnapproved(activation, activation.declared, { viewing, near: nearing(activation) }), why: activation.request.why };
  const { use, grant, request } = activation;
  const operator = nameOf(operatorNow(activation), viewing);
  const end = clockTime(use.end, viewing);
  if (isOverdue(activation, sureTime(viewing))) {
    const second = `${operator} still has it. Ring ${operator}, or meet on the bridge.`;
    return { tone: 'attention', band: 'OVERDUE', heading: `${accountWas(activation)} due back at ${end}`, second, why: request.why };
  }
  const heading = `${accountIs(activation)} with ${operator} until ${end}`;
  const second = `${brokenIn(request.domain)}. ${absoluteEnd(use.end, grant, viewing)}`;
  return { tone: 'warning', band: `IN USE${nearing(activation)}`, heading, second, why: request.why };
}

/** Which of the two times counts: when it must be back, and what only two approvals can move. */
export function absoluteEnd(end: number, grant: Grant, viewing: Viewing): string {
  if (end === grant.absoluteEnd) return 'It must be back by then; only two approvals can move that.';
  return `It must be back by then; without two more approvals nothing can move that past ${clockTime(grant.absoluteEnd, viewing)}.`;
}

/** For a band: the warning that was given about this end, and that a check is seen wrong, if any. */
export function nearing(activation: InPhase<'in use'>): string {
  const last = activation.course.warned.findLast(({ end }) => end === activation.use.end);
  return `${last === undefined ? '' : ` · LESS THAN ${minutes(last.minutes).toUpperCase()} LEFT`}${wrongBand(activation)}`;
}

function handedBack(activation: InPhase<'handed back'>, viewing: Viewing): Untitled {
  const { back } = activation;
  const account = accountWords(activation);
  const by = back.by.actor === 'person' ? `${byWhom(back.by, viewing)} handed ${account} back` : `${account} must go back`;
  const late = overdueCount(activation, sureTime(viewing));
  const band = `HANDED BACK · ${late === '' ? 'WORK IS LEFT' : 'WORK IS OVERDUE'}`;
  const heading = `${by} at ${clockTime(back.at, viewing)}`;
  return { tone: late === '' ? 'warning' : 'attention', band, heading, second: `${left(activation)}.${late}`, why: null };
}

/** What is back and confirmed so far: "1 of 2 parts back, 2 of 5 tasks confirmed"; only the tasks where no part was out. */
export function left({ released, returned, tasks }: InPhase<'handed back' | 'review' | 'closed'>): string {
  const confirmed = tasks.filter((task) => task.confirmed !== null).length;
  const parts = released.size === 0 ? '' : `${returned.size} of ${released.size} parts back, `;
  return `${parts}${confirmed} of ${tasks.length} tasks confirmed`;
}

function inReview(activation: InPhase<'review' | 'closed'>, viewing: Viewing): Untitled {
  const { review, request } = activation;
  if (review === null) {
    const heading = `The use of ${accountWords(activation)} waits for its review`;
    return {
      tone: 'warning',
      band: 'REVIEW',
      heading,
      second: `Everything is ${activation.released.size === 0 ? '' : 'back and '}confirmed. ${waitsFor(activation)}`,
      why: null,
    };
  }
  const heading = `${byWhom(review.by, viewing)} reviewed this as ${CLASS_WORDS[review.class]}`;
  const second = `${signedTwiceFor(activation, CLASS_WORDS[request.kind])}, so an auditor must countersign: ${signers(activation, viewing)}.`;
  return { tone: 'attention', band: 'REVIEW · COUNTERSIGNATURE NEEDED', heading, second, why: review.found };
}

/** Names on one card: one of them is enough. */
const MOST_SIGNERS = 4;

/** The auditors who can countersign this review; with phone numbers, but for the room, which reads nobody’s own. For a TextBlock. */
function signers(activation: InPhase<'review' | 'closed'>, viewing: Viewing): string {
  const { roster, policy } = viewing.circumstances;
  const able = new Set(countersigners(roster, activation));
  const others = [...roster.people.values()].filter((person) => able.has(person.id) && !by(activation.review, person));
  const phone = (id: PersonId) => (isRoom(viewing) ? '' : `, ${phoneOf(id, viewing)}`);
  const names = others.slice(0, MOST_SIGNERS).map(({ id }) => `${nameOf(id, viewing)}${phone(id)}`);
  return names.length === 0 ? `nobody on the roster can; ring the duty manager, ${plain(policy.dutyPhone, 40)}` : listed(names, 'or');
}

function waitsFor(activation: Activation): string {
  return ratifyBy(activation) === null
    ? `${reviewedAnew(activation)}A manager who took no part signs.`
    : 'Two people must ratify or reject it first; then a manager who took no part signs.';
}

function closed(activation: InPhase<'review' | 'closed'>, viewing: Viewing): Untitled {
  const { review, last, closed: end } = activation;
  const misuse = review?.class === 'misuse';
  const heading = `The use of ${accountWords(activation)} was closed at ${clockTime(end?.at ?? last.at, viewing)}`;
  const second = review === null ? '' : `${byWhom(review.by, viewing)} reviewed it as ${CLASS_WORDS[review.class]}.`;
  return { tone: misuse ? 'attention' : 'good', band: misuse ? 'CLOSED · MISUSE' : 'CLOSED', heading, second, why: review?.found ?? null };
}

/** How many wrong numbers an approver of an undecided request has entered: a vote that was not theirs used up a number, but none of theirs. */
export function wrongNumbers({ misses, disowned }: InPhase<'requested'>, approver: PersonId): number {
  const voided = disowned.filter(({ by }) => by.actor === 'person' && by.person === approver).length;
  return (misses.get(approver)?.count ?? 0) - voided;
}

/** The phases of a night in their order, for the strip. */
export const ORDER = ['requested', 'approved', 'in use', 'handed back', 'review', 'closed'] as const satisfies readonly Phase[];

/** How many people have approved whose votes count now: a vote lasts only as long as its role. */
export function approvals(activation: Activation, { circumstances, tenant }: Viewing): number {
  return quorum(activation, votesNow(activation, tenant, circumstances.now), circumstances.roster).votes.size;
}
