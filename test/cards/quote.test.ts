// The dialog that puts a message of the room into the timeline, and the note that comes of it.
import { expect, test } from '@jest/globals';
import { drawQuote, MOST_QUOTED, quoteText } from '../../cards/quote.ts';
import { ActivationId } from '../../ledger/ids.ts';
import { bea, HOSTILE, MINUTE, night, START } from './sample.ts';
import { all, harmless, sound } from './sound.ts';
import { pressed, words } from './words.ts';

const QUOTED = { author: 'Aaron Approver', sent: START + MINUTE, message: '17', was: 'ab' };
const one = night('in use');
const drill = night('requested', { kind: 'drill', domain: 'drill' }).open;
const second = { ...drill, id: ActivationId.parse('BG-2026-0002') };
const draw = (open = [one.open], over = {}) =>
  sound(drawQuote({ quoted: QUOTED, text: 'It works', isCut: false, open, ...over }, one.viewing(bea)));

test('Where one activation is open the dialog is about it, says whose message it is, and its button brings back what is known of it', () => {
  const shown = draw();
  expect(words(shown)).toContain('REAL · MESSAGE');
  expect(words(shown)).toContain(
    'Aaron Approver wrote it at 03:03 (02:03 UTC). It becomes your note, and everybody on the roster can read it.',
  );
  expect(words(shown)).not.toContain('this is its beginning');
  expect(pressed(shown)).toEqual(['note']);
  expect(JSON.stringify(shown.card)).toContain(
    '"data":{"card":"quote","activation":"BG-2026-0001","author":"Aaron Approver","sent":' +
      String(QUOTED.sent) +
      ',"message":"17","was":"ab"}',
  );
  expect(all(shown.card, 'Input.')).toMatchObject([{ id: 'text', value: 'It works', maxLength: MOST_QUOTED }]);
});

test('A drill says so, and a long message and an unknown time are said', () => {
  const shown = draw([drill], { isCut: true, quoted: { ...QUOTED, sent: 0 } });
  expect(words(shown)).toContain('DRILL · DRY · MESSAGE');
  expect(words(shown)).toContain('this is its beginning');
  expect(words(shown)).toContain('wrote it at a time that Teams does not tell.');
});

test('Where several are open it asks which, the newest first, each with real or drill, account and phase, at most 20', () => {
  const [choice] = all(draw([one.open, second]).card, 'Input.ChoiceSet');
  expect(choice?.['choices']).toEqual([
    { title: 'DRILL · DRY · BG-2026-0002, bg-admin-01, requested', value: 'BG-2026-0002' },
    { title: 'REAL · BG-2026-0001, bg-admin-01, in use', value: 'BG-2026-0001' },
  ]);
  expect(choice?.['value']).toBeUndefined();
  const [many] = all(draw(Array.from({ length: 30 }, () => second)).card, 'Input.ChoiceSet');
  expect(many?.['choices']).toHaveLength(20);
});

test('The note says who wrote what and when, and whether it is word for word', () => {
  const at = Date.UTC(2026, 10, 23, 1, 12, 59);
  expect(quoteText({ ...QUOTED, sent: at }, 'It works', false)).toBe(
    'Aaron Approver wrote in the room: “It works” Written on 2026-11-23 at 01:12 UTC (message 17).',
  );
  expect(quoteText({ ...QUOTED, sent: 0, message: '' }, 'It', true)).toBe(
    'Aaron Approver wrote in the room (not word for word): “It” Written at a time not known.',
  );
});

test('A whole quote fits into a note, and hostile words stay plain', () => {
  expect(quoteText({ ...QUOTED, author: 'x'.repeat(500), message: 'y'.repeat(64) }, 'z'.repeat(MOST_QUOTED), true).length).toBeLessThan(
    2_000,
  );
  for (const text of HOSTILE) harmless(draw([one.open], { quoted: { ...QUOTED, author: text } }));
});
