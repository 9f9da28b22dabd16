// Drills at the edge: the card for whoever asks, the day and hour that somebody chose as a time, and what a live drill is filed on.
import { drawDrills } from '../../cards/drills.ts';
import type { Notice, Shown, Viewing } from '../../cards/view.ts';
import { isStartable } from '../../dialogs/announce.ts';
import type { Turn } from '../../dialogs/handle.ts';
import { REFUSALS } from '../../dialogs/refusal.ts';
import type { Announcement } from '../../ledger/drills.ts';
import { offsetMinutes } from '../clock.ts';
import { view, type Visit } from './visit.ts';

type Data = Readonly<Record<string, unknown>>;

/** The card of all drills for the visitor. */
export async function showDrills(visit: Visit, notice: Notice | null = null, after?: Turn): Promise<Shown> {
  return drawDrills(null, await view(visit, null, { notice, after }));
}

const MINUTE = 60_000;

/** The command's `at` (milliseconds UTC) from a day and a time of the visitor's own clock; nothing where they are none. */
export function timeIn({ actor }: Pick<Visit, 'actor'>, { day, time }: Data): { readonly at?: number } {
  const wall = typeof day === 'string' && typeof time === 'string' ? Date.parse(`${day}T${time}:00.000Z`) : NaN;
  if (Number.isNaN(wall)) return {};
  const east = (at: number) => offsetMinutes(actor.person.zone, at) * MINUTE;
  return { at: wall - east(wall - east(wall)) };
}

/** The live drill that a button names and that can be filed now; the card that says why not; null when it names none. */
export function liveNamed(id: string | null, viewing: Viewing): Announcement | { readonly not: Shown } | null {
  if (id === null) return null;
  const { drills } = viewing.tenant;
  const live = [...drills.announced.values()].find((one) => one.id === id);
  if (live !== undefined && isStartable(live, viewing.circumstances.now)) return live;
  const why = live === undefined ? 'announcement-unknown' : live.filed === null ? 'not-the-time' : 'announcement-used';
  return { not: drawDrills(null, { ...viewing, notice: viewing.notice ?? { tone: 'attention', text: REFUSALS[why] } }) };
}
