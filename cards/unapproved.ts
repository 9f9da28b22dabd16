// The words for a use that nobody approved. What two people say about it afterwards never makes it anything else.
import { type Activation, type Cast, type Declaration, declarationOf, type InPhase } from '../ledger/activation.ts';
import { operatorNow } from '../ledger/course.ts';
import type { PersonId } from '../ledger/ids.ts';
import { QUORUM } from '../dialogs/policy.ts';
import { standing } from '../dialogs/ratify.ts';
import { sureTime } from './clock.ts';
import type { Tone } from './frame.ts';
import { partsNow } from './parts.ts';
import { byWhom, clockTime, listed, nameOf, phoneOf, plain, typedPlain } from './text.ts';
import type { Viewing } from './view.ts';

const ENDS = { ratified: 'UNAPPROVED, RATIFIED AFTERWARDS', rejected: 'UNAPPROVED, REJECTED', lapsed: 'UNAPPROVED, NOT RATIFIED' } as const;

/** What every band of such an activation ends with, in whatever phase; empty for what was asked for. */
export function bandEnd(activation: Activation): string {
  const declared = declarationOf(activation);
  if (declared === null) return '';
  return ` · ${declared.judged === null ? 'UNAPPROVED' : ENDS[declared.judged.as]}`;
}

/** Who opened it, in a sentence’s beginning: “Rita declared it at …”. For a TextBlock. */
export function declaredBy({ by, at }: Declaration, viewing: Viewing): string {
  const when = clockTime(at, viewing);
  return by.actor === 'person' ? `${byWhom(by, viewing)} declared it at ${when}` : `Glassbreak saw a sign-in and told everybody at ${when}`;
}

/** Whether somebody said for how long; a sign-in says nothing. */
export function isAnnounced({ by }: Declaration): boolean {
  return by.actor === 'person';
}

/** How it was judged, or how the judgement stands and until when. For a TextBlock or a fact. */
export function judgement(activation: Activation, declared: Declaration, viewing: Viewing): string {
  const { judged, ratifyBy } = declared;
  if (judged?.as === 'lapsed') return `Nobody settled it before ${clockTime(ratifyBy, viewing)}: it was not ratified.`;
  if (judged !== null) {
    const judges = listed(judged.judges.map((one) => nameOf(one, viewing)));
    return `${judges} ${judged.as} it afterwards, at ${clockTime(judged.at, viewing)}.`;
  }
  const { ratified, rejected } = standing(activation, { tenant: viewing.tenant, ...viewing.circumstances });
  return `${QUORUM} people must ratify or reject it before ${clockTime(ratifyBy, viewing)}: ${ratified} to ratify, ${rejected} to reject so far.`;
}

/** Whether the card's own sentence says who opened it and how the judgement stands: while it goes on, but not once it is revoked. */
export function saysJudgement({ phase, course }: Activation): boolean {
  return phase === 'in use' && course.revoked === null;
}

/** A sentence and a blank of a use that was ratified; else nothing. For a TextBlock. */
export function ratifiedAfterwards(activation: Activation, viewing: Viewing): string {
  const declared = declarationOf(activation);
  if (declared?.judged?.as !== 'ratified') return '';
  return `Nobody approved it; ${judgement(activation, declared, viewing)} `;
}

/** Names on one card, shared among its accounts; whoever else keeps a part is told at once, too. */
const MOST_KEEPERS = 6;

/** An account and whoever keeps a part of it. */
export interface Kept {
  readonly account: string;
  readonly custodians: readonly PersonId[];
}

/** Where the key comes from when nobody approved the use, and whom to ring about which account. For a TextBlock or a fact. */
export function onOwnResponsibility(kept: readonly Kept[], viewing: Viewing): string {
  const rules =
    'Custodians are told to release nothing. Whoever opens a safe or takes a part all the same does so on their own responsibility, and it is recorded.';
  const ring = `${rules} Ring whoever keeps the part, who writes it down`;
  if (kept.length < 2) return `${ring}: ${keepersOf(kept[0]?.custodians ?? [], MOST_KEEPERS, viewing)}.`;
  const most = Math.max(1, Math.floor(MOST_KEEPERS / kept.length));
  const each = kept.map(({ account, custodians }) => `For ${plain(account)}: ${keepersOf(custodians, most, viewing)}.`);
  return `${ring}. ${each.join(' ')}`;
}

function keepersOf(custodians: readonly PersonId[], most: number, viewing: Viewing): string {
  const all = [...new Set(custodians)];
  if (all.length === 0) return dutyManager(viewing);
  const shown = all.slice(0, most).map((id) => `${nameOf(id, viewing)}, ${phoneOf(id, viewing)}`);
  return listed(all.length > most ? [...shown, `${all.length - most} more`] : shown, 'or');
}

function dutyManager({ circumstances: { policy } }: Viewing): string {
  return `the duty manager, ${plain(policy.dutyPhone, 40)}`;
}

/** The same of a declared use that goes on, while no part is on record as out; empty otherwise. */
export function keyUnapproved(activation: Activation, viewing: Viewing): string {
  const declared = declarationOf(activation);
  if (activation.phase !== 'in use' || activation.course.revoked !== null || activation.released.size > 0) return '';
  // of a sign-in that was seen nobody asks where the key comes from
  if (declared === null || !isAnnounced(declared)) return '';
  const custodians = partsNow(activation, viewing).flatMap((part) => part.custodians);
  return onOwnResponsibility([{ account: activation.request.account, custodians }], viewing);
}

/** What nobody who looks at it may miss. */
export function judgementAlarms(activation: Activation, viewing: Viewing): readonly string[] {
  const { dutyPhone } = viewing.circumstances.policy;
  switch (declarationOf(activation)?.judged?.as) {
    case 'rejected':
      return ['! Two people rejected this use. The review looks at it as suspected misuse.'];
    case 'lapsed':
      return [`! Nobody ratified this use within 24 hours. Ring the duty manager, ${plain(dutyPhone, 40)}.`];
    case 'ratified':
    case undefined:
      return [];
  }
}

/** What one person said. For a TextBlock. */
export function castLine({ person, stand, at, why }: Cast, viewing: Viewing): string {
  const said = stand === 'ratified' ? 'ratify' : 'reject';
  return `${nameOf(person, viewing)} at ${clockTime(at, viewing)}: ${said}, because “${typedPlain(why, viewing)}”`;
}

interface Words {
  readonly tone: Tone;
  readonly band: string;
  readonly heading: string;
  readonly second: string;
}

interface Reading {
  readonly viewing: Viewing;
  /** For the band: the warning that was given about the end, if any. */
  readonly near: string;
}

/** Where it stands while somebody uses the account. */
export function inUseUnapproved(activation: InPhase<'in use'>, declared: Declaration, { viewing, near }: Reading): Words {
  const { request, use } = activation;
  const account = `**${request.account}**`;
  const operator = operatorNow(activation);
  const end = clockTime(use.end, viewing);
  const late = use.overdue !== null || sureTime(viewing) > use.end;
  const heading =
    operator === null
      ? `Somebody is in with ${account}, and nobody approved it`
      : `${nameOf(operator, viewing)} is in with ${account}, and nobody approved it`;
  const until = isAnnounced(declared) ? (late ? ` It should have been over at ${end}.` : ` Announced until ${end}.`) : '';
  const second = `${declaredBy(declared, viewing)}.${until} ${judgement(activation, declared, viewing)}`;
  return { tone: 'attention', band: late ? 'OVERDUE' : `IN USE${near}`, heading, second };
}
