// The first question of the night: what is broken? It decides which runbook can work. What is already open comes with it, to be joined.
import type { Standing } from '../ledger/tenant.ts';
import { credentialLike } from '../dialogs/credential-like.ts';
import { domainsServed } from '../dialogs/domain.ts';
import { find } from '../runbooks/find.ts';
import type { Domain } from '../runbooks/runbook.ts';
import { template } from './bind.ts';
import json from './broken.json' with { type: 'json' };
import { frame } from './frame.ts';
import { brokenIn } from './phase.ts';
import { listed, nameOf, phoneOf, plain, run } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  canBegin: 'flag',
  canDrill: 'flag',
  canDeclare: 'flag',
  value: 'text',
  why: 'text',
  choices: { each: { title: 'text', domain: 'text' } },
  hasOpen: 'flag',
  open: { each: { line: 'text', id: 'text' } },
} as const;
const fill = template(json, SHAPE);
/** How many open activations are listed; `status` has them all. */
const MOST = 6;

/** What is broken that there is a runbook for, in the order people are asked; the drill is not among them. */
export function domainsOffered(viewing: Viewing): readonly Domain[] {
  return domainsServed(viewing.circumstances.library);
}

/** The card "What is broken?", for anybody on the roster; only responders get its buttons. What they `said` chooses the nearest case. */
export function drawBroken(viewing: Viewing, said = ''): Shown {
  const { actor, library } = viewing.circumstances;
  const domains = domainsOffered(viewing);
  const responder = actor.kind === 'person' && actor.person.roles.includes('responder');
  const open = [...viewing.tenant.standings.values()].filter(({ state }) => state === 'open');
  const drill = library.offered.some(({ runbook }) => runbook.domains.includes('drill'));
  const fits = fitting(said, viewing);
  const pieces = fill({
    canBegin: responder && domains.length > 0,
    canDrill: responder && drill,
    canDeclare: actor.kind === 'person',
    value: domains.find((domain) => domain === fits) ?? domains[0] ?? '',
    why: fits === null || fits === 'drill' ? '' : whyOf(said),
    choices: domains.map((domain) => ({ title: brokenIn(domain), domain })),
    hasOpen: open.length > 0,
    open: open.slice(0, MOST).map((standing) => ({ line: line(standing, viewing), id: standing.id })),
  });
  const second = `${heard(fits)} Nothing is filed yet.`;
  const words = responder ? ({ tone: 'attention', band: 'START HERE', heading: 'What is broken?', second } as const) : others(viewing);
  return frame({ card: 'broken', activation: null, ...words, ...pieces, summary: words.heading }, viewing);
}

/** For those who cannot ask: whom to ring, and that nothing they owe is typed. */
function others(viewing: Viewing) {
  const { roster, policy } = viewing.circumstances;
  const responders = [...roster.people.values()].filter(({ roles }) => roles.includes('responder')).slice(0, 3);
  const names = responders.map(({ id }) => `${nameOf(id, viewing)}, ${phoneOf(id, viewing)}`);
  const ring = `Ring ${listed([...names, `the duty manager, ${plain(policy.dutyPhone, 40)}`], 'or')}.`;
  const second = `${ring} What you owe comes as a card of its own; votes are given with its buttons and never typed.`;
  return { tone: 'default', band: 'BREAK-GLASS', heading: 'Is something broken? A responder asks for the account', second } as const;
}

/** The case that typed words fit best; null where they fit none. */
function fitting(said: string, { circumstances: { library } }: Viewing): Domain | null {
  const [best] = find(said, library.offered);
  const runbook = library.offered.find((one) => one.runbook.id === best?.id)?.runbook;
  return runbook?.domains.find((domain) => domain !== 'dont-know') ?? null;
}

/** What the form begins with as the reason: the words that fit a case, unless it is one word only, or they look like a credential. */
function whyOf(said: string): string {
  const words = said.trim();
  return !/\s/u.test(words) || credentialLike('why', words) !== null ? '' : run(words, 1000);
}

/** What the card makes of the words. */
function heard(fits: Domain | null): string {
  if (fits === null) return 'The answer decides what can work.';
  if (fits === 'drill') return 'That sounds like practice: press “Practise”.';
  const nearest = `Your words fit “${brokenIn(fits)}” best; choose another if that is wrong.`;
  return fits === 'suspected-attack' ? `${nearest} Write no more about it here, an intruder may read along: use the telephone.` : nearest;
}

function line({ id, kind, account, fallback, requester, stage }: Standing, viewing: Viewing): string {
  if (stage === 'declared') return `UNAPPROVED ${id}: **${account}**, in use without quorum`;
  return `${kind === 'drill' ? 'DRILL ' : ''}${id}: **${account}**${fallback === null ? '' : ` and **${fallback.account}**`}, asked for by ${nameOf(requester, viewing)}`;
}
