// An approver's own card: what is asked, whom to ring first, and the number that proves the two have spoken; afterwards, what is now true.
import type { Activation, InPhase, Misses } from '../ledger/activation.ts';
import type { ActivationId } from '../ledger/ids.ts';
import { paused } from '../dialogs/approve.ts';
import { QUORUM } from '../dialogs/policy.ts';
import { excludedFrom } from '../dialogs/quorum.ts';
import { voteFrom } from '../dialogs/tenure.ts';
import { accountNames, fallbackFacts } from './account.ts';
import json from './approval.json' with { type: 'json' };
import { type Data, template } from './bind.ts';
import { courseHead, drawCourse } from './course.ts';
import { frame, type Framed } from './frame.ts';
import { wasApproved } from './over.ts';
import { approvals, brokenIn, stand, wrongNumbers } from './phase.ts';
import { changeNote, changesSince, LISTED_FOR } from './policy-notes.ts';
import { ownAnswer } from './reach.ts';
import { isReader, readerOf } from './reader.ts';
import { byWhom, clockTime, listed, minutes, nameOf, nameRun, phoneOf, plain, shortHash, typedPlain, typedText } from './text.ts';
import type { Shown, Viewing } from './view.ts';
import { tooNew } from './why-not.ts';

const SHAPE = {
  hasWhy: 'flag',
  whyTitle: 'text',
  why: 'text',
  hasFacts: 'flag',
  facts: { each: { title: 'text', value: 'text' } },
  hasBox: 'flag',
  boxTitle: 'text',
  boxText: 'text',
  numberLabel: 'text',
  whyNotLabel: 'text',
  canApprove: 'flag',
  canDeny: 'flag',
  canSee: 'flag',
  canLook: 'flag',
  request: 'text',
  attempt: 'number',
} as const;
const fill = template(json, SHAPE);
const NO_MISSES: Misses = { count: 0, last: 0 };
const PAUSE = 2 * 60_000;

/** The words of a card for a reader in one situation. */
type Words = Pick<Framed, 'tone' | 'band' | 'heading' | 'second'> & { readonly box: readonly [title: string, text: string] };

/** The approval card of the reader, who has the role approver or had it when it was first shown. */
export function drawApproval(activation: Activation, viewing: Viewing): Shown {
  const reader = readerOf(activation, viewing);
  const [person, misses] = [...activation.misses].find(([one]) => isReader(one, viewing)) ?? [null, NO_MISSES];
  const canApprove = reader.may('approve');
  const waits = !canApprove && reader.may('deny') && paused(misses, viewing.circumstances.now);
  const open = activation.phase === 'requested' && (canApprove || waits) ? activation : null;
  const words =
    open === null
      ? settled(activation, viewing)
      : asked(open, { misses, wrong: person === null ? 0 : wrongNumbers(open, person), waits }, viewing);
  const { why, whyTitle } = stand(activation, viewing);
  const requester = nameRun(activation.requester, viewing);
  const pieces = fill({
    hasWhy: why !== null,
    whyTitle,
    why: why === null ? '' : typedText(why, viewing),
    ...shownFacts(activation, viewing),
    hasBox: true,
    boxTitle: words.box[0],
    boxText: `${words.box[1]}${ownAnswer(activation, viewing)}`,
    numberLabel: `The number that ${requester} read to you`,
    whyNotLabel: `Why not? ${requester} and the room will read it`,
    canApprove,
    canDeny: reader.may('deny'),
    canSee: reader.may('say-seen'),
    canLook: waits,
    request: activation.digest,
    attempt: misses.count,
  });
  const summary = canApprove
    ? `${requester} asks for ${activation.request.account}, your approval is needed`
    : `${words.band.toLowerCase()}, ${accountNames(activation)}`;
  const course = drawCourse(activation, reader, { viewing, beside: pieces.actions, on: 'other' });
  const framed = { ...words, summary, ...courseHead(activation, reader, viewing) };
  return frame({ card: 'approval', activation, ...framed, body: [...pieces.body, ...course.body], actions: course.actions }, viewing);
}

/** The numbers that the reader has used up, how many of them were wrong, and whether they must wait. */
interface Tries {
  readonly misses: Misses;
  readonly wrong: number;
  readonly waits: boolean;
}

/** The reader can decide, now or after a pause. */
function asked(activation: InPhase<'requested'>, { misses, wrong, waits }: Tries, viewing: Viewing): Words {
  const requester = nameOf(activation.requester, viewing);
  const { heading, second } = stand(activation, viewing);
  const rest = { tone: 'attention', band: 'YOUR APPROVAL IS NEEDED', heading, second } as const;
  const ring = `Ring ${phoneOf(activation.requester, viewing)} (from the roster). Do not use a call that came to you.`;
  if (waits) {
    const until = clockTime(misses.last + PAUSE, viewing);
    return { ...rest, box: [`${wrong} wrong numbers: wait until ${until}`, `Then ask for the new number. ${ring}`] };
  }
  if (misses.count === 0) return { ...rest, box: [`Speak with ${requester} first`, `${ring} ${requester} reads you the number.`] };
  if (wrong === 0) {
    const first = `Do not approve before you have rung the duty manager, ${plain(viewing.circumstances.policy.dutyPhone, 40)}: somebody may be using your account.`;
    return { ...rest, box: ['You said that your vote was not you', `${first} Then: ${ring} ${requester} has a new number for you.`] };
  }
  const again = `${requester} now sees a new one (${wrong} wrong so far). ${ring}`;
  return { ...rest, box: ['That was not the number', again] };
}

/** Nothing to decide for the reader: why, and what is so. */
function settled(activation: Activation, viewing: Viewing): Words {
  const now = stand(activation, viewing);
  const open = activation.phase === 'requested';
  const excluded = [...excludedFrom(activation, viewing.circumstances.roster)].filter((person) => isReader(person, viewing));
  if (excluded.length > 0) {
    const operates = !isReader(activation.requester, viewing) && isReader(activation.request.operator, viewing);
    const text = `${operates ? 'You would use the account' : 'You asked for the account'}, so two other people must approve.`;
    return { ...now, ...(open ? { tone: 'default', band: 'YOU CANNOT VOTE' } : {}), box: ['You cannot vote on this', text] };
  }
  const early = open ? notYet(viewing) : null;
  if (early !== null) return { ...now, tone: 'default', band: 'YOU CANNOT VOTE YET', box: early };
  const vote = [...activation.votes.values()].find((one) => isReader(one.person, viewing));
  const others = [...activation.votes.keys()].filter((voter) => voter !== vote?.person).map((voter) => nameOf(voter, viewing));
  if (vote !== undefined && open) {
    const text = `${approvals(activation, viewing)} of ${QUORUM} approvals. One more person must approve before ${clockTime(activation.request.decideBy, viewing)}.`;
    return { ...now, tone: 'good', band: 'YOU APPROVED', box: [`You approved at ${clockTime(vote.at, viewing)}`, text] };
  }
  const nothing = 'Nothing more is needed from you.';
  if (vote !== undefined)
    return { ...now, box: [`${listed(['You', ...others])} approved this`, `You did at ${clockTime(vote.at, viewing)}. ${nothing}`] };
  if (wasApproved(activation)) return { ...now, box: [`${listed(others)} approved this`, nothing] };
  return { ...now, box: [open ? 'Nobody can decide this now' : 'There is nothing left to decide', nothing] };
}

/** The box for an approver whose first day is not over; null for everybody else. */
function notYet(viewing: Viewing): Words['box'] | null {
  const { actor, now } = viewing.circumstances;
  const from = actor.kind === 'person' && actor.person.roles.includes('approver') ? voteFrom(viewing.tenant, actor.account) : 0;
  return from > now && Number.isFinite(from) ? [`You have a vote from ${clockTime(from, viewing)}`, tooNew(from, viewing)] : null;
}

/** After the decision only the fallback account is news to somebody who approved both. */
function shownFacts(activation: Activation, viewing: Viewing): Pick<Data<typeof SHAPE>, 'hasFacts' | 'facts'> {
  const all = activation.phase === 'requested' ? facts(activation, viewing) : fallbackFacts(activation, viewing);
  return { hasFacts: all.length > 0, facts: all };
}

function facts(activation: Activation, viewing: Viewing): Data<typeof SHAPE>['facts'] {
  const { request } = activation;
  const latest = request.decideBy + (request.collectMinutes + request.useMinutes) * 60_000;
  const admins = { no: 'no other can sign in', unknown: 'not known whether another can sign in', yes: 'another can sign in' } as const;
  const denied = request.over === null ? [] : [{ title: 'Denied', value: deniedBefore(request.over, viewing) }];
  return [
    { title: 'Broken', value: brokenIn(request.domain) },
    ...(request.kind === 'drill' ? [] : [{ title: 'Admins', value: admins[request.otherAdmin] }]),
    ...fallbackFacts(activation, viewing),
    { title: 'Operator', value: nameOf(request.operator, viewing) },
    { title: 'Use', value: `${minutes(request.useMinutes)}, never after ${clockTime(latest, viewing)}` },
    { title: 'Ticket', value: request.ticket === null ? 'later, owed at the review' : typedPlain(request.ticket, viewing) },
    { title: 'Runbook', value: `${request.runbook.id}, check code ${shortHash(request.runbook.digest)}` },
    ...denied,
    ...changedOfLate(viewing),
  ];
}

/** So many changes stand on the card. */
const MOST_CHANGES = 3;

/** What of the configuration changed in the last seven days: who votes should know who has just been made an approver. */
function changedOfLate(viewing: Viewing): Data<typeof SHAPE>['facts'] {
  const all = changesSince(viewing, viewing.circumstances.now - LISTED_FOR);
  const shown = all.slice(0, MOST_CHANGES).map((change) => ({ title: 'Changed', value: changeNote(change, viewing) }));
  const rest = { title: 'Changed', value: `${all.length - MOST_CHANGES} more times in seven days: type “policy”` };
  return all.length > MOST_CHANGES ? [...shown, rest] : shown;
}

/** Who denied it before and why: two other people may approve over it, but not without having read it. */
function deniedBefore(over: ActivationId, viewing: Viewing): string {
  const { denied } = viewing;
  if (denied?.phase !== 'denied' || denied.ending.why === null) return `before, as ${over}: look at its timeline first`;
  return `before, as ${over}, by ${byWhom(denied.ending.by, viewing)}: ${typedPlain(denied.ending.why, viewing)}`;
}
