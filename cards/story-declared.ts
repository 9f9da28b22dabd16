// The sentences of a use that nobody approved: they say so each time.
import type { FactOf } from '../ledger/fact.ts';
import { name, type Piece, say, type Teller } from './teller.ts';

type DeclaredFact = FactOf<
  | 'Declared'
  | 'RequestOvertaken'
  | 'OperatorNamed'
  | 'ReleasedUnapproved'
  | 'RatificationCast'
  | 'Ratified'
  | 'Rejected'
  | 'RatificationLapsed'
  | 'SignInSeen'
>;

/** The sentence of such a fact in pieces. */
export function tellDeclared(fact: DeclaredFact, teller: Teller): readonly Piece[] {
  const { who } = teller;
  switch (fact.type) {
    case 'Declared':
      return declared(fact, teller);
    case 'RequestOvertaken':
      return say`The request ended: ${name(fact.by)} opened the account without quorum`;
    case 'OperatorNamed':
      return say`${who} said who used the account: ${teller.person(fact.operator)}`;
    case 'ReleasedUnapproved':
      return say`${who} wrote down that ${name(fact.part)} went out to ${teller.person(fact.to)} although nobody approved it, seal ${teller.typed(fact.seal)}`;
    case 'RatificationCast':
      return say`${who} said that the use without quorum is to be ${fact.stand}: ${teller.typed(fact.why)}`;
    case 'Ratified':
      return say`Ratified afterwards by ${teller.people(fact.judges)}; it stays a use that nobody approved`;
    case 'Rejected':
      return say`Rejected by ${teller.people(fact.judges)}: the review looks at it as suspected misuse`;
    case 'RatificationLapsed':
      return say`Nobody ratified the use before ${teller.time(fact.due)}: the review reads that`;
    case 'SignInSeen':
      return say`A sign-in of the account was seen, at ${teller.time(fact.when)}: ${teller.typed(fact.detail)}`;
  }
}

function declared(fact: FactOf<'Declared'>, teller: Teller): readonly Piece[] {
  const operator = fact.operator === null ? 'nobody knows who' : teller.person(fact.operator);
  const outOf = fact.outOf === null ? [] : say`, out of ${name(fact.outOf)}`;
  const rest = say`in use since ${teller.time(fact.since)}, operator ${operator}, announced for ${String(fact.useMinutes)} min${outOf}, to be ratified or rejected before ${teller.time(fact.ratifyBy)}: ${teller.typed(fact.why)}`;
  return teller.byPerson
    ? say`${teller.who} declared ${name(fact.account)} without quorum: ${rest}`
    : say`${teller.who} saw a sign-in of ${name(fact.account)} that nothing covers: ${rest}`;
}
