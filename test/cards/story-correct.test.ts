import { describe, expect, test } from '@jest/globals';
import { changeLines, changeWords } from '../../cards/changes.ts';
import { drillReport } from '../../cards/drill-report.ts';
import { readable } from '../../cards/plain.ts';
import { beside } from '../../cards/story-correct.ts';
import { drawTimeline, telling } from '../../cards/timeline.ts';
import { timeline } from '../../ledger/timeline.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, bea, HOSTILE, mona, Night, night, rita, sha } from './sample.ts';
import { buttons, harmless, sound } from './sound.ts';

const lines = (one: Night) => timeline(one.records, {});
const words = (one: Night) => telling(one.open, one.viewing(mona));
const draw = (one: Night, who: Person = mona, own = true) =>
  sound(drawTimeline({ activation: one.open, lines: lines(one), page: 0, own }, one.viewing(who)));
const noted = () => night('in use').does(aaron, 'note', { text: 'She rang at 02:10.' });
const line = (one: Night) => `${one.open.last.seq} text`;
const mended = (one = noted(), who: Person = aaron) =>
  one.does(who, 'correct', { line: line(one), right: 'She rang at 02:20.', cause: 'Wrong clock.' });

describe('a correction', () => {
  test('stands beside what it corrects, which stays, and in a line of its own with the reason', () => {
    const text = readable(draw(mended()).card);
    expect(text).toMatch(
      /Aaron Approver noted: “She rang at 02:10\.” \[corrected by Aaron Approver, 03:43 \(02:43 UTC\), the note: “She rang at 02:20\.”\]/,
    );
    expect(text).toMatch(/Aaron Approver corrected the note of record \d+: “She rang at 02:20\.”, because “Wrong clock\.”/);
  });
  test('is the newest when there are several, and says how many', () => {
    const one = mended();
    const about = `${one.open.notes[0]!.seq} text`;
    one.does(mona, 'correct', { line: about, right: 'At 02:25.', cause: 'The call log.' });
    const text = readable(draw(one).card);
    expect(text).toContain('[corrected 2 times, last by Mona Manager, ');
    expect(text).toContain('the note: “At 02:25.”]');
  });
  test('is of one record and one field: nothing stands beside other lines', () => {
    const one = mended();
    const marked = lines(one).filter((each) => beside(each, lines(one), { telling: words(one) }) !== '');
    expect(marked.map(({ fact }) => fact.type)).toEqual(['NoteTaken']);
    const [note] = marked;
    const other = lines(one).map((each) =>
      each.fact.type === 'Corrected' ? { ...each, fact: { ...each.fact, field: 'back' as const } } : each,
    );
    expect(beside(note!, other, { telling: words(one) })).toBe('');
  });
  test('is cut on the card, and says so where its words were taken out', () => {
    const one = mended();
    const note = lines(one).find(({ fact }) => fact.type === 'NoteTaken')!;
    expect(beside(note, lines(one), { telling: words(one), most: 8 })).toContain('the note: “She rang…”]');
    const gone = { ...words(one), text: () => null, taken: () => '[taken out later]' };
    expect(beside(note, lines(one), { telling: gone })).toContain('the note: [taken out later]]');
  });
  test('stands in the report of a drill, too', () => {
    const one = mended(night('in use', { kind: 'drill', domain: 'drill' }).does(aaron, 'note', { text: 'She rang at 02:10.' }));
    const head = { size: 1, root: sha('root'), signed: null };
    const text = drillReport({ activation: one.open, lines: lines(one), head, telling: words(one) }).join('\n');
    expect(text).toContain('noted: “She rang at 02:10.” \\[corrected by Aaron Approver');
  });
  test('of a logged change stands where the change is settled and reviewed', () => {
    const one = night('walked').does(rita, 'change', { was: 'on', is: 'off', back: 'switch it on' });
    const seq = one.open.last.seq;
    const task = `change-${one.open.changes.length}`;
    const before = changeWords(one.open, task, one.viewing(mona));
    one.does(rita, 'correct', { line: `${seq} back`, right: 'report-only', cause: 'It was never on.' });
    const after = changeWords(one.open, task, one.viewing(mona));
    expect(after).toEqual([...before, { lead: '! Corrected by Rita Requester, how to put it back:', words: 'report-only' }]);
    expect(changeLines(one.open, one.viewing(mona)).at(-1)?.lead).toContain(', corrected later (see the timeline):');
    expect(
      changeLines(night('walked').open, one.viewing(mona))
        .map(({ lead }) => lead)
        .join(),
    ).not.toContain('corrected later');
  });
});

describe('the form', () => {
  test('offers one’s own texts in the own chat, all of them to a manager, and nothing to others or in the room', () => {
    const one = noted();
    const form = (who: Person, own = true) => buttons(draw(one, who, own)).find(({ verb }) => verb === 'correct');
    for (const who of [aaron, mona]) {
      expect(form(who)).toMatchObject({ title: 'Correct it', data: { page: 0, who: 'all', about: 'all' } });
      expect(JSON.stringify(draw(one, who).card)).toContain(`03:40 the note: “She rang at 02:10.”","value":"${line(one)}"`);
    }
    expect(form(bea)).toBeUndefined();
    expect(form(mona, false)).toBeUndefined();
  });
  test('of a page of the longest texts stays small enough to be sent', () => {
    for (const long of ['🔥'.repeat(450), '中'.repeat(900), '"\\'.repeat(450)]) {
      const one = night('in use', { kind: 'drill', domain: 'drill' });
      const other = (at: number) => `${at} ${long}`;
      for (let at = 0; at < 10; at += 1) one.does(rita, 'change', { was: other(at), is: other(at), back: other(at) }, 0);
      for (const [at, { seq }] of one.open.changes.entries())
        one.does(rita, 'correct', { line: `${seq} back`, right: other(at), cause: other(at).slice(0, 400) }, 0);
      for (const page of [0, 1]) {
        const shown = drawTimeline({ activation: one.open, lines: lines(one), page, own: true }, one.viewing(mona));
        sound(shown);
        expect(buttons(shown).some(({ verb }) => verb === 'correct')).toBe(page === 1);
      }
    }
  });
  test.each(HOSTILE)('lets nothing that was typed become markup: %j', (right) => {
    const one = noted();
    harmless(draw(one.does(aaron, 'correct', { line: line(one), right, cause: right })));
  });
});
