// The figures of an activation in words, the same on the timeline and in the report of a drill.
import { type Figure, type FigureName, type Figures, figures } from '../ledger/figures.ts';
import type { Activation } from '../ledger/activation.ts';
import { accountsOpened } from '../ledger/fallback.ts';
import { listed, span } from './text.ts';

/** A figure as a title and its words, both ours. */
export interface Told {
  readonly title: string;
  readonly value: string;
}

const TITLES: Readonly<Record<FigureName, string>> = {
  'first-vote': 'First vote',
  quorum: 'Quorum',
  'in-hand': 'Credential in hand',
  'in-use': 'In use',
  'handed-back': 'Handed back',
  rotated: 'Everything after the use confirmed',
  closed: 'Closed',
};

const COUNTS: Readonly<Record<Figures['counts'], string>> = {
  real: 'a real use, approved by two people or waiting for them',
  unapproved: 'a use that nobody approved: apart from the approved ones',
  'dry drill': 'a dry drill: apart from all real uses',
  'live drill': 'a live drill: apart from all real uses',
};

/** What it counts as, when it began, then each stretch. `clock` writes an instant (milliseconds UTC) for its readers. */
export function figureLines(activation: Activation, clock: (at: number) => string): readonly Told[] {
  const { counts, from, stretches } = figures(activation);
  return [
    { title: 'Counts as', value: COUNTS[counts] },
    ...opened(activation),
    { title: counts === 'unapproved' ? 'In use since' : 'Asked for', value: clock(from) },
    ...stretches.map((one) => ({ title: TITLES[one.figure], value: valueOf(one, clock) })),
  ];
}

/** Which account was opened, where the request names two. */
function opened(activation: Activation): readonly Told[] {
  if (activation.request.fallback === undefined) return [];
  const all = accountsOpened(activation).map(({ account }) => account);
  return [{ title: 'Opened', value: activation.released.size === 0 ? 'neither account' : listed(all) }];
}

function valueOf({ figure, since, at, missed }: Figure, clock: (at: number) => string): string {
  if (at === null) return missed ? 'did not happen' : 'not yet';
  const took = span(at - since);
  return figure === 'in-use' ? `for ${took}` : `${clock(at)}, after ${took}`;
}
