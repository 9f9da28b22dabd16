// Whether enough approvers are left when some of them sleep.
import { eligible, QUORUM, type Roster } from './policy.ts';

/** How many approvers may sleep without anybody having to wait. */
const ASLEEP = 2;

/** A sentence when some requester could not be approved with any two approvers asleep; null when everybody could. */
export function sleepers(roster: Roster): string | null {
  const responders = [...roster.people.values()].filter((person) => person.roles.includes('responder'));
  const thin = responders.filter(({ id }) => eligible(roster, [id]).length - ASLEEP < QUORUM);
  if (thin.length === 0) return null;
  const approvers = eligible(roster, []).length;
  return `${approvers} approvers: when any two of them sleep, fewer than two other people are left to approve. Name at least four beside any requester.`;
}
