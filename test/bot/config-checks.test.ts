// The same thing twice among emergency accounts and inside one, each with the line of the other.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { verifyAccounts, verifyPeople } from '../../bot/config-checks.ts';
import { readable } from '../../bot/config-shape.ts';
import { parseTree } from '../../bot/config-yaml.ts';

const example = readFileSync(new URL('../../deploy/glassbreak.example.yaml', import.meta.url), 'utf8');

function found(from: string, to: string): readonly string[] {
  expect(example.split(from)).toHaveLength(2);
  const tree = parseTree(Buffer.from(example.replace(from, to)));
  if (!('value' in tree)) throw new Error(tree.map((problem) => problem.what).join());
  const { people, accounts } = readable(tree.value);
  return [...verifyPeople(tree, people), ...verifyAccounts(tree, accounts)].map(({ line, where, what }) => `${line} ${where}: ${what}`);
}

describe('emergency accounts', () => {
  test.each([
    [
      'id: bg-admin-02\n',
      'id: bg-admin-01\n',
      '74 emergencyAccounts[bg-admin-01].id: this is also the id in line 59: every emergency account has its own',
    ],
    [
      'upn: bg-admin-02@',
      'upn: BG-admin-01@',
      '75 emergencyAccounts[bg-admin-02].upn: this is also the sign-in name in line 60: every emergency account has its own',
    ],
    [
      'eeeeeeee-0000-4000-8000-000000000002',
      'EEEEEEEE-0000-4000-8000-000000000001',
      '76 emergencyAccounts[bg-admin-02].object: this is also the object id in line 61: every emergency account has its own',
    ],
    [
      'id: card-1',
      'id: password-1',
      '89 emergencyAccounts[bg-admin-02].credentials[password-1].id: this is also the id in line 78: every credential of bg-admin-02 has its own',
    ],
    [
      'id: password-1',
      'id: key-1',
      '78 emergencyAccounts[bg-admin-02].credentials[key-1].id: this is also the id of a credential of bg-admin-01 in line 63: every credential of all accounts has its own',
    ],
    [
      'id: second-half',
      'id: first-half',
      '85 emergencyAccounts[bg-admin-02].credentials[password-1].parts[first-half].id: this is also the id in line 81: every part of a credential has its own',
    ],
    [
      'what: security key\n            custodians: [E1004]',
      'what: security key\n            custodians: [E1004, E1004]',
      '68 emergencyAccounts[bg-admin-01].credentials[key-1].parts[key].custodians[#2]: this custodian is also in line 68: list each once',
    ],
  ])('%j as %j is found', (from, to, sentence) => {
    expect(found(from, to)).toEqual([sentence]);
  });

  test('two credentials may name their parts alike', () => {
    expect(found('id: first-half', 'id: card')).toEqual([]);
  });
});

describe('people', () => {
  test.each([
    ['in other letters and order', 'Bea Approver', 'approver Aaron'],
    ['in full-width letters', 'Bea Approver', 'Ａaron Approver'],
  ])('one name %s is one name', (_, from, to) => {
    expect(found(from, to)).toEqual([
      '35 people[E1003].name: E1002 in line 30 has the same name, probably one person under two names: give one person one entry with all accounts; if they are two, tell them apart in the name',
    ]);
  });

  test('one person may have several accounts and roles, and the duty phone', () => {
    expect(
      found('[aaaaaaaa-0000-4000-8000-000000000005]', '[aaaaaaaa-0000-4000-8000-000000000005, aaaaaaaa-0000-4000-8000-000000000055]'),
    ).toEqual([]);
    expect(found('roles: [manager]', 'roles: [manager, approver]')).toEqual([]);
    expect(found('+49 30 555 0105', '+49 30 555 0100')).toEqual([]);
  });
});
