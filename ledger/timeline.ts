// Who did what and when: one line for each fact, in the order of the log. A fact of a later release stays in it, as unknown.
import type { Fact } from './fact.ts';
import type { ActivationId, PersonId } from './ids.ts';
import type { By, ReadRecord, Unknown } from './record.ts';

/** One fact with what its record says about it; `at` in milliseconds UTC. */
export interface Line {
  readonly seq: number;
  readonly at: number;
  readonly activation: ActivationId | null;
  readonly by: By;
  readonly fact: Fact | Unknown;
}

/** Only lines of this activation, only what this person did; left out: all. */
export interface TimelineFilter {
  readonly activation?: ActivationId | undefined;
  readonly person?: PersonId | undefined;
}

/** The lines of these records, by sequence, facts of one record in their own order. The records may come in any order. */
export function timeline(records: readonly ReadRecord[], filter: TimelineFilter): readonly Line[] {
  return records
    .filter((record) => wanted(record, filter))
    .sort((one, two) => one.seq - two.seq)
    .flatMap(({ seq, at, activation, by, facts }) => facts.map((fact) => ({ seq, at, activation, by, fact })));
}

function wanted(record: ReadRecord, { activation, person }: TimelineFilter): boolean {
  if (activation !== undefined && record.activation !== activation) return false;
  return person === undefined || (record.by.actor === 'person' && record.by.person === person);
}
