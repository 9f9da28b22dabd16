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

  test('so does a day; what was folded away and filled in is shown, and what was not stays folded', () => {
    const due = (id: string) => ({ type: 'Input.Date', id });
    const nobody = { type: 'Input.ChoiceSet', id: 'owner3', choices: [{ title: 'Nobody', value: '-' }] };
    const folded = (...items: readonly object[]) => ({ type: 'Container', isVisible: false, items });
    const body = [input('found'), due('due1'), folded(input('what2'), due('due2')), folded(input('what3'), due('due3'), nobody)];
    const before = { summary: 's', card: { body, actions: [button('review')] } };
    const pressed = { verb: 'review', found: 'x', due1: 'tomorrow', what2: 'more', due2: '2026-12-04', due3: '', owner3: '-' };
    expect(withTyped(before, pressed).card['body']).toEqual([
      input('found', 'x'),
      due('due1'),
      { ...folded(input('what2', 'more'), { ...due('due2'), value: '2026-12-04' }), isVisible: true },
      body[3],
    ]);
  });

  test('words about one follow-up or person are not put beside the button about another', () => {
    for (const [verb, item, was, is] of [
      ['follow-up-done', 'followUp', 1, 2],
      ['excuse-vote', 'person', 'E1002', 'E1003'],
    ] as const) {
      const { card } = withTyped(shown(button(verb, { [item]: is })), { verb, [item]: was, evidence: 'about the first' });
      expect(JSON.stringify(card['body'])).toContain('You typed: “about the first”');
      expect(JSON.stringify(card['body'])).not.toContain('"value":"about the first"');
    }
  });

  test('what does not fit into a card that can be sent is cut, the first texts last', () => {
    const wide = '中'.repeat(2_000);
    const drawn = {
      ...shown(button('x')).card,
      body: [input('evidence'), input('why'), input('found'), input('ticket'), { text: 'y'.repeat(9_000) }],
    };
    const { card } = withTyped({ summary: 's', card: drawn }, { verb: 'x', evidence: 'short', why: wide, found: wide, ticket: wide });
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(20 * 1024);
    const values = (card['body'] as readonly { readonly value?: string }[]).map(({ value }) => value?.length);
    expect(values[0]).toBe(5);
    expect(values[1]).toBe(2_000);
    expect(values[2]).toBeGreaterThan(500);
    expect(values[3]).toBeLessThan(300);
    const full = { ...drawn, body: [input('evidence'), { text: 'y'.repeat(20_000) }] };
    expect(withTyped({ summary: 's', card: full }, { verb: 'x', evidence: 'short' }).card).toBe(full);
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
