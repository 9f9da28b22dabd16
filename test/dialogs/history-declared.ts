// What every random night must keep about uses that nobody approved, counted from the records alone.
import { wasApproved } from '../../cards/over.ts';
import { declarationOf } from '../../ledger/activation.ts';
import type { Fact, FactOf } from '../../ledger/fact.ts';
import type { ObjectId, PersonId } from '../../ledger/ids.ts';
import type { ReadRecord } from '../../ledger/record.ts';
import { status } from '../../ledger/status.ts';
import type { Roster } from '../../dialogs/policy.ts';
import { type History, personOf, same } from './history.ts';

const known = (record: ReadRecord): readonly Fact[] => record.facts.filter((fact): fact is Fact => fact.type !== 'Unknown');
const has = (record: ReadRecord, ...types: readonly Fact['type'][]) => known(record).some(({ type }) => types.includes(type));

/** The activations that began with a declaration. */
export function declaredIds(records: readonly ReadRecord[]): ReadonlySet<string | null> {
  return new Set(records.filter((record) => has(record, 'Declared')).map(({ activation }) => activation));
}

/** Nothing declared is ever counted as approved: by no fact, no fold, no figure, no row of the board. */
export function verifyUnapproved(history: History, records: readonly ReadRecord[]): void {
  const declared = declaredIds(records);
  for (const record of records.filter(({ activation }) => declared.has(activation)))
    same(
      [record.seq, has(record, 'Requested', 'VoteCast', 'QuorumReached', 'CredentialReleased', 'CredentialInHand')],
      [record.seq, false],
    );
  for (const one of history.folded.values()) {
    const is = declared.has(one.id);
    same([one.id, declarationOf(one) !== null], [one.id, is]);
    if (is) same([one.id, wasApproved(one), one.votes.size, 'grant' in one && one.grant], [one.id, false, 0, null]);
    same(status([one], history.house.now)[0]?.unapproved, is);
  }
}

/** Two other people stand behind each judgement; no review comes before it; each sign-in is on record once. */
export function verifyJudgements(history: History, records: readonly ReadRecord[]): void {
  const declared = declaredIds(records);
  for (const id of declared) {
    const own = records.filter(({ activation }) => activation === id);
    own.forEach((record, at) => {
      const before = own.slice(0, at + 1);
      if (has(record, 'Ratified')) same([record.seq, standing(history, before, 'ratified') >= 2], [record.seq, true]);
      if (has(record, 'Rejected')) same([record.seq, standing(history, before, 'rejected') >= 2], [record.seq, true]);
      if (has(record, 'Reviewed')) same([record.seq, judgements(before)], [record.seq, 1]);
    });
    same([id, judgements(own) <= 1], [id, true]);
    const rejected = own.some((record) => has(record, 'Rejected'));
    if (rejected && own.some((record) => has(record, 'Closed'))) same([id, own.some((record) => has(record, 'Countersigned'))], [id, true]);
  }
}

function judgements(own: readonly ReadRecord[]): number {
  return own.filter((record) => has(record, 'Ratified', 'Rejected', 'RatificationLapsed')).length;
}

interface Said {
  readonly account: ObjectId;
  readonly roster: Roster;
}

/** How many people other than declarer, operator and witnesses say so, under every roster in question. */
function standing(history: History, own: readonly ReadRecord[], stand: 'ratified' | 'rejected'): number {
  const said = new Map<PersonId, Said>();
  const part: (readonly [PersonId, readonly ObjectId[]])[] = [];
  let offered: readonly ObjectId[] = [];
  for (const record of own) {
    const roster = record.by.actor === 'person' ? history.rosters.get(record.by.roster.digest)! : null;
    for (const fact of known(record)) {
      if (fact.type === 'Declared' && fact.operator !== null) part.push([fact.operator, fact.ownAccounts]);
      if (fact.type === 'OperatorNamed') part.push([fact.operator, fact.accounts]);
      if (fact.type === 'HandoverOffered') offered = fact.accounts;
      if (fact.type === 'OperatorChanged') part.push([fact.to, offered]);
      if (record.by.actor !== 'person' || roster === null) continue;
      if (fact.type === 'Declared') part.push([record.by.person, fact.ownAccounts]);
      if (fact.type === 'StepWitnessed' || fact.type === 'OperatorChanged') part.push([record.by.person, [record.by.account]]);
      if (fact.type === 'RatificationCast')
        cast(said, { fact, person: record.by.person, said: { account: record.by.account, roster } }, stand);
    }
  }
  const last = own.at(-1)!;
  const now = history.rosters.get(last.by.actor === 'person' ? last.by.roster.digest : history.house.roster.digest)!;
  const counted = [...said].filter(([person, { account }]) => {
    const today = now.byAccount.get(account);
    const theirs = part.some(([id, accounts]) => [person, today].includes(id) || accounts.includes(account));
    return today !== undefined && now.people.get(today)?.roles.includes('approver') === true && !theirs;
  });
  const rosters = [now, ...counted.map(([, { roster }]) => roster)];
  return Math.min(...rosters.map((roster) => new Set(counted.map(([person, { account }]) => personOf(roster, account, person))).size));
}

interface Casting {
  readonly fact: FactOf<'RatificationCast'>;
  readonly person: PersonId;
  readonly said: Said;
}

function cast(all: Map<PersonId, Said>, { fact, person, said }: Casting, stand: 'ratified' | 'rejected'): void {
  if (fact.stand === stand) all.set(person, said);
  else all.delete(person);
}
