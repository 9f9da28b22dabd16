// Before anything is decided: is this ledger ours, is it sound, and what are its first records.
import { isFault, type Spine } from '../dialogs/handle.ts';
import type { Mode } from '../ledger/ids.ts';
import type { Settings } from './main.ts';
import { StartFault } from './teams/listen.ts';
import { verifyReading } from './verify-ledger.ts';

/** What a process signs under: production as configured; local mode and drills under names of their own, so that none passes for it. */
export function originOf(mode: Mode, config: { readonly origin: string }): string {
  return mode === 'production' ? config.origin : `${config.origin}/${mode}`;
}

/**
 * Verifies the ledger, opens an empty one, and records the policy in force. Rejects with a StartFault when the ledger does not verify, or
 * belongs to another mode, tenant or origin.
 */
export async function openLedger({ mode, config, store, key }: Pick<Settings, 'mode' | 'config' | 'store' | 'key'>, spine: Spine): Promise<void> {
  if ((await store.head()).size > 0) {
    const verdict = await verifyReading(store, []);
    if (!verdict.sound) throw new StartFault(`The ledger does not verify, so nothing is decided on it. ${verdict.why} Keep it as it is and call the auditor.`);
  }
  const { vkey } = key.signer;
  const origin = originOf(mode, config);
  const opened = await spine.handle({ verb: 'open', mode, tenant: config.tenant, origin, key: vkey }, { kind: 'product' });
  if (isFault(opened)) throw new StartFault(`The ledger cannot be used (${opened.code}): ${opened.cause}.`);
  const ours = { mode, tenant: config.tenant, origin, key: vkey };
  const first = { ...ours, ...opened.tenant.opened };
  const [other] = (['mode', 'tenant', 'origin', 'key'] as const).filter((name) => first[name] !== ours[name]);
  if (other !== undefined) {
    throw new StartFault(`This ledger was opened with ${other} ${first[other]}, and this start has ${other} ${ours[other]}. Give it a data directory of its own (GLASSBREAK_DATA).`);
  }
  const adopted = await spine.handle({ verb: 'adopt' }, { kind: 'product' });
  if (isFault(adopted)) throw new StartFault(`The ledger cannot be written (${adopted.code}): ${adopted.cause}.`);
}
