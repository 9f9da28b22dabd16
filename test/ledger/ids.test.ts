import { expect, test } from '@jest/globals';
import { AccountId, ActivationId, Digest, Instant, MODES, ObjectId, PartId, PersonId, Role, ROLES, Slug } from '../../ledger/ids.ts';

const GUID = 'aaaaaaaa-0000-4000-8000-000000000001';

test.each([
  ['a person', PersonId, ['E1001', 'a.b-c_d', '0'], ['', '-x', '.x', '__proto__', 'a b', 'a\n', 'é', 'x'.repeat(65)]],
  ['an account of a person', ObjectId, [GUID], ['', GUID.toUpperCase().replace('0', 'F'), `{${GUID}}`, `${GUID} `, GUID.slice(1)]],
  [
    'an activation',
    ActivationId,
    ['BG-2026-0042', 'BG-2026-999999'],
    ['BG-2026-42', 'bg-2026-0042', 'BG-26-0042', 'BG-2026-0042\n', 'BG-2026-1234567', ''],
  ],
  ['an emergency account', AccountId, ['bg-admin-01', '1'], ['', 'BG', '-a', 'a_b', 'x'.repeat(41)]],
  ['a part', PartId, ['key-1/pin'], ['key-1', 'key-1/', '/pin', 'a/b/c', 'Key/pin']],
  ['a digest', Digest, ['0'.repeat(64)], ['0'.repeat(63), 'F'.repeat(64), 'g'.repeat(64), `${'0'.repeat(64)}\n`]],
  ['a name in a runbook', Slug, ['find-policy', '1'], ['', '-a', 'A', 'a b', 'x'.repeat(81)]],
] as const)('the name of %s has one form', (_what, schema, good, bad) => {
  for (const name of good) expect(schema.parse(name)).toBe(name);
  for (const name of [...bad, null, undefined, 1, {}, []]) expect(schema.safeParse(name).success).toBe(false);
});

test('an instant is a whole number of milliseconds', () => {
  expect(Instant.parse(0)).toBe(0);
  for (const wrong of [-1, 0.5, '0', NaN, 2 ** 53]) expect(Instant.safeParse(wrong).success).toBe(false);
});

test('there are six roles and three modes', () => {
  expect(ROLES).toEqual(['responder', 'approver', 'custodian', 'watch', 'manager', 'auditor']);
  expect(Role.options).toEqual(ROLES);
  expect(MODES).toEqual(['local', 'drill', 'production']);
});
