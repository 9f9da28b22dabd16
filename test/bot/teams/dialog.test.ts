// Cards in dialogs of Teams.
import { expect, test } from '@jest/globals';
import { dialogOf, LATE_DIALOG, sayInDialog } from '../../../bot/teams/dialog.ts';

test('A card in a dialog has the shape that is published, and every button sends its verb with its data', () => {
  const execute = {
    type: 'Action.Execute',
    title: 'Add',
    verb: 'note',
    style: 'positive',
    data: { card: 'quote' },
    fallback: { type: 'x' },
  };
  const bare = { type: 'Action.Execute', title: 'Look', verb: 'look' };
  const card = { type: 'AdaptiveCard', body: [{ type: 'ActionSet', actions: [bare] }, 'words'], actions: [execute] };
  expect(dialogOf({ card, summary: '' })).toEqual({
    task: {
      type: 'continue',
      value: {
        title: 'Add to the timeline',
        width: 'medium',
        height: 'medium',
        card: {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            body: [{ type: 'ActionSet', actions: [{ type: 'Action.Submit', title: 'Look', data: { verb: 'look' } }] }, 'words'],
            actions: [{ type: 'Action.Submit', title: 'Add', style: 'positive', data: { card: 'quote', verb: 'note' } }],
          },
        },
      },
    },
  });
});

test('A dialog that only says something is a message', () => {
  expect(sayInDialog('x')).toEqual({ task: { type: 'message', value: 'x' } });
  expect(JSON.stringify(LATE_DIALOG)).toContain('doing it twice adds it once');
});
