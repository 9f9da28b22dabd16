// Going in without quorum: the declaration, by a person or by the product that saw a sign-in; and who it was, said afterwards. Nothing here
// approves anything, and nothing refuses somebody who tells what they did, but for what would tell it twice.
import { type Activation, declarationOf, type SignIn } from '../ledger/activation.ts';
import type { FactOf, Reason } from '../ledger/fact.ts';
import { type AccountId, type ActivationId, Digest, type ObjectId, type PersonId } from '../ledger/ids.ts';
import type { Standing, Tenant } from '../ledger/tenant.ts';
import type { CommandOf } from './command.ts';
import type { OwnCommand } from './own-command.ts';
import { type Asked, type Circumstances, type Decision, already, by, happened, refused } from './decision.ts';
import type { EmergencyAccount, Person } from './policy.ts';
import { lateTasks } from './aftermath.ts';
import { uses } from './fallback.ts';
import { nextId } from './request.ts';

const MINUTE = 60_000;
/** So long two people have to ratify or reject. */
export const RATIFY_WITHIN = 24 * 60 * MINUTE;
/** Where no runbook is on offer for it: a use is on record all the same, and cards say that the runbook is not at hand. */
const NO_RUNBOOK = { id: 'none', digest: Digest.parse('0'.repeat(64)) };

interface Declaring {
  readonly tenant: Tenant;
  readonly command: CommandOf<'declare'>;
  readonly person: Person;
  readonly account: ObjectId;
  readonly circumstances: Circumstances;
}

/** Opens an activation that is in use and that nobody approved. An open request of the account ends by it; a use of the account is joined instead. */
export function declare({ tenant, command, person, account: own, circumstances }: Declaring): Decision {
  const { now, roster, policy } = circumstances;
  const held = holding(tenant, command.account);
  if (held?.stage === 'declared' && held.requester === person.id && held.asked.operator === command.operator)
    return { kind: 'already', activation: held.id };
  if (held !== null && held.stage !== 'requested') return no('account-busy');
  const operator = command.operator === null ? null : roster.people.get(command.operator);
  const account = policy.accounts.get(command.account);
  if (operator === undefined) return no('person-unknown');
  if (account === undefined) return no('account-unknown');
  if (!policy.limits.use.includes(command.minutes)) return no('minutes-not-allowed');
  const since = now - command.ago * MINUTE;
  const { domain, minutes, why } = command;
  const accounts = [own, ...person.accounts, ...(operator?.accounts ?? [])];
  const said = { operator: command.operator, domain, minutes, why: why.hash, since, accounts, outOf: held?.id ?? null };
  return { kind: 'happened', activation: nextId(tenant, now), facts: [declared(account, said, circumstances)] };
}

function no(reason: Reason): Decision {
  return { kind: 'refused', activation: null, reason };
}

/** What holds an account for real now: a drill stands in nobody’s way. What is furthest comes first. */
function holding(tenant: Tenant, account: string): Standing | null {
  const open = [...tenant.standings.values()].filter((one) => uses(one, account) && one.state === 'open' && one.kind === 'real');
  return open.find((one) => one.stage !== 'requested') ?? open[0] ?? null;
}

interface Said {
  readonly operator: PersonId | null;
  readonly domain: string;
  readonly minutes: number;
  readonly why: Digest;
  readonly since: number;
  readonly accounts: readonly ObjectId[];
  readonly outOf: ActivationId | null;
}

function declared(account: Pick<EmergencyAccount, 'id' | 'credentials'>, said: Said, { now, library }: Circumstances): FactOf<'Declared'> {
  const book = library.offered.find(({ runbook }) => runbook.domains.some((one) => one === said.domain));
  return {
    type: 'Declared',
    domain: said.domain,
    account: account.id,
    credentials: account.credentials.map(({ id, type, parts }) => ({ id, type, parts: parts.map((part) => part.id) })),
    operator: said.operator,
    ownAccounts: [...new Set(said.accounts)],
    why: said.why,
    useMinutes: said.minutes,
    since: said.since,
    end: said.since + said.minutes * MINUTE,
    ratifyBy: now + RATIFY_WITHIN,
    runbook: book === undefined ? NO_RUNBOOK : { id: book.runbook.id, digest: book.digest },
    postUse: library.postUse.digest,
    outOf: said.outOf,
  };
}

/**
 * A sign-in was seen in a log. What a use covers is a fact of that use; what none covers opens an activation without quorum by itself, whose
 * operator nobody knows yet; so does one of an account that is no longer on the list, as long as it is watched. The same sign-in told twice is one.
 */
export function signInSeen(
  state: { readonly tenant: Tenant; readonly activation: Activation | null },
  command: Extract<OwnCommand, { readonly verb: 'sign-in-seen' }>,
  circumstances: Circumstances,
): Decision {
  const { tenant, activation } = state;
  const { account: name, at, detail } = command;
  const other = activation !== null && activation.request.account !== name ? { account: name } : {};
  const seen = { type: 'SignInSeen', when: at, detail: detail.hash, ...other } as const;
  const isSame = (one: SignIn) => one.when === at && one.detail === detail.hash && one.account === seen.account;
  if (activation?.signIns.some(isSame)) return already(activation);
  if (activation !== null) return happened(activation, seen, ...lateTasks(activation, name, circumstances));
  const account = circumstances.policy.accounts.get(name) ?? watched(tenant, name, at);
  if (account === null) return no('account-unknown');
  const minutes = Math.min(...circumstances.policy.limits.use);
  const said = { operator: null, domain: 'dont-know', minutes, why: detail.hash, since: at, accounts: [], outOf: null };
  return { kind: 'happened', activation: nextId(tenant, circumstances.now), facts: [declared(account, said, circumstances), seen] };
}

/** An account that was taken off the list is watched for a while: it may still be able to do everything. Nobody knows what it has. */
function watched({ rules }: Tenant, id: AccountId, at: number): Pick<EmergencyAccount, 'id' | 'credentials'> | null {
  const until = rules.watched.get(id) ?? null;
  return until !== null && at <= until ? { id, credentials: [] } : null;
}

/** “It was me”, or a manager names who it was: once, as long as nobody knows and the review is not signed. */
export function nameOperator({ activation, command, person, circumstances }: Asked<'name-operator'>): Decision {
  const declaration = declarationOf(activation);
  const { operator } = activation.request;
  if (operator === command.operator && by(declaration?.named, person)) return already(activation);
  if (declaration === null || ('review' in activation && activation.review !== null)) return refused(activation, 'wrong-phase');
  if (operator !== null) return refused(activation, 'operator-known');
  if (person.id !== command.operator && !person.roles.includes('manager')) return refused(activation, 'not-your-role');
  const named = circumstances.roster.people.get(command.operator);
  if (named === undefined) return refused(activation, 'person-unknown');
  return happened(activation, { type: 'OperatorNamed', operator: named.id, accounts: named.accounts });
}
