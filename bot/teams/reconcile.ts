// The reconciler: what cards the facts want to hang, against what hangs. It sends, edits and repairs; nobody else touches other people's
// copies. What it knows of posts may be lost: that loses convenience, never truth.
import { hash } from 'node:crypto';
import { DRAW, wanted } from '../../cards/card.ts';
import type { CardName, Shown } from '../../cards/view.ts';
import { isFault } from '../../dialogs/handle.ts';
import { type Activation, ended } from '../../ledger/activation.ts';
import { ActivationId, type PersonId } from '../../ledger/ids.ts';
import type { Desk } from '../desk.ts';
import type { Log } from '../log.ts';
import type { Post, SideStore } from '../store/side.ts';
import type { Place, Poster } from './edge.ts';

export interface Reconciling {
  readonly desk: Desk;
  readonly side: SideStore;
  readonly poster: Poster;
  readonly clock: () => number;
  readonly log: Log;
  /** The conversation that is the room; null: none is configured. */
  readonly room: string | null;
}

interface Target {
  readonly activation: Activation;
  readonly card: CardName;
  readonly viewer: PersonId | 'room';
  readonly place: Place;
}

/** Milliseconds between two rounds over what failed; doubled up to the cap. */
const RETRY = { first: 2_000, most: 60_000 };

/** Coalesces: an activation that changes while its cards are brought up to date is gone over once more, not once per change. */
export class Reconciler {
  readonly #with: Reconciling;
  readonly #dirty = new Set<ActivationId>();
  #running: Promise<void> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #wait = RETRY.first;
  #closed = false;

  constructor(reconciling: Reconciling) {
    this.#with = reconciling;
  }

  /** This activation changed: every copy of its cards is to follow, soon, in the background. */
  changed(activation: ActivationId): void {
    this.#dirty.add(activation);
    this.#running ??= this.#run().finally(() => this.#ran());
  }

  /** What changed between the last look and the end of the run starts the next one. */
  #ran(): void {
    this.#running = null;
    const [id] = this.#dirty;
    if (id !== undefined && !this.#closed) this.changed(id);
  }

  /** Everything that is open, and everything that hangs: after a start, or when somebody was met in a new place. Never rejects. */
  async everything(): Promise<void> {
    const board = await this.#with.desk.board();
    if (isFault(board)) return this.#with.log.error('not-brought', { code: board.code, cause: board.cause });
    for (const activation of board.open) this.changed(activation.id);
    try {
      for (const id of this.#with.side.activations()) this.changed(ActivationId.parse(id));
    } catch (error) {
      this.#with.log.error('not-brought', { error });
    }
    await this.idle();
  }

  /** Resolves when nothing is being sent any more. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#dirty.clear();
    await this.idle();
  }

  async #run(): Promise<void> {
    // a turn's answer leaves first: edits wait for the next turn of the event loop
    await new Promise((resolve) => setImmediate(resolve));
    const failed = new Set<ActivationId>();
    for (let id = this.#next(); id !== null; id = this.#next()) {
      if (!(await this.#bring(id))) failed.add(id);
    }
    if (failed.size > 0) this.#later(failed);
    else this.#wait = RETRY.first;
  }

  #next(): ActivationId | null {
    const [id] = this.#dirty;
    if (id === undefined || this.#closed) return null;
    this.#dirty.delete(id);
    return id;
  }

  #later(failed: ReadonlySet<ActivationId>): void {
    if (this.#closed) return;
    this.#retry = setTimeout(() => {
      for (const id of failed) this.changed(id);
    }, this.#wait);
    this.#retry.unref();
    this.#wait = Math.min(this.#wait * 2, RETRY.most);
  }

  /** Brings every copy of one activation up to date; false when some post must be tried again. Never rejects. */
  async #bring(id: ActivationId): Promise<boolean> {
    try {
      const activation = await this.#with.desk.find(id);
      if (activation === null || isFault(activation)) return activation === null;
      const outcomes = await Promise.all([...this.#targets(activation)].map((targets) => this.#inOrder(targets)));
      return outcomes.every(Boolean);
    } catch (error) {
      this.#with.log.error('not-brought', { activation: id, error });
      return false;
    }
  }

  /** One list for each place: posts to one conversation go one after the other. */
  #targets(activation: Activation): Iterable<readonly Target[]> {
    const { desk, side, room } = this.#with;
    const places = new Map<string, Target[]>();
    for (const { card, viewer } of wanted(activation, desk)) {
      const accounts = viewer === 'room' ? [] : (desk.roster.people.get(viewer)?.accounts ?? []);
      const chats = accounts.flatMap((account) => side.placesOf(account)).filter(({ kind }) => kind === 'personal');
      const rooms = side.rooms().filter(({ conversation }) => room === null || conversation === room);
      for (const { serviceUrl, conversation } of viewer === 'room' ? rooms : chats) {
        const place: Place = { serviceUrl, conversation, kind: viewer === 'room' ? 'group' : 'personal' };
        const key = `${place.serviceUrl} ${place.conversation}`;
        places.set(key, [...(places.get(key) ?? []), { activation, card, viewer, place }]);
      }
    }
    return places.values();
  }

  async #inOrder(targets: readonly Target[]): Promise<boolean> {
    let good = true;
    for (const target of targets) good = (await this.#hung(target)) && good;
    return good;
  }

  /** One card that cannot be drawn or kept keeps no other from hanging. */
  async #hung(target: Target): Promise<boolean> {
    try {
      return await this.#hang(target);
    } catch (error) {
      this.#with.log.error('not-hung', { ...keyOf(target), error });
      return false;
    }
  }

  async #hang(target: Target): Promise<boolean> {
    const { side } = this.#with;
    const { serviceUrl, conversation } = target.place;
    const hung = side
      .postsOf(target.activation.id)
      .find((post) => post.card === target.card && post.viewer === target.viewer && post.serviceUrl === serviceUrl && post.conversation === conversation);
    // what has ended is edited where it hangs, but never told anew
    if (hung === undefined && ended(target.activation)) return true;
    const shown = await this.#draw(target);
    if (shown === null) return false;
    const digest = digestOf(shown);
    if (hung?.digest === digest) return true;
    return hung === undefined ? this.#send(target, shown) : this.#edit(target, shown, hung);
  }

  async #draw({ activation, card, viewer }: Target): Promise<Shown | null> {
    const { desk } = this.#with;
    const board = await desk.board();
    if (isFault(board)) return null;
    const reader = viewer === 'room' ? null : (desk.roster.people.get(viewer) ?? null);
    return DRAW[card](activation, await desk.viewing(reader, board, { activation }));
  }

  async #send(target: Target, shown: Shown): Promise<boolean> {
    const posted = await this.#with.poster.send(target.place, shown);
    if (posted.outcome === 'posted') {
      this.#keep(target, shown, posted.message);
      return true;
    }
    this.#with.log.warn('not-posted', { ...keyOf(target), outcome: posted.outcome, why: posted.why });
    if (posted.outcome === 'gone') this.#with.side.deletePlace(target.place.serviceUrl, target.place.conversation);
    return posted.outcome !== 'failed';
  }

  #keep(target: Target, shown: Shown, messageId: string): void {
    this.#with.side.upsertPost({ ...keyOf(target), messageId, digest: digestOf(shown), updatedAt: this.#with.clock() });
  }

  async #edit(target: Target, shown: Shown, hung: Post): Promise<boolean> {
    const posted = await this.#with.poster.update(target.place, hung.messageId, shown);
    if (posted.outcome === 'posted') {
      this.#keep(target, shown, hung.messageId);
      return true;
    }
    this.#with.log.warn('not-edited', { ...keyOf(target), outcome: posted.outcome, why: posted.why });
    if (posted.outcome !== 'gone') return posted.outcome !== 'failed';
    this.#with.side.deletePost(hung.serviceUrl, hung.conversation, hung.messageId);
    return this.#send(target, shown);
  }
}

function keyOf({ activation, card, viewer, place }: Target) {
  return { serviceUrl: place.serviceUrl, conversation: place.conversation, activation: activation.id, card, viewer };
}

/** What was shown, without the card's foot: a new record that changes nothing else is no reason to edit a card in front of somebody. */
export function digestOf(shown: Shown): string {
  const body = Array.isArray(shown.card['body']) ? shown.card['body'] : [];
  const kept = body.filter((element: unknown) => !(typeof element === 'object' && element !== null && 'id' in element && element.id === 'foot'));
  return hash('sha256', JSON.stringify([shown.summary, { ...shown.card, body: kept }]), 'hex');
}
