// "It is something else": what is broken is said anew on the way, and the runbook that serves it takes the place of the one before.
import { type Activation, declarationOf } from '../ledger/activation.ts';
import { operatorNow, runningSince } from '../ledger/course.ts';
import type { Reason } from '../ledger/fact.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { DOMAINS, type Domain } from '../runbooks/runbook.ts';
import { isPast } from './clock.ts';
import { type Asked, type Circumstances, type Decision, type Library, already, by, happened, refused } from './decision.ts';
import type { Person } from './policy.ts';

const MINUTE = 60_000;
/** So long is left at least of a use that had longer to go: nobody is called overdue by the press that told the truth. */
const LEFT = 10 * MINUTE;

/** What a change to another domain leads to. Times in milliseconds UTC; `end` is null before the use has begun. */
export interface Outcome {
  readonly runbook: Activation['request']['runbook'];
  readonly useMinutes: number;
  readonly end: number | null;
}

/**
 * Who may say it: whoever asked or operates; a responder who has done something in it, because they see what is so; and an approver,
 * because they speak with the requester before they vote. Of a use that nobody approved the approvers are the judges: they stand outside.
 */
function isOnIt(activation: Activation, person: Person): boolean {
  if (person.id === activation.requester || person.id === operatorNow(activation)) return true;
  if (person.roles.includes('responder') && activation.involved.has(person.id)) return true;
  return declarationOf(activation) === null && person.roles.includes('approver');
}

/** `changed`: how many changes the card knew; a click delivered twice is one, and one from an older card changes nothing. */
export function changeDomain(asked: Asked<'change-domain'>): Decision {
  const { activation, command, circumstances } = asked;
  const before = activation.course.domains[command.changed];
  if (by(before, asked.person) && before?.is.domain === command.domain && before.why === (command.saw?.hash ?? null))
    return already(activation);
  const no = objection(asked);
  if (no !== null) return refused(activation, no);
  const outcome = outcomeOf(activation, command.domain, circumstances);
  if (outcome === null) return refused(activation, 'no-runbook');
  const change = { before: activation.request.domain, domain: command.domain, ...outcome, why: command.saw?.hash ?? null };
  return happened(activation, { type: 'DomainChanged', ...change });
}

function objection({ tenant, activation, command, person, circumstances }: Asked<'change-domain'>): Reason | null {
  if (!isOnIt(activation, person)) return 'not-on-it';
  // whoever judged a use stands outside of it, whatever else they are
  if (declarationOf(activation)?.casts.has(person.id) === true) return 'involved';
  const stop = stopped(activation, circumstances, tenant);
  if (stop !== null) return stop;
  if (activation.request.kind === 'drill' || command.domain === 'drill') return 'drill-or-real';
  if (command.changed !== activation.course.domains.length) return 'domain-old';
  return command.domain === activation.request.domain ? 'domain-now' : null;
}

/** Why nothing of the sort can happen any more. */
function stopped(activation: Activation, at: Pick<Circumstances, 'now'>, tenant: Tenant): Reason | null {
  if (activation.course.revoked !== null) return 'revoked';
  if (activation.phase === 'requested') return isPast(activation.request.decideBy, at, tenant) ? 'too-late' : null;
  if (activation.phase === 'approved') return isPast(activation.grant.collectBy, at, tenant) ? 'collection-over' : null;
  return activation.phase === 'in use' ? null : 'wrong-phase';
}

/**
 * What would be so with this domain; null where no runbook serves it. A runbook that serves both goes on, so that nobody loses their place.
 * The lower cap wins: an approved length is cut to what the new runbook allows, and the end of a use that it allows less than the one
 * before becomes earlier. Nothing moves later.
 */
export function outcomeOf(activation: Activation, domain: string, { now, library }: Circumstances): Outcome | null {
  const { request } = activation;
  const serves = ({ domains }: { readonly domains: readonly Domain[] }) => domains.some((one) => one === domain);
  const walked = library.pinned(request.runbook.digest);
  const kept = walked !== null && serves(walked);
  const offered = library.offered.find(({ runbook }) => serves(runbook));
  if (!kept && offered === undefined) return null;
  const [runbook, limits] =
    kept || offered === undefined
      ? [request.runbook, walked?.limits]
      : [{ id: offered.runbook.id, digest: offered.digest }, offered.runbook.limits];
  const cap = limits?.useMinutes ?? Infinity;
  if (activation.phase !== 'in use') return { runbook, useMinutes: Math.min(request.useMinutes, cap), end: null };
  const { end } = activation.use;
  const least = Math.max(runningSince(activation) + cap * MINUTE, now + LEFT);
  const less = cap < (walked?.limits?.useMinutes ?? Infinity);
  return { runbook, useMinutes: request.useMinutes, end: less ? Math.min(end, least) : end };
}

/** What is broken that there is a runbook for, in the order people are asked; the drill is not among them. */
export function domainsServed({ offered }: Pick<Library, 'offered'>): readonly Domain[] {
  const served = new Set(offered.flatMap(({ runbook }) => runbook.domains));
  return DOMAINS.filter((domain) => domain !== 'drill' && served.has(domain));
}
