// Readiness as a card: the facts, each with its sign, then the verdict. Responders get the lines that they can act on.
import { type Finding, type Sign, type Topic, verdictOf } from '../dialogs/readiness.ts';
import type { Role } from '../ledger/ids.ts';
import { template } from './bind.ts';
import { frame } from './frame.ts';
import json from './readiness.json' with { type: 'json' };
import { clockTime, plain } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const fill = template(json, { lines: { each: { line: 'text' } }, verdict: 'text', isShort: 'flag' } as const);

const SIGNS: Readonly<Record<Sign, string>> = { good: '✓', warn: '!', bad: '✗', unseen: '–' };
const TONES = { Ready: 'good', 'Ready with warnings': 'warning', 'Not ready': 'attention' } as const;

/** Those who see every line. */
const WHOLE: readonly Role[] = ['manager', 'auditor', 'watch'];
/** What concerns a responder, without a word about other people. */
const SHORT: readonly Topic[] = ['roster', 'drills', 'runbooks', 'ledger', 'room', 'clock'];

/** How much of it the reader gets; null: nothing. */
export function readsReadiness({ circumstances: { actor } }: Viewing): 'whole' | 'short' | null {
  if (actor.kind !== 'person') return null;
  if (actor.person.roles.some((role) => WHOLE.includes(role))) return 'whole';
  return actor.person.roles.includes('responder') ? 'short' : null;
}

/** The card of these findings; the verdict is of all of them, also where few are shown. */
export function drawReadiness(findings: readonly Finding[], viewing: Viewing): Shown {
  const isShort = readsReadiness(viewing) !== 'whole';
  const shown = findings.filter(({ topic }) => !isShort || SHORT.includes(topic));
  const verdict = verdictOf(findings);
  const count = (sign: Sign) => findings.filter((one) => one.sign === sign).length;
  const [bad, warn] = [count('bad'), count('warn')];
  const second = `As of ${clockTime(viewing.circumstances.now, viewing)}. Wrong: ${bad}, warnings: ${warn}, not looked at: ${count('unseen')}.`;
  const pieces = fill({
    lines: shown.map(({ sign, what }) => ({ line: `${SIGNS[sign]} ${plain(what, 600)}` })),
    verdict: `Verdict: ${verdict}`,
    isShort,
  });
  const words = { tone: TONES[verdict], band: 'READINESS', heading: 'Would a night work now?', second, summary: `Readiness: ${verdict}` };
  return frame({ card: 'readiness', activation: null, ...words, ...pieces }, viewing);
}
