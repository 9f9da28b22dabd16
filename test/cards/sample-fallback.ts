// A night of the samples whose request names two accounts, at each of its moments: the first one does not work, the second one is taken.
import { aaron, ada, bea, carl, Night, night, rita } from './sample.ts';
import { BOOKS, TEST } from './sample-test-sign-in.ts';

const TWO = { fallback: 'bg-admin-02' } as const;
export const FAULT = { fault: 'The key asks for a PIN, and the PIN is wrong.' } as const;
const HALVES = ['password-1/first-half', 'password-1/second-half'] as const;

/** Each moment continues the one before it. */
const MOMENTS = {
  filed: () => night('requested', TWO),
  approved: () => night('approved', TWO),
  'in use': () => withBooks(night('in use', TWO)),
  taken: () => two('in use').does(rita, 'take-fallback', FAULT, 2),
  'one half': () => two('taken').does(carl, 'release', { part: HALVES[0], seal: 'A-1191' }, 5),
  'both out': () => two('one half').does(ada, 'release', { part: HALVES[1], seal: 'A-1192' }, 2),
  back: () => two('both out').does(rita, 'hand-back', {}, 10),
  'said once': () => two('back').does(aaron, 'rotate-both', { cause: 'Both safes were found open.' }, 2),
  freed: () => two('said once').does(bea, 'rotate-both', { cause: 'I saw it, too.' }, 2),
  tested: () =>
    two('back')
      .does(carl, 'open-test', { task: TEST, witness: bea.id, opened: 0 }, 1)
      .does(carl, 'do-task', { task: TEST, evidence: 'in at 03:10' }, 1)
      .does(bea, 'confirm-task', { task: TEST }, 1),
} as const;
export type Moment = keyof typeof MOMENTS;

export function two(moment: Moment): Night {
  return MOMENTS[moment]();
}

/** Taken before anything of the first account was out. */
export function secondOnly(): Night {
  return two('approved').does(rita, 'take-fallback', FAULT, 1);
}

function withBooks(one: Night): Night {
  one.library = BOOKS;
  return one;
}
