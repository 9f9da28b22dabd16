// The product behind the Teams edge: an arrival becomes a turn or a look, and its answer is a card about what is true now. The one catch
// of this door is here: whatever breaks becomes a card with a reference that a person can quote.
import { randomUUID } from 'node:crypto';
import type { Shown } from '../../cards/view.ts';
import { drawSaid, drawStranger } from '../../cards/said.ts';
import type { PersonId } from '../../ledger/ids.ts';
import type { Desk } from '../desk.ts';
import type { Log } from '../log.ts';
import { act } from './act.ts';
import type { ActionArrived, Incoming, Receive } from './edge.ts';
import { quote } from './quote.ts';
import { say } from './say.ts';
import { hushed } from './silence.ts';
import { FaultMet, Unshown, type Visit } from './visit.ts';

export interface Handling extends Pick<Visit, 'desk' | 'hooks' | 'room'> {
  readonly log: Log;
  /** Somebody of the roster sent something that Teams put this time on (milliseconds UTC): a word about our clock. */
  readonly heard: (person: PersonId, sent: number) => Promise<void>;
}

interface Handler {
  readonly receive: Receive;
  /** What came too late to be acted on says something about our clock all the same, if somebody of the roster sent it. */
  readonly stale: (incoming: Incoming) => Promise<void>;
}

/** The product behind the edge. `room` as in Visit; it is asked at every arrival. */
export function createHandler(handling: Handling): Handler {
  const { desk, log, heard } = handling;
  const stale: Handler['stale'] = async ({ sender, sent }) => {
    const actor = desk.who(sender);
    if (actor !== null && sent !== undefined) await heard(actor.person.id, sent);
  };
  const whole: Receive = async (incoming) => {
    try {
      return await receive(incoming, handling);
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      const met = error instanceof Unshown ? error.cause : error;
      const code = met instanceof FaultMet ? met.code : 'bug';
      log.error('fault', { reference, code, doing: met instanceof FaultMet ? met.doing : incoming.kind, error });
      return faultCard({ code, reference, recorded: error instanceof Unshown }, desk);
    }
  };
  return { receive: whole, stale };
}

async function receive(incoming: Incoming, { desk, hooks, room, heard }: Omit<Handling, 'log'>): Promise<Shown | null> {
  const { sender, place } = incoming;
  const actor = desk.who(sender);
  // the room may be set up by somebody who is on no roster
  if (sender !== null && incoming.kind === 'installed' && place.kind !== 'personal') hooks.met(place, sender, true);
  if (sender === null || actor === null) return incoming.kind === 'installed' ? null : drawStranger(desk.policy.dutyPhone);
  if (incoming.sent !== undefined) await heard(actor.person.id, incoming.sent);
  // a message can be picked in chats where we are not, and a chat of two others looks like somebody’s own
  if (incoming.kind !== 'quote' && (incoming.kind !== 'action' || !incoming.automatic))
    hooks.met(place, sender, incoming.kind === 'installed' && place.kind === 'personal');
  const message = incoming.kind === 'action' ? incoming.message : null;
  const visit: Visit = { desk, actor, place, message, hooks, room };
  switch (incoming.kind) {
    case 'action':
      if (incoming.fallback && incoming.message !== null) hooks.replaced(place, incoming.message);
      // what was pressed may be what makes it silent
      return (await hushed(visit, incoming)) ?? afterwards(visit, incoming, await act(visit, incoming));
    case 'text':
      return say(visit, incoming.text);
    case 'quote':
      return quote(visit, incoming);
    case 'installed':
      return place.kind === 'personal' ? say(visit, 'hello') : null;
  }
}

async function afterwards(visit: Visit, action: ActionArrived, shown: Shown): Promise<Shown> {
  return (await hushed(visit, action)) ?? shown;
}

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  'store-down':
    'The ledger cannot be written. Nothing counts as approved, released or done until it can: go on with the paper forms and declare afterwards what was done.',
  'ledger-broken': 'The ledger does not verify. Nothing counts as approved: go on with the paper forms and call the duty manager.',
  clock: 'The clock of this machine disagrees with the ledger. No deadline is decided by it: call the duty manager.',
  busy: 'Too many people pressed at the same moment. Nothing was recorded; press the button again.',
};

interface Broke {
  readonly code: string;
  readonly reference: string;
  readonly recorded: boolean;
}

function faultCard({ code, reference, recorded }: Broke, desk: Desk): Shown {
  const tone = 'attention';
  const who = `Duty manager: ${desk.policy.dutyPhone}. Reference ${reference} (${code}).`;
  if (recorded) {
    const text = `What you did is recorded. Only the card about it cannot be shown now: type “status” in a moment. ${who}`;
    return drawSaid({ tone, band: 'RECORDED', heading: 'It is recorded, and cannot be shown', text });
  }
  const text = WHAT_TO_DO[code] ?? 'Something is wrong in Glassbreak itself. What was recorded before is safe; press the button again.';
  return drawSaid({ tone, band: 'FAULT', heading: 'That did not work', text: `${text} ${who}` });
}
