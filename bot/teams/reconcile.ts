// The reconciler: what cards the facts want to hang, against what hangs. It sends, edits and repairs; nobody else touches other people's
// copies. One queue for each conversation, so that a slow chat keeps nobody else waiting.
import { setTimeout } from 'node:timers/promises';
import { isFault } from '../../dialogs/handle.ts';
import { ActivationId } from '../../ledger/ids.ts';
import { Hanger, type Hanging, keyOf, type PlaceKey } from './hang.ts';
import type { Post } from '../store/side.ts';
import type { Place } from './edge.ts';

/** Milliseconds until a conversation that failed is tried again, doubled up to the cap; after so many tries only a change starts anew. */
const RETRY = { first: 2_000, most: 60_000, tries: 8 };

/** Edits wait so many milliseconds: the answer of the turn reaches its person first, and what comes together is edited once. */
const BURST = 20;

interface Queue {
  readonly place: Place;
  /** What is to be brought up to date here, and how often it failed so far. */
  readonly pending: Map<ActivationId, number>;
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

  /** Everything that is open, and everything that hangs: after a start, or when somebody was met in a new place. Never rejects. */
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
    try {
      for (const id of this.#with.side.activations()) this.changed(ActivationId.parse(id));
    } catch (error) {
      this.#with.log.error('not-brought', { error });
    }
  }

  /** Puts what changed into the queue of each conversation that shows it. */
  async #spread(): Promise<void> {
    await setTimeout(BURST);
    for (const id of this.#dirty) {
      this.#dirty.delete(id);
      try {
        for (const place of await this.#hanger.places(id)) this.#enqueue(place, id);
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
    const queue = this.#queues.get(key) ?? { place, pending: new Map<ActivationId, number>(), running: null, retry: null };
    this.#queues.set(key, queue);
    if (this.#closed) return;
    queue.pending.set(id, 0);
    queue.running ??= this.#work(queue);
  }

  async #work(queue: Queue): Promise<void> {
    const failed = new Map<ActivationId, number>();
    for (const [id, tries] of queue.pending) {
      queue.pending.delete(id);
      if (!(await this.#hanger.hangAll(id, queue.place))) failed.set(id, tries + 1);
    }
    queue.running = null;
    this.#later(queue, failed);
  }

  #later(queue: Queue, failed: ReadonlyMap<ActivationId, number>): void {
    const again = [...failed].filter(([, tries]) => tries < RETRY.tries);
    for (const [id, tries] of failed)
      if (tries >= RETRY.tries) this.#with.log.error('given-up', { activation: id, conversation: queue.place.conversation });
    if (again.length === 0 || this.#closed) return;
    const wait = Math.min(RETRY.first * 2 ** Math.max(0, ...again.map(([, tries]) => tries - 1)), RETRY.most);
    queue.retry = globalThis.setTimeout(() => {
      for (const [id, tries] of again) if (!queue.pending.has(id)) queue.pending.set(id, tries);
      queue.running ??= this.#work(queue);
    }, wait);
    queue.retry.unref();
  }
}
