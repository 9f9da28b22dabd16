// The second account on the cards of those who use the first one, and of those who work on both afterwards; and the message that it was taken.
import { waitingTasks } from '../dialogs/fallback.ts';
import { QUORUM } from '../dialogs/policy.ts';
import { quorum } from '../dialogs/quorum.ts';
import type { Activation } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import { type Data, template } from './bind.ts';
import json from './fallback.json' with { type: 'json' };
import { frame } from './frame.ts';
import { markName, partLine, partsOf } from './parts.ts';
import { type Ringing, ringing } from './reach.ts';
import type { Reader } from './reader.ts';
import { clockTime, listed, nameOf, nameRun, phoneOf, typedText } from './text.ts';
import type { CardJson, Shown, Viewing } from './view.ts';

const SHAPE = {
  hasLines: 'flag',
  lines: { each: { lead: 'text', words: 'text' } },
  hasRings: 'flag',
  item: 'text',
  leads: 'flag',
  rings: { each: { title: 'text', person: 'text', calls: 'number', item: 'text' } },
  mayTake: 'flag',
  taking: 'text',
  mayFree: 'flag',
  freeing: 'text',
} as const;
const fill = template(json, SHAPE);
const NOTHING: Data<typeof SHAPE> = {
  hasLines: false,
  lines: [],
  hasRings: false,
  item: '',
  leads: false,
  rings: [],
  mayTake: false,
  taking: '',
  mayFree: false,
  freeing: '',
};

type Lines = Data<typeof SHAPE>['lines'];

/** The focus of a card that shows the fallback account in place of a step that leaves no room for it; no step has such an id. */
export const FALLBACK = 'the fallback account';

/**
 * While the credential is collected or used: which account stands by, and once it is taken, whom to meet for its parts. `brief`: a line, and
 * the button that leads to the rest.
 */
export function drawStandby(activation: Activation, reader: Reader, { viewing, brief }: Standing): readonly CardJson[] {
  const { request, fallback } = activation;
  const going = activation.phase === 'approved' || activation.phase === 'in use';
  if (request.fallback === undefined || !going) return [];
  const { account } = request.fallback;
  const first = fallback.taken === null ? standby(account) : reason(activation, viewing);
  if (brief) return fill({ ...NOTHING, hasLines: true, lines: first, item: FALLBACK, leads: true }).body;
  // before the use the request card has whom to meet, and the buttons
  const ring = fallback.taken !== null && activation.phase === 'in use' ? ringing(activation, viewing) : null;
  const parts = ring === null ? [] : partLines(activation, { account, ring }, viewing);
  const item = viewing.focus === FALLBACK ? FALLBACK : '';
  const rings = ring === null ? [] : ring.buttons(ring.people, true).map((one) => ({ ...one, item }));
  const taking = `From then on ${account} is the account that is used: its custodians are asked for its parts, and everybody is told. There is no way back to ${request.account}. The end stays.`;
  return fill({
    ...NOTHING,
    hasLines: true,
    lines: [...first, ...parts],
    hasRings: rings.length > 0,
    rings,
    mayTake: reader.may('take-fallback'),
    taking,
  }).body;
}

interface Standing {
  readonly viewing: Viewing;
  readonly brief: boolean;
}

function standby(account: string): Lines {
  return [
    { lead: `Fallback account: ${account}.`, words: 'Its parts stay sealed until the operator says that the first account does not work.' },
  ];
}

interface Taken {
  readonly account: string;
  readonly ring: Ringing;
}

/** Where the parts are; whom to meet for them, as long as somebody is waited for. */
function partLines(activation: Activation, { account, ring }: Taken, viewing: Viewing): Lines {
  const parts = partsOf(activation, viewing).filter((part) => part.account === account);
  const lines = parts.map((part) => partLine(part, viewing, ring.people.length === 0 ? null : ring.sign));
  return lines.map(({ sign, what, state }) => ({ lead: `${sign} ${what}:`, words: state }));
}

/** Who took it, when and why; nothing as long as nobody did. For RichTextBlocks. */
export function reason({ fallback: { taken }, request }: Activation, viewing: Viewing): Lines {
  if (taken === null) return [];
  const lead = `Fallback account taken by ${markName(taken, viewing)} at ${clockTime(taken.at, viewing)}: ${request.account} does not work.`;
  return [{ lead, words: typedText(taken.why, viewing, 300) }];
}

/** After the use: who ordered that both accounts are worked on at once, and the way to order it. */
export function drawFreeing(activation: Activation, reader: Reader, viewing: Viewing): readonly CardJson[] {
  const lines = saidLines(activation, viewing);
  const mayFree = reader.may('rotate-both');
  const waits = waitingTasks(activation).length;
  const freeing = `The second account waits, so that one of them always works. Only if somebody else may hold both, work on both at once: ${QUORUM} people must say so, neither requester nor operator. ${waits} tasks then begin.`;
  return fill({ ...NOTHING, hasLines: lines.length > 0, lines, mayFree, freeing }).body;
}

/** Who said that both are compromised, and whether two have. For RichTextBlocks. */
export function saidLines(activation: Activation, viewing: Viewing): Lines {
  const { said, freed } = activation.fallback;
  const each = [...said.values()].map((one) => ({
    lead: `! Both accounts are compromised, says ${markName(one, viewing)} at ${clockTime(one.at, viewing)}:`,
    words: typedText(one.why, viewing, 300),
  }));
  if (each.length === 0) return [];
  if (freed !== null) return [...each, { lead: 'Two people said so:', words: 'nothing of the second account waits any more.' }];
  const { votes } = quorum(activation, said.values(), viewing.circumstances.roster);
  return [...each, { lead: `${votes.size} of ${QUORUM} people so far.`, words: '' }];
}

/** The message of its own to everybody who must know that the fallback account is used now; it is not edited afterwards. */
export function drawTaken({ taken: activation }: { readonly taken: Activation }, viewing: Viewing): Shown {
  const { request } = activation;
  const account = request.fallback?.account ?? request.account;
  const operator = operatorNow(activation);
  const custodians = [
    ...new Set(
      partsOf(activation, viewing)
        .filter((part) => part.account === account)
        .flatMap((part) => part.custodians),
    ),
  ];
  const meet = {
    lead: 'Its parts are asked for now from',
    words: `${listed(custodians.map((id) => nameRun(id, viewing)))}. Each of them has a card that says so.`,
  };
  const lines = [...reason(activation, viewing), ...(custodians.length === 0 ? [] : [meet])];
  const heading = `${nameOf(operator, viewing)} takes **${account}**: **${request.account}** does not work`;
  const second = `It is covered by the same two approvals, and the end stays. Not so? Ring ${phoneOf(operator, viewing)} (from the roster).`;
  const { body } = fill({ ...NOTHING, hasLines: true, lines });
  return frame(
    {
      card: 'fallback',
      activation,
      tone: 'attention',
      band: 'FALLBACK ACCOUNT TAKEN',
      heading,
      second,
      summary: `the fallback account ${account} is used now`,
      body,
    },
    viewing,
  );
}
