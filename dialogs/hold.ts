// A held configuration: a manager and one more person confirm it, or a manager rejects it. Nobody whom it adds or promotes has a say.
import type { Held } from '../ledger/evolve-policy.ts';
import type { Tenant } from '../ledger/tenant.ts';
import type { Reason } from '../ledger/fact.ts';
import type { By } from '../ledger/record.ts';
import type { CommandOf } from './command.ts';
import { by, type Circumstances, type Decision } from './decision.ts';
import type { Person, Roster } from './policy.ts';

interface Judging<V extends 'confirm-roster' | 'reject-roster'> {
  readonly tenant: Tenant;
  readonly command: CommandOf<V>;
  readonly person: Person;
  readonly circumstances: Circumstances;
}

const ALREADY: Decision = { kind: 'already', activation: null };

function no(reason: Reason): Decision {
  return { kind: 'refused', activation: null, reason };
}

/** Whether people of these roles are asked at all. */
export function judges({ roles }: Pick<Person, 'roles'>): boolean {
  return roles.some((role) => role === 'manager' || role === 'approver' || role === 'auditor');
}

/** Whether a held change adds this person, or gives them a role or an account. */
export function gains({ change }: Held, person: Person): boolean {
  const own = change.people.filter((one) => one.person === person.id || one.added.some((account) => person.accounts.includes(account)));
  return own.some((one) => one.is === 'joined' || one.gained.length > 0 || one.added.length > 0);
}

/** One more who has looked and says that it is right. With a manager and a second person it comes into force. */
export function confirmRoster({ tenant, command, person, circumstances }: Judging<'confirm-roster'>): Decision {
  const { held } = tenant.rules;
  if (tenant.policy === command.digest) return ALREADY;
  if (held?.digest !== command.digest) return no('held-changed');
  if (held.confirmed.some((mark) => by(mark, person))) return ALREADY;
  if (!judges(person)) return no('not-your-role');
  if (gains(held, person)) return no('gains-by-it');
  const { digest, roster, change } = held;
  const others = held.confirmed.flatMap((mark) => standing(mark.by, circumstances.roster));
  const enough = others.length > 0 && [...others, person].some(({ roles }) => roles.includes('manager'));
  const adopted = enough ? [{ type: 'PolicyChanged' as const, digest, was: tenant.policy, roster, change }] : [];
  return { kind: 'happened', activation: null, facts: [{ type: 'RosterConfirmed', digest }, ...adopted] };
}

/** Who confirmed before, if the roster in force still gives them a say. */
function standing(who: By, roster: Roster): readonly Person[] {
  const person = who.actor === 'person' ? roster.people.get(who.person) : undefined;
  return person !== undefined && judges(person) ? [person] : [];
}

/** A manager has looked and says that it is wrong: it never comes into force, the file must be put right. */
export function rejectRoster({ tenant, command, person }: Judging<'reject-roster'>): Decision {
  const { held, rejected } = tenant.rules;
  if (rejected?.digest === command.digest && by(rejected, person)) return ALREADY;
  if (held?.digest !== command.digest) return no('held-changed');
  if (!person.roles.includes('manager')) return no('not-your-role');
  if (gains(held, person)) return no('gains-by-it');
  return { kind: 'happened', activation: null, facts: [{ type: 'RosterRejected', digest: command.digest }] };
}
