// The command find: which runbook fits what somebody says, as the chat would choose it.
import { find } from '../../runbooks/find.ts';
import { RUNBOOKS } from '../files.ts';
import { openLibrary } from '../library.ts';
import { memoryStore } from '../store/memory.ts';
import { type Asked, UsageFault } from './usage.ts';
import type { Out } from './ledger.ts';

/** Writes the ids of the runbooks that fit, the best first, each with its score (comparable within one answer); 1 when none does. */
export function findCommand({ words: [text] }: Asked, out: Out): number {
  if (text === undefined) throw new UsageFault('Say what is broken, in quotation marks: glassbreak find "nobody can log in".');
  const { offered } = openLibrary(RUNBOOKS, memoryStore({ clock: () => 0 }));
  const found = find(text, offered);
  for (const { id, score } of found) out.line(`${id} ${score.toFixed(1)}`);
  return found.length === 0 ? 1 : 0;
}
