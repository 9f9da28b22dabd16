// What people are told without having asked, here about drills and a fallback account: who, and whether it may wait until their night is over.
import type { Activation, InPhase, TaskState } from '../ledger/activation.ts';
import type { Announcement } from '../ledger/drills.ts';
import type { OpenFollowUp } from '../ledger/follow-up.ts';
import type { AccountId, PersonId, Role } from '../ledger/ids.ts';
import { partsNamed } from '../ledger/fallback.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { WINDOW } from './announce.ts';
import { keeps } from './custody.ts';
import { drillClock } from './drill-clock.ts';
import type { Circumstances } from './decision.ts';
import type { Person, Policy, QuietHours, Roster } from './policy.ts';
import { isSilent } from './silence.ts';

/** The fallback account of this activation is used now. */
export interface AboutTaken {
  readonly taken: Activation;
}

export type AboutDrills = { readonly announced: Announcement } | { readonly due: AccountId };

/** Overdue tasks of an activation. */
export interface AboutOwed {
  readonly owed: InPhase<'handed back'>;
  readonly tasks: readonly TaskState[];
}

/** A follow-up of a closed activation, due or late. */
export interface AboutFollowUp {
  readonly followUp: OpenFollowUp;
}

/** One thing to tell. `key` is the same as long as it is the same thing; `waits`: nothing is owed yet, so nobody is woken for it. */
export interface Notice {
  readonly key: string;
  readonly about: AboutDrills | AboutOwed | AboutTaken | AboutFollowUp;
  readonly viewers: readonly (PersonId | 'room')[];
  readonly waits: boolean;
}

/** Everything to tell now: live drills to come, and accounts of whose drill people were reminded and that still lack it. */
export function notices({ drills, ...tenant }: Tenant, circumstances: Pick<Circumstances, 'policy' | 'roster' | 'now'>): readonly Notice[] {
  const { now, policy, roster } = circumstances;
  const coming = [...drills.announced.values()].filter(({ at }) => now <= at + WINDOW);
  const told = coming.map((announced): Notice => {
    const viewers = ['room' as const, announced.operator, ...holding(roster, ['manager', 'watch', 'approver', 'custodian'])];
    return { key: announced.id, about: { announced }, viewers: [...new Set(viewers)], waits: false };
  });
  const due = [...policy.accounts.keys()].flatMap((account): readonly Notice[] => {
    const clock = drillClock(account, { ...tenant, drills }, circumstances);
    if (drills.reminded.get(account) !== clock.due) return [];
    const viewers = holding(roster, ['manager', 'watch']);
    return [{ key: `due ${account} ${clock.due}`, about: { due: account }, viewers, waits: clock.stands !== 'over' }];
  });
  return [...told, ...due];
}

/** Everybody who must know that a fallback account was taken, as long as it may be used: its custodians, too. */
export function takenNotices(open: Iterable<Activation>, { policy, roster }: Pick<Circumstances, 'policy' | 'roster'>): readonly Notice[] {
  const going = [...open].filter(({ phase, fallback }) => fallback.taken !== null && (phase === 'approved' || phase === 'in use'));
  return going.map((activation): Notice => {
    const parts = partsNamed(activation.request);
    const keeping = (person: Person) => parts.some((part) => keeps(activation, part, { person, policy }));
    const custodians = [...roster.people.values()].filter(keeping).map(({ id }) => id);
    const viewers = [
      ...(isSilent(activation) ? [] : ['room' as const]),
      ...holding(roster, ['approver', 'watch', 'manager']),
      ...custodians,
    ];
    return { key: `${activation.id} fallback`, about: { taken: activation }, viewers: [...new Set(viewers)], waits: false };
  });
}

function holding({ people }: Roster, roles: readonly Role[]): readonly PersonId[] {
  return [...people.values()].filter((person) => person.roles.some((role) => roles.includes(role))).map(({ id }) => id);
}

/** Whether it is a quiet hour for somebody whose clock shows `minute` (minutes after midnight). */
export function isQuiet({ quietHours }: Pick<Policy, 'quietHours'>, minute: number): boolean {
  if (quietHours === null) return false;
  const { from, until }: QuietHours = quietHours;
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}
