// What the reader can do here and what to type, and where to turn when Teams does not work.
import type { Role } from '../ledger/ids.ts';
import { judges } from '../dialogs/hold.ts';
import { template } from './bind.ts';
import { frame } from './frame.ts';
import json from './help.json' with { type: 'json' };
import { heldNote, unreadNote } from './policy-notes.ts';
import { plain } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  duties: { each: { line: 'text' } },
  commands: { each: { title: 'text', value: 'text' } },
  voices: 'text',
  canBegin: 'flag',
  hasPolicy: 'flag',
  policy: 'text',
} as const;
const fill = template(json, SHAPE);

/** What each role does, in the words of the person who has it. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  responder: 'ask for an emergency account, use it once two other people have approved, and walk the runbook',
  approver: 'approve or deny what others ask for, after speaking with them; confirm what others did',
  custodian: 'hand out your sealed parts against an approval, take them back under a new seal; confirm what others did',
  watch: 'see what is asked for and used, and verify it',
  manager: 'see every timeline, and review and close what you took no part in',
  auditor: 'see every timeline, and countersign unusual reviews',
};

/** What can be typed, and what comes of it. */
export const WORDS = [
  { title: 'help', value: 'what you can do here, and these words' },
  { title: 'status', value: 'what is open now' },
  { title: 'timeline', value: 'who, when and why; add an id, and a name for what one person did: timeline BG-2026-0042 bea' },
  { title: 'note', value: 'write something down: note BG-2026-0042 the vendor rang back' },
  { title: 'change', value: 'log a change: change what it was -> what it is now -> how to put it back' },
  { title: 'declare', value: 'nobody can approve in time: what going in without quorum means, and its form' },
  { title: 'policy', value: 'what changed in the configuration, and what waits to be looked at' },
  { title: 'readiness', value: 'whether a night would work now' },
  { title: 'drills', value: 'which account needs a live drill, and what is announced' },
  { title: 'drill', value: 'practise the whole night with nothing broken' },
] as const;

/** The help card of a person. */
export function drawHelp(viewing: Viewing): Shown {
  const { actor, policy } = viewing.circumstances;
  const roles = actor.kind === 'person' ? actor.person.roles : [];
  const asked = actor.kind === 'person' && judges(actor.person);
  const wrong = [unreadNote(viewing), heldNote(viewing)].filter((note) => note !== '');
  const policyWrong = asked ? wrong.join(' ') : '';
  const heading = 'Say what is broken, or type one of these words';
  const pieces = fill({
    duties:
      roles.length === 0
        ? [{ line: '- You have no role on the roster: you can read.' }]
        : roles.map((role) => ({ line: `- as ${role}: ${ROLE_WORDS[role]}` })),
    commands: WORDS,
    voices: `Duty manager: ${plain(policy.dutyPhone, 40)}. Bridge: ${plain(policy.bridge, 120)}.`,
    canBegin: roles.includes('responder'),
    hasPolicy: policyWrong !== '',
    policy: policyWrong,
  });
  return frame(
    { card: 'help', activation: null, tone: 'default', band: 'HELP', heading, ...pieces, summary: 'What you can do here' },
    viewing,
  );
}
