// Sealed parts leave their custodians only against a live activation, and come back under new seals.
import type { Activation } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import type { Reason } from '../ledger/fact.ts';
import { accountNow, accountOfPart } from '../ledger/fallback.ts';
import type { PartId, PersonId } from '../ledger/ids.ts';
import { isPast } from './clock.ts';
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';
import type { Person, Policy, Roster } from './policy.ts';

const MINUTE = 60_000;

/** Whom the configuration in force names for a part that the request was filed with; only a custodian among them keeps it. */
export function named(activation: Activation, part: PartId, policy: Policy): readonly PersonId[] {
  const account = accountOfPart(activation.request, part);
  const credentials = (account === null ? undefined : policy.accounts.get(account))?.credentials ?? [];
  return credentials.flatMap(({ parts }) => parts).find((one) => one.id === part)?.custodians ?? [];
}

/** Whether this person keeps this part. */
export function keeps(activation: Activation, part: PartId, who: { readonly person: Person; readonly policy: Policy }): boolean {
  return who.person.roles.includes('custodian') && named(activation, part, who.policy).includes(who.person.id);
}

/** Whether this person may take a part back: its custodian; any custodian, where the configuration names no other than the operator any more. */
export function takesBack(
  activation: Activation,
  part: PartId,
  who: { readonly person: Person; readonly policy: Policy; readonly roster: Roster },
): boolean {
  if (keeps(activation, part, who)) return true;
  const others = [...who.roster.people.values()].filter((person) => person.id !== operatorNow(activation));
  const orphaned = activation.released.has(part) && !others.some((person) => keeps(activation, part, { person, policy: who.policy }));
  return orphaned && who.person.roles.includes('custodian');
}

/** A custodian hands a part to the operator; against a declaration it is only written down that they did. */
export function release({ tenant, activation, command, person, circumstances }: Asked<'release'>): Decision {
  const out = activation.released.get(command.part);
  if (out && by(out, person) && out.seal === command.seal.hash) return already(activation);
  if (!keeps(activation, command.part, { person, policy: circumstances.policy })) return refused(activation, 'not-your-part');
  if (person.id === operatorNow(activation)) return refused(activation, 'to-operator');
  const { phase } = activation;
  const declared = phase === 'in use' && activation.declared !== null;
  const not = declared ? null : barred(activation, command.part);
  if (not !== null) return refused(activation, not);
  if (out) return refused(activation, 'part-out');
  if (phase === 'approved' && isPast(activation.grant.collectBy, circumstances, tenant)) return refused(activation, 'collection-over');
  if (phase === 'in use' && !declared && isPast(activation.use.end, circumstances, tenant)) return refused(activation, 'use-over');
  const to = operatorNow(activation);
  if (to === null) return refused(activation, 'operator-not-named');
  // against a declaration nothing is authorised; what went out all the same is written down as just that, so that it can come back
  const type = declared ? 'ReleasedUnapproved' : 'CredentialReleased';
  return happened(activation, { type, part: command.part, to, seal: command.seal.hash });
}

/** Why a part may not go out under an approval now; null when it may, as far as time allows. Only the account that is used now is opened. */
function barred(activation: Activation, part: PartId): Reason | null {
  const { phase, request, course, fallback } = activation;
  const isNow = accountOfPart(request, part) === accountNow(activation).account;
  if (phase !== 'approved' && phase !== 'in use') return 'wrong-phase';
  if (!isNow) return fallback.taken === null ? 'fallback-not-taken' : 'fallback-taken';
  if (phase === 'in use' && fallback.taken === null) return 'wrong-phase';
  return course.revoked === null ? null : 'revoked';
}

/** The operator has a whole credential in hand: the clock of use starts. */
export function inHand({ tenant, activation, person, circumstances }: Asked<'in-hand'>): Decision {
  if ('use' in activation && by(activation.use, person)) return already(activation);
  if (person.id !== operatorNow(activation)) return refused(activation, 'not-operator');
  if (activation.phase !== 'approved') return refused(activation, 'wrong-phase');
  if (activation.course.revoked !== null) return refused(activation, 'revoked');
  if (isPast(activation.grant.collectBy, circumstances, tenant)) return refused(activation, 'collection-over');
  if (!whole(activation)) return refused(activation, 'parts-missing');
  const end = Math.min(circumstances.now + activation.request.useMinutes * MINUTE, activation.grant.absoluteEnd);
  return happened(activation, { type: 'CredentialInHand', end });
}

/** Whether every part of at least one credential of the account that is used now is out. */
export function whole(activation: Activation): boolean {
  return accountNow(activation).credentials.some((credential) => credential.parts.every((part) => activation.released.has(part)));
}

/** A custodian takes a part back under a new seal, once the use is over. */
export function takeBack({ activation, command, person, circumstances }: Asked<'return'>): Decision {
  const back = activation.returned.get(command.part);
  if (back && by(back, person) && back.seal === command.seal.hash) return already(activation);
  const { policy, roster } = circumstances;
  if (!takesBack(activation, command.part, { person, policy, roster })) return refused(activation, 'not-your-part');
  if (person.id === operatorNow(activation)) return refused(activation, 'to-operator');
  if (activation.phase !== 'handed back') return refused(activation, 'wrong-phase');
  if (back || !activation.released.has(command.part)) return refused(activation, 'part-not-out');
  return happened(activation, { type: 'CredentialReturned', part: command.part, seal: command.seal.hash });
}
