import { expect, test } from '@jest/globals';
import { policyFindings } from '../../../bot/commands/policy-findings.ts';
import { parseConfig } from '../../../bot/config.ts';
import type { Fact } from '../../../ledger/fact.ts';
import type { ReadRecord } from '../../../ledger/record.ts';
import { sha } from '../../dialogs/given.ts';
import { worldConfig } from '../../world.ts';

const AT = Date.UTC(2026, 10, 23, 1, 10);
const config = worldConfig();
const { digest } = config.policy;
const change = { people: [], accounts: [], limits: [], runbooks: [], sections: [] };
const adopted = (of = digest): Fact => ({ type: 'PolicyChanged', digest: of, was: null, roster: sha('r'), change });
const held: Fact = { type: 'RosterHeld', digest, roster: sha('r'), why: { roles: [], fewApprovers: true }, change };
const records = (...facts: readonly Fact[]): readonly ReadRecord[] =>
  facts.map((fact, at) => ({
    v: 1,
    seq: at + 1,
    at: AT + at * 60_000,
    activation: null,
    by: { actor: 'product' },
    policy: digest,
    facts: [fact],
  }));
const found = (...facts: readonly Fact[]) => policyFindings(config, records(...facts)).map(({ sign, what }) => `${sign} ${what}`);

test('Nothing is said while the ledger knows no configuration', () => expect(found()).toEqual([]));

test('The file that is in force, and since when', () =>
  expect(found(adopted())).toEqual(['ok The configuration is in force since 2026-11-23 01:10 UTC.']));

test('A file that is not in force yet', () =>
  expect(found(adopted(sha('other')))).toEqual([
    'warn The file has changed since 2026-11-23 01:10 UTC: Glassbreak takes it within 15 seconds where it runs, else when it starts next.',
  ]));

test('A file that is held, why, and what to do', () =>
  expect(found(adopted(sha('other')), held)).toEqual([
    'warn This configuration is held since 2026-11-23 01:11 UTC, because it would leave fewer than four approvers. A manager and one more person must look at it: they type “policy” to Glassbreak.',
  ]));

test('A file that was rejected', () =>
  expect(found(adopted(sha('other')), held, { type: 'RosterRejected', digest })).toEqual([
    'bad A manager rejected this configuration at 2026-11-23 01:12 UTC. Put the file right; that of 2026-11-23 01:10 UTC stays in force.',
  ]));

test('A file that cannot be read: what stays in force', () =>
  expect(policyFindings(parseConfig('people: 7', 'x.yaml'), records(adopted()))).toEqual([
    { sign: 'warn', what: 'Until the file is mended, the configuration of 2026-11-23 01:10 UTC stays in force where Glassbreak runs.' },
  ]));
