import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Guard, guardsOf } from '../../runbooks/branches.ts';
import type { Runbook, Step } from '../../runbooks/runbook.ts';
import { comesNext, type Progress, type Walk, walk } from '../../runbooks/walk.ts';
import { decide, fileWith, runbookOf, runbooks, step } from './example.ts';

const ids = (steps: readonly Step[]) => steps.map(({ id }) => id as string);
const done = (id: string, choice?: string): Progress => ({ step: id, outcome: 'finished', ...(choice === undefined ? {} : { choice }) });
const skipped = (id: string): Progress => ({ step: id, outcome: 'skipped' });
const failed = (id: string): Progress => ({ step: id, outcome: 'failed' });
const seen = (at: Walk) => ({
  open: ids(at.open),
  waiting: at.waiting.map((one) => `${one.step.id} for ${ids(one.for).join(', ')}`),
  settled: ids([...at.done, ...at.skipped, ...at.failed]),
  notTaken: ids(at.notTaken),
  position: `${at.position.n} of ${at.position.of}`,
});

describe('steps one after the other', () => {
  const book = runbookOf(fileWith([step('a'), step('b'), step('c', 'after: [a]')]));

  test('given nothing, the first is open and the others wait', () => {
    expect(seen(walk(book, []))).toEqual({ open: ['a'], waiting: ['b for a', 'c for a'], settled: [], notTaken: [], position: '1 of 3' });
  });

  test('given the first is done, those that wait for it are open together', () => {
    expect(seen(walk(book, [done('a')]))).toEqual({ open: ['b', 'c'], waiting: [], settled: ['a'], notTaken: [], position: '2 of 3' });
  });

  test('given all are settled, nothing is open and the position stays at the end', () => {
    const at = walk(book, [done('a'), skipped('b'), done('c')]);
    expect([ids(at.done), ids(at.skipped), seen(at).position]).toEqual([['a', 'c'], ['b'], '3 of 3']);
  });

  test('the first answer counts, a failure without a fallback leaves the step open, unknown steps are passed over', () => {
    expect(ids(walk(book, [failed('a'), done('nobody')]).open)).toEqual(['a']);
    expect(ids(walk(book, [failed('a'), skipped('a'), done('a')]).skipped)).toEqual(['a']);
  });
});

describe('what comes next', () => {
  const book = runbookOf(
    fileWith([
      step('a', 'fallback: help'),
      step('help'),
      step('b', 'after: [a, help]'),
      decide('ask', { left: ['l'], right: ['r'] }),
      step('l'),
      step('r'),
      step('also', 'after: [ask]'),
      step('end', 'after: [l, r]'),
    ]),
  );
  const next = (id: string, ...progress: Progress[]) =>
    ids(
      comesNext(
        book,
        progress,
        book.steps.find((one) => one.id === id)!,
      ),
    );

  test('is what opens when the step is done, never its fallback', () => expect(next('a')).toEqual(['b']));
  test('is none of the branches of a decision that is still open', () => expect(next('ask', done('a'), done('b'))).toEqual(['also']));
  test('is where the chosen branch leads', () => expect(next('l', done('a'), done('b'), done('ask', 'left'))).toEqual(['end']));
  test('is not what is open already', () => expect(next('also', done('a'), done('b'), done('ask', 'left'))).toEqual([]));
});

describe('a decision', () => {
  const book = runbookOf(
    fileWith([
      decide('ask', { left: ['l'], right: ['r'], none: [] }),
      step('l'),
      step('l2', 'after: [l]'),
      step('r'),
      step('end', 'after: [ask, l2, r]'),
    ]),
  );

  test('keeps its branches waiting and counts with the longest one', () => {
    expect(seen(walk(book, []))).toEqual({
      open: ['ask'],
      waiting: ['l for ask', 'l2 for l', 'r for ask, l2', 'end for ask, l2, r'],
      settled: [],
      notTaken: [],
      position: '1 of 4',
    });
  });

  test('opens the branch of its answer only', () => {
    expect(seen(walk(book, [done('ask', 'right')]))).toMatchObject({
      open: ['r'],
      waiting: ['end for r'],
      notTaken: ['l', 'l2'],
      position: '2 of 3',
    });
    expect(seen(walk(book, [done('ask', 'left'), done('l')]))).toMatchObject({ open: ['l2'], notTaken: ['r'], position: '3 of 4' });
    expect(seen(walk(book, [done('ask', 'none')]))).toMatchObject({ open: ['end'], notTaken: ['l', 'l2', 'r'], position: '2 of 2' });
  });

  test('without a choice of its own stays open', () => {
    expect(ids(walk(book, [done('ask')]).open)).toEqual(['ask']);
    expect(ids(walk(book, [done('ask', 'wombat'), failed('ask')]).open)).toEqual(['ask']);
    expect(ids(walk(book, [{ step: 'ask', outcome: 'finished', choice: null }]).open)).toEqual(['ask']);
  });

  test('skipped takes no branch, and what comes after all branches opens', () => {
    expect(seen(walk(book, [skipped('ask')]))).toMatchObject({ open: ['end'], notTaken: ['l', 'l2', 'r'] });
    const joined = runbookOf(fileWith([decide('ask', { x: ['l'], y: ['r'] }), step('l'), step('r'), step('end', 'after: [l, r]')]));
    expect(seen(walk(joined, [skipped('ask')]))).toMatchObject({ open: ['end'], notTaken: ['l', 'r'] });
    expect(seen(walk(joined, [done('ask', 'x')]))).toMatchObject({ open: ['l'], waiting: ['end for l'] });
  });

  test('whose every answer opens a step still has to be answered first', () => {
    const both = runbookOf(fileWith([decide('ask', { x: ['s'], y: ['s'] }), step('s', 'after: []')]));
    expect(seen(walk(both, []))).toMatchObject({ open: ['ask'], waiting: ['s for ask'], position: '1 of 2' });
    expect(ids(walk(both, [skipped('ask')]).open)).toEqual(['s']);
  });

  test('on a branch that is not taken is not asked, nor is what it would open', () => {
    const nested = runbookOf(fileWith([decide('one', { x: ['two'], y: [] }), decide('two', { p: ['a'], q: [] }), step('a', 'after: []')]));
    expect(seen(walk(nested, []))).toMatchObject({ open: ['one'], waiting: ['two for one', 'a for two'], position: '1 of 3' });
    expect(seen(walk(nested, [done('one', 'y')]))).toMatchObject({ open: [], waiting: [], notTaken: ['two', 'a'], position: '1 of 1' });
  });
});

describe('a fallback', () => {
  const book = runbookOf(fileWith([step('a', 'fallback: help'), step('help'), step('end', 'after: [a, help]')]));

  test('is not counted and not taken while it is not needed', () => {
    expect(seen(walk(book, []))).toMatchObject({ open: ['a'], waiting: ['help for a', 'end for a, help'], position: '1 of 2' });
    expect(seen(walk(book, [done('a')]))).toMatchObject({ open: ['end'], notTaken: ['help'] });
    expect(seen(walk(book, [skipped('a')]))).toMatchObject({ open: ['end'], notTaken: ['help'] });
  });

  test('opens when its step does not work, which settles the step', () => {
    expect(seen(walk(book, [failed('a')]))).toMatchObject({
      open: ['help'],
      waiting: ['end for help'],
      settled: ['a'],
      position: '2 of 3',
    });
    expect(ids(walk(book, [failed('a')]).failed)).toEqual(['a']);
  });

  test('of two steps opens at the first failure without waiting for the other', () => {
    const shared = runbookOf(fileWith([step('a', 'fallback: help'), step('b', 'after: []\nfallback: help'), step('help', 'after: []')]));
    expect(ids(walk(shared, [failed('a')]).open)).toEqual(['b', 'help']);
  });
});

describe('a witness step', () => {
  const book = runbookOf(fileWith([step('a').replace('kind: do', 'kind: witness'), step('b')]));

  test('stays open until a second person has confirmed it', () => {
    expect([ids(walk(book, []).open), ids(walk(book, []).unwitnessed)]).toEqual([['a'], []]);
    expect([ids(walk(book, [done('a')]).open), ids(walk(book, [done('a')]).unwitnessed)]).toEqual([['a'], ['a']]);
    expect(ids(walk(book, [done('a'), { ...done('a'), witnessed: true }]).open)).toEqual(['b']);
    expect(ids(walk(book, [skipped('a')]).open)).toEqual(['b']);
  });
});

describe('a check that names a look', () => {
  const look = (id: string) => step(id, 'look: admins-work').replace('kind: do', 'kind: check');
  const book = runbookOf(fileWith([look('a'), step('b'), step('c')]));
  const is = (...progress: readonly Progress[]) => {
    const at = walk(book, progress);
    return [ids(at.open), ids(at.done), ids(at.claimed), ids(at.wrong)];
  };
  const right: Progress = { step: 'a', outcome: 'right' };
  const wrong: Progress = { step: 'a', outcome: 'wrong' };

  test('is claimed by a person’s answer, which is enough to go on', () => {
    expect(is()).toEqual([['a'], [], [], []]);
    expect(is(done('a'))).toEqual([['b'], ['a'], ['a'], []]);
  });
  test('is settled when it is seen right, with or without a claim', () => {
    expect(is(right)).toEqual([['b'], ['a'], [], []]);
    expect(is(done('a'), right)).toEqual([['b'], ['a'], [], []]);
  });
  test('is open again when it is seen wrong, and no answer of a person ticks it', () => {
    expect(is(wrong)).toEqual([['a'], [], [], ['a']]);
    expect(is(done('a'), wrong)).toEqual([['a'], [], [], ['a']]);
    expect(is(wrong, done('a'))).toEqual([['a'], [], [], ['a']]);
    // what was answered behind it stays answered
    expect(is(done('a'), done('b'), wrong)).toEqual([['a', 'c'], ['b'], [], ['a']]);
  });
  test('seen wrong is settled by being seen right later, or left out with a reason', () => {
    expect(is(done('a'), wrong, right)).toEqual([['b'], ['a'], [], []]);
    expect(is(wrong, wrong, right)).toEqual([['b'], ['a'], [], []]);
    expect(is(right, wrong)).toEqual([['a'], [], [], ['a']]);
    expect(is(wrong, skipped('a'))).toEqual([['b'], [], [], []]);
    expect(is(skipped('a'), wrong)).toEqual([['a'], [], [], ['a']]);
  });
  test('waits, though seen wrong, when what comes before it is seen wrong too', () => {
    const two = runbookOf(fileWith([look('a'), look('b')]));
    const at = walk(two, [done('a'), done('b'), wrong, { step: 'b', outcome: 'wrong' }]);
    expect([ids(at.open), ids(at.wrong)]).toEqual([['a'], ['a', 'b']]);
  });
  test('leads on by being seen', () => expect(ids(comesNext(book, [wrong], book.steps[0]!))).toEqual(['b']));
  test('is nothing for a step that names none', () => {
    const plain = runbookOf(fileWith([step('a').replace('kind: do', 'kind: check'), step('b')]));
    expect(ids(walk(plain, [right]).open)).toEqual(['a']);
    expect(ids(walk(plain, [done('a'), wrong]).open)).toEqual(['b']);
    expect([walk(plain, [wrong]).wrong, walk(plain, [done('a')]).claimed]).toEqual([[], []]);
  });
});

const answersFor = (book: Runbook) =>
  fc.array(
    fc.record({
      step: fc.constantFrom(...ids(book.steps)),
      outcome: fc.constantFrom('finished' as const, 'skipped' as const, 'failed' as const, 'right' as const, 'wrong' as const),
      choice: fc.constantFrom('c0', 'c1', 'c2', null),
      witnessed: fc.boolean(),
    }),
    { maxLength: 25 },
  );

/** Plays a run to its end by answering an open step each time, as these numbers say; the answers in the order they were given. */
function played(book: Runbook, numbers: readonly number[]): readonly Progress[] {
  const progress: Progress[] = [];
  for (let turn = 0; turn < 60; turn += 1) {
    const { open } = walk(book, progress);
    const number = numbers[turn % numbers.length] ?? 0;
    const next = open[number % Math.max(1, open.length)];
    if (next === undefined) return progress;
    const outcome = number % 5 === 0 ? 'skipped' : number % 3 === 0 && next.fallback !== undefined ? 'failed' : 'finished';
    progress.push({ step: next.id, outcome, choice: `c${number % (next.choices?.length ?? 1)}`, witnessed: true });
  }
  throw new Error('the run did not end');
}

describe('nothing can wedge', () => {
  test('whatever was answered, something is open as long as anything is left, and every step stands in exactly one list', () => {
    fc.assert(
      fc.property(
        runbooks.chain((book) => fc.tuple(fc.constant(book), answersFor(book))),
        ([book, progress]) => {
          const at = walk(book, progress);
          const all = [...at.open, ...at.waiting.map((one) => one.step), ...at.done, ...at.skipped, ...at.failed, ...at.notTaken];
          expect([...ids(all)].sort()).toEqual([...ids(book.steps)].sort());
          if (at.waiting.length > 0) expect(at.open.length).toBeGreaterThan(0);
          expect(at.position.n).toBeLessThanOrEqual(Math.max(1, at.position.of));
          expect(at.position.of).toBeLessThanOrEqual(book.steps.length);
        },
      ),
      { numRuns: 800 },
    );
  });

  test('answering what is open ends every run, and a waiting step always waits for something', () => {
    fc.assert(
      fc.property(runbooks, fc.array(fc.nat(59), { minLength: 1, maxLength: 20 }), (book, numbers) => {
        const progress = played(book, numbers);
        for (let length = 0; length <= progress.length; length += 1) {
          for (const one of walk(book, progress.slice(0, length)).waiting) expect(one.for.length).toBeGreaterThan(0);
        }
        expect(walk(book, progress).waiting).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('the order of answers to parallel steps does not matter', () => {
    fc.assert(
      fc.property(
        runbooks,
        fc.array(fc.nat(59), { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
        (book, numbers, luck) => {
          const progress = played(book, numbers);
          for (let length = 0; length <= progress.length; length += 1) {
            const given = progress.slice(0, length);
            const shuffled = given.map((one, index) => ({ one, at: luck[index] ?? 0 })).sort((a, b) => a.at - b.at);
            const twin = { ...book, steps: [...book.steps] };
            expect(
              seen(
                walk(
                  twin,
                  shuffled.map(({ one }) => one),
                ),
              ),
            ).toEqual(seen(walk(book, given)));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test('an answer never closes another open step, except a decision’s or a failure’s', () => {
    fc.assert(
      fc.property(runbooks, fc.array(fc.nat(59), { minLength: 1, maxLength: 20 }), (book, numbers) => {
        const progress = played(book, numbers);
        for (let length = 0; length < progress.length; length += 1) {
          const before = ids(walk(book, progress.slice(0, length)).open).filter((id) => id !== progress[length]?.step);
          expect(ids(walk(book, progress.slice(0, length + 1)).open)).toEqual(expect.arrayContaining(before));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('every step is reached by some run', () => {
    fc.assert(
      fc.property(runbooks, fc.nat(13), (book, number) => {
        const goal = book.steps[number % book.steps.length]!;
        const wanted = new Map<string, string | null>();
        const trace = (at: Step): void => {
          const guard: Guard | undefined = guardsOf(at.id, book.steps)[0];
          if (guard !== undefined) wanted.set(guard.step.id, guard.choice);
          book.steps.filter(({ id }) => id === (guard?.step.id ?? at.after[0])).forEach(trace);
        };
        trace(goal);
        const progress: Progress[] = [];
        for (let next = walk(book, progress).open[0]; next !== undefined; next = walk(book, progress).open[0]) {
          const choice = wanted.get(next.id);
          progress.push({ step: next.id, outcome: choice === null ? 'failed' : 'finished', choice: choice ?? 'c0', witnessed: true });
        }
        expect(progress.map((one) => one.step)).toContain(goal.id);
      }),
      { numRuns: 400 },
    );
  });
});
