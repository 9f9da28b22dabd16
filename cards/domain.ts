// What is broken, as it was changed on the way: from what to what, what follows from it, and the form in which somebody says so.
import { type Outcome, outcomeOf } from '../dialogs/domain.ts';
import type { Activation } from '../ledger/activation.ts';
import type { DomainChange } from '../ledger/course.ts';
import { DOMAINS } from '../runbooks/runbook.ts';
import { type Pieces, template } from './bind.ts';
import json from './domain.json' with { type: 'json' };
import { brokenIn } from './phase.ts';
import type { Reader } from './reader.ts';
import { byWhom, clockTime, localTime, minutes, plain, shortHash, typedPlain } from './text.ts';
import type { Viewing } from './view.ts';

const SHAPE = {
  lines: { each: { title: 'text', text: 'text' } },
  mayChange: 'flag',
  follows: 'text',
  choices: { each: { title: 'text', value: 'text' } },
  changed: 'number',
  item: 'text',
} as const;
const fill = template(json, SHAPE);

/** What is broken, for a fact: what is said now, and what was said before. */
export function brokenNow({ request, course }: Activation, viewing: Viewing): string {
  const last = course.domains.at(-1);
  const now = brokenIn(request.domain);
  if (last === undefined) return now;
  return `${now}; changed ${localTime(last.at, viewing)} by ${byWhom(last.by, viewing)} from ${brokenIn(last.was.domain)}`;
}

/** One change in whole sentences, for a TextBlock. */
export function changeWords(change: DomainChange, viewing: Viewing): string {
  const { was, is, why } = change;
  const who = `At ${clockTime(change.at, viewing)} ${byWhom(change.by, viewing)} changed it from “${brokenIn(was.domain)}” to “${brokenIn(is.domain)}”`;
  const because = why === null ? '' : `: “${typedPlain(why, viewing)}”`;
  return [`${who}${because}.`, runbookWords(change), lessWords(change, viewing)].filter((words) => words !== '').join(' ');
}

function runbookWords({ was, is }: DomainChange): string {
  const name = `${plain(is.runbook.id)}, check code ${shortHash(is.runbook.digest)}`;
  return was.runbook.digest === is.runbook.digest ? `The runbook stays ${name}.` : `The runbook is now ${name}.`;
}

function lessWords({ was, is }: DomainChange, viewing: Viewing): string {
  if (is.end !== null && is.end !== was.end) return `The new runbook allows less: the use ends at ${clockTime(is.end, viewing)}.`;
  return is.useMinutes === was.useMinutes ? '' : `The new runbook allows less: at most ${minutes(is.useMinutes)} of use.`;
}

/** What must be said at once where no runbook can make it good. */
const HONEST: Readonly<Record<string, string>> = {
  'entra-outage': 'While Entra itself is down, an emergency account cannot sign in either. Leave the seals closed.',
  'suspected-attack':
    'An intruder may read along: write no more about it here. The room is silent from now on; what it showed before may have been read. Use the telephone, and give parts out by voice.',
  'teams-unavailable': 'If Teams fails, go on by telephone and on paper; what was done is written down here afterwards.',
};

interface On {
  readonly viewing: Viewing;
  /** What the card looks at, so that the answer looks at the same. */
  readonly item: string;
}

/** The newest change for everybody whose card this is, and the form for those who may say that it is something else. */
export function drawDomain(activation: Activation, reader: Reader, { viewing, item }: On): Pieces {
  const last = activation.course.domains.at(-1);
  const votes = activation.phase === 'requested' && activation.votes.size > 0 ? ' Votes that were given stay valid.' : '';
  const honest = HONEST[activation.request.domain] ?? '';
  const text = last === undefined ? '' : `${changeWords(last, viewing)}${votes} ${honest}`.trim();
  return fill({
    lines: last === undefined ? [] : [{ title: 'What is broken was changed', text }],
    mayChange: reader.may('change-domain'),
    follows: 'Everybody on it is told, and the runbook for it begins. Account, operator and votes stay, and no end moves later.',
    choices: choices(activation, viewing),
    changed: activation.course.domains.length,
    item,
  });
}

/** Every other case, each with what it would cost. */
function choices(activation: Activation, viewing: Viewing): readonly { readonly title: string; readonly value: string }[] {
  const others = DOMAINS.filter((domain) => domain !== 'drill' && domain !== activation.request.domain);
  return others.flatMap((domain) => {
    const outcome = outcomeOf(activation, domain, viewing.circumstances);
    return outcome === null ? [] : [{ title: `${brokenIn(domain)}${less(activation, outcome, viewing)}`, value: domain }];
  });
}

function less(activation: Activation, outcome: Outcome, viewing: Viewing): string {
  if (activation.phase === 'in use' && outcome.end !== null && outcome.end < activation.use.end)
    return ` (the use would end at ${clockTime(outcome.end, viewing)})`;
  return outcome.useMinutes < activation.request.useMinutes ? ` (at most ${minutes(outcome.useMinutes)} of use)` : '';
}
