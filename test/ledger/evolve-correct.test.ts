import { expect, test } from '@jest/globals';
import type { Rooted } from '../../ledger/activation.ts';
import { evolveCorrect, written } from '../../ledger/evolve-correct.ts';
import { fold } from '../../ledger/fold.ts';
import { night, rita, sha, START } from '../cards/sample.ts';
import { byPerson } from '../cards/sample-lines.ts';

const { open } = night('walked');
const fact = (record: number, field: 'text' | 'evidence' | 'back') =>
  ({ type: 'Corrected', record, field, text: sha('new'), why: sha('because') }) as const;
const rooted = (facts: Rooted['facts']): Rooted => ({
  v: 1,
  seq: 900,
  at: START,
  activation: open.id,
  by: byPerson(rita.id),
  policy: sha('policy'),
  facts,
  root: sha('root'),
});

test('Every text of a note, an answer to a step and a change can be named by its record and field', () => {
  const mark = { seq: 1, at: START, by: byPerson(rita.id) };
  const step = { ...mark, step: 'a', runbook: open.request.runbook.digest, choice: null, witness: null } as const;
  const state = {
    ...open,
    notes: [{ ...mark, text: sha('n') }],
    steps: [
      { ...open.steps[0]!, ...step, seq: 2, outcome: 'finished' as const, text: sha('e') },
      { ...open.steps[0]!, ...step, seq: 3, outcome: 'failed' as const, text: sha('f') },
      { ...open.steps[0]!, ...step, seq: 4, outcome: 'skipped' as const, text: sha('s') },
      { ...open.steps[0]!, ...step, seq: 5, outcome: 'finished' as const, text: null },
    ],
    changes: [{ ...mark, seq: 6, was: sha('w'), is: sha('i'), back: sha('b') }],
  };
  expect(written(state).map(({ seq, field, hash }) => [seq, field, hash])).toEqual([
    [1, 'text', sha('n')],
    [2, 'evidence', sha('e')],
    [3, 'why', sha('f')],
    [4, 'why', sha('s')],
    [6, 'was', sha('w')],
    [6, 'is', sha('i')],
    [6, 'back', sha('b')],
  ]);
});

test('A correction is kept beside what it corrects, which stays as it was; its words are typed texts like all others', () => {
  const one = written(open)[0]!;
  const about = { ...fact(one.seq, 'text'), field: one.field };
  const after = fold(open, rooted([about]));
  expect(after?.corrections).toEqual([
    { seq: 900, at: START, by: byPerson(rita.id), record: one.seq, field: one.field, text: sha('new'), why: sha('because') },
  ]);
  expect(after && written(after)).toEqual(written(open));
  expect([...(after?.typed.keys() ?? [])]).toEqual(expect.arrayContaining([sha('new'), sha('because')]));
  expect(after?.unknown).toBeNull();
});

test('A correction of what is not there closes the activation for writing', () => {
  expect(evolveCorrect(open, fact(1, 'back'), rooted([]))).toBeNull();
  const one = written(open).find(({ field }) => field !== 'back')!;
  expect(evolveCorrect(open, fact(one.seq, 'back'), rooted([]))).toBeNull();
  expect(fold(open, rooted([fact(1, 'back')]))?.unknown).toBe(`Corrected while ${open.phase}`);
});
