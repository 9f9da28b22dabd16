// Handing back, and what the clock and the product end by themselves.
import type { Activation } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import type { FactOf } from '../ledger/fact.ts';
import type { Standing, Tenant } from '../ledger/tenant.ts';
import { accountsNamed } from '../ledger/fallback.ts';
import { owedTasks } from './aftermath.ts';
import { holds } from './fallback.ts';
import { type Asked, type Circumstances, type Decision, already, by, happened, refused } from './decision.ts';
import type { Person } from './policy.ts';

/** Whether the operator can no longer be asked: off the roster, or past the end of the use. Nobody else’s silence may hold an account. */
export function operatorGone(activation: Activation, { roster }: Pick<Circumstances, 'roster'>): boolean {
  const operator = operatorNow(activation);
  return operator === null || !roster.people.has(operator) || isOverdue(activation);
}

function isOverdue(activation: Activation): boolean {
  return 'use' in activation && activation.use !== null && activation.use.overdue !== null;
}

/** Who stands in for an operator: the requester, an approver, a manager. */
export function mayStandIn({ requester }: Activation, { id, roles }: Person): boolean {
  return id === requester || roles.includes('approver') || roles.includes('manager');
}

/** Who may hand back in the operator’s place: once that one is gone, or at once where the use was revoked. */
function standsIn({ activation, person, circumstances }: Asked<'hand-back'>): boolean {
  return mayStandIn(activation, person) && (activation.course.revoked !== null || operatorGone(activation, circumstances));
}

/** The operator hands back: the use is over, returns and post-use tasks begin. */
export function handBack(asked: Asked<'hand-back'>): Decision {
  const { activation, person, circumstances } = asked;
  if ('back' in activation && by(activation.back, person)) return already(activation);
  if (person.id !== operatorNow(activation) && !standsIn(asked)) return refused(activation, 'not-operator');
  if (activation.phase === 'approved' && activation.released.size === 0) return refused(activation, 'part-not-out');
  if (activation.phase !== 'in use' && activation.phase !== 'approved') return refused(activation, 'wrong-phase');
  return happened(activation, handedBack(activation, circumstances));
}

function handedBack(activation: Activation, circumstances: Circumstances): FactOf<'HandedBack'> {
  return { type: 'HandedBack', tasks: owedTasks(activation, circumstances) };
}

/** A deadline has passed: of the decision, or of the collection. Parts that are out by then come back like after a use. */
export function lapse(activation: Activation, circumstances: Circumstances): Decision {
  if (activation.phase === 'requested' && circumstances.now > activation.request.decideBy) {
    return happened(activation, { type: 'Lapsed', deadline: 'decision', due: activation.request.decideBy });
  }
  if (activation.phase !== 'approved' || circumstances.now <= activation.grant.collectBy) return already(activation);
  if (activation.released.size > 0) return happened(activation, handedBack(activation, circumstances));
  return happened(activation, { type: 'Lapsed', deadline: 'collection', due: activation.grant.collectBy });
}

/** The end of the use has passed: loud, recorded; nothing touches sessions or credentials. */
export function overdue(activation: Activation, circumstances: Circumstances): Decision {
  if (activation.phase !== 'in use' || activation.use.overdue !== null || circumstances.now <= activation.use.end)
    return already(activation);
  return happened(activation, { type: 'BecameOverdue', end: activation.use.end });
}

/** The real request or declaration that ends this drill, or the declaration that ends this request; null: nothing does. */
export function superseding(activation: Activation, tenant: Tenant): Standing | null {
  const { phase, released, request } = activation;
  if (request.kind === 'real') {
    // once parts are out under two approvals, nothing takes the request away from those who hold them
    const begun = phase !== 'requested' && (phase !== 'approved' || released.size > 0);
    return begun ? null : ([...tenant.standings.values()].find((one) => one.outOf === activation.id) ?? null);
  }
  const open = [...tenant.standings.values()].filter((one) => one.state === 'open' && one.kind === 'real');
  return open.find((one) => accountsNamed(request).some(({ account }) => holds(one, account))) ?? null;
}

/** A drill makes way for the real thing, a request for the declaration made out of it; parts of a drill that are out are handed back. */
export function supersede(activation: Activation, tenant: Tenant, circumstances: Circumstances): Decision {
  const real = superseding(activation, tenant);
  if (real === null) return already(activation);
  if (activation.phase === 'requested' || (activation.phase === 'approved' && activation.released.size === 0)) {
    const type = activation.request.kind === 'drill' ? 'DrillSuperseded' : 'RequestOvertaken';
    return happened(activation, { type, by: real.id });
  }
  if (activation.phase === 'approved' || activation.phase === 'in use') return happened(activation, handedBack(activation, circumstances));
  return already(activation);
}
