// Where others read along, what has to stay silent is answered with one sentence: look in your own chat. Nothing is done there either.
import { drawInOwnChat } from '../../cards/said.ts';
import type { Shown } from '../../cards/view.ts';
import { isSilent } from '../../dialogs/silence.ts';
import type { Activation } from '../../ledger/activation.ts';
import type { Line } from '../../ledger/timeline.ts';
import type { ActionArrived } from './edge.ts';
import { withTyped } from './kept.ts';
import { known, type Visit, whereIs } from './visit.ts';

/** Whether nothing about this activation may be shown where the visitor is. */
export function isHushed(visit: Visit, activation: Activation): boolean {
  return whereIs(visit) !== 'own chat' && isSilent(activation);
}

/** What of these may be shown where the visitor is. */
export function shownHere(visit: Visit, activations: readonly Activation[]): readonly Activation[] {
  return activations.filter((one) => !isHushed(visit, one));
}

/** What begins something, and what shows all that is open when it names no activation: answered in one’s own chat only. */
const BEGINNING: ReadonlySet<string> = new Set(['begin', 'no-quorum', 'request', 'declare']);
const SHOWING: ReadonlySet<string> = new Set(['my-view', 'refresh', 'focus']);

/** The answer to a press about what has to stay silent here, with what was typed for its reader’s eyes; null: it may be answered. */
export async function hushed(
  visit: Visit,
  { verb, data, automatic }: Pick<ActionArrived, 'verb' | 'data' | 'automatic'>,
): Promise<Shown | null> {
  if (whereIs(visit) === 'own chat') return null;
  const silent = await Promise.all([data['activation'], data['over']].map(async (id) => isHushedId(visit, id)));
  const showsAll = (SHOWING.has(verb) || automatic) && typeof data['activation'] !== 'string';
  return silent.includes(true) || showsAll || BEGINNING.has(verb) ? withTyped(drawInOwnChat(), { ...data, verb }) : null;
}

async function isHushedId(visit: Visit, id: unknown): Promise<boolean> {
  const activation = typeof id === 'string' ? await known(visit, id) : null;
  return activation !== null && isHushed(visit, activation);
}

/** The lines of a timeline that may be shown where the visitor is: without those that name what has to stay silent. */
export async function linesHere(visit: Visit, lines: readonly Line[]): Promise<readonly Line[]> {
  const named = lines.map(({ fact }): readonly unknown[] => Object.values(fact));
  const silent = await Promise.all(named.map(async (ids) => (await Promise.all(ids.map((id) => isHushedId(visit, id)))).includes(true)));
  return lines.filter((_, at) => silent[at] !== true);
}
