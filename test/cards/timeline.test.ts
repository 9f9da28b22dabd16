import { expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { drawTimeline } from '../../cards/timeline.ts';
import type { Viewing } from '../../cards/view.ts';
import { carl, HOSTILE, mona, night, sha, START } from './sample.ts';
import { byPerson, LINES, telling } from './sample-lines.ts';
import { all, buttons, harmless, sound, verbs } from './sound.ts';

const one = telling(night('walked'));
const draw = (page: number, lines = LINES) => sound(drawTimeline({ activation: one.open, lines, page }, one.viewing(mona)));
const pages = (page: number) =>
  buttons(draw(page))
    .filter(({ verb, title }) => verb === 'timeline' && title !== 'Show these lines')
    .map((button) => [button['title'], (button['data'] as { page: number }).page]);

test('The newest page comes first, ten lines on it, the newest line last', () => {
  const text = readable(draw(0).card);
  expect(text).toContain(`REAL · TIMELINE   BG-2026-0001`);
  expect(text).toContain(`Lines ${LINES.length - 9} to ${LINES.length} of ${LINES.length}; the newest is at the bottom.`);
  const last = new Date(LINES.at(-1)?.at ?? 0).toISOString().slice(11, 16);
  expect(text).toContain(`(${last} UTC)  A newer release of Glassbreak wrote “Blessed”`);
  expect(all(draw(0).card, 'RichTextBlock')).toHaveLength(10);
  expect(verbs(draw(0))).toEqual([]);
});

test('Buttons lead to the earlier and the later page, and a page outside is the nearest one', () => {
  expect(pages(0)).toEqual([['Earlier lines', 1]]);
  expect(pages(2)).toEqual([
    ['Earlier lines', 3],
    ['Later lines', 1],
  ]);
  const last = Math.ceil(LINES.length / 10) - 1;
  expect(pages(99)).toEqual([['Later lines', last - 1]]);
  expect(pages(-1)).toEqual([['Earlier lines', 1]]);
  expect(all(draw(last).card, 'RichTextBlock')).toHaveLength(LINES.length - 10 * last);
});

test('The last button leads back to the card of the activation, if there is one', () => {
  expect(buttons(draw(2)).at(-1)).toMatchObject({ title: 'Back to my card', verb: 'my-view' });
  const shown = sound(drawTimeline({ activation: null, lines: LINES, page: 2 }, one.viewing(mona)));
  expect(buttons(shown).map((button) => button['verb'])).toEqual(['timeline', 'timeline']);
});

test('Without lines it says so, and it can be of no activation', () => {
  expect(readable(draw(0, []).card)).toContain('Nothing is written yet.');
  const shown = sound(drawTimeline({ activation: null, lines: LINES.slice(0, 3), page: 0 }, one.viewing(mona)));
  expect(readable(shown.card)).toContain('Who did what, when and why');
  const done = LINES.filter(({ fact }) => fact.type === 'TaskDone' || fact.type === 'StepFailed');
  const bare = readable(sound(drawTimeline({ activation: null, lines: done, page: 0 }, one.viewing(mona))).card);
  expect(bare).toContain('“say-so”');
  expect(bare).toContain('“Revoke all sessions of the account”');
});

test('A runbook that is no longer at hand leaves the ids of its steps', () => {
  const viewing = one.viewing(mona);
  const library = { ...viewing.circumstances.library, pinned: () => null };
  const lines = LINES.filter(({ fact }) => fact.type === 'StepWitnessed');
  const shown = drawTimeline(
    { activation: one.open, lines, page: 0 },
    { ...viewing, circumstances: { ...viewing.circumstances, library } },
  );
  expect(readable(shown.card)).toContain('“sign-in-works”');
});

test.each(HOSTILE)('Typed text stays plain: %j', (text) => {
  harmless(sound(drawTimeline({ activation: one.open, lines: LINES, page: 1 }, one.viewing(mona, { text: () => text }))));
});

test('A page of the longest texts stays small enough to be sent', () => {
  const change = LINES.find(({ fact }) => fact.type === 'ChangeLogged')!;
  for (const long of ['🔥'.repeat(1000), '中'.repeat(1000), '"\\'.repeat(500)]) {
    sound(
      drawTimeline(
        { activation: one.open, lines: Array.from({ length: 10 }, () => change), page: 0 },
        one.viewing(mona, { text: () => long }),
      ),
    );
  }
});

test('In the own chat one can take texts out, in a form that names each by its beginning; elsewhere not', () => {
  const viewing = one.viewing(mona);
  const { request } = one.open;
  const lines = LINES.filter(({ fact }) => fact.type === 'NoteTaken' || fact.type === 'Requested').map((line) =>
    line.fact.type === 'Requested' ? { ...line, fact: { ...line.fact, why: request.why } } : line,
  );
  const text = JSON.stringify(sound(drawTimeline({ activation: one.open, lines, page: 0, own: true }, viewing)).card);
  expect(text).toContain('Take a text out …');
  expect(text.match(new RegExp(`"value":"${request.why}"`, 'g'))).toHaveLength(2);
  expect(text).toMatch(/03:\d\d “The new sign-in policy/);
  for (const shown of [
    drawTimeline({ activation: one.open, lines, page: 0 }, viewing),
    drawTimeline({ activation: null, lines, page: 0, own: true }, viewing),
    drawTimeline({ activation: one.open, lines, page: 0, own: true }, one.viewing(carl)),
  ])
    expect(JSON.stringify(sound(shown).card)).not.toContain('Take a text out');
});

test('Where a text was taken out stand who did it, when and why, as far as they are known', () => {
  const why = sha('why');
  const mark = { seq: 7, at: START, by: byPerson(mona.id), why };
  const lines = LINES.filter(({ fact }) => fact.type === 'NoteTaken');
  const draw = (over: Partial<Viewing>) =>
    readable(sound(drawTimeline({ activation: one.open, lines, page: 0 }, one.viewing(mona, { text: () => null, ...over }))).card);
  expect(draw({})).toContain('Carl Custodian noted: [taken out later]');
  expect(draw({ taken: () => mark })).toContain('noted: [taken out later by Mona Manager, 03:02 (02:02 UTC)]');
  expect(draw({ taken: () => mark, text: (hash) => (hash === why ? 'a secret' : null) })).toContain(
    '[taken out later by Mona Manager, 03:02 (02:02 UTC): “a secret”]',
  );
  expect(draw({ taken: () => ({ ...mark, by: { actor: 'product' } }) })).toContain('[taken out later by Glassbreak, 03:02 (02:02 UTC)]');
});
