// How a use goes on and ends, the same on every card that carries it: revoke, more time, another operator, and who decides on them.
import { accountWords } from './account.ts';
import { lengths } from '../dialogs/extend.ts';
import { successors } from '../dialogs/handover.ts';
import { QUORUM } from '../dialogs/policy.ts';
import { quorum } from '../dialogs/quorum.ts';
import { type Activation, declarationOf } from '../ledger/activation.ts';
import { type Extension, openExtension, openHandover, operatorNow } from '../ledger/course.ts';
import { type Pieces, template } from './bind.ts';
import { sureTime } from './clock.ts';
import json from './course.json' with { type: 'json' };
import { drawDomain } from './domain.ts';
import { button, type Framed } from './frame.ts';
import type { PersonId } from '../ledger/ids.ts';
import { nameLabel } from './label.ts';
import { isOverdue } from './phase.ts';
import { isReader, type Reader } from './reader.ts';
import { byWhom, clockTime, listed, minutes, nameOf, nameRun, phoneOf, typedPlain } from './text.ts';
import type { CardJson, Viewing } from './view.ts';

const SHAPE = {
  lines: { each: { title: 'text', text: 'text' } },
  item: 'text',
  mayApprove: 'flag',
  mayDeny: 'flag',
  ask: 'number',
  whyNotLabel: 'text',
  mayAccept: 'flag',
  mayConfirm: 'flag',
  offer: 'number',
  confirm: 'text',
  mayAsk: 'flag',
  asked: 'number',
  lengths: { each: { title: 'text', value: 'text' } },
  mayJoin: 'flag',
  mayTakeOver: 'flag',
  takeOver: 'text',
  mayOffer: 'flag',
  offered: 'number',
  people: { each: { title: 'text', value: 'text' } },
  mayHandBack: 'flag',
  handBackFor: 'text',
  mayRevoke: 'flag',
  revoking: 'text',
} as const;
const fill = template(json, SHAPE);

/** People beyond this many are not listed, so that the card stays small enough to be sent. */
const MOST = 60;

interface On {
  readonly viewing: Viewing;
  /** The buttons that stand on the card already. */
  readonly beside: readonly CardJson[];
  /** What else the card is for: `use`, it hands back and leaves no room for forms; `course`, the same card with the forms in place of the step. */
  readonly on: 'use' | 'course' | 'other';
}

/** What is asked for, offered or decided, and the buttons of the reader after those that stand there already. */
export function drawCourse(activation: Activation, reader: Reader, { viewing, beside, on }: On): Pieces {
  const domain = drawDomain(activation, reader, { viewing, item: on === 'course' ? COURSE : '' });
  const { extensions, handovers, revoked } = activation.course;
  const operator = nameOf(operatorNow(activation), viewing);
  const pressing = revoked !== null || isOverdue(activation, sureTime(viewing));
  const { body, actions } = fill({
    lines: courseLines(activation, viewing).map(({ title, value }) => ({ title, text: value })),
    item: on === 'course' ? COURSE : '',
    mayApprove: reader.may('approve-extension'),
    mayDeny: reader.may('deny-extension'),
    ask: extensions.length,
    whyNotLabel: `Why not? ${nameRun(operatorNow(activation), viewing)} and the room will read it`,
    mayAccept: reader.may('accept-handover'),
    mayConfirm: reader.may('confirm-handover'),
    offer: handovers.length,
    confirm: nameLabel('Confirm: ', nameRun(handovers.at(-1)?.to ?? activation.requester, viewing), ' operates'),
    mayAsk: reader.may('ask-extension'),
    asked: extensions.length,
    lengths: lengths(activation, viewing.circumstances).map((one) => ({ title: minutes(one), value: String(one) })),
    mayJoin: on !== 'other' && reader.may('join'),
    mayTakeOver: on !== 'other' && reader.may('offer-takeover'),
    takeOver: nameLabel('I can take over from ', nameRun(operatorNow(activation), viewing), ''),
    mayOffer: reader.may('offer-handover'),
    offered: handovers.length,
    people: candidates(activation, reader, viewing),
    mayHandBack: on === 'other' && pressing && !isReader(operatorNow(activation), viewing) && reader.may('hand-back'),
    handBackFor: `Only if ${operator} cannot do it. The use ends at once; parts come back and the tasks follow, the sessions among them.`,
    mayRevoke: reader.may('revoke'),
    revoking: `After this ${operator} ${declarationOf(activation) === null ? 'is no longer authorised' : 'may not go on'}. Nothing is signed out by itself: ${operator} must sign out and hand back.`,
  });
  const shown = on === 'use' ? withoutForms(beside, actions, reader) : [...actions, ...domain.actions];
  return { body: [...domain.body, ...body], actions: fitting(beside, shown) };
}

/** The focus of a card that shows the forms in place of the step; no step has such an id. */
export const COURSE = 'the course';

/** The buttons that act at once; one leads to the forms, which would make a card with a long step too big to be sent. */
function withoutForms(beside: readonly CardJson[], actions: readonly CardJson[], reader: Reader): readonly CardJson[] {
  const quick = actions.filter(({ type }) => type === 'Action.Execute');
  const forms = button(reader.may('ask-extension') ? 'More time …' : 'Decide or revoke …', 'focus', { item: COURSE });
  const needed = quick.length < actions.length;
  // a step leads there behind its “More …”, too
  const known = beside.some(({ title }) => title === 'More …') && !wide([...beside, ...quick, forms]);
  return needed && !known ? [...quick, forms] : quick;
}

/** A row of buttons is as wide as a card on a small window; a client cuts the titles of those that do not fit (measured). */
const ROW = 390;
const widthOf = ({ title }: CardJson) => 38 + 7 * String(title).length;
const wide = (actions: readonly CardJson[]) => actions.reduce((sum, one) => sum + widthOf(one), 0) <= ROW;

/** Those that find no room in the row stand behind its last button. */
function fitting(beside: readonly CardJson[], more: readonly CardJson[]): readonly CardJson[] {
  if (more.length === 0 || wide([...beside, ...more])) return [...beside, ...more];
  const title = beside.some((one) => one['title'] === 'More …') ? 'Go on …' : 'More …';
  const behind = (from: number) => ({ type: 'Action.ShowCard', title, card: { type: 'AdaptiveCard', actions: more.slice(from) } });
  const from = more.findIndex((_, at) => !wide([...beside, ...more.slice(0, at + 1), behind(at + 1)]));
  return [...beside, ...more.slice(0, from), behind(from)];
}

function candidates(activation: Activation, reader: Reader, viewing: Viewing) {
  if (!reader.may('offer-handover')) return [];
  // whoever said that they could stands first
  const ready = activation.course.ready.map(({ person }) => person).toReversed();
  const rank = ({ id }: { readonly id: PersonId }) => (ready.includes(id) ? ready.indexOf(id) : ready.length);
  const all = successors(activation, viewing.circumstances.roster);
  const fit = all.toSorted((one, two) => rank(one) - rank(two)).slice(0, MOST);
  return fit.map(({ id }) => ({ title: nameRun(id, viewing), value: id }));
}

/** The card's head for somebody who is asked to decide or to take over now; null: nothing of this kind waits for the reader. */
export function courseHead(activation: Activation, reader: Reader, viewing: Viewing): Omit<Framed, 'card' | 'activation' | 'body'> | null {
  const ask = openExtension(activation);
  if (ask !== null && reader.may('approve-extension')) {
    const heading = `${byWhom(ask.by, viewing)} asks for **${minutes(ask.minutes)} more** of ${accountWords(activation)}, until ${clockTime(ask.end, viewing)}`;
    const second = `Ring the operator on ${phoneOf(operatorNow(activation), viewing)} (from the roster): what is left to do? Decide before ${clockTime(ask.decideBy, viewing)}.`;
    return { tone: 'attention', band: 'MORE TIME IS ASKED FOR', heading, second, summary: `${minutes(ask.minutes)} more are asked for` };
  }
  const offer = openHandover(activation);
  if (offer === null || !('use' in activation) || activation.use === null) return null;
  const [from, to] = [nameOf(operatorNow(activation), viewing), nameOf(offer.to, viewing)];
  const end = clockTime(activation.use.end, viewing);
  if (reader.may('accept-handover')) {
    const heading = `${byWhom(offer.by, viewing)} asks you to take over ${accountWords(activation)}`;
    const second = `${from} has it now. The end stays ${end}. You operate only after an approver has confirmed it.`;
    return { tone: 'attention', band: 'WILL YOU TAKE OVER?', heading, second, summary: 'you are asked to take over' };
  }
  if (!reader.may('confirm-handover')) return null;
  const heading = `${to} takes over ${accountWords(activation)} from ${from}. Confirm it`;
  const second = `Ring ${to} on ${phoneOf(offer.to, viewing)} (from the roster) first. The end stays ${end}.`;
  return { tone: 'attention', band: 'CONFIRM THE NEW OPERATOR', heading, second, summary: 'confirm the new operator' };
}

/** What everybody may read of it, for FactSets and TextBlocks. */
export function courseLines(activation: Activation, viewing: Viewing): readonly { readonly title: string; readonly value: string }[] {
  return [...helping(activation, viewing), ...moreTime(activation, viewing), ...handover(activation, viewing)];
}

/** Who came along, as long as there is something to do together; with phones, because they ring each other. */
function helping(activation: Activation, viewing: Viewing): ReturnType<typeof courseLines> {
  if (!['requested', 'approved', 'in use'].includes(activation.phase)) return [];
  const { joined, ready } = activation.course;
  const operator = operatorNow(activation);
  const can = new Set(ready.map(({ person }) => person));
  const lines = joined
    .filter(({ person }) => person !== operator)
    .map(({ person }) => `${nameOf(person, viewing)}, ${phoneOf(person, viewing)}${can.has(person) ? ', can take over' : ''}`);
  return lines.length === 0 ? [] : [{ title: 'Helping', value: lines.slice(-5).join('; ') }];
}

function moreTime(activation: Activation, viewing: Viewing): ReturnType<typeof courseLines> {
  const last = activation.course.extensions.at(-1);
  if (last === undefined) return [];
  return [{ title: 'More time', value: openExtension(activation) === null ? decided(last, viewing) : asking(activation, last, viewing) }];
}

function asking(activation: Activation, ask: Extension, viewing: Viewing): string {
  const { votes } = quorum(activation, ask.votes.values(), viewing.circumstances.roster);
  const until = `${minutes(ask.minutes)}, until ${clockTime(ask.end, viewing)}`;
  const names = [...ask.votes.keys()].map((id) => nameOf(id, viewing));
  const so = names.length === 0 ? '' : ` (${listed(names)})`;
  return `${byWhom(ask.by, viewing)} asks for ${until}: “${typedPlain(ask.why, viewing)}” ${votes.size} of ${QUORUM} approvals${so}, before ${clockTime(ask.decideBy, viewing)}`;
}

function decided(ask: Extension, viewing: Viewing): string {
  const asked = `${minutes(ask.minutes)}, asked for by ${byWhom(ask.by, viewing)}`;
  switch (ask.settled?.outcome) {
    case 'extended':
      return `${asked}, given until ${clockTime(ask.end, viewing)} by ${listed([...ask.votes.keys()].map((id) => nameOf(id, viewing)))}`;
    case 'denied':
      return `${asked}, denied by ${byWhom(ask.settled.by, viewing)}: “${typedPlain(ask.settled.why, viewing)}”`;
    case 'lapsed':
      return `${asked}, not given: fewer than two people approved before ${clockTime(ask.decideBy, viewing)}`;
    case undefined:
      return `${asked}, not decided when the use ended`;
  }
}

function handover(activation: Activation, viewing: Viewing): ReturnType<typeof courseLines> {
  const last = activation.course.handovers.at(-1);
  const open = openHandover(activation);
  if (last === undefined || (open === null && last.confirmed === null)) return [];
  const to = nameOf(last.to, viewing);
  if (last.confirmed !== null) {
    return [
      {
        title: 'Operator',
        value: `${to} since ${clockTime(last.confirmed.at, viewing)}, confirmed by ${byWhom(last.confirmed.by, viewing)}`,
      },
    ];
  }
  const waits = last.accepted === null ? `${to} has not accepted yet` : `${to} accepted; an approver must confirm`;
  return [{ title: 'Operator', value: `${nameOf(operatorNow(activation), viewing)}; ${waits}` }];
}
