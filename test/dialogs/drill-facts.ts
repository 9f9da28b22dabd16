// The newest fact of a type, for tests about drills, whose facts belong to no activation.
import type { Fact, FactOf } from '../../ledger/fact.ts';
import { lastFact, type Night } from './given.ts';

export function fact<T extends Fact['type']>(night: Night, type: T): FactOf<T> {
  return lastFact(night, type);
}
