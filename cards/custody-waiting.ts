// A custodian's card while nothing is theirs to release or to take back: what to wait for, or that nothing was released.
import type { Activation, InPhase } from '../ledger/activation.ts';
import { accountNow } from '../ledger/fallback.ts';
import { operatorNow } from '../ledger/course.ts';
import { QUORUM } from '../dialogs/policy.ts';
import { accountWords, eitherWords } from './account.ts';
import { sureTime } from './clock.ts';
import { nothingToWriteDown } from './custody-unapproved.ts';
import type { Framed } from './frame.ts';
import type { PartView } from './parts.ts';
import { approvals, isOverdue, stand } from './phase.ts';
import { isReader } from './reader.ts';
import { revokedStand } from './revoked.ts';
import { clockTime, listed, nameOf, nameRun, phoneOf } from './text.ts';
import type { Viewing } from './view.ts';

/** The band, the sentence and the colour of a card. */
export type Head = Pick<Framed, 'tone' | 'band' | 'heading' | 'second' | 'summary'>;

/** Nothing to release and nothing to take back now. `parts`: all of the request. */
export function waiting(activation: Activation, parts: readonly PartView[], viewing: Viewing): Head {
  const revoked = revokedStand(activation, viewing);
  if (revoked !== null) return { ...revoked, band: 'REVOKED · RELEASE NOTHING', summary: 'revoked, release nothing' };
  switch (activation.phase) {
    case 'requested':
      return notYet(activation, viewing);
    case 'withdrawn':
    case 'denied':
    case 'lapsed':
    case 'superseded':
    case 'revoked':
      return nothingReleased(activation, viewing);
    case 'approved':
      return approved(activation, parts, viewing);
    case 'in use':
      return inUse(activation, parts, viewing);
    case 'handed back':
    case 'review':
    case 'closed':
      return back(activation, parts);
  }
}

function notYet(activation: Activation, viewing: Viewing): Head {
  const { request, requester } = activation;
  const operator = request.operator === requester ? '' : ` for ${nameOf(request.operator, viewing)}`;
  return {
    tone: 'warning',
    band: 'DO NOT RELEASE YET',
    heading: `Do not release anything yet. ${nameOf(requester, viewing)} asks for ${eitherWords(request)}${operator}`,
    second: `${approvals(activation, viewing)} of ${QUORUM} approvals. To be decided before ${clockTime(request.decideBy, viewing)}. This card changes when it is.`,
    summary: `do not release anything yet; ${nameRun(requester, viewing)} asks for ${request.account}`,
  };
}

/** Of the account that is not used now: nothing of it is out, and nobody needs it. null: something of the reader’s is out, or of the other one. */
function keptApart(activation: Activation, own: readonly PartView[]): Head | null {
  const { account } = accountNow(activation);
  const [part] = own;
  if (part === undefined || own.some((one) => one.account === account || one.release !== null)) return null;
  const second =
    activation.fallback.taken === null
      ? 'It is the fallback account, and nobody needs it now. If the operator takes it, this card says so.'
      : `The operator uses **${account}** now. Nothing of yours is needed.`;
  const heading = `Keep your part of **${part.account}** sealed`;
  return { tone: 'warning', band: 'KEEP IT SEALED', heading, second, summary: 'keep your part sealed' };
}

function nothingReleased(activation: Activation, viewing: Viewing): Head {
  const heading = 'Nothing was released. Nothing is needed from you';
  return {
    tone: 'default',
    band: 'ENDED',
    heading,
    second: `${stand(activation, viewing).heading}.`,
    summary: 'it ended, nothing was released',
  };
}

function approved(activation: InPhase<'approved'>, parts: readonly PartView[], viewing: Viewing): Head {
  const { grant } = activation;
  const own = parts.filter((part) => part.own);
  const apart = keptApart(activation, own);
  const kept = own.filter((part) => part.account === accountNow(activation).account && part.release === null);
  const until = clockTime(grant.collectBy, viewing);
  if (sureTime(viewing) > grant.collectBy) {
    const heading = `The time to collect ended at **${until}**. Release nothing more`;
    return { tone: 'warning', band: 'TOO LATE TO RELEASE', heading, summary: 'the time to collect is over, release nothing more' };
  }
  if (apart !== null) return apart;
  if (kept.length > 0 && isReader(operatorNow(activation), viewing)) return another(activation, `Collect before ${until}.`);
  if (kept.length > 0 || own.length === 0) return { ...stand(activation, viewing), summary: 'approved' };
  const heading = `Your part of ${accountWords(activation)} is with **${nameOf(operatorNow(activation), viewing)}**`;
  return {
    tone: 'good',
    band: 'RELEASED',
    heading,
    second: 'Nothing is needed from you until it comes back. This card will say so.',
    summary: 'your part is released',
  };
}

/** The operator keeps a part that is asked for now. */
function another(activation: Activation, second: string): Head {
  return {
    tone: 'warning',
    band: 'ANOTHER CUSTODIAN IS NEEDED',
    heading: `You operate **${accountNow(activation).account}** yourself, so another custodian must release your part to you`,
    second,
    summary: 'another custodian must release your part',
  };
}

function inUse(activation: InPhase<'in use'>, parts: readonly PartView[], viewing: Viewing): Head {
  if (activation.declared !== null) return nothingToWriteDown(activation, viewing);
  const { use } = activation;
  const operator = nameOf(operatorNow(activation), viewing);
  const end = clockTime(use.end, viewing);
  if (isOverdue(activation, sureTime(viewing))) {
    const second = `Ring ${phoneOf(operatorNow(activation), viewing)} and ask for what was released.`;
    const heading = `**${operator}** should have handed ${accountWords(activation)} back at **${end}**`;
    return { tone: 'attention', band: 'OVERDUE', heading, second, summary: `overdue since ${end}` };
  }
  const own = parts.filter((part) => part.own);
  const apart = keptApart(activation, own);
  if (apart !== null) return apart;
  const kept = own.some((part) => part.account === accountNow(activation).account && part.release === null);
  if (kept && activation.fallback.taken !== null && isReader(operatorNow(activation), viewing))
    return another(activation, `The use ends at ${end}.`);
  const second = 'Nothing is needed from you until it comes back. This card will say so.';
  return {
    tone: 'warning',
    band: 'IN USE',
    heading: `**${operator}** has ${accountWords(activation)} until **${end}**`,
    second,
    summary: `in use until ${end}`,
  };
}

function back(activation: Activation, parts: readonly PartView[]): Head {
  const own = parts.filter((part) => part.own && part.release !== null);
  const whose = listed([...new Set(own.map(({ account }) => `**${account}**`))]);
  const out = own.some((part) => part.back === null);
  const yours = out ? `Your part of ${whose} is still out` : `Your part of ${whose} is back under a new seal`;
  const heading = own.length === 0 ? `The use of ${accountWords(activation)} is over. Nothing of yours was released` : yours;
  const second = out ? '' : 'Nothing is needed from you here. Tasks that you owe have a card of their own.';
  return {
    tone: out ? 'warning' : 'good',
    band: out ? 'STILL OUT' : 'BACK',
    heading,
    second,
    summary: out ? 'your part is still out' : 'nothing of yours is out',
  };
}
