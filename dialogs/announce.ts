// Live drills: announced a day before, and filed only as announced, at the announced time. A drill without an announcement is dry.
import type { Requested } from '../ledger/fact-request.ts';
import type { Reason } from '../ledger/fact.ts';
import { type AccountId, type ActivationId, AnnouncementId, type PersonId } from '../ledger/ids.ts';
import { type Announcement, announcementOf } from '../ledger/drills.ts';
import type { Tenant } from '../ledger/tenant.ts';
import type { CommandOf } from './command.ts';
import type { Circumstances, Decision } from './decision.ts';
import type { Person } from './policy.ts';

const HOUR = 3_600_000;
/** A live drill is announced at least and at most so long before it begins, in milliseconds. */
export const NOTICE = { least: 24 * HOUR, most: 90 * 24 * HOUR } as const;
/** From its time on it can be filed for so long, in milliseconds. */
export const WINDOW = 2 * HOUR;

interface Announcing {
  readonly tenant: Tenant;
  readonly command: CommandOf<'announce-drill'>;
  readonly person: Person;
  readonly circumstances: Circumstances;
}

/** A manager names account, operator, the one action and the time. The same words of the same person are one announcement. */
export function announceDrill({ tenant, command, person, circumstances }: Announcing): Decision {
  const known = [...tenant.drills.announced.values()];
  if (known.some((one) => one.by === person.id && isSame(one, command))) return { kind: 'already', activation: null };
  if (!person.roles.includes('manager')) return no('not-your-role');
  if (!circumstances.policy.accounts.has(command.account)) return no('account-unknown');
  if (circumstances.roster.people.get(command.operator)?.roles.includes('responder') !== true) return no('operator-unknown');
  const ahead = command.at - circumstances.now;
  if (ahead < NOTICE.least || ahead > NOTICE.most) return no('announced-when');
  const { account, operator, action, at } = command;
  const id = nextId(tenant, circumstances.now);
  return { kind: 'happened', activation: null, facts: [{ type: 'DrillAnnounced', id, account, operator, action: action.hash, at }] };
}

function no(reason: Reason): Decision {
  return { kind: 'refused', activation: null, reason };
}

function isSame(one: Announcement, { account, operator, action, at }: CommandOf<'announce-drill'>): boolean {
  return one.account === account && one.operator === operator && one.at === at && one.action === action.hash;
}

function nextId({ drills }: Tenant, now: number): AnnouncementId {
  const year = new Date(now).getUTCFullYear();
  return AnnouncementId.parse(`LD-${year}-${String((drills.numbers.get(year) ?? 0) + 1).padStart(4, '0')}`);
}

/** Whether a live drill can be filed on this announcement at a time (milliseconds UTC), as far as the announcement goes. */
export function isStartable({ at, filed }: Pick<Announcement, 'at' | 'filed'>, now: number): boolean {
  return filed === null && now >= at && now <= at + WINDOW;
}

/** What a request is to carry as a live drill: nothing where it names no announcement; the reason where the announcement does not fit. */
export function liveFor(tenant: Tenant, command: CommandOf<'request'>, now: number): Pick<Requested, 'live'> | Reason {
  if (command.announcement === null) return {};
  const one = tenant.drills.announced.get(command.announcement);
  if (one === undefined) return 'announcement-unknown';
  const alike = command.kind === 'drill' && one.account === command.account && one.operator === command.operator;
  if (!alike) return 'announced-otherwise';
  if (one.filed !== null) return 'announcement-used';
  return isStartable(one, now) ? { live: { announcement: one.id, action: one.action } } : 'not-the-time';
}

/** Whether an open activation is the very drill, live or dry, that is asked for again. */
export function isSameDrill(tenant: Tenant, open: ActivationId, { announcement }: CommandOf<'request'>): boolean {
  return (announcementOf(tenant.drills, open)?.id ?? null) === announcement;
}

/** The announcements of an account that are still to come or can be filed now, the next one first. */
export function announcedFor(tenant: Tenant, account: AccountId, now: number): readonly Announcement[] {
  const coming = [...tenant.drills.announced.values()].filter((one) => one.account === account && one.filed === null);
  return coming.filter((one) => now <= one.at + WINDOW).sort((one, two) => one.at - two.at);
}

/** Whether a drill may be started by this person: a responder, or a manager whose part leaves another manager to review it. */
export function startsDrill(person: Person, operator: PersonId, { roster }: Pick<Circumstances, 'roster'>): Reason | null {
  if (person.roles.includes('responder')) return null;
  if (!person.roles.includes('manager')) return 'not-your-role';
  const others = [...roster.people.values()].filter(({ id, roles }) => roles.includes('manager') && id !== person.id && id !== operator);
  return others.length === 0 ? 'no-reviewer' : null;
}
