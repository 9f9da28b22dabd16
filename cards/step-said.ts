// What was said about a step of the runbook so far, in lines, and who can confirm it.
import { eligible } from '../dialogs/policy.ts';
import { answersNow } from '../dialogs/walk.ts';
import { type Activation, declarationOf, type StepEntry } from '../ledger/activation.ts';
import { operators } from '../ledger/course.ts';
import type { Step } from '../runbooks/runbook.ts';
import { markName, phoneRun } from './parts.ts';
import { isReader } from './reader.ts';
import { clockTime, listed, nameRun, typedText } from './text.ts';
import type { Viewing } from './view.ts';

interface Line {
  readonly lead: string;
  readonly words: string;
}

/** What people said about this step so far: that it did not work, or that it is done and waits for a second person. */
export function said(step: Step, entries: readonly StepEntry[], viewing: Viewing): readonly Line[] {
  const own = entries.filter((entry) => entry.step === step.id).slice(-2);
  return own.map((entry) => {
    const words = entry.text === null ? '' : typedText(entry.text, viewing, 400);
    const at = clockTime(entry.at, viewing);
    if (entry.outcome !== 'finished') return { lead: `Did not work, says ${markName(entry, viewing)}, ${at}:`, words };
    if (step.look !== undefined) return { lead: `Claimed by ${markName(entry, viewing)}, ${at}:`, words };
    if (isOwn(entry, viewing)) return { lead: `✓ Done by you, ${at}:`, words };
    return { lead: `Done by ${markName(entry, viewing)}, ${at}. A second person must look and confirm.`, words };
  });
}

/** Who can confirm it, with their phones: whoever did it should ring one of them. */
export function askedToLook(step: Step, activation: Activation, viewing: Viewing): Line {
  const did = answersNow(activation).flatMap((entry) => (entry.step === step.id && entry.by.actor === 'person' ? [entry.by.person] : []));
  const judges = declarationOf(activation)?.casts.keys() ?? [];
  const asked = eligible(viewing.circumstances.roster, [...operators(activation), ...judges, ...did]).slice(0, 5);
  const names = asked.map(({ id }) => `${nameRun(id, viewing)}, ${phoneRun(id, viewing)}`);
  return { lead: 'It waits for a second person to look. These were asked; ring one of them:', words: listed(names, 'or') };
}

function isOwn({ by }: StepEntry, viewing: Viewing): boolean {
  return by.actor === 'person' && isReader(by.person, viewing);
}
