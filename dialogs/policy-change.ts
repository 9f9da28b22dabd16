// What is different between two configurations, in closed words: people, accounts and runbooks against what the facts say, the rest against
// the text of the one before, as far as that is still to be had.
import type { AccountChange, LimitChange, PersonChange, PolicyChange, RunbookChange, SECTIONS } from '../ledger/fact-policy.ts';
import type { Enrolled, Rules } from '../ledger/evolve-policy.ts';
import { AccountId, type Digest, type PersonId } from '../ledger/ids.ts';
import type { Library } from './decision.ts';
import type { EmergencyAccount, Person, Policy, Roster } from './policy.ts';

/** What a configuration file says. */
export interface Contents {
  readonly policy: Policy;
  readonly roster: Roster;
}

/** What was: the facts, and the file in force; null where its text is lost, or before the first. */
export interface Before {
  readonly rules: Rules;
  readonly contents: Contents | null;
}

/** What changes when `after` comes into force, with the runbooks on offer now. Everything is new when nothing was before. */
export function policyChange({ rules, contents }: Before, after: Contents, library: Library): PolicyChange {
  const first = rules.roll === null;
  const lost = !first && contents === null ? (['before-unread'] as const) : [];
  return {
    people: peopleChanged({ roll: rules.roll ?? new Map(), known: contents?.roster ?? null }, after.roster),
    accounts: accountsChanged({ rules, known: contents?.policy ?? null }, after.policy),
    limits: limitsChanged(contents?.policy ?? null, after.policy),
    runbooks: runbooksChanged(rules.runbooks, runbooksOf(library)),
    sections: [...lost, ...(contents === null ? [] : sectionsChanged(contents.policy, after.policy))],
  };
}

/** Whether nothing is different but the digest: comments, the order of things. */
export function isNothing(change: PolicyChange): boolean {
  return Object.values(change).every((all) => all.length === 0);
}

interface Known {
  readonly roll: ReadonlyMap<PersonId, Enrolled>;
  readonly known: Roster | null;
}

function peopleChanged({ roll, known }: Known, { people }: Roster): readonly PersonChange[] {
  const now = [...people.values()].map((person) => personChanged({ roll, known }, person));
  const left = [...roll].filter(([id]) => !people.has(id));
  const gone = left.map(([person, { roles, accounts }]): PersonChange => ({
    person,
    is: 'left',
    gained: [],
    lost: roles,
    added: [],
    removed: accounts,
    details: false,
  }));
  return [...now.filter(isSomething), ...gone];
}

const NOBODY: Enrolled = { roles: [], accounts: [] };

function personChanged({ roll, known }: Known, person: Person): PersonChange {
  const was = roll.get(person.id);
  const { roles, accounts } = was ?? NOBODY;
  const before = known?.people.get(person.id);
  return {
    person: person.id,
    is: was === undefined ? 'joined' : 'stays',
    gained: without(person.roles, roles),
    lost: without(roles, person.roles),
    added: without(person.accounts, accounts),
    removed: without(accounts, person.accounts),
    details: before !== undefined && (before.name !== person.name || before.phone !== person.phone || before.zone !== person.zone),
  };
}

function isSomething({ is, gained, lost, added, removed, details }: PersonChange): boolean {
  return is !== 'stays' || details || [gained, lost, added, removed].some((all) => all.length > 0);
}

function without<T>(all: readonly T[], others: readonly T[]): readonly T[] {
  return all.filter((one) => !others.includes(one));
}

/** On the list by the facts, or by the text in force: an account that is watched after its end is not on it. */
function accountsChanged(
  { rules, known }: { readonly rules: Rules; readonly known: Policy | null },
  now: Policy,
): readonly AccountChange[] {
  const listed = [...rules.watched].filter(([, until]) => until === null).map(([id]) => id);
  const removed = listed.filter((id) => !now.accounts.has(id)).map((account): AccountChange => ({ account, is: 'removed' }));
  const here = [...now.accounts.values()].flatMap((account): readonly AccountChange[] => {
    if (!listed.includes(account.id)) return [{ account: account.id, is: 'added' }];
    const before = known?.accounts.get(account.id);
    return before === undefined ? [] : accountChanged(before, account);
  });
  return [...here, ...removed];
}

function accountChanged(before: EmergencyAccount, now: EmergencyAccount): readonly AccountChange[] {
  const account = AccountId.parse(now.id);
  const identity = before.upn !== now.upn || before.object !== now.object;
  const custody = JSON.stringify(before.credentials) !== JSON.stringify(now.credentials);
  return [...(identity ? [{ account, is: 'identity' as const }] : []), ...(custody ? [{ account, is: 'custody' as const }] : [])];
}

function limitsChanged(before: Policy | null, now: Policy): readonly LimitChange[] {
  const lists = (policy: Policy | null, limit: LimitChange['limit']) => {
    const value = policy?.limits[limit] ?? [];
    return typeof value === 'number' ? [value] : value;
  };
  return (['decide', 'collect', 'use'] as const)
    .map((limit): LimitChange => ({ limit, from: lists(before, limit), to: lists(now, limit) }))
    .filter(({ from, to }) => from.join() !== to.join());
}

function sectionsChanged(before: Policy, now: Policy): readonly (typeof SECTIONS)[number][] {
  return [
    ...(before.bridge === now.bridge ? [] : (['bridge'] as const)),
    ...(before.dutyPhone === now.dutyPhone ? [] : (['duty-phone'] as const)),
    ...(before.room === now.room && before.conversation === now.conversation ? [] : (['room'] as const)),
    ...(before.zone === now.zone ? [] : (['time-zone'] as const)),
  ];
}

function runbooksOf({ offered, postUse }: Library): ReadonlyMap<string, Digest> {
  return new Map([...offered.map(({ runbook, digest }) => [runbook.id, digest] as const), ['post-use', postUse.digest]]);
}

function runbooksChanged(before: ReadonlyMap<string, Digest>, now: ReadonlyMap<string, Digest>): readonly RunbookChange[] {
  return [...new Set([...now.keys(), ...before.keys()])]
    .map((id) => ({ id, from: before.get(id) ?? null, to: now.get(id) ?? null }))
    .filter(({ from, to }) => from !== to);
}
