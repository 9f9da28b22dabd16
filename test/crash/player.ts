// A night as a list of clicks against a product that may die at any of them, and what each of them must leave in the ledger.
import { readable } from '../../cards/plain.ts';
import { type Answered, buttonsOf, firstWitness, type Press, type Seat } from '../../bot/local/seat.ts';

type Json = Readonly<Record<string, unknown>>;

/** A click that can be sent again exactly as it was, and the fact it is to leave: `BG-… E1002 VoteCast`. */
export interface Click {
  readonly seat: Seat;
  readonly verb: string;
  readonly data: Json;
  readonly on: { readonly id: string; readonly conversation: string };
  readonly leaves: (activation: string) => string;
}

export interface Cast {
  readonly rita: Seat;
  readonly aaron: Seat;
  readonly bea: Seat;
  readonly carl: Seat;
  readonly ada: Seat;
  readonly mona: Seat;
}

const SOON = 20_000;

/** What somebody sees now; waits for it, because cards follow by themselves. */
export async function seen<T>(look: () => T | null, what: string): Promise<T> {
  for (const end = Date.now() + SOON; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 5))) {
    const found = look();
    if (found !== null) return found;
  }
  throw new Error(`nobody ever saw ${what}`);
}

/** The newest of this person's cards about an activation that has this button. */
function button(seat: Seat, about: string, { verb, pick = {} }: Omit<Press, 'on'>) {
  for (const on of seat.cards().toReversed()) {
    const found = buttonsOf(on.card).find(
      (one) =>
        one.verb === verb && one.data['activation'] === about && Object.entries(pick).every(([key, value]) => one.data[key] === value),
    );
    if (found !== undefined) return { on, found };
  }
  return null;
}

interface Plan {
  readonly seat: Seat;
  readonly person: string;
  readonly press: Omit<Press, 'on'>;
  readonly typed?: () => Json | null;
  readonly fact: string;
}

async function click(about: string, { seat, person, press, typed = () => ({}), fact }: Plan): Promise<Click> {
  const { on, found, words } = await seen(() => {
    const there = button(seat, about, press);
    const typing = typed();
    return there === null || typing === null ? null : { ...there, words: typing };
  }, `${press.verb} on a card of ${seat.name} about ${about}`);
  return { seat, verb: press.verb, data: { ...found.data, ...found.inputs, ...words }, on, leaves: () => `${about} ${person} ${fact}` };
}

/** Files a request: what is broken, the form, the click. */
export async function request({ rita }: Cast, say: (work: () => Promise<Answered>) => Promise<Answered>): Promise<Click> {
  const cards = rita.cards().length;
  await say(() => rita.say('nobody can log in'));
  const broken = await seen(
    () =>
      rita
        .cards()
        .slice(cards)
        .find(({ card }) => buttonsOf(card).some(({ verb }) => verb === 'begin')) ?? null,
    'the question',
  );
  const form = await say(() => rita.press({ on: broken, verb: 'begin', pick: { kind: 'real' } }, { domain: 'conditional-access' }));
  const [found] = buttonsOf(form.card).filter(({ verb }) => verb === 'request');
  if (found === undefined) throw new Error(`no form but: ${form.card === null ? String(form.status) : readable(form.card)}`);
  const data = { ...found.data, ...found.inputs, account: 'bg-admin-01', otherAdmin: 'no', minutes: '60', why: `locked out, ${cards}` };
  return { seat: rita, verb: 'request', data, on: broken, leaves: (activation) => `${activation} E1001 Requested` };
}

/** The number that the requester reads out for an approver about this activation, when it can be seen. */
function number({ rita }: Cast, about: string, approver: Seat): Json | null {
  const shown = rita
    .cards()
    .map(({ card }) => readable(card))
    .filter((text) => text.includes(about))
    .join('\n');
  const read = [...shown.matchAll(new RegExp(`^\\s*(\\d\\d)\\s+${approver.name}`, 'gm'))].at(-1)?.[1];
  return read === undefined ? null : { number: read };
}

/** All clicks of a night after its request, each when the cards before it have followed. */
export async function* night(cast: Cast, about: string): AsyncGenerator<Click> {
  const { rita, aaron, bea, carl, ada, mona } = cast;
  const part = (id: string) => ({ part: `key-1/${id}` });
  yield click(about, {
    seat: aaron,
    person: 'E1002',
    press: { verb: 'approve' },
    typed: () => number(cast, about, aaron),
    fact: 'VoteCast',
  });
  yield click(about, { seat: bea, person: 'E1003', press: { verb: 'approve' }, typed: () => number(cast, about, bea), fact: 'VoteCast' });
  yield click(about, {
    seat: carl,
    person: 'E1004',
    press: { verb: 'release', pick: part('key') },
    typed: () => ({ seal: 'A-1' }),
    fact: 'CredentialReleased key-1/key',
  });
  yield click(about, {
    seat: ada,
    person: 'E1006',
    press: { verb: 'release', pick: part('pin') },
    typed: () => ({ seal: 'A-2' }),
    fact: 'CredentialReleased key-1/pin',
  });
  yield click(about, { seat: rita, person: 'E1001', press: { verb: 'in-hand' }, fact: 'CredentialInHand' });
  yield click(about, {
    seat: rita,
    person: 'E1001',
    press: { verb: 'change' },
    typed: () => ({ was: 'on', is: 'off', back: 'on' }),
    fact: 'ChangeLogged',
  });
  yield click(about, { seat: rita, person: 'E1001', press: { verb: 'hand-back' }, fact: 'HandedBack' });
  yield click(about, {
    seat: carl,
    person: 'E1004',
    press: { verb: 'return', pick: part('key') },
    typed: () => ({ seal: 'B-1' }),
    fact: 'CredentialReturned key-1/key',
  });
  yield click(about, {
    seat: ada,
    person: 'E1006',
    press: { verb: 'return', pick: part('pin') },
    typed: () => ({ seal: 'B-2' }),
    fact: 'CredentialReturned key-1/pin',
  });
  const people = [
    [rita, 'E1001'],
    [aaron, 'E1002'],
    [carl, 'E1004'],
    [ada, 'E1006'],
    [bea, 'E1003'],
  ] as const;
  const pressed = new Set<string>();
  for (;;) {
    const look = () => (button(mona, about, { verb: 'review' }) === null ? task(about, { people, pressed }) : 'done');
    const next = await seen(look, `a task of ${about}`);
    if (next === 'done') break;
    pressed.add(keyOf(next));
    yield next;
  }
  yield click(about, {
    seat: mona,
    person: 'E1005',
    press: { verb: 'review' },
    typed: () => ({ class: 'real', found: 'all as authorised', ticket: 'INC-7', reporting: 'none' }),
    fact: 'Reviewed',
  });
}

type People = readonly (readonly [Seat, string])[];

/** A button once pressed is not pressed again: a kill between a post and its record leaves a copy of a card that nobody tends. */
function keyOf({ on, verb, data }: Pick<Click, 'on' | 'verb' | 'data'>): string {
  return `${on.id} ${verb} ${String(data['task'] ?? data['person'])}`;
}

function task(about: string, { people, pressed }: { readonly people: People; readonly pressed: ReadonlySet<string> }): Click | null {
  for (const [verb, fact] of [
    ['confirm-task', 'TaskConfirmed'],
    ['do-task', 'TaskDone'],
    ['open-test', 'TestSignInOpened'],
    ['confirm-vote', 'VoteConfirmed'],
  ] as const) {
    for (const [seat, person] of people) {
      const there = button(seat, about, { verb });
      if (there === null || pressed.has(keyOf({ on: there.on, verb, data: there.found.data }))) continue;
      const id = 'task' in there.found.data ? ` ${String(there.found.data['task'])}` : '';
      const data = { ...there.found.data, ...there.found.inputs, evidence: 'seen', ...firstWitness(there.on.card) };
      const left = verb === 'do-task' && there.found.data['ended'] !== undefined ? 'ChangeSettled' : fact;
      return { seat, verb, data, on: there.on, leaves: () => `${about} ${person} ${left}${id}` };
    }
  }
  return null;
}
