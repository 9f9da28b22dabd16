// Revoking: what was approved is no longer authorised. Nothing here touches a session or a credential; people hand back.
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';
import type { Person } from './policy.ts';

/** Who may revoke: the watch, a manager, an approver. */
function mayRevoke({ roles }: Person): boolean {
  return roles.includes('watch') || roles.includes('manager') || roles.includes('approver');
}

/** Ends an approval of which nothing is out; marks one that is out or in use, which then only goes on to its hand-back. */
export function revoke({ activation, command, person }: Asked<'revoke'>): Decision {
  const before = activation.phase === 'revoked' ? activation.ending : activation.course.revoked;
  if (by(before, person) && before?.why === command.cause.hash) return already(activation);
  if (!mayRevoke(person)) return refused(activation, 'not-your-role');
  if (before !== null) return refused(activation, 'revoked');
  if (activation.phase !== 'approved' && activation.phase !== 'in use') return refused(activation, 'wrong-phase');
  const ends = activation.phase === 'approved' && activation.released.size === 0;
  return happened(activation, { type: 'Revoked', why: command.cause.hash, ends });
}
