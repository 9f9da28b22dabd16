// Approving, denying, and "that was not me". Nothing here counts: quorum.ts does.
import type { Activation, Misses, Vote } from '../ledger/activation.ts';
import type { FactOf } from '../ledger/fact.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { isPast } from './clock.ts';
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';
import { type Ballot, excludedFrom, quorum } from './quorum.ts';
import { voteFrom } from './tenure.ts';

const MINUTE = 60_000;
/** After this many wrong numbers in a row comes a pause of this length. */
const TRIES = 3;
const PAUSE = 2 * MINUTE;

/** Why this person may not vote on this request now; null when they may. */
function objection({ tenant, activation, command, person, account, circumstances }: Asked<'approve'> | Asked<'deny'>): Decision | null {
  if (!person.roles.includes('approver')) return refused(activation, 'not-your-role');
  if (person.id === activation.request.operator && person.id !== activation.requester) return refused(activation, 'operator-votes');
  if (excludedFrom(activation, circumstances.roster).has(person.id)) return refused(activation, 'requester-votes');
  if (activation.phase !== 'requested') return refused(activation, 'wrong-phase');
  if (voteFrom(tenant, account) > circumstances.now) return refused(activation, 'approver-too-new');
  if (command.request !== activation.digest) return refused(activation, 'request-changed');
  if (isPast(activation.request.decideBy, circumstances, tenant)) return refused(activation, 'too-late');
  return null;
}

/** A vote for the request that the voter's card showed, proved by the number that the requester read out. With the second person: the quorum. */
export function approve(asked: Asked<'approve'>): Decision {
  const { activation, command, person, circumstances } = asked;
  if (activation.votes.has(person.id) && command.request === activation.digest) return already(activation);
  const no = objection(asked);
  if (no !== null) return no;
  const misses = activation.misses.get(person.id) ?? { count: 0, last: 0 };
  // A number of another try is never compared with the one of now: whoever could tell by the answer which it is need not ring anybody.
  if (command.attempt !== misses.count) return refused(activation, 'number-old');
  if (paused(misses, circumstances.now)) return refused(activation, 'paused');
  if (command.number !== circumstances.number(activation.digest, person.id, misses.count)) {
    return happened(activation, { type: 'NumberMissed', attempt: misses.count + 1 });
  }
  const accounts = [...new Set([asked.account, ...person.accounts])];
  const together = reached(asked, { person: person.id, account: asked.account, accounts });
  return happened(activation, { type: 'VoteCast', request: activation.digest, accounts }, ...together);
}

/** Whether an approver must wait after wrong numbers; `now` and `last` in milliseconds UTC. */
export function paused(misses: Misses, now: number): boolean {
  return misses.count > 0 && misses.count % TRIES === 0 && now < misses.last + PAUSE;
}

/** The votes in force: a voter who lost the role and has it anew speaks again only after its first day. `now` in milliseconds UTC. */
export function votesNow({ votes }: Activation, tenant: Tenant, now: number): readonly Vote[] {
  return [...votes.values()].filter(({ account }) => voteFrom(tenant, account) <= now);
}

/** The quorum, if this vote completes it. */
function reached({ tenant, activation, circumstances }: Asked<'approve'>, vote: Ballot): readonly FactOf<'QuorumReached'>[] {
  const { now, roster } = circumstances;
  const { votes, reached } = quorum(activation, [...votesNow(activation, tenant, now), vote], roster);
  if (!reached) return [];
  const collectBy = now + activation.request.collectMinutes * MINUTE;
  const absoluteEnd = collectBy + activation.request.useMinutes * MINUTE;
  return [
    { type: 'QuorumReached', voters: [...votes.keys()], accounts: [...votes.values()].map((one) => one.account), collectBy, absoluteEnd },
  ];
}

/** Stops the request with a reason that requester and room will read. */
export function deny(asked: Asked<'deny'>): Decision {
  const { activation, command, person } = asked;
  if (activation.phase === 'denied' && by(activation.ending, person) && activation.ending.why === command.why.hash)
    return already(activation);
  return objection(asked) ?? happened(activation, { type: 'Denied', request: activation.digest, why: command.why.hash });
}

/** "That was not me": before the quorum the vote is void, afterwards everybody is alarmed and the activation goes on. */
export function disown({ activation, person }: Asked<'disown'>): Decision {
  const vote = activation.votes.get(person.id);
  const said = activation.disowned.filter((mark) => by(mark, person));
  if (vote === undefined) return said.length > 0 ? already(activation) : refused(activation, 'not-your-vote');
  if (activation.phase === 'requested') return happened(activation, { type: 'VoteVoided' });
  if (said.some((mark) => mark.seq > vote.seq)) return already(activation);
  return happened(activation, { type: 'VoteDisowned' });
}
