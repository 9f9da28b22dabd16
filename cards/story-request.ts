// The sentence about a request: what was asked for, with which account beside, and as what.
import type { FactOf } from '../ledger/fact.ts';
import { name, type Piece, say, type Teller } from './teller.ts';

/** The sentence of a request. */
export function tellRequested(fact: FactOf<'Requested'>, teller: Teller): readonly Piece[] {
  return say`${teller.who} asked for ${name(fact.account)}${orElse(fact)}${drillOf(fact)}, operator ${teller.person(fact.operator)}, ${String(fact.useMinutes)} min, decide before ${teller.time(fact.decideBy)}: ${teller.typed(fact.why)}${teller.maybe(', ticket ', fact.ticket)}${fact.over === null ? [] : say`, filed over the denial of ${name(fact.over)}`}`;
}

function drillOf({ kind, live }: FactOf<'Requested'>): string {
  if (kind === 'real') return '';
  return live === undefined ? ' as a dry drill' : ` as the live drill ${live.announcement}`;
}

/** The second account, where the request names one. */
function orElse({ fallback }: FactOf<'Requested'>): readonly Piece[] {
  return fallback === undefined ? [] : say` with the fallback account ${name(fallback.account)}`;
}
