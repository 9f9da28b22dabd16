// Which tasks a use leaves behind, by what the account has.
import type { CredentialTask, Runbook } from './runbook.ts';

/**
 * The tasks of post-use.yaml for these credential types and for any account, then those of the runbook, each in the order of its file.
 * A task of the runbook with the id of a base task is left out: a runbook can add tasks, never soften one. Without a runbook: the base tasks.
 */
export function tasksFor(
  postUse: readonly CredentialTask[],
  runbook: Runbook | null,
  credentialTypes: Iterable<string>,
): readonly CredentialTask[] {
  const types = new Set<string>(['any', ...credentialTypes]);
  const own = (runbook?.after ?? []).filter(({ id }) => !postUse.some((base) => base.id === id));
  return [...postUse, ...own].filter((task) => types.has(task.for));
}
