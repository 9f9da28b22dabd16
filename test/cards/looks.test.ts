import { describe, expect, test } from '@jest/globals';
import { claimedElsewhere, lookDetails, LOOK_WORDS, lookLines, skippedWrong } from '../../cards/looks.ts';
import { drawOperation } from '../../cards/operation.ts';
import { readable } from '../../cards/plain.ts';
import { details } from '../../cards/review-facts.ts';
import { drawRoom } from '../../cards/room.ts';
import { drawTimeline } from '../../cards/timeline.ts';
import { LOOKS } from '../../runbooks/runbook.ts';
import { HOSTILE, LIBRARY, mona, type Night, night, rita } from './sample.ts';
import { honest } from './sound.ts';

const TITLE = '“Look for other policies of the same change”';
const STEP = LIBRARY.offered[0]!.runbook.steps.find(({ id }) => id === 'look-around')!;
const claimed = () => night('walked').does(rita, 'finish-step', { step: 'look-around', choice: 'none' });
const WRONG = 'A second policy was changed at 02:05';

const use = (one: Night, connected: boolean, focus: string | null = null) => {
  const viewing = one.viewing(rita, { connected, focus });
  return readable(honest(drawOperation(one.open, viewing), one.open, viewing).card);
};
const room = (one: Night) => readable(honest(drawRoom(one.open, one.viewing('room')), one.open, one.viewing('room')).card);
const lines = (one: Night, connected: boolean, shown = true) =>
  lookLines(shown ? STEP : null, one.open, one.viewing(rita, { connected })).map(({ lead, words }) => `${lead} ${words}`);

test('Everything that can be looked at has words that say what is looked at', () => {
  expect(Object.keys(LOOK_WORDS)).toEqual([...LOOKS]);
  for (const words of Object.values(LOOK_WORDS)) expect(words).toMatch(/^whether [^.]+$/);
});

describe('a step that names a look', () => {
  test('says that Glassbreak looks, too, and at what', () => {
    expect(use(night('walked'), true, 'look-around')).toContain(
      'Glassbreak looks, too:  whether the Conditional Access policies are as before.',
    );
  });
  test('says once and calmly that Entra is not connected', () => {
    expect(use(night('walked'), false, 'look-around')).toContain('Entra is not connected:  look yourself.');
    expect(lines(claimed(), false)).toEqual([
      `Claimed, not yet seen: ${TITLE}, by Rita Requester at 03:50 (02:50 UTC).`,
      'Entra is not connected: look yourself.',
    ]);
  });
  test('says nothing of it on the card of another step while nothing is claimed', () => {
    expect(lines(night('walked'), false, false)).toEqual([]);
    expect(use(night('walked'), false)).not.toContain('Entra is not connected');
  });
});

describe('claimed', () => {
  test('it stands on the card of the use until it is seen', () => {
    expect(use(claimed(), true)).toContain(
      `Claimed, not yet seen: ${TITLE}, by Rita Requester at 03:50 (02:50 UTC). Claims are looked at every five minutes. You can go on.`,
    );
    expect(use(claimed().looked('right', 'None was changed'), true)).not.toContain('Claimed');
  });
  test('under another step it stands after all that is to be done there, and does not ask to look at that step', () => {
    const read = use(claimed(), false);
    expect(read).toMatch(
      /Decide what to do with the policy[^]*\[ Your decision[^]*\) Exclude both[^\n]*\nClaimed, not yet seen: “Look for other policies/u,
    );
    expect(read).not.toMatch(/Entra is not connected|look yourself/u);
    expect(lines(claimed(), false, false)).toContain('Entra is not connected: look yourself.');
    const other = LIBRARY.offered[0]!.runbook.steps.find(({ id }) => id === 'which')!;
    expect(lookLines(other, claimed().open, claimed().viewing(rita))).toEqual([]);
  });
  test('it stands in the room, in the timeline and in the review', () => {
    expect(room(claimed())).toContain(`Claimed   not yet seen: ${TITLE}`);
    expect(room(claimed())).toContain(`03:50 Rita Requester: claimed ${TITLE}`);
    expect(room(night('walked'))).not.toMatch(/[Cc]laimed/);
    const timeline = drawTimeline({ activation: claimed().open, lines: [], page: 0 }, claimed().viewing(mona));
    expect(readable(timeline.card)).toContain(`Nothing is written yet. Claimed: not yet seen: ${TITLE}.`);
    const review = claimed().does(rita, 'hand-back');
    expect(details(review.open, review.viewing(mona))[0]).toEqual({
      lead: `Claimed, not yet seen: ${TITLE},`,
      words: 'by Rita Requester at 03:50 (02:50 UTC).',
    });
  });
});

describe('seen wrong', () => {
  const wrong = () => claimed().looked('wrong', WRONG);

  test('it is loud on the card of the use and in the room, and says what was seen, when, and what to do', () => {
    expect(use(wrong(), true, 'look-around')).toContain('REAL · IN USE · A CHECK IS SEEN WRONG');
    expect(use(wrong(), true, 'look-around')).toContain(
      [
        `! Seen wrong, at 03:51 (02:51 UTC):  ${WRONG}`,
        'This cannot be ticked.  Mend it; it is looked at again every five minutes. If it must stay so, leave it out with a reason.',
      ].join('\n'),
    );
    expect(use(wrong(), true, 'look-around')).not.toContain('< Done >');
    expect(use(wrong(), true, 'look-around')).toContain('Claimed by Rita Requester, 03:50 (02:50 UTC):');
    expect(room(wrong())).toContain('REAL · IN USE · A CHECK IS SEEN WRONG');
    expect(room(wrong())).toContain(`Seen wrong  ${TITLE}, looked at 03:51 (02:51 UTC): ${WRONG}`);
  });
  test('it stands on the card of any other step', () => {
    expect(use(wrong(), true)).toContain(`! Seen wrong ${TITLE}, at 03:51 (02:51 UTC):  ${WRONG}`);
  });
  test('once Entra is no longer connected, what is left is to leave it out with a reason', () => {
    expect(lines(wrong(), false)).toEqual([
      `! Seen wrong, at 03:51 (02:51 UTC): ${WRONG}`,
      'This cannot be ticked. Entra is not connected now, so nothing can be seen. If it must stay so, leave it out with a reason.',
    ]);
  });
  test('it stands in the timeline and, first of its kind, in the review', () => {
    const timeline = drawTimeline({ activation: wrong().open, lines: [], page: 0 }, wrong().viewing(mona));
    expect(readable(timeline.card)).toContain(`Seen wrong: ${TITLE}, looked at 03:51 (02:51 UTC): ${WRONG}.`);
    const review = wrong().does(rita, 'hand-back');
    expect(lookDetails(review.open, review.viewing(mona))).toEqual([
      { lead: `! Seen wrong ${TITLE}, at 03:51 (02:51 UTC):`, words: WRONG },
    ]);
  });
  test('left out all the same, the review says so; an ordinary skip reads as before', () => {
    const skip = (one: Night) => one.does(rita, 'skip-step', { step: 'look-around', why: 'No time' });
    const read = (one: Night) => details(one.open, one.viewing(mona)).map(({ lead }) => lead);
    expect(read(skip(wrong()))).toContain('! Skipped although seen wrong: Look for other policies of the same change.');
    expect(read(skip(night('walked')))).toContain('Skipped: Look for other policies of the same change.');
    const skipped = skip(wrong()).open;
    expect(skippedWrong(skipped, { ...skipped.steps.at(-1)!, seq: 1 })).toBe(false);
  });
  test('it names the step by its id where the runbook is not at hand', () => {
    const one = wrong();
    const viewing = one.viewing(rita);
    const library = { ...LIBRARY, pinned: () => null };
    const lost = { ...viewing, circumstances: { ...viewing.circumstances, library } };
    expect(readable(drawRoom(one.open, lost).card)).toContain('“look-around”, looked at');
    expect(lookDetails(one.open, lost)[0]?.lead).toContain('“look-around”');
  });
  test('whatever was seen is text and nothing else', () => {
    for (const hostile of HOSTILE) use(claimed().looked('wrong', hostile), true, 'look-around');
    for (const hostile of HOSTILE) room(claimed().looked('wrong', hostile));
  });
});

test('Under another step it is said at the end what is claimed, and where Entra is connected, that it is looked at', () => {
  const one = claimed();
  const other = LIBRARY.offered[0]!.runbook.steps.find(({ id }) => id !== 'look-around')!;
  const said = (connected: boolean) => claimedElsewhere(other, one.open, one.viewing(rita, { connected }));
  expect(said(true)).toMatch(/Claims are looked at every five minutes\. You can go on\.$/u);
  expect(said(false)).not.toContain('looked at every five minutes');
  expect(claimedElsewhere(STEP, one.open, one.viewing(rita, { connected: true }))).toBe('');
  expect(lines(one, true, false)).toContain('Claims are looked at every five minutes. You can go on.');
  expect(lines(one, true)).toContain('Claims are looked at every five minutes. You can go on.');
  const nothing = night('walked');
  expect(lookLines(null, nothing.open, nothing.viewing(rita, { connected: true }))).toEqual([]);
});
