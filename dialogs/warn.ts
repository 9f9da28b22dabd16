// The warnings before the end of a use: once each for each end, the nearest alone when several are due, none where the use is no longer, or nobody knows whose it is.
import type { Activation, InPhase } from '../ledger/activation.ts';
import { operatorNow, runningSince } from '../ledger/course.ts';
import { WARNINGS } from '../ledger/fact-course.ts';
import { type Circumstances, type Decision, already, happened } from './decision.ts';

const MINUTE = 60_000;

type Warning = (typeof WARNINGS)[number];

/** Those still to come about the end that the use has now, the earlier first. */
function owed(activation: InPhase<'in use'>, since: number): readonly Warning[] {
  const { use, course } = activation;
  if (use.overdue !== null || course.revoked !== null || operatorNow(activation) === null) return [];
  const nearest = Math.min(...course.warned.filter(({ end }) => end === use.end).map(({ minutes }) => minutes));
  return WARNINGS.filter((minutes) => minutes < nearest && use.end - minutes * MINUTE > since);
}

/** When the next warning is due, milliseconds UTC; null: none is. */
export function nextWarning(activation: InPhase<'in use'>): number | null {
  const [minutes] = owed(activation, runningSince(activation));
  return minutes === undefined ? null : activation.use.end - minutes * MINUTE;
}

/** Warns, if a warning is due and the end has not passed. */
export function warn(activation: Activation, { now }: Circumstances): Decision {
  if (activation.phase !== 'in use' || now > activation.use.end) return already(activation);
  const { end } = activation.use;
  const minutes = owed(activation, runningSince(activation)).findLast((one) => now >= end - one * MINUTE);
  return minutes === undefined ? already(activation) : happened(activation, { type: 'EndWarned', minutes, end });
}
