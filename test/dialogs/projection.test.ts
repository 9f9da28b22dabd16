import { describe, expect, test } from '@jest/globals';
import { grown, nothing, project, projectNext, recall } from '../../dialogs/projection.ts';
import { emptyRoot } from '../../ledger/tree.ts';
import { CLOSED, DENIED, files, given, IN_USE, later, type Night } from './given.ts';
import { parseRecord, recordBytes } from '../../ledger/record.ts';
import type { Stored } from '../../ledger/store.ts';
import type { Fact } from '../../ledger/fact.ts';

function stored(night: Night): readonly Stored[] {
  return night.records.map(({ root: _root, facts, ...record }) => {
    const known = facts.filter((fact): fact is Fact => fact.type !== 'Unknown');
    return { seq: record.seq, bytes: recordBytes({ ...record, facts: known }) };
  });
}
const projected = (records: readonly Stored[], from = nothing()) => {
  const after = project(from, records);
  if (typeof after === 'string') throw new Error(after);
  return after;
};

describe('the running state', () => {
  test('begins with nothing', () => {
    expect(nothing().head).toEqual({ size: 0, root: Buffer.from(emptyRoot).toString('hex') });
    expect(project(nothing(), [])).toEqual(nothing());
  });
  test('is the same in one go, in pieces and one by one', () => {
    const records = stored(given(...DENIED, later(1), ...IN_USE).night);
    const whole = projected(records);
    expect(projected(records.slice(3), projected(records.slice(0, 3)))).toEqual(whole);
    const byOne = records.reduce((state, { bytes }) => {
      const record = parseRecord(bytes);
      return typeof record === 'string' ? state : projectNext(state, record, grown(state, bytes));
    }, nothing());
    expect(byOne).toEqual(whole);
    expect(whole.head.size).toBe(records.length);
    expect(whole.at).toBe(given(...DENIED, later(1), ...IN_USE).night.now);
    expect([...whole.open.values()].map(({ id, phase, last }) => [id, phase, last.root])).toEqual([
      ['BG-2026-0002', 'in use', whole.head.root],
    ]);
  });
  test('what has ended leaves memory, all but its last root', () => {
    const { night } = given(...CLOSED);
    const after = projected(stored(night));
    expect(after.open.size).toBe(0);
    expect(after.last.get(night.open.id)).toBe(after.head.root);
    const back = recall(stored(night), after.head.root);
    expect(back).toMatchObject({ phase: 'closed', last: { root: after.head.root, seq: after.head.size } });
  });
  test('a projection is not changed by going on from it', () => {
    const records = stored(given(...IN_USE).night);
    const before = projected(records.slice(0, 1));
    const phase = before.open.get(given(...IN_USE).night.open.id)?.phase;
    projected(records.slice(1), before);
    expect(phase).toBe('requested');
    expect([...before.open.values()][0]?.phase).toBe('requested');
    expect(before.head.size).toBe(1);
  });
});

describe('what cannot be folded is named', () => {
  const records = stored(given(files()).night);
  const junk = { seq: 1, bytes: new TextEncoder().encode('{}') };
  test('a record that is none', () => {
    expect(project(nothing(), [junk])).toMatch(/^record 1 cannot be read: it is not a record: /u);
    expect(recall([junk], '')).toMatch(/^record 1 cannot be read: /u);
  });
  test('a record that is not the next', () => {
    expect(project(nothing(), [{ ...records[0]!, seq: 2 }])).toBe('record 2 stands where record 1 must be');
    expect(project(projected(records), records)).toBe('record 1 stands where record 2 must be');
  });
  test('no records are no activation', () => expect(recall([], '')).toBeNull());
});
