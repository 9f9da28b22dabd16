// What the voters say about their votes at the review, and the reviews that were refused: as facts, as lines and as alarms on every card.
import { type Activation, declarationOf, type Vote } from '../ledger/activation.ts';
import { type Answer, countedVotes, unanswered } from '../ledger/reviewing.ts';
import { byWhom, clockTime, listed, localTime, nameOf, nameRun, phoneOf, plain, typedText } from './text.ts';
import { markName } from './parts.ts';
import type { Viewing } from './view.ts';

const SAID: Readonly<Record<Answer['is'], string>> = { confirmed: 'confirmed', doubted: 'NOT CONFIRMED', unanswered: 'no answer' };

/** One row of a FactSet from the review on: what each voter said. None where nobody voted. */
export function votesAgain(activation: Activation, viewing: Viewing): readonly { readonly title: string; readonly value: string }[] {
  const votes = countedVotes(activation);
  if (!('review' in activation) || votes.length === 0) return [];
  const { answers } = activation.reviewing;
  const said = ({ person }: Vote) => {
    const answer = answers.get(person);
    return answer === undefined ? 'not answered yet' : `${SAID[answer.is]} ${localTime(answer.at, viewing)}`;
  };
  return [{ title: 'Votes', value: votes.map((vote) => `${nameOf(vote.person, viewing)} ${said(vote)}`).join(', ') }];
}

/** Why somebody does not confirm or did not answer, and why a review was refused. For RichTextBlocks. */
export function secondLook({ reviewing }: Activation, viewing: Viewing): readonly { readonly lead: string; readonly words: string }[] {
  const answers = [...reviewing.answers].flatMap(([voter, answer]) => {
    if (answer.why === null) return [];
    const said = answer.is === 'doubted' ? '! Vote not confirmed' : 'No answer about the vote';
    return [{ lead: `${said}, ${nameRun(voter, viewing)}:`, words: typedText(answer.why, viewing, 200) }];
  });
  const refused = reviewing.refused.map((review) => ({
    lead: `! Review of ${markName(review, viewing)} refused by ${markName(review.refused, viewing)}:`,
    words: typedText(review.refused.why, viewing, 200),
  }));
  return [...answers, ...refused];
}

/** What nobody may miss who looks at any card of it. For a TextBlock. */
export function doubtAlarms({ reviewing }: Activation, viewing: Viewing): readonly string[] {
  const { dutyPhone } = viewing.circumstances.policy;
  const doubted = [...reviewing.answers].filter(([, { is }]) => is === 'doubted');
  return doubted.map(
    ([voter, { by, at }]) =>
      `! The vote of ${nameOf(voter, viewing)} is NOT confirmed, said by ${byWhom(by, viewing)} at ${clockTime(at, viewing)}. Ring the duty manager, ${plain(dutyPhone, 40)}.`,
  );
}

/** Whom the review waits for, with phone numbers. For a TextBlock. */
export function waitingFor(activation: Activation, viewing: Viewing): string {
  const names = unanswered(activation).map((person) => `${nameOf(person, viewing)} (${phoneOf(person, viewing)})`);
  return `${listed(names)} ${names.length === 1 ? 'has' : 'have'} not said once more whether the vote was theirs and right. Ring them: they have a card of their own.`;
}

/** Why an auditor must sign, too: the use was rejected, a review of it was refused, or it was asked for as something else. A clause. */
export function signedTwiceFor(activation: Activation, asked: string): string {
  if (declarationOf(activation)?.judged?.as === 'rejected') return 'Two people had rejected this use';
  return activation.reviewing.refused.length > 0 ? 'A review of this was refused before' : `It was asked for as ${asked}`;
}

/** A sentence and a blank where a review was refused and none is signed since; else nothing. */
export function reviewedAnew({ reviewing }: Activation): string {
  return reviewing.refused.length > 0 ? 'An auditor refused the review. ' : '';
}
