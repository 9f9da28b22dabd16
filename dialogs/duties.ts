// What the product itself owes an activation: lapse it, call it overdue, make a drill give way. Timers only ask; the decision judges.
import { type Activation, ended } from '../ledger/activation.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { superseding } from './close.ts';
import type { OwnCommand } from './command.ts';

export interface Duty {
  readonly command: Extract<OwnCommand, { readonly activation: unknown }>;
  /** From when on it is owed, milliseconds UTC. A deadline itself still counts as in time: owed from the millisecond after it. */
  readonly due: number;
}

/** The duties of one activation, whether due yet or not; a drill that must give way owes nothing else. */
export function duties(activation: Activation, tenant: Tenant): readonly Duty[] {
  if (ended(activation) || activation.unknown !== null) return [];
  const id = activation.id;
  if (superseding(activation, tenant) !== null && ['requested', 'approved', 'in use'].includes(activation.phase)) {
    return [{ command: { verb: 'supersede', activation: id }, due: 0 }];
  }
  if (activation.phase === 'requested') return [{ command: { verb: 'lapse', activation: id }, due: activation.request.decideBy + 1 }];
  if (activation.phase === 'approved') return [{ command: { verb: 'lapse', activation: id }, due: activation.grant.collectBy + 1 }];
  if (activation.phase === 'in use' && activation.use.overdue === null) {
    return [{ command: { verb: 'overdue', activation: id }, due: activation.use.end + 1 }];
  }
  return [];
}
