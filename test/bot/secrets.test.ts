// Numbers and salts: from the key alone, the same every time, and each from a secret of its own.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { deriveSecrets } from '../../bot/secrets.ts';
import { Digest, PersonId } from '../../ledger/ids.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const request = Digest.parse('a'.repeat(64));
const [aaron, bea] = [PersonId.parse('E1002'), PersonId.parse('E1003')];

describe('the numbers', () => {
  test('are the same for the same request, approver and try, also after a restart', () => {
    const [one, two] = [deriveSecrets(privateKey), deriveSecrets(privateKey)];
    expect(one.number(request, aaron, 0)).toBe(two.number(request, aaron, 0));
    expect(one.salt(['a', 'b'])).toBe(two.salt(['a', 'b']));
  });

  test('lie between 0 and 99 and differ by try, by approver, by request and by key', () => {
    const { number } = deriveSecrets(privateKey);
    const other = deriveSecrets(generateKeyPairSync('ed25519').privateKey);
    const row = (of: (attempt: number) => number) => Array.from({ length: 40 }, (_, attempt) => of(attempt));
    const rows = [
      row((at) => number(request, aaron, at)),
      row((at) => number(request, bea, at)),
      row((at) => number(Digest.parse('b'.repeat(64)), aaron, at)),
      row((at) => other.number(request, aaron, at)),
    ];
    for (const each of rows) expect(each.every((one) => Number.isInteger(one) && one >= 0 && one < 100)).toBe(true);
    expect(new Set(rows.map((each) => each.join(' '))).size).toBe(4);
    expect(new Set(rows[0]).size).toBeGreaterThan(20);
  });
});

describe('the salts', () => {
  test('are 32 hex digits, and no two lists of words run into one another', () => {
    const { salt } = deriveSecrets(privateKey);
    expect(salt(['E1002', 'deny'])).toMatch(/^[0-9a-f]{32}$/);
    expect(salt(['a', 'b'])).not.toBe(salt(['ab']));
    expect(salt(['a b'])).not.toBe(salt(['a', 'b']));
  });
});
