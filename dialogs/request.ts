// Asking for an account, and taking the request back.
import type { Reason } from '../ledger/fact.ts';
import { operatorNow } from '../ledger/course.ts';
import { ActivationId, type ObjectId, type PersonId } from '../ledger/ids.ts';
import type { FactOf } from '../ledger/fact.ts';
import { FILINGS_COUNT_FOR, MOST_FILINGS, type Standing, type Tenant } from '../ledger/tenant.ts';
import type { CommandOf } from './command.ts';
import { isSameDrill, liveFor, startsDrill } from './announce.ts';
import { type Asked, type Circumstances, type Decision, type PinnedRunbook, already, by, happened, refused } from './decision.ts';
import { type EmergencyAccount, type Person, type Policy, QUORUM, eligible } from './policy.ts';
import { holds } from './fallback.ts';
import { withVote } from './tenure.ts';

const MINUTE = 60_000;

interface Filing {
  readonly tenant: Tenant;
  readonly command: CommandOf<'request'>;
  readonly person: Person;
  readonly account: ObjectId;
  readonly circumstances: Circumstances;
}

/** Files a request: everything frozen from here on. A second filing of the same by the same person is the first one. */
export function request(filing: Filing): Decision {
  const { tenant, command, person, circumstances } = filing;
  const busy = inTheWay(filing);
  if (
    busy !== null &&
    busy.stage !== 'declared' &&
    busy.requester === person.id &&
    isSame(busy, command) &&
    isSameDrill(tenant, busy.id, command)
  )
    return { kind: 'already', activation: busy.id };
  const operator = circumstances.roster.people.get(command.operator);
  const account = circumstances.policy.accounts.get(command.account);
  const book = runbookFor(filing);
  const barred = objection(filing, busy);
  if (barred !== null) return no(barred);
  if (operator?.roles.includes('responder') !== true) return no('operator-unknown');
  const approvers = eligible(circumstances.roster, [person.id, operator.id]);
  if (withVote(approvers, { tenant, now: circumstances.now }).length < QUORUM) return no('too-few-approvers');
  if (account === undefined) return no('account-unknown');
  const fallback = fallbackFor(command, circumstances.policy);
  if (typeof fallback === 'string') return no(fallback);
  if (book === null) return no('no-runbook');
  if (!allows(circumstances.policy, book, command.minutes)) return no('minutes-not-allowed');
  const live = liveFor(tenant, command, circumstances.now);
  if (typeof live === 'string') return no(live);
  return {
    kind: 'happened',
    activation: nextId(tenant, circumstances.now),
    facts: [filed(filing, { operator, account, book, more: { ...fallback, ...live } })],
  };
}

function no(reason: Reason): Decision {
  return { kind: 'refused', activation: null, reason };
}

/** Whether what stands is what is asked for again, word for word: what somebody typed anew is never dropped as a repeat. */
function isSame({ asked, account, fallback, kind }: Standing, command: CommandOf<'request'>): boolean {
  const alike =
    account === command.account &&
    (fallback?.account ?? null) === command.fallback &&
    kind === command.kind &&
    asked.operator === command.operator;
  return alike && asked.minutes === command.minutes && asked.domain === domainOf(command) && inTheSameWords(asked, command);
}

function inTheSameWords({ otherAdmin, why, ticket }: Standing['asked'], command: CommandOf<'request'>): boolean {
  return otherAdmin === command.otherAdmin && why === command.why.hash && ticket === (command.ticket?.hash ?? null);
}

/** A drill always walks the drill's runbook. */
function domainOf({ kind, domain }: CommandOf<'request'>): CommandOf<'request'>['domain'] {
  return kind === 'drill' ? 'drill' : domain;
}

/** A denial younger than this is filed over, whether the form said so or not. */
const DENIAL_LASTS = 24 * 60 * MINUTE;

/** The denied activation that this request is filed over: the one named, else the last denial for the same account. */
function overDenial({ tenant, command, circumstances }: Filing): ActivationId | null {
  if (command.over !== null) return command.over;
  const alike = [...tenant.standings.values()].filter(
    ({ state, account, kind }) => state === 'denied' && account === command.account && kind === command.kind,
  );
  return alike.findLast(({ since }) => circumstances.now - since < DENIAL_LASTS)?.id ?? null;
}

/** When this person may file the next request, milliseconds UTC; not after `now`: at once. */
export function nextRequestAt({ filings }: Tenant, person: PersonId, now: number): number {
  const recent = (filings.get(person) ?? []).filter((at) => at > now - FILINGS_COUNT_FOR);
  return (recent.at(-MOST_FILINGS) ?? -Infinity) + FILINGS_COUNT_FOR;
}

/** What bars this person from asking, whatever they ask for. */
function objection({ tenant, command, person, circumstances }: Filing, busy: Standing | null): Reason | null {
  const role = command.kind === 'drill' ? startsDrill(person, command.operator, circumstances) : mayAsk(person);
  if (role !== null) return role;
  if (command.kind === 'real' && command.otherAdmin === 'yes') return 'another-admin-can';
  if (busy !== null && wants(command, busy)) return 'account-busy';
  if (busy !== null) return 'one-open-request';
  if (nextRequestAt(tenant, person.id, circumstances.now) > circumstances.now) return 'too-many-requests';
  if (command.over !== null && !isDenied(tenant.standings.get(command.over), command)) return 'not-denied';
  return null;
}

function mayAsk(person: Person): Reason | null {
  return person.roles.includes('responder') ? null : 'not-your-role';
}

function isDenied(standing: Standing | undefined, command: CommandOf<'request'>): boolean {
  return standing?.state === 'denied' && standing.account === command.account && standing.kind === command.kind;
}

/** Whether a use may be this long, by the configuration and by the runbook: the lower cap wins. */
function allows({ limits }: Policy, { runbook }: PinnedRunbook, minutes: number): boolean {
  return limits.use.includes(minutes) && minutes <= (runbook.limits?.useMinutes ?? minutes);
}

/** An open activation of this account, or another open request of this person. A drill never stands in the way of a real request. */
export function inTheWay({ tenant, command, person }: Pick<Filing, 'tenant' | 'command' | 'person'>): Standing | null {
  const open = [...tenant.standings.values()].filter((one) => one.state === 'open' && (one.kind === 'real' || command.kind === 'drill'));
  return open.find((one) => wants(command, one)) ?? open.find((one) => one.requester === person.id) ?? null;
}

/** Whether an activation holds an account that is asked for, as the first one or as the fallback account. */
function wants({ account, fallback }: CommandOf<'request'>, one: Standing): boolean {
  return holds(one, account) || (fallback !== null && holds(one, fallback));
}

/** What a request is to carry as its fallback account: nothing where it names none; the reason where it may not be this one. */
function fallbackFor(
  { account, fallback, announcement }: CommandOf<'request'>,
  { accounts }: Policy,
): Pick<FactOf<'Requested'>, 'fallback'> | Reason {
  if (fallback === null) return {};
  const found = accounts.get(fallback);
  if (found === undefined) return 'account-unknown';
  if (fallback === account) return 'fallback-same';
  // a live drill is announced for one account
  return announcement === null ? { fallback: { account: fallback, credentials: asFiled(found) } } : 'announced-otherwise';
}

function asFiled({ credentials }: EmergencyAccount): FactOf<'Requested'>['credentials'] {
  return credentials.map(({ id, type, parts }) => ({ id, type, parts: parts.map((part) => part.id) }));
}

/** The runbook for what is broken. */
function runbookFor({ command, circumstances }: Filing): PinnedRunbook | null {
  const domain = domainOf(command);
  return circumstances.library.offered.find(({ runbook }) => runbook.domains.some((one) => one === domain)) ?? null;
}

/** The next number of the year (UTC). */
export function nextId(tenant: Tenant, now: number): ActivationId {
  const year = new Date(now).getUTCFullYear();
  const number = (tenant.numbers.get(year) ?? 0) + 1;
  return ActivationId.parse(`BG-${year}-${String(number).padStart(4, '0')}`);
}

interface Found {
  readonly operator: Person;
  readonly account: EmergencyAccount;
  readonly book: PinnedRunbook;
  readonly more: Pick<FactOf<'Requested'>, 'live' | 'fallback'>;
}

function filed(filing: Filing, { operator, account, book, more }: Found): FactOf<'Requested'> {
  const { command, person, account: own, circumstances } = filing;
  const { limits } = circumstances.policy;
  return {
    type: 'Requested',
    kind: command.kind,
    domain: domainOf(command),
    account: account.id,
    credentials: asFiled(account),
    operator: operator.id,
    ownAccounts: [...new Set([own, ...person.accounts, ...operator.accounts])],
    why: command.why.hash,
    ticket: command.ticket?.hash ?? null,
    otherAdmin: command.otherAdmin,
    useMinutes: command.minutes,
    collectMinutes: limits.collect,
    decideBy: circumstances.now + limits.decide * MINUTE,
    runbook: { id: book.runbook.id, digest: book.digest },
    postUse: circumstances.library.postUse.digest,
    over: overDenial(filing),
    ...more,
  };
}

/** Requester or operator take the request back, as long as no part of the credential is out. */
export function withdraw({ activation, command, person }: Asked<'withdraw'>): Decision {
  const own: readonly (PersonId | null)[] = [activation.requester, operatorNow(activation)];
  if (activation.phase === 'withdrawn' && by(activation.ending, person) && activation.ending.why === (command.why?.hash ?? null))
    return already(activation);
  if (!own.includes(person.id)) return refused(activation, 'not-operator');
  if (activation.phase !== 'requested' && activation.phase !== 'approved') return refused(activation, 'wrong-phase');
  if (activation.released.size > 0) return refused(activation, 'part-out');
  return happened(activation, { type: 'Withdrawn', why: command.why?.hash ?? null });
}
