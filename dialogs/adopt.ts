// A configuration that was read: it comes into force, or is held until people have looked at it. What is broken is never brought here.
import type { Enrolled } from '../ledger/evolve-policy.ts';
import type { HoldReason } from '../ledger/fact-policy.ts';
import { type ObjectId, type Role, ROLES } from '../ledger/ids.ts';
import type { OwnCommandOf } from './own-command.ts';
import type { Circumstances, Decision, State } from './decision.ts';
import type { Roster } from './policy.ts';
import { isNothing, policyChange } from './policy-change.ts';

const ALREADY: Decision = { kind: 'already', activation: null };
/** With at least so many approvers, a read that leaves fewer is held. */
const APPROVERS = 4;

/** The newest complete read of the file, against what is in force. */
export function adopt({ tenant }: State, { read }: OwnCommandOf<'adopt'>, circumstances: Circumstances): Decision {
  const { rules } = tenant;
  const { digest } = read.policy;
  const known = circumstances.policy.digest === tenant.policy;
  const change = policyChange({ rules, contents: known ? circumstances : null }, read, circumstances.library);
  const roster = read.roster.digest;
  if (tenant.policy === digest && isNothing(change)) {
    return rules.held === null && rules.rejected === null
      ? ALREADY
      : { kind: 'happened', activation: null, facts: [{ type: 'RosterPutBack' }] };
  }
  if (rules.held?.digest === digest || rules.rejected?.digest === digest) return ALREADY;
  const why = tenant.policy === digest ? null : holdReason(rules.roll, read.roster);
  const fact =
    why === null
      ? { type: 'PolicyChanged' as const, digest, was: tenant.policy, roster, change }
      : { type: 'RosterHeld' as const, digest, roster, why, change };
  return { kind: 'happened', activation: null, facts: [fact] };
}

/**
 * Why a roster is held rather than taken: it takes a role from more than a third of those who have it, or leaves fewer than four approvers
 * where there were four. Null: it is taken; the first roster is, and one from which a single person is gone while all others stay.
 */
export function holdReason(roll: ReadonlyMap<unknown, Enrolled> | null, after: Roster): HoldReason | null {
  if (roll === null) return null;
  const before = [...roll.values()];
  const roles = ROLES.filter((role) => {
    const had = before.filter((one) => one.roles.includes(role));
    return had.filter((one) => !keeps(one, role, after)).length * 3 > had.length;
  });
  const approvers = (all: readonly Pick<Enrolled, 'roles'>[]) => all.filter((one) => one.roles.includes('approver')).length;
  const fewApprovers = approvers(before) >= APPROVERS && approvers([...after.people.values()]) < APPROVERS;
  return (roles.length === 0 && !fewApprovers) || isLeaver(before, after) ? null : { roles, fewApprovers };
}

/** Whether one of these accounts still stands for somebody with this role: a new key for the same person takes nothing away. */
function keeps({ accounts }: Enrolled, role: Role, after: Roster): boolean {
  return accounts.some((account) => holder(account, after)?.roles.includes(role) === true);
}

function holder(account: ObjectId, { byAccount, people }: Roster) {
  const id = byAccount.get(account);
  return id === undefined ? undefined : people.get(id);
}

/** One person is gone with all accounts, and nobody else loses a role. */
function isLeaver(before: readonly Enrolled[], after: Roster): boolean {
  const gone = before.filter(({ accounts }) => accounts.every((account) => holder(account, after) === undefined));
  const rest = before.filter((one) => !gone.includes(one));
  return gone.length === 1 && rest.every((one) => one.roles.every((role) => keeps(one, role, after)));
}
