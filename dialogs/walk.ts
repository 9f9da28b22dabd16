// Walking the runbook: steps finished, failed, skipped, witnessed; notes and the log of changes.
import { type Activation, declarationOf, type StepEntry } from '../ledger/activation.ts';
import { operatorNow, operators } from '../ledger/course.ts';
import { seenWrong } from '../ledger/evolve-look.ts';
import type { Reason } from '../ledger/fact.ts';
import type { Digest } from '../ledger/ids.ts';
import type { Runbook, Step } from '../runbooks/runbook.ts';
import { comesNext, type Progress, type Walk, walk } from '../runbooks/walk.ts';
import type { CommandOf } from './command.ts';
import { type Asked, type Asking, type Decision, type Library, already, by, happened, refused } from './decision.ts';
import type { Person } from './policy.ts';

interface Place {
  readonly runbook: Runbook;
  readonly walk: Walk;
}

// Every button of every card asks for it: worked out at most once for each state of an activation (measured: three quarters of drawing a card).
const places = new WeakMap<Activation, Place>();

/** Where the activation stands in the runbook it was filed with; null when that runbook's text is no longer to be had. */
export function walked(activation: Activation, library: Library): Place | null {
  const runbook = library.pinned(activation.request.runbook.digest);
  if (runbook === null) return null;
  const known = places.get(activation);
  if (known?.runbook === runbook) return known;
  const place = placeIn(runbook, activation);
  places.set(activation, place);
  return place;
}

function placeIn(runbook: Runbook, activation: Activation): Place {
  let found: Walk | null = null;
  return {
    runbook,
    get walk() {
      found ??= walk(runbook, progressOf(activation));
      return found;
    },
  };
}

/** By which the button of a step says whose step it is; people read the same on their cards. */
export function checkCode(digest: Digest): string {
  return digest.slice(0, 8);
}

/** The answers of the runbook that is walked now: the new one begins at its first step, and one that is taken up again goes on where it was. */
export function answersNow({ steps, request }: Activation): readonly StepEntry[] {
  return steps.filter(({ runbook }) => runbook === request.runbook.digest);
}

function progressOf(activation: Activation): readonly Progress[] {
  const said = answersNow(activation).map(({ seq, step, outcome, choice, witness }) => ({
    ...{ seq, step, outcome, choice },
    witnessed: witness !== null,
  }));
  const seen = activation.sights.filter(({ runbook }) => runbook === activation.request.runbook.digest);
  return [...said, ...seen.map(({ seq, step, as }) => ({ seq, step, outcome: as }))].sort((one, two) => one.seq - two.seq);
}

/** The steps that certainly open once this open one is done: none of a branch that is not chosen yet, and no fallback. */
export function upcoming(activation: Activation, runbook: Runbook, step: Step): readonly Step[] {
  return comesNext(runbook, progressOf(activation), { ...step, choices: choicesNow(step, activation) });
}

/** Whether this person may answer this step: the operator always, anybody else in the responder role where the step says so. */
export function walks(activation: Activation, step: Step, person: Person): boolean {
  return person.id === operatorNow(activation) || (step.by === 'responder' && person.roles.includes('responder'));
}

type StepCommand = CommandOf<'finish-step' | 'fail-step' | 'skip-step' | 'witness-step'>;

/** Whether the card showed the step of a runbook that is walked no more: a step of the same name is another one. */
function isOfAnother({ request }: Activation, { runbook }: StepCommand): boolean {
  return runbook !== null && runbook !== checkCode(request.runbook.digest);
}

/** The step if this person can answer it now, else why not. */
function answerable(asked: Asking & { readonly command: StepCommand }): Step | Reason {
  const { activation, command, person, circumstances } = asked;
  const { step: id } = command;
  if (isOfAnother(activation, command)) return 'runbook-changed';
  const place = walked(activation, circumstances.library);
  const step = place?.runbook.steps.find((one) => one.id === id);
  if (place === null || step === undefined) return 'step-unknown';
  if (!walks(activation, step, person)) return 'not-operator';
  if (activation.phase !== 'in use') return 'wrong-phase';
  if (activation.course.revoked !== null) return 'revoked';
  return place.walk.open.some((one) => one.id === id) ? step : 'step-not-open';
}

/** Whether this person has already given just this answer. */
function repeated(
  { activation, command, person }: Asking & { readonly command: StepCommand },
  same: (entry: StepEntry) => boolean,
): boolean {
  const code = command.runbook ?? checkCode(activation.request.runbook.digest);
  return activation.steps.some(
    (entry) => entry.step === command.step && checkCode(entry.runbook) === code && by(entry, person) && same(entry),
  );
}

export function finishStep(asked: Asked<'finish-step'>): Decision {
  const { activation, command } = asked;
  const contradicted = seenWrong(activation).some(({ step }) => step === command.step);
  // what was said before it was seen to be wrong does not hold any more
  if (!contradicted && repeated(asked, (entry) => isAnswer(entry, command))) return already(activation);
  const step = answerable(asked);
  if (typeof step === 'string') return refused(activation, step);
  if (contradicted) return refused(activation, 'seen-wrong');
  const wrong = evidenceProblem({ ...step, choices: choicesNow(step, activation) }, command.choice, command.evidence?.text ?? null);
  if (wrong !== null) return refused(activation, wrong);
  return happened(activation, {
    type: 'StepFinished',
    step: command.step,
    choice: command.choice,
    evidence: command.evidence?.hash ?? null,
  });
}

/** Other evidence is another answer: nothing that somebody typed is dropped as a repeat. */
function isAnswer(entry: StepEntry, { choice, evidence }: CommandOf<'finish-step'>): boolean {
  return entry.outcome === 'finished' && entry.choice === choice && entry.text === (evidence?.hash ?? null);
}

/** The answers that a step has here: a drill has none that is only for the other sort of drill. */
export function choicesNow({ choices }: Step, { request }: Activation): Step['choices'] {
  const sort = request.live === undefined ? 'dry' : 'live';
  return choices?.filter(({ only }) => request.kind === 'real' || only === undefined || only === sort);
}

/** What is missing in the answer to a step; null when it has all that the step asks for. */
export function evidenceProblem(step: Step, choice: string | null, evidence: string | null): Reason | null {
  const choices = step.choices?.map((one) => one.id) ?? [];
  if (choices.length > 0 && (choice === null || !choices.includes(choice))) return 'choice-unknown';
  if (choices.length === 0 && choice !== null) return 'choice-unknown';
  if (step.evidence === 'none' || step.evidence === 'choice') return null;
  if (evidence === null) return 'evidence-missing';
  return asAsked(step.evidence, evidence) ? null : 'evidence-wrong';
}

/** Whether a typed text is what was asked for: any words, an https link, a number. */
export function asAsked(kind: 'text' | 'link' | 'number', text: string): boolean {
  switch (kind) {
    case 'text':
      return true;
    case 'link':
      return /^https:\/\/[^\s/]+\.[^\s/]+/i.test(text);
    case 'number':
      return /^[-+]?\d+([.,]\d+)?$/.test(text);
  }
}

export function failStep(asked: Asked<'fail-step'>): Decision {
  const { activation, command } = asked;
  if (repeated(asked, (entry) => entry.outcome === 'failed' && entry.text === command.why.hash)) return already(activation);
  const step = answerable(asked);
  return typeof step === 'string'
    ? refused(activation, step)
    : happened(activation, { type: 'StepFailed', step: step.id, why: command.why.hash });
}

export function skipStep(asked: Asked<'skip-step'>): Decision {
  const { activation, command } = asked;
  if (repeated(asked, (entry) => entry.outcome === 'skipped' && entry.text === command.why.hash)) return already(activation);
  const step = answerable(asked);
  if (typeof step === 'string') return refused(activation, step);
  const loud = seenWrong(activation).some((one) => one.step === step.id) ? [{ type: 'SkippedSeenWrong' as const, step: step.id }] : [];
  return happened(activation, { type: 'StepSkipped', step: step.id, why: command.why.hash }, ...loud);
}

/** A second person confirms a finished step that asks for a witness. */
export function witnessStep(asked: Asked<'witness-step'>): Decision {
  const { activation, command, person, circumstances } = asked;
  const code = command.runbook ?? checkCode(activation.request.runbook.digest);
  const entry = activation.steps.findLast(
    (one) => one.step === command.step && checkCode(one.runbook) === code && one.outcome === 'finished',
  );
  if (entry?.witness === person.id) return already(activation);
  if (isOfAnother(activation, command)) return refused(activation, 'runbook-changed');
  if (activation.phase !== 'in use') return refused(activation, 'wrong-phase');
  if (activation.course.revoked !== null) return refused(activation, 'revoked');
  const waiting = walked(activation, circumstances.library)?.walk.unwitnessed ?? [];
  if (entry === undefined || !waiting.some((one) => one.id === command.step)) return refused(activation, 'step-not-open');
  if (by(entry, person) || operators(activation).includes(person.id)) return refused(activation, 'own-work');
  // whoever judges a use stands outside of it
  if (declarationOf(activation)?.casts.has(person.id) === true) return refused(activation, 'involved');
  return happened(activation, { type: 'StepWitnessed', step: command.step });
}

/** Anybody on the roster may add a note, in every phase; the same words of the same person are one note. */
export function note({ activation, command, person }: Asked<'note'>): Decision {
  if (activation.notes.some((one) => one.text === command.text.hash && by(one, person))) return already(activation);
  return happened(activation, { type: 'NoteTaken', text: command.text.hash });
}
