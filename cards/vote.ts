// A vote, restated to its voter in a message of its own, with the way to say that it was somebody else.
import type { Activation, Vote } from '../ledger/activation.ts';
import { QUORUM } from '../dialogs/policy.ts';
import { accountNames, eitherWords, fallbackFacts } from './account.ts';
import { type Data, template } from './bind.ts';
import { brokenNow } from './domain.ts';
import { frame, type Framed } from './frame.ts';
import { wasApproved } from './over.ts';
import { approvals, stand } from './phase.ts';
import { isReader, readerOf } from './reader.ts';
import { clockTime, nameOf, phoneOf, plain, shortHash } from './text.ts';
import type { Shown, Viewing } from './view.ts';
import json from './vote.json' with { type: 'json' };

const SHAPE = {
  hasFacts: 'flag',
  facts: { each: { title: 'text', value: 'text' } },
  hasBox: 'flag',
  boxTitle: 'text',
  boxText: 'text',
  canDisown: 'flag',
} as const;
const fill = template(json, SHAPE);

const ASSURANCE = { channel: 'in Teams, signed in as you', local: 'on a practice set-up, where nobody signs in' } as const;

type Words = Pick<Framed, 'tone' | 'band' | 'heading' | 'second'> & { readonly box: readonly [title: string, text: string] };

/** The vote card of the reader, who voted or said that a vote was not theirs. */
export function drawVote(activation: Activation, viewing: Viewing): Shown {
  const reader = readerOf(activation, viewing);
  const vote = [...activation.votes.values()].find(({ person }) => isReader(person, viewing));
  const disowned = activation.disowned.findLast(({ by }) => by.actor === 'person' && isReader(by.person, viewing));
  const stands = vote !== undefined && (disowned === undefined || disowned.seq < vote.seq);
  const words = stands ? cast(activation, viewing) : notMe(activation, { vote, at: disowned?.at }, viewing);
  const pieces = fill({
    hasFacts: vote !== undefined,
    facts: vote === undefined ? [] : facts(activation, vote, viewing),
    hasBox: true,
    boxTitle: words.box[0],
    boxText: words.box[1],
    canDisown: reader.may('disown'),
  });
  return frame(
    { card: 'vote', activation, ...words, ...pieces, summary: `${words.band.toLowerCase()}, ${accountNames(activation)}` },
    viewing,
  );
}

function cast(activation: Activation, viewing: Viewing): Words {
  const { operator } = activation.request;
  const ring = `Press the button at once and ring the duty manager, ${plain(viewing.circumstances.policy.dutyPhone, 40)}.`;
  const effect = activation.phase === 'requested' ? 'Your vote will then not count.' : 'Everybody will then be told.';
  const heading = `You approved that ${nameOf(operator, viewing)} may open ${eitherWords(activation.request)}`;
  const second =
    activation.phase === 'requested'
      ? `${approvals(activation, viewing)} of ${QUORUM} approvals so far.`
      : `${stand(activation, viewing).heading}.`;
  return { tone: 'good', band: 'YOU APPROVED', heading, second, box: ['Was this not you?', `${ring} ${effect}`] };
}

function notMe(
  activation: Activation,
  { vote, at }: { readonly vote: Vote | undefined; readonly at: number | undefined },
  viewing: Viewing,
): Words {
  const { dutyPhone } = viewing.circumstances.policy;
  const heading = at === undefined ? 'There is no vote of yours here' : `You said at ${clockTime(at, viewing)} that this vote was not you`;
  const second = vote === undefined ? 'It does not count.' : 'It had already counted. Everybody has been told, and the activation goes on.';
  const ring = `Ring the duty manager, ${plain(dutyPhone, 40)}, and ${nameOf(activation.requester, viewing)}, ${phoneOf(activation.requester, viewing)}. Somebody may be using your account.`;
  const band = vote === undefined ? 'VOTE TAKEN BACK' : 'ALARM · VOTE DISOWNED';
  return { tone: 'attention', band, heading, second, box: ['Do this now', ring] };
}

function facts(activation: Activation, vote: Vote, viewing: Viewing): Data<typeof SHAPE>['facts'] {
  const how = vote.by.actor === 'person' ? ASSURANCE[vote.by.assurance] : 'not by a person';
  return [
    { title: 'When', value: clockTime(vote.at, viewing) },
    { title: 'How', value: how },
    ...(activation.course.domains.length > 0 ? [{ title: 'Broken', value: brokenNow(activation, viewing) }] : []),
    ...fallbackFacts(activation, viewing),
    { title: 'Request', value: `check code ${shortHash(activation.digest)}` },
    ...(wasApproved(activation) ? [{ title: 'Approvals', value: `${activation.votes.size} of ${QUORUM}` }] : []),
  ];
}
