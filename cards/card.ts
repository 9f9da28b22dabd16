// Which cards hang about an activation, for whom, and which of them is the reader's own.
import { type Activation, declarationOf, type StepEntry } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import { accountsNamed, partsNamed } from '../ledger/fallback.ts';
import { followUps } from '../ledger/follow-up.ts';
import { countedVotes } from '../ledger/reviewing.ts';
import type { By } from '../ledger/record.ts';
import type { PersonId } from '../ledger/ids.ts';
import { type Offer, offers } from '../dialogs/offers.ts';
import type { Library } from '../dialogs/decision.ts';
import type { Person, Policy, Roster } from '../dialogs/policy.ts';
import { needsCountersignature } from '../dialogs/review.ts';
import { confirms } from '../dialogs/rotate.ts';
import { isSilent } from '../dialogs/silence.ts';
import { TASK_OWNERS } from '../runbooks/runbook.ts';
import { drawApproval } from './approval.ts';
import { drawConfirmation } from './confirmation.ts';
import { drawCustody } from './custody.ts';
import { drawDeclared } from './declared.ts';
import { drawFollowUp } from './follow-up.ts';
import { drawOperation } from './operation.ts';
import { drawOversight } from './oversight.ts';
import { isReader } from './reader.ts';
import { drawRequest } from './request.ts';
import { drawReview } from './review.ts';
import { drawRoom } from './room.ts';
import { drawTasks } from './tasks.ts';
import type { CardName, Draw, Shown, Viewing } from './view.ts';
import { drawVote } from './vote.ts';

/** The card of each name. */
export const DRAW: Readonly<Record<CardName, Draw>> = {
  room: drawRoom,
  request: drawRequest,
  approval: drawApproval,
  vote: drawVote,
  custody: drawCustody,
  operation: drawOperation,
  tasks: drawTasks,
  review: drawReview,
  oversight: drawOversight,
  declared: drawDeclared,
  confirmation: drawConfirmation,
  'follow-up': drawFollowUp,
};

/** A post that must hang: the card, and whose it is. */
export interface Wanted {
  readonly card: CardName;
  readonly viewer: PersonId | 'room';
}

interface Setting {
  readonly roster: Roster;
  readonly policy: Policy;
  readonly library: Pick<Library, 'pinned'>;
}

/**
 * The posts that must hang about an activation as it is now. Over its life the list only grows, as long as roster and policy stay; only the
 * room’s is taken away while the room has to stay silent.
 */
export function wanted(activation: Activation, setting: Setting): readonly Wanted[] {
  const people = [...setting.roster.people.values()];
  const { requester } = activation;
  const { operator } = activation.request;
  const users = [operator, ...activation.course.handovers.map(({ to }) => to)];
  const joined = activation.course.joined.map(({ person }) => person);
  const declared = declarationOf(activation);
  const posts = (card: CardName, viewers: readonly (PersonId | null)[]) =>
    [...new Set(viewers)].flatMap((viewer) => (viewer === null ? [] : [{ card, viewer }]));
  return [
    ...(isSilent(activation) ? [] : [{ card: 'room', viewer: 'room' } as const]),
    ...posts('request', declared ? [] : [requester, operator]),
    ...posts('approval', declared ? [] : [...holding(people, 'approver'), ...activation.votes.keys(), ...activation.misses.keys()]),
    ...posts('vote', [...activation.votes.keys(), ...activation.disowned.flatMap(({ by }) => whoDid(by))]),
    ...posts('custody', custodians(activation, setting)),
    ...posts('operation', 'grant' in activation ? [...users, ...joined, ...witnesses(activation, setting)] : []),
    ...posts('tasks', 'tasks' in activation ? tasked(activation, people) : []),
    ...posts('review', 'review' in activation ? reviewing(activation, people) : []),
    ...posts('confirmation', 'review' in activation ? countedVotes(activation).map(({ person }) => person) : []),
    ...posts('follow-up', activation.phase === 'closed' ? followUps(activation).map(({ owner }) => owner) : []),
    // whoever watches reads the card of a declaration, which has the same buttons
    ...posts('oversight', 'grant' in activation && !declared ? holding(people, 'watch') : []),
    ...posts('declared', declared ? [requester, ...users, ...declared.casts.keys(), ...concerned(people)] : []),
  ];
}

/** Whether this person may be answered with this card: it hangs for them or in the room; or a manager looks at what others have left to do. */
export function isTheirs(
  name: CardName,
  activation: Activation,
  { setting, person }: { readonly setting: Setting; readonly person: Pick<Person, 'id' | 'roles'> },
): boolean {
  if (name === 'follow-up' && person.roles.includes('manager') && followUps(activation).length > 0) return true;
  return wanted(activation, setting).some(({ card, viewer }) => card === name && (viewer === 'room' || viewer === person.id));
}

/** Everybody who must know at once when nobody was asked; custodians have their own card. */
function concerned(people: readonly Person[]): readonly PersonId[] {
  return (['approver', 'watch', 'manager', 'auditor'] as const).flatMap((role) => holding(people, role));
}

/** Once a finished step has to be confirmed by a second person, the approvers are asked: they are awake and took no part in the use. */
function witnesses(activation: Activation, { roster, library }: Setting): readonly PersonId[] {
  const asks = ({ runbook, step }: StepEntry) => library.pinned(runbook)?.steps.some(({ id, kind }) => id === step && kind === 'witness');
  const wanted = activation.steps.some((entry) => entry.outcome === 'finished' && asks(entry) === true);
  return wanted ? holding([...roster.people.values()], 'approver') : [];
}

function holding(people: readonly Person[], role: Person['roles'][number]): readonly PersonId[] {
  return people.filter(({ roles }) => roles.includes(role)).map(({ id }) => id);
}

function whoDid(by: By): readonly PersonId[] {
  return by.actor === 'person' ? [by.person] : [];
}

/** Those who keep a part that the request was filed with, and those who handed one out or took one back. */
function custodians(activation: Activation, { policy }: Setting): readonly PersonId[] {
  const filed = new Set(partsNamed(activation.request));
  const named = accountsNamed(activation.request).flatMap(({ account }) => policy.accounts.get(account)?.credentials ?? []);
  const parts = named.flatMap((credential) => credential.parts);
  const acted = [...activation.released.values(), ...activation.returned.values()].flatMap(({ by }) => whoDid(by));
  return [...parts.filter(({ id }) => filed.has(id)).flatMap((part) => part.custodians), ...acted];
}

/** The operator, everybody who may confirm a task, and every role that can owe one: their card says when nothing is theirs. */
function tasked(activation: Activation, people: readonly Person[]): readonly (PersonId | null)[] {
  const owing = people.filter((person) => confirms(person) || person.roles.some((role) => TASK_OWNERS.some((owner) => owner === role)));
  return [activation.request.operator, operatorNow(activation), ...owing.map(({ id }) => id)];
}

/** Managers who took no part, and whoever reviewed; auditors once a countersignature is wanted. */
function reviewing(activation: Extract<Activation, { readonly review: unknown }>, people: readonly Person[]): readonly PersonId[] {
  const { review, involved, reviewing: before } = activation;
  const managers = holding(people, 'manager').filter((id) => !involved.has(id));
  const reviewers = [...before.refused, ...(review === null ? [] : [review])].flatMap(({ by }) => whoDid(by));
  const signed = before.refused.length > 0 || (review !== null && needsCountersignature(activation, review.class));
  return [...managers, ...reviewers, ...(signed ? holding(people, 'auditor') : [])];
}

/** Where each thing one can do stands, what is most wanted first. A note can be taken anywhere and leads to no card. */
const PLACES: readonly (readonly [CardName, ...Offer['verb'][]])[] = [
  ['approval', 'approve', 'approve-extension', 'confirm-handover'],
  ['declared', 'ratify', 'reject', 'name-operator'],
  ['operation', 'accept-handover', 'in-hand', 'hand-back', 'finish-step', 'witness-step'],
  ['custody', 'release', 'return'],
  ['tasks', 'do-task', 'open-test', 'confirm-task', 'reopen-task', 'fail-test', 'rotate-both'],
  ['review', 'review', 'countersign'],
  ['confirmation', 'confirm-vote'],
  ['follow-up', 'follow-up-done'],
  ['review', 'excuse-vote'],
  ['request', 'withdraw', 'say-no-answer'],
  ['vote', 'disown'],
  ['operation', 'change', 'fail-step', 'skip-step', 'take-fallback'],
  ['approval', 'deny', 'deny-extension'],
  ['request', 'ask-extension', 'offer-handover'],
  ['approval', 'change-domain'],
  ['oversight', 'revoke'],
  ['operation', 'join', 'offer-takeover'],
];

/** In place of these a declaration has one card for everybody concerned. */
const ONE_CARD: ReadonlySet<CardName> = new Set(['request', 'approval', 'oversight']);

/** The card for somebody who asks what they can do: the first on which they can act now; else the one about what they asked for; else the room's. */
export function mine(activation: Activation, viewing: Viewing): Shown {
  const offered = offers(activation, viewing.tenant, viewing.circumstances).map(({ verb }) => verb);
  const inUse = activation.phase === 'in use';
  // after the hand-back a change is logged where the tasks are; it leads nobody there
  const verbs = new Set(offered.filter((verb) => verb !== 'change' || inUse));
  const place = PLACES.find(([, ...here]) => here.some((verb) => verbs.has(verb)))?.[0];
  const asked = [activation.requester, operatorNow(activation)].some((person) => isReader(person, viewing));
  // whoever helps in use rings from where they can join, too
  const card = place === 'request' && inUse && !asked ? 'operation' : (place ?? (asked ? 'request' : 'room'));
  return DRAW[declarationOf(activation) !== null && ONE_CARD.has(card) ? 'declared' : card](activation, viewing);
}
