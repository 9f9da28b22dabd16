// Folding what is known of the configuration: who is on the roster, since when an account speaks for an approver, what is held, what is watched.
import type { Mark, Rooted } from './activation.ts';
import type { FactOf } from './fact.ts';
import type { HoldReason, PersonChange, PolicyChange } from './fact-policy.ts';
import type { AccountId, Digest, ObjectId, PersonId, Role } from './ids.ts';

/** A person as the facts know them. */
export interface Enrolled {
  readonly roles: readonly Role[];
  readonly accounts: readonly ObjectId[];
}

export interface Changed {
  readonly seq: number;
  readonly at: number;
  /** Whether it was the first configuration of the ledger: that is no change that anybody must be told of. */
  readonly first: boolean;
  readonly change: PolicyChange;
}

export interface Held extends Pick<Mark, 'seq' | 'at'> {
  readonly digest: Digest;
  readonly roster: Digest;
  readonly why: HoldReason;
  readonly change: PolicyChange;
  /** Who has confirmed it so far. */
  readonly confirmed: readonly Mark[];
}

export interface Rules {
  /** When the configuration in force came into force, milliseconds UTC; 0 before the first. */
  readonly since: number;
  /** Who is on the roster in force; null before the first fact that says so. */
  readonly roll: ReadonlyMap<PersonId, Enrolled> | null;
  /** Since when each account has been an approver’s without a break, milliseconds UTC; 0: since the first roster. */
  readonly voices: ReadonlyMap<ObjectId, number>;
  /** Until when an emergency account is watched, milliseconds UTC; null: it is on the list. */
  readonly watched: ReadonlyMap<AccountId, number | null>;
  readonly runbooks: ReadonlyMap<string, Digest>;
  /** The newest changes, the newest last. */
  readonly changes: readonly Changed[];
  readonly held: Held | null;
  /** What a manager rejected; null: nothing, or the file has been put back. */
  readonly rejected: (Mark & { readonly digest: Digest }) | null;
}

export const NO_RULES: Rules = {
  since: 0,
  roll: null,
  voices: new Map(),
  watched: new Map(),
  runbooks: new Map(),
  changes: [],
  held: null,
  rejected: null,
};

/** An account that was taken off the list stays watched for so many milliseconds. */
export const WATCHED_FOR = 90 * 24 * 3_600_000;
/** So many changes stay at hand. */
const MOST_CHANGES = 50;

type PolicyFact = FactOf<'PolicyChanged' | 'RosterHeld' | 'RosterConfirmed' | 'RosterRejected' | 'RosterPutBack'>;

export function evolvePolicy(rules: Rules, fact: PolicyFact, record: Rooted): Rules {
  const at: Mark = { seq: record.seq, at: record.at, by: record.by };
  switch (fact.type) {
    case 'PolicyChanged':
      return changed(rules, fact, record);
    case 'RosterHeld': {
      const { digest, roster, why, change } = fact;
      return { ...rules, held: { seq: record.seq, at: record.at, digest, roster, why, change, confirmed: [] }, rejected: null };
    }
    case 'RosterConfirmed':
      return rules.held?.digest === fact.digest ? { ...rules, held: { ...rules.held, confirmed: [...rules.held.confirmed, at] } } : rules;
    case 'RosterRejected':
      return rules.held?.digest === fact.digest ? { ...rules, held: null, rejected: { ...at, digest: fact.digest } } : rules;
    case 'RosterPutBack':
      return { ...rules, held: null, rejected: null };
  }
}

function changed(rules: Rules, { change }: FactOf<'PolicyChanged'>, { seq, at }: Rooted): Rules {
  const first = rules.roll === null;
  const roll = enrolled(rules.roll ?? new Map(), change.people);
  return {
    since: at,
    roll,
    voices: voices(rules.voices, roll, first ? 0 : at),
    watched: watched(rules, change, at),
    runbooks: runbooks(rules.runbooks, change),
    changes: [...rules.changes, { seq, at, first, change }].slice(-MOST_CHANGES),
    held: null,
    rejected: null,
  };
}

function runbooks(before: Rules['runbooks'], { runbooks: turned }: PolicyChange): Rules['runbooks'] {
  const all = new Map(before);
  for (const { id, to } of turned) {
    if (to === null) all.delete(id);
    else all.set(id, to);
  }
  return all;
}

function enrolled(before: ReadonlyMap<PersonId, Enrolled>, people: readonly PersonChange[]): ReadonlyMap<PersonId, Enrolled> {
  const roll = new Map(before);
  for (const { person, is, gained, lost, added, removed } of people) {
    const was = before.get(person) ?? { roles: [], accounts: [] };
    if (is === 'left') roll.delete(person);
    else roll.set(person, { roles: turned(was.roles, gained, lost), accounts: turned(was.accounts, added, removed) });
  }
  return roll;
}

function turned<T>(was: readonly T[], more: readonly T[], less: readonly T[]): readonly T[] {
  return [...was.filter((one) => !less.includes(one)), ...more];
}

/** An account that was an approver’s and still is keeps its time, under whatever key; every other begins now. */
function voices(before: ReadonlyMap<ObjectId, number>, roll: ReadonlyMap<PersonId, Enrolled>, now: number): ReadonlyMap<ObjectId, number> {
  const speaking = [...roll.values()].filter(({ roles }) => roles.includes('approver')).flatMap(({ accounts }) => accounts);
  return new Map(speaking.map((account) => [account, before.get(account) ?? now]));
}

function watched({ watched: before }: Rules, { accounts }: PolicyChange, at: number): Rules['watched'] {
  const all = new Map(before);
  for (const { account, is } of accounts) all.set(account, is === 'removed' ? at + WATCHED_FOR : null);
  return new Map([...all].filter(([, until]) => until === null || until > at));
}
