// From when on an account has a vote: 24 hours after the fact that made it an approver's, so that nobody is promoted into a running emergency.
import type { ObjectId } from '../ledger/ids.ts';
import type { Tenant } from '../ledger/tenant.ts';
import type { Person } from './policy.ts';

/** Milliseconds between becoming an approver and the first vote. */
export const NEW_FOR = 24 * 3_600_000;

/**
 * From when on this account has a vote, milliseconds UTC; 0: it always had. Infinity when the facts do not know it as an approver’s, which is
 * never so while the roster in force is the one that the facts say. Before the first such fact everybody has a vote.
 */
export function voteFrom({ rules }: Tenant, account: ObjectId): number {
  if (rules.roll === null) return 0;
  const since = rules.voices.get(account);
  if (since === undefined) return Infinity;
  return since === 0 ? 0 : since + NEW_FOR;
}

/** The account of a person that has a vote first; undefined for somebody without any. */
export function speakingAccount(tenant: Tenant, { accounts }: Person): ObjectId | undefined {
  return accounts.toSorted((one, two) => voteFrom(tenant, one) - voteFrom(tenant, two) || accounts.indexOf(one) - accounts.indexOf(two))[0];
}

/** The same for a person: the earliest of their accounts. */
export function personVoteFrom(tenant: Tenant, { accounts }: Person): number {
  return Math.min(...accounts.map((account) => voteFrom(tenant, account)));
}

/** Those of these people who have a vote now. */
export function withVote(people: readonly Person[], { tenant, now }: { readonly tenant: Tenant; readonly now: number }): readonly Person[] {
  return people.filter((person) => personVoteFrom(tenant, person) <= now);
}
