// The sentences of steps: what people say about them, and what the product saw by itself.
import type { FactOf } from '../ledger/fact.ts';
import { type Piece, say, type Teller } from './teller.ts';

const SEEN = { right: 'seen right', wrong: 'SEEN WRONG' } as const;

type StepFact = 'StepFinished' | 'StepFailed' | 'StepSkipped' | 'StepWitnessed' | 'CheckSeen' | 'SkippedSeenWrong';

/** The sentence of such a fact in pieces. */
export function tellLook(fact: FactOf<StepFact>, teller: Teller): readonly Piece[] {
  switch (fact.type) {
    case 'StepFinished':
      return finished(fact, teller);
    case 'StepFailed':
      return say`${teller.who} reported that ${teller.step(fact.step)} did not work: ${teller.typed(fact.why)}`;
    case 'StepSkipped':
      return say`${teller.who} skipped ${teller.step(fact.step)}: ${teller.typed(fact.why)}`;
    case 'StepWitnessed':
      return say`${teller.who} confirmed ${teller.step(fact.step)} as witness`;
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
