// Folding what concerns drills into an activation.
import type { Activation } from './activation.ts';

/** A live drill passes while it is being closed; null when the fact cannot happen in this phase. */
export function evolveDrill(state: Activation): Activation | null {
  return state.phase === 'review' && state.request.live !== undefined ? state : null;
}
