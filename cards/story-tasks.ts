// The sentences about the tasks after the use: done and confirmed, the test sign-in, logged changes, and what is overdue.
import type { FactOf } from '../ledger/fact.ts';
import { type Piece, say, type Teller } from './teller.ts';

/** The sentence of such a fact. */
export function tellTasks(
  fact: FactOf<
    | 'TaskDone'
    | 'TaskConfirmed'
    | 'TaskReopened'
    | 'TestSignInOpened'
    | 'TestSignInFailed'
    | 'TestFailureConfirmed'
    | 'TaskAdded'
    | 'ChangeSettled'
    | 'TasksReminded'
    | 'TasksEscalated'
  >,
  teller: Teller,
): readonly Piece[] {
  switch (fact.type) {
    case 'TaskDone':
      return say`${teller.who} did ${teller.task(fact.task)}: ${teller.typed(fact.evidence)}`;
    case 'TaskConfirmed':
      return say`${teller.who} looked and confirmed ${teller.task(fact.task)}`;
    case 'TaskReopened':
      return say`${teller.who} opened ${teller.task(fact.task)} again: ${teller.typed(fact.why)}`;
    case 'TestSignInOpened':
      return say`${teller.who} opened the window for ${teller.task(fact.task)}: one sign-in before ${teller.time(fact.end)}, ${teller.person(fact.witness)} looks on`;
    case 'TestSignInFailed':
      return say`${teller.who} said that ${teller.task(fact.task)} did not work: ${teller.typed(fact.evidence)}`;
    case 'TestFailureConfirmed':
      return say`${teller.who} looked on and confirmed that ${teller.task(fact.task)} did not work: it is open again`;
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
