// The runbooks on offer, read from their folder, and those that older activations are pinned to, read back from beside the ledger.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Library, PinnedRunbook } from '../dialogs/decision.ts';
import { Digest } from '../ledger/ids.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { parsePostUse, parseRunbook, problemLine } from '../runbooks/parse.ts';
import type { Runbook } from '../runbooks/runbook.ts';

const POST_USE = 'post-use.yaml';

/** A file of the folder that is not right, with each of its problems as a sentence. */
export class RunbookFault extends Error {}

/**
 * Reads every runbook of a folder. Throws RunbookFault with all problems of all files, each with file and line. `learn` fetches the source
 * of digests that are not on offer (any more) from the store, so that `pinned` knows them.
 */
export function openLibrary(folder: string, store: LedgerStore): Library & { readonly learn: (digest: Digest) => Promise<void> } {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const problems: string[] = [];
  const offered: PinnedRunbook[] = [];
  for (const name of files.filter((one) => one !== POST_USE).sort()) {
    const source = readFileSync(join(folder, name), 'utf8');
    const read = parseRunbook(source, name);
    if (read.ok) offered.push({ runbook: read.runbook, digest: Digest.parse(read.digest), source });
    else problems.push(...read.problems.map((problem) => problemLine(name, problem)));
  }
  const postUse = parsePostUse(readFileSync(join(folder, POST_USE), 'utf8'));
  if (!postUse.ok) problems.push(...postUse.problems.map((problem) => problemLine(POST_USE, problem)));
  if (problems.length > 0 || !postUse.ok) throw new RunbookFault(problems.join('\n'));
  const known = new Map<string, Runbook>(offered.map(({ digest, runbook }) => [digest, runbook]));
  return {
    offered,
    pinned: (digest) => known.get(digest) ?? null,
    postUse: { tasks: postUse.tasks, digest: Digest.parse(postUse.digest) },
    learn: async (digest) => {
      if (known.has(digest)) return;
      const source = (await store.texts([digest])).get(digest);
      const read = source === undefined ? null : parseRunbook(source.text, sourceName(source.text));
      if (read?.ok) known.set(digest, read.runbook);
    },
  };
}

/** A source beside the ledger has lost its file's name, but its first `id` is that name. */
function sourceName(source: string): string {
  return `${/^id:\s*(\S+)/mu.exec(source)?.[1] ?? 'runbook'}.yaml`;
}
