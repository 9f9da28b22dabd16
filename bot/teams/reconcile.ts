// The reconciler: what cards the facts want to hang, against what hangs. It sends, edits and repairs; nobody else touches other people's
// copies. One queue for each conversation, so that a slow chat keeps nobody else waiting.
import { setTimeout as pause } from 'node:timers/promises';
import { openFollowUps } from '../../dialogs/follow-up.ts';
import { isFault } from '../../dialogs/handle.ts';
import { ActivationId } from '../../ledger/ids.ts';
import { Hanger, type Hanging, keyOf, type PlaceKey } from './hang.ts';
import type { Post } from '../store/side.ts';
import type { Place } from './edge.ts';

/**
 * Milliseconds until a conversation that failed is tried again, doubled up to the cap; after so many tries only a change starts anew. All
 * tries together outlast the time that a request waits for its approvers.
 */
export const RETRY = { first: 2_000, most: 120_000, tries: 21 };
/** Milliseconds until somebody without any chat is looked for again, doubled up to the cap: as long as the activation is open. */
const LOOK_AGAIN = { first: 60_000, most: 3_600_000 };

/** Edits wait so many milliseconds: the answer of the turn reaches its person first, and what comes together is edited once. */
const BURST = 20;

interface Queue {
  readonly place: Place;
  /** What is to be brought up to date here, and how often it failed so far. */
  readonly pending: Map<ActivationId, number>;
  /** What failed and waits for its next try. */
  readonly waiting: Map<ActivationId, number>;
  running: Promise<void> | null;
  retry: NodeJS.Timeout | null;
}

/** Coalesces: an activation that changes while its cards are brought up to date is gone over once more, not once per change. */
export class Reconciler {
  readonly #with: Hanging;
  readonly #hanger: Hanger;
  readonly #queues = new Map<PlaceKey, Queue>();
  readonly #dirty = new Set<ActivationId>();
  readonly #marking = new Set<Promise<void>>();
  /** Activations that somebody who must see them was not found for: how often, and the timer of the next look. */
  readonly #looking = new Map<ActivationId, { readonly looks: number; readonly timer: NodeJS.Timeout }>();
  #spreading: Promise<void> | null = null;
  #closed = false;

  constructor(hanging: Hanging) {
    this.#with = hanging;
    this.#hanger = new Hanger(hanging);
  }

  /** This activation changed: every copy of its cards is to follow, soon, in the background. */
  changed(activation: ActivationId): void {
    if (this.#closed) return;
    this.#dirty.add(activation);
    this.#spreading ??= this.#spread().finally(() => this.#again());
  }

  /** These messages are no longer the ones to act on: each says so, where it can still be seen. */
  retire(posts: readonly Post[]): void {
    for (const post of posts) {
      const retiring = this.#hanger.retire(post).finally(() => this.#marking.delete(retiring));
      this.#marking.add(retiring);
    }
  }

  /** Everything that is open, follow-ups, too, and everything that hangs: after a start, or when somebody was met in a new place. Never rejects. */
  async everything(): Promise<void> {
    const marking = this.#markAll().finally(() => this.#marking.delete(marking));
    this.#marking.add(marking);
    await this.idle();
  }

  /** Resolves when nothing is being sent any more; what waits for another try is not waited for. */
  async idle(): Promise<void> {
    while (this.#busy().length > 0) await Promise.all(this.#busy());
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#dirty.clear();
    for (const { timer } of this.#looking.values()) clearTimeout(timer);
    for (const queue of this.#queues.values()) {
      queue.pending.clear();
      if (queue.retry !== null) clearTimeout(queue.retry);
    }
    await this.idle();
  }

  #busy(): readonly Promise<void>[] {
    const running = [...this.#queues.values()].flatMap((queue) => queue.running ?? []);
    return [...this.#marking, ...(this.#spreading === null ? [] : [this.#spreading]), ...running];
  }

  async #markAll(): Promise<void> {
    const board = await this.#with.desk.board();
    if (isFault(board)) {
      this.#with.log.error('not-brought', { code: board.code, cause: board.cause });
      return;
    }
    for (const activation of board.open) this.changed(activation.id);
    for (const { activation } of openFollowUps(board.tenant)) this.changed(activation);
    try {
      for (const id of this.#with.side.activations()) {
        const activation = ActivationId.safeParse(id);
        // what hangs about drills is the herald's
        if (activation.success) this.changed(activation.data);
      }
    } catch (error) {
      this.#with.log.error('not-brought', { error });
    }
  }

  /** Puts what changed into the queue of each conversation that shows it. */
  async #spread(): Promise<void> {
    await pause(BURST);
    for (const id of this.#dirty) {
      this.#dirty.delete(id);
      try {
        const { places, unreached } = await this.#hanger.places(id);
        for (const place of places) this.#enqueue(place, id);
        this.#lookAgain(id, unreached);
      } catch (error) {
        this.#with.log.error('not-brought', { activation: id, error });
      }
    }
  }

  /** What changed between the last look and the end starts the next round. */
  #again(): void {
    this.#spreading = null;
    const [id] = this.#dirty;
    if (id !== undefined) this.changed(id);
  }

  #enqueue(place: Place, id: ActivationId): void {
    const key = keyOf(place);
    const queue = this.#queues.get(key) ?? { place, pending: new Map(), waiting: new Map(), running: null, retry: null };
    this.#queues.set(key, queue);
    if (this.#closed) return;
    queue.pending.set(id, 0);
    queue.running ??= this.#work(queue);
  }

  async #work(queue: Queue): Promise<void> {
    for (const [id, tries] of queue.pending) {
      queue.pending.delete(id);
      const outcome = await this.#hanger.hangAll(id, queue.place);
      if (outcome === 'failed') this.#later(queue, id, tries + 1);
      else if (outcome === 'moved') this.changed(id);
    }
    queue.running = null;
  }

  #later(queue: Queue, id: ActivationId, tries: number): void {
    if (tries >= RETRY.tries) this.#with.log.error('given-up', { activation: id, conversation: queue.place.conversation });
    if (tries >= RETRY.tries || this.#closed) return;
    queue.waiting.set(id, tries);
    queue.retry ??= setTimeout(() => this.#retry(queue), Math.min(RETRY.first * 2 ** (tries - 1), RETRY.most)).unref();
  }

  /** What waited is worked on, unless a change has brought it back already. */
  #retry(queue: Queue): void {
    queue.retry = null;
    for (const [id, tries] of queue.waiting) if (!queue.pending.has(id)) queue.pending.set(id, tries);
    queue.waiting.clear();
    queue.running ??= this.#work(queue);
  }

  /** Nobody is left out because Teams would not open their chat at the first try. */
  #lookAgain(id: ActivationId, unreached: boolean): void {
    const before = this.#looking.get(id);
    clearTimeout(before?.timer);
    this.#looking.delete(id);
    if (!unreached || this.#closed) return;
    const looks = (before?.looks ?? 0) + 1;
    const wait = Math.min((this.#with.lookAgain ?? LOOK_AGAIN.first) * 2 ** (looks - 1), LOOK_AGAIN.most);
    this.#looking.set(id, { looks, timer: setTimeout(() => this.changed(id), wait).unref() });
  }
}
