// Looking: the board and the timeline. Anybody on the roster may; nothing is recorded.
import { drillReport } from '../../cards/drill-report.ts';
import { readsReport } from '../../cards/drill-words.ts';
import { drawPolicy } from '../../cards/policy.ts';
import { drawReport } from '../../cards/report.ts';
import { drawInOwnChat, drawSaid } from '../../cards/said.ts';
import { drawStatus } from '../../cards/status.ts';
import { drawTimeline, telling } from '../../cards/timeline.ts';
import { drawUnclear, onlyPressed, onlyTyped } from '../../cards/timeline-filter.ts';
import type { Notice, Shown } from '../../cards/view.ts';
import { judges } from '../../dialogs/hold.ts';
import { REFUSALS } from '../../dialogs/refusal.ts';
import type { Tenant } from '../../ledger/tenant.ts';
import { isHushed, linesHere, shownHere } from './silence.ts';
import { board, known, view, type Visit, whereIs } from './visit.ts';

export async function showStatus(visit: Visit): Promise<Shown> {
  const { open } = await board(visit);
  return drawStatus(shownHere(visit, open), await view(visit, null), whereIs(visit) !== 'own chat');
}

/** The configuration and what waits in it, for managers, approvers and auditors; after a turn of theirs, as it left things. */
export async function showPolicy(visit: Visit, notice: Notice | null = null): Promise<Shown> {
  if (judges(visit.actor.person)) return drawPolicy(await view(visit, null, { notice }));
  const text = notice?.text ?? 'Managers, approvers and auditors look after the configuration. Type “help” to see what you can do.';
  return drawSaid({ tone: 'default', band: 'CONFIGURATION', heading: 'The configuration is not yours to look at', text });
}

interface Paging {
  readonly page?: number;
  readonly notice?: Notice | null;
  /** Which lines: as a button says it, or as it was typed. */
  readonly only?: { readonly who: unknown; readonly about: unknown } | string;
}

/** The timeline of one activation, ten lines a page, the newest page first; without an id, of the newest that is open, else of the newest. */
export async function showTimeline(visit: Visit, id: string | null, { page = 0, notice = null, only = '' }: Paging = {}): Promise<Shown> {
  const { open, tenant } = await board(visit);
  const activation = id === null ? (shownHere(visit, open).at(-1) ?? (await known(visit, newest(tenant)))) : await known(visit, id);
  if (activation === null) {
    const text = id === null ? 'Nothing was ever asked for. What is will have a timeline here.' : REFUSALS['activation-unknown'];
    return drawSaid({ tone: 'default', band: 'TIMELINE', heading: 'No timeline to show', text });
  }
  if (isHushed(visit, activation)) return drawInOwnChat();
  const lines = await linesHere(visit, await visit.desk.lines(activation.id));
  const own = whereIs(visit) === 'own chat';
  const viewing = await view(visit, activation, { notice });
  const asked = typeof only === 'string' ? onlyTyped(only, lines, viewing) : onlyPressed(only, lines);
  if (typeof asked === 'string') return drawUnclear(activation.id, asked);
  return drawTimeline({ activation, lines, page: Number.isSafeInteger(page) ? page : 0, own, only: asked }, viewing);
}

/** The number given last; null when none was. */
function newest({ numbers }: Tenant): string | null {
  const [last] = [...numbers].sort(([one], [two]) => two - one);
  return last === undefined ? null : `BG-${last[0]}-${String(last[1]).padStart(4, '0')}`;
}

/** The report of a closed drill, for managers and auditors. */
export async function showReport(visit: Visit, id: string | null): Promise<Shown> {
  const activation = await known(visit, id);
  if (activation === null) return nothing(REFUSALS['activation-unknown']);
  const lines = await visit.desk.lines(activation.id);
  const viewing = await view(visit, activation);
  if (!readsReport(activation, viewing)) return nothing('Managers and auditors get the report of a drill once it is closed.');
  const report = drillReport({ activation, lines, head: await visit.desk.head(), telling: telling(activation, viewing) });
  return drawReport(activation, report, viewing);
}

function nothing(text: string): Shown {
  return drawSaid({ tone: 'default', band: 'REPORT', heading: 'No report to show', text });
}
