// An answer that came after another one: who was first, when and with what, and one press that keeps what was written as a note.
import { answersNow } from '../dialogs/walk.ts';
import type { CommandOf, Verb } from '../dialogs/command.ts';
import type { Activation, StepEntry } from '../ledger/activation.ts';
import type { Reason } from '../ledger/fact.ts';
import { wired } from './bind.ts';
import { markName } from './parts.ts';
import { brokenIn } from './phase.ts';
import { clockTime, nameRun, typedText } from './text.ts';
import type { CardJson, Shown, Viewing } from './view.ts';

/** The verbs that answer a step. */
export type Answering = 'finish-step' | 'fail-step' | 'skip-step' | 'witness-step';
const ANSWERING: ReadonlySet<Verb> = new Set<Answering>(['finish-step', 'fail-step', 'skip-step', 'witness-step']);

/** Whether this is an answer to a step. */
export function answersStep(command: { readonly verb: Verb }): command is CommandOf<Answering> {
  return ANSWERING.has(command.verb);
}

/** Why an answer to a step was not taken, with who was first and what they said; null: the reason’s own sentence says it. Plain words. */
export function tooLateWith(
  activation: Activation,
  { step, reason }: { readonly step: string; readonly reason: Reason },
  viewing: Viewing,
): string | null {
  if (reason === 'runbook-changed') return otherRunbook(activation, viewing);
  const entry = reason === 'step-not-open' ? answersNow(activation).findLast((one) => one.step === step) : undefined;
  return entry === undefined ? null : `${first(entry, viewing)} Yours was not recorded as an answer.`;
}

function otherRunbook({ course }: Activation, viewing: Viewing): string | null {
  const last = course.domains.at(-1);
  if (last === undefined) return null;
  const what = `“${brokenIn(last.is.domain)}”`;
  return `${markName(last, viewing)} said at ${clockTime(last.at, viewing)} that it is ${what}, so this step is of the runbook before. Yours was not recorded as an answer.`;
}

const DID = { finished: 'finished', failed: 'reported a problem with', skipped: 'skipped' } as const;

function first(entry: StepEntry, viewing: Viewing): string {
  const step = viewing.circumstances.library.pinned(entry.runbook)?.steps.find(({ id }) => id === entry.step);
  const choice = step?.choices?.find(({ id }) => id === entry.choice)?.title;
  const answer = choice === undefined ? '' : `, answer “${choice}”`;
  const words = entry.text === null ? '' : `: “${typedText(entry.text, viewing, 160)}”`;
  const seen = entry.witness === null ? '' : `, and ${nameRun(entry.witness, viewing)} confirmed it`;
  return `${markName(entry, viewing)} ${DID[entry.outcome]} “${step?.title ?? entry.step}” at ${clockTime(entry.at, viewing)}${answer}${words}${seen}.`;
}

/** The card, which says above its body why the answer was not taken, with one more button there: the words as a note. */
export function withNote({ card, summary }: Shown, words: string, data: { readonly card: string; readonly activation: string }): Shown {
  const keep = {
    type: 'Action.Execute',
    title: 'Keep what you wrote as a note',
    verb: 'note',
    associatedInputs: 'none',
    data: { text: words },
  };
  const body: readonly CardJson[] = Array.isArray(card['body']) ? card['body'] : [];
  const offered = wired([{ type: 'ActionSet', spacing: 'Small', actions: [keep] }], data);
  return { card: { ...card, body: [...body.slice(0, 2), ...offered, ...body.slice(2)] }, summary };
}
