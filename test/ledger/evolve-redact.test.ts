// Which typed texts an activation holds: every hash of a typed text in any fact, under the names that are closed here.
import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { TYPED_FIELDS } from '../../dialogs/typed.ts';
import { TYPED_NAMES, typedIn } from '../../ledger/evolve-redact.ts';
import { Fact } from '../../ledger/fact.ts';
import { CLOSED, does, given, IN_USE, lastFact, mona, rita, sha } from '../dialogs/given.ts';

/** Digests at the top of a fact that are of no typed text. */
const OTHER = new Set([
  'Declared.postUse',
  'RatificationCast.declaration',
  'LedgerOpened.digest',
  'PolicyAdopted.digest',
  'PolicyAdopted.was',
  'Requested.postUse',
  'VoteCast.request',
  'Denied.request',
  'TextRedacted.hash',
  'PolicyChanged.digest',
  'PolicyChanged.roster',
  'RosterHeld.digest',
  'RosterHeld.roster',
  'RosterConfirmed.digest',
  'RosterRejected.digest',
]);

describe('the typed texts of an activation', () => {
  test('every field of every fact that holds a digest is a known typed text, or known not to be one', () => {
    const unknown = Fact.options.flatMap((option) => {
      const shape: Readonly<Record<string, z.ZodType>> = option.unwrap().shape;
      const holds = (field: z.ZodType, value: string): boolean => field.safeParse(value).success;
      const named = Object.entries(shape).filter(([, field]) => holds(field, sha('x')) && !holds(field, 'x'));
      const { value } = option.unwrap().shape.type;
      return named.map(([name]) => name).filter((name) => !TYPED_NAMES.has(name) && !OTHER.has(`${value}.${name}`));
    });
    expect(unknown).toEqual([]);
  });

  test('every typed field of a command has a name that facts use', () => {
    // these are asked for under names of their own, and kept as a reason like any other; a correction is kept as the text that it is
    const kept = (name: string) => (['cause', 'fault', 'need', 'whyNot', 'saw'].includes(name) ? 'why' : name.replace(/\d$/, ''));
    expect([...TYPED_FIELDS].filter((name) => name !== 'right' && !TYPED_NAMES.has(kept(name)))).toEqual([]);
  });

  test('are found in a fact with their fields; what is null, no digest, or of a later release is none', () => {
    const change = lastFact(given(...IN_USE, does(rita, 'change', { was: 'a', is: 'b', back: 'c' })).night, 'ChangeLogged');
    expect(typedIn(change)).toEqual([
      { field: 'was', hash: change.was },
      { field: 'is', hash: change.is },
      { field: 'back', hash: change.back },
    ]);
    expect(typedIn({ type: 'Withdrawn', why: null })).toEqual([]);
    expect(typedIn({ type: 'PolicyAdopted', digest: sha('a'), was: sha('b') })).toEqual([]);
    expect(
      typedIn({
        type: 'PolicyChanged',
        digest: sha('a'),
        was: sha('b'),
        roster: sha('c'),
        change: { people: [], accounts: [], limits: [], runbooks: [], sections: [] },
      }),
    ).toEqual([]);
    expect(typedIn({ type: 'Unknown', named: 'Blessed' })).toEqual([]);
  });

  test('each stands where it was typed first, and a night knows all of them', () => {
    const { night } = given(...CLOSED);
    const all = night.records.flatMap(({ facts, seq }) => facts.flatMap(typedIn).map(({ hash }) => [hash, seq] as const));
    expect(night.open.typed.size).toBe(new Set(all.map(([hash]) => hash)).size);
    for (const [hash, seq] of all) expect(night.open.typed.get(hash)?.seq).toBeLessThanOrEqual(seq);
    expect(night.open.redacted.size).toBe(0);
    const why = night.open.request.why;
    const out = given(...CLOSED, does(mona, 'redact', { what: why, why: 'It held a name.' })).night.open;
    expect(out.phase).toBe('closed');
    expect(out.redacted.get(why)).toMatchObject({ by: { person: mona.id } });
  });
});
