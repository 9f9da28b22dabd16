import { expect, test } from '@jest/globals';
import { standingOf } from '../../ledger/standing.ts';
import { type Act, FILED, given, rita } from '../dialogs/given.ts';
import { DECLARED } from '../dialogs/given-declared.ts';

const begun = (acts: readonly Act[]) => {
  const { night } = given(...acts);
  const record = { ...night.records.at(-1)!, root: night.open.last.root };
  const [fact] = record.facts;
  if (fact?.type !== 'Requested' && fact?.type !== 'Declared') throw new Error('nothing began');
  return { record, fact };
};

test('a request stands open and waits, a declaration is in use from when it began', () => {
  const asked = begun([...FILED]);
  expect(standingOf(asked.fact, asked.record)).toMatchObject({
    state: 'open',
    stage: 'requested',
    requester: rita.id,
    from: null,
    live: null,
  });
  const said = begun([...DECLARED]);
  expect(standingOf(said.fact, said.record)).toMatchObject({ kind: 'real', stage: 'declared', requester: rita.id, outOf: null });
  expect(standingOf(said.fact, { ...said.record, by: { actor: 'product' } })).toMatchObject({ requester: null });
});

test('what belongs to no activation stands nowhere', () => {
  const { record, fact } = begun([...FILED]);
  expect(standingOf(fact, { ...record, activation: null })).toBeNull();
});
