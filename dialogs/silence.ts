// In a suspected attack the intruder may be reading along: nothing about it goes where many read, whatever else it would have to be.
import type { Activation } from '../ledger/activation.ts';
import type { Domain } from '../runbooks/runbook.ts';

const SILENT: Domain = 'suspected-attack';

/** Whether the room stays silent about an activation, as long as this is what is said to be broken. */
export function isSilent({ request }: Pick<Activation, 'request'>): boolean {
  return request.domain === SILENT;
}
