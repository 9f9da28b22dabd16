// Looks: what the product sees by itself of a step that a runbook wants checked. The port through which it looks, what it waits to see, and
// what becomes of each answer. Without the port nothing is ever seen, and people’s word is all there is.
import type { Activation } from '../ledger/activation.ts';
import type { FactOf } from '../ledger/fact.ts';
import type { AccountId, ActivationId } from '../ledger/ids.ts';
import type { Look, Step } from '../runbooks/runbook.ts';
import type { OwnCommand } from './own-command.ts';
import { type Circumstances, type Decision, type Library, already, happened } from './decision.ts';
import { answersNow, walked } from './walk.ts';

/** What is to be looked at. `since`: milliseconds UTC, when the use began; nothing from before counts. */
export interface LookAsked {
  readonly activation: ActivationId;
  readonly account: AccountId;
  readonly step: string;
  readonly look: Look;
  readonly since: number;
}

/** What was seen; `detail` in a few words, never a secret. */
export interface Seen {
  readonly as: FactOf<'CheckSeen'>['as'];
  readonly detail: string;
}

/** The port: one look. null: it could not be seen, or it is too early to say. It may reject; that is the same, and goes to the log. */
export interface Eyes {
  readonly look: (asked: LookAsked, closing: AbortSignal) => Promise<Seen | null>;
}

/** A step that waits to be seen. `said`: position of the newest answer to it, 0 before any; with a new one it is looked at anew. */
export interface Awaited {
  readonly step: Step;
  readonly look: Look;
  readonly said: number;
}

/** The steps that the product should look at now: open ones while the use goes on; claimed ones and wrong ones until the review is signed. */
export function awaited(activation: Activation, library: Library): readonly Awaited[] {
  const { phase } = activation;
  const going = phase === 'in use' && activation.course.revoked === null;
  const unsigned = phase === 'in use' || phase === 'handed back' || (phase === 'review' && activation.review === null);
  const place = unsigned ? walked(activation, library) : null;
  if (place === null) return [];
  const { open, claimed, wrong } = place.walk;
  const waiting = new Set([...claimed, ...wrong, ...(going ? open : [])]);
  return place.runbook.steps.flatMap((step) => {
    const { look } = step;
    const said = answersNow(activation).findLast((entry) => entry.step === step.id)?.seq ?? 0;
    return look !== undefined && waiting.has(step) ? [{ step, look, said }] : [];
  });
}

/** The step’s claim: the newest answer of a person that says it is done. */
export function claimOf(activation: Activation, step: string): Activation['steps'][number] | null {
  return answersNow(activation).findLast((entry) => entry.step === step && entry.outcome === 'finished') ?? null;
}

/** So many looks of one step are written down; after that only one that sees it right. */
const MOST = 20;

/**
 * An answer came in. What nobody waits for any more (seen to be right before, skipped, the review signed), what is older than what was seen or
 * than the claim it would contradict, and what tells nothing new leaves no record.
 */
export function checkSeen(
  activation: Activation,
  { step, look, as, when, detail }: Extract<OwnCommand, { readonly verb: 'check-seen' }>,
  { now, library }: Circumstances,
): Decision {
  const waits = awaited(activation, library).some((one) => one.step.id === step && one.look === look);
  if (!waits || when > now) return already(activation);
  const before = activation.sights.filter((one) => one.step === step && one.runbook === activation.request.runbook.digest);
  const last = before.at(-1);
  if (last !== undefined && when <= last.when) return already(activation);
  if (as === 'wrong') {
    // the person may have mended it since: it is looked at again
    if (when < (claimOf(activation, step)?.at ?? 0)) return already(activation);
    if (last?.detail === detail.hash || before.length >= MOST) return already(activation);
  }
  return happened(activation, { type: 'CheckSeen', step, look, as, when, detail: detail.hash });
}
