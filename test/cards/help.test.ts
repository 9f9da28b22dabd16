// Help: one's own roles, the words to type, and the voices outside Teams.
import { expect, test } from '@jest/globals';
import { drawHelp } from '../../cards/help.ts';
import { ada, HOSTILE, Night, POLICY, rita, START } from './sample.ts';
import { harmless, sound } from './sound.ts';
import { pressed, words } from './words.ts';
import { begun, held, since } from './sample-policy.ts';

test('A responder reads what they can do and can begin at once', () => {
  const shown = sound(drawHelp(new Night().viewing(rita)));
  expect(words(shown)).toContain(
    'You\n- as responder: ask for an emergency account, use it once two other people have approved, and walk the runbook\nType\nhelp: what you can do here, and these words',
  );
  expect(words(shown)).toContain('Duty manager: \\+49 30 555 0100. Bridge: \\+49 30 555 0199, conference 4711.');
  expect(pressed(shown)).toEqual(['begin', 'status']);
});

test('Each role of a person has its line, and who has none can read', () => {
  const two = words(drawHelp(new Night().viewing(ada)));
  expect(two).toMatch(/- as auditor: .*\n- as custodian: /);
  expect(words(drawHelp(new Night().viewing('room')))).toContain('- You have no role on the roster: you can read.');
  expect(pressed(drawHelp(new Night().viewing(ada)))).toEqual(['status']);
});

test('Hostile words of the configuration stay plain', () => {
  for (const text of HOSTILE) {
    const one = new Night();
    one.policy = { ...POLICY, dutyPhone: text, bridge: text };
    harmless(drawHelp(one.viewing(rita)));
  }
});

test('Those who look after the configuration read first what is wrong with it', () => {
  const one = since(begun(new Night()), START, [held({})]);
  expect(words(drawHelp(one.viewing(ada)))).toContain(
    'Say what is broken, or type one of these words\n! A change of the configuration is held',
  );
  expect(words(drawHelp(one.viewing(rita)))).not.toContain('is held');
  expect(words(drawHelp(one.viewing('room')))).not.toContain('is held');
});
