// The one who reads a card and what they may do about its activation now. Buttons come from here and nowhere else.
import { type Offer, offers } from '../dialogs/offers.ts';
import type { Person } from '../dialogs/policy.ts';
import type { Activation } from '../ledger/activation.ts';
import type { PersonId } from '../ledger/ids.ts';
import type { Viewing } from './view.ts';

export interface Reader {
  /** null: the room. */
  readonly person: Person | null;
  readonly may: (verb: Offer['verb']) => boolean;
  /** The parts, steps, tasks, votes or follow-ups about which this verb would be accepted now. */
  readonly items: (verb: Offer['verb']) => readonly string[];
}

/** Asks once for everything that would be accepted from the reader. */
export function readerOf(activation: Activation, viewing: Viewing): Reader {
  const { circumstances, tenant } = viewing;
  const person = circumstances.actor.kind === 'person' ? circumstances.actor.person : null;
  const all = person === null ? [] : offers(activation, tenant, circumstances);
  const items = (verb: Offer['verb']) => all.filter((offer) => offer.verb === verb).map(item);
  return { person, items, may: (verb) => items(verb).length > 0 };
}

function item(offer: Offer): string {
  if ('part' in offer) return offer.part;
  if ('step' in offer) return offer.step;
  if ('person' in offer) return offer.person;
  if ('followUp' in offer) return String(offer.followUp);
  return 'task' in offer ? offer.task : '';
}

/** Whether the reader is this person. */
export function isReader(person: PersonId | null, { circumstances }: Viewing): boolean {
  return circumstances.actor.kind === 'person' && circumstances.actor.person.id === person;
}
