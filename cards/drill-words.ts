// Real, dry or live: the words that stand on every card and line, so that nobody takes the one for the other.
import type { Requested } from '../ledger/fact-request.ts';
import { isTest } from '../dialogs/window.ts';
import type { Activation } from '../ledger/activation.ts';
import { changeOfTask } from '../ledger/fact-change.ts';
import type { CredentialTask } from '../runbooks/runbook.ts';
import { typedPlain } from './text.ts';
import type { Viewing } from './view.ts';

type Kind = Pick<Requested, 'kind' | 'live'>;

/** The word for a band: REAL, DRILL · LIVE, DRILL · DRY. */
export function kindBand({ kind, live }: Kind): string {
  if (kind === 'real') return 'REAL';
  return live === undefined ? 'DRILL · DRY' : 'DRILL · LIVE';
}

/** The same in a sentence: "a real use", "a live drill", "a dry drill". */
export function kindWords({ kind, live }: Kind): string {
  if (kind === 'real') return 'a real use';
  return live === undefined ? 'a dry drill' : 'a live drill';
}

/** What a drill covers, for a TextBlock; empty for a real use. */
export function scopeOf({ request }: Pick<Activation, 'request'>, viewing: Viewing): string {
  if (request.kind === 'real') return '';
  if (request.live === undefined) return 'Dry: nobody signs in. Any sign-in with this account counts as real.';
  const action = typedPlain(request.live.action, viewing, 300);
  return `Live, as announced in ${request.live.announcement}: one sign-in, and this one action: “${action}”. Anything else counts as real.`;
}

/** What a dry drill’s task says before anything else, for a TextBlock; empty where the task is to be done. */
export function talkFirst(activation: Pick<Activation, 'request'>, task: string, viewing: Viewing): string {
  if (!isTalkedThrough(activation, task, viewing)) return '';
  const rest = isTest(task)
    ? 'Talk it through. Any sign-in with this account counts as real.'
    : 'Talk it through, and change nothing. A part that was handed out goes back to its place all the same.';
  return `**A dry drill: nobody signs in.** ${rest}\n\n`;
}

/** The title of a task, for a TextBlock. */
export function taskTitle(
  activation: Pick<Activation, 'request'>,
  { id, title }: Pick<CredentialTask, 'id' | 'title'>,
  viewing: Viewing,
): string {
  return isTalkedThrough(activation, id, viewing) ? `Talk it through: ${title}` : title;
}

/** In a dry drill nothing was opened and nothing changed: only what it leaves behind itself is done, its own tasks and what was written down as changed. */
export function isTalkedThrough({ request }: Pick<Activation, 'request'>, task: string, { circumstances: { library } }: Viewing): boolean {
  if (request.kind === 'real' || request.live !== undefined || changeOfTask(task) !== null) return false;
  const book = library.pinned(request.runbook.digest);
  return book?.domains.includes('drill') !== true || !book.after.some(({ id }) => id === task);
}

/** Whether the reader is given the report of this drill: managers and auditors, once it is closed. */
export function readsReport({ request, phase }: Activation, { circumstances: { actor } }: Viewing): boolean {
  if (request.kind !== 'drill' || phase !== 'closed' || actor.kind !== 'person') return false;
  return actor.person.roles.some((role) => role === 'manager' || role === 'auditor');
}
