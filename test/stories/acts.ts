// What people do in a night, each act through the wire and with all cards following, so that a story begins where it wants to.
import { readable } from '../../cards/plain.ts';
import { type Answered, firstWitness, type Press, type Seat } from '../../bot/local/seat.ts';
import type { World } from '../world.ts';

type Json = Readonly<Record<string, unknown>>;

export const WHY = 'The new sign-in policy blocks every administrator since 02:10';

/** Presses and waits until all cards follow. */
export async function press(world: World, seat: Seat, [button, typed = {}]: readonly [Press, Json?]): Promise<Answered> {
  const answered = await seat.press(button, typed);
  await world.settle();
  return answered;
}

/** An answer as a person reads it; empty where there was no card. */
export function told({ card }: { readonly card: Json | null }): string {
  return card === null ? '' : readable(card);
}

export interface Asking {
  readonly kind?: 'real' | 'drill';
  readonly typed?: Json;
  readonly who?: Seat;
}

/** The form of a request, opened and not yet sent. */
export async function openForm(world: World, { kind = 'real', who = world.rita }: Asking = {}) {
  await who.say('nobody can log in');
  await world.settle();
  const broken = who.card('broken');
  const form = await who.press({ on: broken, verb: 'begin', pick: { kind } }, { domain: 'conditional-access' });
  if (form.card === null) throw new Error('no form came');
  return { ...broken, card: form.card };
}

/** Somebody files a request; answers what came back. */
export async function ask(world: World, asking: Asking = {}): Promise<Answered> {
  const form = await openForm(world, asking);
  const typed = { otherAdmin: 'no', minutes: '60', why: WHY, fallback: '-', ...asking.typed };
  return press(world, asking.who ?? world.rita, [{ on: form, verb: 'request' }, typed]);
}

/** The number on the requester's card for an approver, as the requester would read it out. */
export function numberFor(approver: Seat, requester: Seat): string {
  const lines = readable(requester.card('request').card).split('\n');
  const line = lines.find((one) => new RegExp(`^\\s*\\d{2}\\s+${approver.name}`).test(one));
  const number = /^\s*(\d{2})/.exec(line ?? '')?.[1];
  if (number === undefined) throw new Error(`no number for ${approver.name} among:\n${lines.join('\n')}`);
  return number;
}

export function wrong(number: string): string {
  return String((Number(number) + 1) % 100).padStart(2, '0');
}

/** Approves with the right number. */
export async function approve(world: World, approver: Seat, requester = world.rita): Promise<Answered> {
  return press(world, approver, [{ on: 'approval', verb: 'approve' }, { number: numberFor(approver, requester) }]);
}

/** From the request to two approvals. */
export async function approved(world: World, asking: Asking = {}): Promise<void> {
  await ask(world, asking);
  await approve(world, world.aaron, asking.who);
  await approve(world, world.bea, asking.who);
}

/** Both parts of the first credential go to the operator. */
export async function released(world: World): Promise<void> {
  await press(world, world.carl, [{ on: 'custody', verb: 'release', pick: { part: 'key-1/key' } }, { seal: 'A-1181' }]);
  await press(world, world.ada, [{ on: 'custody', verb: 'release', pick: { part: 'key-1/pin' } }, { seal: 'A-1182' }]);
}

/** From the request to the credential in hand. */
export async function inUse(world: World, asking: Asking = {}): Promise<void> {
  await approved(world, asking);
  await released(world);
  await press(world, asking.who ?? world.rita, [{ on: 'operation', verb: 'in-hand' }]);
}

/** Something that the step on this card would take. */
export function stepAnswer(card: Json): Json {
  const text = JSON.stringify(card);
  const choice = /"id":"choice".*?"value":"([a-z0-9-]+)"/.exec(text)?.[1];
  const link = /"[Uu]rl"[^}]*"id":"evidence"|"id":"evidence"[^}]*("[Uu]rl"|https)/.test(text);
  const number = /"type":"Input.Number"[^}]*"id":"evidence"/.test(text);
  const evidence = link ? 'https://entra.example/policies/1' : number ? '2' : 'Seen: as the step says';
  return { ...(choice === undefined ? {} : { choice }), evidence };
}

/** Every step that opens, answered with what it asks for. */
export async function steps(world: World, operator = world.rita): Promise<void> {
  for (let count = 0; count < 40; count += 1) {
    const hanging = operator.card('operation');
    if (!JSON.stringify(hanging.card).includes('"finish-step"')) return;
    await press(world, operator, [{ on: hanging, verb: 'finish-step' }, stepAnswer(hanging.card)]);
  }
}

/** Handed back, and both parts under new seals. */
export async function handedBack(world: World, operator = world.rita): Promise<void> {
  await press(world, operator, [{ on: 'operation', verb: 'hand-back' }]);
  await press(world, world.carl, [{ on: 'custody', verb: 'return', pick: { part: 'key-1/key' } }, { seal: 'B-2201' }]);
  await press(world, world.ada, [{ on: 'custody', verb: 'return', pick: { part: 'key-1/pin' } }, { seal: 'B-2202' }]);
}

/** The next thing that is owed after the use, confirmations first; at the end the votes once more. */
export function nextTask(world: World): { readonly seat: Seat; readonly button: Press; readonly words: Json } | null {
  for (const verb of ['confirm-task', 'do-task', 'open-test', 'confirm-vote']) {
    for (const seat of world.everybody) {
      const on = seat.cards().findLast(({ card }) => JSON.stringify(card).includes(`"verb":"${verb}"`));
      if (on !== undefined) return { seat, button: { on, verb }, words: { evidence: 'Printed and signed', ...firstWitness(on.card) } };
    }
  }
  return null;
}

/** Every post-use task done by one person and confirmed by another. */
export async function tasks(world: World): Promise<void> {
  for (let next = nextTask(world); next !== null; next = nextTask(world)) {
    await press(world, next.seat, [next.button, next.words]);
  }
}

export const REVIEW = { class: 'real', found: 'What was done is what was authorised', ticket: 'INC-7', reporting: 'none' };

/** From the request to the review that waits for its manager. */
export async function toReview(world: World, asking: Asking = {}): Promise<void> {
  await inUse(world, asking);
  await handedBack(world);
  await tasks(world);
}

/** Waits until something is so, at most some seconds: for what the product does by its own timers. */
export async function until(so: () => boolean, seconds = 10): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  while (!so()) {
    if (Date.now() > end) throw new Error('it did not become so');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
