// What people must know of the configuration where they decide: that the file cannot be read, that a change waits, what changed of late.
import type { Changed } from '../ledger/evolve-policy.ts';
import type { PolicyChange } from '../ledger/fact-policy.ts';
import { NEW_FOR, personVoteFrom } from '../dialogs/tenure.ts';
import { changeSentences, holdWords } from './policy-words.ts';
import { name } from './teller.ts';
import { byWhom, clockTime, listed, nameOf, nameRun, plain } from './text.ts';
import type { Viewing } from './view.ts';

const DAY = 24 * 3_600_000;
/** Changes are listed where people decide until they are so old, in milliseconds. */
export const LISTED_FOR = 7 * DAY;

/** The file was changed and cannot be read: what is wrong, and what stays in force. For a TextBlock; empty: it can be read. */
export function unreadNote(viewing: Viewing): string {
  const { unread, tenant } = viewing;
  if (unread === null) return '';
  const more = unread.more === 0 ? '' : ` and ${unread.more} more`;
  return `! ${plain(unread.file, 60)} was changed and cannot be read: line ${unread.line}, ${plain(unread.what, 200)}${more}; the configuration of ${clockTime(tenant.rules.since, viewing)} stays in force.`;
}

/** A change waits for people, or was rejected. For a TextBlock; empty: neither. */
export function heldNote(viewing: Viewing): string {
  const { held, rejected } = viewing.tenant.rules;
  if (rejected !== null) {
    return `! ${byWhom(rejected.by, viewing)} rejected a change of the configuration at ${clockTime(rejected.at, viewing)}: the file must be put right. What was before stays in force.`;
  }
  if (held === null) return '';
  return `! A change of the configuration is held since ${clockTime(held.at, viewing)}, because ${holdWords(held.why)}. A manager and one more person must look at it: type “policy”.`;
}

/** Changes since then, the newest first; what a ledger began with is none. */
export function changesSince({ tenant }: Viewing, since: number): readonly Changed[] {
  return tenant.rules.changes.filter(({ first, at }) => !first && at > since).toReversed();
}

/** "2 days ago, 22 Nov 03:02 (02:02 UTC): Bea became approver". `escape` is `plain` for a TextBlock or a fact, `run` for a TextRun. */
export function changeNote({ at, change }: Changed, viewing: Viewing, escape: Escape = plain): string {
  const all = sentences(change, viewing, escape);
  const rest = all.length > MOST ? [`${all.length - MOST} more`] : [];
  const told = [...all.slice(0, MOST), ...rest].join('; ');
  return `${ago(viewing.circumstances.now - at)}, ${clockTime(at, viewing)}: ${told}`;
}

type Escape = (text: string, most: number) => string;

/** So many things of one change are told; the rest is counted. */
const MOST = 6;

/** Every thing that changed, each a sentence. */
export function sentences(change: PolicyChange, viewing: Viewing, escape: Escape = plain): readonly string[] {
  const whole = changeSentences(change, (person) => name(nameRun(person, viewing)));
  return whole.map((pieces) => pieces.map(({ kind, words }) => (kind === 'ours' ? words : escape(words, 60))).join(''));
}

/** A span of milliseconds before now, in words: `5 min ago`, `3 h ago`, `2 days ago`. */
function ago(length: number): string {
  const minutes = Math.floor(length / 60_000);
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `${Math.floor(length / DAY)} days ago`;
}

/** Approvers who have no vote yet, and from when they do. For a TextBlock. */
export function newApproverNotes(viewing: Viewing): readonly string[] {
  const { now, roster } = viewing.circumstances;
  const approvers = [...roster.people.values()].filter(({ roles }) => roles.includes('approver'));
  const from = approvers.map((person) => ({ person, at: personVoteFrom(viewing.tenant, person) }));
  return from
    .filter(({ at }) => at > now && at <= now + NEW_FOR)
    .map(({ person, at }) => `${nameOf(person.id, viewing)} is a new approver and has a vote from ${clockTime(at, viewing)}.`);
}

/** Emergency accounts that were taken off the list and are watched still. For a TextBlock; empty: none. */
export function watchedNote(viewing: Viewing): string {
  const { now } = viewing.circumstances;
  const all = [...viewing.tenant.rules.watched].flatMap(([account, until]) =>
    until !== null && until > now ? [`**${account}** until ${clockTime(until, viewing)}`] : [],
  );
  return all.length === 0 ? '' : `Taken off the list and watched still: ${listed(all)}.`;
}

/** The one line of the room: what is wrong or waits, else the newest change of the last seven days; empty: nothing. */
export function policyNote(viewing: Viewing): string {
  const wrong = [unreadNote(viewing), heldNote(viewing)].filter((note) => note !== '');
  if (wrong.length > 0) return wrong.join(' ');
  const [newest] = changesSince(viewing, viewing.circumstances.now - LISTED_FOR);
  return newest === undefined ? '' : changeNote(newest, viewing);
}
