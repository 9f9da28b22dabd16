// Before anything is decided: is this ledger ours, is it sound, what are its first records, and what runbooks do its open activations follow.
import { isFault, type Spine } from '../dialogs/handle.ts';
import type { Mode } from '../ledger/ids.ts';
import { parseRecord } from '../ledger/record.ts';
import type { LedgerStore, Stored } from '../ledger/store.ts';
import type { Sound } from '../ledger/verify.ts';
import { learnAll, type OpenLibrary } from './library.ts';
import type { Log } from './log.ts';
import type { Settings } from './main.ts';
import { StartFault } from './teams/listen.ts';
import { verifyReading } from './verify-ledger.ts';

/** Records behind the newest checkpoint: checkpoints follow within a moment, so a crash leaves few. */
const MOST_UNSIGNED = 1_000;
/** And they are of one moment: so many milliseconds lie between the first and the last of them at most. */
const LONGEST_UNSIGNED = 600_000;

/** What a process signs under: production as configured; local mode and drills under names of their own, so that none passes for it. */
export function originOf(mode: Mode, config: { readonly origin: string }): string {
  return mode === 'production' ? config.origin : `${config.origin}/${mode}`;
}

/**
 * Verifies the ledger, and opens an empty one. Rejects with a StartFault when the ledger does not verify, or
 * belongs to another mode, tenant or origin.
 */
export async function openLedger(
  { mode, config, store, key }: Pick<Settings, 'mode' | 'config' | 'store' | 'key'>,
  spine: Spine,
): Promise<void> {
  if ((await store.head()).size > 0) {
    // the newest checkpoint vouches for all that the older ones did
    const newest = { read: store.read.bind(store), checkpoints: async () => (await store.checkpoints()).slice(-1) };
    const verdict = await verifyReading(newest, []);
    if (verdict.sound && (verdict.unsigned > MOST_UNSIGNED || (await unsignedFor(store, verdict)) > LONGEST_UNSIGNED)) {
      throw new StartFault(
        `${verdict.unsigned} records of the ledger are signed by no checkpoint, and a stop leaves a few of one moment at most: somebody took checkpoints away. Keep it as it is and call the auditor.`,
      );
    }
    if (!verdict.sound)
      throw new StartFault(
        `The ledger does not verify, so nothing is decided on it. ${verdict.why} Keep it as it is and call the auditor.`,
      );
  }
  const { vkey } = key.signer;
  const origin = originOf(mode, config);
  const opened = await spine.handle({ verb: 'open', mode, tenant: config.tenant, origin, key: vkey }, { kind: 'product' });
  if (isFault(opened)) throw new StartFault(`The ledger cannot be used (${opened.code}): ${opened.cause}.`);
  const ours = { mode, tenant: config.tenant, origin, key: vkey };
  const first = { ...ours, ...opened.tenant.opened };
  const [other] = (['mode', 'tenant', 'origin', 'key'] as const).filter((name) => first[name] !== ours[name]);
  if (other !== undefined) {
    throw new StartFault(
      `This ledger was opened with ${other} ${first[other]}, and this start has ${other} ${ours[other]}. Give it a data directory of its own (GLASSBREAK_DATA).`,
    );
  }
}

/** What open activations were filed with is known before anything is decided about them, whatever the files say today. Rejects with a StartFault. */
export async function learnOpen(spine: Spine, library: OpenLibrary, log: Log): Promise<void> {
  const view = await spine.view();
  if (isFault(view)) throw new StartFault(`The ledger cannot be read (${view.code}): ${view.cause}.`);
  for (const one of view.projection.open.values()) {
    if (!(await learnAll(library, one))) log.error('runbook-lost', { activation: one.id, runbook: one.request.runbook.id });
  }
}

/** Milliseconds between the first and the last record that no checkpoint covers. */
async function unsignedFor(store: LedgerStore, { size, signedTo }: Sound): Promise<number> {
  const [first] = await store.read(signedTo + 1, 1);
  const [last] = await store.read(size, 1);
  return first === undefined || last === undefined ? 0 : timeOf(last) - timeOf(first);
}

function timeOf({ bytes }: Stored): number {
  const record = parseRecord(bytes);
  return typeof record === 'string' ? 0 : record.at;
}
