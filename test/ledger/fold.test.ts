import { describe, expect, test } from '@jest/globals';
import type { Rooted } from '../../ledger/activation.ts';
import { fold, refusalKey, requestDigest } from '../../ledger/fold.ts';
import { canonical } from '../../ledger/canonical.ts';
import { ActivationId } from '../../ledger/ids.ts';
import { hash } from 'node:crypto';
import {
  aaron,
  APPROVED,
  CLOSED,
  does,
  FILED,
  files,
  given,
  IN_USE,
  lastFact,
  milo,
  misses,
  ONE_VOTE,
  rico,
  rita,
  wanda,
  sha,
} from '../dialogs/given.ts';

const PRODUCT = { actor: 'product' } as const;

describe('an activation', () => {
  test('begins with its request', () => {
    const { night } = given(...FILED);
    expect(night.open).toMatchObject({
      id: 'BG-2026-0001',
      phase: 'requested',
      requester: rita.id,
      unknown: null,
      last: { seq: 1, at: night.now, root: sha('root 1') },
    });
    expect(night.open.filed).toEqual({ seq: 1, at: night.now, by: night.records[0]!.by });
    expect([...night.open.involved]).toEqual([rita.id]);
  });
  test('its digest is the SHA-256 of the canonical bytes of the request', () => {
    const request = lastFact(given(...FILED).night, 'Requested');
    expect(requestDigest(request)).toBe(hash('sha256', canonical({ ...request }), 'hex'));
    expect(given(...FILED).night.open.digest).toBe(requestDigest(request));
    expect(requestDigest({ ...request, useMinutes: 61 })).not.toBe(requestDigest(request));
  });
  test('is nothing before its request, and nothing without a person or an id', () => {
    const [record] = given(...FILED).night.records;
    expect(fold(null, { ...record!, facts: [{ type: 'VoteVoided' }] })).toBeNull();
    expect(fold(null, { ...record!, facts: [{ type: 'Unknown', named: 'Declared' }] })).toBeNull();
    expect(fold(null, { ...record!, by: PRODUCT })).toBeNull();
    expect(fold(null, { ...record!, activation: null })).toBeNull();
  });
  test('a state is not changed by folding on', () => {
    const { night } = given(...IN_USE);
    let state = fold(null, night.records[0]!);
    for (const record of night.records.slice(1)) {
      const before = structuredClone(state);
      const next = fold(state, record);
      expect(state).toEqual(before);
      state = next;
    }
    expect(state).toEqual(night.open);
  });
});

describe('who took part', () => {
  test('whoever did anything but note or be refused', () => {
    const { night } = given(files({ operator: rico.id }), misses(aaron), does(wanda, 'note', { text: 'x' }));
    expect([...night.open.involved]).toEqual([rita.id, rico.id, aaron.id]);
    night.write(night.open.id, [{ type: 'Refused', command: 'approve', reason: 'not-your-role' }], night.records[0]!.by);
    expect(night.open.involved.has(wanda.id)).toBe(false);
    expect(given(...CLOSED).night.open.involved.has(milo.id)).toBe(false);
  });
  test('refusals are remembered by person, command and reason', () => {
    const { night } = given(...FILED);
    const refusal = { type: 'Refused', command: 'approve', reason: 'requester-votes' } as const;
    night.write(night.open.id, [refusal], night.records[0]!.by);
    expect([...night.open.refusals]).toEqual([`${rita.id} approve requester-votes`]);
    expect(refusalKey(rita.id, refusal)).toBe(`${rita.id} approve requester-votes`);
  });
});

describe('what cannot have happened closes the activation for writing', () => {
  const after = (acts: typeof FILED, facts: Rooted['facts'], by: Rooted['by'] = PRODUCT) => {
    const { night } = given(...acts);
    return fold(night.open, { ...night.records.at(-1)!, by, facts })?.unknown;
  };
  const request = lastFact(given(...FILED).night, 'Requested');

  test('a fact of a later release', () => expect(after(FILED, [{ type: 'Unknown', named: 'UseExtended' }])).toBe('UseExtended'));
  test('a second request', () => expect(after(FILED, [request])).toBe('Requested twice'));
  test('a refusal of nobody', () =>
    expect(after(FILED, [{ type: 'Refused', command: 'approve', reason: 'too-late' }])).toBe('Refused while requested'));
  test('a fact that belongs to no activation', () => {
    expect(after(FILED, [{ type: 'PolicyAdopted', digest: sha('x'), was: null }])).toBe('PolicyAdopted while requested');
    expect(after(FILED, [{ type: 'LedgerOpened', mode: 'local', tenant: 't', origin: 'o', key: 'k' }])).toBe(
      'LedgerOpened while requested',
    );
  });
  test('and it stays the activation that it was', () => {
    const { night } = given(...ONE_VOTE);
    night.write(ActivationId.parse('BG-2026-0001'), [{ type: 'Closed' }], PRODUCT);
    expect(night.open).toMatchObject({ phase: 'requested', unknown: 'Closed while requested', last: { seq: 3 } });
    night.write(night.open.id, [request], night.records[0]!.by);
    expect(night.open.requester).toBe(rita.id);
    expect(given(...APPROVED).night.open.unknown).toBeNull();
  });
});
