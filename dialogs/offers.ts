// The buttons: what decide would accept now from this person, found by asking it. A card cannot lie.
import type { Activation } from '../ledger/activation.ts';
import { written } from '../ledger/evolve-correct.ts';
import { changeOfTask } from '../ledger/fact-change.ts';
import { followUps } from '../ledger/follow-up.ts';
import { partsNamed } from '../ledger/fallback.ts';
import type { Digest } from '../ledger/ids.ts';
import { countedVotes, reviewNumber } from '../ledger/reviewing.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { sealText } from '../ledger/text.ts';
import type { CommandAbout } from './command.ts';
import { decide } from './decide.ts';
import type { Circumstances } from './decision.ts';
import { lineOf } from './correct.ts';
import { domainsServed } from './domain.ts';
import { lengths } from './extend.ts';
import { NO_ROWS } from './follow-up.ts';
import { successors } from './handover.ts';
import { reached, rings } from './reach.ts';
import { checkCode, choicesNow, walked } from './walk.ts';
import { witnessesFor } from './test-sign-in.ts';
import { isTest } from './window.ts';

/** A text that satisfies every kind of evidence that words can satisfy; where a link or a number is wanted, such a one. */
const WORDS = sealText('as seen', '');
const EVIDENCE = [WORDS, sealText('https://example.com', ''), sealText('1', '')] as const;

export type Offer = CommandAbout;

/**
 * The commands about this activation that would be accepted from the actor now. Typed text, choices and classes in them are placeholders;
 * a step, part or task stands in each of its own. What is already so is not offered.
 */
export function offers(activation: Activation, tenant: Tenant, circumstances: Circumstances): readonly Offer[] {
  const accepted = (command: Offer) => decide({ tenant, activation }, command, circumstances).kind === 'happened';
  return candidates(activation, tenant, circumstances)
    .map((alike) => alike.find(accepted))
    .filter((offer) => offer !== undefined);
}

/** The typed texts of this activation that the actor may take out now, by hash. Apart from the offers: most are for no card but the timeline. */
export function redactable(activation: Activation, tenant: Tenant, circumstances: Circumstances): readonly Digest[] {
  const asked = (what: Digest): Offer => ({ verb: 'redact', activation: activation.id, what, why: WORDS });
  return [...activation.typed.keys()].filter((what) => decide({ tenant, activation }, asked(what), circumstances).kind === 'happened');
}

/** What the actor may correct now, each as a command names it. Apart from the offers, as what can be taken out. */
export function correctable(activation: Activation, tenant: Tenant, circumstances: Circumstances): readonly string[] {
  const asked = (line: string): Offer => ({ verb: 'correct', activation: activation.id, line, right: WORDS, cause: WORDS });
  return written(activation)
    .map(lineOf)
    .filter((line) => decide({ tenant, activation }, asked(line), circumstances).kind === 'happened');
}

/** Every thing one could try, each with the variants of its placeholder. */
function candidates(activation: Activation, tenant: Tenant, circumstances: Circumstances): readonly (readonly Offer[])[] {
  const id = activation.id;
  return [
    ...(activation.phase === 'requested' ? [vote(activation, circumstances)] : []),
    [{ verb: 'deny', activation: id, request: activation.digest, why: WORDS }],
    [{ verb: 'withdraw', activation: id, why: null }],
    [{ verb: 'disown', activation: id }],
    ...parts(activation),
    [{ verb: 'in-hand', activation: id }],
    // every card asks: what no phase but the use takes is not tried in another
    ...(activation.phase === 'in use' ? steps(activation, circumstances) : []),
    [{ verb: 'note', activation: id, text: WORDS }],
    [{ verb: 'change', activation: id, was: WORDS, is: WORDS, back: WORDS }],
    [{ verb: 'hand-back', activation: id }],
    ...course(activation, circumstances),
    ...tasks(activation),
    ...tests(activation, circumstances),
    [{ verb: 'review', activation: id, class: activation.request.kind, found: WORDS, ticket: WORDS, reporting: 'none', ...NO_ROWS }],
    ...followUps(activation).map(({ number: followUp }): readonly Offer[] => [
      { verb: 'follow-up-done', activation: id, followUp, evidence: WORDS },
    ]),
    [{ verb: 'countersign', activation: id, review: reviewNumber(activation) }],
    ...(activation.phase === 'review' ? secondLook(activation) : []),
    ...unapproved(activation, circumstances),
    domains(activation, circumstances),
    [{ verb: 'take-fallback', activation: id, fault: WORDS }],
    [{ verb: 'rotate-both', activation: id, cause: WORDS }],
    [{ verb: 'join', activation: id }],
    [{ verb: 'offer-takeover', activation: id }],
    [{ verb: 'say-seen', activation: id }],
    ...calls(activation, tenant, circumstances),
  ];
}

/** Calls in vain, about everybody who is waited for, where the actor is one who rings. */
function calls(activation: Activation, tenant: Tenant, circumstances: Circumstances): readonly (readonly Offer[])[] {
  const { actor } = circumstances;
  if (actor.kind !== 'person' || !rings(activation, actor.person)) return [];
  return reached(activation, { ...circumstances, tenant }).map(({ person, rang }): readonly Offer[] => [
    { verb: 'say-no-answer', activation: activation.id, person, calls: rang?.count ?? 0 },
  ]);
}

function vote(activation: Activation, { actor, number }: Circumstances): readonly Offer[] {
  if (actor.kind !== 'person') return [];
  const attempt = activation.misses.get(actor.person.id)?.count ?? 0;
  const match = number(activation.digest, actor.person.id, attempt);
  return [{ verb: 'approve', activation: activation.id, request: activation.digest, number: match, attempt }];
}

/** About a use that nobody approved: judging it, and saying who it was; a manager names anybody, so whom is a placeholder. */
function unapproved({ id, digest }: Activation, { actor, roster }: Circumstances): readonly (readonly Offer[])[] {
  const anybody = [...(actor.kind === 'person' ? [actor.person.id] : []), ...roster.people.keys()];
  return [
    [{ verb: 'ratify', activation: id, request: digest, why: WORDS }],
    [{ verb: 'reject', activation: id, request: digest, why: WORDS }],
    anybody.slice(0, 2).map((operator) => ({ verb: 'name-operator', activation: id, operator })),
  ];
}

/** What else could be broken; which of it is a placeholder. Where there is no way back nothing is tried. */
function domains(activation: Activation, { library }: Circumstances): readonly Offer[] {
  if (!['requested', 'approved', 'in use'].includes(activation.phase)) return [];
  const changed = activation.course.domains.length;
  return domainsServed(library).map((domain) => ({ verb: 'change-domain', activation: activation.id, domain, changed, saw: null }));
}

/** At the review: each vote confirmed, doubted, or why there is no answer; and the review refused. */
function secondLook(activation: Activation): readonly (readonly Offer[])[] {
  const about = { activation: activation.id };
  return [
    [{ verb: 'refuse-review', ...about, review: reviewNumber(activation), why: WORDS }],
    ...countedVotes(activation).flatMap(({ person }): readonly (readonly Offer[])[] => [
      [{ verb: 'confirm-vote', ...about, person }],
      [{ verb: 'doubt-vote', ...about, person, why: WORDS }],
      [{ verb: 'excuse-vote', ...about, person, why: WORDS }],
    ]),
  ];
}

function parts(activation: Activation): readonly (readonly Offer[])[] {
  return partsNamed(activation.request).flatMap((part): readonly (readonly Offer[])[] => [
    [{ verb: 'release', activation: activation.id, part, seal: WORDS }],
    [{ verb: 'return', activation: activation.id, part, seal: WORDS }],
  ]);
}

function steps(activation: Activation, { library }: Circumstances): readonly (readonly Offer[])[] {
  const all = walked(activation, library)?.runbook.steps ?? [];
  return all.flatMap((step): readonly (readonly Offer[])[] => {
    const choice = choicesNow(step, activation)?.[0]?.id ?? null;
    const at = { activation: activation.id, step: step.id, runbook: checkCode(activation.request.runbook.digest) };
    return [
      EVIDENCE.map((evidence) => ({ verb: 'finish-step', ...at, choice, evidence })),
      [{ verb: 'fail-step', ...at, why: WORDS }],
      [{ verb: 'skip-step', ...at, why: WORDS }],
      [{ verb: 'witness-step', ...at }],
    ];
  });
}

/** How the use goes on and ends; each with the numbers that a card drawn now would carry. */
function course(activation: Activation, circumstances: Circumstances): readonly (readonly Offer[])[] {
  const id = activation.id;
  const { extensions, handovers } = activation.course;
  const minutes = lengths(activation, circumstances).slice(0, 1);
  const next = activation.phase === 'in use' ? successors(activation, circumstances.roster).slice(0, 1) : [];
  return [
    [{ verb: 'approve-extension', activation: id, ask: extensions.length }],
    [{ verb: 'deny-extension', activation: id, ask: extensions.length, whyNot: WORDS }],
    [{ verb: 'accept-handover', activation: id, offer: handovers.length }],
    [{ verb: 'confirm-handover', activation: id, offer: handovers.length }],
    minutes.map((one) => ({ verb: 'ask-extension', activation: id, minutes: one, need: WORDS, asked: extensions.length })),
    next.map(({ id: to }) => ({ verb: 'offer-handover', activation: id, to, offered: handovers.length })),
    [{ verb: 'revoke', activation: id, cause: WORDS }],
  ];
}

function tasks(activation: Activation): readonly (readonly Offer[])[] {
  const all = 'tasks' in activation ? activation.tasks : [];
  return all.flatMap(({ task }): readonly (readonly Offer[])[] => [
    EVIDENCE.map((evidence) => ({ verb: 'do-task', activation: activation.id, task, evidence, ended: endingOf(task) })),
    [{ verb: 'confirm-task', activation: activation.id, task }],
    [{ verb: 'reopen-task', activation: activation.id, task, why: WORDS }],
  ]);
}

/** The window of a test sign-in, and that it did not work; the witness is a placeholder. */
function tests(activation: Activation, { actor, roster }: Circumstances): readonly (readonly Offer[])[] {
  const all = 'tasks' in activation && actor.kind === 'person' ? activation.tasks.filter(({ task }) => isTest(task)) : [];
  const who = actor.kind === 'person' ? witnessesFor(activation, roster, actor.person).slice(0, 1) : [];
  const opened = activation.tests.length;
  return all.flatMap(({ task }): readonly (readonly Offer[])[] => [
    who.map((witness) => ({ verb: 'open-test', activation: activation.id, task, witness, opened })),
    [{ verb: 'fail-test', activation: activation.id, task, evidence: WORDS }],
  ]);
}

/** Of a task about a change one of the two endings; both are accepted alike. */
function endingOf(task: string): 'back' | null {
  return changeOfTask(task) === null ? null : 'back';
}
