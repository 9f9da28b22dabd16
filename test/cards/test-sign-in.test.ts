import { describe, expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { drawTasks } from '../../cards/tasks.ts';
import { windowAlarms } from '../../cards/test-sign-in.ts';
import type { Person } from '../../dialogs/policy.ts';
import type { Activation } from '../../ledger/activation.ts';
import { AnnouncementId } from '../../ledger/ids.ts';
import { aaron, ada, bea, carl, MINUTE, type Night, night, rita } from './sample.ts';
import { TEST, tested, testing, toTest } from './sample-test-sign-in.ts';
import { buttons, harmless, honest, inputs, verbs } from './sound.ts';

const shown = (one: Night, who: Person, focus: string | null = TEST) =>
  honest(drawTasks(one.open, one.viewing(who, { focus })), one.open, one.viewing(who, { focus }));
const text = (one: Night, who: Person, focus: string | null = TEST) => readable(shown(one, who, focus).card);
const passed = () => {
  const one = testing();
  one.now += 16 * MINUTE;
  return one;
};

describe('Before the window', () => {
  test('whoever does the test chooses a witness and opens it; nothing can be said of it before', () => {
    const read = text(toTest(), carl);
    expect(read).toContain(
      'Choose your witness before you sign in.  Ring them first: they look on. The window lasts 15 minutes and is for one sign-in;',
    );
    expect(read).toContain('Who looks on?');
    expect(read).toContain('< Open the window: 15 minutes from now >');
    expect(read).not.toContain('It worked');
    expect(inputs(shown(toTest(), carl))).toEqual(['witness']);
    expect(buttons(shown(toTest(), carl)).find(({ verb }) => verb === 'open-test')).toMatchObject({ data: { task: TEST, opened: 0 } });
    const card = JSON.stringify(shown(toTest(), carl).card);
    expect(card).toContain(bea.id);
    expect(card).not.toContain(`"value":"${carl.id}"`);
  });
  test('it stands among the tasks of whoever can open it', () => {
    expect(text(toTest(), carl, null)).toContain('< To do: Test the sign-in >');
    expect(text(toTest(), rita)).toContain('To be done by a custodian.');
    expect(verbs(shown(toTest(), rita))).toEqual(['change']);
  });
});

describe('In the window', () => {
  test('whoever opened it reads what to do and until when, and says how it went', () => {
    const read = text(testing(), carl, null);
    expect(read).toMatch(
      /Your window is open until 03:\d\d \(02:\d\d UTC\), Bea Approver looks on\. {2}Sign in once, change nothing, sign out\./u,
    );
    expect(read).toContain('A second sign-in raises the alarm. Say here how it went before the window ends.');
    expect(read).toContain('< It worked >  < It did not work >');
    expect(inputs(shown(testing(), carl))).toEqual(['evidence']);
    expect(verbs(shown(testing(), carl))).toEqual(['do-task', 'fail-test']);
  });
  test('the witness reads that they look on, and whom', () => {
    const read = text(testing(), bea, null);
    expect(read).toContain('YOUR WORK IS LEFT');
    expect(read).toContain('One task waits for you');
    expect(read).toMatch(
      /You are the witness until 03:\d\d \(02:\d\d UTC\)\. {2}Look on: Carl Custodian signs in once, changes nothing and signs out\./u,
    );
    expect(read).toContain('Then Carl Custodian says here how it went, and you confirm it.');
    expect(verbs(shown(testing(), bea))).toEqual([]);
    const claimed = testing().does(rita, 'do-task', { task: 'sessions', evidence: 'None' }, 1);
    expect(text(claimed, bea, 'sessions')).toContain('< To watch: Test the sign-in >');
  });
  test('everybody else reads who tests', () => {
    for (const who of [aaron, ada])
      expect(text(testing(), who)).toMatch(
        /Carl Custodian tests until 03:\d\d .*, Bea Approver looks on\. {2}Any other sign-in raises the alarm\./u,
      );
    expect(readable(drawTasks(testing().open, testing().viewing('room', { focus: TEST })).card)).toContain('Carl Custodian tests until');
  });
  test('a sign-in that the log has stands beside it', () => {
    const one = testing();
    one.now += MINUTE;
    one.seen('Portal').seen('Of the use', one.now - 40 * MINUTE);
    expect(text(one, bea).match(/The log shows this sign-in at/gu)).toHaveLength(1);
    one.does(carl, 'do-task', { task: TEST, evidence: 'in at 03:10' }, 1);
    expect(text(one, bea)).toContain('The log shows this sign-in at');
  });
  test('in a dry drill nobody signs in', () => {
    const dry = testing({ kind: 'drill', domain: 'drill' });
    for (const one of [dry, toTest({ kind: 'drill', domain: 'drill' })])
      expect(text(one, carl)).toContain('A dry drill: nobody signs in. Talk it through. Any sign-in with this account counts as real.');
    // before what they are asked to do with the sign-in
    expect(text(dry, carl)).toMatch(/Talk it through: Test the sign-in\n[^\n]*nobody signs in\.[^]*Sign in once\. Change nothing\./u);
    expect(text(toTest({ kind: 'drill', domain: 'drill' }), carl)).toMatch(/nobody signs in\.[^]*Choose your witness before you sign in/u);
    expect(text(dry, carl)).toMatch(/nobody signs in\.[^]*Your window is open until/u);
  });
});

describe('After it', () => {
  test('one that passed unused says so and can be opened again', () => {
    expect(text(passed(), carl)).toMatch(
      /The window of Carl Custodian ended at 03:\d\d .*\. {2}Nobody said in it how the test went\. It can be opened again\./u,
    );
    expect(buttons(shown(passed(), carl)).find(({ verb }) => verb === 'open-test')).toMatchObject({ data: { opened: 1 } });
    expect(text(passed(), bea)).toContain('Nobody said in it how the test went.');
  });
  test('the witness confirms that it worked; the others read that only they can', () => {
    const one = tested('do-task');
    expect(text(one, bea)).toContain('Done, says Carl Custodian at');
    expect(verbs(shown(one, bea))).toEqual(['confirm-task', 'reopen-task']);
    const read = text(one, aaron);
    expect(read).toContain(
      'Only the witness, Bea Approver, can confirm it.  If they cannot be reached, an approver or another custodian opens the task again.',
    );
    expect(verbs(shown(one, aaron))).toEqual(['reopen-task']);
    const confirmed = text(one.does(bea, 'confirm-task', { task: TEST }), aaron);
    expect(confirmed).toContain('Confirmed by Bea Approver at');
    expect(confirmed).not.toContain('window');
  });
  test('that it did not work reads so, and opens the task again with the reason', () => {
    const one = tested('fail-test');
    expect(text(one, bea)).toMatch(/Found not to work, says Carl Custodian at .*: {2}wrong PIN/u);
    expect(text(one, bea)).toContain('found not to work by Carl Custodian, waits for Bea Approver');
    one.does(bea, 'confirm-task', { task: TEST });
    expect(text(one, carl)).toContain('Opened again by Bea Approver:  wrong PIN');
    expect(text(one, carl)).toContain('Choose your witness before you sign in.');
    expect(text(one, carl)).not.toContain('Nobody said');
  });
  test('a test from before there were windows is confirmed like any task', () => {
    const one = tested('do-task');
    one.activation = { ...one.open, tests: [] };
    expect(text(one, bea)).toContain('Done, says');
    expect(text(one, bea)).not.toContain('witness');
    expect(text(night('returned'), rita, 'sessions')).not.toContain('witness');
  });
});

describe('A change logged while somebody tests', () => {
  const CHANGE = { was: 'on', is: 'off', back: 'on' };
  const changed = (one: Night) => one.does(rita, 'change', CHANGE, 1);
  const ALARM = /! Change 1 was logged by Rita Requester at \d\d:\d\d \(\d\d:\d\d UTC\), while Carl Custodian tested the sign-in\./u;
  test('is an alarm for everybody, also later', () => {
    const one = changed(testing());
    for (const who of [carl, bea, aaron]) expect(text(one, who)).toMatch(ALARM);
    expect(readable(drawTasks(one.open, one.viewing('room')).card)).toContain('it was not part of the test: ring the duty manager, +49');
    one.does(carl, 'do-task', { task: TEST, evidence: 'in' }, 1).does(bea, 'confirm-task', { task: TEST }, 1);
    expect(text(one, aaron)).toMatch(ALARM);
  });
  test('is none before, once it was said how it went, and once the window is over', () => {
    expect(text(changed(toTest()), aaron)).not.toMatch(ALARM);
    for (const verb of ['do-task', 'fail-test'] as const) expect(text(changed(tested(verb)), aaron)).not.toMatch(ALARM);
    expect(text(changed(passed()), aaron)).not.toMatch(ALARM);
    expect(text(changed(tested('fail-test').does(bea, 'confirm-task', { task: TEST }, 1)), aaron)).not.toMatch(ALARM);
  });
  test('counts for the window that was open then, also when another came after it', () => {
    const again = (one: Night) => one.does(carl, 'open-test', { task: TEST, witness: bea.id, opened: 1 }, 20);
    const one = again(changed(testing())).does(carl, 'do-task', { task: TEST, evidence: 'in' }, 1);
    expect(text(one, aaron)).toMatch(ALARM);
    const later = changed(again(tested('fail-test').does(bea, 'confirm-task', { task: TEST }, 1)));
    expect(text(later, aaron)).toMatch(ALARM);
  });
  test('is none where nothing was logged, and in a dry drill, in which nobody signs in', () => {
    const drill = { kind: 'drill', domain: 'drill' };
    expect(text(testing(), aaron)).not.toContain('was logged by');
    expect(text(changed(testing(drill)), aaron)).not.toContain('was logged by');
    const one = testing(drill);
    const live = { announcement: AnnouncementId.parse('LD-2026-0001'), action: one.open.request.why };
    changed(one);
    one.activation = { ...one.open, request: { ...one.open.request, live } };
    expect(text(one, aaron)).toMatch(ALARM);
  });
  test('needs no tasks: a record of another release may lack them', () => {
    const one = changed(testing());
    expect(windowAlarms({ ...one.open, phase: 'in use' } as Activation, one.viewing(aaron))).toHaveLength(1);
    const { tasks: _, ...bare } = { tasks: null, ...one.open };
    expect(windowAlarms(bare as Activation, one.viewing(aaron))).toHaveLength(1);
  });
});

test('Whatever was typed of it is only words', () => {
  for (const evidence of ['[a](https://evil.example)', '<b>x</b>'])
    harmless(shown(testing().does(carl, 'fail-test', { task: TEST, evidence }), bea));
});
