import { expect, test } from '@jest/globals';
import { ActivationId, Digest, ObjectId, PersonId } from '../../ledger/ids.ts';
import type { By, ReadRecord } from '../../ledger/record.ts';
import { timeline } from '../../ledger/timeline.ts';

const digest = Digest.parse('ab'.repeat(32));
const rita = PersonId.parse('E1001');
const one = ActivationId.parse('BG-2026-0001');
const two = ActivationId.parse('BG-2026-0002');
const person: By = {
  actor: 'person',
  person: rita,
  account: ObjectId.parse('aaaaaaaa-0000-4000-8000-000000000001'),
  roles: ['responder'],
  assurance: 'channel',
  roster: { digest, age: 0 },
};

function record(seq: number, over: Partial<ReadRecord>): ReadRecord {
  return { v: 1, seq, at: seq * 1000, activation: one, by: person, policy: digest, facts: [{ type: 'Closed' }], ...over };
}

const RECORDS = [
  record(3, { activation: two, facts: [{ type: 'Countersigned' }, { type: 'Closed' }] }),
  record(1, { activation: null, by: { actor: 'product' }, facts: [{ type: 'PolicyAdopted', digest, was: null }] }),
  record(2, { facts: [{ type: 'Unknown', named: 'Blessed' }] }),
];

test('Every fact has its line, in the order of the log, and a fact of a later release stays in it', () => {
  const lines = timeline(RECORDS, {});
  expect(lines.map((line) => [line.seq, line.fact.type])).toEqual([
    [1, 'PolicyAdopted'],
    [2, 'Unknown'],
    [3, 'Countersigned'],
    [3, 'Closed'],
  ]);
  expect(lines[2]).toEqual({ seq: 3, at: 3000, activation: two, by: person, fact: { type: 'Countersigned' } });
});

test('A filter leaves the lines of one activation or of one person', () => {
  expect(timeline(RECORDS, { activation: one }).map((line) => line.seq)).toEqual([2]);
  expect(timeline(RECORDS, { person: rita }).map((line) => line.seq)).toEqual([2, 3, 3]);
  expect(timeline(RECORDS, { person: rita, activation: two }).map((line) => line.seq)).toEqual([3, 3]);
  expect(timeline(RECORDS, { person: PersonId.parse('E9') })).toEqual([]);
});
