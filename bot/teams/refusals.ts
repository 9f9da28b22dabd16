// Refused requests in the log: enough to see who knocks, never so many that noise from outside drowns an alarm.
import type { Log } from './edge.ts';

const MOST_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

/** Returns how to note a refusal. The first 20 of a minute are lines of their own; the rest is one number at the next line. */
export function createRefusalLog(log: Log, clock: () => number): (status: number, why: string) => void {
  let minute = 0;
  let lines = 0;
  let unlogged = 0;
  return (status, why) => {
    const now = Math.floor(clock() / MINUTE_MS);
    if (now !== minute) {
      minute = now;
      lines = 0;
    }
    if (lines >= MOST_PER_MINUTE) {
      unlogged += 1;
      return;
    }
    lines += 1;
    log('refused', unlogged === 0 ? { status, why } : { status, why, unlogged });
    unlogged = 0;
  };
}
