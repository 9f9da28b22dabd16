// Readiness at the edge: what can be seen of ledger, chats and room, for those who may see it. Nothing is recorded.
import { drawReadiness, readsReadiness } from '../../cards/readiness.ts';
import { drawSaid } from '../../cards/said.ts';
import type { Shown } from '../../cards/view.ts';
import { readiness } from '../../dialogs/readiness.ts';
import { board, view, type Visit } from './visit.ts';

export async function showReadiness(visit: Visit): Promise<Shown> {
  const viewing = await view(visit, null);
  if (readsReadiness(viewing) === null) {
    const text = 'Managers, auditors, the watch and responders can see whether a night would work now.';
    return drawSaid({ tone: 'default', band: 'READINESS', heading: 'This is not shown to your role', text });
  }
  const { tenant, open, behind } = await board(visit);
  const { size, signed } = await visit.desk.signed();
  const looked = { tenant, open, behind, isMet: visit.hooks.isMet, ledger: { size, signed }, hasRoom: visit.room !== undefined };
  return drawReadiness(readiness(looked, viewing.circumstances), viewing);
}
