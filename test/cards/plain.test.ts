import { expect, test } from '@jest/globals';
import { DRAW } from '../../cards/card.ts';
import { readable } from '../../cards/plain.ts';
import { CARD_NAMES } from '../../cards/view.ts';
import { ALL_STAGES, night, PEOPLE } from './sample.ts';

const text = (type: string, more: object = {}) => ({ type: 'TextBlock', text: type, ...more });

test('A card reads from its band to its buttons', () => {
  const card = {
    body: [
      {
        type: 'Container',
        items: [{ type: 'ColumnSet', columns: [{ items: [text('REAL')] }, { items: [] }, { items: [text('BG-1'), text('x')] }] }],
      },
      text('**Rita** asks\nfor *one* [page](https://a.example) and 5\\*3, 2\\. \\[no\\]'),
      { type: 'RichTextBlock', inlines: [{ text: 'Why ' }, { text: '**as typed**' }] },
      {
        type: 'FactSet',
        facts: [
          { title: 'To', value: 'Rita' },
          { title: 'Until', value: '03:42' },
        ],
      },
      { type: 'FactSet', facts: [] },
      { type: 'Input.Text', id: 'a', label: 'Why', isRequired: true },
      { type: 'Input.Number', id: 'b', label: 'Number', value: 7 },
      {
        type: 'Input.ChoiceSet',
        id: 'c',
        label: 'Which',
        value: 'y',
        choices: [
          { title: 'No', value: 'n' },
          { title: 'Yes', value: 'y' },
        ],
      },
      { type: 'Image', url: 'x' },
      { type: 'ActionSet', actions: [{ type: 'Action.Execute', title: 'Look' }] },
    ],
    actions: [
      { type: 'Action.ShowCard', title: 'Deny …', card: { body: [text('Why not')], actions: [{ type: 'Action.Execute', title: 'Deny' }] } },
      { type: 'Action.Execute', title: 'Approve' },
      { type: 'Action.Execute', title: 'Timeline' },
      { type: 'Action.ShowCard', title: 'Empty …' },
    ],
  };
  expect(readable(card)).toBe(
    [
      'REAL   BG-1 x',
      'Rita asks',
      'for one page (https://a.example) and 5*3, 2. [no]',
      'Why **as typed**',
      'To     Rita',
      'Until  03:42',
      '[ Why *: ____ ]',
      '[ Number: 7 ]',
      '[ Which: ]',
      '  ( ) No',
      '  (•) Yes',
      '< Look >',
      '< Approve >  < Timeline >',
      '< Deny … >',
      '    Why not',
      '    < Deny >',
      '< Empty … >',
    ].join('\n'),
  );
});

test('A card without anything is an empty text', () => {
  expect(readable({})).toBe('');
});

test.each(CARD_NAMES)('Every %s card reads without marks of Markdown or markup, at every stage and for everybody', (name) => {
  for (const stage of ALL_STAGES) {
    const one = night(stage);
    for (const reader of PEOPLE) {
      const read = readable(DRAW[name](one.open, one.viewing(reader)).card);
      expect(read).toContain('BG-2026-0001');
      expect(read).not.toMatch(/\*\*|\\|\[object|undefined|null/);
    }
  }
});
