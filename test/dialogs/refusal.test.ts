import { expect, test } from '@jest/globals';
import { REFUSALS } from '../../dialogs/refusal.ts';
import { REASONS } from '../../ledger/fact.ts';

test('every reason has its own sentence, and it ends as one', () => {
  expect(Object.keys(REFUSALS).sort()).toEqual([...REASONS].sort());
  expect(new Set(Object.values(REFUSALS)).size).toBe(REASONS.length);
  for (const sentence of Object.values(REFUSALS)) expect(sentence).toMatch(/^[A-Z].{15,170}\.$/u);
});

test('the sentences tell what to do next', () => {
  expect(REFUSALS['requester-votes']).toBe('You asked for this account, so you cannot vote on it. Two other people must approve.');
  expect(REFUSALS['evidence-wrong']).toContain('a link starts with “https”, a number has digits only.');
  expect(REFUSALS['too-late']).toBe('The time to decide is over. The request has lapsed; a new one can be filed.');
  expect(REFUSALS['number-old']).toBe(
    'The number was typed on a card from before, so it was not taken. Enter the number that the requester reads out now on the card as it is now.',
  );
});
