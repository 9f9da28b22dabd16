// The room's card: six phases in words and signs, a few facts, nothing that is anybody's own.
import { expect, test } from '@jest/globals';
import { drawRoom } from '../../cards/room.ts';
import {
  ALL_STAGES,
  bea,
  carl,
  FILED,
  HOSTILE,
  LIBRARY,
  Night,
  night,
  PEOPLE,
  POLICY,
  rita,
  rosterOf,
  START,
  type Stage,
  superseded,
} from './sample.ts';
import { harmless, honest, sound } from './sound.ts';
import { pressed, words } from './words.ts';
import { begun, changed, held, since } from './sample-policy.ts';

const draw = (one: Night) => honest(drawRoom(one.open, one.viewing('room')), one.open, one.viewing('room'));
const strip = (one: Night) =>
  words(draw(one))
    .split('\n')
    .filter((line) => /^[✓▶○!] (?!\w+ \w+ said)/.test(line));

const STRIPS: readonly (readonly [Stage, string])[] = [
  ['one vote', '▶ Requested 03:02|○ Approved|○ In use|○ Handed back|○ Review|○ Closed'],
  ['approved', '✓ Requested 03:02|▶ Approved 03:14|○ In use|○ Handed back|○ Review|○ Closed'],
  ['in use', '✓ Requested 03:02|✓ Approved 03:14|▶ In use 03:37|○ Handed back|○ Review|○ Closed'],
  ['overdue', '✓ Requested 03:02|✓ Approved 03:14|! In use 03:37|○ Handed back|○ Review|○ Closed'],
  ['handed back', '✓ Requested 03:02|✓ Approved 03:14|✓ In use 03:37|▶ Handed back 04:07|○ Review|○ Closed'],
  ['review', '✓ Requested 03:02|✓ Approved 03:14|✓ In use 03:37|✓ Handed back 04:07|▶ Review 05:15|○ Closed'],
  ['closed', '✓ Requested 03:02|✓ Approved 03:14|✓ In use 03:37|✓ Handed back 04:07|✓ Review 05:15|✓ Closed 06:15'],
  ['denied', '✓ Requested 03:02|! Denied 03:05'],
  ['withdrawn', '✓ Requested 03:02|! Withdrawn 03:05'],
  ['lapsed', '✓ Requested 03:02|! Lapsed 03:32'],
  ['not collected', '✓ Requested 03:02|✓ Approved 03:14|! Lapsed 04:14'],
];

test.each(STRIPS)('At the stage %s the strip shows what is behind, what is now and what is ahead', (stage, cells) => {
  expect(strip(night(stage)).join('|')).toBe(cells);
});

test('Handed back without a use, the strip says that it was not used', () => {
  const one = night('released');
  one.clock('lapse', ('grant' in one.open ? (one.open.grant?.collectBy ?? 0) : 0) + 1);
  expect(strip(one).join('|')).toBe('✓ Requested 03:02|✓ Approved 03:14|○ Not used|▶ Handed back 04:14|○ Review|○ Closed');
  expect(strip(superseded())).toContain('! Ended 03:03');
});

test('After the hand-back the last word of the use is gone; a note taken since stands there', () => {
  const one = night('handed back');
  expect(words(draw(one))).not.toContain('Last: ');
  one.does(carl, 'note', { text: 'Both parts are on their way.' }, 1);
  expect(words(draw(one))).toContain('Carl Custodian: Both parts are on their way.');
});

test('Filed over a denial, the room reads so', () => {
  const one = night('denied');
  one.activation = null;
  one.does(rita, 'request', { ...FILED, over: 'BG-2026-0001' }, 2);
  expect(words(draw(one))).toContain('Denied: before, as BG-2026-0001; this was filed over that denial');
  expect(words(draw(night('requested')))).not.toContain('Denied');
});

test('In use, the facts say who approved, who released, which step is now and what was last written', () => {
  const text = words(draw(night('walked')));
  expect(text).toContain('Approved: Aaron Approver 03:11 and Bea Approver 03:14');
  expect(text).toContain('Released: Carl Custodian 03:22 and Ada Auditor 03:26');
  expect(text).toContain('Now: Step 3: Decide what to do with the policy');
  expect(text).toContain('Last: 03:47 Carl Custodian: The vendor confirms the outage on the phone.');
  expect(text).toContain('Bridge: \\+49 30 555 0199, conference 4711');
});

test('The last thing may be a step or a change, and votes are counted until there are two', () => {
  const one = night('in use').does(rita, 'finish-step', { step: 'find-policy', evidence: 'seen' }, 1);
  expect(words(draw(one))).toContain('Last: 03:38 Rita Requester: finished “Find the policy that blocks”');
  one.does(rita, 'change', { was: 'on', is: 'report_only', back: 'on' }, 1);
  expect(words(draw(one))).toContain(String.raw`Last: 03:39 Rita Requester: changed to: report\_only`);
  expect(words(draw(night('requested')))).toContain('Approved: 0 of 2');
  expect(words(draw(night('one vote')))).toContain('Approved: 1 of 2: Aaron Approver 03:11');
  expect(words(draw(night('handed back')))).toContain('Left: 0 of 2 parts back, 0 of 5 tasks confirmed');
});

test('With every step done the room reads that it is time to hand back; without the runbook no step is named', () => {
  const drill = night('in use', { kind: 'drill' })
    .does(rita, 'finish-step', { step: 'open-nothing', evidence: null }, 1)
    .does(rita, 'finish-step', { step: 'sign-in', evidence: 'x' }, 1)
    .does(rita, 'finish-step', { step: 'admin-task', evidence: 'x' }, 1)
    .does(bea, 'witness-step', { step: 'admin-task' }, 1);
  expect(words(draw(drill))).toContain('Now: Every step is done: hand back');
  const viewing = drill.viewing('room');
  const lost = { ...viewing, circumstances: { ...viewing.circumstances, library: { ...LIBRARY, pinned: () => null } } };
  const text = words(drawRoom(drill.open, lost));
  expect(text).not.toContain('Now: ');
  expect(text).toContain('finished “admin-task”');
});

test('The room reads neither numbers, nor places, nor anybody’s own phone', () => {
  for (const stage of ALL_STAGES) expect(words(draw(night(stage)))).not.toMatch(/555 010|safe|cabinet|seal/);
});

test.each(ALL_STAGES)('At the stage %s it has the same two buttons for everybody', (stage) => {
  for (const kind of ['real', 'drill']) expect(pressed(sound(draw(night(stage, { kind }))))).toEqual(['my-view', 'timeline']);
});

test('Hostile words of requester, notes, changes, roster and configuration stay plain', () => {
  for (const text of HOSTILE) {
    const one = new Night();
    one.roster = rosterOf(PEOPLE.map((person) => ({ ...person, name: text })));
    one.policy = { ...POLICY, bridge: text };
    one
      .does(one.roster.people.get(rita.id)!, 'request', { ...FILED, why: text }, 0)
      .does(one.roster.people.get(carl.id)!, 'note', { text }, 1);
    harmless(draw(one));
  }
  for (const text of HOSTILE) harmless(draw(night('in use').does(rita, 'change', { was: text, is: text, back: text }, 1)));
});

test('What is wrong with the configuration, or changed of late, is one line', () => {
  const one = since(begun(night('requested')), START, [changed({ sections: ['duty-phone'] })]);
  expect(words(draw(one))).toContain('Policy: 0 min ago, 03:02 (02:02 UTC): the duty phone is another one');
  expect(words(draw(since(one, START, [held({})])))).toContain('Policy: ! A change of the configuration is held');
});
