// Folding the facts of the use: custody, steps, the clock of use, its end.
import type { Activation, Mark, Rooted, StepEntry } from './activation.ts';
import { withDeclaration } from './evolve-declared.ts';
import { owed } from './evolve-fallback.ts';
import type { FactOf } from './fact.ts';

type UseFact = FactOf<
  | 'CredentialReleased'
  | 'CredentialInHand'
  | 'StepFinished'
  | 'StepFailed'
  | 'StepSkipped'
  | 'StepWitnessed'
  | 'NoteTaken'
  | 'ChangeLogged'
  | 'BecameOverdue'
  | 'HandedBack'
>;

/** The activation after the fact; null when the fact cannot happen in this phase. */
export function evolveUse(state: Activation, fact: UseFact, record: Rooted): Activation | null {
  const at: Mark = { seq: record.seq, at: record.at, by: record.by };
  const of = (step: string) => ({ step, runbook: state.request.runbook.digest });
  switch (fact.type) {
    case 'CredentialReleased':
      return state.phase === 'approved' || (state.phase === 'in use' && state.grant !== null && state.fallback.taken !== null)
        ? { ...state, released: new Map(state.released).set(fact.part, { ...at, to: fact.to, seal: fact.seal }) }
        : null;
    case 'CredentialInHand':
      return state.phase === 'approved' ? { ...state, phase: 'in use', use: { ...at, end: fact.end, overdue: null } } : null;
    case 'StepFinished':
      return settled(state, { ...at, ...of(fact.step), outcome: 'finished', choice: fact.choice, text: fact.evidence, witness: null });
    case 'StepFailed':
      return settled(state, { ...at, ...of(fact.step), outcome: 'failed', choice: null, text: fact.why, witness: null });
    case 'StepSkipped':
      return settled(state, { ...at, ...of(fact.step), outcome: 'skipped', choice: null, text: fact.why, witness: null });
    case 'StepWitnessed':
      return witnessed(state, fact.step, at);
    case 'NoteTaken':
      return { ...state, notes: [...state.notes, { ...at, text: fact.text }] };
    case 'ChangeLogged':
      return { ...state, changes: [...state.changes, { ...at, was: fact.was, is: fact.is, back: fact.back }] };
    case 'BecameOverdue':
      return state.phase === 'in use' ? { ...state, use: { ...state.use, overdue: at } } : null;
    case 'HandedBack':
      return handedBack(state, fact, at);
  }
}

function settled(state: Activation, entry: StepEntry): Activation | null {
  return state.phase === 'in use' ? { ...state, steps: [...state.steps, entry] } : null;
}

/** The newest answer is the one that the witness saw. */
function witnessed(state: Activation, step: string, at: Mark): Activation | null {
  if (state.phase !== 'in use' || at.by.actor !== 'person') return null;
  const witness = at.by.person;
  const last = state.steps.findLastIndex(
    (entry) => entry.step === step && entry.outcome === 'finished' && entry.runbook === state.request.runbook.digest,
  );
  const seen = { ...state, steps: state.steps.map((entry, index) => (index === last ? { ...entry, witness } : entry)) };
  return withDeclaration(seen, (declared) => ({ ...declared, witnesses: [...declared.witnesses, at] })) ?? seen;
}

/** From use, or, when nobody took it in hand before the collection time, from approval. */
function handedBack(state: Activation, fact: FactOf<'HandedBack'>, at: Mark): Activation | null {
  if (state.phase !== 'in use' && state.phase !== 'approved') return null;
  const tasks = fact.tasks.map((task) => owed(task, at.at));
  return { ...state, phase: 'handed back', use: state.phase === 'in use' ? state.use : null, back: at, tasks };
}
