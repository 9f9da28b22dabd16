// A custodian's own card: when to release their part, to whom, and when to take it back. Only here do places stand, and only their own.
import type { Activation, InPhase } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import { type Data, template } from './bind.ts';
import json from './custody.json' with { type: 'json' };
import { toWriteDown } from './custody-unapproved.ts';
import { type Head, waiting } from './custody-waiting.ts';
import { frame } from './frame.ts';
import { label } from './label.ts';
import { partLine, partsOf, type PartView } from './parts.ts';
import { ownAnswer } from './reach.ts';
import { readerOf } from './reader.ts';
import { byWhom, clockTime, listed, nameOf, nameRun, phoneOf, plain, typedText } from './text.ts';
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
  canSee: 'flag',
} as const;
const fill = template(json, SHAPE);

interface Doing {
  readonly head: Head;
  readonly boxTitle?: string;
  readonly box?: string;
  readonly facts?: Data<typeof SHAPE>['facts'];
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
  } = focus === null ? { head: waiting(activation, parts, viewing) } : toDo(activation, focus, viewing);
  const { body, actions } = fill({
    ...why(activation, viewing),
    parts: parts.map((part) => partLine(part, viewing, null)),
    hasPart: facts.length > 0,
    facts,
    hasBox: box !== '',
    boxTitle,
    box: `${box}${ownAnswer(activation, viewing)}`,
    hasSeal: focus !== null,
    sealLabel: verb === 'release' ? 'Number of its seal' : 'Number of the new seal',
    buttons: focus === null ? [] : [{ title: said(activation), verb, part: focus.id }],
    others: open.filter((part) => part !== focus).map((part) => ({ title: label('Other part: ', part.what), item: part.id })),
    canSee: reader.may('say-seen'),
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
  if (activation.phase === 'approved') return toRelease(activation, part, viewing);
  if (activation.phase === 'in use' && activation.declared === null) return toRelease(activation, part, viewing);
  return activation.phase === 'in use'
    ? { ...toWriteDown(activation, viewing), facts: whereIs(part) }
    : toTakeBack(activation, part, viewing);
}

type Releasing = InPhase<'approved'> | (InPhase<'in use'> & { readonly declared: null });

/** Why this part is asked for now, where it is the fallback account’s. */
function instead({ fallback: { taken }, request }: Activation, viewing: Viewing): string {
  return taken === null
    ? ''
    : `${byWhom(taken.by, viewing)} said at ${clockTime(taken.at, viewing)} that ${request.account} does not work. `;
}

function toRelease(activation: Releasing, part: PartView, viewing: Viewing): Doing {
  const { grant } = activation;
  const operator = nameOf(operatorNow(activation), viewing);
  const until = clockTime(activation.phase === 'approved' ? grant.collectBy : activation.use.end, viewing);
  return {
    head: {
      tone: 'attention',
      band: 'RELEASE YOUR PART',
      heading: `Hand your part of **${part.account}** to **${operator}** before **${until}**`,
      second: `${instead(activation, viewing)}Approved by ${listed(grant.voters.map((id) => nameOf(id, viewing)))}.`,
      summary: `release ${part.what} to ${nameRun(operatorNow(activation), viewing)} before ${until}`,
    },
    boxTitle: `Only to ${operator}, face to face`,
    box: `Ring ${phoneOf(operatorNow(activation), viewing)} (from the roster) and agree where to meet. Look at the face. Give the part to nobody else, whoever asks.`,
    facts: whereIs(part),
  };
}

function whereIs(part: PartView): Data<typeof SHAPE>['facts'] {
  return [
    { title: 'Part', value: plain(part.what) },
    { title: 'Where', value: plain(part.place) },
  ];
}

/** What the custodian says with the button. */
function said(activation: Activation): string {
  const { phase } = activation;
  if (phase === 'approved' || (phase === 'in use' && activation.declared === null)) return 'I have handed it over';
  return phase === 'in use' ? 'I did hand it out' : 'I have it back, sealed';
}

function toTakeBack(activation: Activation, part: PartView, viewing: Viewing): Doing {
  const operator = nameOf(operatorNow(activation), viewing);
  return {
    head: {
      tone: 'attention',
      band: 'TAKE YOUR PART BACK',
      heading: `Take your part of **${part.account}** back from **${operator}**`,
      second: 'The use is over. Put the part under a new seal and back in its place.',
      summary: `take ${part.what} back from ${nameRun(operatorNow(activation), viewing)}`,
    },
    boxTitle: 'A new seal',
    box: `Ring ${operator}, ${phoneOf(operatorNow(activation), viewing)} (from the roster). Never use the old seal again.`,
    facts: [
      { title: 'Part', value: plain(part.what) },
      { title: 'Back to', value: plain(part.place) },
    ],
  };
}
