import { expect, test } from '@jest/globals';
import { ended } from '../../ledger/activation.ts';
import {
  APPROVED,
  at,
  BACK,
  clock,
  CLOSED,
  DENIED,
  does,
  FILED,
  files,
  given,
  IN_USE,
  looksAt,
  REVIEW,
  rico,
  rita,
} from '../dialogs/given.ts';

test('every phase that is an end is one', () => {
  const drill = [files({ kind: 'drill' }), files({ operator: rico.id }, rico), looksAt('BG-2026-0001'), clock('supersede')];
  const over = [
    DENIED,
    [...FILED, does(rita, 'withdraw')],
    [...FILED, at((night) => night.open.request.decideBy + 1), clock('lapse')],
    drill,
    CLOSED,
  ];
  expect(over.map((acts) => given(...acts).night.open).map((one) => [one.phase, ended(one)])).toEqual([
    ['denied', true],
    ['withdrawn', true],
    ['lapsed', true],
    ['superseded', true],
    ['closed', true],
  ]);
  for (const acts of [FILED, APPROVED, IN_USE, BACK, REVIEW]) expect(ended(given(...acts).night.open)).toBe(false);
});
