import { describe, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { drawTimeline } from '../../cards/timeline.ts';
import { drawUnclear, onlyPressed, onlyTyped } from '../../cards/timeline-filter.ts';
import { actors, ALL, type Only, onlyLines } from '../../ledger/line-kind.ts';
import type { PersonId } from '../../ledger/ids.ts';
import type { Viewing } from '../../cards/view.ts';
import { aaron, bea, carl, HOSTILE, mona, night, PEOPLE, rita, rosterOf, START } from './sample.ts';
import { byPerson, LINES, telling } from './sample-lines.ts';
import { all, buttons, harmless, sound } from './sound.ts';

const one = telling(night('walked'));
const viewing = one.viewing(mona);
const draw = (only: Only, page = 0, lines = LINES) => sound(drawTimeline({ activation: one.open, lines, page, only }, viewing));
const typed = (words: string, lines = LINES, over: Viewing = viewing) => onlyTyped(words, lines, over);
const note = (person: PersonId, at: number) => ({ ...LINES[0]!, seq: at, at: START + at, by: byPerson(person) });

describe('the card', () => {
  test('shows only what was asked for, says so, and how to see all', () => {
    const text = readable(draw({ person: carl.id, kind: 'custody' }).card);
    const lines = onlyLines(LINES, { person: carl.id, kind: 'custody' });
    expect(text).toContain('Only what Carl Custodian did, only custody; “All lines” shows everything.');
    expect(text).toContain(`Lines 1 to ${lines.length} of ${lines.length}`);
    expect(text).toContain('released');
    expect(text).not.toContain('Rita Requester asked for');
    expect(buttons(draw({ person: carl.id, kind: null })).find(({ title }) => title === 'All lines')).toMatchObject({
      verb: 'timeline',
      data: { page: 0, who: 'all', about: 'all' },
    });
    expect(readable(draw({ person: null, kind: 'after' }).card)).toContain('Only after the use;');
    expect(readable(draw(ALL).card)).not.toMatch(/Only |All lines/);
  });
  test('keeps the filter from page to page, whatever else stands in the form', () => {
    const only = { person: aaron.id, kind: null } as const;
    const many = Array.from({ length: 25 }, (_, at) => note(at % 5 === 0 ? rita.id : aaron.id, at));
    const paging = (page: number) =>
      buttons(draw(only, page, many))
        .filter(({ title }) => String(title).endsWith('lines') && title !== 'Show these lines')
        .map(({ title, data, associatedInputs }) => [title, data, associatedInputs]);
    const about = { card: 'timeline', activation: one.open.id };
    expect(paging(0)).toEqual([
      ['Earlier lines', { ...about, page: 1, who: aaron.id, about: 'all' }, 'none'],
      ['All lines', { ...about, page: 0, who: 'all', about: 'all' }, 'none'],
    ]);
    expect(paging(1)).toEqual([
      ['Later lines', { ...about, page: 0, who: aaron.id, about: 'all' }, 'none'],
      ['All lines', { ...about, page: 0, who: 'all', about: 'all' }, 'none'],
    ]);
  });
  test('offers everybody who did something and each kind, the ones shown being chosen', () => {
    const [who, about] = all(draw({ person: bea.id, kind: 'votes' }).card, 'Input.ChoiceSet');
    expect(who).toMatchObject({ id: 'who', value: bea.id });
    expect(who?.['choices']).toContainEqual({ title: 'Bea Approver', value: bea.id });
    expect(who?.['choices']).toHaveLength(actors(LINES).length + 1);
    expect(about).toMatchObject({ id: 'about', value: 'votes' });
    expect(about?.['choices']).toContainEqual({ title: 'custody', value: 'custody' });
    expect(buttons(draw(ALL)).find(({ title }) => title === 'Show these lines')).toMatchObject({ data: { page: 0 } });
  });
  test('offers at most twenty people, and whoever is shown', () => {
    const crowd = Array.from({ length: 30 }, (_, at) => note(`E${2000 + at}` as PersonId, at));
    const last = crowd.at(-1)!.by;
    const person = last.actor === 'person' ? last.person : null;
    const choices = (only: Only) => all(draw(only, 0, crowd).card, 'Input.ChoiceSet')[0]?.['choices'] as readonly unknown[];
    expect(choices(ALL)).toHaveLength(21);
    expect(choices({ person, kind: null })).toHaveLength(22);
    expect(choices({ person, kind: null })).toContainEqual({ title: person, value: person });
  });
  test('says when nothing of that kind was done', () => {
    const text = readable(draw({ person: mona.id, kind: 'custody' }).card);
    expect(text).toContain('Only what Mona Manager did, only custody; “All lines” shows everything. There is no such line.');
  });
});

describe('typed words', () => {
  test('name a person by a part of the name, a kind by its word, or both in any order', () => {
    expect(typed('')).toEqual(ALL);
    expect(typed('bea')).toEqual({ person: bea.id, kind: null });
    expect(typed('  BEA  Appr ')).toEqual({ person: bea.id, kind: null });
    expect(typed('custody')).toEqual({ person: null, kind: 'custody' });
    expect(typed('carl custody')).toEqual({ person: carl.id, kind: 'custody' });
    expect(typed('after bea')).toEqual({ person: bea.id, kind: 'after' });
  });
  test('that fit nobody say who there is', () => {
    expect(typed('zoe', [note(rita.id, 1), note(bea.id, 2)])).toBe(
      'Nobody of that name did anything here. There are Rita Requester and Bea Approver.',
    );
    expect(typed('zoe', [note(rita.id, 1)])).toBe('Nobody of that name did anything here. There is Rita Requester.');
    expect(typed('mona', [note(rita.id, 1)])).toContain('Nobody of that name did anything here.');
  });
  test('that fit several say whom, unless one is called exactly so', () => {
    const lines = [note(aaron.id, 1), note(bea.id, 2), note(rita.id, 3)];
    expect(typed('approver', lines)).toBe('More than one person fits: Aaron Approver or Bea Approver.');
    const people = PEOPLE.map((each) => (each === aaron ? { ...each, name: 'Bea Approver-Smith' } : each));
    const circumstances = { ...viewing.circumstances, roster: rosterOf(people) };
    expect(typed('bea approver', lines, { ...viewing, circumstances })).toEqual({ person: bea.id, kind: null });
    const twins = PEOPLE.map((each) => (each === aaron ? { ...each, name: 'Bea Approver' } : each));
    const same = { ...viewing.circumstances, roster: rosterOf(twins) };
    expect(typed('bea approver', lines, { ...viewing, circumstances: same })).toBe(
      'More than one person fits: Bea Approver or Bea Approver.',
    );
  });
  test('that are not clear get a card with an example and the way to the whole timeline', () => {
    const shown = sound(drawUnclear(one.open.id, 'More than one person fits: Aaron Approver or Bea Approver.'));
    const text = readable(shown.card);
    expect(text).toContain('BG-2026-0001: whose lines?');
    expect(text).toContain('timeline BG-2026-0001 bea custody');
    expect(buttons(shown)).toMatchObject([{ title: 'The whole timeline', verb: 'timeline', data: { activation: 'BG-2026-0001' } }]);
  });
  test.each(HOSTILE)('stay plain whatever they hold: %j', (words) => {
    const asked = typed(words);
    harmless(sound(drawUnclear(one.open.id, typeof asked === 'string' ? asked : '')));
  });
});

test('Data of a button asks for those whom these lines know; anything else asks for all', () => {
  expect(onlyPressed({ who: bea.id, about: 'after' }, LINES)).toEqual({ person: bea.id, kind: 'after' });
  for (const data of [
    { who: 'all', about: 'all' },
    { who: undefined, about: 7 },
    { who: 'E9999', about: '__proto__' },
  ])
    expect(onlyPressed(data, LINES)).toEqual(ALL);
});
