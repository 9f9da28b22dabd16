import { describe, expect, test } from '@jest/globals';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import { evolveFallback, free, owed } from '../../ledger/evolve-fallback.ts';
import type { By } from '../../ledger/record.ts';
import { type Act, aaron, APPROVED, bea, does, FILED, given, IN_USE, ONE_VOTE, REVIEW, rita, sha, START, wanda } from '../dialogs/given.ts';
import { TAKEN, TWO_APPROVED, TWO_BACK, TWO_FILED, TWO_IN_USE } from '../dialogs/given-fallback.ts';

type FallbackFact = Parameters<typeof evolveFallback>[1];
const BY: By = given(...ONE_VOTE).night.records[1]!.by;
const evolve = (acts: readonly Act[], fact: FallbackFact, by: By = BY): Activation | null => {
  const { open } = given(...acts).night;
  const about = { activation: open.id, policy: sha('policy'), root: sha('root') };
  const record: Rooted = { v: 1, seq: 90, at: START + 1, by, facts: [fact], ...about };
  return evolveFallback(open, fact, record);
};
const taken: FallbackFact = { type: 'FallbackTaken', why: sha('why') };
const said: FallbackFact = { type: 'CompromiseSaid', accounts: [...aaron.accounts], why: sha('why') };
const freed: FallbackFact = { type: 'RotationFreed', people: [aaron.id, bea.id] };

describe('what a fact makes of the two accounts', () => {
  test('the fallback account is taken once, between approval and hand-back, of a request that names one', () => {
    const mark = { seq: 90, at: START + 1, by: BY, why: sha('why') };
    for (const acts of [TWO_APPROVED, TWO_IN_USE]) expect(evolve(acts, taken)?.fallback.taken).toEqual(mark);
    for (const acts of [FILED, APPROVED, IN_USE, TWO_FILED, TAKEN, TWO_BACK, REVIEW]) expect(evolve(acts, taken)).toBeNull();
    expect(evolve([...TWO_IN_USE, does(wanda, 'revoke', { cause: 'x' })], taken)).toBeNull();
  });
  test('what somebody says of both is kept with all their accounts', () => {
    expect([...(evolve(TWO_BACK, said)?.fallback.said.values() ?? [])]).toMatchObject([
      { person: aaron.id, accounts: aaron.accounts, why: sha('why') },
    ]);
    expect([evolve(TWO_BACK, said, { actor: 'clock' }), evolve(TAKEN, said), evolve(REVIEW, said)]).toEqual([null, null, null]);
  });
  test('the order of two ends all waiting, and the time of each task begins then', () => {
    const before = given(...TWO_BACK).night.in('handed back');
    const after = evolve(TWO_BACK, freed);
    expect(after?.fallback.freed).toEqual({ seq: 90, at: START + 1, by: BY, people: [aaron.id, bea.id] });
    const tasks = after?.phase === 'handed back' ? after.tasks : [];
    const waited = START + 1 - before.back.at;
    expect(tasks.map(({ due, after: wait }) => [due, wait])).toEqual(
      before.tasks.map((task) => [task.after === null ? task.due : task.due + waited, null]),
    );
  });
});

test('what waits for another task begins when that one is confirmed, and nothing else does', () => {
  const { night } = given(...TWO_BACK, does(rita, 'note', { text: 'x' }));
  const state = night.in('handed back');
  expect(free(state, 'keys', START).tasks).toEqual(state.tasks);
  const waiting = free(state, 'test-sign-in', state.back.at + 7).tasks.filter((task, at) => task !== state.tasks[at]);
  expect(waiting.map(({ task, after }) => [task, after])).toEqual(
    ['fallback-reset', 'fallback-replace', 'fallback-test-sign-in'].map((task) => [task, null]),
  );
});

test('a task is owed from its record on', () => {
  const nothing = { claimed: null, confirmed: null, reopened: null };
  expect(owed({ task: 'a', due: 5 }, 1)).toEqual({ task: 'a', due: 5, after: null, ...nothing });
  expect(owed({ task: 'a', due: 5, after: 'b' }, 1)).toEqual({ task: 'a', due: 5, after: { task: 'b', since: 1 }, ...nothing });
});
