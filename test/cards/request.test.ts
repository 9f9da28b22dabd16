// The card of those who asked: numbers for the requester alone, whom to meet for the operator, and what became of it for both.
import { expect, test } from '@jest/globals';
import { drawRequest } from '../../cards/request.ts';
import type { Person } from '../../dialogs/policy.ts';
import {
  aaron,
  ALL_STAGES,
  bea,
  FILED,
  HOSTILE,
  MINUTE,
  Night,
  night,
  olaf,
  PEOPLE,
  POLICY,
  rita,
  rosterOf,
  superseded,
} from './sample.ts';
import { harmless, honest, sound } from './sound.ts';
import { objects, pressed, words } from './words.ts';

const draw = (one: Night, who: Person = rita) => honest(drawRequest(one.open, one.viewing(who)), one.open, one.viewing(who));
const numberOf = (one: Night, approver: Person, attempt = 0) =>
  String(one.circumstances(rita).number(one.open.digest, approver.id, attempt)).padStart(2, '0');
const wrong = (one: Night, attempt: number) => (one.circumstances(aaron).number(one.open.digest, aaron.id, attempt) + 1) % 100;

test('The requester gets a number for each approver, with whom to ring and what to say', () => {
  const one = night('requested');
  const text = words(draw(one));
  expect(text).toContain(
    'REAL · WAITING FOR APPROVAL\nBG-2026-0001\nTwo people must approve **bg-admin-01** before 03:32 (02:32 UTC)\n0 of 2 approvals so far.',
  );
  expect(text).toContain('Say: “Glassbreak, BG-2026-0001. I need bg-admin-01.” Then why. Then their number.');
  expect(text).toContain(
    `${numberOf(one, aaron)}\nAaron Approver\n\\+49 30 555 0102\n${numberOf(one, bea)}\nBea Approver\n\\+49 30 555 0103\n${numberOf(one, olaf)}\nOlaf Operator`,
  );
  expect(text).toContain('They ring you: \\+49 30 555 0101. Stay reachable\n');
  expect(text).toContain(
    'Read each person only their own number, once you know the voice. Nobody rings? Wake them; they then ring you back.',
  );
  expect(pressed(draw(one))).toEqual(['say-no-answer', 'say-no-answer', 'say-no-answer', 'withdraw', 'change-domain']);
});

test('Who has voted needs no number any more; after a wrong one there is a new one, and a pause is said', () => {
  const one = night('one vote');
  expect(words(draw(one))).not.toContain('\nAaron Approver\n');
  expect(words(draw(one))).toContain('Approved: Aaron Approver 03:11');
  const missed = night('requested').does(aaron, 'approve', { attempt: 0, number: wrong(night('requested'), 0) }, 1);
  expect(words(draw(missed))).toContain(
    `${numberOf(missed, aaron, 1)}\nAaron Approver\n\\+49 30 555 0102 · 1 wrong so far, this is the new number`,
  );
  for (const attempt of [1, 2]) missed.does(aaron, 'approve', { attempt, number: wrong(missed, attempt) }, 1);
  expect(words(draw(missed))).toContain('3 wrong numbers, can try again at 03:07 (02:07 UTC)');
});

test('A vote that was taken back is no wrong number: the requester reads why there is a new one', () => {
  const one = night('one vote').does(aaron, 'disown', {}, 1);
  const row = `${numberOf(one, aaron, 1)}\nAaron Approver\n\\+49 30 555 0102 · said that a vote was not theirs; this is a new number`;
  expect(words(draw(one))).toContain(row);
  expect(words(draw(one))).not.toContain('wrong');
});

test('An operator who did not ask sees no number', () => {
  const one = night('requested', { operator: olaf.id });
  const shown = draw(one, olaf);
  expect(words(shown)).toContain('You would use this account\nThe approvers ring Rita Requester, who reads them their numbers.');
  expect(objects(shown.card).some(({ size, text }) => size === 'Large' && /^\d\d$/.test(String(text)))).toBe(false);
  expect(words(shown)).toContain('○\nAaron Approver');
  expect(words(draw(one))).toContain(numberOf(one, aaron));
  expect(pressed(shown)).toEqual(['say-no-answer', 'say-no-answer', 'withdraw', 'change-domain']);
});

test('A second copy, which nobody edits, has neither numbers nor buttons: it leads to the card that follows', () => {
  const one = night('requested');
  const copy = sound(drawRequest(one.open, one.viewing(rita, { copy: true })));
  expect(words(copy)).toContain('REAL · A COPY · REQUESTED\nBG-2026-0001\nRita Requester asks to open **bg-admin-01**');
  expect(words(copy)).toContain('BG-2026-0001 has its own card: use that one\nIt hangs in your own chat with Glassbreak');
  expect(objects(copy.card).some(({ width }) => width === '48px')).toBe(false);
  expect(pressed(copy)).toEqual([]);
});

test('Past the deadline there is no number left to read', () => {
  const one = night('requested');
  one.now = one.open.request.decideBy + 1;
  expect(words(draw(one))).toContain('The time to decide ended at 03:32 (02:32 UTC).');
  expect(words(draw(one))).not.toContain('\nAaron Approver\n');
});

test('Approved, the operator reads whom to meet for each part, and by when; never where it lies', () => {
  const one = night('released');
  const text = words(draw(one));
  expect(text).toContain('REAL · APPROVED · COLLECT IT\nBG-2026-0001\nCollect **bg-admin-01** before 04:14 (03:14 UTC)');
  expect(text).toContain('✓\nsecurity key\nhanded to you at 03:22 (02:22 UTC)\n○\nPIN of the security key\nAda Auditor, \\+49 30 555 0106');
  expect(text).not.toMatch(/safe|cabinet/);
});

test('Two custodians of one part are an “or”; the requester who is not the operator is at rest', () => {
  const one = night('approved', { operator: olaf.id });
  const [account] = POLICY.accounts.values();
  const shared = account!.credentials.map((credential) => ({
    ...credential,
    parts: credential.parts.map((part) => ({ ...part, custodians: [aaron.id, bea.id] })),
  }));
  one.policy = { ...POLICY, accounts: new Map([[account!.id, { ...account!, credentials: shared }]]) };
  expect(words(draw(one, olaf))).toContain('Aaron Approver, \\+49 30 555 0102 or Bea Approver, \\+49 30 555 0103');
  expect(words(draw(one))).toContain('Olaf Operator may collect **bg-admin-01** until');
});

test('Denied, it names who and why and offers to file over it; lapsed or withdrawn, to ask again', () => {
  const denied = draw(night('denied'));
  expect(words(denied)).toContain('Why not  \nThe portal opens for me; ask me to undo it.');
  expect(words(denied)).toContain(
    'Speak with Aaron Approver first\nRing Aaron Approver, \\+49 30 555 0102. If it is still needed then, file it again: whoever is asked reads this denial.',
  );
  const { open } = night('denied');
  const byNobody = open.phase === 'denied' ? { ...open, ending: { ...open.ending, by: { actor: 'clock' as const } } } : open;
  expect(words(drawRequest(byNobody, night('denied').viewing(rita)))).not.toContain('Speak with');
  for (const stage of ['withdrawn', 'lapsed'] as const) expect(words(draw(night(stage)))).not.toContain('Speak with');
  const over = objects(denied.card).find(({ verb }) => verb === 'begin');
  expect(over?.['data']).toMatchObject({ over: 'BG-2026-0001', domain: 'conditional-access', kind: 'real', account: 'bg-admin-01' });
  for (const stage of ['lapsed', 'withdrawn', 'not collected'] as const) {
    const again = objects(draw(night(stage)).card).find(({ verb }) => verb === 'begin');
    expect(again).toMatchObject({ title: 'Ask again' });
    expect(again?.['data']).not.toHaveProperty('over');
  }
  expect(pressed(draw(superseded()))).toEqual([]);
});

test.each(ALL_STAGES)('At the stage %s the card of either is sound and honest, real and as a drill', (stage) => {
  for (const kind of ['real', 'drill']) {
    const one = night(stage, { kind, operator: olaf.id });
    for (const who of [rita, olaf]) expect(words(draw(one, who))).toMatch(kind === 'drill' ? /^DRILL · / : /^REAL · /);
    sound(drawRequest(one.open, one.viewing('room')));
  }
});

test('Redacted words read as taken out', () => {
  const one = night('requested');
  one.texts.clear();
  expect(words(draw(one))).toContain('[taken out later]');
});

test('Hostile words of roster, configuration and requester stay plain', () => {
  for (const text of HOSTILE) {
    const one = new Night();
    one.roster = rosterOf(PEOPLE.map((person) => ({ ...person, name: text, phone: text })));
    const accounts = [...POLICY.accounts.values()].map((account) => ({
      ...account,
      credentials: account.credentials.map((one) => ({ ...one, parts: one.parts.map((part) => ({ ...part, what: text })) })),
    }));
    one.policy = { ...POLICY, accounts: new Map(accounts.map((account) => [account.id, account])) };
    const who = one.roster.people.get(rita.id)!;
    one.does(who, 'request', { ...FILED, why: text }, 0);
    harmless(draw(one, who));
    one.votes(one.roster.people.get(aaron.id)!, 1).votes(one.roster.people.get(bea.id)!, 1);
    harmless(draw(one, who));
    one.now += MINUTE;
  }
});
