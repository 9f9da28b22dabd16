import { describe, expect, test } from '@jest/globals';
import { declarationFrom, evolveDeclared, openingOf, withDeclaration } from '../../ledger/evolve-declared.ts';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import { Declared, declaredFacts } from '../../ledger/fact-declared.ts';
import { fold } from '../../ledger/fold.ts';
import type { By } from '../../ledger/record.ts';
import { foldTenant, NO_TENANT } from '../../ledger/tenant.ts';
import {
  type Act,
  aaron,
  APPROVED,
  BACK,
  FILED,
  given,
  IN_USE,
  KEY,
  lastFact,
  ONE_VOTE,
  PIN,
  rico,
  rita,
  sha,
  START,
} from '../dialogs/given.ts';
import { DECLARED, RATIFIED, seen } from '../dialogs/given-declared.ts';

type DeclaredFact = Parameters<typeof evolveDeclared>[1];
const BY: By = given(...ONE_VOTE).night.records[1]!.by;
const open = (acts: readonly Act[]): Activation => given(...acts).night.open;
const recordOf = (fact: DeclaredFact | Declared, by: By = BY): Rooted => ({
  v: 1,
  seq: 90,
  at: START,
  activation: open(FILED).id,
  by,
  policy: sha('p'),
  facts: [fact],
  root: sha('root'),
});
const evolve = (acts: readonly Act[], fact: DeclaredFact, by: By = BY) => evolveDeclared(open(acts), fact, recordOf(fact, by));
const MARK = { seq: 90, at: START, by: BY };
const text = sha('text');
const fact = lastFact(given(...DECLARED).night, 'Declared');
const cast: DeclaredFact = { type: 'RatificationCast', stand: 'ratified', declaration: sha('r'), accounts: aaron.accounts, why: text };
const judged: readonly DeclaredFact[] = [
  { type: 'Ratified', judges: [aaron.id, rico.id] },
  { type: 'Rejected', judges: [aaron.id, rico.id] },
  { type: 'RatificationLapsed', due: START },
];

describe('what a fact makes of a use without quorum', () => {
  test('it begins in use, with no grant, and nobody had time to decide', () => {
    expect(open(DECLARED)).toMatchObject({ phase: 'in use', grant: null, use: { at: fact.since, end: fact.end, overdue: null } });
    expect(openingOf(fact, 7)).toMatchObject({
      kind: 'real',
      ticket: null,
      decideBy: 7,
      collectMinutes: 0,
      over: null,
      otherAdmin: 'unknown',
    });
    expect(declarationFrom(fact, MARK)).toMatchObject({ ...MARK, judged: null, named: null, witnesses: [] });
  });
  test('neither the clock nor a record without activation declares anything, and nothing is declared twice', () => {
    expect(fold(null, recordOf(fact, { actor: 'clock' }))).toBeNull();
    expect(fold(null, { ...recordOf(fact), activation: null })).toBeNull();
    expect(fold(open(FILED), recordOf(fact))?.unknown).toBe('Declared after the beginning');
    expect(foldTenant(NO_TENANT, { ...recordOf(fact), activation: null })).toEqual(NO_TENANT);
  });
  test('a request that is overtaken ends, one that is in use does not', () => {
    const by = open(FILED).id;
    for (const acts of [FILED, APPROVED])
      expect(evolve(acts, { type: 'RequestOvertaken', by })).toMatchObject({ phase: 'superseded', ending: MARK });
    for (const acts of [IN_USE, DECLARED]) expect(evolve(acts, { type: 'RequestOvertaken', by })).toBeNull();
  });
  test('who it was is known from then on', () => {
    const named = evolve([seen()], { type: 'OperatorNamed', operator: rico.id, accounts: rico.accounts });
    expect(named).toMatchObject({ request: { operator: rico.id, ownAccounts: rico.accounts }, declared: { named: MARK } });
    expect(named?.involved.has(rico.id)).toBe(true);
    expect(evolve(IN_USE, { type: 'OperatorNamed', operator: rico.id, accounts: [] })).toBeNull();
  });
  test('a part that went out is out; of an approved use it would be another fact', () => {
    const out: DeclaredFact = { type: 'ReleasedUnapproved', part: KEY, to: rita.id, seal: text };
    expect(evolve(DECLARED, out)?.released.get(KEY)).toEqual({ ...MARK, to: rita.id, seal: text });
    for (const acts of [IN_USE, APPROVED, FILED]) expect(evolve(acts, { ...out, part: PIN })).toBeNull();
  });
  test('a judgement is one person’s, the newest counts', () => {
    const after = evolve(DECLARED, cast);
    expect(after).toMatchObject({ declared: { casts: new Map([[aaron.id, { ...MARK, stand: 'ratified', why: text }]]) } });
    expect(evolve(RATIFIED, { ...cast, stand: 'rejected' })).toMatchObject({ declared: { casts: expect.objectContaining({ size: 2 }) } });
    expect(evolve(DECLARED, cast, { actor: 'clock' })).toBeNull();
    expect(evolve(APPROVED, cast)).toBeNull();
  });
  test('it is settled as ratified, rejected or lapsed, and nothing that was asked for is', () => {
    for (const [at, as] of ['ratified', 'rejected', 'lapsed'].entries()) {
      expect(evolve(DECLARED, judged[at]!)).toMatchObject({ grant: null, declared: { judged: { ...MARK, as } } });
      for (const acts of [FILED, APPROVED, BACK]) expect(evolve(acts, judged[at]!)).toBeNull();
    }
  });
  test('a sign-in is kept in every phase', () => {
    for (const acts of [FILED, IN_USE, BACK, DECLARED])
      expect(evolve(acts, { type: 'SignInSeen', when: 7, detail: text })?.signIns).toEqual([{ ...MARK, when: 7, detail: text }]);
  });
  test('without a declaration there is none to change', () => expect(withDeclaration(open(IN_USE), (one) => one)).toBeNull());
});

test('a judgement of one is no fact', () => {
  for (const type of ['Ratified', 'Rejected'])
    expect(declaredFacts.some((schema) => schema.safeParse({ type, judges: [aaron.id] }).success)).toBe(false);
  expect(Declared.safeParse(fact).success).toBe(true);
});
