// Reaching people, in words: who looks, who has not been reached, whom to ring, whether the page got through, and the call for the duty manager.
import { ATTEMPTS_AT_MOST } from '../dialogs/page.ts';
import { type Reached, reached, rings } from '../dialogs/reach.ts';
import type { Activation, Page } from '../ledger/activation.ts';
import type { PersonId } from '../ledger/ids.ts';
import { MOST_LABEL, nameLabel } from './label.ts';
import { isReader, readerOf } from './reader.ts';
import { capped, clockTime, listed, localTime, nameOf, nameRun, phoneOf, plain, run } from './text.ts';
import type { Viewing } from './view.ts';

/** More buttons than this would make a card too large to be sent. */
const MOST_BUTTONS = 10;

const RANG = ': rang, no answer';

interface Button {
  readonly title: string;
  readonly person: string;
  /** Calls in vain before this one. */
  readonly calls: number;
}

export interface Ringing {
  /** The number of the roster and whether the person was reached, for a TextBlock. */
  readonly note: (person: PersonId) => string;
  /** Whether the person was reached, after their number; for a TextRun, too. */
  readonly sign: (person: PersonId) => string;
  /** A "rang, no answer" for each of these people about whom the reader may say it. `named`: with the name, where it does not stand beside. */
  readonly buttons: (people: readonly PersonId[], named: boolean) => readonly Button[];
  /** Everybody who is waited for. */
  readonly people: readonly PersonId[];
  /** Whether the reader is one who rings them. */
  readonly rings: boolean;
}

/** Everything a card needs to let its reader ring people. */
export function ringing(activation: Activation, viewing: Viewing): Ringing {
  const all = reached(activation, { ...viewing.circumstances, tenant: viewing.tenant });
  const everybody = all.map(({ person }) => person);
  const sign = (person: PersonId) =>
    signOf(
      all.find((one) => one.person === person),
      viewing,
    );
  const reader = readerOf(activation, viewing);
  const may = reader.items('say-no-answer').slice(0, MOST_BUTTONS);
  return {
    note: (person) => `${phoneOf(person, viewing)}${sign(person)}`,
    sign,
    buttons: (people, named) =>
      people
        .filter((person) => may.includes(person))
        .map((person) => ({
          title: named ? rangTitle(person, everybody, viewing) : 'Rang, no answer',
          person,
          calls: activation.reach.rang.get(person)?.count ?? 0,
        })),
    people: everybody,
    rings: reader.person !== null && rings(activation, reader.person),
  };
}

/**
 * The button about one of those who are waited for; a name whose surname and beginning are also another's is cut at its end instead, and one
 * that then still reads like another's has its key beside it.
 */
function rangTitle(person: PersonId, everybody: readonly PersonId[], viewing: Viewing): string {
  const whole = (one: PersonId) => nameLabel('', nameRun(one, viewing), RANG);
  const ended = (one: PersonId) => `${capped(nameRun(one, viewing), MOST_LABEL - RANG.length)}${RANG}`;
  const keyed = (one: PersonId) => nameLabel('', nameRun(one, viewing), ` (${run(one, 10)})${RANG}`);
  const differs = (titleOf: typeof whole) => everybody.filter((one) => titleOf(one) === titleOf(person)).length === 1;
  return (differs(whole) ? whole : differs(ended) ? ended : keyed)(person);
}

function signOf(one: Reached | undefined, viewing: Viewing): string {
  if (one === undefined) return '';
  const rang = one.rang === null ? '' : ` · rang ${localTime(one.rang.at, viewing)}, no answer`;
  return `${stateOf(one, viewing)}${rang}`;
}

function stateOf({ state, at }: Reached, viewing: Viewing): string {
  const time = at === null ? '' : localTime(at, viewing);
  return { waiting: '', answered: ` · answered ${time}`, looking: ` · looking since ${time}`, 'not reached': ' · not reached' }[state];
}

/** "You said at … that you are looking", for a reader who did; else nothing. */
export function ownAnswer(activation: Activation, viewing: Viewing): string {
  const own = reached(activation, { ...viewing.circumstances, tenant: viewing.tenant }).find(
    ({ person, state }) => state === 'looking' && isReader(person, viewing),
  );
  return own?.at === undefined || own.at === null ? '' : ` You said at ${clockTime(own.at, viewing)} that you are looking.`;
}

/** Lines for the room: who looks, who was not reached, whether the page got through; empty ones are left out by the caller. */
export function reachFacts(activation: Activation, viewing: Viewing): readonly { readonly title: string; readonly value: string }[] {
  const all = reached(activation, { ...viewing.circumstances, tenant: viewing.tenant });
  const looking = all.filter(({ state }) => state === 'looking');
  const silent = all.filter(({ state }) => state === 'not reached');
  return [
    { title: 'Looking', value: listed(looking.map(({ person }) => nameOf(person, viewing))) },
    { title: 'Not reached', value: listed(silent.map(({ person }) => nameOf(person, viewing))) },
    { title: 'Paging', value: paged(activation, viewing) },
  ];
}

const WHEN: Readonly<Record<Page['reason'], Activation['phase']>> = { filed: 'requested', escalated: 'requested', overdue: 'in use' };

/** What became of the page that matters in this phase. */
function paged(activation: Activation, viewing: Viewing): string {
  const page = [...activation.reach.pages.values()].filter(({ reason }) => WHEN[reason] === activation.phase).at(-1);
  if (page === undefined) return '';
  const { attempt, started, ended } = page;
  if (ended?.outcome === 'delivered') return `a page went out ${localTime(ended.at, viewing)}`;
  if (attempt >= ATTEMPTS_AT_MOST && ended !== null) return `no page got through in ${attempt} tries: ring`;
  if (ended === null) return `a page is being sent since ${localTime(started.at, viewing)}`;
  return `the page does not get through (${attempt === 1 ? '1 try' : `${attempt} tries`} so far): ring`;
}

/** The loud line on the room's and the requester's card once ten minutes have passed without a quorum; empty otherwise. */
export function callForDuty(card: string, activation: Activation, viewing: Viewing): readonly string[] {
  const { escalated } = activation.reach;
  if (escalated === null || activation.phase !== 'requested' || (card !== 'room' && card !== 'request')) return [];
  const names = listed(escalated.notReached.map((person) => nameOf(person, viewing)));
  const who =
    names === '' ? 'Everybody has answered, but two have not approved.' : `Not reached by ${localTime(escalated.at, viewing)}: ${names}.`;
  return [`! Ring the duty manager now: ${plain(viewing.circumstances.policy.dutyPhone, 40)}. ${who}`];
}
