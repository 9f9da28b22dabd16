import { describe, expect, test } from '@jest/globals';
import { canonical, type Json, parseCanonical } from '../../ledger/canonical.ts';
import { type LedgerRecord, parseRecord, recordBytes } from '../../ledger/record.ts';
import type { Fact } from '../../ledger/fact.ts';
import { CLOSED, DENIED, given, ONE_VOTE, sha, START } from '../dialogs/given.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const RECORD: LedgerRecord = {
  v: 1,
  seq: 7,
  at: START,
  activation: null,
  by: { actor: 'clock' },
  policy: sha('policy'),
  facts: [{ type: 'VoteVoided' }],
};
const changed = (change: Readonly<Record<string, Json>>) =>
  canonical({ ...RECORD, by: { actor: 'clock' }, facts: [{ type: 'VoteVoided' }], ...change });

describe('the record of a turn', () => {
  test('has one byte form', () => {
    expect(new TextDecoder().decode(recordBytes(RECORD))).toBe(
      `{"activation":null,"at":${START},"by":{"actor":"clock"},"facts":[{"type":"VoteVoided"}],"policy":"${sha('policy')}","seq":7,"v":1}`,
    );
  });
  test('comes back from its bytes as it was, and its bytes are canonical', () => {
    for (const record of [...given(...CLOSED).night.records, ...given(...DENIED).night.records]) {
      const { root: _root, ...read } = record;
      const known = read.facts.filter((fact): fact is Fact => fact.type !== 'Unknown');
      expect(known).toHaveLength(read.facts.length);
      const bytes = recordBytes({ ...read, facts: known });
      expect(parseRecord(bytes)).toEqual(read);
      expect(parseCanonical(bytes).problem).toBeNull();
    }
  });
});

describe('reading a record', () => {
  test('bytes that are none', () => {
    for (const bytes of [bytesOf(''), bytesOf('{'), Uint8Array.of(0xff, 0xfe)])
      expect(parseRecord(bytes)).toBe('its bytes are not JSON in UTF-8');
  });
  test('a frame that is not ours says what is wrong', () => {
    expect(parseRecord(bytesOf('[]'))).toMatch(/^it is not a record: /u);
    expect(parseRecord(bytesOf('null'))).toMatch(/^it is not a record: /u);
    expect(parseRecord(changed({ v: 2 }))).toMatch(/^it is not a record: .*→ at v$/u);
    expect(parseRecord(changed({ seq: 0 }))).toMatch(/→ at seq$/u);
    expect(parseRecord(changed({ at: -1 }))).toMatch(/→ at at$/u);
    expect(parseRecord(changed({ facts: [] }))).toMatch(/→ at facts$/u);
    expect(parseRecord(changed({ more: 1 }))).toMatch(/Unrecognized key: "more"/u);
    expect(parseRecord(changed({ activation: 'BG-1' }))).toMatch(/→ at activation$/u);
    expect(parseRecord(changed({ by: { actor: 'person' } }))).toMatch(/→ at by\.person/u);
    expect(parseRecord(changed({ by: { actor: 'clock', more: 1 } }))).toMatch(/more/u);
  });
  test('a fact of a later release, or one with more or less in it, is unknown by its name', () => {
    const facts = [{ type: 'UseExtended', by: 60 }, { type: 'VoteVoided' }, { type: 'VoteVoided', more: 1 }, { type: 'NoteTaken' }];
    expect(parseRecord(changed({ facts }))).toMatchObject({
      facts: [
        { type: 'Unknown', named: 'UseExtended' },
        { type: 'VoteVoided' },
        { type: 'Unknown', named: 'VoteVoided' },
        { type: 'Unknown', named: 'NoteTaken' },
      ],
    });
  });
  test('a person is read with account, roles, assurance and the roster of the moment', () => {
    expect(given(...ONE_VOTE).night.records[1]!.by).toMatchObject({
      actor: 'person',
      roles: ['approver'],
      assurance: 'channel',
      roster: { age: 5 * 60_000 },
    });
  });
});
