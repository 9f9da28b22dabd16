// Nights without quorum, and a reader of a log that tells of sign-ins.
import { covering } from '../../dialogs/covers.ts';
import type { Decision } from '../../dialogs/decision.ts';
import { decideOwn } from '../../dialogs/decide.ts';
import { AccountId } from '../../ledger/ids.ts';
import { sealText } from '../../ledger/text.ts';
import {
  type Act,
  aaron,
  bea,
  carl,
  does,
  type Fields,
  FIRST,
  ida,
  KEY,
  later,
  MINUTE,
  type Night,
  PIN,
  rico,
  rita,
  task,
  type Who,
} from './given.ts';

export const DECLARING = {
  domain: 'conditional-access',
  account: 'bg-admin-01',
  operator: rita.id,
  minutes: '60',
  ago: '0',
  why: 'No approver answers, and the policy blocks everybody.',
} as const;

export const declares = (fields: Fields = {}, who: Who = rita): Act => does(who, 'declare', { ...DECLARING, ...fields });
export const ratifies = (who: Who, why = 'It could not wait.'): Act => does(who, 'ratify', { why });
export const rejects = (who: Who, why = 'I was awake all night.'): Act => does(who, 'reject', { why });

export const DECLARED: readonly Act[] = [declares()];
export const RATIFIED: readonly Act[] = [...DECLARED, later(MINUTE), ratifies(aaron), ratifies(bea)];
export const REJECTED: readonly Act[] = [...DECLARED, later(MINUTE), rejects(aaron), rejects(bea)];

/** From a declared use to its review. */
export const TO_REVIEW: readonly Act[] = [
  does(rita, 'hand-back'),
  ...task(rita, 'sessions', 'at 03:10'),
  ...task(carl, 'keys', 'two keys'),
  ...task(rico, 'mend', 'https://example.com/1'),
  ...task(rico, 'count', '2'),
];
/** The same where both parts had gone out and came back. */
export const OUT: readonly Act[] = [does(carl, 'release', { part: KEY, seal: 'A-1' }), does(ida, 'release', { part: PIN, seal: 'A-2' })];
export const RETURNED: readonly Act[] = [
  does(rita, 'hand-back'),
  does(carl, 'return', { part: KEY, seal: 'B-1' }),
  does(ida, 'return', { part: PIN, seal: 'B-2' }),
  ...TO_REVIEW.slice(1),
];

export interface Seen {
  readonly detail?: string;
  /** Milliseconds before now. */
  readonly ago?: number;
  readonly account?: AccountId;
}

/** What the product decides about a sign-in, as the spine asks it: about the activation that covers it. */
export function decideSeen(night: Night, { detail = 'Portal, from Berlin', ago = 0, account = FIRST.id }: Seen = {}): Decision {
  const command = { verb: 'sign-in-seen', account, at: night.now - ago, detail: sealText(detail, '') } as const;
  const about = covering(night.tenant, command);
  const activation = about === null ? null : (night.activations.get(about.id) ?? null);
  return decideOwn({ tenant: night.tenant, activation }, command, night.circumstances({ kind: 'product' }));
}

/** A sign-in is seen, and it must leave a fact. */
export const seen =
  (what: Seen = {}): Act =>
  (night) => {
    const decision = decideSeen(night, what);
    if (decision.kind !== 'happened') throw new Error(JSON.stringify(decision));
    night.keep(decision, { kind: 'product' });
  };

export const UNKNOWN_ACCOUNT = AccountId.parse('bg-admin-77');
