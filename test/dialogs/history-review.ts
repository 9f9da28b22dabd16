// What every random night must keep about reviews, counted from the records alone.
import type { Fact } from '../../ledger/fact.ts';
import type { PersonId } from '../../ledger/ids.ts';
import type { ReadRecord } from '../../ledger/record.ts';
import { same } from './history.ts';

/** No review before every counted vote has a word; who refused or wrote a refused review neither signs nor countersigns the next; none closes alone after one. */
export function verifyReviews(records: readonly ReadRecord[]): void {
  const ids = new Set(records.map(({ activation }) => activation).filter((id) => id !== null));
  for (const id of ids) verifyReview(records.filter(({ activation }) => activation === id));
}

function verifyReview(own: readonly ReadRecord[]): void {
  let voters: readonly PersonId[] = [];
  const words = new Set<PersonId>();
  const wrote = new Set<string>();
  const refused = new Set<string>();
  let last = '';
  for (const { by, facts, seq } of own) {
    const who = by.actor === 'person' ? by.person : '';
    for (const fact of facts.filter((one): one is Fact => one.type !== 'Unknown')) {
      if (fact.type === 'QuorumReached') voters = fact.voters;
      if (fact.type === 'VoteConfirmed' || fact.type === 'VoteDoubted' || fact.type === 'VoteUnanswered') words.add(fact.voter);
      if (fact.type === 'Reviewed') {
        same([seq, voters.every((voter) => words.has(voter)), refused.has(who)], [seq, true, false]);
        last = who;
        if (wrote.size > 0) same([seq, facts.length], [seq, 1]);
      }
      if (fact.type === 'ReviewRefused') {
        same([seq, who === last], [seq, false]);
        wrote.add(last);
        refused.add(who);
      }
      if (fact.type === 'Countersigned') same([seq, who === last || wrote.has(who)], [seq, false]);
    }
  }
}
