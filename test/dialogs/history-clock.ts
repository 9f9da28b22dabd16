// The clock in random nights: it jumps both ways and comes back, and what every night must keep of that, counted from the records alone.
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { beginWatch } from '../../dialogs/clock-rule.ts';
import type { OwnCommand } from '../../dialogs/own-command.ts';
import type { Turn } from '../../dialogs/handle.ts';
import type { ReadRecord } from '../../ledger/record.ts';
import { MINUTE } from './given.ts';
import type { House } from './spine.ts';

/** The clock jumps to so many milliseconds away; 0: it is right again, or what it shows is taken for right. */
export interface Jump {
  readonly do: 'jump';
  readonly to: number;
}

export const jumps: fc.Arbitrary<Jump> = fc.record({
  do: fc.constant('jump' as const),
  to: fc.constantFrom(0, 0, 0, 180 * MINUTE, 11 * MINUTE, -11 * MINUTE, -180 * MINUTE),
});

/** What the product does about it: a doubt once and at most six times an hour; trust only out of a doubt. */
export async function jump(house: House, { to }: Jump, turn: (command: OwnCommand) => Promise<Turn>): Promise<void> {
  const view = await house.spine.view();
  if ('kind' in view) throw new Error(view.cause);
  const { doubt, doubts } = view.projection.tenant.clock;
  if (to === 0) {
    const trusted = await turn({ verb: 'clock-trusted' });
    expect(trusted.kind).toBe(doubt === null ? 'already' : 'happened');
    // a clock that was wrong before and is right now: time makes a leap forward
    if (doubt !== null && doubt.at % 2 === 0) house.now += Math.max(0, house.skew);
    house.skew = 0;
    house.watched = beginWatch({ wall: house.now, steady: house.now });
    return;
  }
  house.skew = to;
  const after = await house.spine.view();
  if ('kind' in after) throw new Error(after.cause);
  expect([after.behind <= 5_000, after.now - view.now]).toEqual([true, 0]);
  const { against } = house.watched;
  if (against === null) throw new Error('a jump that nobody saw');
  const recent = doubts.filter((at) => at > after.now - 60 * MINUTE).length;
  const said = await turn({ verb: 'clock-doubted', source: against.source, seconds: against.seconds });
  expect(said.kind).toBe(doubt === null && recent < 6 ? 'happened' : 'already');
}

const BY_DEADLINE: ReadonlySet<string> = new Set([
  'Lapsed',
  'BecameOverdue',
  'EndWarned',
  'ExtensionLapsed',
  'RatificationLapsed',
  'EscalationStarted',
  'TasksReminded',
  'TasksEscalated',
  'DrillDue',
]);
const LATE: ReadonlySet<string> = new Set(['too-late', 'collection-over', 'extension-late', 'ratification-over']);

/** While the clock is in doubt nothing is decided by a deadline and nobody is refused as late; time never goes back; doubt and trust take turns. */
export function verifyClock(records: readonly ReadRecord[]): void {
  let doubted = false;
  let last = 0;
  for (const { facts, at, seq } of records) {
    expect([seq, at >= last]).toEqual([seq, true]);
    last = at;
    for (const fact of facts) {
      if (fact.type === 'ClockDoubted' || fact.type === 'ClockTrusted') {
        expect([seq, doubted]).toEqual([seq, fact.type === 'ClockTrusted']);
        doubted = fact.type === 'ClockDoubted';
      }
      const late = fact.type === 'Refused' && LATE.has(fact.reason);
      if (doubted && (late || BY_DEADLINE.has(fact.type))) expect([seq, fact]).toEqual([seq, 'nothing by a deadline']);
    }
  }
}
