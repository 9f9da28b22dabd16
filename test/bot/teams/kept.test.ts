// What could not be taken stays where it was typed: beside the same button about the same thing, else above the card.
import { describe, expect, test } from '@jest/globals';
import { withTyped } from '../../../bot/teams/kept.ts';

const input = (id: string, value = '') => ({ type: 'Input.Text', id, value });
const button = (verb: string, data: object = {}) => ({ type: 'Action.Execute', verb, data });
const small = (...body: readonly object[]) => ({ type: 'Action.ShowCard', card: { body } });

const shown = (...actions: readonly object[]) => ({
  summary: 's',
  card: { body: [{ type: 'TextBlock', text: 'band' }, input('evidence'), input('number')], actions },
});

describe('text that could not be taken', () => {
  test('comes back in the input beside the same button; what is no typed text does not', () => {
    const { card } = withTyped(shown(button('finish-step', { step: 'a' })), {
      verb: 'finish-step',
      step: 'a',
      evidence: 'seen',
      number: '42',
    });
    expect(card['body']).toEqual([{ type: 'TextBlock', text: 'band' }, input('evidence', 'seen'), input('number')]);
  });

  test('the answer that was chosen beside it stays chosen, if it is offered still', () => {
    const choice = { type: 'Input.ChoiceSet', id: 'choice', choices: [{ title: 'A', value: 'a' }], value: '' };
    const before = { summary: 's', card: { body: [choice, input('why')], actions: [button('skip-step')] } };
    const pressed = { verb: 'skip-step', why: 'x' };
    expect(withTyped(before, { ...pressed, choice: 'a' }).card['body']).toEqual([{ ...choice, value: 'a' }, input('why', 'x')]);
    for (const gone of ['b', 7]) expect(withTyped(before, { ...pressed, choice: gone }).card['body']).toEqual([choice, input('why', 'x')]);
  });

  test('comes back in the small card that has the button, and in no other', () => {
    const skip = small(input('why'), { type: 'ActionSet', actions: [button('skip-step', { step: 'a' })] });
    const fail = small(input('why'), { type: 'ActionSet', actions: [button('fail-step', { step: 'a' })] });
    const { card } = withTyped(shown(skip, fail), { verb: 'fail-step', step: 'a', why: 'the portal is down' });
    expect(JSON.stringify(card['actions'])).toBe(
      JSON.stringify([
        skip,
        small(input('why', 'the portal is down'), { type: 'ActionSet', actions: [button('fail-step', { step: 'a' })] }),
      ]),
    );
  });

  test('is never put beside a button about something else: there it stands above the card, as plain words', () => {
    const before = shown(button('finish-step', { step: 'b' }));
    const { card } = withTyped(before, { verb: 'finish-step', step: 'a', evidence: '[x](https://evil.example)', why: 'second' });
    expect(card['body']).toEqual([
      { type: 'TextBlock', text: 'band' },
      { type: 'TextBlock', text: expect.stringMatching(/^You typed: “\\\[x\\\].* · second”$/), wrap: true },
      input('evidence'),
      input('number'),
    ]);
    expect(JSON.stringify(card)).not.toContain('](https://evil');
  });

  test('a press without any, or with blanks, numbers and lists in its place, leaves the card as it is', () => {
    const before = shown(button('hand-back'));
    for (const data of [{}, { why: '  ' }, { why: 7, text: ['x'] }]) expect(withTyped(before, { verb: 'hand-back', ...data })).toBe(before);
  });

  test('of any length it keeps the card small, and a card without a body gets one', () => {
    const { card } = withTyped(shown(button('finish-step')), { verb: 'finish-step', evidence: 'x'.repeat(20_000) });
    expect(JSON.stringify(card).length).toBeLessThan(3_000);
    expect(withTyped({ summary: '', card: {} }, { verb: 'deny', why: 'no' }).card).toEqual({
      body: [{ type: 'TextBlock', text: 'You typed: “no”', wrap: true }],
    });
  });
});
