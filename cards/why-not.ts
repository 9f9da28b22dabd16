// Why somebody was refused, as their card says it: the sentence of the reason, with the time from which on it is possible where there is one.
import type { Reason } from '../ledger/fact.ts';
import { REFUSALS } from '../dialogs/refusal.ts';
import { nextRequestAt } from '../dialogs/request.ts';
import { voteFrom } from '../dialogs/tenure.ts';
import { clockTime } from './text.ts';
import type { Viewing } from './view.ts';

/** The sentence for the reader of this view, who was refused just now. */
export function whyNot(reason: Reason, viewing: Viewing): string {
  const { actor, now } = viewing.circumstances;
  if (actor.kind === 'person' && reason === 'too-many-requests') {
    const at = nextRequestAt(viewing.tenant, actor.person.id, now);
    return `You have asked three times within an hour. You can ask again at ${clockTime(at, viewing)}; until then another responder can.`;
  }
  const from = actor.kind === 'person' && reason === 'approver-too-new' ? voteFrom(viewing.tenant, actor.account) : Infinity;
  return Number.isFinite(from) ? tooNew(from, viewing) : REFUSALS[reason];
}

/** From when on a new approver has a vote. */
export function tooNew(from: number, viewing: Viewing): string {
  return `You are an approver since less than 24 hours, or act with an account that is. You have a vote from ${clockTime(from, viewing)}; until then others must decide.`;
}
