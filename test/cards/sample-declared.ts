// Nights without quorum, to draw: declared, judged, handed back, reviewed; and one that began with a sign-in that nobody told.
import { aaron, ada, bea, carl, FILED, LIBRARY, mona, Night, olaf, operatorOf, rita } from './sample.ts';

export const WHY = 'No approver answers; the portal is shut for everybody.';

export const DECLARING = { domain: 'conditional-access', account: 'bg-admin-01', operator: rita.id, minutes: '60', ago: '0', why: WHY };

const DAY = 24 * 60 * 60_000;

/** Everything back and confirmed. */
function worked(one: Night): Night {
  const owners = { operator: operatorOf(one), custodian: carl, responder: rita } as const;
  for (const { task } of 'tasks' in one.open ? one.open.tasks : []) {
    const owner = LIBRARY.postUse.tasks.find((known) => known.id === task)?.owner ?? 'operator';
    one
      .does(owners[owner], 'do-task', { task, evidence: 'https://portal.example/audit/1' }, 1)
      .does(carl === owners[owner] ? ada : carl, 'confirm-task', { task }, 1);
  }
  return one;
}

export const ALL_UNAPPROVED = [
  'declared',
  'afterwards',
  'one word',
  'ratified',
  'split',
  'rejected',
  'lapsed',
  'overdue',
  'out',
  'handed back',
  'returned',
  'not judged',
  'review',
  'suspected',
  'countersign',
  'closed',
  'seen',
  'named',
  'out of',
  'revoked',
  'taking over',
  'taken over',
  'warned',
] as const;
export type UnapprovedStage = (typeof ALL_UNAPPROVED)[number];

const STAGES: Readonly<Record<UnapprovedStage, () => Night>> = {
  declared: () => new Night().does(rita, 'declare', DECLARING, 0),
  afterwards: () => new Night().does(mona, 'declare', { ...DECLARING, ago: '25' }, 0),
  'one word': () => unapproved('declared').does(aaron, 'ratify', { why: 'She did what I would have done.' }),
  ratified: () => unapproved('one word').does(bea, 'ratify', { why: 'Right.' }),
  split: () => unapproved('one word').does(bea, 'reject', { why: 'I was awake.' }),
  rejected: () => unapproved('declared').does(aaron, 'reject', { why: 'I was awake.' }).does(bea, 'reject', { why: 'So was I.' }),
  lapsed: () => unapproved('one word').clock('lapse-ratification', unapproved('one word').now + DAY),
  overdue: () => unapproved('declared').clock('overdue', unapproved('declared').now + 61 * 60_000),
  out: () => unapproved('declared').does(carl, 'release', { part: 'key-1/key', seal: 'A-1' }),
  'handed back': () => unapproved('out').does(rita, 'hand-back'),
  returned: () => unapproved('handed back').does(carl, 'return', { part: 'key-1/key', seal: 'B-1' }),
  'not judged': () => worked(unapproved('returned')),
  review: () => unapproved('not judged').does(aaron, 'ratify', { why: 'Right.' }).does(bea, 'ratify', { why: 'Right.' }),
  suspected: () => unapproved('not judged').does(aaron, 'reject', { why: 'Wrong.' }).does(bea, 'reject', { why: 'Wrong.' }),
  countersign: () =>
    unapproved('suspected').does(mona, 'review', { class: 'real', found: 'It was needed.', ticket: 'INC-7', reporting: 'none' }),
  closed: () => unapproved('review').does(mona, 'review', { class: 'real', found: 'It was needed.', ticket: 'INC-7', reporting: 'none' }),
  seen: () => new Night().seen('Azure portal, 203.0.113.7'),
  named: () => unapproved('seen').does(mona, 'name-operator', { operator: olaf.id }),
  'out of': () => {
    const one = new Night().does(rita, 'request', FILED, 0);
    one.activation = null;
    return one.does(rita, 'declare', DECLARING);
  },
  revoked: () => unapproved('out').does(mona, 'revoke', { cause: 'Another administrator is in.' }),
  'taking over': () =>
    unapproved('out').does(rita, 'offer-handover', { to: olaf.id, offered: 0 }).does(olaf, 'accept-handover', { offer: 1 }),
  'taken over': () => unapproved('taking over').does(aaron, 'confirm-handover', { offer: 1 }),
  warned: () => unapproved('declared').clock('warn', unapproved('declared').now + 51 * 60_000),
};

/** A night without quorum up to a stage. */
export function unapproved(stage: UnapprovedStage): Night {
  return STAGES[stage]();
}

/** The words of a card, without those that say the opposite, which must not say that something was approved. */
export function saysApproved(text: string): string | null {
  const opposite = /UNAPPROVED|Unapproved|[Nn]obody (can )?approved?|does not approve|never called approved/g;
  return /\bapprov(ed|als?)\b/i.exec(text.replaceAll(opposite, ''))?.[0] ?? null;
}
