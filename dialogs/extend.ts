// More time: asked for by operator or requester, given by two other people. No end moves later in any other way.
import type { Activation, Grant } from '../ledger/activation.ts';
import { type Extension, openExtension, operatorNow, operators } from '../ledger/course.ts';
import type { FactOf } from '../ledger/fact.ts';
import { isPast } from './clock.ts';
import { type Asked, type Circumstances, type Decision, already, by, happened, refused } from './decision.ts';
import { excludedFrom, type Quorum, quorum } from './quorum.ts';

const MINUTE = 60_000;

/** The lengths in minutes that may be asked for: those of the configuration that the runbook allows. */
export function lengths(activation: Activation, { policy, library }: Circumstances): readonly number[] {
  const cap = mostMinutes(activation, { library });
  return policy.limits.use.filter((minutes) => minutes <= cap);
}

/** The most minutes that the runbook allows; it may have become another one after more time was asked for. */
function mostMinutes({ request }: Activation, { library }: Pick<Circumstances, 'library'>): number {
  return library.pinned(request.runbook.digest)?.limits?.useMinutes ?? Infinity;
}

/** Asks for more time, counted from the end of the use, or from now when that has passed. `asked`: how many asks the card knew. */
export function askExtension({ activation, command, person, circumstances }: Asked<'ask-extension'>): Decision {
  const { extensions, revoked } = activation.course;
  const before = extensions[command.asked];
  if (by(before, person) && before?.minutes === command.minutes && before.why === command.need.hash) return already(activation);
  if (person.id !== operatorNow(activation) && person.id !== activation.requester) return refused(activation, 'not-operator');
  if (activation.phase !== 'in use') return refused(activation, 'wrong-phase');
  if (revoked !== null) return refused(activation, 'revoked');
  // an extension lengthens an approval; nobody approved a declared use
  if (activation.grant === null) return refused(activation, 'unapproved');
  if (openExtension(activation) !== null) return refused(activation, 'extension-open');
  if (command.asked !== extensions.length) return refused(activation, 'extension-old');
  if (!lengths(activation, circumstances).includes(command.minutes)) return refused(activation, 'minutes-not-allowed');
  const end = Math.max(activation.use.end, circumstances.now) + command.minutes * MINUTE;
  const decideBy = Math.min(circumstances.now + circumstances.policy.limits.decide * MINUTE, end);
  return happened(activation, { type: 'ExtensionAsked', minutes: command.minutes, end, decideBy, why: command.need.hash });
}

/** An ask that the person may decide on now, and the approval that it is about. */
interface Open {
  readonly kind: 'open';
  readonly grant: Grant;
  readonly extension: Extension;
}

/** The ask that the command is about, or why this person may not decide on it now. */
function deciding({
  tenant,
  activation,
  command,
  person,
  circumstances,
}: Asked<'approve-extension'> | Asked<'deny-extension'>): Open | Decision {
  if (!person.roles.includes('approver')) return refused(activation, 'not-your-role');
  if (operators(activation).includes(person.id) && person.id !== activation.requester) return refused(activation, 'operator-votes');
  if (excludedFrom(activation, circumstances.roster).has(person.id)) return refused(activation, 'requester-votes');
  if (activation.phase !== 'in use') return refused(activation, 'wrong-phase');
  if (activation.course.revoked !== null) return refused(activation, 'revoked');
  if (activation.grant === null) return refused(activation, 'unapproved');
  const extension = openExtension(activation);
  if (extension?.ask !== command.ask) return refused(activation, 'extension-old');
  if (isPast(extension.decideBy, circumstances, tenant)) return refused(activation, 'extension-late');
  return { kind: 'open', grant: activation.grant, extension };
}

/** A vote for the ask that the voter's card showed. With the second person the end moves to the one that was asked for. */
export function approveExtension(asked: Asked<'approve-extension'>): Decision {
  const { activation, command, person, account, circumstances } = asked;
  const before = [...(activation.course.extensions[command.ask - 1]?.votes.values() ?? [])];
  if (before.some((vote) => by(vote, person))) return already(activation);
  const open = deciding(asked);
  if (open.kind !== 'open') return open;
  if (open.extension.minutes > mostMinutes(activation, circumstances)) return refused(activation, 'extension-too-long');
  const accounts = [...new Set([account, ...person.accounts])];
  const { votes, reached } = quorum(activation, [...before, { person: person.id, account, accounts }], circumstances.roster);
  const extended = reached ? [given(open, command.ask, votes)] : [];
  return happened(activation, { type: 'ExtensionApproved', ask: command.ask, accounts }, ...extended);
}

function given({ grant, extension }: Open, ask: number, votes: Quorum['votes']): FactOf<'UseExtended'> {
  const { end } = extension;
  const accounts = [...votes.values()].map((one) => one.account);
  return { type: 'UseExtended', ask, voters: [...votes.keys()], accounts, end, absoluteEnd: Math.max(grant.absoluteEnd, end) };
}

/** One person's reason is enough to say no; it can be asked for again. */
export function denyExtension(asked: Asked<'deny-extension'>): Decision {
  const { activation, command, person } = asked;
  const before = activation.course.extensions[command.ask - 1]?.settled;
  if (before?.outcome === 'denied' && by(before, person) && before.why === command.whyNot.hash) return already(activation);
  const open = deciding(asked);
  return open.kind === 'open' ? happened(activation, { type: 'ExtensionDenied', ask: command.ask, why: command.whyNot.hash }) : open;
}

/** The time to decide has passed: silence is never consent. */
export function lapseExtension(activation: Activation, { now }: Circumstances): Decision {
  const open = openExtension(activation);
  if (open === null || now <= open.decideBy) return already(activation);
  return happened(activation, { type: 'ExtensionLapsed', ask: open.ask, due: open.decideBy });
}
