// What follows a turn: checkpoints and the reconciler, which opens later than the first turn may come. Nothing is lost in between.
import type { ActivationId } from '../../ledger/ids.ts';
import type { Log } from '../log.ts';
import type { Notary } from '../notary.ts';
import type { SideStore } from '../store/side.ts';
import type { Place, Sender } from './edge.ts';
import type { Herald } from './herald.ts';
import type { Reconciler } from './reconcile.ts';
import { type Saying, Sayings } from './sayings.ts';
import type { Became, Hooks } from './visit.ts';

export interface Following {
  readonly side: SideStore;
  readonly notary: Notary;
  readonly clock: () => number;
  readonly log: Log;
  readonly onePlace: boolean;
}

/** So many are kept at hand. */
const MOST_KNOWN = 5_000;

export class Follow implements Hooks {
  readonly sayings: Sayings;
  readonly #side: SideStore;
  readonly #notary: Notary;
  readonly #clock: () => number;
  readonly #log: Log;
  /** Whether a conversation is one place, whatever service address it comes from: in Teams, not with several Playgrounds. */
  readonly #onePlace: boolean;
  readonly #early = new Set<ActivationId>();
  /** Who was met where, as the side store has it: a click asks for it each time. A move or an installation empties this. */
  readonly #known = new Set<string>();
  #reconciler: Reconciler | null = null;
  #herald: Herald | null = null;

  constructor(parts: Following) {
    this.sayings = new Sayings(parts.clock);
    this.#side = parts.side;
    this.#notary = parts.notary;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#onePlace = parts.onePlace;
  }

  /** The reconciler is there: what hung before a restart and what came early is gone over. */
  lead(reconciler: Reconciler, herald: Herald): void {
    this.#reconciler = reconciler;
    this.#herald = herald;
    void herald.look();
    for (const id of this.#early) reconciler.changed(id);
    void reconciler.everything();
  }

  readonly changed = (id: ActivationId): void => {
    this.#notary.appended();
    if (this.#reconciler === null) this.#early.add(id);
    else this.#reconciler.changed(id);
  };

  /** Something changed that stands on every card. */
  readonly everything = (): void => {
    this.#notary.appended();
    void this.#reconciler?.everything();
  };

  readonly told = (): void => {
    this.#notary.appended();
    this.remind();
  };

  /** Time has passed: somebody’s quiet hours may be over. */
  readonly remind = (): void => void this.#herald?.look();

  /** What may be lost must not stop anybody: a side store that fails is said in the log. */
  #try(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#log.error(what, { error });
    }
  }

  readonly met = (place: Place, sender: Sender, anew: boolean): void => this.#try('not-met', () => this.#met(place, sender, anew));

  #met(place: Place, sender: Sender, anew: boolean): void {
    const { serviceUrl, conversation } = place;
    const here = `${serviceUrl} ${conversation} ${sender.account}`;
    if (!anew && this.#known.has(here)) return;
    if (this.#known.size >= MOST_KNOWN || anew) this.#known.clear();
    this.#known.add(here);
    const known = this.#side.placesOf(sender.account).some((one) => one.serviceUrl === serviceUrl && one.conversation === conversation);
    if (known && !anew) return;
    // a move takes all of a conversation along, so whoever is known at this address has nothing left at an older one
    if (this.#onePlace) {
      this.#side.move(conversation, serviceUrl);
      this.#known.clear();
    }
    if (anew) {
      // whoever still sees the old copies must not act on two
      this.#reconciler?.retire(this.#side.postsIn(serviceUrl, conversation));
      this.#side.deletePlace(serviceUrl, conversation);
    }
    const kind = place.kind === 'personal' ? 'personal' : 'room';
    this.#side.upsertPlace({ ...sender, serviceUrl, conversation, kind, seenAt: this.#clock() });
    void this.#reconciler?.everything();
    void this.#herald?.anew();
  }

  readonly isMet = (account: string): boolean => this.#side.placesOf(account).some(({ kind }) => kind === 'personal');

  readonly became = (place: Place, messageId: string, card: Became): void =>
    this.#try('not-kept', () => this.#became(place, messageId, card));

  #became(place: Place, messageId: string, card: Became): void {
    if (place.kind !== 'personal') return;
    const { serviceUrl, conversation } = place;
    const hangs = this.#side.postsOf(card.activation).some((post) => post.card === card.card && post.viewer === card.viewer);
    // no digest of what it shows: the answer of a click is not kept by every client, an edit is
    if (!hangs) this.#side.upsertPost({ ...card, serviceUrl, conversation, messageId, digest: '', updatedAt: this.#clock() });
  }

  readonly elsewhere = (messageId: string, { activation, card, viewer }: Became): boolean => {
    let hanging: readonly string[] = [];
    this.#try('not-read', () => {
      const posts = this.#side.postsOf(activation).filter((post) => post.card === card && post.viewer === viewer);
      hanging = posts.map((post) => post.messageId);
    });
    return hanging.length > 0 && !hanging.includes(messageId);
  };

  readonly said = (place: Place, message: string, saying: Saying | null): void => this.sayings.put(place, message, saying);

  /** A message was replaced by the answer to an old client’s press: the next change brings its card back. */
  readonly replaced = (place: Place, messageId: string): void =>
    this.#try('not-kept', () => {
      const post = this.#side.postAt(place.serviceUrl, place.conversation, messageId);
      if (post !== undefined) this.#side.upsertPost({ ...post, digest: '' });
    });

  async idle(): Promise<void> {
    await this.#reconciler?.idle();
    await this.#herald?.idle();
    await this.#notary.idle();
  }

  async close(): Promise<void> {
    await this.#reconciler?.close();
    await this.#herald?.idle();
    await this.#notary.idle();
  }
}
