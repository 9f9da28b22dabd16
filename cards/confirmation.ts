// A vote looked at once more, by the one who cast it, when the activation is reviewed: was that you, and would you do it again?
import type { Activation, Vote } from '../ledger/activation.ts';
import { bothWords } from './account.ts';
import { countedVotes } from '../ledger/reviewing.ts';
import { template } from './bind.ts';
import json from './confirmation.json' with { type: 'json' };
import { frame, type Framed } from './frame.ts';
import { CLASS_WORDS } from './phase.ts';
import { isReader, readerOf } from './reader.ts';
import { byWhom, clockTime, nameOf, typedText } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const fill = template(json, {
  lines: { each: { lead: 'text', words: 'text' } },
  mayConfirm: 'flag',
  mayDoubt: 'flag',
  person: 'text',
} as const);

type Words = Pick<Framed, 'tone' | 'band' | 'heading' | 'second'>;

/** The card of the reader about their counted vote; it says so when there is none. */
export function drawConfirmation(activation: Activation, viewing: Viewing): Shown {
  const reader = readerOf(activation, viewing);
  const vote = countedVotes(activation).find(({ person }) => isReader(person, viewing));
  const own = (verb: 'confirm-vote' | 'doubt-vote') => vote !== undefined && reader.items(verb).includes(vote.person);
  const words = vote === undefined ? NO_VOTE : wordsFor(activation, vote, viewing);
  const answer = vote === undefined ? undefined : activation.reviewing.answers.get(vote.person);
  const pieces = fill({
    lines: [
      { lead: 'Asked because', words: typedText(activation.request.why, viewing, 600) },
      ...(answer?.is === 'doubted' && answer.why !== null ? [{ lead: 'You said', words: typedText(answer.why, viewing, 600) }] : []),
    ],
    mayConfirm: own('confirm-vote'),
    mayDoubt: own('doubt-vote'),
    person: vote?.person ?? '',
  });
  const summary = own('confirm-vote') ? 'please confirm your vote once more' : words.band.toLowerCase();
  return frame({ card: 'confirmation', activation, ...words, ...pieces, summary }, viewing);
}

const NO_VOTE: Words = { tone: 'default', band: 'YOUR VOTE', heading: 'There is no vote of yours here', second: '' };

function wordsFor(activation: Activation, vote: Vote, viewing: Viewing): Words {
  const { kind, operator } = activation.request;
  const said = `At ${clockTime(vote.at, viewing)} you approved that ${nameOf(operator, viewing)} may open ${bothWords(activation.request)}, as ${CLASS_WORDS[kind]}`;
  const answer = activation.reviewing.answers.get(vote.person);
  const closed = activation.phase === 'closed';
  switch (answer?.is) {
    case 'confirmed':
      return { tone: 'good', band: 'VOTE CONFIRMED', heading: said, second: `You confirmed it at ${clockTime(answer.at, viewing)}.` };
    case 'doubted':
      return {
        tone: 'attention',
        band: 'VOTE NOT CONFIRMED',
        heading: said,
        second: `You did not confirm it, at ${clockTime(answer.at, viewing)}. Everybody on it reads that.`,
      };
    case 'unanswered': {
      const why = `${byWhom(answer.by, viewing)} wrote down why you did not answer.`;
      return { tone: closed ? 'default' : 'attention', band: 'CONFIRM YOUR VOTE', heading: `${said}: ${ASKED}`, second: why };
    }
    case undefined:
      return { tone: 'attention', band: 'CONFIRM YOUR VOTE', heading: `${said}: ${ASKED}`, second: 'The review waits for your answer.' };
  }
}

const ASKED = 'was that you, and would you do it again?';
