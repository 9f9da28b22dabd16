// The sentences of what people say is done, and of what the product saw by itself.
import type { FactOf } from '../ledger/fact.ts';
import { type Piece, say, type Teller } from './teller.ts';

const SEEN = { right: 'seen right', wrong: 'SEEN WRONG' } as const;

/** The sentence of such a fact in pieces. */
export function tellLook(fact: FactOf<'StepFinished' | 'CheckSeen' | 'SkippedSeenWrong'>, teller: Teller): readonly Piece[] {
  switch (fact.type) {
    case 'StepFinished':
      return finished(fact, teller);
    case 'CheckSeen':
      return say`${teller.who} looked at ${teller.step(fact.step)}, ${teller.time(fact.when)}: ${SEEN[fact.as]}: ${teller.typed(fact.detail)}`;
    case 'SkippedSeenWrong':
      return say`${teller.step(fact.step)} was left out ALTHOUGH IT WAS SEEN WRONG`;
  }
}

function finished(fact: FactOf<'StepFinished'>, teller: Teller): readonly Piece[] {
  const choice = fact.choice === null ? [] : say`, answer ${teller.choice(fact.step, fact.choice)}`;
  const how = teller.telling.looked(fact.step) ? 'claimed as done, not yet seen:' : 'finished';
  return say`${teller.who} ${how} ${teller.step(fact.step)}${choice}${teller.maybe(': ', fact.evidence)}`;
}
