// What the product itself owes an activation: lapse it, call it overdue, make a drill give way. Timers only ask; the decision judges.
import { type Activation, ended, type InPhase } from '../ledger/activation.ts';
import { openExtension } from '../ledger/course.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { waitsForClock } from './clock.ts';
import { superseding } from './close.ts';
import type { OwnCommand } from './own-command.ts';
import { ratifyBy } from './ratify.ts';
import { escalationOfTasksDue, reminderDue } from './remind.ts';
import { nextWarning } from './warn.ts';
import { escalationDue } from './reach.ts';

export interface Duty {
  readonly command: Extract<OwnCommand, { readonly activation: unknown }>;
  /** From when on it is owed, milliseconds UTC. A deadline itself still counts as in time: owed from the millisecond after it. */
  readonly due: number;
}

/** The duties of one activation, whether due yet or not; a drill that must give way owes nothing else. None waits for a clock that is in doubt: it is not owed. */
export function duties(activation: Activation, tenant: Tenant): readonly Duty[] {
  if (ended(activation) || activation.unknown !== null) return [];
  const judging = ratifyBy(activation);
  const judged: readonly Duty[] =
    judging === null ? [] : [{ command: { verb: 'lapse-ratification', activation: activation.id }, due: judging + 1 }];
  return [...ofPhase(activation, tenant), ...judged].filter(({ command }) => !waitsForClock(command, tenant));
}

function ofPhase(activation: Activation, tenant: Tenant): readonly Duty[] {
  const id = activation.id;
  if (superseding(activation, tenant) !== null && ['requested', 'approved', 'in use'].includes(activation.phase)) {
    return [{ command: { verb: 'supersede', activation: id }, due: 0 }];
  }
  if (activation.phase === 'requested') {
    const escalation = escalationDue(activation);
    const lapse: Duty = { command: { verb: 'lapse', activation: id }, due: activation.request.decideBy + 1 };
    // the lapse first: past the decision nobody is rung any more
    return escalation === null ? [lapse] : [lapse, { command: { verb: 'escalate', activation: id }, due: escalation }];
  }
  if (activation.phase === 'approved') return [{ command: { verb: 'lapse', activation: id }, due: activation.grant.collectBy + 1 }];
  if (activation.phase === 'handed back') return rotating(activation);
  return activation.phase === 'in use' ? using(activation) : [];
}

/** Reminders of overdue tasks, and the managers told of them. */
function rotating(activation: InPhase<'handed back'>): readonly Duty[] {
  return [
    ...about(activation, 'remind-tasks', reminderDue(activation)),
    ...about(activation, 'escalate-tasks', escalationOfTasksDue(activation)),
  ];
}

function about(
  { id }: Activation,
  verb: Exclude<Duty['command']['verb'], 'start-page' | 'end-page' | 'check-seen'>,
  due: number | null,
): readonly Duty[] {
  return due === null ? [] : [{ command: { verb, activation: id }, due }];
}

/** A warning before the end, the end itself, and the end of the time to decide on more of it. */
function using(activation: InPhase<'in use'>): readonly Duty[] {
  const open = openExtension(activation);
  return [
    ...about(activation, 'warn', nextWarning(activation)),
    ...about(activation, 'overdue', activation.use.overdue === null ? activation.use.end + 1 : null),
    ...about(activation, 'lapse-extension', open === null ? null : open.decideBy + 1),
  ];
}
