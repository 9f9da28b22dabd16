// Where people and the room are to be found: in the chats where they were met, else in a chat that we open ourselves.
import type { PersonId } from '../../ledger/ids.ts';
import type { Desk } from '../desk.ts';
import type { Log } from '../log.ts';
import type { SideStore } from '../store/side.ts';
import type { Place, Poster } from './edge.ts';

export interface Whereabouting {
  readonly desk: Desk;
  readonly side: SideStore;
  readonly poster: Poster;
  readonly clock: () => number;
  readonly log: Log;
  /** The conversation that is the room; null: every shared conversation is (local mode); undefined: none is configured. */
  readonly room: string | null | undefined;
  /** Whether a chat can be opened by a person's object id: in Teams, not in the Playground. */
  readonly opensChats: boolean;
}

/** Milliseconds until somebody whose chat could not be opened is tried again. */
const AGAIN = 60_000;

export class Whereabouts {
  readonly #with: Whereabouting;
  readonly #notBefore = new Map<string, number>();

  constructor(parts: Whereabouting) {
    this.#with = parts;
  }

  /** Whether somebody without a chat may have one later, of our own making. */
  get opensChats(): boolean {
    return this.#with.opensChats;
  }

  /** The conversations of a person or of the room; none when nobody could be reached. */
  async of(viewer: PersonId | 'room'): Promise<readonly Place[]> {
    const { desk, side } = this.#with;
    if (viewer === 'room') return this.#rooms();
    const accounts = desk.roster.people.get(viewer)?.accounts ?? [];
    const known = accounts.flatMap((account) => side.placesOf(account)).filter(({ kind }) => kind === 'personal');
    if (known.length > 0) return known.map(({ serviceUrl, conversation }) => ({ serviceUrl, conversation, kind: 'personal' }));
    const [account] = accounts;
    return account === undefined ? [] : this.#open(account);
  }

  #rooms(): readonly Place[] {
    const { side, room, opensChats } = this.#with;
    if (room === undefined) return [];
    const met = side.rooms().filter(({ conversation }) => room === null || conversation === room);
    const places = met.map(({ serviceUrl, conversation }): Place => ({ serviceUrl, conversation, kind: 'group' }));
    const serviceUrl = side.newestService();
    return places.length > 0 || room === null || serviceUrl === null || !opensChats
      ? places
      : [{ serviceUrl, conversation: room, kind: 'group' }];
  }

  /** A chat of our own making with somebody who never wrote to us; its address is kept. */
  async #open(account: string): Promise<readonly Place[]> {
    const { side, poster, clock, log, opensChats, desk } = this.#with;
    const serviceUrl = side.newestService();
    if (!opensChats || serviceUrl === null || clock() < (this.#notBefore.get(account) ?? 0)) return [];
    this.#notBefore.set(account, clock() + AGAIN);
    const opened = await poster.openChat(serviceUrl, account);
    if (opened.outcome !== 'open') {
      log.warn('not-reached', { account, outcome: opened.outcome, why: opened.why });
      return [];
    }
    const { conversation } = opened.place;
    side.upsertPlace({ account, tenant: desk.policy.tenant, serviceUrl, conversation, kind: 'personal', seenAt: clock() });
    return [opened.place];
  }
}
