import { describe, expect, test } from '@jest/globals';
import { conditions, guardsOf, type Linked } from '../../runbooks/branches.ts';

const choices = (all: Readonly<Record<string, readonly string[]>>) => Object.entries(all).map(([id, to]) => ({ id, to }));
const steps: readonly Linked[] = [
  { id: 'ask', after: [], choices: choices({ x: ['a'], y: ['b'], z: [] }) },
  { id: 'a', after: [], fallback: 'help' },
  { id: 'a2', after: ['a'] },
  { id: 'b', after: [], choices: choices({ one: ['b1'], two: ['b2'] }) },
  { id: 'b1', after: ['b'] },
  { id: 'b2', after: ['b'] },
  { id: 'after-b', after: ['b1', 'b2'] },
  { id: 'help', after: ['a'] },
  { id: 'after-help', after: ['help'] },
  { id: 'either', after: ['a', 'b'] },
  { id: 'end', after: ['ask', 'a2'] },
  { id: 'lost', after: ['nobody'] },
];
const said = (id: string, all = steps) => {
  const condition = conditions(all)(all.find((step) => step.id === id)!);
  return condition === 'always' ? condition : condition.map(({ step, choice }) => `${step.id}/${choice ?? 'failed'}`);
};

test('the answers that open a step directly are its guards', () => {
  expect(guardsOf('a', steps).map(({ step, choice }) => [step.id, choice])).toEqual([['ask', 'x']]);
  expect(guardsOf('help', steps).map(({ step, choice }) => [step.id, choice])).toEqual([['a', null]]);
  expect(guardsOf('end', steps)).toEqual([]);
});

describe('the condition of a step', () => {
  test('is always for what every run reaches', () => {
    expect([said('ask'), said('end'), said('lost')]).toEqual(['always', 'always', 'always']);
  });

  test('is inherited by what follows on the branch', () => {
    expect(said('a2')).toEqual(['ask/x']);
    expect(said('either')).toEqual(['ask/x', 'ask/y']);
    expect(said('after-help')).toEqual(['a/failed']);
  });

  test('is that of the decide step where each of its answers leads on', () => {
    expect(said('after-b')).toEqual(['ask/y']);
    const all: readonly Linked[] = [
      { id: 'd', after: [], choices: choices({ x: ['p', 's'], y: ['q', 's'] }) },
      { id: 'p', after: [] },
      { id: 'q', after: [] },
      { id: 'join', after: ['p', 'q'] },
      { id: 's', after: [] },
    ];
    expect([said('join', all), said('s', all)]).toEqual(['always', 'always']);
  });
});
