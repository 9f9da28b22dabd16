// Who is waited for, and who of them has given a sign of life: posted is not reached. And the moment when the duty manager must be rung.
import type { Activation, Calls, InPhase, Mark } from '../ledger/activation.ts';
import type { Reason } from '../ledger/fact.ts';
import { operatorNow } from '../ledger/course.ts';
import { accountNow } from '../ledger/fallback.ts';
import type { PersonId } from '../ledger/ids.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { isPast } from './clock.ts';
import { type Asked, type Circumstances, type Decision, already, by, happened, refused } from './decision.ts';
import { named, whole } from './custody.ts';
import { eligible, type Person } from './policy.ts';
import { excludedFrom } from './quorum.ts';
import { withVote } from './tenure.ts';

const MINUTE = 60_000;
/** Who has given no sign of life for so long counts as not reached. */
const ANSWER_WITHIN = 5 * MINUTE;
/** Without a quorum after so long the duty manager is rung. */
const ESCALATE_AFTER = 10 * MINUTE;
/** A call in vain is recorded once in so long for each person. */
const RING_EVERY = 5 * MINUTE;

export interface Reached {
  readonly person: PersonId;
  /** `looking`: said so; `answered`: left any other record; `not reached`: nothing within five minutes. */
  readonly state: 'waiting' | 'answered' | 'looking' | 'not reached';
  /** When they answered or said that they look, milliseconds UTC; null while neither. */
  readonly at: number | null;
  /** The last call to them that nobody answered; counted over the whole activation. */
  readonly rang: Calls | null;
}

type Setting = Pick<Circumstances, 'roster' | 'policy' | 'now'> & { readonly tenant: Tenant };
type Waiting = InPhase<'requested'> | InPhase<'approved'> | InPhase<'in use'>;

/**
 * Everybody who is waited for, in the roster's order: before the quorum the approvers who may vote and have not, after it the custodians
 * of parts that are not out yet; in use those of a fallback account that was taken, until a whole credential of it is out or the use is
 * over. Nobody in any other phase.
 */
export function reached(activation: Activation, setting: Setting): readonly Reached[] {
  if (!waits(activation) || isOver(activation, setting)) return [];
  const since = begun(activation);
  return waitedFor(activation, setting).map((person) => {
    const seen = newest(activation.reach.seen, person, since);
    const answer = seen ?? newest(activation.reach.pressed, person, since);
    const late = setting.now > since.at + ANSWER_WITHIN;
    const state = seen !== null ? 'looking' : answer !== null ? 'answered' : late ? 'not reached' : 'waiting';
    return { person: person.id, state, at: answer?.at ?? null, rang: activation.reach.rang.get(person.id) ?? null };
  });
}

/** The instants (milliseconds UTC) from which on the cards of an activation read otherwise though nothing was recorded. */
export function turnings(activation: Activation): readonly number[] {
  if (!waits(activation)) return [];
  return [begun(activation).at + ANSWER_WITHIN + 1, ...[...activation.reach.rang.values()].map(({ at }) => at + RING_EVERY)];
}

function waits(activation: Activation): activation is Waiting {
  if (activation.phase === 'requested') return true;
  if (activation.course.revoked !== null) return false;
  return activation.phase === 'approved' || (activation.phase === 'in use' && activation.fallback.taken !== null && !whole(activation));
}

/** After the end of the use nothing is handed out any more, unless more time is given. */
function isOver(activation: Waiting, { tenant, now }: Pick<Setting, 'tenant' | 'now'>): boolean {
  return activation.phase === 'in use' && isPast(activation.use.end, { now }, tenant);
}

/** Since when these people are waited for. */
function begun(activation: Waiting): Mark {
  return activation.fallback.taken ?? (activation.phase === 'approved' ? activation.grant : activation.filed);
}

function waitedFor(activation: Waiting, { roster, policy, tenant, now }: Setting): readonly Person[] {
  if (activation.phase === 'requested') {
    return withVote(eligible(roster, [...excludedFrom(activation, roster)]), { tenant, now }).filter(
      (person) => ![...activation.votes.values()].some((vote) => by(vote, person)),
    );
  }
  const parts = accountNow(activation).credentials.flatMap((credential) => credential.parts);
  const keepers = new Set(parts.filter((part) => !activation.released.has(part)).flatMap((part) => named(activation, part, policy)));
  const operator = operatorNow(activation);
  return [...roster.people.values()].filter(({ id, roles }) => id !== operator && roles.includes('custodian') && keepers.has(id));
}

/** The newest mark that is this person's, by key or by account, from a record on. */
function newest(marks: ReadonlyMap<PersonId, Mark>, person: Person, since: Mark): Mark | null {
  const own = [...marks.values()].filter((mark) => mark.seq >= since.seq && by(mark, person));
  return own.sort((one, two) => one.seq - two.seq).at(-1) ?? null;
}

/** Why nobody is waited for any more; null while somebody is. */
function over(activation: Activation, at: Pick<Circumstances, 'now'>, tenant: Tenant): Reason | null {
  if (!waits(activation)) return 'wrong-phase';
  if (activation.phase === 'requested') return isPast(activation.request.decideBy, at, tenant) ? 'too-late' : null;
  if (activation.phase === 'in use') return isOver(activation, { ...at, tenant }) ? 'use-over' : null;
  return isPast(activation.grant.collectBy, at, tenant) ? 'collection-over' : null;
}

/** "I have seen this, I am looking": an approver before the quorum, a custodian who is waited for after it. */
export function saySeen({ activation, person, circumstances, tenant }: Asked<'say-seen'>): Decision {
  if (waits(activation) && newest(activation.reach.seen, person, begun(activation)) !== null) return already(activation);
  const no = over(activation, circumstances, tenant);
  if (no !== null) return refused(activation, no);
  const asked = reached(activation, { ...circumstances, tenant }).some((one) => one.person === person.id);
  return asked ? happened(activation, { type: 'Seen' }) : refused(activation, 'not-asked');
}

/** Whether this person rings people about this activation: who asked, who uses the account, and any responder. */
export function rings(activation: Activation, person: Person): boolean {
  return [activation.requester, operatorNow(activation)].includes(person.id) || person.roles.includes('responder');
}

/** "Rang, no answer", about somebody who is waited for: by the requester, the operator or any responder. */
export function sayNoAnswer({ activation, command, person, circumstances, tenant }: Asked<'say-no-answer'>): Decision {
  const { now } = circumstances;
  if (!rings(activation, person)) return refused(activation, 'not-your-role');
  const last = activation.reach.rang.get(command.person);
  if (last !== undefined && (command.calls < last.count || now - last.at < RING_EVERY)) return already(activation);
  // no card shows calls that nobody has made
  const no = command.calls > (last?.count ?? 0) ? 'wrong-phase' : over(activation, circumstances, tenant);
  if (no !== null) return refused(activation, no);
  const asked =
    command.person !== person.id && reached(activation, { ...circumstances, tenant }).some((one) => one.person === command.person);
  return asked ? happened(activation, { type: 'RangNoAnswer', person: command.person }) : refused(activation, 'not-asked');
}

/** From when on the duty manager is owed a call, milliseconds UTC; null when not, or no more. */
export function escalationDue(activation: Activation): number | null {
  return activation.phase === 'requested' && activation.reach.escalated === null ? activation.filed.at + ESCALATE_AFTER + 1 : null;
}

/** Ten minutes without a quorum: loud, with who has not been reached by then. */
export function escalate(activation: Activation, tenant: Tenant, circumstances: Circumstances): Decision {
  const due = escalationDue(activation);
  if (due === null || circumstances.now < due || circumstances.now > activation.request.decideBy) return already(activation);
  const silent = reached(activation, { ...circumstances, tenant }).filter(({ state }) => state === 'not reached');
  return happened(activation, {
    type: 'EscalationStarted',
    to: 'duty-manager',
    notReached: silent.map(({ person }) => person),
    key: `${activation.id}/escalated`,
  });
}
