// The sentences of looking back: votes confirmed once more; the review signed, countersigned or refused; texts corrected or taken out.
import type { Verb } from '../dialogs/command.ts';
import type { FactOf } from '../ledger/fact.ts';
import { REPORTING_WORDS } from './follow-up.ts';
import { CLASS_WORDS } from './phase.ts';
import { tellCorrected } from './story-correct.ts';
import { type Piece, say, type Teller } from './teller.ts';
import { dayWords } from './text.ts';

type ReviewFact = FactOf<
  | 'VoteConfirmed'
  | 'VoteDoubted'
  | 'VoteUnanswered'
  | 'Reviewed'
  | 'FollowUpAssigned'
  | 'FollowUpDone'
  | 'ReviewRefused'
  | 'Countersigned'
  | 'TextRedacted'
  | 'Corrected'
>;

/** What somebody tried at the review, in the words of the buttons. */
export const REVIEW_ATTEMPTS = {
  'refuse-review': 'refuse a review',
  'confirm-vote': 'confirm a vote once more',
  'doubt-vote': 'not confirm a vote',
  'excuse-vote': 'say why a vote has no answer',
  'follow-up-done': 'say that a follow-up is done',
  correct: 'correct a text',
} as const satisfies Partial<Record<Verb, string>>;

/** The sentence of one of these facts, in pieces. */
export function tellReview(fact: ReviewFact, teller: Teller): readonly Piece[] {
  const { who } = teller;
  switch (fact.type) {
    case 'VoteConfirmed':
      return say`${who} confirmed once more: the vote of ${teller.person(fact.voter)} was theirs and right`;
    case 'VoteDoubted':
      return say`${who} does NOT confirm the vote of ${teller.person(fact.voter)}: ${teller.typed(fact.why)}`;
    case 'VoteUnanswered':
      return say`${who} wrote down why ${teller.person(fact.voter)} did not answer about the vote: ${teller.typed(fact.why)}`;
    case 'Reviewed':
      return reviewed(fact, teller);
    case 'FollowUpAssigned':
      return say`Follow-up ${String(fact.number)} for ${teller.person(fact.owner)} until ${dayWords(fact.due)}: ${teller.typed(fact.what)}`;
    case 'FollowUpDone':
      return say`${who} said that follow-up ${String(fact.number)} is done: ${teller.typed(fact.evidence)}`;
    case 'ReviewRefused':
      return say`${who} refused to countersign the review, which is to be done anew: ${teller.typed(fact.why)}`;
    case 'Countersigned':
      return say`${who} countersigned the review`;
    case 'TextRedacted':
      return say`${who} took a text of record ${String(fact.record)} out: ${teller.typed(fact.why)}`;
    case 'Corrected':
      return tellCorrected(fact, teller);
  }
}

function reviewed(fact: FactOf<'Reviewed'>, teller: Teller): readonly Piece[] {
  const { ticket = null, owed = null, reporting } = fact;
  const looked = reporting === undefined ? '' : `; ${REPORTING_WORDS[reporting]}`;
  return say`${teller.who} signed the review as ${CLASS_WORDS[fact.class]}: ${teller.typed(fact.found)}${teller.maybe(', ticket ', ticket)}${teller.maybe(', still owed: ', owed)}${looked}`;
}
