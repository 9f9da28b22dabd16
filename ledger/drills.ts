// The drills of the tenant as the fold of the whole log: what was announced, who was reminded, and when each account last proved itself.
import type { Rooted } from './activation.ts';
import type { Fact, FactOf } from './fact.ts';
import type { AccountId, ActivationId, AnnouncementId, Digest, PersonId } from './ids.ts';
import type { Unknown } from './record.ts';

/** A live drill as announced. Times in milliseconds UTC. */
export interface Announcement {
  readonly id: AnnouncementId;
  readonly account: AccountId;
  readonly operator: PersonId;
  /** The one action, as it was typed. */
  readonly action: Digest;
  /** When it is to begin. */
  readonly at: number;
  readonly by: PersonId;
  /** The activation that was filed on it and stands, or came to a use. */
  readonly filed: ActivationId | null;
}

export interface Drills {
  /** When the ledger was opened, milliseconds UTC; an account that was never drilled counts from here. */
  readonly since: number;
  /** Announced and not long over. */
  readonly announced: ReadonlyMap<AnnouncementId, Announcement>;
  /** The last number given to an announcement in each year (UTC). */
  readonly numbers: ReadonlyMap<number, number>;
  /** The last sign-in of each account in a live drill that passed, milliseconds UTC. */
  readonly lastLiveDrill: ReadonlyMap<AccountId, number>;
  /** The due time that people were last reminded of, by account. */
  readonly reminded: ReadonlyMap<AccountId, number>;
}

export const NO_DRILLS: Drills = {
  since: 0,
  announced: new Map(),
  numbers: new Map(),
  lastLiveDrill: new Map(),
  reminded: new Map(),
};

/** Announcements are kept this long after their time, in milliseconds. */
const KEPT = 30 * 24 * 3_600_000;

/** Folds one fact on. */
export function foldDrills(drills: Drills, fact: Fact | Unknown, record: Rooted): Drills {
  if (fact.type === 'LedgerOpened') return { ...drills, since: record.at };
  if (fact.type === 'DrillAnnounced') return announced(drills, fact, record);
  if (fact.type === 'DrillDue') return { ...drills, reminded: new Map(drills.reminded).set(fact.account, fact.due) };
  if (fact.type === 'LiveDrillPassed') return { ...drills, lastLiveDrill: new Map(drills.lastLiveDrill).set(fact.account, fact.signedIn) };
  if (fact.type === 'Requested' && fact.live !== undefined) return filed(drills, fact.live.announcement, record.activation);
  if (GIVES_BACK.has(fact.type) || (fact.type === 'Revoked' && fact.ends)) return givenBack(drills, record.activation);
  return drills;
}

/** Ends without a use: the announcement can be filed on again. */
const GIVES_BACK: ReadonlySet<string> = new Set(['Denied', 'Withdrawn', 'Lapsed', 'DrillSuperseded']);

function announced(drills: Drills, { id, account, operator, action, at }: FactOf<'DrillAnnounced'>, record: Rooted): Drills {
  if (record.by.actor !== 'person') return drills;
  const kept = [...drills.announced].filter(([, one]) => one.at + KEPT > record.at);
  const one: Announcement = { id, account, operator, action, at, by: record.by.person, filed: null };
  const year = Number(id.slice(3, 7));
  return {
    ...drills,
    announced: new Map(kept).set(id, one),
    numbers: new Map(drills.numbers).set(year, Math.max(drills.numbers.get(year) ?? 0, Number(id.slice(8)))),
  };
}

function filed(drills: Drills, id: AnnouncementId, activation: ActivationId | null): Drills {
  const one = drills.announced.get(id);
  return one === undefined ? drills : { ...drills, announced: new Map(drills.announced).set(id, { ...one, filed: activation }) };
}

function givenBack(drills: Drills, activation: ActivationId | null): Drills {
  const one = activation === null ? null : announcementOf(drills, activation);
  return one === null ? drills : { ...drills, announced: new Map(drills.announced).set(one.id, { ...one, filed: null }) };
}

/** The announcement that this activation stands on; null when it is no live drill. */
export function announcementOf(drills: Drills, activation: ActivationId): Announcement | null {
  return [...drills.announced.values()].find((one) => one.filed === activation) ?? null;
}
