// Where a request or an approval stands that ended without a use.
import type { Activation, InPhase } from '../ledger/activation.ts';
import { accountWords } from './account.ts';
import type { Stand } from './phase.ts';
import { byWhom, clockTime } from './text.ts';
import type { Viewing } from './view.ts';

const BANDS = {
  denied: 'DENIED',
  withdrawn: 'WITHDRAWN',
  lapsed: 'LAPSED',
  superseded: 'ENDED FOR A REAL EMERGENCY',
  revoked: 'REVOKED',
} as const;

type Over = InPhase<'denied' | 'withdrawn' | 'lapsed' | 'superseded' | 'revoked'>;

/** Where it stands, for any reader. */
export function over(activation: Over, viewing: Viewing): Omit<Stand, 'whyTitle'> {
  const { phase, ending } = activation;
  const heading = overHeading(activation, viewing);
  const second = `${clockTime(ending.at, viewing)}. No part was handed out.`;
  return {
    tone: phase === 'denied' || phase === 'revoked' ? 'attention' : 'default',
    band: phase === 'superseded' && activation.request.kind === 'real' ? 'ENDED · OPENED WITHOUT QUORUM' : BANDS[phase],
    heading,
    second,
    why: ending.why,
  };
}

function overHeading(activation: Over, viewing: Viewing): string {
  const account = accountWords(activation);
  const who = byWhom(activation.ending.by, viewing);
  switch (activation.phase) {
    case 'denied':
      return `${who} denied the request for ${account}`;
    case 'withdrawn':
      return `${who} took back the request for ${account}`;
    case 'lapsed':
      return wasApproved(activation)
        ? `Nobody collected ${account} in time, so the approval lapsed`
        : `Fewer than two people approved in time, so the request for ${account} lapsed`;
    case 'revoked':
      return `${who} revoked the approval of ${account}`;
    case 'superseded':
      return activation.request.kind === 'drill'
        ? `This drill ended: ${account} is needed for real`
        : `This request ended: ${account} was opened without quorum`;
  }
}

/** Whether two people had approved: also of an approval that ended without a use, whose fold keeps the grant. */
export function wasApproved(activation: Activation): boolean {
  return 'grant' in activation && activation.grant !== null;
}
