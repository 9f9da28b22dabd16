// At the review both approvers say once more whether their vote was theirs and right; where one cannot, the reviewer writes down why.
import type { Activation } from '../ledger/activation.ts';
import type { Reason } from '../ledger/fact.ts';
import { countedVotes, unanswered } from '../ledger/reviewing.ts';
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';
import type { Person } from './policy.ts';
import { reviewerBarred } from './reviewer.ts';

/** Why this person has no word about this vote now; null when they have. The word of a reviewer is no answer: it gives way. */
function objection(activation: Activation, command: Asked<'confirm-vote' | 'doubt-vote'>['command'], person: Person): Reason | null {
  const vote = countedVotes(activation).find((one) => one.person === command.person);
  if (vote === undefined || !by(vote, person)) return 'not-your-vote';
  if (activation.phase !== 'review') return 'wrong-phase';
  const before = activation.reviewing.answers.get(command.person)?.is;
  // a doubt is not taken back with a click, a confirmation may still become one
  if (before === 'doubted' || (before === 'confirmed' && command.verb === 'confirm-vote')) return 'vote-answered';
  return null;
}

/** “That was I, and I would do it again.” No part in the activation beyond the vote. */
export function confirmVote({ activation, command, person }: Asked<'confirm-vote'>): Decision {
  const before = activation.reviewing.answers.get(command.person);
  if (before?.is === 'confirmed' && by(before, person)) return already(activation);
  const barred = objection(activation, command, person);
  return barred === null ? happened(activation, { type: 'VoteConfirmed', voter: command.person }) : refused(activation, barred);
}

/** “I do not confirm it, because …” */
export function doubtVote({ activation, command, person }: Asked<'doubt-vote'>): Decision {
  const before = activation.reviewing.answers.get(command.person);
  if (before?.is === 'doubted' && by(before, person) && before.why === command.why.hash) return already(activation);
  const barred = objection(activation, command, person);
  const fact = { type: 'VoteDoubted', voter: command.person, why: command.why.hash } as const;
  return barred === null ? happened(activation, fact) : refused(activation, barred);
}

/** Somebody who could review writes down why a voter gave no answer, so that the review can be signed. */
export function excuseVote({ activation, command, person, circumstances }: Asked<'excuse-vote'>): Decision {
  const before = activation.reviewing.answers.get(command.person);
  if (before?.is === 'unanswered' && by(before, person) && before.why === command.why.hash) return already(activation);
  const barred = reviewerBarred(activation, person, circumstances.roster);
  if (barred !== null) return refused(activation, barred);
  if (!unanswered(activation).includes(command.person)) return refused(activation, 'not-asked');
  return happened(activation, { type: 'VoteUnanswered', voter: command.person, why: command.why.hash });
}
