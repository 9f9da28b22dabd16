// A night of the samples with a test sign-in among its tasks, at each of its moments.
import type { Library } from '../../dialogs/decision.ts';
import type { Fields } from '../dialogs/given.ts';
import { bea, carl, LIBRARY, Night, night, rita } from './sample.ts';

export const TEST = 'test-sign-in';
const TASK = {
  id: TEST,
  title: 'Test the sign-in',
  body: 'Sign in once. Change nothing.',
  for: 'any',
  owner: 'custodian',
  minutes: 600,
  evidence: 'text',
} as const;
export const BOOKS: Library = { ...LIBRARY, pinnedTasks: () => [...LIBRARY.postUse.tasks, TASK] };

/** Handed back, the test to be done like all else; of a drill with these fields. */
export function toTest(fields: Fields = {}): Night {
  const one = night('in use', fields);
  one.library = BOOKS;
  return one.does(rita, 'hand-back', {}, 1);
}

/** Carl has opened the window, Bea looks on. */
export function testing(fields: Fields = {}): Night {
  return toTest(fields).does(carl, 'open-test', { task: TEST, witness: bea.id, opened: 0 }, 1);
}

/** Carl has said in it that it worked, or that it did not. */
export function tested(verb: 'do-task' | 'fail-test'): Night {
  return testing().does(carl, verb, { task: TEST, evidence: verb === 'do-task' ? 'in at 03:10' : 'wrong PIN' }, 1);
}
