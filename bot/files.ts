// The files of one installation: the ledger, its key, and what may be lost, each by its name in the data directory.
import { join } from 'node:path';
import type { Mode } from '../ledger/ids.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { originOf } from './ledger-start.ts';
import { openKey, type SigningKey } from './store/key.ts';
import { type SideStore, sideStore } from './store/side.ts';
import { sqliteStore } from './store/sqlite.ts';

export const LEDGER_FILE = 'ledger.sqlite';
export const KEY_FILE = 'ledger.key';
const SIDE_FILE = 'posts.sqlite';

/** The runbooks that ship with the product. */
export const RUNBOOKS = join(import.meta.dirname, '../runbooks');

/** The complete, commented example; local mode and drills use it where no other is named. */
export const EXAMPLE_CONFIG = join(import.meta.dirname, '../deploy/glassbreak.example.yaml');

export interface Files {
  readonly store: LedgerStore;
  readonly key: SigningKey;
  readonly side: SideStore;
}

/** Opens them, making what is not there yet. Throws StoreFault: one sentence naming the file. The key is made only for an empty ledger. */
export async function openFiles(at: {
  readonly directory: string;
  readonly mode: Mode;
  readonly config: Config;
  readonly clock: Clock;
}): Promise<Files> {
  const store = sqliteStore(join(at.directory, LEDGER_FILE), { clock: () => at.clock.now() });
  try {
    const create = (await store.head()).size === 0;
    const key = openKey(join(at.directory, KEY_FILE), { create, origin: originOf(at.mode, at.config), mode: at.mode });
    return { store, key, side: sideStore(join(at.directory, SIDE_FILE)) };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}
