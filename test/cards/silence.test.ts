// What is said of an activation about which the room stays silent, and what the room may not read of others.
import { expect, test } from '@jest/globals';
import { DRAW, wanted } from '../../cards/card.ts';
import { namesDenied, silenceAlarms } from '../../cards/silence.ts';
import { CARD_NAMES, type Viewing } from '../../cards/view.ts';
import { drawTimeline } from '../../cards/timeline.ts';
import { bea, filed, LIBRARY, night, type Night, rita, type Stage, superseded } from './sample.ts';
import { sound } from './sound.ts';
import { words } from './words.ts';

/** The same night as a suspected attack: the sample’s library has no runbook for it. */
const attacked = (stage: Stage) => {
  const one = night(stage);
  const open = { ...one.open, request: { ...one.open.request, domain: 'suspected-attack' } };
  return { one, open };
};
const forRoom = (one: Night) => one.viewing('room');

test('Everybody who had a card has it still, but for the room', () => {
  for (const stage of ['requested', 'approved', 'in use', 'handed back', 'review', 'closed', 'denied'] as const) {
    const { one, open } = attacked(stage);
    const setting = { roster: one.roster, policy: one.policy, library: LIBRARY };
    const before = wanted(one.open, setting);
    expect(before.filter(({ viewer }) => viewer === 'room')).toEqual([{ card: 'room', viewer: 'room' }]);
    expect(wanted(open, setting)).toEqual(before.filter(({ viewer }) => viewer !== 'room'));
  }
});

test('Every card of it says at the top that somebody may be reading along, that the room is silent, what goes by voice, and why votes come here', () => {
  const { one, open } = attacked('in use');
  for (const name of CARD_NAMES) {
    const said = words(sound(DRAW[name](open, one.viewing(bea))));
    expect(said).toContain('! Somebody may be reading along, here too. The room stays silent. The two-digit numbers, custody and all talk');
    expect(said).toContain('There is no second door yet: votes still come by this chat.');
  }
});

test('What is over, or is something else, says no such thing', () => {
  expect(silenceAlarms(attacked('closed').open)).toEqual([]);
  expect(silenceAlarms(attacked('denied').open)).toEqual([]);
  expect(silenceAlarms(night('in use').open)).toEqual([]);
});

test('The room is not told for what a drill or a request gave way; everybody else reads it, but not on a timeline that others see', () => {
  const drill = superseded();
  const room = words(sound(DRAW.room(drill.open, forRoom(drill))));
  expect(room).toContain('DRILL · DRY · ENDED\n');
  expect(room).toContain('This drill with **bg-admin-01** ended');
  expect(room).not.toContain('for real');
  expect(words(DRAW.request(drill.open, drill.viewing(rita)))).toContain('is needed for real');
  const timeline = (own: boolean) => drawTimeline({ activation: drill.open, lines: [], page: 0, own }, drill.viewing(rita)).card;
  expect(JSON.stringify(timeline(true))).toContain('is needed for real');
  expect(JSON.stringify(timeline(false))).not.toContain('is needed for real');
  const request = { ...drill.open, request: { ...drill.open.request, kind: 'real' as const } };
  expect(words(DRAW.room(request, forRoom(drill)))).toContain('This request for **bg-admin-01** ended');
});

test('The room does not read over which silent denial something was filed', () => {
  const { one: denied, open: silent } = attacked('denied');
  const over = filed({ over: null });
  const asked = { ...over.open, request: { ...over.open.request, over: denied.open.id } };
  const shown = (viewing: Viewing, before: typeof silent) => words(DRAW.room(asked, { ...viewing, denied: before }));
  expect(shown(forRoom(over), denied.open)).toContain('this was filed over that denial');
  expect(shown(forRoom(over), silent)).not.toContain('filed over');
  expect(shown(over.viewing(bea), silent)).toContain('this was filed over that denial');
  expect(namesDenied({ ...forRoom(over), denied: null })).toBe(true);
});
