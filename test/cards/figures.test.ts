import { expect, test } from '@jest/globals';
import { figureLines } from '../../cards/figures.ts';
import { readable } from '../../cards/plain.ts';
import { drawTimeline } from '../../cards/timeline.ts';
import { mona, type Night, night } from './sample.ts';
import { unapproved } from './sample-declared.ts';
import { two } from './sample-fallback.ts';
import { sound } from './sound.ts';

const lines = ({ open }: Night) =>
  figureLines(open, (at) => new Date(at).toISOString().slice(11, 16)).map(({ title, value }) => `${title}: ${value}`);

test('Each stretch has its time and its length, and what is still to come says so', () => {
  expect(lines(night('in use'))).toEqual([
    'Counts as: a real use, approved by two people or waiting for them',
    'Asked for: 02:02',
    'First vote: 02:11, after 9 min',
    'Quorum: 02:14, after 12 min',
    'Credential in hand: 02:37, after 35 min',
    'In use: not yet',
    'Handed back: not yet',
    'Everything after the use confirmed: not yet',
    'Closed: not yet',
  ]);
  expect(lines(night('handed back')).find((line) => line.startsWith('In use'))).toMatch(/^In use: for \d+ min$/);
  expect(lines(night('denied'))).toContain('Quorum: did not happen');
});

test('Drills and uses that nobody approved are marked as such', () => {
  expect(lines(night('requested', { kind: 'drill', domain: 'drill' }))[0]).toBe('Counts as: a dry drill: apart from all real uses');
  const declared = lines(unapproved('declared'));
  expect(declared[0]).toBe('Counts as: a use that nobody approved: apart from the approved ones');
  expect(declared[1]).toMatch(/^In use since: /);
  expect(declared.join()).not.toMatch(/vote|Quorum|in hand/);
});

test('They stand on the timeline of an activation, in the zone of the reader', () => {
  const one = night('in use');
  const text = readable(sound(drawTimeline({ activation: one.open, lines: [], page: 0 }, one.viewing(mona))).card);
  expect(text).toContain('How long it took');
  expect(text).toMatch(/Quorum.*03:14 \(02:14 UTC\), after 12 min/);
  expect(readable(drawTimeline({ activation: null, lines: [], page: 0 }, one.viewing(mona)).card)).not.toContain('How long it took');
});

test('Of two accounts the figures say which was opened', () => {
  const opened = (one: Night) => lines(one).find((line) => line.startsWith('Opened'));
  expect([night('in use'), two('approved'), two('taken'), two('back')].map(opened)).toEqual([
    undefined,
    'Opened: neither account',
    'Opened: bg-admin-01',
    'Opened: bg-admin-01 and bg-admin-02',
  ]);
});
