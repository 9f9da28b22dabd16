// Which texts of an activation can be corrected, and the fold of a correction. In every phase: the original stays.
import type { Activation, Mark, Rooted, StepEntry } from './activation.ts';
import type { FactOf } from './fact.ts';
import type { CorrectedField } from './fact-correct.ts';
import type { Digest } from './ids.ts';

/** A text as it was written, by whom and when: under `field` of the record `seq`. */
export interface Written extends Mark {
  readonly field: CorrectedField;
  readonly hash: Digest;
}

/** Notes, answers to steps and logged changes, each text of its own. */
export function written({ notes, steps, changes }: Activation): readonly Written[] {
  return [
    ...notes.map((note) => at(note, 'text', note.text)),
    ...steps.flatMap((entry) => (entry.text === null ? [] : [at(entry, fieldOf(entry), entry.text)])),
    ...changes.flatMap((change) => (['was', 'is', 'back'] as const).map((field) => at(change, field, change[field]))),
  ];
}

function at({ seq, at, by }: Mark, field: CorrectedField, hash: Digest): Written {
  return { seq, at, by, field, hash };
}

function fieldOf({ outcome }: StepEntry): CorrectedField {
  return outcome === 'finished' ? 'evidence' : 'why';
}

/** The activation after a correction; null when there is nothing of that kind in that record. */
export function evolveCorrect(state: Activation, fact: FactOf<'Corrected'>, { seq, at, by }: Rooted): Activation | null {
  const { record, field, text, why } = fact;
  if (!written(state).some((one) => one.seq === record && one.field === field)) return null;
  return { ...state, corrections: [...state.corrections, { seq, at, by, record, field, text, why }] };
}
