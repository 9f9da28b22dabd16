import { expect, test } from '@jest/globals';
import { fold } from '../../ledger/fold.ts';
import { type Act, BACK, does, FILED, given, IN_USE, mona, olaf, rico } from '../dialogs/given.ts';

const joined = (...acts: readonly Act[]) => given(...acts).night.open.course.joined.map(({ person }) => person);

test('who came along is known in the order in which they came, each once', () => {
  expect(joined(...IN_USE, does(rico, 'join'), does(olaf, 'join'), does(rico, 'offer-takeover'))).toEqual([rico.id, olaf.id]);
});

test('neither the clock nor anybody before or after its time can come along', () => {
  const by = { actor: 'clock' } as const;
  for (const [acts, type, record] of [
    [FILED, 'TakeoverOffered', {}],
    [BACK, 'Joined', {}],
    [IN_USE, 'Joined', { by }],
  ] as const) {
    const { night } = given(...acts, does(mona, 'note', { text: 'x' }));
    const last = { ...night.records.at(-1)!, root: night.open.last.root, facts: [{ type }], ...record };
    expect(fold(night.open, last)?.unknown).toContain(type);
  }
});
