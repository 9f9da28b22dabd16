import { describe, expect, test } from '@jest/globals';
import { announcementOf, foldDrills, NO_DRILLS } from '../../ledger/drills.ts';
import { ActivationId, AnnouncementId, Digest } from '../../ledger/ids.ts';
import {
  ANNOUNCED,
  at,
  bea,
  clock,
  dan,
  does,
  DRILL_AT,
  files,
  FIRST,
  given,
  LIVE,
  rico,
  rita,
  START,
  votes,
  aaron,
  type Act,
} from '../dialogs/given.ts';

const ID = AnnouncementId.parse('LD-2026-0001');
const filedOn = (...acts: readonly Act[]) => given(...acts).night.tenant.drills.announced.get(ID)?.filed;

describe('an announcement in the fold', () => {
  test('is there as it was made, not yet filed, and its number is taken', () => {
    const { drills } = given(...ANNOUNCED).night.tenant;
    expect(drills.announced.get(ID)).toMatchObject({ account: FIRST.id, operator: rita.id, at: DRILL_AT, filed: null });
    expect(drills.numbers.get(2026)).toBe(1);
  });
  test('is held by the activation that was filed on it, and given back by one that ended without a use', () => {
    expect(filedOn(...LIVE)).toBe('BG-2026-0001');
    expect(filedOn(...LIVE, votes(aaron), votes(bea))).toBe('BG-2026-0001');
    expect(filedOn(...LIVE, does(dan, 'deny', { why: 'no' }))).toBeNull();
    expect(filedOn(...LIVE, does(rita, 'withdraw'))).toBeNull();
    expect(
      filedOn(
        ...LIVE,
        at(({ open }) => open.request.decideBy + 1),
        clock('lapse'),
      ),
    ).toBeNull();
  });
  test('is not touched by what another activation does', () => {
    const other = files({ kind: 'drill', account: 'bg-admin-02', operator: rico.id }, rico);
    expect(filedOn(...LIVE, other, does(rico, 'withdraw'))).toBe('BG-2026-0001');
    expect(announcementOf(given(...LIVE).night.tenant.drills, ActivationId.parse('BG-2026-0009'))).toBeNull();
  });
});

describe('records that this release would not write', () => {
  const record = { ...given(...LIVE).night.records.at(-1)!, activation: null, at: START };
  const requested = given(...LIVE).night.records.at(-1)!.facts[0]!;
  test('a request on an announcement that nobody made changes nothing', () => {
    expect(foldDrills(NO_DRILLS, requested, record)).toBe(NO_DRILLS);
  });
  test('an end that belongs to no activation changes nothing', () => {
    expect(foldDrills(NO_DRILLS, { type: 'Withdrawn', why: null }, record)).toBe(NO_DRILLS);
  });
  test.each([true, false])('a revoked approval gives the announcement back, a revoked use does not (ends: %s)', (ends) => {
    const { night } = given(...LIVE);
    const revoked = { type: 'Revoked' as const, why: Digest.parse('ab'.repeat(32)), ends };
    const after = foldDrills(
      night.tenant.drills,
      revoked,
      night.records.findLast(({ activation }) => activation === night.open.id)!,
    );
    expect([...after.announced.values()].map(({ filed }) => filed)).toEqual([ends ? null : night.open.id]);
  });
  test('a smaller number does not take a number back', () => {
    const announced = (id: string) => ({
      type: 'DrillAnnounced' as const,
      id: AnnouncementId.parse(id),
      account: FIRST.id,
      operator: rita.id,
      action: Digest.parse('ab'.repeat(32)),
      at: START,
    });
    const drills = foldDrills(foldDrills(NO_DRILLS, announced('LD-2026-0007'), record), announced('LD-2026-0002'), record);
    expect(drills.numbers.get(2026)).toBe(7);
  });
});
