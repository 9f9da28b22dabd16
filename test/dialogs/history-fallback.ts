// The fallback account in random nights: what every night must keep of it, counted from the records alone.
import { expect } from '@jest/globals';
import type { FactOf } from '../../ledger/fact.ts';
import type { ReadRecord } from '../../ledger/record.ts';

/** Of one activation: its request, whether the second account was taken, what waits for what, and who said that both are compromised. */
interface Two {
  request: FactOf<'Requested'> | null;
  taken: boolean;
  readonly waits: Map<string, string>;
  readonly said: Set<string>;
}

/** Only the account that is used goes out; nothing of the second one is done before the test of the first, unless two people said so. */
export function verifyFallbacks(records: readonly ReadRecord[]): void {
  const all = new Map<string, Two>();
  for (const { activation, facts, seq, by } of records) {
    if (activation === null) continue;
    const one: Two = all.get(activation) ?? { request: null, taken: false, waits: new Map(), said: new Set() };
    all.set(activation, one);
    for (const fact of facts) {
      if (fact.type === 'Requested') one.request = fact;
      if (fact.type === 'FallbackTaken') {
        expect([seq, one.request?.fallback === undefined, one.taken]).toEqual([seq, false, false]);
        one.taken = true;
      }
      if (fact.type === 'CredentialReleased') {
        const { credentials = [] } = (one.taken ? one.request?.fallback : one.request) ?? {};
        expect([seq, credentials.some(({ parts }) => parts.includes(fact.part))]).toEqual([seq, true]);
      }
      if (fact.type === 'HandedBack' || fact.type === 'TaskAdded')
        for (const { task, after } of fact.type === 'HandedBack' ? fact.tasks : [fact]) if (after !== undefined) one.waits.set(task, after);
      if (fact.type === 'CompromiseSaid' && by.actor === 'person') one.said.add(by.person);
      if (fact.type === 'RotationFreed') {
        expect([seq, new Set(fact.people).size >= 2, by.actor]).toEqual([seq, true, 'person']);
        expect([seq, one.said.size >= 2]).toEqual([seq, true]);
        one.waits.clear();
      }
      if (fact.type === 'TaskConfirmed') for (const [task, after] of one.waits) if (after === fact.task) one.waits.delete(task);
      const begun = 'task' in fact && ['TaskDone', 'TaskConfirmed', 'TestSignInOpened'].includes(fact.type) ? [fact.task] : [];
      for (const task of fact.type === 'TasksReminded' || fact.type === 'TasksEscalated' ? fact.tasks : begun)
        expect([seq, task, one.waits.has(task)]).toEqual([seq, task, false]);
    }
  }
}
