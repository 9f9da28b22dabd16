// What the product saw by itself of a runbook's checks, in words: seen wrong, claimed and not yet seen, or not connected at all.
import { answersNow, walked } from '../dialogs/walk.ts';
import type { Activation, StepEntry } from '../ledger/activation.ts';
import { everSeenWrong, seenWrong } from '../ledger/evolve-look.ts';
import type { Sight } from '../ledger/sight.ts';
import type { Look, Step } from '../runbooks/runbook.ts';
import { markName } from './parts.ts';
import { clockTime, plain, typedPlain, typedText } from './text.ts';
import type { Viewing } from './view.ts';

/** What is looked at, in words. */
export const LOOK_WORDS: Readonly<Record<Look, string>> = {
  'admins-work': 'whether two administrators signed in with accounts of their own and saved a change',
  'mfa-works': 'whether three people signed in with the usual second factor',
  'account-as-listed': 'whether methods, role, domain and exclusions of the account are as listed',
  'sessions-revoked': 'whether all sessions of the account are revoked',
  'methods-unchanged': 'whether the sign-in methods of the account are as before',
  'roles-unchanged': 'whether the roles of the account are as before',
  'policies-unchanged': 'whether the Conditional Access policies are as before',
};

/** A line of a card: the lead is bold. For RichTextBlocks. */
export interface LookLine {
  readonly lead: string;
  readonly words: string;
}

interface Claim {
  readonly title: string;
  readonly entry: StepEntry;
}

/** Steps that people say are done, and nobody has seen; each with the newest word about it. */
function claims(activation: Activation, viewing: Viewing): readonly Claim[] {
  const titles = new Map<string, string>(
    walked(activation, viewing.circumstances.library)?.walk.claimed.map(({ id, title }) => [id, title]),
  );
  const all = answersNow(activation).flatMap((entry) => {
    const title = titles.get(entry.step);
    return title === undefined || entry.outcome !== 'finished' ? [] : [[entry.step, { title, entry }] as const];
  });
  return [...new Map(all).values()];
}

function titleOf(step: string, activation: Activation, viewing: Viewing): string {
  return walked(activation, viewing.circumstances.library)?.runbook.steps.find(({ id }) => id === step)?.title ?? step;
}

/** For a band: loud, as long as something is seen wrong. */
export function wrongBand(activation: Activation): string {
  return seenWrong(activation).length === 0 ? '' : ' · A CHECK IS SEEN WRONG';
}

/** What is seen wrong, for one fact of a card; empty: nothing. */
export function wrongNote(activation: Activation, viewing: Viewing): string {
  return seenWrong(activation)
    .map(({ step, when, detail }) => {
      const title = plain(titleOf(step, activation, viewing), 100);
      return `“${title}”, looked at ${clockTime(when, viewing)}: ${typedPlain(detail, viewing, 200)}`;
    })
    .join('; ');
}

/** What is claimed and not yet seen, for one fact of a card; empty: nothing. */
export function claimedNote(activation: Activation, viewing: Viewing): string {
  const titles = claims(activation, viewing).map(({ title }) => `“${plain(title, 100)}”`);
  return titles.length === 0 ? '' : `not yet seen: ${titles.join(', ')}`;
}

/**
 * For the card of a use, under the step that is shown: what is seen wrong of any step, and what is looked at and claimed of this one; of all
 * where no step is shown (null).
 */
export function lookLines(shown: Step | null, activation: Activation, viewing: Viewing): readonly LookLine[] {
  const wrong = seenWrong(activation);
  const said = claims(activation, viewing).filter(({ entry }) => shown === null || entry.step === shown.id);
  const here = shown?.look ?? null;
  const isWrong = wrong.some(({ step }) => step === shown?.id);
  const looks = here === null || isWrong || !viewing.connected ? [] : [{ lead: 'Glassbreak looks, too:', words: `${LOOK_WORDS[here]}.` }];
  return [
    ...wrong.flatMap((sight) => wrongLines(sight, sight.step === shown?.id, { activation, viewing })),
    ...looks,
    ...said.map((claim) => claimLine(claim, viewing)),
    ...(said.length > 0 && viewing.connected ? [{ lead: 'Claims are looked at', words: 'every five minutes. You can go on.' }] : []),
    ...(((here !== null && !isWrong) || said.length > 0) && !viewing.connected
      ? [{ lead: 'Entra is not connected:', words: 'look yourself.' }]
      : []),
  ];
}

/** What is claimed of other steps than the one that is shown, for a TextBlock at the end of its card; empty: nothing. */
export function claimedElsewhere(shown: Step, activation: Activation, viewing: Viewing): string {
  const others = claims(activation, viewing).filter(({ entry }) => entry.step !== shown.id);
  const said = others.map((claim) => {
    const { lead, words } = claimLine(claim, viewing);
    return plain(`${lead} ${words}`);
  });
  return said.length === 0 || !viewing.connected
    ? said.join(' ')
    : `${said.join(' ')} Claims are looked at every five minutes. You can go on.`;
}

interface Around {
  readonly activation: Activation;
  readonly viewing: Viewing;
}

function wrongLines({ step, when, detail }: Sight, isShown: boolean, { activation, viewing }: Around): readonly LookLine[] {
  const what = isShown ? '' : ` “${titleOf(step, activation, viewing)}”`;
  const seen = { lead: `! Seen wrong${what}, at ${clockTime(when, viewing)}:`, words: typedText(detail, viewing, 300) };
  if (!isShown) return [seen];
  const again = viewing.connected
    ? 'Mend it; it is looked at again every five minutes. If it must stay so, leave it out with a reason.'
    : 'Entra is not connected now, so nothing can be seen. If it must stay so, leave it out with a reason.';
  return [seen, { lead: 'This cannot be ticked.', words: again }];
}

function claimLine({ title, entry }: Claim, viewing: Viewing): LookLine {
  return { lead: `Claimed, not yet seen: “${title}”,`, words: `by ${markName(entry, viewing)} at ${clockTime(entry.at, viewing)}.` };
}

/** For the review: what is seen wrong, what rests on somebody's word alone. */
export function lookDetails(activation: Activation, viewing: Viewing): readonly LookLine[] {
  return [
    ...everSeenWrong(activation).flatMap((sight) => wrongLines(sight, false, { activation, viewing })),
    ...claims(activation, viewing).map((claim) => claimLine(claim, viewing)),
  ];
}

/** For the review: whether a step had been seen wrong when it was skipped. */
export function skippedWrong({ sights }: Activation, { step, runbook, seq }: StepEntry): boolean {
  return sights.findLast((sight) => sight.step === step && sight.runbook === runbook && sight.seq < seq)?.as === 'wrong';
}
