// An approver's card at every turn: what it says, and that it has the buttons that would be accepted and no others.
import { expect, test } from '@jest/globals';
import { drawApproval } from '../../cards/approval.ts';
import type { Person } from '../../dialogs/policy.ts';
import {
  aaron,
  ALL_STAGES,
  bea,
  carl,
  FILED,
  START,
  filed,
  HOSTILE,
  MINUTE,
  Night,
  night,
  olaf,
  rita,
  rosterOf,
  PEOPLE,
} from './sample.ts';
import { harmless, honest, inputs, sound } from './sound.ts';
import { pressed, words } from './words.ts';
import { begun, changed, DAY, since, stays } from './sample-policy.ts';

const draw = (one: Night, who: Person = aaron) => honest(drawApproval(one.open, one.viewing(who)), one.open, one.viewing(who));
const wrong = (one: Night, attempt: number) => (one.circumstances(aaron).number(one.open.digest, aaron.id, attempt) + 1) % 100;

function missing(times: number): Night {
  const one = night('requested');
  for (let attempt = 0; attempt < times; attempt++) one.does(aaron, 'approve', { attempt, number: wrong(one, attempt) }, 1);
  return one;
}

test('Asked for the first time, an approver is told whom to ring before anything else', () => {
  const one = night('requested');
  const shown = draw(one);
  expect(words(shown)).toContain(
    'REAL · YOUR APPROVAL IS NEEDED\nBG-2026-0001\nRita Requester asks to open **bg-admin-01**\nDecide before 03:32',
  );
  expect(words(shown)).toContain(
    'Speak with Rita Requester first\nRing \\+49 30 555 0101 (from the roster). Do not use a call that came to you.',
  );
  expect(words(shown)).toContain('Use: 60 min, never after 05:32 (04:32 UTC)');
  expect(shown.summary).toBe('BG-2026-0001: Rita Requester asks for bg-admin-01, your approval is needed');
  expect([pressed(shown), inputs(shown)]).toEqual([
    ['approve', 'say-seen', 'deny', 'change-domain'],
    ['number', 'why', 'domain', 'saw'],
  ]);
});

test('A drill’s card says nothing about other administrators', () => {
  expect(words(draw(night('requested')))).toContain('Admins: no other can sign in');
  expect(words(draw(night('requested', { kind: 'drill', domain: 'drill' })))).not.toContain('Admins');
});

test('Nobody but the requester sees a number: it is on no approver’s card', () => {
  const one = night('requested');
  const digits = String(one.circumstances(aaron).number(one.open.digest, aaron.id, 0)).padStart(2, '0');
  expect(words(draw(one)).replaceAll(/[0-9a-f]{4} [0-9a-f]{4}|\d\d:\d\d/g, '')).not.toMatch(new RegExp(String.raw`(?<!\d)${digits}(?!\d)`));
});

test('The vote is bound to the request that the card shows and to the tries so far', () => {
  const one = missing(1);
  const approve = (drawApproval(one.open, one.viewing(aaron)).card['actions'] as readonly { data: object }[])[0];
  expect(approve?.data).toEqual({ card: 'approval', activation: 'BG-2026-0001', request: one.open.digest, attempt: 1 });
});

test('Denying needs no number, and its reason is required', () => {
  const bytes = JSON.stringify(draw(night('requested')).card);
  expect(bytes).toContain('"id":"number","label":"The number that Rita Requester read to you"');
  expect(bytes).not.toMatch(/"id":"number"[^}]*"isRequired"/);
  expect(bytes).toMatch(/"id":"why"[^}]*"isRequired":true/);
});

test('After a wrong number the card says so and asks for the new one', () => {
  expect(words(draw(missing(1)))).toContain('That was not the number\nRita Requester now sees a new one (1 wrong so far). Ring');
});

test('After “that was not me” nobody reads of a wrong number, and the duty manager comes before another vote', () => {
  const one = night('one vote').does(aaron, 'disown', {}, 1);
  const text = words(draw(one));
  expect(text).toContain(
    'You said that your vote was not you\nDo not approve before you have rung the duty manager, \\+49 30 555 0100: somebody may be using your account. Then: Ring',
  );
  expect(text).toContain('Rita Requester has a new number for you.');
  expect(text).not.toContain('wrong');
  one.does(aaron, 'approve', { attempt: 1, number: wrong(one, 1) }, 1);
  expect(words(draw(one))).toContain('That was not the number\nRita Requester now sees a new one (1 wrong so far).');
});

test('After three wrong numbers there is a pause until a named time, with no way to approve but to look again', () => {
  const one = missing(3);
  const shown = draw(one);
  expect(words(shown)).toContain('3 wrong numbers: wait until 03:07 (02:07 UTC)\nThen ask for the new number.');
  expect([pressed(shown), inputs(shown)]).toEqual([
    ['say-seen', 'deny', 'refresh', 'change-domain'],
    ['why', 'domain', 'saw'],
  ]);
  one.now += 2 * MINUTE;
  expect(pressed(draw(one))).toEqual(['approve', 'say-seen', 'deny', 'change-domain']);
});

test('Whoever asked, or would use the account, is told plainly that they cannot vote', () => {
  const operator = night('requested', { operator: olaf.id });
  expect(words(draw(operator, olaf))).toContain('REAL · YOU CANNOT VOTE\n');
  expect(words(draw(operator, olaf))).toContain('You cannot vote on this\nYou would use the account, so two other people must approve.');
  const requester = filed({ operator: rita.id }, olaf);
  expect(words(draw(requester, olaf))).toContain('You asked for the account, so two other people must approve.');
  const later = night('closed', { operator: olaf.id });
  expect(words(draw(later, olaf))).toContain('REAL · CLOSED');
  expect(pressed(draw(operator, olaf))).toEqual(['change-domain']);
});

test('After the vote it says what was done and what is still needed; the voter may yet deny', () => {
  const shown = draw(night('one vote'));
  expect(words(shown)).toContain(
    'You approved at 03:11 (02:11 UTC)\n1 of 2 approvals. One more person must approve before 03:32 (02:32 UTC).',
  );
  expect(pressed(shown)).toEqual(['deny', 'change-domain']);
});

test('After the quorum nothing more is asked of anybody', () => {
  const one = night('approved');
  expect(words(draw(one))).toContain('You and Bea Approver approved this\nYou did at 03:11 (02:11 UTC). Nothing more is needed from you.');
  expect(words(draw(one, olaf))).toContain('Aaron Approver and Bea Approver approved this\nNothing more is needed from you.');
  expect(pressed(draw(one, olaf))).toEqual(['revoke', 'change-domain']);
});

test('Ended without an approval, the reason is there and there is nothing left to decide', () => {
  expect(words(draw(night('denied'), bea))).toContain(
    'Why not  \nThe portal opens for me; ask me to undo it.\nThere is nothing left to decide',
  );
  const late = night('requested');
  late.now = late.open.request.decideBy + 1;
  expect(words(draw(late))).toContain('Nobody can decide this now');
});

test('Filed over a denial, with a ticket, or with another administrator in doubt, the facts say so', () => {
  const one = night('denied');
  const denied = one.open;
  one.activation = null;
  one.does(rita, 'request', { ...FILED, over: denied.id, ticket: 'INC_1', otherAdmin: 'unknown' }, 2);
  const text = words(draw(one));
  expect(text).toContain(String.raw`Ticket: INC\_1`);
  expect(text).toContain('Denied: before, as BG-2026-0001: look at its timeline first');
  expect(text).toContain('Admins: not known whether another can sign in');
  const read = words(drawApproval(one.open, one.viewing(aaron, { denied })));
  expect(read).toMatch(/Denied: before, as BG-2026-0001, by Aaron Approver: \S+/);
});

test.each(ALL_STAGES)('At the stage %s every reader’s card is sound and honest, real and as a drill', (stage) => {
  for (const kind of ['real', 'drill']) {
    const one = night(stage, { kind });
    for (const who of [aaron, bea, olaf, rita]) expect(words(draw(one, who))).toMatch(kind === 'drill' ? /^DRILL · / : /^REAL · /);
    sound(drawApproval(one.open, one.viewing('room')));
  }
});

test('Hostile words of requester and roster stay plain', () => {
  for (const text of HOSTILE) {
    const one = new Night();
    one.roster = rosterOf(PEOPLE.map((person) => ({ ...person, name: text, phone: text })));
    one.does(one.roster.people.get(rita.id)!, 'request', { ...FILED, why: text, ticket: text }, 0);
    harmless(draw(one, one.roster.people.get(aaron.id)));
  }
});

test('What changed in the last seven days stands on the card of whoever votes, at most three times', () => {
  const one = begun(night('requested'));
  since(one, START - 2 * DAY, [changed({ people: [stays(bea, { gained: ['approver'] })] })]);
  expect(words(draw(one))).toContain('Changed: 2 days ago, 22 Nov 03:02 (02:02 UTC): Bea Approver became approver');
  for (let count = 0; count < 4; count += 1) since(one, START, [changed({ sections: ['bridge'] })]);
  expect(words(draw(one)).match(/^Changed: .*$/gm)).toHaveLength(4);
  expect(words(draw(one))).toContain('Changed: 2 more times in seven days: type “policy”');
  expect(words(draw(begun(night('requested'))))).not.toContain('Changed:');
});

test('A new approver reads from when on they have a vote, and has no button', () => {
  const one = since(begun(night('requested')), START - 60 * MINUTE, [
    changed({ people: [stays(bea, { lost: ['approver'] })] }),
    changed({ people: [stays(bea, { gained: ['approver'] })] }),
  ]);
  const shown = draw(one, bea);
  expect(words(shown)).toContain('REAL · YOU CANNOT VOTE YET');
  expect(words(shown)).toContain('You have a vote from 25 Nov 02:02 (01:02 UTC)\nYou are an approver since less than 24 hours');
  expect(pressed(shown)).toEqual(['change-domain']);
  one.now = START + 10 * MINUTE;
  expect(words(draw(one, carl))).not.toContain('YOU CANNOT VOTE YET');
});
