// The card of the configuration: what is in force, what waits, and buttons for those who may say something about it.
import { expect, test } from '@jest/globals';
import { drawPolicy } from '../../cards/policy.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, bea, HOSTILE, mona, Night, olaf, rita, sha, START } from './sample.ts';
import { begun, changed, DAY, held, since, stays } from './sample-policy.ts';
import { harmless, sound, verbs } from './sound.ts';
import { words } from './words.ts';

const cut = { people: [stays(bea, { lost: ['approver'] }), stays(olaf, { gained: ['manager'] })] };
const waiting = () => since(begun(new Night()), START, [held(cut)]);
const draw = (one: Night, who: Person = mona) => sound(drawPolicy(one.viewing(who)));

test('With nothing to look at it says since when the configuration is in force and that nothing changed', () => {
  const shown = draw(begun(new Night()));
  expect(words(shown)).toContain(
    'CONFIGURATION\nThe configuration of 25 Oct 03:02 (02:02 UTC) is in force\nVersion a793 7b64, roster read at 02:58 (01:58 UTC).',
  );
  expect(words(shown)).toContain('What changed\n- nothing since the first configuration');
  expect(verbs(shown)).toEqual([]);
});

test('A held change stands there thing by thing, with who confirmed it and what it still needs', () => {
  const shown = draw(waiting());
  expect(words(shown)).toContain('CONFIGURATION · HELD\nA change of the configuration waits for people');
  expect(words(shown)).toContain(
    'What waits to be looked at\n- Bea Approver is no longer approver\n- Olaf Operator became manager\nNobody has confirmed it yet. It comes into force when a manager and one more manager, approver or auditor say that it is right; nobody whom it adds or promotes counts.',
  );
  expect(shown.summary).toBe('A change of the configuration waits for people');
  const one = since(waiting(), START, [{ type: 'RosterConfirmed', digest: sha('cut') }], mona);
  expect(words(draw(one, aaron))).toContain('Confirmed so far by Mona Manager at 03:02 (02:02 UTC).');
});

test('Each reader has the buttons that would be accepted from them', () => {
  expect(verbs(draw(waiting()))).toEqual(['confirm-roster', 'reject-roster']);
  expect(verbs(draw(waiting(), aaron))).toEqual(['confirm-roster']);
  expect(verbs(draw(waiting(), olaf))).toEqual([]);
  expect(verbs(draw(waiting(), rita))).toEqual([]);
  expect(verbs(draw(since(waiting(), START, [{ type: 'RosterConfirmed', digest: sha('cut') }], mona)))).toEqual(['reject-roster']);
});

test('A rejected change and an unreadable file are said in attention, too', () => {
  const one = since(waiting(), START, [{ type: 'RosterRejected', digest: sha('cut') }], mona);
  expect(words(draw(one))).toContain('! Mona Manager rejected a change of the configuration');
  const unread = { file: 'glassbreak.yaml', line: 3, what: 'x', more: 0 };
  const shown = sound(drawPolicy(begun(new Night()).viewing(mona, { unread })));
  expect(JSON.stringify(shown.card)).toContain('"style":"attention"');
  expect(words(shown)).toContain('! glassbreak.yaml was changed and cannot be read: line 3, x');
});

test('Long lists are cut and say so; before the first configuration there is none', () => {
  const one = begun(new Night());
  for (let at = 20; at > 0; at -= 1) since(one, START - at * DAY, [changed({ sections: ['room'] })]);
  since(one, START, [held({ people: Array.from({ length: 40 }, () => stays(bea, { details: true })) })]);
  expect(words(draw(one)).match(/^- and \d+ more$/gm)).toEqual(['- and 10 more', '- and 12 more']);
  expect(words(draw(new Night()))).toContain('is in force\nroster read at');
});

test('Hostile names stay plain', () => {
  for (const text of HOSTILE) {
    const one = waiting();
    one.roster = { ...one.roster, people: new Map([...one.roster.people].map(([id, who]) => [id, { ...who, name: text }])) };
    harmless(drawPolicy(one.viewing(mona)));
  }
});
