// Which pages the product owes, and what becomes of each attempt: intent before effect, one key for all attempts at one page, an end.
import type { Activation, Page } from '../ledger/activation.ts';
import type { FactOf } from '../ledger/fact.ts';
import type { OwnCommand } from './own-command.ts';
import { type Circumstances, type Decision, already, happened } from './decision.ts';
import type { Duty } from './duties.ts';
import type { Policy } from './policy.ts';

const SECOND = 1_000;
/** Longer than any attempt may take: within it the attempt belongs to whoever started it. */
const LEASE = 15 * SECOND;
const LONGEST = 15 * 60 * SECOND;
/** After so many attempts a page is given up; the cards say so, and people ring. */
export const ATTEMPTS_AT_MOST = 8;

type Reason = Page['reason'];

/** What stands behind each page, where it is wanted now: since when, milliseconds UTC. */
function wanted(activation: Activation): { readonly reason: Reason; readonly since: number } | null {
  if (activation.phase === 'requested') {
    const { escalated } = activation.reach;
    return escalated === null ? { reason: 'filed', since: activation.filed.at } : { reason: 'escalated', since: escalated.at };
  }
  if (activation.phase !== 'in use' || activation.use.overdue === null) return null;
  return { reason: 'overdue', since: activation.use.overdue.at };
}

/** The name of a page, the same for every attempt: whoever receives it twice has received it once. */
export function pageKey(activation: Activation, reason: Reason): string {
  return `${activation.id}/${reason}`;
}

/** The attempt that is owed next, whether due yet or not. A drill pages nobody unless the configuration says so. */
export function pageDuties(activation: Activation, { paging }: Policy): readonly Duty[] {
  if (paging === null || activation.unknown !== null || (activation.request.kind === 'drill' && !paging.drills)) return [];
  const now = wanted(activation);
  if (now === null) return [];
  const page = activation.reach.pages.get(pageKey(activation, now.reason));
  const due = nextAttempt(page, now.since);
  const attempt = (page?.attempt ?? 0) + 1;
  return due === null ? [] : [{ command: { verb: 'start-page', activation: activation.id, reason: now.reason, attempt }, due }];
}

/** When the next attempt is due; the pauses double from 15 seconds to 15 minutes. null: delivered, or given up. */
function nextAttempt(page: Page | undefined, since: number): number | null {
  if (page === undefined) return since;
  if (page.ended?.outcome === 'delivered' || page.attempt >= ATTEMPTS_AT_MOST) return null;
  // without an end nobody knows whether it went out: it is taken up again as soon as it may be
  if (page.ended === null) return page.lease + 1;
  return page.started.at + Math.min(LONGEST, LEASE * 2 ** (page.attempt - 1)) + 1;
}

type Start = Extract<OwnCommand, { readonly verb: 'start-page' }>;
type End = Extract<OwnCommand, { readonly verb: 'end-page' }>;

/** The intent: whoever appends it sends the page. */
export function startPage(activation: Activation, { reason, attempt }: Start, { now, policy }: Circumstances): Decision {
  const same = (one: Duty['command']) => one.verb === 'start-page' && one.reason === reason && one.attempt === attempt;
  if (!pageDuties(activation, policy).some(({ command, due }) => same(command) && due <= now)) return already(activation);
  return happened(activation, { type: 'PageStarted', key: pageKey(activation, reason), reason, attempt, lease: now + LEASE });
}

/** The outcome; it counts for the latest attempt only, and once. */
export function endPage(activation: Activation, { key, attempt, outcome }: End): Decision {
  const page = activation.reach.pages.get(key);
  if (page?.attempt !== attempt || page.ended !== null) return already(activation);
  return happened(activation, { type: 'PageEnded', key, attempt, outcome } satisfies FactOf<'PageEnded'>);
}
