// The sentences about logged changes after the use, and about what is overdue.
import type { FactOf } from '../ledger/fact.ts';
import { type Piece, say, type Teller } from './teller.ts';

/** The sentence of such a fact. */
export function tellTasks(
  fact: FactOf<'TaskAdded' | 'ChangeSettled' | 'TasksReminded' | 'TasksEscalated'>,
  teller: Teller,
): readonly Piece[] {
  switch (fact.type) {
    case 'TaskAdded':
      return say`One more task is owed before ${teller.time(fact.due)}: ${teller.task(fact.task)}`;
    case 'ChangeSettled':
      return say`${teller.who} said of ${teller.task(fact.task)}: ${fact.ended === 'back' ? 'put back' : 'kept'}, ${teller.typed(fact.evidence)}`;
    case 'TasksReminded':
      return say`Those who owe it were reminded of what is overdue: ${teller.tasks(fact.tasks)}`;
    case 'TasksEscalated':
      return say`The managers were told of what is still overdue: ${teller.tasks(fact.tasks)}`;
  }
}
