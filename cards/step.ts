// The use as it is walked: one step of the runbook in focus with what its answer needs, the other open ones a button away.
import { isOverdue } from './phase.ts';
import { type InPhase } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import { answersNow, checkCode, choicesNow, upcoming, walked } from '../dialogs/walk.ts';
import type { Runbook, Step } from '../runbooks/runbook.ts';
import type { Walk } from '../runbooks/walk.ts';
import { type Data, type Pieces, template } from './bind.ts';
import { sureTime } from './clock.ts';
import { label, wholeOf } from './label.ts';
import { claimedElsewhere, lookLines } from './looks.ts';
import { isReader, type Reader } from './reader.ts';
import json from './step.json' with { type: 'json' };
import { askedToLook, said } from './step-said.ts';
import { nameOf, run } from './text.ts';
import type { Viewing } from './view.ts';

const SHAPE = {
  hasStep: 'flag',
  progress: 'text',
  title: 'text',
  text: 'text',
  hasWorked: 'flag',
  worked: 'text',
  said: { each: { lead: 'text', words: 'text' } },
  hasChoices: 'flag',
  choiceLabel: 'text',
  choices: { each: { title: 'text', value: 'text' } },
  hasEvidence: 'flag',
  evidenceLabel: 'text',
  placeholder: 'text',
  hasNext: 'flag',
  next: 'text',
  others: { each: { title: 'text', item: 'text' } },
  step: 'text',
  runbook: 'text',
  done: 'text',
  doneStyle: 'text',
  otherwise: 'text',
  mayFinish: 'flag',
  mayWitness: 'flag',
  mayFail: 'flag',
  moreText: 'text',
  mayNote: 'flag',
  mayElse: 'flag',
  mayChange: 'flag',
  handBackFirst: 'flag',
  handBackLast: 'flag',
  follows: 'text',
} as const;
type Filling = Data<typeof SHAPE>;
const fill = template(json, SHAPE);

export interface Walking {
  readonly activation: InPhase<'in use'>;
  readonly reader: Reader;
  readonly viewing: Viewing;
  /** What a hand-back leads to, in sentences. */
  readonly follows: string;
}

/** Body and buttons of a use; `allDone`: no step is open any more. */
export function drawWalk(walking: Walking): Pieces & { readonly allDone: boolean } {
  const { activation, viewing } = walking;
  const place = walked(activation, viewing.circumstances.library);
  const revoked = activation.course.revoked !== null;
  const step = place === null || revoked ? null : inFocus(place.walk, walking);
  const filling =
    place === null || step === null
      ? { ...NO_STEP, text: revoked ? REVOKED : place === null ? NO_RUNBOOK : ALL_DONE }
      : { ...NO_STEP, ...(isTheirs(step, walking) ? stepOf(step, place, walking) : { text: atRest(step, place, walking) }) };
  const said = [...filling.said, ...lookLines(filling.hasStep ? step : null, activation, viewing)];
  return { ...fill({ ...filling, said, ...always(walking, step === null) }), allDone: place !== null && step === null };
}

const NO_RUNBOOK =
  'The runbook of this activation is not at hand. Follow the printed one, write notes and changes down here, and hand back at the end.';
const REVOKED = 'No step may be taken any more. Log what is still unlogged, sign out, and hand back.';
const ALL_DONE = 'Every step is done. Log what is still unlogged, then hand back.';

/** A card without a step to answer. */
const NO_STEP: Filling = {
  hasStep: false,
  progress: '',
  title: '',
  text: '',
  hasWorked: false,
  worked: '',
  said: [],
  hasChoices: false,
  choiceLabel: '',
  choices: [],
  hasEvidence: false,
  evidenceLabel: '',
  placeholder: '',
  hasNext: false,
  next: '',
  others: [],
  step: '',
  runbook: '',
  done: '',
  doneStyle: 'default',
  otherwise: '',
  mayFinish: false,
  mayWitness: false,
  mayFail: false,
  moreText: '',
  mayNote: false,
  mayElse: false,
  mayChange: false,
  handBackFirst: false,
  handBackLast: false,
  follows: '',
};

/** The step that the reader chose, else the first that is theirs to answer, else the first open one. */
function inFocus({ open }: Walk, { reader, viewing }: Walking): Step | null {
  const own = [...reader.items('finish-step'), ...reader.items('witness-step')];
  return open.find(({ id }) => id === viewing.focus) ?? open.find(({ id }) => own.includes(id)) ?? open[0] ?? null;
}

/** Whether the step is shown as one to do: to the operator, to whoever can answer it, and to whoever chose to look at it. */
function isTheirs({ id }: Step, { activation, reader, viewing }: Walking): boolean {
  const own = [...reader.items('finish-step'), ...reader.items('witness-step')];
  return isReader(operatorNow(activation), viewing) || own.includes(id) || viewing.focus === id;
}

/** For somebody who has nothing to answer now: thanks, who confirmed what, and where the operator is. */
function atRest(step: Step, { runbook }: Place, { activation, viewing }: Walking): string {
  const seen = answersNow(activation).findLast(({ witness }) => witness !== null);
  const title = runbook.steps.find(({ id }) => id === seen?.step)?.title;
  const witness = seen?.witness ?? null;
  const who = witness === null ? null : isReader(witness, viewing) ? 'Thank you: you' : nameOf(witness, viewing);
  const confirmed = who === null || title === undefined ? '' : `${who} confirmed “${title}”. `;
  return `${confirmed}Nothing is needed from you now. ${nameOf(operatorNow(activation), viewing)} is at “${step.title}”.`;
}

const ALSO = 'Also open: ';

interface Place {
  readonly runbook: Runbook;
  readonly walk: Walk;
}

function stepOf(step: Step, { runbook, walk }: Place, { activation, reader, viewing }: Walking): Partial<Filling> {
  const is = (verb: Parameters<Reader['items']>[0]) => reader.items(verb).includes(step.id);
  const waits = walk.unwitnessed.includes(step);
  const others = walk.open.filter((one) => one !== step).slice(0, 4);
  const next = upcoming(activation, runbook, step)
    .slice(0, 2)
    .map((one) => one.title);
  const ahead = next.length === 0 ? '' : `Next: ${next.join(' · ')}`;
  const open = wholeOf(
    ALSO,
    others.map(({ title }) => title),
  );
  const after = [ahead, open, claimedElsewhere(step, activation, viewing)].filter((line) => line !== '');
  return {
    hasStep: true,
    progress: progress(step, walk),
    title: step.title,
    text: step.body,
    hasWorked: step.worked !== undefined,
    worked: step.worked ?? '',
    said: [
      ...said(step, answersNow(activation), viewing),
      ...(waits && !is('witness-step') ? [askedToLook(step, activation, viewing)] : []),
    ],
    ...(is('finish-step') ? { ...answer(step, choicesNow(step, activation)), ...(waits ? AGAIN : {}) } : {}),
    hasNext: after.length > 0,
    next: after.join('\n\n'),
    others: others.map(({ id, title }) => ({ title: label(ALSO, title), item: id })),
    step: step.id,
    runbook: checkCode(activation.request.runbook.digest),
    mayFinish: is('finish-step'),
    mayWitness: is('witness-step'),
    mayFail: is('fail-step'),
    otherwise: otherwise(step, runbook),
  };
}

const KINDS = { do: 'DO', decide: 'DECIDE', check: 'CHECK', witness: 'WITNESS: A SECOND PERSON CONFIRMS' } as const;

/** A finished step that waits for its witness: its operator may add something, but has nothing to do. */
const AGAIN = { done: 'Add this to what was said', doneStyle: 'default', evidenceLabel: 'Something to add?' } as const;

function progress(step: Step, { open, position }: Walk): string {
  const n = Math.min(position.n + open.indexOf(step), position.of);
  // not "3 of 6": a step that does not work may bring another, and a choice may take some away
  const left = position.of > n ? ` · ABOUT ${position.of - n} MORE` : '';
  const who = step.by === 'responder' ? ' · ANY RESPONDER' : '';
  return `STEP ${n}${left} · ${KINDS[step.kind]}${who} · ABOUT ${step.minutes} MIN${step.safety === true ? ' · A SAFETY STEP' : ''}`;
}

const EVIDENCE = {
  text: { evidenceLabel: 'What you did and saw (needed for Done)', placeholder: 'never a password or a PIN' },
  link: { evidenceLabel: 'Link to what shows it (needed for Done)', placeholder: 'https://…' },
  number: { evidenceLabel: 'The number (needed for Done)', placeholder: 'digits only' },
} as const;

/** The inputs of the answer. They are not marked as required: a required input would also block every button that opens a small card. */
function answer(step: Step, offered: Step['choices']): Partial<Filling> {
  const choices = (offered ?? []).map(({ id, title }) => ({ title: run(title, 80), value: id }));
  const done = step.kind === 'decide' ? 'Decide' : 'Done';
  const doneStyle = 'positive';
  const label = step.kind === 'decide' ? 'Your decision (needed)' : 'Your answer (needed for Done)';
  const evidence = step.evidence === 'none' || step.evidence === 'choice' ? {} : { hasEvidence: true, ...EVIDENCE[step.evidence] };
  return { done, doneStyle, hasChoices: choices.length > 0, choiceLabel: label, choices, ...evidence };
}

function otherwise(step: Step, { steps }: Runbook): string {
  const fallback = steps.find(({ id }) => id === step.fallback);
  const failed = fallback === undefined ? 'the step stays open and your words are kept' : `the next step is “${fallback.title}”`;
  return `If it did not work, ${failed}. If you skip it, the review reads why.`;
}

/** What does not depend on the step: notes, changes, and the hand-back, which comes first once the time or the steps are over. */
function always({ activation, reader, viewing, follows }: Walking, noStep: boolean): Partial<Filling> {
  const first = reader.may('hand-back') && (noStep || isOverdue(activation, sureTime(viewing)));
  const last = reader.may('hand-back') && !first;
  return {
    mayNote: reader.may('note'),
    mayElse: reader.may('change-domain') || reader.may('ask-extension'),
    mayChange: reader.may('change'),
    moreText: last ? 'Write something down, or end the use.' : 'Write something down.',
    handBackFirst: first,
    handBackLast: last,
    follows,
  };
}
