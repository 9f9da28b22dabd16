import { expect, test } from '@jest/globals';
import { details, facts } from '../../cards/review-facts.ts';
import { span } from '../../cards/text.ts';
import type { Activation } from '../../ledger/activation.ts';
import { LIBRARY, mona, type Night, night, rita, aaron, bea, sha, START, superseded } from './sample.ts';
import { begun, changed, DAY, since, stays } from './sample-policy.ts';

const value = (one: Night, title: string) => facts(one.open, one.viewing(mona)).find((fact) => fact.title === title)?.value;
const lines = (activation: Activation, one: Night) => details(activation, one.viewing(mona)).map(({ lead, words }) => `${lead} ${words}`);

test('A length of time reads in minutes, from an hour on in hours', () => {
  expect([0, 59, 60, 190].map((minutes) => span(minutes * 60_000))).toEqual(['0 min', '59 min', '1 h 0 min', '3 h 10 min']);
});

test('There are never more than eight facts', () => {
  for (const stage of ['requested', 'approved', 'in use', 'handed back', 'closed', 'denied'] as const) {
    expect(facts(night(stage).open, night(stage).viewing(mona)).length).toBeLessThanOrEqual(8);
  }
});

test('What was used stands beside what was authorised', () => {
  expect(value(night('handed back'), 'Use')).toBe('30 min of 60 min authorised, not overdue');
  expect(value(night('overdue').does(rita, 'hand-back', {}, 5), 'Use')).toBe('1 h 6 min of 60 min authorised, OVERDUE');
  expect(value(night('approved'), 'Use')).toBe('none: the credential was never taken in hand');
  expect(value(night('in use'), 'Use')).toBeUndefined();
  const never = night('released').does(rita, 'hand-back');
  expect(value(never, 'Use')).toBe('none: the credential was never taken in hand');
  expect(value(never, 'Took')).not.toContain('in hand');
});

test('The figures count from the request', () => {
  expect(value(night('requested'), 'Took')).toBe('nothing has happened yet');
  expect(value(night('requested'), 'Approved')).toBe('by nobody');
  expect(value(night('review'), 'Took')).toBe(
    'first vote after 9 min, quorum after 12 min, in hand after 35 min, handed back after 1 h 5 min, all confirmed after 2 h 13 min',
  );
  expect(value(night('closed'), 'Took')).toContain('all confirmed after 2 h 13 min');
});

test('Steps are counted by how they ended, and the ticket is named or owed', () => {
  const one = night('walked').does(rita, 'skip-step', { step: 'which', why: 'No time' });
  expect(value(one, 'Steps')).toBe('2 finished, 1 skipped, 0 did not work. Changes logged: 1');
  expect(value(one, 'Ticket')).toBe('later: it is still owed');
  expect(value(night('requested', { ticket: 'INC-[7]' }), 'Ticket')).toBe(String.raw`INC-\[7\]`);
  const redacted = night('requested', { ticket: 'INC-7' });
  redacted.texts.clear();
  expect(value(redacted, 'Ticket')).toBe(String.raw`[taken out later]`.replaceAll(/[[\]]/g, String.raw`\$&`));
});

test('What went another way stands with its reason, and each change with how to put it back', () => {
  const one = night('in use')
    .does(rita, 'fail-step', { step: 'find-policy', why: 'The list is empty' })
    .does(rita, 'skip-step', { step: 'find-policy', why: 'No time' });
  one.does(rita, 'change', { was: 'on', is: 'off', back: 'switch it on' }).does(aaron, 'disown');
  expect(lines(one.open, one)).toEqual([
    '! “That was not me”, said Aaron Approver at 03:49 (02:49 UTC) about their vote.',
    'Did not work: Find the policy that blocks. The list is empty',
    'Skipped: Find the policy that blocks. No time',
    'Change 1, not settled: was on → is off. To put back: switch it on',
  ]);
});

test('A denial before, a step without words or runbook, and an ended drill are told as well', () => {
  const one = night('in use').does(rita, 'skip-step', { step: 'find-policy', why: 'x' });
  const over = {
    ...one.open,
    request: { ...one.open.request, over: one.open.id },
    steps: one.open.steps.map((entry) => ({ ...entry, text: null })),
  };
  expect(lines(over, one)).toEqual([
    '! Denied before: filed over the denial of BG-2026-0001; read its timeline.',
    'Skipped: Find the policy that blocks. ',
  ]);
  const viewing = one.viewing(mona);
  const bare = { ...viewing, circumstances: { ...viewing.circumstances, library: { ...LIBRARY, pinned: () => null } } };
  expect(
    details({ ...one.open, request: { ...one.open.request, runbook: { ...one.open.request.runbook, digest: sha('x') } } }, bare)[0]?.lead,
  ).toBe('Skipped: find-policy.');
  expect(lines(superseded().open, superseded())).toEqual([]);
});

test('Time that two people gave, a use that was late before it, and every operator stand in the facts', () => {
  expect(value(night('extended').does(rita, 'hand-back'), 'Use')).toContain('of 60 min + 30 min authorised, not overdue');
  const late = night('overdue').does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 });
  late.does(aaron, 'approve-extension', { ask: 1 }).does(bea, 'approve-extension', { ask: 1 }).does(rita, 'hand-back');
  expect(value(late, 'Use')).toContain('of 60 min + 30 min authorised, OVERDUE');
  expect(value(night('more denied').does(rita, 'hand-back'), 'Use')).toContain('of 60 min authorised');
  expect(value(night('handed over'), 'Operator')).toBe('Rita Requester, then Olaf Operator');
});

test('A revocation stands among what went another way, with its reason', () => {
  const one = night('revoked').does(rita, 'hand-back');
  expect(lines(one.open, one)).toContain('! Revoked by Mona Manager at 03:50 (02:50 UTC): Another administrator is in.');
});

test('The reviewer reads what of the configuration changed from seven days before the request on', () => {
  const before = (days: number) =>
    since(begun(night('review')), START - days * DAY, [changed({ people: [stays(aaron, { gained: ['approver'] })] })]);
  expect(lines(before(6).open, before(6))).toContain(
    'Configuration changed: 6 days ago, 18 Nov 03:02 (02:02 UTC): Aaron Approver became approver',
  );
  expect(lines(before(8).open, before(8)).join()).not.toContain('Configuration changed');
});
