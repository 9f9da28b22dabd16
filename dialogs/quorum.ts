// Two persons is a map keyed by person, never a count: who of those who voted counts now.
import type { Activation, Vote } from '../ledger/activation.ts';
import type { ObjectId, PersonId } from '../ledger/ids.ts';
import { QUORUM, type Roster } from './policy.ts';

/** A vote as far as counting goes: who it was under its own roster, and the account it came from. */
export type Ballot = Pick<Vote, 'person' | 'account'>;

/** The votes that count, by the person each account belongs to under the roster in force. */
export interface Quorum {
  readonly votes: ReadonlyMap<PersonId, Ballot>;
  readonly reached: boolean;
}

/**
 * Counts people, not accounts: a vote counts while its account belongs to somebody in the approver role who is neither requester nor
 * operator. People are counted under the roster in force and under the roster of each vote, and the smaller count decides.
 */
export function quorum(activation: Activation, votes: Iterable<Ballot>, roster: Roster): Quorum {
  const excluded = excludedFrom(activation, roster);
  const now = new Map<PersonId, Ballot>();
  const then = new Set<PersonId>();
  for (const vote of votes) {
    const person = roster.byAccount.get(vote.account);
    if (person === undefined || excluded.has(person) || excluded.has(vote.person)) continue;
    if (roster.people.get(person)?.roles.includes('approver') !== true) continue;
    now.set(person, vote);
    then.add(vote.person);
  }
  return { votes: now, reached: Math.min(now.size, then.size) >= QUORUM };
}

/** Requester and operator, as they were filed and as the roster in force knows the requester's account. */
export function excludedFrom(activation: Activation, roster: Roster): ReadonlySet<PersonId> {
  const own: ObjectId = activation.requesterAccount;
  const renamed = roster.byAccount.get(own);
  return new Set([activation.requester, activation.request.operator, ...(renamed === undefined ? [] : [renamed])]);
}
