// Logged changes in words: what was typed about each, and how it ended, for those who settle it and for those who review it.
import { settling, type Settling } from '../dialogs/changes.ts';
import type { Activation, Change } from '../ledger/activation.ts';
import { changeOfTask } from '../ledger/fact-change.ts';
import { markName } from './parts.ts';
import { fieldWords } from './story-correct.ts';
import { typedText } from './text.ts';
import type { Viewing } from './view.ts';

interface Line {
  readonly lead: string;
  readonly words: string;
}

/** What was typed about the change that a task is about; nothing for any other task. For RichTextBlocks. */
export function changeWords(activation: Activation, task: string, viewing: Viewing): readonly Line[] {
  const change = activation.changes[(changeOfTask(task) ?? 0) - 1];
  if (change === undefined) return [];
  return [
    { lead: `Logged by ${markName(change, viewing)}. It was:`, words: typedText(change.was, viewing, 300) },
    { lead: 'It is now:', words: typedText(change.is, viewing, 300) },
    { lead: 'To put it back:', words: typedText(change.back, viewing, 300) },
    ...corrected(activation, change, viewing),
  ];
}

/** The newest correction of each of its texts. */
function corrected({ corrections }: Activation, { seq }: Change, viewing: Viewing): readonly Line[] {
  return (['was', 'is', 'back'] as const).flatMap((field) => {
    const last = corrections.findLast((one) => one.record === seq && one.field === field);
    if (last === undefined) return [];
    return [{ lead: `! Corrected by ${markName(last, viewing)}, ${fieldWords(field)}:`, words: typedText(last.text, viewing, 300) }];
  });
}

/** How a task is claimed to have ended, before the name of who says so; `Done` where nothing is said of it. */
export const ENDED = { back: 'Put back', kept: 'Kept', failed: 'Found not to work' } as const;

/** Each change with how it ended, for the review. For RichTextBlocks. */
export function changeLines(activation: Activation, viewing: Viewing): readonly Line[] {
  return settling(activation).map((one) => ({
    lead: `${one.task?.confirmed === null ? '! ' : ''}Change ${one.n}, ${howItEnded(one, viewing)}${wasCorrected(activation, one)}:`,
    words: `was ${typedText(one.change.was, viewing, 100)} → is ${typedText(one.change.is, viewing, 100)}. ${why(one, viewing)}`,
  }));
}

function wasCorrected({ corrections }: Activation, { change }: Settling): string {
  return corrections.some(({ record }) => record === change.seq) ? ', corrected later (see the timeline)' : '';
}

function howItEnded({ task }: Settling, viewing: Viewing): string {
  const ended = task?.claimed?.ended;
  if (!task?.claimed || !ended) return 'not settled';
  const said = `${ENDED[ended].toLowerCase()}, says ${markName(task.claimed, viewing)}`;
  return task.confirmed === null ? `${said}, not confirmed` : `${said}, confirmed by ${markName(task.confirmed, viewing)}`;
}

/** What shows that it is put back, or why it is kept; the way back as long as nobody has said either. */
function why({ change, task }: Settling, viewing: Viewing): string {
  const claimed = task?.claimed ?? null;
  if (claimed === null) return `To put back: ${typedText(change.back, viewing, 100)}`;
  return `${claimed.ended === 'kept' ? 'Because' : 'Seen'}: ${typedText(claimed.evidence, viewing, 200)}`;
}

/** "Changes logged: 3, of them put back 2, kept 1". */
export function changeCount(activation: Activation): string {
  const all = settling(activation);
  const ended = (how: keyof typeof ENDED) =>
    all.filter(({ task }) => task !== null && task.confirmed !== null && task.claimed?.ended === how).length;
  const split = all.length === 0 || !('tasks' in activation) ? '' : `, of them put back ${ended('back')}, kept ${ended('kept')}`;
  return `Changes logged: ${all.length}${split}`;
}
