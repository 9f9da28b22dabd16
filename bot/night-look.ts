// Readiness of an installation from its files alone, beside a running bot or without one: what only a running bot knows is not looked at.
import { existsSync } from 'node:fs';
import { nothing, project, type Projection } from '../dialogs/projection.ts';
import { type Finding, readiness } from '../dialogs/readiness.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Config } from './config.ts';
import { signedIn } from './desk.ts';
import { RUNBOOKS } from './files.ts';
import { openLibrary } from './library.ts';
import { memoryStore } from './store/memory.ts';
import { ledgerReader } from './store/reader.ts';

const PAGE = 1_000;

/** The findings for this configuration and the ledger in `file`, which may not exist yet. Rejects when the ledger cannot be read. */
export async function lookAtNight(file: string, config: Config, now = Date.now()): Promise<readonly Finding[]> {
  const none = memoryStore({ clock: () => 0 });
  const store = existsSync(file) ? ledgerReader(file, { clock: () => 0 }) : none;
  try {
    const { tenant, open, at } = await projected(store);
    const started = tenant.opened === null ? { ...tenant, drills: { ...tenant.drills, since: now } } : tenant;
    const around = { now, policy: config.policy, roster: { ...config.roster, readAt: now }, library: openLibrary(RUNBOOKS, none) };
    const looked = {
      tenant: started,
      open: [...open.values()],
      isMet: null,
      hasRoom: config.room.conversation !== null,
      behind: Math.max(0, at - now),
    };
    return readiness({ ...looked, ledger: await signedIn(store) }, around);
  } finally {
    await store.close();
  }
}

async function projected(store: Pick<LedgerStore, 'head' | 'read'>): Promise<Projection> {
  const { size } = await store.head();
  let projection = nothing();
  while (projection.head.size < size) {
    const next = project(projection, await store.read(projection.head.size + 1, PAGE));
    if (typeof next === 'string' || next.head.size === projection.head.size) throw new Error('the ledger cannot be read');
    projection = next;
  }
  return projection;
}
