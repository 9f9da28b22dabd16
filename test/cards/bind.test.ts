// Templates: names compared at load, one pass, buttons wired.
import { expect, test } from '@jest/globals';
import { template, verifyNames, wired } from '../../cards/bind.ts';

const JSON_CARD = {
  body: [
    { type: 'TextBlock', text: 'Hello ${name}', size: '${size}', $when: '${shown}' },
    { $data: '${items}', $when: '${on}', type: 'TextBlock', text: '${label}', isVisible: '${on}', sub: [{ $data: '${deep}', n: '${n}' }] },
  ],
  actions: [{ type: 'Action.Execute', title: 'Go', $when: '${shown}' }],
};
const SHAPE = {
  name: 'text',
  size: 'text',
  shown: 'flag',
  items: { each: { label: 'text', on: 'flag', deep: { each: { n: 'number' } } } },
} as const;

test('A template is filled in one pass: what data holds is never evaluated', () => {
  const fill = template(JSON_CARD, SHAPE);
  const items = [
    { label: '${1+1}', on: true, deep: [{ n: 1 }, { n: 2 }] },
    { label: 'dropped', on: false, deep: [] },
  ];
  expect(fill({ name: '${name} ${size}', size: 'Small', shown: true, items })).toEqual({
    body: [
      { type: 'TextBlock', text: 'Hello ${name} ${size}', size: 'Small' },
      { type: 'TextBlock', text: '${1+1}', isVisible: true, sub: [{ n: 1 }, { n: 2 }] },
    ],
    actions: [{ type: 'Action.Execute', title: 'Go' }],
  });
});

test('What is not shown is not there, and a template without buttons has none', () => {
  const { actions: _, ...bodyOnly } = JSON_CARD;
  expect(template(bodyOnly, SHAPE)({ name: '', size: '', shown: false, items: [] })).toEqual({ body: [], actions: [] });
});

test('A name that the binder does not give, and one that the template has no place for, stop the program when it loads', () => {
  expect(() => template({ body: [{ text: '${nane}' }] }, { name: 'text' })).toThrow(
    'A card template and its binder disagree: card uses nane, which its binder does not give; card has no place for name.',
  );
});

test.each([
  ['an expression', { a: '${1+name}', b: '${name}' }, 'card uses 1+name, which its binder does not give'],
  ['a list as words', { a: '${list}', b: '${name}', c: [{ $data: '${list}', d: '${x}' }] }, 'card shows the list list as words'],
  ['a flag as words', { a: 'x ${flag}', b: '${name}' }, 'card shows the flag flag as words'],
  ['a flag in the place of a list', { a: '${name}', c: { $data: '${flag}' } }, 'card needs the name of a list in place of "${flag}"'],
  ['words in the place of a flag', { a: '${name}', c: { $when: '${name}' } }, 'card needs the name of a flag in place of "${name}"'],
  [
    'a condition that thinks',
    { a: '${name}', c: { $when: '${flag == true}' } },
    'card needs the name of a flag in place of "${flag == true}"',
  ],
  ['a condition that is no text', { a: '${name}', c: { $when: true } }, 'card needs the name of a flag in place of true'],
  [
    'an outer name inside a list',
    { a: '${name}', c: [{ $data: '${list}', d: '${x} ${name}' }] },
    'list uses name, which its binder does not give',
  ],
  ['an inherited name', { a: '${name} ${constructor}' }, 'card uses constructor, which its binder does not give'],
  ['an unused name of an item', { a: '${name}', c: [{ $data: '${list}' }] }, 'list has no place for x'],
])('Given %s, the problem is named', (_what, json, problem) => {
  const shape = { name: 'text', flag: 'flag', list: { each: { x: 'text' } } } as const;
  expect(verifyNames(json, shape)).toContain(problem);
});

test('Every button says where it hangs, also in small cards, and what old clients send instead', () => {
  const inner = {
    type: 'Action.Execute',
    title: 'Deny',
    verb: 'deny',
    style: 'destructive',
    associatedInputs: 'none',
    data: { request: 'r' },
  };
  const card = { type: 'Action.ShowCard', card: { actions: [inner] } };
  const data = { card: 'approval', activation: 'BG-2026-0042', request: 'r' };
  const { data: _, ...alike } = inner;
  const fallback = {
    type: 'Action.Submit',
    title: 'Deny',
    style: 'destructive',
    associatedInputs: 'none',
    data: { ...data, verb: 'deny' },
  };
  expect(wired([card], { card: 'approval', activation: 'BG-2026-0042' })).toEqual([
    { type: 'Action.ShowCard', card: { actions: [{ ...alike, data, fallback }] } },
  ]);
  expect(wired([{ type: 'Action.Execute', title: 'Go', verb: 'status' }], { card: 'help', activation: null })).toEqual([
    {
      type: 'Action.Execute',
      title: 'Go',
      verb: 'status',
      data: { card: 'help' },
      fallback: { type: 'Action.Submit', title: 'Go', data: { card: 'help', verb: 'status' } },
    },
  ]);
});
