// What everybody reads of an approval or a use that was revoked while something is out: no longer authorised, and who ends the session.
import { type Activation, declarationOf } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import { accountIs, accountWords } from './account.ts';
import type { Stand } from './phase.ts';
import { byWhom, clockTime, nameOf } from './text.ts';
import { ratifiedAfterwards } from './unapproved.ts';
import type { Viewing } from './view.ts';

/** Where it stands, for any reader; null: it is not revoked, or its hand-back is behind us. */
export function revokedStand(activation: Activation, viewing: Viewing): Omit<Stand, 'whyTitle'> | null {
  const { course, phase } = activation;
  if (course.revoked === null || (phase !== 'approved' && phase !== 'in use')) return null;
  const operator = nameOf(operatorNow(activation), viewing);
  const who = `${byWhom(course.revoked.by, viewing)} revoked it at ${clockTime(course.revoked.at, viewing)}.`;
  const rest = { tone: 'attention', band: 'REVOKED', why: course.revoked.why } as const;
  if (phase === 'approved') {
    const heading = `${accountIs(activation)} revoked: no longer authorised, and a part of it is still out`;
    return { ...rest, heading, second: `${who} ${operator} uses nothing, hands back and returns it.` };
  }
  const word = declarationOf(activation) === null ? 'no longer authorised' : 'nobody approved it';
  const heading = `${accountIs(activation)} revoked: ${word}, still signed in until seen otherwise`;
  const ends = `Who ends the session? ${operator} signs out and hands back. If ${operator} cannot be reached, the requester, an approver or a manager hands back.`;
  return { ...rest, heading, second: `${who} ${ends}` };
}

/** The operator's own words for the same. */
export function revokedHead(activation: Activation, viewing: Viewing) {
  const { course, phase } = activation;
  if (course.revoked === null) return null;
  const at = clockTime(course.revoked.at, viewing);
  const who = byWhom(course.revoked.by, viewing);
  const used = phase === 'in use';
  const ratified = ratifiedAfterwards(activation, viewing);
  const word = declarationOf(activation) === null ? 'It is no longer authorised' : 'Nobody approved it';
  const still = `${ratified === '' ? word : `${ratified}Revoked, that covers nothing any more`}, and you are still signed in until seen otherwise.`;
  return {
    tone: 'attention' as const,
    band: used ? 'REVOKED · SIGN OUT AND HAND BACK' : 'REVOKED · BRING IT BACK',
    heading: `${who} revoked your ${used ? 'use' : 'approval'} of ${accountWords(activation)} at **${at}**`,
    second: used
      ? `${still} Do nothing more with it: sign out and hand back at once.`
      : 'It is no longer authorised. Do not use it: hand back, and return what you have.',
    summary: used ? 'revoked, sign out and hand back' : 'revoked, bring it back',
  };
}
