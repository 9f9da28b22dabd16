// The button that keeps words which look like a credential: where it stands, and what it brings along.
import { describe, expect, test } from '@jest/globals';
import { keptIn, lookAlike, noticeOfSuspects, withKeep } from '../../../bot/teams/warn.ts';

const FOUND = [
  { field: 'was', kind: 'a PIN', hash: 'aa' },
  { field: 'odd', kind: 'a password', hash: 'bb' },
] as const;
const press = { type: 'Action.Execute', verb: 'skip-step', title: 'Skip', style: 'destructive', data: { step: 'a', card: 'operation' } };

describe('the button that keeps', () => {
  test('stands beside the one that was pressed, with the mark of these words, for old clients too', () => {
    const other = { ...press, data: { ...press.data, step: 'b' } };
    const shown = { summary: 's', card: { actions: [{ type: 'Action.ShowCard', card: { actions: [press] } }, other] } };
    const { card } = withKeep(shown, { verb: 'skip-step', step: 'a', why: 'x' }, FOUND);
    const data = { step: 'a', card: 'operation', keep: 'aa bb' };
    const keep = {
      type: 'Action.Execute',
      verb: 'skip-step',
      title: 'Keep it as it is',
      data,
      fallback: { type: 'Action.Submit', title: 'Keep it as it is', data: { ...data, verb: 'skip-step' } },
    };
    expect(card).toEqual({ actions: [{ type: 'Action.ShowCard', card: { actions: [press, keep] } }, other] });
  });

  test('takes over that a button sends no inputs', () => {
    const shown = { summary: 's', card: { actions: [{ ...press, associatedInputs: 'none' }] } };
    const { card } = withKeep(shown, { verb: 'skip-step', step: 'a' }, FOUND);
    expect(card['actions']).toMatchObject([{}, { associatedInputs: 'none', fallback: { associatedInputs: 'none' } }]);
  });

  test('brings the words along where the pressed one is gone', () => {
    for (const shown of [
      { summary: 's', card: {} },
      { summary: 's', card: { actions: [] } },
    ]) {
      const { card } = withKeep(shown, { verb: 'skip-step', step: 'a', why: 'x' }, FOUND);
      expect(card['actions']).toMatchObject([
        { title: 'Keep it as it is', verb: 'skip-step', associatedInputs: 'none', data: { step: 'a', why: 'x', keep: 'aa bb' } },
      ]);
    }
    const bare = { ...press, data: undefined };
    expect(withKeep({ summary: 's', card: { actions: [bare] } }, { verb: 'skip-step' }, FOUND).card['actions']).toMatchObject([
      bare,
      { title: 'Keep it as it is' },
    ]);
  });

  test('its mark is read back, and nothing else is taken for one', () => {
    expect(keptIn({ keep: 'aa bb' })).toEqual(new Set(['aa', 'bb']));
    for (const keep of [undefined, 7, ['aa']]) expect(keptIn({ keep })).toEqual(new Set());
  });

  test('the warning names each field by its words on the card, and what to do', () => {
    expect(lookAlike(FOUND)).toBe('What stands under “It was” looks like a PIN. What stands under “odd” looks like a password.');
    expect(noticeOfSuspects(FOUND.slice(0, 1)).text).toBe(
      'Nothing was recorded. What stands under “It was” looks like a PIN. Everybody on the roster can read what is recorded. Take it out and press the button again. If it is none, press “Keep it as it is”.',
    );
  });
});
