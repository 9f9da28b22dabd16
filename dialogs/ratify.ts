// Judging a use that nobody approved, afterwards: two distinct approvers who had no part in it ratify or reject, within 24 hours. Neither
// is an approval.
import { type Activation, type Cast, declarationOf, type Declaration } from '../ledger/activation.ts';
import { operatorNow, ownAccounts } from '../ledger/course.ts';
import type { FactOf, Reason } from '../ledger/fact.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { isPast } from './clock.ts';
import { type Asked, type Circumstances, type Decision, already, by, happened, refused } from './decision.ts';
import type { Person, Roster } from './policy.ts';
import { type Ballot, excludedFrom, quorum } from './quorum.ts';
import { voteFrom } from './tenure.ts';

/** Whether somebody declared this use, operates the account, or confirmed one of its steps: they neither judge nor review it. */
export function hasPart(activation: Activation, person: Person, roster: Roster): boolean {
  const witnesses = declarationOf(activation)?.witnesses ?? [];
  const own = person.accounts.some((account) => ownAccounts(activation).includes(account));
  return own || excludedFrom(activation, roster).has(person.id) || witnesses.some((mark) => by(mark, person));
}

const STANDS = { ratify: 'ratified', reject: 'rejected' } as const;

/** One person’s judgement; with the second alike it is settled. Until then everybody may change their mind. */
export function judge(asked: Asked<'ratify'> | Asked<'reject'>): Decision {
  const { activation, command, person, account } = asked;
  const declared = declarationOf(activation);
  const stand = STANDS[command.verb];
  const before = declared?.casts.get(person.id);
  if (before?.stand === stand && before.why === command.why.hash) return already(activation);
  if (declared === null) return refused(activation, 'wrong-phase');
  const barred = objection(asked, declared);
  if (barred !== null) return refused(activation, barred);
  if (before?.stand === stand) return refused(activation, 'already-judged');
  const accounts = [...new Set([account, ...person.accounts])];
  const cast = { type: 'RatificationCast', stand, declaration: activation.digest, accounts, why: command.why.hash } as const;
  return happened(activation, cast, ...settled(asked, declared, { person: person.id, account, accounts }));
}

function objection(
  { tenant, activation, command, person, account, circumstances }: Asked<'ratify'> | Asked<'reject'>,
  declared: Declaration,
): Reason | null {
  if (!person.roles.includes('approver')) return 'not-your-role';
  if (voteFrom(tenant, account) > circumstances.now) return 'approver-too-new';
  if (hasPart(activation, person, circumstances.roster)) return 'involved';
  if (declared.judged !== null) return 'wrong-phase';
  if (command.request !== activation.digest) return 'request-changed';
  if (isPast(declared.ratifyBy, circumstances, tenant)) return 'ratification-over';
  // nobody can say that somebody did right without knowing who it was
  return command.verb === 'ratify' && operatorNow(activation) === null ? 'operator-not-named' : null;
}

/** What is settled, if this judgement is the second alike. */
function settled(
  { tenant, activation, command, circumstances }: Asked<'ratify'> | Asked<'reject'>,
  declared: Declaration,
  mine: Ballot,
): readonly FactOf<'Ratified' | 'Rejected'>[] {
  const others = [...declared.casts.values()].filter((one) => one.stand === STANDS[command.verb] && one.person !== mine.person);
  const alike = [...others, mine].filter((one) => counts(declared, one, { tenant, ...circumstances }));
  const { votes, reached } = quorum(activation, alike, circumstances.roster);
  return reached ? [{ type: command.verb === 'ratify' ? 'Ratified' : 'Rejected', judges: [...votes.keys()] }] : [];
}

/** Whether a witness of the use said this, under any key or account that is theirs. */
function witnessed({ witnesses }: Declaration, { person, account, accounts }: Ballot, roster: Roster): boolean {
  const holder = roster.byAccount.get(account);
  return witnesses.some(
    (mark) => mark.by.actor === 'person' && ([person, holder].includes(mark.by.person) || accounts.includes(mark.by.account)),
  );
}

interface Now {
  readonly tenant: Tenant;
  readonly roster: Roster;
  readonly now: number;
}

/** Whether a judgement may count: of no witness, and of an account that has a vote now (after losing the role, a day after having it anew). */
function counts(declared: Declaration, one: Ballot, { tenant, roster, now }: Now): boolean {
  return voteFrom(tenant, one.account) <= now && !witnessed(declared, one, roster);
}

/** How many people stand behind each judgement now: a judgement lasts only as long as its role. `now` in milliseconds UTC. */
export function standing(activation: Activation, at: Now): { readonly ratified: number; readonly rejected: number } {
  const declared = declarationOf(activation);
  const all: readonly Cast[] = declared === null ? [] : [...declared.casts.values()].filter((one) => counts(declared, one, at));
  const count = (stand: Cast['stand']) =>
    quorum(
      activation,
      all.filter((one) => one.stand === stand),
      at.roster,
    ).votes.size;
  return { ratified: count('ratified'), rejected: count('rejected') };
}

/** Until when two people must judge; null: nobody declared it, or it is settled. Milliseconds UTC. */
export function ratifyBy(activation: Activation): number | null {
  const declared = declarationOf(activation);
  return declared?.judged === null ? declared.ratifyBy : null;
}

/** The 24 hours are over and no two people agreed: loud, and the review reads it. */
export function lapseRatification(activation: Activation, { now }: Circumstances): Decision {
  const due = ratifyBy(activation);
  return due === null || now <= due ? already(activation) : happened(activation, { type: 'RatificationLapsed', due });
}
