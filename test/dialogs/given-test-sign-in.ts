// A night whose tasks after the use hold the test sign-in, as those that are shipped do.
import type { Library } from '../../dialogs/decision.ts';
import type { Person } from '../../dialogs/policy.ts';
import type { CredentialTask } from '../../runbooks/runbook.ts';
import { type Act, BACK, bea, carl, does, type Fields, LIBRARY } from './given.ts';

export const TEST = 'test-sign-in';
const TASK: CredentialTask = {
  id: TEST,
  title: 'Test the sign-in',
  body: 'Sign in once.',
  for: 'any',
  owner: 'custodian',
  minutes: 1440,
  evidence: 'text',
};

/** As LIBRARY, with the test sign-in as the last task of every account. */
export const TEST_LIBRARY: Library = { ...LIBRARY, pinnedTasks: () => [...LIBRARY.postUse.tasks, TASK] };
export const withTest: Act = (night) => void (night.library = TEST_LIBRARY);
export const TO_TEST: readonly Act[] = [withTest, ...BACK];

/** The words of opening a window with this witness. */
export const opening = (witness: Person = bea, opened = 0): Fields => ({ task: TEST, witness: witness.id, opened });
/** Carl opens the window, Bea looks on. */
export const OPENED: readonly Act[] = [...TO_TEST, does(carl, 'open-test', opening())];
export const WORKED: readonly Act[] = [...OPENED, does(carl, 'do-task', { task: TEST, evidence: 'in at 03:10' })];
export const FAILED: readonly Act[] = [...OPENED, does(carl, 'fail-test', { task: TEST, evidence: 'wrong PIN' })];
