// Looking: the board and the timeline. Anybody on the roster may; nothing is recorded.
import { drawSaid } from '../../cards/said.ts';
import { drawStatus } from '../../cards/status.ts';
import { drawTimeline } from '../../cards/timeline.ts';
import type { Shown } from '../../cards/view.ts';
import { REFUSALS } from '../../dialogs/refusal.ts';
import { board, known, view, type Visit } from './visit.ts';

export async function showStatus(visit: Visit): Promise<Shown> {
  const { open } = await board(visit);
  return drawStatus(open, await view(visit, null));
}

/** The timeline of one activation, ten lines a page, the newest page first; without an id, of the one that is open. */
export async function showTimeline(visit: Visit, id: string | null, page: number): Promise<Shown> {
  const { open } = await board(visit);
  const activation = id === null ? (open.at(-1) ?? null) : await known(visit, id);
  if (activation === null) {
    const text =
      id === null
        ? 'Nothing is open. Type “timeline BG-…” with the number of the activation that you want to see.'
        : REFUSALS['activation-unknown'];
    return drawSaid({ tone: 'default', band: 'TIMELINE', heading: 'No timeline to show', text });
  }
  const lines = await visit.desk.lines(activation.id);
  return drawTimeline({ activation, lines, page: Number.isSafeInteger(page) ? page : 0 }, await view(visit, activation));
}
