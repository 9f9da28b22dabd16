// The sentences about the second account of a request.
import type { Verb } from '../dialogs/command.ts';
import type { FactOf } from '../ledger/fact.ts';
import { type Piece, say, type Teller } from './teller.ts';

/** What somebody tried about it, in the words of the buttons. */
export const FALLBACK_ATTEMPTS = {
  'take-fallback': 'take the fallback account',
  'rotate-both': 'say that both accounts are compromised',
} as const satisfies Partial<Record<Verb, string>>;

/** The sentence of one of these facts, in pieces. */
export function tellFallback(fact: FactOf<'FallbackTaken' | 'CompromiseSaid' | 'RotationFreed'>, teller: Teller): readonly Piece[] {
  switch (fact.type) {
    case 'FallbackTaken':
      return say`${teller.who} took the fallback account, because the first one does not work: ${teller.typed(fact.why)}`;
    case 'CompromiseSaid':
      return say`${teller.who} said that both accounts are compromised: ${teller.typed(fact.why)}`;
    case 'RotationFreed':
      return say`${teller.people(fact.people)} ordered that both accounts are worked on at once: nothing waits for the test sign-in of the first one any more`;
  }
}
