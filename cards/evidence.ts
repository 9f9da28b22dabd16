// What the reviewer holds the use against: what was entered for each post-use task, by whom, and who looked. Once it is signed, the timeline has it.
import { postUseTasks } from '../dialogs/aftermath.ts';
import type { Activation } from '../ledger/activation.ts';
import { markName } from './parts.ts';
import { type Detail, fitting, typedText } from './text.ts';
import type { Viewing } from './view.ts';

/** What is more stands in the timeline only. */
const MOST = { most: 12, bytes: 2_500 } as const;

/** One line for each task, for RichTextBlocks; none but while the review is open. */
export function evidenceLines(activation: Activation, viewing: Viewing): readonly Detail[] {
  if (activation.phase !== 'review' || activation.review !== null) return [];
  const titles = new Map(postUseTasks(activation, viewing.circumstances.library).map(({ id, title }) => [id, title]));
  const lines = activation.tasks.flatMap(({ task, claimed, confirmed }) => {
    if (claimed === null || confirmed === null) return [];
    const who = `${markName(claimed, viewing)}, confirmed by ${markName(confirmed, viewing)}`;
    return [{ lead: `${titles.get(task) ?? task}:`, words: `${who}: ${typedText(claimed.evidence, viewing, 100)}` }];
  });
  return fitting(lines, MOST);
}
