// The configuration for those who answer for it: what is in force, what waits for them, what changed, who is new, what is watched.
import type { Held } from '../ledger/evolve-policy.ts';
import { decide } from '../dialogs/decide.ts';
import { template } from './bind.ts';
import { frame } from './frame.ts';
import json from './policy.json' with { type: 'json' };
import { changeNote, changesSince, heldNote, newApproverNotes, sentences, unreadNote, watchedNote } from './policy-notes.ts';
import { byWhom, clockTime, listed, shortHash } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const fill = template(json, {
  notes: { each: { line: 'text' } },
  hasHeld: 'flag',
  held: { each: { line: 'text' } },
  confirmed: 'text',
  changes: { each: { line: 'text' } },
  canConfirm: 'flag',
  canReject: 'flag',
  digest: 'text',
} as const);

/** Lines of each kind that fit on a card. */
const MOST = { held: 30, changes: 8 } as const;

/** The card of the configuration; whoever may judge a held change has its buttons. */
export function drawPolicy(viewing: Viewing): Shown {
  const { tenant, circumstances } = viewing;
  const { held, rejected, since } = tenant.rules;
  const notes = [unreadNote(viewing), heldNote(viewing), ...newApproverNotes(viewing), watchedNote(viewing)];
  const changes = changesSince(viewing, 0);
  const may = (verb: 'confirm-roster' | 'reject-roster') =>
    held !== null && decide({ tenant, activation: null }, { verb, digest: held.digest }, circumstances).kind === 'happened';
  const pieces = fill({
    notes: lines(notes.filter((note) => note !== '')),
    hasHeld: held !== null,
    held: lines(held === null ? [] : heldLines(held, viewing)),
    confirmed: held === null ? '' : confirmedBy(held, viewing),
    changes: lines(
      changes.length === 0
        ? ['- nothing since the first configuration']
        : cut(
            changes.map((one) => `- ${changeNote(one, viewing)}`),
            MOST.changes,
          ),
    ),
    canConfirm: may('confirm-roster'),
    canReject: may('reject-roster'),
    digest: held?.digest ?? '',
  });
  const wrong = held !== null || rejected !== null || viewing.unread !== null;
  const heading =
    held === null ? `The configuration of ${clockTime(since, viewing)} is in force` : 'A change of the configuration waits for people';
  const version = tenant.policy === null ? '' : `Version ${shortHash(tenant.policy)}, `;
  const second = `${version}roster read at ${clockTime(circumstances.roster.readAt, viewing)}.`;
  const words = { tone: wrong ? 'attention' : 'default', band: held === null ? 'CONFIGURATION' : 'CONFIGURATION · HELD' } as const;
  return frame({ card: 'policy', activation: null, ...words, heading, second, summary: heading, ...pieces }, viewing);
}

function lines(all: readonly string[]): readonly { readonly line: string }[] {
  return all.map((line) => ({ line }));
}

function cut(all: readonly string[], most: number): readonly string[] {
  return all.length <= most ? all : [...all.slice(0, most), `- and ${all.length - most} more`];
}

function heldLines({ change }: Held, viewing: Viewing): readonly string[] {
  return cut(
    sentences(change, viewing).map((sentence) => `- ${sentence}`),
    MOST.held,
  );
}

function confirmedBy({ confirmed }: Held, viewing: Viewing): string {
  const who = listed(confirmed.map(({ by, at }) => `${byWhom(by, viewing)} at ${clockTime(at, viewing)}`));
  const so = confirmed.length === 0 ? 'Nobody has confirmed it yet.' : `Confirmed so far by ${who}.`;
  return `${so} It comes into force when a manager and one more manager, approver or auditor say that it is right; nobody whom it adds or promotes counts.`;
}
