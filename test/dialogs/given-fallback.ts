// Nights of a request that names two accounts: the first one does not work, the second one is taken, and both must be worked on afterwards.
import { aaron, type Act, ALL_OUT, bea, carl, CARD, cora, does, files, ida, KEY, later, MINUTE, PAPER, PIN, rita, votes } from './given.ts';
import { TEST, withTest } from './given-test-sign-in.ts';

export const FAULT = { fault: 'The key is refused.' } as const;
export const TWO_FILED: readonly Act[] = [withTest, files({ fallback: 'bg-admin-02' })];
export const TWO_APPROVED: readonly Act[] = [...TWO_FILED, votes(aaron), votes(bea)];
export const TWO_IN_USE: readonly Act[] = [...TWO_APPROVED, ...ALL_OUT.slice(-2), later(MINUTE), does(rita, 'in-hand')];
export const TAKEN: readonly Act[] = [...TWO_IN_USE, later(MINUTE), does(rita, 'take-fallback', FAULT)];
export const PAPER_OUT: readonly Act[] = [...TAKEN, does(carl, 'release', { part: PAPER, seal: 'A-3' })];
/** Both were opened: handed back, everything still to do. */
export const TWO_BACK: readonly Act[] = [...PAPER_OUT, later(MINUTE), does(rita, 'hand-back')];
/** Taken before anything of the first one was out: only the second one was opened. */
export const SECOND_ONLY: readonly Act[] = [
  ...TWO_APPROVED,
  does(rita, 'take-fallback', FAULT),
  does(ida, 'release', { part: CARD, seal: 'A-3' }),
  does(rita, 'in-hand'),
];
export const TWO_RETURNED: readonly Act[] = [
  ...TWO_BACK,
  does(carl, 'return', { part: KEY, seal: 'B-1' }),
  does(ida, 'return', { part: PIN, seal: 'B-2' }),
  does(carl, 'return', { part: PAPER, seal: 'B-3' }),
];
/** The test sign-in of an account in a window of its own, and that it worked. */
export const tested = (task = TEST, opened = 0): readonly Act[] => [
  does(carl, 'open-test', { task, witness: cora.id, opened }),
  does(carl, 'do-task', { task, evidence: 'in at 03:10' }),
  does(cora, 'confirm-task', { task }),
];
