// Hanging cards: which conversations show an activation, and one of its cards sent there, edited, or sent anew. What is known of posts may
// be lost: that loses convenience, never truth.
import { hash } from 'node:crypto';
import { DRAW, wanted } from '../../cards/card.ts';
import { drawMoved, drawMovedAway, drawNotYours } from '../../cards/said.ts';
import type { CardName, Shown } from '../../cards/view.ts';
import { isFault } from '../../dialogs/handle.ts';
import { type Activation, ended } from '../../ledger/activation.ts';
import { followUps } from '../../ledger/follow-up.ts';
import type { ActivationId, PersonId } from '../../ledger/ids.ts';
import type { Desk } from '../desk.ts';
import type { Log } from '../log.ts';
import type { Post, SideStore } from '../store/side.ts';
import type { Place, Poster } from './edge.ts';
import type { Saying, Sayings } from './sayings.ts';
import type { Whereabouts } from './whereabouts.ts';

export interface Hanging {
  readonly desk: Desk;
  readonly side: SideStore;
  readonly poster: Poster;
  readonly whereabouts: Whereabouts;
  readonly sayings: Pick<Sayings, 'of'>;
  readonly clock: () => number;
  readonly log: Log;
  /** Milliseconds until somebody who was nowhere to be found is looked for again, doubled up to an hour; a minute when left out. */
  readonly lookAgain?: number;
}

/** A conversation at a service: the same room can hang in several services. */
export type PlaceKey = string;

export function keyOf({ serviceUrl, conversation }: Pick<Place, 'serviceUrl' | 'conversation'>): PlaceKey {
  return `${serviceUrl} ${conversation}`;
}

/** `failed`: to be tried again here. `moved`: the conversation is gone, and whoever it was may be found elsewhere. */
export type Hung = 'good' | 'failed' | 'moved';

interface Target {
  readonly activation: Activation;
  readonly card: CardName;
  readonly viewer: PersonId | 'room';
  readonly place: Place;
}

export class Hanger {
  readonly #with: Hanging;

  constructor(hanging: Hanging) {
    this.#with = hanging;
  }

  /** The conversations that are to show an activation: of what has ended, those where it still hangs or a follow-up is open. `unreached`: somebody has none. */
  async places(id: ActivationId): Promise<{ readonly places: readonly Place[]; readonly unreached: boolean }> {
    const activation = await this.#find(id);
    if (activation === null) return { places: [], unreached: false };
    const { desk, side, whereabouts } = this.#with;
    const hung = side
      .postsOf(id)
      .map(({ serviceUrl, conversation, viewer }): Place => ({ serviceUrl, conversation, kind: viewer === 'room' ? 'group' : 'personal' }));
    const sent = wanted(activation, desk).filter(({ card }) => isSent({ activation, card }));
    const viewers = [...new Set(sent.map(({ viewer }) => viewer))];
    const due = await Promise.all(viewers.map((viewer) => whereabouts.of(viewer)));
    const places = [...new Map([...hung, ...due.flat()].map((place) => [keyOf(place), place])).values()];
    return { places, unreached: whereabouts.opensChats && due.some((one, at) => one.length === 0 && viewers[at] !== 'room') };
  }

  /** Brings every card of one activation in one conversation up to date. Never rejects. */
  async hangAll(id: ActivationId, place: Place): Promise<Hung> {
    try {
      const activation = await this.#find(id);
      if (activation === null) return 'good';
      const outcomes: Hung[] = [];
      const targets = await this.#targets(activation, place);
      for (const target of targets) outcomes.push(await this.#hang(target));
      for (const post of this.#leftOver(targets, { activation, place })) outcomes.push(await this.#takeDown(post, place));
      return outcomes.find((one) => one === 'moved') ?? outcomes.find((one) => one === 'failed') ?? 'good';
    } catch (error) {
      this.#with.log.error('not-brought', { activation: id, conversation: place.conversation, error });
      return 'failed';
    }
  }

  /** A message that is sent anew below: it turns into one line. One that is gone is as good. Never rejects. */
  async retire({ serviceUrl, conversation, messageId, viewer }: Post): Promise<void> {
    const place: Place = { serviceUrl, conversation, kind: viewer === 'room' ? 'group' : 'personal' };
    await this.#with.poster.update(place, messageId, drawMoved());
  }

  async #find(id: ActivationId): Promise<Activation | null> {
    const found = await this.#with.desk.find(id);
    if (found !== null && isFault(found)) throw new Error(found.cause);
    return found;
  }

  async #targets(activation: Activation, place: Place): Promise<readonly Target[]> {
    const { desk, whereabouts } = this.#with;
    const targets: Target[] = [];
    for (const { card, viewer } of wanted(activation, desk)) {
      const places = await whereabouts.of(viewer);
      if (places.some((one) => keyOf(one) === keyOf(place))) targets.push({ activation, card, viewer, place });
    }
    return targets;
  }

  /** What hangs here and is nobody’s to see any more: the roster, a role, an account or custody has changed, or the room has to stay silent. */
  #leftOver(targets: readonly Target[], { activation, place }: Pick<Target, 'activation' | 'place'>): readonly Post[] {
    const due = ({ card, viewer }: Post) => targets.some((target) => target.card === card && target.viewer === viewer);
    return this.#with.side.postsOf(activation.id).filter((post) => keyOf(post) === keyOf(place) && !due(post));
  }

  /** No button may stay that would only say no. */
  async #takeDown(post: Post, place: Place): Promise<Hung> {
    const { outcome } = await this.#with.poster.update(place, post.messageId, instead(post));
    if (outcome !== 'posted') this.#with.log.warn('not-edited', { activation: post.activation, card: post.card, outcome });
    if (outcome === 'failed') return 'failed';
    this.#forget(post);
    return 'good';
  }

  async #hang(target: Target): Promise<Hung> {
    const hung = this.#hung(target);
    if (hung === undefined && !isSent(target)) return 'good';
    const shown = await this.#draw(target, null);
    const same = hung?.digest === digestOf(shown);
    const outcome = same ? 'good' : await (hung === undefined ? this.#send(target, shown) : this.#edit(target, shown, hung));
    // the end was shown: from now on this message is history
    if (outcome === 'good' && !lasts(target) && hung !== undefined) this.#forget(hung);
    return outcome;
  }

  #hung({ activation, card, viewer, place }: Target): Post | undefined {
    const same = (post: Post) => post.card === card && post.viewer === viewer && keyOf(post) === keyOf(place);
    return this.#with.side.postsOf(activation.id).find(same);
  }

  /** The card as it is now; with what was just said above it. */
  async #draw({ activation, card, viewer }: Target, saying: Saying | null): Promise<Shown> {
    const { desk } = this.#with;
    const board = await desk.board();
    if (isFault(board)) throw new Error(board.cause);
    const reader = viewer === 'room' ? null : (desk.roster.people.get(viewer) ?? null);
    const { also = (drawn: Shown) => drawn, ...said } = saying ?? {};
    return also(DRAW[card](activation, await desk.viewing(reader, board, { activation, ...said })));
  }

  async #send(target: Target, shown: Shown): Promise<Hung> {
    const posted = await this.#with.poster.send(target.place, shown);
    if (posted.outcome === 'posted') {
      this.#keep(target, shown, posted.message);
      return 'good';
    }
    this.#with.log.warn('not-posted', { ...about(target), outcome: posted.outcome, why: posted.why });
    if (posted.outcome !== 'gone') return posted.outcome === 'failed' ? 'failed' : 'good';
    this.#with.side.deletePlace(target.place.serviceUrl, target.place.conversation);
    // the room is where the configuration says, and nowhere else
    return target.viewer === 'room' ? 'good' : 'moved';
  }

  async #edit(target: Target, shown: Shown, hung: Post): Promise<Hung> {
    const saying = this.#with.sayings.of(target.place, hung.messageId);
    const said = saying === null ? shown : await this.#draw(target, saying);
    const posted = await this.#with.poster.update(target.place, hung.messageId, said);
    if (posted.outcome === 'posted') {
      this.#keep(target, shown, hung.messageId);
      return 'good';
    }
    this.#with.log.warn('not-edited', { ...about(target), outcome: posted.outcome, why: posted.why });
    if (posted.outcome !== 'gone') return posted.outcome === 'failed' ? 'failed' : 'good';
    this.#forget(hung);
    return isSent(target) ? this.#send(target, shown) : 'good';
  }

  #keep(target: Target, shown: Shown, messageId: string): void {
    this.#with.side.upsertPost({ ...about(target), messageId, digest: digestOf(shown), updatedAt: this.#with.clock() });
  }

  #forget({ serviceUrl, conversation, messageId }: Post): void {
    this.#with.side.deletePost(serviceUrl, conversation, messageId);
  }
}

/** Whether a card is sent where it does not hang: of what has ended only the one about follow-ups, while one of them is open. */
function isSent({ activation, card }: Pick<Target, 'activation' | 'card'>): boolean {
  return !ended(activation) || (card === 'follow-up' && hasOpen(activation));
}

/** Whether what hangs is edited further: the card of the review shows how follow-ups stand. */
function lasts({ activation, card }: Target): boolean {
  return !ended(activation) || ((card === 'follow-up' || card === 'review') && hasOpen(activation));
}

function hasOpen(activation: Activation): boolean {
  return followUps(activation).some(({ done }) => done === null);
}

/** What is left in a message whose card is taken away. */
function instead({ viewer, activation }: Post): Shown {
  return viewer === 'room' ? drawMovedAway() : drawNotYours(activation);
}

function about({ activation, card, viewer, place }: Target) {
  return { serviceUrl: place.serviceUrl, conversation: place.conversation, activation: activation.id, card, viewer };
}

/** What was shown, without the card's foot: a new record that changes nothing else is no reason to edit a card in front of somebody. */
export function digestOf(shown: Shown): string {
  const body = Array.isArray(shown.card['body']) ? shown.card['body'] : [];
  const kept = body.filter(
    (element: unknown) => !(typeof element === 'object' && element !== null && 'id' in element && element.id === 'foot'),
  );
  return hash('sha256', JSON.stringify([shown.summary, { ...shown.card, body: kept }]), 'hex');
}
