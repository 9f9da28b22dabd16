import { expect, test } from '@jest/globals';
import { actors, ALL, kindOf, LINE_KINDS, onlyLines } from '../../ledger/line-kind.ts';
import { aaron, bea, carl } from '../cards/sample.ts';
import { LINES } from '../cards/sample-lines.ts';

const types = (kind: (typeof LINE_KINDS)[number] | null) =>
  new Set(LINES.filter(({ fact }) => kindOf(fact) === kind).map(({ fact }) => fact.type));

test('Votes, custody, the use and what follows are told apart, and what is none of them stands only among all lines', () => {
  for (const type of ['Requested', 'VoteCast', 'Denied', 'ExtensionApproved', 'Ratified', 'Declared', 'PageEnded'] as const)
    expect(types('votes')).toContain(type);
  expect([...types('custody')].sort()).toEqual([
    'CredentialInHand',
    'CredentialReleased',
    'CredentialReturned',
    'FallbackTaken',
    'ReleasedUnapproved',
  ]);
  for (const type of ['StepFinished', 'StepWitnessed', 'ChangeLogged', 'NoteTaken', 'CheckSeen', 'SignInSeen', 'BecameOverdue'] as const)
    expect(types('steps')).toContain(type);
  for (const type of ['HandedBack', 'TaskConfirmed', 'ChangeSettled', 'Reviewed', 'Closed'] as const)
    expect(types('after')).toContain(type);
  for (const type of ['Refused', 'Unknown', 'TextRedacted', 'PolicyChanged'] as const) expect(types(null)).toContain(type);
});

test('Only the lines of one person, of one kind or of both are left, in their order; the clock and the product are nobody', () => {
  expect(onlyLines(LINES, ALL)).toEqual(LINES);
  const person = LINES.filter(({ by }) => by.actor === 'person' && by.person === aaron.id);
  expect(person.length).toBeGreaterThan(1);
  expect(onlyLines(LINES, { person: aaron.id, kind: null })).toEqual(person);
  const custody = onlyLines(LINES, { person: null, kind: 'custody' });
  expect(custody.map(({ fact }) => fact.type)).toContain('CredentialReleased');
  expect(onlyLines(LINES, { person: carl.id, kind: 'custody' })).toEqual(
    custody.filter((line) => onlyLines([line], { person: carl.id, kind: null }).length > 0),
  );
  expect(
    onlyLines(
      LINES.filter(({ by }) => by.actor !== 'person'),
      { person: aaron.id, kind: null },
    ),
  ).toEqual([]);
});

test('Everybody who did something is known once, in the order of their first line', () => {
  const people = actors(LINES);
  expect(people).toContain(bea.id);
  expect(new Set(people).size).toBe(people.length);
  const [first] = LINES.flatMap(({ by }) => (by.actor === 'person' ? [by.person] : []));
  expect(people[0]).toBe(first);
  expect(actors(LINES.filter(({ by }) => by.actor !== 'person'))).toEqual([]);
});
