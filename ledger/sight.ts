// One look of the product at a step, as the activation keeps it.
import type { Mark } from './activation.ts';
import type { SIGHTS } from './fact-look.ts';
import type { Digest } from './ids.ts';

/** What the product saw of a step: `when` it looked is beside when that came in. */
export interface Sight extends Mark {
  readonly step: string;
  /** The runbook whose step it is. */
  readonly runbook: Digest;
  readonly look: string;
  readonly as: (typeof SIGHTS)[number];
  readonly when: number;
  readonly detail: Digest;
}
