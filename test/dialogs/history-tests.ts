// The test sign-in in random nights: what every night must keep of its windows, counted from the records alone.
import { expect } from '@jest/globals';
import type { FactOf } from '../../ledger/fact.ts';
import type { By, ReadRecord } from '../../ledger/record.ts';
import type { History } from './history.ts';

type Opened = FactOf<'TestSignInOpened'>;

/** Of one test: its newest window with who opened it, and how the test is said to have gone. */
interface Testing {
  window: { readonly opened: Opened; readonly at: number; readonly by: By } | null;
  told: 'worked' | 'failed' | null;
}

/** Whether the same human was there before: under that key, or with an account that is now whose this record is. */
function isAgain({ rosters }: Pick<History, 'rosters'>, before: By | undefined, now: By): boolean {
  if (before?.actor !== 'person' || now.actor !== 'person') return false;
  return before.person === now.person || rosters.get(now.roster.digest)?.byAccount.get(before.account) === now.person;
}

/** Nobody tests without a window, outside it, or in somebody else's; only its witness confirms; one test has one window at a time. */
export function verifyTests(history: Pick<History, 'rosters'>, records: readonly ReadRecord[]): void {
  const all = new Map<string, Testing>();
  for (const { activation, facts, at, seq, by } of records) {
    if (activation === null) continue;
    const who = by.actor === 'person' ? by.person : '';
    for (const fact of facts) {
      if (!('task' in fact) || !/^(fallback-)?test-sign-in$/.test(fact.task)) continue;
      const one: Testing = all.get(`${activation} ${fact.task}`) ?? { window: null, told: null };
      all.set(`${activation} ${fact.task}`, one);
      if (fact.type === 'TestSignInOpened') {
        const over = one.window === null || at > one.window.opened.end;
        expect([seq, over, fact.witness === who, fact.end - at]).toEqual([seq, true, false, 15 * 60_000]);
        Object.assign(one, { window: { opened: fact, at, by }, told: null });
      }
      if (fact.type === 'TaskDone' || fact.type === 'TestSignInFailed') {
        const again = isAgain(history, one.window?.by, by);
        expect([seq, again, at <= (one.window?.opened.end ?? 0), one.told]).toEqual([seq, true, true, null]);
        one.told = fact.type === 'TaskDone' ? 'worked' : 'failed';
      }
      if (fact.type === 'TaskConfirmed' || fact.type === 'TestFailureConfirmed') {
        const told = fact.type === 'TaskConfirmed' ? 'worked' : 'failed';
        expect([seq, one.window?.opened.witness, one.told]).toEqual([seq, who, told]);
        one.window = null;
      }
      if (fact.type === 'TaskReopened') Object.assign(one, { window: null, told: null });
    }
  }
}
