// How a roster changes in the nights of the second reading.
import type { Person } from '../../dialogs/policy.ts';
import { EVERYBODY } from '../dialogs/given.ts';
import { any } from './choose.ts';
import type { Move } from './moves.ts';

/** The roster after a change: a role, two people who are one, an account that moves, somebody who leaves, everything as it was. */
export function peopleAfter({ how, who, other }: Extract<Move, { do: 'roster' }>, people: readonly Person[]): readonly Person[] {
  const [one, two] = [any(people, who), any(people, other)];
  const rest = people.filter((person) => person !== one && person !== two);
  if (how === 'restore' || (how === 'leave' && people.length < 10)) return EVERYBODY;
  if (how === 'role') {
    const roles = one.roles.includes('approver') ? one.roles.filter((role) => role !== 'approver') : [...one.roles, 'approver' as const];
    return people.map((person) => (person === one ? { ...one, roles } : person));
  }
  if (one === two) return people;
  if (how === 'leave') return [...rest, two];
  if (how === 'join')
    return [...rest, { ...one, roles: [...new Set([...one.roles, ...two.roles])], accounts: [...one.accounts, ...two.accounts] }];
  const [moved, ...kept] = [...one.accounts].reverse();
  if (moved === undefined || kept.length === 0) return people;
  return [...rest, { ...one, accounts: kept }, { ...two, accounts: [...two.accounts, moved] }];
}
