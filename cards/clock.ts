// A doubtful clock in words: on every card that has a deadline, on the board, at readiness, and as a sentence of the timeline.
import type { FactOf } from '../ledger/fact.ts';
import { type Piece, say } from './teller.ts';
import type { Viewing } from './view.ts';

/** The time that deadlines on cards are judged by, milliseconds UTC: while the clock is in doubt, the last that was sure. */
export function sureTime({ circumstances, tenant }: Viewing): number {
  return tenant.clock.doubt?.at ?? circumstances.now;
}

/** How far it is off, at least: “6 minutes ahead”. */
function off(seconds: number): string {
  return `${Math.floor(Math.abs(seconds) / 60)} minutes ${seconds > 0 ? 'ahead' : 'behind'}`;
}

const SAYS = { teams: 'Teams says that it is', machine: 'it jumped and is' } as const;

/** What nobody may miss who looks at a deadline; nothing while the clock is trusted. */
export function clockAlarms({ tenant }: Viewing): readonly string[] {
  const { doubt } = tenant.clock;
  if (doubt === null) return [];
  return [
    `! The clock is in doubt: ${SAYS[doubt.source]} ${off(doubt.seconds)}. No deadline is decided until it agrees again; order is by number. What you do is recorded.`,
  ];
}

const HEARD = { teams: 'by the times that Teams puts on messages', machine: 'because it jumped' } as const;

/** The sentence of such a fact in pieces. */
export function tellClock(fact: FactOf<'ClockDoubted' | 'ClockTrusted'>): readonly Piece[] {
  switch (fact.type) {
    case 'ClockDoubted':
      return say`The clock came into doubt, ${HEARD[fact.source]}: ${off(fact.seconds)}. No deadline is decided until it agrees again`;
    case 'ClockTrusted':
      return say`The clock agrees again: deadlines are decided by it from here on`;
  }
}
