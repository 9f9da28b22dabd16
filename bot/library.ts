// The runbooks on offer, read from their folder, and those that older activations are pinned to, read back from beside the ledger.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Library, PinnedRunbook, PinnedTasks } from '../dialogs/decision.ts';
import type { Activation } from '../ledger/activation.ts';
import { type Diagnosis, runbooksOf } from '../ledger/course.ts';
import { Digest } from '../ledger/ids.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { verifyText } from '../ledger/text.ts';
import { parsePostUse, parseRunbook, problemLine } from '../runbooks/parse.ts';
import type { CredentialTask, Runbook } from '../runbooks/runbook.ts';

const POST_USE = 'post-use.yaml';

/** A file of the folder that is not right, with each of its problems as a sentence. */
export class RunbookFault extends Error {}

/** The library of a process: what is on offer, and what `learn` has fetched for activations that were filed with something else. */
export interface OpenLibrary extends Library {
  /** Makes known what an activation was filed with; false when its text is no longer to be had. */
  readonly learn: (request: { readonly runbook: Diagnosis['runbook']; readonly postUse: Digest }) => Promise<boolean>;
}

/** Reads every runbook of a folder. Throws RunbookFault with all problems of all files, each with file and line. */
export function openLibrary(folder: string, store: LedgerStore): OpenLibrary {
  const { offered, postUse } = readFolder(folder);
  const runbooks = new Map<string, Runbook>(offered.map(({ digest, runbook }) => [digest, runbook]));
  const tasks = new Map<string, readonly CredentialTask[]>([[postUse.digest, postUse.tasks]]);
  const source = async (digest: Digest) => {
    const kept = (await store.texts([digest])).get(digest);
    // a text that other hands changed is no longer to be had
    return kept !== undefined && verifyText(kept) ? kept.text : '';
  };
  return {
    offered,
    postUse,
    pinned: (digest) => runbooks.get(digest) ?? null,
    pinnedTasks: (digest) => tasks.get(digest) ?? null,
    learn: async ({ runbook, postUse: after }) => {
      if (!runbooks.has(runbook.digest)) {
        const read = parseRunbook(await source(runbook.digest), `${runbook.id}.yaml`);
        if (read.ok) runbooks.set(runbook.digest, read.runbook);
      }
      if (!tasks.has(after)) {
        const read = parsePostUse(await source(after));
        if (read.ok) tasks.set(after, read.tasks);
      }
      return runbooks.has(runbook.digest) && tasks.has(after);
    },
  };
}

/** Makes known every runbook that an activation was ever pinned to, and its tasks; false when a text is no longer to be had. */
export async function learnAll({ learn }: Pick<OpenLibrary, 'learn'>, activation: Activation): Promise<boolean> {
  const { postUse } = activation.request;
  const learnt = await Promise.all(runbooksOf(activation).map((runbook) => learn({ runbook, postUse })));
  return learnt.every((one) => one);
}

function readFolder(folder: string): { readonly offered: readonly PinnedRunbook[]; readonly postUse: PinnedTasks } {
  const problems: string[] = [];
  const offered: PinnedRunbook[] = [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== POST_USE);
  for (const name of names.sort()) {
    const source = readFileSync(join(folder, name), 'utf8');
    const read = parseRunbook(source, name);
    if (read.ok) offered.push({ runbook: read.runbook, digest: Digest.parse(read.digest), source });
    else problems.push(...read.problems.map((problem) => problemLine(name, problem)));
  }
  const source = readFileSync(join(folder, POST_USE), 'utf8');
  const postUse = parsePostUse(source);
  if (!postUse.ok) problems.push(...postUse.problems.map((problem) => problemLine(POST_USE, problem)));
  if (problems.length > 0 || !postUse.ok) throw new RunbookFault(problems.join('\n'));
  return { offered, postUse: { tasks: postUse.tasks, digest: Digest.parse(postUse.digest), source } };
}
