// What a reviewer reads about the work after the use.
import { expect, test } from '@jest/globals';
import { evidenceLines } from '../../cards/evidence.ts';
import type { Activation } from '../../ledger/activation.ts';
import { mona, type Night, night } from './sample.ts';

const lines = (one: Night, activation: Activation = one.open) => evidenceLines(activation, one.viewing(mona));

test('Each task with what was entered, who did it and who looked', () => {
  const [first, ...rest] = lines(night('review'));
  expect(first).toEqual({
    lead: 'Revoke all sessions of the account:',
    words: expect.stringMatching(/^Rita Requester, confirmed by Bea Approver: https/),
  });
  expect(rest.length).toBeGreaterThan(0);
});

test('Only while the review is open', () => {
  for (const stage of ['requested', 'in use', 'handed back', 'countersign', 'closed'] as const) expect(lines(night(stage))).toEqual([]);
  expect(lines(night('refused'))).toEqual(lines(night('review')));
});

test('A task of a runbook that is not at hand goes by its id; of a long list the rest is counted', () => {
  const one = night('review');
  const { open } = one;
  if (open.phase !== 'review') throw new Error('not in review');
  const [first] = open.tasks;
  const many = Array.from({ length: 14 }, (_, at) => ({ ...first!, task: `task-${at}` }));
  const shown = lines(one, { ...open, tasks: many });
  expect(shown).toHaveLength(13);
  expect(shown[0]?.lead).toBe('task-0:');
  expect(shown.at(-1)).toEqual({ lead: '2 more:', words: 'see the timeline.' });
  const unsaid = { ...first!, claimed: null };
  const unseen = { ...first!, confirmed: null };
  expect(lines(one, { ...open, tasks: [unsaid, unseen] })).toEqual([]);
});
