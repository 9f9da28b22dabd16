// What every card has in common: band, notice, alarms, foot.
import { expect, test } from '@jest/globals';
import { button, frame, type Framed, withWayBack } from '../../cards/frame.ts';
import { MINUTE, night, rita, START } from './sample.ts';
import { sound } from './sound.ts';
import { objects, words } from './words.ts';

const BARE: Framed = { card: 'said', activation: null, tone: 'good', band: 'BAND', heading: 'A sentence', body: [], summary: 'A summary' };

test('Without an activation a card is neither real nor a drill, and has no id and no foot', () => {
  const shown = frame(BARE, null);
  expect(words(shown)).toBe('BAND\nA sentence');
  expect([shown.summary, shown.card['fallbackText'], shown.card['actions']]).toEqual(['A summary', 'A summary', []]);
  sound(shown);
});

test('A real activation says REAL, its id, and where its record stands', () => {
  const one = night('requested');
  const viewing = one.viewing(rita);
  const shown = frame({ ...BARE, activation: one.open, second: 'More.', actions: [button('Go', 'status')] }, viewing);
  expect(words(shown)).toMatch(
    /^REAL · BAND\nBG-2026-0001\nA sentence\nMore.\nRecord 101, check code [0-9a-f]{4} [0-9a-f]{4} · people and roles are up to date$/,
  );
  expect(shown.summary).toBe('BG-2026-0001: A summary');
  expect(objects(shown.card).find(({ bleed }) => bleed === true)?.['style']).toBe('good');
  sound(shown);
});

test('A drill says so in band and summary, and is always in the accent colour', () => {
  const drill = night('requested', { kind: 'drill' });
  const shown = frame({ ...BARE, activation: drill.open }, drill.viewing(rita));
  expect(words(shown)).toMatch(/^DRILL · DRY · BAND\n/);
  expect(shown.summary).toBe('DRILL · DRY BG-2026-0001: A summary');
  expect(objects(shown.card).find(({ bleed }) => bleed === true)?.['style']).toBe('accent');
});

test('A notice stands above everything, its words plain', () => {
  const good = frame(BARE, night('requested').viewing(rita, { notice: { tone: 'good', text: 'Your *vote* is recorded.' } }));
  const bad = frame(BARE, night('requested').viewing(rita, { notice: { tone: 'attention', text: 'No.' } }));
  expect(words(good)).toContain(String.raw`✓ Your \*vote\* is recorded.`);
  expect(words(bad)).toContain('! No.');
});

test('The age of the roster changes no card until it is older than twenty minutes, and then once', () => {
  const one = night('requested');
  const at = (now: number) => {
    one.now = now;
    return JSON.stringify(frame({ ...BARE, activation: one.open }, one.viewing(rita)));
  };
  expect(at(START + 15 * MINUTE)).toBe(at(START));
  expect(at(START + 17 * MINUTE)).toContain('people and roles as of 02:58 (01:58 UTC)');
  expect(at(START + 90 * MINUTE)).toBe(at(START + 17 * MINUTE));
});

test('A vote that its voter disowned is loud on every card, before and after it counted', () => {
  const before = night('one vote');
  before.does(before.roster.people.get(before.open.votes.values().next().value!.person)!, 'disown', {}, 1);
  const after = night('approved');
  after.does(after.roster.people.get(after.open.votes.values().next().value!.person)!, 'disown', {}, 1);
  const shown = (one: typeof before) => words(frame({ ...BARE, activation: one.open }, one.viewing(rita)));
  expect(shown(before)).toContain(
    '! Aaron Approver said at 03:12 (02:12 UTC) about the vote in that name: “That was not me”. It does not count.',
  );
  expect(shown(after)).toContain('“That was not me”. It had already counted and the activation goes on: ring the duty manager.');
});

test('A card in the room’s place leads back to the room’s', () => {
  const shown = frame(BARE, night('requested').viewing(rita));
  for (const card of [shown, { ...shown, card: { ...shown.card, actions: undefined } }]) {
    const back = objects(withWayBack(card, night('requested').open.id).card).find(({ title }) => title === 'Back to the card of the room');
    expect(back).toMatchObject({ verb: 'refresh', data: { card: 'room', activation: 'BG-2026-0001' } });
  }
});

test('A disowned vote that no person left, and a record of a later release, are said as well', () => {
  const one = night('requested');
  const odd = { ...one.open, disowned: [{ seq: 1, at: START, by: { actor: 'clock' as const } }], unknown: 'Revoked' };
  const shown = words(frame({ ...BARE, activation: odd }, one.viewing(rita)));
  expect(shown).toContain('! Glassbreak said at 03:02');
  expect(shown).toContain('! A newer release of Glassbreak wrote to this.');
});
