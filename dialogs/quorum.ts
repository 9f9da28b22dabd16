// Two persons is a map keyed by person, never a count: who of those who voted counts now.
import type { Activation, Vote } from '../ledger/activation.ts';
import { operators, ownAccounts } from '../ledger/course.ts';
import type { PersonId } from '../ledger/ids.ts';
import { QUORUM, type Roster } from './policy.ts';

/** A vote as far as counting goes: the account it came from; who that was under its own roster, and all accounts they had then. */
export type Ballot = Pick<Vote, 'person' | 'account' | 'accounts'>;

/** The votes that count, one for each human being, by the person its account belongs to under the roster in force. */
export interface Quorum {
  readonly votes: ReadonlyMap<PersonId, Ballot>;
  readonly reached: boolean;
}

/**
 * Counts people, not accounts: a vote counts while its account belongs to somebody in the approver role who is neither requester nor
 * operator. Two votes are one person's when the roster in force or the roster of either vote says so: the smallest count decides.
 */
export function quorum(activation: Activation, votes: Iterable<Ballot>, roster: Roster): Quorum {
  let people: readonly Counted[] = [];
  for (const ballot of votes) {
    const id = counted(activation, ballot, roster);
    if (id === null) continue;
    const known = people.filter((one) => one.ids.includes(id) || one.ballots.some((other) => onePerson(other, ballot)));
    const rest = people.filter((one) => !known.includes(one));
    people = [...rest, { ids: [id, ...known.flatMap((one) => one.ids)], ballots: [ballot, ...known.flatMap((one) => one.ballots)] }];
  }
  return { votes: new Map(people.map(({ ids, ballots }) => [ids[0], ballots[0]])), reached: people.length >= QUORUM };
}

/** One human being: all votes that are theirs, and whose these are under the roster in force, the newest first. */
interface Counted {
  readonly ids: readonly [PersonId, ...PersonId[]];
  readonly ballots: readonly [Ballot, ...Ballot[]];
}

/** Whose vote this is under the roster in force; null when it does not count. */
function counted(activation: Activation, { person, account, accounts }: Ballot, roster: Roster): PersonId | null {
  const id = roster.byAccount.get(account);
  const excluded = excludedFrom(activation, roster);
  if (id === undefined || excluded.has(id) || excluded.has(person)) return null;
  if (accounts.some((one) => ownAccounts(activation).includes(one))) return null;
  return roster.people.get(id)?.roles.includes('approver') === true ? id : null;
}

/** Whether the roster of either vote knew both as one person. */
function onePerson(one: Ballot, two: Ballot): boolean {
  return one.person === two.person || one.accounts.includes(two.account) || two.accounts.includes(one.account);
}

/** Requester and everybody who ever operated: as they were filed or confirmed, and whoever holds one of their accounts under the roster in force. */
export function excludedFrom(activation: Activation, roster: Roster): ReadonlySet<PersonId> {
  const holders = ownAccounts(activation).map((account) => roster.byAccount.get(account));
  return new Set([activation.requester, ...operators(activation), ...holders].filter((one) => one !== null && one !== undefined));
}
