import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { graphProblems, misnamed, repeatedTasks } from '../../runbooks/graph.ts';
import { pathText } from '../../runbooks/places.ts';

const found = (steps: readonly object[], after: readonly object[] = []) =>
  graphProblems({ steps, after }).map(({ path, what }) => `${pathText(path)}: ${what}`);
const ask = (id: string, x: readonly string[], y: readonly string[]) => ({
  id,
  kind: 'decide',
  choices: [
    { id: 'x', to: x },
    { id: 'y', to: y },
  ],
});

describe('ids', () => {
  test('stand once among steps, choices and tasks', () => {
    expect(found([{ id: 'a' }, { id: 'b' }, { id: 'a' }], [{ id: 't' }, { id: 't' }])).toEqual([
      'steps[2].id: The id "a" is taken by an earlier step; every step has its own.',
      'after[1].id: The id "t" is taken by an earlier task; every task has its own.',
    ]);
    expect(
      found([
        {
          id: 'd',
          kind: 'decide',
          choices: [
            { id: 'x', to: [] },
            { id: 'x', to: [] },
          ],
        },
      ]),
    ).toEqual(['steps[0].choices[1].id: The id "x" is taken by an earlier choice; every choice has its own.']);
    expect(repeatedTasks({ tasks: [{ id: 'a' }, { id: 'a' }, 5, 5] }).map(({ path, what }) => `${pathText(path)}: ${what}`)).toEqual([
      'tasks[1].id: The id "a" is taken by an earlier task; every task has its own.',
    ]);
  });

  test('that the product gives to logged changes are refused, in a runbook and after every use', () => {
    const what = 'The id "change-12" is kept for the changes that people log; choose another one.';
    expect(found([{ id: 'change-12' }], [{ id: 'change-12' }, { id: 'change-it' }])).toEqual([`after[0].id: ${what}`]);
    expect(repeatedTasks({ tasks: [{ id: 'a' }, { id: 'change-12' }] }).map((one) => one.what)).toEqual([what]);
  });

  test('that no step has are named with the nearest one', () => {
    expect(
      found([
        { id: 'sign-in', fallback: 'cal-support' },
        ask('d', ['sing-in'], ['wombat']),
        { id: 'call-support', after: ['nobody', 'd'] },
      ]),
    ).toEqual([
      'steps[0].fallback: No step has the id "cal-support"; the nearest is "call-support".',
      'steps[1].choices[0].to[0]: No step has the id "sing-in"; the nearest is "sign-in".',
      'steps[1].choices[1].to[0]: No step has the id "wombat".',
      'steps[2].after[0]: No step has the id "nobody".',
    ]);
  });

  test('of the runbook are its file name, whatever the folder', () => {
    expect(misnamed({ id: 'a' }, '/x/runbooks/a.yaml')).toEqual([]);
    expect(misnamed({ id: 'a' }, 'x\\a.yaml')).toEqual([]);
    expect(misnamed({ id: 5 }, 'a.yaml')).toEqual([]);
    expect(misnamed({ id: 'a' }, 'b.yaml')).toEqual([
      { path: ['id'], what: 'The id is "a", but the file is called b.yaml; the file of this id is a.yaml.' },
    ]);
    expect(misnamed(null, 'b.yaml')).toEqual([]);
  });
});

describe('circles', () => {
  test('are named from their first step, whatever the steps wait by', () => {
    expect(
      found([
        { id: 'a', after: ['c'] },
        { id: 'b', after: ['a'] },
        { id: 'c', after: ['b'] },
      ]),
    ).toEqual(['steps[0].id: Steps wait for each other in a circle: a → b → c → a.']);
    expect(found([{ id: 'a' }, { id: 'b', after: ['b'] }])).toEqual(['steps[1].id: Steps wait for each other in a circle: b → b.']);
    expect(found([{ id: 'a', after: ['d'] }, ask('d', ['a'], [])])).toEqual([
      'steps[0].id: Steps wait for each other in a circle: a → d → a.',
    ]);
    expect(
      found([
        { id: 'a', after: ['f'], fallback: 'f' },
        { id: 'f', after: [] },
      ]),
    ).toEqual(['steps[0].id: Steps wait for each other in a circle: a → f → a.']);
    expect(
      found([
        { id: 'a', after: ['c'] },
        { id: 'c', after: ['a'] },
        { id: 'b', after: ['c', 'e'] },
        { id: 'e', after: ['b'] },
      ]),
    ).toEqual([
      'steps[0].id: Steps wait for each other in a circle: a → c → a.',
      'steps[2].id: Steps wait for each other in a circle: b → e → b.',
    ]);
    expect(
      found([
        { id: 'z', after: ['b'] },
        { id: 'b', after: ['a'] },
        { id: 'a', after: ['b'] },
      ]),
    ).toEqual(['steps[1].id: Steps wait for each other in a circle: b → a → b.']);
  });

  test('by a fallback that points back, or to its own step, are that fallback’s problem', () => {
    expect(found([{ id: 'a' }, { id: 'b', fallback: 'a' }])).toEqual([
      'steps[1].fallback: The fallback "a" does not stand after its step "b"; a fallback comes later in the file.',
    ]);
    expect(found([{ id: 'a', fallback: 'a' }])).toEqual([
      'steps[0].fallback: The fallback "a" does not stand after its step "a"; a fallback comes later in the file.',
    ]);
  });
});

describe('choices and evidence', () => {
  test('belong together', () => {
    expect(found([{ id: 'a', kind: 'do', evidence: 'choice' }])).toEqual([
      'steps[0].evidence: The evidence is a choice, but "choices" is missing; list at least two.',
    ]);
    expect(found([{ id: 'a', kind: 'do', evidence: 'text', choices: [{ id: 'x' }] }])).toEqual([
      'steps[0].choices: "choices" stands without use; write evidence: choice, or make it a decide step.',
    ]);
    expect(found([{ id: 'a', kind: 'check', evidence: 'choice', choices: [{ id: 'x' }, { id: 'y' }] }])).toEqual([]);
  });
  test('leave every sort of drill an answer', () => {
    const only = (...sorts: readonly (string | null)[]) =>
      found([
        { id: 'a', kind: 'decide', choices: sorts.map((sort, at) => ({ id: `x${at}`, to: [], ...(sort !== null && { only: sort }) })) },
      ]);
    expect(only('live', 'live')).toEqual(['steps[0].choices: A dry drill has no answer here; leave out an "only", or add an answer.']);
    expect(only('dry', 'dry')).toEqual(['steps[0].choices: A live drill has no answer here; leave out an "only", or add an answer.']);
    expect([only('dry', 'live'), only('dry', null), only(null, null), only()]).toEqual([[], [], [], []]);
  });
});

describe('a step after a branch', () => {
  const branch = ask('d', ['a'], []);
  const sentence = 'steps[2]: Step "end" follows "a", which not every run reaches; write "after" to say what it waits for.';

  test('has to say what it waits for', () => {
    expect(found([branch, { id: 'a' }, { id: 'end' }])).toEqual([sentence]);
    expect(found([branch, { id: 'a' }, { id: 'end', after: ['a', 'd'] }])).toEqual([]);
    expect(found([ask('d', ['a'], ['end']), { id: 'a' }, { id: 'end' }])).toEqual([]);
    expect(found([{ id: 'x', fallback: 'a' }, { id: 'a' }, { id: 'end' }])).toEqual([sentence]);
    expect(found([ask('d', ['a'], ['a']), { id: 'a' }, { id: 'end' }])).toEqual([]);
  });
});

test('nothing readable and too many steps are left to the schema', () => {
  for (const data of [null, 5, [], {}, { steps: 5 }, { steps: [5, null, {}], after: 'x' }]) expect(graphProblems(data)).toEqual([]);
  expect(graphProblems({ steps: Array.from({ length: 61 }, () => ({ id: 'a' })) })).toEqual([]);
  expect(found([{ id: 'a', after: Array.from({ length: 13 }, () => 'x') }])).toEqual([]);
});

test('no data whatever makes it throw', () => {
  const ids = fc.constantFrom('a', 'b', 'c', '');
  const steps = fc.array(
    fc.record(
      {
        id: ids,
        kind: fc.constantFrom('do', 'decide'),
        after: fc.array(ids),
        fallback: ids,
        choices: fc.array(fc.record({ id: ids, to: fc.array(ids) })),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.record({ steps })), (data) => Array.isArray(graphProblems(data))),
    { numRuns: 500 },
  );
});
