// A custodian's own card: when to release their part, to whom, and when to take it back. Only here do places stand, and only their own.
import type { Activation, InPhase } from '../ledger/activation.ts';
import { type Data, template } from './bind.ts';
import json from './custody.json' with { type: 'json' };
import { type Framed, frame } from './frame.ts';
import { partLine, partsOf, type PartView } from './parts.ts';
import { stand } from './phase.ts';
import { isReader, readerOf } from './reader.ts';
import { clockTime, listed, nameOf, nameRun, phoneOf, plain, typedText } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  hasWhy: 'flag',
  asker: 'text',
  why: 'text',
  parts: { each: { sign: 'text', what: 'text', state: 'text' } },
  hasPart: 'flag',
  facts: { each: { title: 'text', value: 'text' } },
  hasBox: 'flag',
  boxTitle: 'text',
  box: 'text',
  hasSeal: 'flag',
  sealLabel: 'text',
  buttons: { each: { title: 'text', verb: 'text', part: 'text' } },
  others: { each: { title: 'text', item: 'text' } },
} as const;
const fill = template(json, SHAPE);

/** The band, the sentence and the colour of a card. */
type Head = Pick<Framed, 'tone' | 'band' | 'heading' | 'second' | 'summary'>;

/** What is to be done with one part, or what to know before anything is done. */
interface Doing {
  readonly head: Head;
  readonly boxTitle?: string;
  readonly box?: string;
  readonly facts?: readonly { readonly title: string; readonly value: string }[];
}

export function drawCustody(activation: Activation, viewing: Viewing): Shown {
  const reader = readerOf(activation, viewing);
  const parts = partsOf(activation, viewing);
  const verb = reader.may('return') ? 'return' : 'release';
  const open = parts.filter((part) => reader.items(verb).includes(part.id));
  const focus = open.find((part) => part.id === viewing.focus) ?? open[0] ?? null;
  const {
    head,
    boxTitle = '',
    box = '',
    facts = [],
  } = focus === null ? waiting(activation, parts, viewing) : toDo(activation, focus, viewing);
  const { body, actions } = fill({
    ...why(activation, viewing),
    parts: parts.map((part) => partLine(part, viewing, false)),
    hasPart: facts.length > 0,
    facts,
    hasBox: box !== '',
    boxTitle,
    box,
    hasSeal: focus !== null,
    sealLabel: verb === 'release' ? 'Number of the seal that you break' : 'Number of the new seal',
    buttons:
      focus === null ? [] : [{ title: verb === 'release' ? 'I have handed it over' : 'I have it back, sealed', verb, part: focus.id }],
    others: open.filter((part) => part !== focus).map((part) => ({ title: `Other part: ${part.what}`, item: part.id })),
  });
  return frame({ card: 'custody', activation, ...head, body, actions }, viewing);
}

function why(activation: Activation, viewing: Viewing): Pick<Data<typeof SHAPE>, 'hasWhy' | 'asker' | 'why'> {
  return {
    hasWhy: activation.phase === 'requested' || activation.phase === 'approved',
    asker: nameRun(activation.requester, viewing),
    why: typedText(activation.request.why, viewing, 600),
  };
}

function toDo(activation: Activation, part: PartView, viewing: Viewing): Doing {
  return activation.phase === 'approved' ? toRelease(activation, part, viewing) : toTakeBack(activation, part, viewing);
}

function toRelease({ grant, request }: InPhase<'approved'>, part: PartView, viewing: Viewing): Doing {
  const operator = nameOf(request.operator, viewing);
  const until = clockTime(grant.collectBy, viewing);
  return {
    head: {
      tone: 'attention',
      band: 'RELEASE YOUR PART',
      heading: `Hand **${plain(part.what)}** of **${request.account}** to **${operator}** before **${until}**`,
      second: `Approved by ${listed(grant.voters.map((id) => nameOf(id, viewing)))}.`,
      summary: `release ${part.what} to ${nameRun(request.operator, viewing)} before ${until}`,
    },
    boxTitle: `Only to ${operator}, face to face`,
    box: `Ring ${phoneOf(request.operator, viewing)} (from the roster) and agree where to meet. Look at the face. Give the part to nobody else, whoever asks.`,
    facts: [
      { title: 'Part', value: plain(part.what) },
      { title: 'Where', value: plain(part.place ?? '') },
      { title: 'To', value: `${operator}, ${phoneOf(request.operator, viewing)}` },
      { title: 'Until', value: until },
    ],
  };
}

function toTakeBack({ request }: Activation, part: PartView, viewing: Viewing): Doing {
  const operator = nameOf(request.operator, viewing);
  return {
    head: {
      tone: 'attention',
      band: 'TAKE YOUR PART BACK',
      heading: `Take **${plain(part.what)}** of **${request.account}** back from **${operator}**`,
      second: 'The use is over. Put the part under a new seal and back in its place.',
      summary: `take ${part.what} back from ${nameRun(request.operator, viewing)}`,
    },
    boxTitle: 'A new seal',
    box: `Ring ${operator}, ${phoneOf(request.operator, viewing)} (from the roster). Never use the old seal again.`,
    facts: [
      { title: 'Part', value: plain(part.what) },
      { title: 'Back to', value: plain(part.place ?? '') },
    ],
  };
}

/** Nothing to release and nothing to take back now. */
function waiting(activation: Activation, parts: readonly PartView[], viewing: Viewing): Doing {
  switch (activation.phase) {
    case 'requested':
      return notYet(activation, viewing);
    case 'withdrawn':
    case 'denied':
    case 'lapsed':
    case 'superseded':
      return nothingReleased(stand(activation, viewing).heading);
    case 'approved':
      return approved(activation, parts, viewing);
    case 'in use':
      return inUse(activation, viewing);
    case 'handed back':
    case 'review':
    case 'closed':
      return back(activation, parts);
  }
}

function notYet({ request, requester, votes }: Activation, viewing: Viewing): Doing {
  const asker = nameOf(requester, viewing);
  const operator = request.operator === requester ? '' : ` for ${nameOf(request.operator, viewing)}`;
  return {
    head: {
      tone: 'warning',
      band: 'DO NOT RELEASE YET',
      heading: `Do not release anything yet. ${asker} asks for **${request.account}**${operator}`,
      second: `${votes.size} of 2 approvals. To be decided before ${clockTime(request.decideBy, viewing)}. This card changes when it is.`,
      summary: `do not release anything yet; ${nameRun(requester, viewing)} asks for ${request.account}`,
    },
  };
}

function nothingReleased(sentence: string): Doing {
  return {
    head: {
      tone: 'default',
      band: 'ENDED',
      heading: 'Nothing was released. Nothing is needed from you',
      second: `${sentence}.`,
      summary: 'it ended, nothing was released',
    },
  };
}

function approved(activation: InPhase<'approved'>, parts: readonly PartView[], viewing: Viewing): Doing {
  const { grant, request } = activation;
  const own = parts.filter((part) => part.own && part.release === null);
  const over = viewing.circumstances.now > grant.collectBy;
  const until = clockTime(grant.collectBy, viewing);
  if (over)
    return {
      head: {
        tone: 'warning',
        band: 'TOO LATE TO RELEASE',
        heading: `The time to collect ended at **${until}**. Release nothing more`,
        summary: 'the time to collect is over, release nothing more',
      },
    };
  if (own.length > 0 && isReader(request.operator, viewing)) {
    const heading = `You operate **${request.account}** yourself, so another custodian must release your part to you`;
    return {
      head: {
        tone: 'warning',
        band: 'ANOTHER CUSTODIAN IS NEEDED',
        heading,
        second: `Collect before ${until}.`,
        summary: 'another custodian must release your part',
      },
    };
  }
  const operator = nameOf(request.operator, viewing);
  return {
    head: {
      tone: 'good',
      band: 'RELEASED',
      heading: `Your part of **${request.account}** is with **${operator}**`,
      second: 'Nothing is needed from you until it comes back. This card will say so.',
      summary: 'your part is released',
    },
  };
}

function inUse({ request, use }: InPhase<'in use'>, viewing: Viewing): Doing {
  const operator = nameOf(request.operator, viewing);
  const end = clockTime(use.end, viewing);
  const late = use.overdue !== null;
  return {
    head: {
      tone: late ? 'attention' : 'warning',
      band: late ? 'OVERDUE' : 'IN USE',
      heading: late
        ? `**${operator}** should have handed **${request.account}** back at **${end}**`
        : `**${operator}** has **${request.account}** until **${end}**`,
      second: late
        ? `Ring ${phoneOf(request.operator, viewing)} and ask for your part.`
        : 'Nothing is needed from you until it comes back. This card will say so.',
      summary: late ? `overdue since ${end}` : `in use until ${end}`,
    },
  };
}

function back({ request }: Activation, parts: readonly PartView[]): Doing {
  const own = parts.filter((part) => part.own && part.release !== null);
  const heading =
    own.length === 0
      ? `The use of **${request.account}** is over. Nothing of yours was released`
      : `Your part of **${request.account}** is back under a new seal`;
  return {
    head: {
      tone: 'good',
      band: 'BACK',
      heading,
      second: 'Nothing is needed from you here. Tasks that you owe have a card of their own.',
      summary: 'nothing of yours is out',
    },
  };
}
