// The night as a story: what each person does, one after the other, with the refusals on the way. It acts only through people's seats.
import { readable } from '../../cards/plain.ts';
import type { Hanging } from './connector.ts';
import { type Answered, firstWitness, type Press, type Seat } from './seat.ts';

export interface Night {
  readonly everybody: readonly Seat[];
  readonly responder: Seat;
  readonly approvers: readonly [Seat, Seat, ...Seat[]];
  readonly manager: Seat;
  readonly outsider: Seat;
  readonly room: string;
  /** The custodians of the parts of the first account, in order: one part each. */
  readonly custodians: readonly { readonly seat: Seat; readonly part: string }[];
  /** What hangs in a conversation now, oldest first. */
  readonly shown: (conversation: string) => readonly Hanging[];
  /** Resolves when every copy of every card is up to date. */
  readonly settle: () => Promise<void>;
  readonly tell: (who: string, what: string, shown: { readonly card: Readonly<Record<string, unknown>> | null }) => void;
  readonly scene: (title: string) => void;
}

const WEEK = 7 * 24 * 60 * 60_000;

type Typed = Readonly<Record<string, unknown>>;

/** Plays the whole night: request, number match, two approvals, custody, use, hand-back, post-use tasks, review. */
export async function night(at: Night): Promise<void> {
  await meet(at);
  await asks(at);
  await approves(at);
  await collects(at);
  await walks(at);
  await handsBack(at);
  await rotates(at);
  await reviews(at);
}

/** Presses a button, waits until all copies follow, and tells. */
async function press(at: Night, [seat, what, button]: readonly [Seat, string, Press], typed: Typed = {}): Promise<Answered> {
  const answered = await seat.press(button, typed);
  await at.settle();
  at.tell(seat.name, what, answered);
  return answered;
}

async function meet(at: Night): Promise<void> {
  for (const seat of at.everybody) {
    await seat.install();
    await seat.install(at.room);
  }
  await at.settle();
}

async function asks(at: Night): Promise<void> {
  const { responder, tell, scene } = at;
  scene('Nobody can sign in: the responder asks for an emergency account');
  await responder.say('nobody can log in to the portal since the new policy');
  tell(responder.name, 'types what is wrong, and is asked what is broken', responder.card('broken'));
  const broken = responder.card('broken');
  const form = await press(at, [responder, 'chooses what is broken', { on: broken, verb: 'begin', pick: { kind: 'real' } }], {
    domain: 'conditional-access',
  });
  const typed = {
    otherAdmin: 'no',
    minutes: '60',
    why: 'The new sign-in policy blocks every administrator since 02:10, nobody can open the portal.',
  };
  await press(at, [responder, 'files the request', { on: { ...broken, card: form.card ?? {} }, verb: 'request' }], typed);
  tell('The room', 'sees one shared card', at.shown(at.room).at(-1) ?? { card: null });
}

/** The number on the requester's card for an approver, as the requester would read it out. */
function numberFor({ responder }: Night, approver: Seat): string {
  const lines = readable(responder.card('request').card).split('\n');
  const found = /^\s*(\d{2})\s/.exec(lines.find((line) => line.includes(` ${approver.name}`) && /^\s*\d{2}\s/.test(line)) ?? '')?.[1];
  if (found === undefined) throw new Error(`no number for ${approver.name} on the requester’s card`);
  return found;
}

async function approves(at: Night): Promise<void> {
  const { responder, outsider, approvers, tell, scene } = at;
  const [one, two] = approvers;
  scene('Two other people must approve, each after speaking with the requester');
  const approval = one.card('approval');
  tell(one.name, 'finds this card', approval);
  const own = { verb: 'approve', data: { ...dataOf(approval, 'approve'), number: numberFor(at, one) } };
  tell(responder.name, 'tries to approve the own request, and is refused', await responder.invoke(own, approval));
  tell(outsider.name, 'is on no roster, and learns nothing', await outsider.invoke(own, approval));
  await press(at, [one, 'types a wrong number', { on: 'approval', verb: 'approve' }], { number: wrong(numberFor(at, one)) });
  tell(one.name, 'presses the old card again: late clicks get what is true now', await one.invoke(own, approval));
  await press(at, [one, 'rings, hears the new number, and approves', { on: 'approval', verb: 'approve' }], { number: numberFor(at, one) });
  tell(one.name, 'gets the vote restated', one.card('vote'));
  const number = numberFor(at, two);
  const second = two.card('approval');
  await press(at, [two, 'approves as the second person', { on: second, verb: 'approve' }], { number });
  tell(two.name, 'presses a second time: one effect', await two.press({ on: second, verb: 'approve' }, { number }));
}

function dataOf(hanging: Hanging, verb: string): Typed {
  const text = JSON.stringify(hanging.card);
  const request = new RegExp(`"request":"([0-9a-f]{64})"`).exec(text)?.[1];
  const activation = /"activation":"(BG-[0-9-]+)"/.exec(text)?.[1];
  return { card: 'approval', verb, activation, request, attempt: 0 };
}

function wrong(number: string): string {
  return String((Number(number) + 1) % 100).padStart(2, '0');
}

async function collects(at: Night): Promise<void> {
  const { responder, custodians, scene } = at;
  scene('The custodians release the parts against their live card');
  for (const [index, { seat, part }] of custodians.entries()) {
    await press(at, [seat, `releases ${part}`, { on: 'custody', verb: 'release', pick: { part } }], { seal: `A-118${index + 1}` });
  }
  await press(at, [responder, 'has the credential in hand: the clock of use starts', { on: 'operation', verb: 'in-hand' }]);
}

/** Answers for the steps of the shipped runbook: whatever a step asks for. */
async function walks(at: Night): Promise<void> {
  const { responder, scene, settle, tell } = at;
  scene('The runbook, step by step');
  await press(at, [responder, 'logs a change', { on: 'operation', verb: 'change' }], {
    was: 'Policy “Require compliant device”: on for all users',
    is: 'report-only',
    back: 'Set it back to on when both accounts are excluded',
  });
  for (let count = 0; count < 40; count += 1) {
    const hanging = responder.card('operation');
    if (!JSON.stringify(hanging.card).includes('"finish-step"')) break;
    if (await witnessed(at)) continue;
    const answered = await responder.press({ on: hanging, verb: 'finish-step' }, answerTo(hanging));
    await settle();
    tell(responder.name, 'finishes a step', answered);
  }
}

/** A finished step that a second person must confirm: an approver does, once the card asks. */
async function witnessed(at: Night): Promise<boolean> {
  const asked = at.approvers.find((seat) => seat.cards().some(({ card }) => JSON.stringify(card).includes('"verb":"witness-step"')));
  if (asked === undefined) return false;
  await press(at, [asked, 'has looked and confirms the step as a second person', { on: 'operation', verb: 'witness-step' }]);
  return true;
}

/** Something that the step of this card would take: its first choice, and evidence of the kind it asks for. */
function answerTo({ card }: Hanging): Typed {
  const text = JSON.stringify(card);
  const choice = /"id":"choice".*?"value":"([a-z0-9-]+)"/.exec(text)?.[1];
  const link =
    /"id":"evidence"[^}]*https/.test(text) || /"style":"Url"[^}]*"id":"evidence"|"id":"evidence"[^}]*"style":"[Uu]rl"/.test(text);
  const number = /"type":"Input.Number"[^}]*"id":"evidence"/.test(text);
  return {
    ...(choice === undefined ? {} : { choice }),
    evidence: link ? 'https://entra.example/policies/1' : number ? '2' : 'Seen: as the step says',
  };
}

async function handsBack(at: Night): Promise<void> {
  const { responder, custodians, scene } = at;
  scene('The account is handed back, the parts return under new seals');
  await press(at, [responder, 'hands back', { on: 'operation', verb: 'hand-back' }]);
  for (const [index, { seat, part }] of custodians.entries()) {
    await press(at, [seat, `takes ${part} back`, { on: 'custody', verb: 'return', pick: { part } }], { seal: `B-220${index + 1}` });
  }
}

const DOING = {
  'confirm-task': 'has looked and confirms',
  'do-task': 'does a task',
  'confirm-vote': 'confirms the vote once more',
  'open-test': 'opens the window of the test sign-in, with a witness',
} as const;

/** Every post-use task: done with evidence by somebody, confirmed by a second person. */
async function rotates(at: Night): Promise<void> {
  const { everybody, scene } = at;
  scene('Post-use tasks: each done by one person, confirmed by another; then both approvers confirm their votes once more');
  for (let count = 0; count < 200; count += 1) {
    const next = nextTask(everybody);
    if (next === null) return;
    await press(at, [next.seat, DOING[next.verb], next], {
      evidence: 'Done at the console; printed and signed',
      ...firstWitness(next.on.card),
    });
  }
}

interface Next {
  readonly seat: Seat;
  readonly on: Hanging;
  readonly verb: keyof typeof DOING;
}

function nextTask(everybody: readonly Seat[]): Next | null {
  for (const verb of ['confirm-task', 'do-task', 'open-test', 'confirm-vote'] as const) {
    for (const seat of everybody) {
      const on = seat.cards().findLast(({ card }) => JSON.stringify(card).includes(`"verb":"${verb}"`));
      if (on !== undefined) return { seat, on, verb };
    }
  }
  return null;
}

async function reviews(at: Night): Promise<void> {
  const { manager, responder, scene, tell } = at;
  scene('Somebody who did nothing else reviews, signs and closes');
  tell(manager.name, 'finds this card', manager.card('review'));
  const closed = await press(at, [manager, 'signs and closes', { on: 'review', verb: 'review' }], {
    class: 'real',
    found: 'What was done is what was authorised: one policy was narrowed, both accounts are excluded from it.',
    ticket: 'INC-4711',
    reporting: 'none',
    what1: 'Two people look before a Conditional Access policy is switched on',
    owner1: /"id":"owner1".*?"value":"(\w[^"]*)"/.exec(JSON.stringify(manager.card('review').card))?.[1] ?? '',
    due1: new Date(Date.now() + WEEK).toISOString().slice(0, 10),
  });
  scene('What the review left to do stays with its owner until it is done');
  await press(at, [responder, 'says how the follow-up was done', { on: 'follow-up', verb: 'follow-up-done' }], {
    evidence: 'Every policy needs a second approver now; written down in the change procedure',
  });
  scene('The timeline, as the manager reads it in chat');
  const before = manager.cards().length;
  await manager.say(`timeline ${/BG-\d{4}-\d{4,6}/.exec(JSON.stringify(closed.card))?.[0] ?? ''}`);
  tell(manager.name, 'types: timeline', manager.cards()[before] ?? { card: null });
}
