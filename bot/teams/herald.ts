// Tells people about drills, overdue tasks and follow-ups without being asked: each of them once, in every chat where they are met, and not in their quiet
// hours where nothing is owed. What it remembers of posts may be lost: then somebody is told twice.
import { drawDrills } from '../../cards/drills.ts';
import { drawTaken } from '../../cards/fallback.ts';
import { drawFollowUp } from '../../cards/follow-up.ts';
import { drawReminder } from '../../cards/reminder.ts';
import type { Shown } from '../../cards/view.ts';
import { isFault } from '../../dialogs/handle.ts';
import { followUpNotices } from '../../dialogs/follow-up.ts';
import { isQuiet, type Notice, notices, takenNotices } from '../../dialogs/notices.ts';
import { owedNotices } from '../../dialogs/owed.ts';
import type { Activation } from '../../ledger/activation.ts';
import type { Person } from '../../dialogs/policy.ts';
import type { ActivationId, PersonId } from '../../ledger/ids.ts';
import type { Tenant } from '../../ledger/tenant.ts';
import { offsetMinutes } from '../clock.ts';
import { digestOf, type Hanging, keyOf } from './hang.ts';

/** Milliseconds until somebody who could not be told is looked for again. */
const AGAIN = 60_000;
const MINUTE = 60_000;
const DAY = 24 * 60;

interface Now {
  readonly open: readonly Activation[];
  readonly tenant: Tenant;
  readonly now: number;
}

function cardOf(about: Notice['about']): string {
  if ('taken' in about) return 'fallback';
  if ('followUp' in about) return 'follow-up';
  return 'owed' in about ? 'reminder' : 'drills';
}

export class Herald {
  readonly #with: Hanging;
  /** When each reader of each notice is to be looked for again; Infinity: told. */
  readonly #next = new Map<string, number>();
  #running: Promise<void> | null = null;
  #again = false;

  constructor(hanging: Hanging) {
    this.#with = hanging;
  }

  /** Whoever is still to be told is told now. Never rejects; what fails is tried again at a later look. */
  look(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#rounds().finally(() => (this.#running = null));
    return this.#running;
  }

  /** Somebody was met in a new place, or their chat is empty again: everybody is looked for anew. */
  anew(): Promise<void> {
    this.#next.clear();
    return this.look();
  }

  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #rounds(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      const { desk, log } = this.#with;
      const board = await desk.board();
      if (isFault(board)) log.error('not-told', { code: board.code, cause: board.cause });
      else await this.#round(board);
    }
  }

  async #round(at: Now): Promise<void> {
    const { desk, log } = this.#with;
    const known = { now: at.now, policy: desk.policy, roster: desk.roster, library: desk.library };
    for (const notice of [
      ...notices(at.tenant, known),
      ...owedNotices(at.open, known),
      ...takenNotices(at.open, known),
      ...followUpNotices(at.tenant, known),
    ]) {
      for (const viewer of notice.viewers) {
        try {
          await this.#tell(notice, viewer, at);
        } catch (error) {
          log.error('not-told', { about: notice.key, error });
        }
      }
    }
  }

  async #tell(notice: Notice, viewer: PersonId | 'room', at: Now): Promise<void> {
    const key = `${notice.key} ${viewer}`;
    if (at.now < (this.#next.get(key) ?? 0) || (notice.waits && this.#sleeps(viewer, at.now))) return;
    this.#next.set(key, at.now + AGAIN);
    const { side, whereabouts, desk } = this.#with;
    const places = await whereabouts.of(viewer);
    const posts = side.postsOf(notice.key).filter((post) => post.viewer === viewer);
    const told = new Set(posts.map(keyOf));
    const missing = places.filter((place) => !told.has(keyOf(place)));
    const reader = viewer === 'room' ? null : (desk.roster.people.get(viewer) ?? null);
    const sent = await Promise.all(
      missing.map(async (place) => {
        const shown = await this.#drawn(notice.about, reader, at);
        const posted = await this.#with.poster.send(place, shown);
        if (posted.outcome !== 'posted') return false;
        const { serviceUrl, conversation } = place;
        const post = {
          serviceUrl,
          conversation,
          activation: notice.key,
          viewer,
          card: cardOf(notice.about),
          messageId: posted.message,
        };
        side.upsertPost({ ...post, digest: digestOf(shown), updatedAt: at.now });
        return true;
      }),
    );
    if (places.length > 0 && sent.every(Boolean)) this.#next.set(key, Infinity);
  }

  async #drawn(about: Notice['about'], reader: Person | null, at: Now): Promise<Shown> {
    const { desk } = this.#with;
    if ('owed' in about) return drawReminder(about, await desk.viewing(reader, at, { activation: about.owed }));
    if ('taken' in about) return drawTaken(about, await desk.viewing(reader, at, { activation: about.taken }));
    if ('followUp' in about) return this.#followUp(about.followUp.activation, reader, at);
    return drawDrills(about, await desk.viewing(reader, at, { activation: null }));
  }

  /** The card that its owner has anyway, sent once more, and to the managers. */
  async #followUp(id: ActivationId, reader: Person | null, at: Now): Promise<Shown> {
    const { desk } = this.#with;
    const activation = await desk.find(id);
    if (activation === null || isFault(activation)) throw new Error(`${id} could not be read`);
    return drawFollowUp(activation, await desk.viewing(reader, at, { activation }));
  }

  #sleeps(viewer: PersonId | 'room', now: number): boolean {
    const { desk } = this.#with;
    const zone = viewer === 'room' ? desk.policy.zone : (desk.roster.people.get(viewer)?.zone ?? desk.policy.zone);
    const minute = Math.floor(now / MINUTE) + offsetMinutes(zone, now);
    return isQuiet(desk.policy, ((minute % DAY) + DAY) % DAY);
  }
}
