// Coming along: a responder joins an activation to help, or says that they could take over. Whoever operates decides; nothing moves by it.
import type { Activation } from '../ledger/activation.ts';
import { openHandover, operatorNow } from '../ledger/course.ts';
import type { Reason } from '../ledger/fact.ts';
import { type Asked, type Decision, already, happened, refused } from './decision.ts';
import { successor } from './handover.ts';
import type { Person } from './policy.ts';

/** Why this person cannot come along; null when they can. */
function objection(activation: Activation, person: Person): Reason | null {
  const { phase, course } = activation;
  if (!person.roles.includes('responder')) return 'not-your-role';
  if ([operatorNow(activation), openHandover(activation)?.to].includes(person.id)) return 'on-it-already';
  if (phase !== 'requested' && phase !== 'approved' && phase !== 'in use') return 'wrong-phase';
  return course.revoked === null ? null : 'revoked';
}

/** A responder works along with those who are on it. */
export function join({ activation, person }: Asked<'join'>): Decision {
  if (activation.course.joined.some((one) => one.person === person.id)) return already(activation);
  if (person.id === activation.requester) return refused(activation, 'on-it-already');
  const no = objection(activation, person);
  return no === null ? happened(activation, { type: 'Joined' }) : refused(activation, no);
}

/** A responder who could operate says so, and comes along by it. The hand-over itself is named, accepted and confirmed as always. */
export function offerTakeover({ activation, person, circumstances }: Asked<'offer-takeover'>): Decision {
  const { ready, handovers } = activation.course;
  const since = handovers.at(-1)?.confirmed?.seq ?? 0;
  if (ready.some((one) => one.person === person.id && one.seq > since)) return already(activation);
  const no = objection(activation, person);
  if (no !== null) return refused(activation, no);
  if (activation.phase !== 'in use') return refused(activation, 'wrong-phase');
  const next = successor(activation, person.id, circumstances.roster);
  return typeof next === 'string' ? refused(activation, next) : happened(activation, { type: 'TakeoverOffered' });
}
