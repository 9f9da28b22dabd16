// The figures of one activation: how long each stretch of it took. Drills and uses that nobody approved say so themselves, so that no sum
// can mix them with real uses that two people approved.
import { type Activation, declarationOf, ended } from './activation.ts';

export const FIGURES = ['first-vote', 'quorum', 'in-hand', 'in-use', 'handed-back', 'rotated', 'closed'] as const;
export type FigureName = (typeof FIGURES)[number];

/** One stretch, in milliseconds UTC. `at` null: not reached; `missed`: and it can no longer be. */
export interface Figure {
  readonly figure: FigureName;
  /** Where the stretch begins: at the request or the declared beginning; of `in-use` where the use began. */
  readonly since: number;
  readonly at: number | null;
  readonly missed: boolean;
}

export interface Figures {
  readonly counts: 'real' | 'unapproved' | 'dry drill' | 'live drill';
  readonly from: number;
  readonly stretches: readonly Figure[];
}

/** What there is to measure. A use that nobody approved has no votes, no quorum and no collection. */
export function figures(activation: Activation): Figures {
  const declared = declarationOf(activation);
  const from = declared === null ? activation.filed.at : declared.since;
  const names = FIGURES.filter((name) => declared === null || !APPROVED_ONLY.has(name));
  const all = names.map((figure) => ({
    figure,
    since: figure === 'in-use' ? (used(activation) ?? from) : from,
    at: when(activation, figure),
  }));
  const last = all.findLastIndex(({ at }) => at !== null);
  const over = ended(activation);
  const stretches = all.map((one, index) => ({ ...one, missed: one.at === null && (over || index < last) }));
  return { counts: countsAs(activation), from, stretches };
}

const APPROVED_ONLY: ReadonlySet<FigureName> = new Set(['first-vote', 'quorum', 'in-hand']);

function countsAs(activation: Activation): Figures['counts'] {
  const { kind, live } = activation.request;
  if (declarationOf(activation) !== null) return 'unapproved';
  if (kind === 'real') return 'real';
  return live === undefined ? 'dry drill' : 'live drill';
}

/** The first vote that still stands: one that was voided is no vote. */
function when(activation: Activation, figure: FigureName): number | null {
  switch (figure) {
    case 'first-vote':
      return activation.votes.size === 0 ? null : Math.min(...[...activation.votes.values()].map(({ at }) => at));
    case 'quorum':
      return 'grant' in activation && activation.grant !== null ? activation.grant.at : null;
    case 'in-hand':
      return used(activation);
    case 'in-use':
      return used(activation) === null ? null : back(activation);
    case 'handed-back':
      return back(activation);
    case 'rotated':
      return rotated(activation);
    case 'closed':
      return 'closed' in activation ? (activation.closed?.at ?? null) : null;
  }
}

function used(activation: Activation): number | null {
  return 'use' in activation ? (activation.use?.at ?? null) : null;
}

function back(activation: Activation): number | null {
  return 'back' in activation ? activation.back.at : null;
}

/** When a second person had confirmed the last task. */
function rotated(activation: Activation): number | null {
  if (!('tasks' in activation)) return null;
  const confirmed = activation.tasks.map((task) => task.confirmed?.at ?? null);
  return confirmed.includes(null) ? null : Math.max(activation.back.at, ...confirmed.filter((at) => at !== null));
}
