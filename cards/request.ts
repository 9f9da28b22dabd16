// The card of those who asked: the requester's numbers to read out, then whom to meet, then what became of it. Only the requester sees numbers.
import type { Activation, InPhase } from '../ledger/activation.ts';
import type { PersonId } from '../ledger/ids.ts';
import { operatorNow } from '../ledger/course.ts';
import type { By } from '../ledger/record.ts';
import { paused } from '../dialogs/approve.ts';
import { eligible, QUORUM } from '../dialogs/policy.ts';
import { excludedFrom } from '../dialogs/quorum.ts';
import { withVote } from '../dialogs/tenure.ts';
import { accountNames, accountWords, bothWords, fallbackFacts } from './account.ts';
import { type Data, template } from './bind.ts';
import { sureTime } from './clock.ts';
import { drawCourse } from './course.ts';
import { frame, type Framed } from './frame.ts';
import { partsNow, someOf } from './parts.ts';
import { approvals, stand, wrongNumbers } from './phase.ts';
import { ringing } from './reach.ts';
import { isReader, readerOf } from './reader.ts';
import json from './request.json' with { type: 'json' };
import { clockTime, listed, localTime, nameOf, phoneOf, plain, typedText } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const SHAPE = {
  hasWhy: 'flag',
  whyTitle: 'text',
  why: 'text',
  hasFacts: 'flag',
  facts: { each: { title: 'text', value: 'text' } },
  hasBox: 'flag',
  boxTitle: 'text',
  boxText: 'text',
  rows: { each: { lead: 'text', who: 'text', note: 'text', buttons: { each: { title: 'text', person: 'text', calls: 'number' } } } },
  hasAfterword: 'flag',
  afterword: 'text',
  canFileOver: 'flag',
  canAskAgain: 'flag',
  canWithdraw: 'flag',
  id: 'text',
  domain: 'text',
  kind: 'text',
  account: 'text',
} as const;
const fill = template(json, SHAPE);

type Rows = Data<typeof SHAPE>['rows'];
/** The one box: what the reader should do, and with whom. */
interface Box {
  readonly title: string;
  readonly text: string;
  readonly rows: Rows;
  readonly afterword: string;
}
type Words = Pick<Framed, 'tone' | 'band' | 'heading' | 'second'> & { readonly box: Box | null };

/** The request card of the requester or of the operator. */
export function drawRequest(activation: Activation, viewing: Viewing): Shown {
  const { request } = activation;
  const words = wordsFor(activation, viewing);
  const { why, whyTitle } = stand(activation, viewing);
  const reader = readerOf(activation, viewing);
  const pieces = fill({
    hasWhy: why !== null,
    whyTitle,
    why: why === null ? '' : typedText(why, viewing),
    ...facts(activation, viewing),
    hasBox: words.box !== null,
    boxTitle: words.box?.title ?? '',
    boxText: words.box?.text ?? '',
    rows: words.box?.rows ?? [],
    hasAfterword: (words.box?.afterword ?? '') !== '',
    afterword: words.box?.afterword ?? '',
    canFileOver: activation.phase === 'denied',
    canAskAgain: activation.phase === 'lapsed' || activation.phase === 'withdrawn',
    canWithdraw: viewing.copy !== true && reader.may('withdraw'),
    id: activation.id,
    domain: request.domain,
    kind: request.kind,
    account: request.account,
  });
  const asking = { viewing, beside: pieces.actions, on: 'other' } as const;
  const stale = viewing.copy === true && activation.phase === 'requested';
  const course = stale ? { body: [], actions: pieces.actions } : drawCourse(activation, reader, asking);
  const [body, actions] = [[...pieces.body, ...course.body], course.actions];
  return frame(
    { card: 'request', activation, ...words, body, actions, summary: `${words.band.toLowerCase()}, ${accountNames(activation)}` },
    viewing,
  );
}

function facts(activation: Activation, viewing: Viewing): Pick<Data<typeof SHAPE>, 'hasFacts' | 'facts'> {
  const approved = activation.votes.size > 0 ? [{ title: 'Approved', value: voters(activation, viewing) }] : [];
  const all = [...approved, ...fallbackFacts(activation, viewing)];
  return { hasFacts: all.length > 0, facts: all };
}

function voters(activation: Activation, viewing: Viewing): string {
  return listed([...activation.votes.values()].map(({ person, at }) => `${nameOf(person, viewing)} ${localTime(at, viewing)}`));
}

function wordsFor(activation: Activation, viewing: Viewing): Words {
  if (activation.phase === 'requested') return viewing.copy === true ? elsewhere(activation, viewing) : waiting(activation, viewing);
  if (activation.phase === 'approved' && activation.course.revoked === null) return collecting(activation, viewing);
  if (activation.phase === 'in use' && !isReader(operatorNow(activation), viewing))
    return { ...stand(activation, viewing), box: meeting(activation, viewing) };
  return { ...stand(activation, viewing), box: activation.phase === 'denied' ? speakFirst(activation.ending.by, viewing) : null };
}

/** Whom to ring before it is filed again over a denial. */
function speakFirst(by: By, viewing: Viewing): Box | null {
  if (by.actor !== 'person') return null;
  const who = nameOf(by.person, viewing);
  const text = `Ring ${who}, ${phoneOf(by.person, viewing)}. If it is still needed then, file it again: whoever is asked reads this denial.`;
  return { title: `Speak with ${who} first`, text, rows: [], afterword: '' };
}

/** A second copy: numbers on it would go stale under the eyes of somebody who reads them out. */
function elsewhere(activation: InPhase<'requested'>, viewing: Viewing): Words {
  const text =
    'It hangs in your own chat with Glassbreak and follows what happens; the numbers to read out are there. This copy does not follow.';
  const box = { title: `${activation.id} has its own card: use that one`, text, rows: [], afterword: '' };
  return { ...stand(activation, viewing), tone: 'default', band: 'A COPY · REQUESTED', box };
}

function waiting(activation: InPhase<'requested'>, viewing: Viewing): Words {
  const { decideBy } = activation.request;
  const by = clockTime(decideBy, viewing);
  if (sureTime(viewing) > decideBy) return { ...stand(activation, viewing), box: null };
  const heading = `Two people must approve ${bothWords(activation.request)} before ${by}`;
  const words = {
    tone: 'attention',
    band: 'WAITING FOR APPROVAL',
    heading,
    second: `${approvals(activation, viewing)} of ${QUORUM} approvals so far.`,
  } as const;
  if (isReader(activation.requester, viewing)) return { ...words, box: numbers(activation, viewing) };
  return { ...words, tone: 'warning', box: helping(activation, viewing) };
}

/** For the operator and for responders who help: whom to ring, and no number. */
function helping(activation: InPhase<'requested'>, viewing: Viewing): Box {
  const operates = isReader(activation.request.operator, viewing);
  const requester = nameOf(activation.requester, viewing);
  const { people, note, buttons } = ringing(activation, viewing);
  const rows = people.map((id) => ({ lead: '○', who: nameOf(id, viewing), note: note(id), buttons: buttons([id], false) }));
  const use = operates ? ' You use the account once two of them have approved.' : '';
  const text = `The approvers ring ${requester}, who reads them their numbers.${use}`;
  const help = `Help to reach them: say that they should look at Glassbreak and ring ${requester}.`;
  return { title: operates ? 'You would use this account' : 'Help to reach the approvers', text, rows, afterword: help };
}

/** For the requester alone: each approver who has not voted, with the number to read to them. */
function numbers(activation: InPhase<'requested'>, viewing: Viewing): Box {
  const { roster } = viewing.circumstances;
  const excluded = [...excludedFrom(activation, roster), ...activation.votes.keys()];
  const ring = ringing(activation, viewing);
  const rows = withVote(eligible(roster, excluded), { tenant: viewing.tenant, now: viewing.circumstances.now }).map(({ id }) => ({
    lead: number(activation, id, viewing),
    who: nameOf(id, viewing),
    note: wrong(activation, id, viewing) ?? ring.note(id),
    buttons: ring.buttons([id], false),
  }));
  const say = `Say: “Glassbreak, ${activation.id}. I need ${activation.request.account}${activation.request.fallback === undefined ? '' : `, or ${activation.request.fallback.account} if that one does not work`}.” Then why. Then their number.`;
  const alone = 'Read each person only their own number, once you know the voice. Nobody rings? Wake them; they then ring you back.';
  return { title: `They ring you: ${phoneOf(activation.requester, viewing)}. Stay reachable`, text: say, rows, afterword: alone };
}

function number(activation: Activation, approver: PersonId, { circumstances }: Viewing): string {
  const attempt = activation.misses.get(approver)?.count ?? 0;
  return String(circumstances.number(activation.digest, approver, attempt)).padStart(2, '0');
}

/** How many wrong numbers this approver has entered, and when the next may follow; null when none. */
function wrong(activation: InPhase<'requested'>, approver: PersonId, viewing: Viewing): string | null {
  const misses = activation.misses.get(approver);
  const phone = phoneOf(approver, viewing);
  const count = wrongNumbers(activation, approver);
  if (misses === undefined) return null;
  if (count === 0) return `${phone} · said that a vote was not theirs; this is a new number`;
  if (!paused(misses, viewing.circumstances.now)) return `${phone} · ${count} wrong so far, this is the new number`;
  return `${phone} · ${count} wrong numbers, can try again at ${clockTime(misses.last + 2 * 60_000, viewing)}`;
}

function collecting(activation: InPhase<'approved'>, viewing: Viewing): Words {
  if (!isReader(activation.request.operator, viewing))
    return { ...stand(activation, viewing), tone: 'good', box: meeting(activation, viewing) };
  const by = clockTime(activation.grant.collectBy, viewing);
  const rows = partRows(activation, viewing);
  const text = 'Ring them. They hand you their part and say so on their own card.';
  const afterword = 'When you hold everything, say so on your operation card: only then the clock of use starts.';
  const heading = `Collect ${accountWords(activation)} before ${by}`;
  const second = `Approved at ${clockTime(activation.grant.at, viewing)}. You need all parts of one credential.`;
  return { tone: 'warning', band: 'APPROVED · COLLECT IT', heading, second, box: { title: 'Meet these people', text, rows, afterword } };
}

/** For everybody else who may ring them, where somebody is waited for: the custodians whom the operator must meet. */
function meeting(activation: InPhase<'approved'> | InPhase<'in use'>, viewing: Viewing): Box | null {
  const { people, rings } = ringing(activation, viewing);
  if (people.length === 0 || !rings) return null;
  const text = `${nameOf(operatorNow(activation), viewing)} must meet them. Help to reach those who have not answered.`;
  return {
    title: 'Help to reach the custodians',
    text,
    rows: partRows(activation, viewing).filter(({ lead }) => lead === OPEN),
    afterword: '',
  };
}

const OPEN = '○';

/** Each part with whom to meet for it; a button about somebody stands once, at the first part that they keep. */
function partRows(activation: Activation, viewing: Viewing): Rows {
  const ring = ringing(activation, viewing);
  const parts = partsNow(activation, viewing);
  return parts.map(({ what, custodians, release }, at) => {
    const who = plain(what, 80);
    if (release !== null) return { lead: '✓', who, note: `handed to you at ${clockTime(release.at, viewing)}`, buttons: [] };
    const before = new Set(parts.slice(0, at).flatMap((part) => (part.release === null ? part.custodians : [])));
    const note = someOf(custodians.map((one) => `${nameOf(one, viewing)}, ${ring.note(one)}`));
    const first = custodians.filter((one) => !before.has(one));
    return { lead: OPEN, who, note, buttons: ring.buttons(first, true) };
  });
}
