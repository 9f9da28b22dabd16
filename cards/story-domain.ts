// The sentence about what is broken being something else than was said before.
import type { FactOf } from '../ledger/fact.ts';
import { brokenIn } from './phase.ts';
import { name, type Piece, say, type Teller } from './teller.ts';

/** In pieces: from what to what, why, and what follows from it. */
export function tellDomain(fact: FactOf<'DomainChanged'>, teller: Teller): readonly Piece[] {
  const until = fact.end === null ? `at most ${fact.useMinutes} min of use` : say`use until ${teller.time(fact.end)}`;
  const why = teller.maybe(': ', fact.why);
  return say`${teller.who} changed what is broken from “${brokenIn(fact.before)}” to “${brokenIn(fact.domain)}”, runbook ${name(fact.runbook.id)}, ${until}${why}`;
}
