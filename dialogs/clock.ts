// While the clock is in doubt no deadline is decided: nothing lapses, nothing is overdue, and nobody is refused as late. Once it is trusted
// again, everything is judged by it at once.
import { DOUBTS_COUNT_FOR } from '../ledger/evolve-clock.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { LIMIT } from './clock-rule.ts';
import type { OwnCommand, OwnCommandOf } from './own-command.ts';
import type { Circumstances, Decision } from './decision.ts';

/** So many doubts an hour are recorded at most: whoever makes the clock look wrong again and again neither fills the ledger nor stops it. */
const MOST_DOUBTS = 6;

/** What the clock decides by a deadline. A drill makes way for a real use whatever the time is. */
const BY_DEADLINE: Readonly<Record<string, true>> = {
  lapse: true,
  overdue: true,
  warn: true,
  'lapse-extension': true,
  'lapse-ratification': true,
  escalate: true,
  'remind-tasks': true,
  'escalate-tasks': true,
  'remind-drill': true,
};

/** Whether this waits until the clock is trusted again. */
export function waitsForClock({ verb }: Pick<OwnCommand, 'verb'>, { clock }: Pick<Tenant, 'clock'>): boolean {
  return clock.doubt !== null && Object.hasOwn(BY_DEADLINE, verb);
}

/** Whether a deadline (milliseconds UTC; it still counts as in time itself) has passed, by a clock that is not in doubt. */
export function isPast(deadline: number, { now }: Pick<Circumstances, 'now'>, { clock }: Pick<Tenant, 'clock'>): boolean {
  return clock.doubt === null && now > deadline;
}

/**
 * The clock comes into doubt, once, and at most so often an hour; or it is trusted again. How long it must have agreed before is measured by
 * the steady clock of the machine (clock-rule.ts).
 */
export function judgeClock(
  tenant: Pick<Tenant, 'clock'>,
  command: OwnCommandOf<'clock-doubted'> | OwnCommandOf<'clock-trusted'>,
  circumstances: Pick<Circumstances, 'now'>,
): Decision {
  return command.verb === 'clock-trusted' ? trustClock(tenant) : doubtClock(tenant, command, circumstances);
}

function doubtClock(
  { clock }: Pick<Tenant, 'clock'>,
  { source, seconds }: OwnCommandOf<'clock-doubted'>,
  { now }: Pick<Circumstances, 'now'>,
): Decision {
  const recent = clock.doubts.filter((at) => at > now - DOUBTS_COUNT_FOR).length;
  if (clock.doubt !== null || Math.abs(seconds) * 1_000 < LIMIT || recent >= MOST_DOUBTS) return { kind: 'already', activation: null };
  return { kind: 'happened', activation: null, facts: [{ type: 'ClockDoubted', source, seconds }] };
}

function trustClock({ clock }: Pick<Tenant, 'clock'>): Decision {
  if (clock.doubt === null) return { kind: 'already', activation: null };
  return { kind: 'happened', activation: null, facts: [{ type: 'ClockTrusted' }] };
}
