// The configuration in force, and the file that may become it: read again and again, brought to the spine, never taken over its head.
import { basename } from 'node:path';
import type { Unread } from '../cards/view.ts';
import { isFault, type Spine } from '../dialogs/handle.ts';
import type { Policy, Roster } from '../dialogs/policy.ts';
import type { Digest } from '../ledger/ids.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { type Config, type Misconfigured, parseConfig } from './config.ts';
import type { Log } from './log.ts';
import { StartFault } from './teams/listen.ts';

export interface InForce {
  readonly policy: Policy;
  readonly roster: Roster;
}

export interface Configuring {
  /** The file as it was read at the start. */
  readonly config: Config;
  readonly clock: () => number;
  readonly log: Log;
}

/** What a look at the file needs: the file, the spine, and whoever redraws every card. */
export interface Looking {
  readonly read: () => Config | Misconfigured;
  readonly spine: Spine;
  readonly changed: () => void;
}

export class Configuration {
  readonly #with: Configuring;
  #inForce: InForce;
  /** The last complete read that is not in force: held, or not brought to the spine yet. */
  #waiting: InForce | null = null;
  #unread: Unread | null = null;
  #looking: Promise<void> = Promise.resolve();

  constructor(configuring: Configuring) {
    this.#with = configuring;
    this.#inForce = this.#readNow(configuring.config);
  }

  /** Policy and roster in force; the roster's age is that of its last complete read. */
  readonly current = (): InForce => this.#inForce;
  /** What is wrong with the file as it is now; null: it can be read. */
  readonly unread = (): Unread | null => this.#unread;

  #readNow({ policy, roster }: Config): InForce {
    return { policy, roster: { ...roster, readAt: this.#with.clock() } };
  }

  /** After every turn: what the ledger says is in force is in force here. */
  readonly followed = ({ policy }: Tenant): void => {
    if (this.#waiting?.policy.digest !== policy) return;
    this.#inForce = this.#waiting;
    this.#waiting = null;
  };

  /**
   * Brings the file that was read at the start to the spine. Rejects with a StartFault when the ledger cannot be used, or holds the change
   * back while what was in force can no longer be read.
   */
  async begin(spine: Spine, store: Pick<LedgerStore, 'texts'>): Promise<void> {
    const { config } = this.#with;
    const view = await spine.view();
    if (isFault(view)) throw new StartFault(`The ledger cannot be read (${view.code}): ${view.cause}.`);
    const { policy, rules } = view.projection.tenant;
    const before = policy === null || policy === config.policy.digest ? config : await kept(policy, store);
    if (before !== null && before !== config) this.#inForce = { ...before, roster: { ...before.roster, readAt: rules.since } };
    this.#waiting = this.#readNow(config);
    const turn = await spine.handle({ verb: 'adopt', read: { ...this.#waiting, source: config.source } }, { kind: 'product' });
    if (isFault(turn)) throw new StartFault(`The ledger cannot be written (${turn.code}): ${turn.cause}.`);
    this.followed(turn.tenant);
    if (turn.tenant.policy === config.policy.digest) return;
    if (before === null) {
      throw new StartFault(
        'The configuration would take many people off the roster at once, and the one in force can no longer be read: put the file back as it was, and change it in smaller steps.',
      );
    }
    this.#with.log.warn('policy-held', { digest: config.policy.digest });
  }

  /** Looks at the file once. Looks wait for each other; none rejects. */
  look(looking: Looking): Promise<void> {
    this.#looking = this.#looking.then(() => this.#look(looking));
    return this.#looking;
  }

  async #look({ read, spine, changed }: Looking): Promise<void> {
    const config = read();
    const wrong = config.ok ? this.#foreign(config) : firstOf(config);
    const was = this.#unread;
    this.#unread = wrong;
    if (JSON.stringify(was) !== JSON.stringify(wrong)) {
      if (wrong === null) this.#with.log('policy-readable');
      else this.#with.log.error('policy-unread', { ...wrong, why: 'the configuration that was read before stays in force' });
      changed();
    }
    if (!config.ok || wrong !== null) return;
    const now = this.#readNow(config);
    this.#waiting = now;
    const turn = await spine.handle({ verb: 'adopt', read: { ...now, source: config.source } }, { kind: 'product' });
    if (isFault(turn)) {
      this.#with.log.error('policy', { code: turn.code, doing: turn.doing, cause: turn.cause });
      return;
    }
    this.followed(turn.tenant);
    for (const { type } of turn.added) this.#with.log.warn('policy', { fact: type, digest: config.policy.digest });
    if (turn.added.length > 0) changed();
  }

  /** A ledger belongs to one tenant and one origin: a file for another one is not taken while this one runs. */
  #foreign({ tenant, origin }: Config): Unread | null {
    const { config } = this.#with;
    const file = 'the configuration file';
    if (tenant !== config.tenant) return { file, line: 1, what: 'it is for another tenant than this ledger', more: 0 };
    return origin === config.origin ? null : { file, line: 1, what: 'its origin is another than this ledger was opened with', more: 0 };
  }
}

function firstOf({ file, problems }: Misconfigured): Unread {
  const [first] = problems;
  return { file: basename(file), line: first?.line ?? 1, what: `${first?.where ?? ''}: ${first?.what ?? ''}`, more: problems.length - 1 };
}

/** The file with this digest as it was when it came into force; null when its text is no longer to be had. */
async function kept(digest: Digest, store: Pick<LedgerStore, 'texts'>): Promise<Config | null> {
  const text = (await store.texts([digest])).get(digest);
  const read = text === undefined ? null : parseConfig(text.text, 'the configuration in force');
  return read?.ok === true && read.policy.digest === digest ? read : null;
}
