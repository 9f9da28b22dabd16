// The configuration in force as decisions see it, and what it must satisfy so that the quorum cannot be lowered.
import type { AccountId, Digest, ObjectId, PartId, PersonId, Role } from '../ledger/ids.ts';
import type { CredentialType } from '../runbooks/runbook.ts';

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Member accounts of the home tenant that are this one person: daily, admin. */
  readonly accounts: readonly ObjectId[];
  readonly phone: string;
  /** IANA time zone. */
  readonly zone: string;
}

/** The roster in force: the last complete read, its digest, and when it was read (milliseconds UTC). */
export interface Roster {
  readonly digest: Digest;
  readonly readAt: number;
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly byAccount: ReadonlyMap<ObjectId, PersonId>;
}

/** A sealed part of a credential: who may release it. The place is told to its custodians only. */
export interface Part {
  readonly id: PartId;
  readonly what: string;
  readonly custodians: readonly PersonId[];
  readonly place: string;
}

export interface Credential {
  readonly id: string;
  readonly type: CredentialType;
  readonly parts: readonly Part[];
}

/** An emergency access account. `upn` is what is typed at the sign-in. */
export interface EmergencyAccount {
  readonly id: AccountId;
  readonly upn: string;
  readonly object: ObjectId;
  readonly credentials: readonly Credential[];
}

/** Time limits in minutes. */
export interface Limits {
  readonly decide: number;
  readonly collect: number;
  readonly use: readonly number[];
}

/** Hours of the day in which nobody is reminded of what is not owed yet: minutes after midnight, over midnight where `until` is less. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

export interface Policy {
  readonly digest: Digest;
  readonly tenant: string;
  readonly accounts: ReadonlyMap<AccountId, EmergencyAccount>;
  readonly limits: Limits;
  readonly zone: string;
  /** The room's name, the phone of the duty manager, the bridge outside Teams: what cards tell people to use. */
  readonly room: string;
  /** The Teams conversation that is the room; null: the configuration names none. */
  readonly conversation: string | null;
  readonly dutyPhone: string;
  readonly bridge: string;
  /** Whether somebody is paged outside Teams, and for drills too; null: nobody is. */
  readonly paging: { readonly drills: boolean } | null;
  /** Every so many days each account must prove itself in a live drill. */
  readonly drills: { readonly every: number };
  /** null: none. */
  readonly quietHours: QuietHours | null;
}

/** Bounds of the time limits in minutes: nothing shorter can be answered, nothing longer is an emergency. */
export const BOUNDS = { decide: { min: 5, max: 120 }, collect: { min: 10, max: 240 }, use: { min: 15, max: 480 } } as const;

/** Bounds, in days, of the time after which an account must prove itself again. */
export const DRILL_DAYS = { min: 7, max: 90 } as const;

/** How many people other than requester and operator must approve. No configuration changes it. */
export const QUORUM = 2;

/**
 * Who could approve for this requester and operator: people in the approver role, neither of them.
 */
export function eligible(roster: Roster, excluded: readonly PersonId[]): readonly Person[] {
  return [...roster.people.values()].filter((person) => person.roles.includes('approver') && !excluded.includes(person.id));
}

/** The roles whose people take part in a night, and so cannot review it. */
const TAKES_PART: ReadonlySet<Role> = new Set(['responder', 'approver', 'custodian']);

/**
 * What is wrong with a roster, in sentences; empty when nobody could ever be left without two other approvers. Two accounts of one person
 * are refused where the roster is read, because there they are two people with one account.
 */
export function verifyRoster(roster: Roster): readonly string[] {
  const responders = [...roster.people.values()].filter((person) => person.roles.includes('responder'));
  const problems: string[] = [];
  if (responders.length === 0) problems.push('nobody has the role responder: at least one person must be able to ask');
  const short = responders.filter((one) => responders.some((two) => eligible(roster, [one.id, two.id]).length < QUORUM));
  if (short.length > 0) {
    problems.push(
      `${short.map((person) => person.name).join(', ')} could not be approved by two other people: at least ${QUORUM} people must have the role approver beside any requester and operator`,
    );
  }
  const managers = [...roster.people.values()].filter((person) => person.roles.includes('manager'));
  if (managers.length === 0) problems.push('nobody has the role manager: no review could be signed');
  else if (managers.every(({ roles }) => roles.some((role) => TAKES_PART.has(role)))) {
    problems.push(
      'every manager is also a responder, approver or custodian: after a night in which they all took part nobody could sign the review',
    );
  }
  if (![...roster.people.values()].some((person) => person.roles.includes('auditor'))) {
    problems.push('nobody has the role auditor: an unusual review could not be countersigned');
  }
  return problems;
}

/** What is wrong with the emergency accounts against the roster, in sentences. */
export function verifyCustody(accounts: ReadonlyMap<AccountId, EmergencyAccount>, roster: Roster): readonly string[] {
  const problems: string[] = [];
  for (const account of accounts.values()) {
    const person = roster.byAccount.get(account.object);
    if (person !== undefined)
      problems.push(`${account.id} is an account of ${person} on the roster: an emergency account is never a person`);
    for (const credential of account.credentials) problems.push(...custodyOf(account.id, credential, roster));
  }
  return problems;
}

function custodyOf(account: AccountId, credential: Credential, roster: Roster): readonly string[] {
  const problems: string[] = [];
  for (const part of credential.parts) {
    for (const id of part.custodians) {
      const custodian = roster.people.get(id);
      if (custodian === undefined) problems.push(`${account}, ${part.id}: ${id} is not on the roster`);
      else if (!custodian.roles.includes('custodian'))
        problems.push(`${account}, ${part.id}: ${custodian.name} does not have the role custodian`);
    }
  }
  const holders = credential.parts.map((part) => part.custodians);
  if (holders.length > 1 && holders.some((one, at) => holders.slice(at + 1).some((two) => one.some((id) => two.includes(id))))) {
    problems.push(`${account}, ${credential.id}: one person holds two parts of it; key and PIN are held by different people`);
  }
  return problems;
}
