// The words of an activation about which the room stays silent, and what the room may read of others that gave way to one.
import { isSilent } from '../dialogs/silence.ts';
import { type Activation, ended } from '../ledger/activation.ts';
import type { Stand } from './phase.ts';
import type { Viewing } from './view.ts';

const MAY_READ_ALONG =
  '! Somebody may be reading along, here too. The room stays silent. The two-digit numbers, custody and all talk go by voice, on telephone numbers that you had before tonight, best on paper, and not on those of a card. There is no second door yet: votes still come by this chat.';

/** What stands at the top of every card about it, as long as it is not over. */
export function silenceAlarms(activation: Activation): readonly string[] {
  return isSilent(activation) && !ended(activation) ? [MAY_READ_ALONG] : [];
}

/** Whether a card is drawn for the room. */
export function isRoom({ circumstances }: Viewing): boolean {
  return circumstances.actor.kind !== 'person';
}

/** How something that gave way stands where `shared` by many: not what it gave way to, which may have to stay silent. */
export function toldTo(shared: boolean, words: Stand, { phase, request }: Activation): Stand {
  if (phase !== 'superseded' || !shared) return words;
  const what = request.kind === 'drill' ? 'drill with' : 'request for';
  return { ...words, tone: 'default', band: 'ENDED', heading: `This ${what} **${request.account}** ended` };
}

/** Whether the room may read of which denial this was filed over. */
export function namesDenied(viewing: Viewing): boolean {
  return !isRoom(viewing) || viewing.denied === null || !isSilent(viewing.denied);
}
