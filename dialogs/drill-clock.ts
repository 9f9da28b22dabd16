// The clock of each account: when somebody last proved that it works, when that must be proved again, and who is reminded.
import type { Activation, StepEntry } from '../ledger/activation.ts';
import type { FactOf } from '../ledger/fact.ts';
import type { AccountId } from '../ledger/ids.ts';
import type { Tenant } from '../ledger/tenant.ts';
import type { OwnCommand } from './own-command.ts';
import type { Circumstances, Decision } from './decision.ts';
import type { Policy } from './policy.ts';

const DAY = 24 * 3_600_000;
/** People are reminded so long before an account is due, in milliseconds. */
export const WARNING = 14 * DAY;

/** The steps of a drill's runbook that prove its account: the sign-in, and the one action, which a second person must have seen. */
export const PROOF = { signIn: 'sign-in', action: 'admin-task' } as const;

/** The clock of one account. Times in milliseconds UTC. */
export interface DrillClock {
  readonly account: AccountId;
  /** The sign-in of the last live drill that passed; null: there was none. */
  readonly last: number | null;
  /** Before this there must be another one. */
  readonly due: number;
  readonly stands: 'good' | 'soon' | 'over';
}

/** Where the clock of an account stands. One that was never drilled live counts from the day the ledger was opened. */
export function drillClock(account: AccountId, { drills }: Tenant, { policy, now }: Pick<Circumstances, 'policy' | 'now'>): DrillClock {
  const last = drills.lastLiveDrill.get(account) ?? null;
  const due = dueOf(account, drills, policy);
  return { account, last, due, stands: now > due ? 'over' : now >= due - WARNING ? 'soon' : 'good' };
}

function dueOf(account: AccountId, { lastLiveDrill, since }: Tenant['drills'], { drills }: Policy): number {
  return (lastLiveDrill.get(account) ?? since) + drills.every * DAY;
}

/** A reminder that is owed, and from when on (milliseconds UTC). */
export interface Reminder {
  readonly command: Extract<OwnCommand, { readonly verb: 'remind-drill' }>;
  readonly due: number;
}

/** One reminder for each account and period, as long as it was not given; none while the clock is in doubt. */
export function reminders({ drills, clock }: Tenant, policy: Policy): readonly Reminder[] {
  if (clock.doubt !== null) return [];
  return [...policy.accounts.keys()].flatMap((account) => {
    const due = dueOf(account, drills, policy);
    if (drills.reminded.get(account) === due) return [];
    return [{ command: { verb: 'remind-drill', account }, due: due - WARNING }];
  });
}

/** Reminds once in each period, from the warning on. */
export function remind(tenant: Tenant, account: AccountId, circumstances: Circumstances): Decision {
  const { due, stands } = drillClock(account, tenant, circumstances);
  const owed = circumstances.policy.accounts.has(account) && stands !== 'good' && tenant.drills.reminded.get(account) !== due;
  return owed ? { kind: 'happened', activation: null, facts: [{ type: 'DrillDue', account, due }] } : { kind: 'already', activation: null };
}

/** What keeps a drill from counting as proof that its account works; empty when nothing does. */
export type Lacking = 'live' | 'sign-in' | 'action' | 'witness';

/** What a drill lacks. Only a live one whose sign-in and action worked, the action before a second person, proves anything. */
export function lacking(activation: Activation): readonly Lacking[] {
  if (activation.request.live === undefined) return ['live'];
  const [signIn, action] = [worked(activation, PROOF.signIn), worked(activation, PROOF.action)];
  return [
    ...(signIn === null ? (['sign-in'] as const) : []),
    ...(action === null ? (['action'] as const) : []),
    ...(action !== null && action.witness === null ? (['witness'] as const) : []),
  ];
}

/** The newest answer to a step, if it is that it worked. */
function worked({ steps }: Activation, id: string): StepEntry | null {
  const last = steps.findLast(({ step }) => step === id);
  return last?.outcome === 'finished' ? last : null;
}

/** The fact that a drill which is being closed as a drill leaves about its account, if it proved it. */
export function passed(activation: Activation): readonly FactOf<'LiveDrillPassed'>[] {
  const signIn = worked(activation, PROOF.signIn);
  if (signIn === null || lacking(activation).length > 0) return [];
  return [{ type: 'LiveDrillPassed', account: activation.request.account, signedIn: signIn.at }];
}
