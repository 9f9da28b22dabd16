// The product behind the Teams edge: an arrival becomes a turn or a look, and its answer is a card about what is true now. The one catch
// of this door is here: whatever breaks becomes a card with a reference that a person can quote.
import { randomUUID } from 'node:crypto';
import type { Shown } from '../../cards/view.ts';
import { drawSaid, drawStranger } from '../../cards/said.ts';
import type { Desk } from '../desk.ts';
import type { Log } from '../log.ts';
import { act } from './act.ts';
import type { Incoming, Receive } from './edge.ts';
import { say } from './say.ts';
import { FaultMet, type Hooks, type Visit } from './visit.ts';

export function createHandler(desk: Desk, hooks: Hooks, log: Log): Receive {
  return async (incoming) => {
    try {
      return await receive(incoming, desk, hooks);
    } catch (error) {
      const reference = randomUUID().slice(0, 8);
      const code = error instanceof FaultMet ? error.code : 'bug';
      log.error('fault', { reference, code, doing: error instanceof FaultMet ? error.doing : incoming.kind, error });
      return faultCard(code, reference, desk);
    }
  };
}

async function receive(incoming: Incoming, desk: Desk, hooks: Hooks): Promise<Shown | null> {
  const { sender, place } = incoming;
  const actor = desk.who(sender);
  if (sender === null || actor === null) return incoming.kind === 'installed' ? null : drawStranger(desk.policy.dutyPhone);
  if (incoming.kind !== 'action' || !incoming.automatic) hooks.met(place, sender, incoming.kind === 'installed');
  const visit: Visit = { desk, actor, place, hooks };
  switch (incoming.kind) {
    case 'action':
      return act(visit, incoming);
    case 'text':
      return say(visit, incoming.text);
    case 'installed':
      return place.kind === 'personal' ? say(visit, 'hello') : null;
  }
}

const WHAT_TO_DO: Readonly<Record<string, string>> = {
  'store-down': 'The ledger cannot be written. Nothing counts as approved, released or done until it can: go on with the paper forms and declare afterwards what was done.',
  'ledger-broken': 'The ledger does not verify. Nothing counts as approved: go on with the paper forms and call the duty manager.',
  clock: 'The clock of this machine disagrees with the ledger. No deadline is decided by it: call the duty manager.',
  busy: 'Too many people pressed at the same moment. Nothing was recorded; press the button again.',
};

function faultCard(code: string, reference: string, desk: Desk): Shown {
  const text = WHAT_TO_DO[code] ?? 'Something is wrong in Glassbreak itself. What was recorded before is safe; press the button again.';
  return drawSaid({ tone: 'attention', band: 'FAULT', heading: 'That did not work', text: `${text} Duty manager: ${desk.policy.dutyPhone}. Reference ${reference} (${code}).` });
}
