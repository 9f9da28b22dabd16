// Another operator: named by the one who operates (or by those who stand in), accepted by the new one, confirmed by an approver who is neither.
import { type Activation, declarationOf } from '../ledger/activation.ts';
import { type Handover, openHandover, operatorNow } from '../ledger/course.ts';
import type { Reason } from '../ledger/fact.ts';
import type { PersonId } from '../ledger/ids.ts';
import { mayStandIn, operatorGone } from './close.ts';
import { type Asked, type Asking, type Decision, already, by, happened, refused } from './decision.ts';
import type { Person, Roster } from './policy.ts';
import { type Ballot, excludedFrom } from './quorum.ts';

/** The person who would operate it, or why they cannot. Whoever approved or judged anything of it never operates it. */
export function successor(activation: Activation, to: PersonId, roster: Roster): Person | Reason {
  const next = roster.people.get(to);
  if (next?.roles.includes('responder') !== true) return 'operator-unknown';
  if (to === operatorNow(activation)) return 'operator-now';
  const extensions = activation.course.extensions.flatMap(({ votes }) => [...votes.values()]);
  const casts = declarationOf(activation)?.casts.values() ?? [];
  return [...activation.votes.values(), ...extensions, ...casts].some((vote) => isOf(vote, next)) ? 'operator-voted' : next;
}

function isOf({ person, account, accounts }: Ballot, { id, accounts: own }: Person): boolean {
  return person === id || [account, ...accounts].some((one) => own.includes(one));
}

/** Who could take over now, in the roster's order. */
export function successors(activation: Activation, roster: Roster): readonly Person[] {
  return [...roster.people.keys()].map((id) => successor(activation, id, roster)).filter((found) => typeof found !== 'string');
}

/** Why nothing of the sort can happen now. */
function stopped({ phase, course }: Activation): Reason | null {
  if (phase !== 'in use') return 'wrong-phase';
  return course.revoked === null ? null : 'revoked';
}

/** Names the next operator; a later offer takes the place of an open one. `offered`: how many offers the card knew. */
export function offerHandover({ activation, command, person, circumstances }: Asked<'offer-handover'>): Decision {
  const before = activation.course.handovers[command.offered];
  if (by(before, person) && before?.to === command.to) return already(activation);
  const standsIn = operatorGone(activation, circumstances) && mayStandIn(activation, person);
  if (person.id !== operatorNow(activation) && !standsIn) return refused(activation, 'not-operator');
  const stop = stopped(activation);
  if (stop !== null) return refused(activation, stop);
  if (operatorNow(activation) === null) return refused(activation, 'operator-not-named');
  if (command.offered !== activation.course.handovers.length) return refused(activation, 'handover-old');
  const next = successor(activation, command.to, circumstances.roster);
  if (typeof next === 'string') return refused(activation, next);
  return happened(activation, { type: 'HandoverOffered', to: next.id, accounts: next.accounts });
}

/** The offer that the command is about, or why nothing can come of it now: accepting and confirming have this in common. */
function pending({ activation, circumstances }: Asking, offer: number): Handover | Reason {
  const stop = stopped(activation);
  if (stop !== null) return stop;
  const open = openHandover(activation);
  if (open?.offer !== offer) return 'handover-old';
  const next = successor(activation, open.to, circumstances.roster);
  return typeof next === 'string' ? next : open;
}

/** The one who was named takes it on; it counts when an approver has confirmed it. */
export function acceptHandover(asked: Asked<'accept-handover'>): Decision {
  const { activation, command, person } = asked;
  if (by(activation.course.handovers[command.offer - 1]?.accepted, person)) return already(activation);
  const offer = pending(asked, command.offer);
  if (typeof offer === 'string') return refused(activation, offer);
  if (offer.to !== person.id) return refused(activation, 'not-named');
  return happened(activation, { type: 'HandoverAccepted', offer: command.offer });
}

/** An approver who neither operated, asked, offered nor takes over confirms: from here on the new one operates. */
export function confirmHandover(asked: Asked<'confirm-handover'>): Decision {
  const { activation, command, person, circumstances } = asked;
  if (by(activation.course.handovers[command.offer - 1]?.confirmed, person)) return already(activation);
  if (!person.roles.includes('approver')) return refused(activation, 'not-your-role');
  const offer = pending(asked, command.offer);
  if (typeof offer === 'string') return refused(activation, offer);
  const takesOver = person.id === offer.to || offer.accounts.some((one) => person.accounts.includes(one));
  if (takesOver || by(offer, person) || excludedFrom(activation, circumstances.roster).has(person.id)) {
    return refused(activation, 'own-handover');
  }
  // whoever judges a use stands outside of it
  if (declarationOf(activation)?.casts.has(person.id) === true) return refused(activation, 'involved');
  if (offer.accepted === null) return refused(activation, 'not-accepted');
  return happened(activation, { type: 'OperatorChanged', offer: command.offer, to: offer.to });
}
