// The tasks that a use leaves behind: by what each account that was opened has, and which of them wait for another account.
import type { Activation } from '../ledger/activation.ts';
import { fallbackTask, taskOfFallback } from '../ledger/fact-fallback.ts';
import type { FactOf } from '../ledger/fact.ts';
import { accountsNamed, accountsOpened, type Named } from '../ledger/fallback.ts';
import { type AccountId, Slug } from '../ledger/ids.ts';
import { tasksFor } from '../runbooks/tasks.ts';
import type { CredentialTask } from '../runbooks/runbook.ts';
import { changeTasks } from './changes.ts';
import type { Circumstances, Library } from './decision.ts';
import { isTest } from './window.ts';

const MINUTE = 60_000;

/** The post-use tasks of an activation: by the credentials of each opened account as it was filed, then one for each change that was logged. */
export function postUseTasks(activation: Activation, library: Library): readonly CredentialTask[] {
  return [...tasksOf(activation, accountsOpened(activation), library), ...changeTasks(activation)];
}

/** The tasks of these accounts. What the runbook adds for any account is owed once, whichever was used. */
function tasksOf(activation: Activation, accounts: readonly Named[], library: Library): readonly CredentialTask[] {
  const { request, fallback, steps } = activation;
  const base = library.pinnedTasks(request.postUse) ?? library.postUse.tasks;
  const ofAccount = (task: CredentialTask) => task.for !== 'any' || base.some(({ id }) => id === task.id);
  // what was begun by a runbook of before leaves its tasks, too
  const walked = [...new Set([request.runbook.digest, ...steps.map(({ runbook }) => runbook)])].map((digest) => library.pinned(digest));
  return accounts.flatMap(({ account, credentials }, nth) => {
    const types = new Set(credentials.map(({ type }) => type));
    const all = walked.flatMap((book) => tasksFor(base, book, types));
    const each = all.filter((task, at) => all.findIndex(({ id }) => id === task.id) === at && (nth === 0 || ofAccount(task)));
    return each.map((task) => (ofAccount(task) && fallback.taken !== null ? named(task, account, account !== request.account) : task));
  });
}

/** Where two accounts are spoken of, each task says which one it is about. */
function named(task: CredentialTask, account: AccountId, second: boolean): CredentialTask {
  return { ...task, id: second ? taskOfFallback(task.id) : task.id, title: `${account}: ${task.title}` };
}

type Owed = FactOf<'HandedBack'>['tasks'][number];

/** What is owed from now on; what would change the credentials of the second account waits for the test sign-in of the first one. */
export function owedTasks(activation: Activation, { now, library }: Pick<Circumstances, 'now' | 'library'>): readonly Owed[] {
  const all = postUseTasks(activation, library);
  return all.map((task) => owed(task, { now, test: all.find(({ id }) => isTest(id) && fallbackTask(id) === null)?.id ?? null }));
}

/** The tasks of an account that turned out after the hand-back to have been opened, too: a log shows a sign-in with it. */
export function lateTasks(activation: Activation, opened: AccountId, { now, library }: Circumstances): readonly FactOf<'TaskAdded'>[] {
  if (activation.phase !== 'handed back') return [];
  const known = accountsOpened(activation);
  const late = accountsNamed(activation.request).filter(
    ({ account }) => account === opened && !known.some((one) => one.account === opened),
  );
  const test = activation.tasks.find(({ task, confirmed }) => isTest(task) && fallbackTask(task) === null && confirmed === null);
  const waits = activation.fallback.freed === null ? (test?.task ?? null) : null;
  const all = tasksOf(activation, late, library).filter(({ id }) => !activation.tasks.some(({ task }) => task === id));
  return all.map((task) => ({ type: 'TaskAdded', ...owed(task, { now, test: waits }) }));
}

/** `test`: the task that is the test sign-in of the first account; null: there is none to wait for. */
function owed({ id, minutes, for: type }: CredentialTask, { now, test }: { readonly now: number; readonly test: string | null }): Owed {
  const waits = test !== null && fallbackTask(id) !== null && (type !== 'any' || isTest(id));
  return { task: Slug.parse(id), due: now + minutes * MINUTE, ...(waits ? { after: test } : {}) };
}
