// Whether the clock may be relied on, as the fold of the whole log.
import type { Fact, FactOf } from './fact.ts';
import type { ReadRecord, Unknown } from './record.ts';

/** From when on (ledger's time, milliseconds UTC) the clock is in doubt, who said so, and by how much. */
export interface Doubt extends Pick<FactOf<'ClockDoubted'>, 'source' | 'seconds'> {
  readonly at: number;
}

export interface Trust {
  /** null: the clock is trusted. */
  readonly doubt: Doubt | null;
  /** When it came into doubt, the last hour only; milliseconds UTC. */
  readonly doubts: readonly number[];
}

export const TRUSTED: Trust = { doubt: null, doubts: [] };

/** Doubts older than this, in milliseconds, limit nothing. */
export const DOUBTS_COUNT_FOR = 60 * 60_000;

/** Folds one fact on. */
export function foldClock(trust: Trust, fact: Fact | Unknown, { at }: Pick<ReadRecord, 'at'>): Trust {
  if (fact.type === 'ClockTrusted') return { ...trust, doubt: null };
  if (fact.type !== 'ClockDoubted') return trust;
  const recent = trust.doubts.filter((one) => one > at - DOUBTS_COUNT_FOR);
  return { doubt: { source: fact.source, seconds: fact.seconds, at }, doubts: [...recent, at] };
}
