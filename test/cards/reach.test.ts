// Who looks and who was not reached, on the cards where somebody can do something about it.
import { expect, test } from '@jest/globals';
import { drawApproval } from '../../cards/approval.ts';
import { mine } from '../../cards/card.ts';
import { drawCustody } from '../../cards/custody.ts';
import { drawRequest } from '../../cards/request.ts';
import { drawRoom } from '../../cards/room.ts';
import type { Person } from '../../dialogs/policy.ts';
import type { FactOf } from '../../ledger/fact.ts';
import { ObjectId, PersonId } from '../../ledger/ids.ts';
import { aaron, ada, bea, carl, MINUTE, type Night, night, olaf, PEOPLE, rita, rosterOf } from './sample.ts';
import { honest, sound } from './sound.ts';
import { objects, pressed, words } from './words.ts';

const LATE = 5 * MINUTE + 1;
const DUE = 10 * MINUTE + 1;
const draw = (one: Night, who: Person, card = drawRequest) => honest(card(one.open, one.viewing(who)), one.open, one.viewing(who));
const room = (one: Night) => words(sound(drawRoom(one.open, one.viewing('room'))));
const rings = (whom: Person, calls = 0) => ({ person: whom.id, calls });
/** A responder who took no part. */
const hugo: Person = {
  ...rita,
  id: PersonId.parse('E2009'),
  name: 'Hugo Helper',
  accounts: [ObjectId.parse('bbbbbbbb-0000-4000-8000-000000000009')],
};
const crowd = (count: number): readonly Person[] =>
  Array.from({ length: count }, (_, at) => ({
    ...bea,
    id: PersonId.parse(`E30${at + 10}`),
    name: `Approver ${at + 10}`,
    accounts: [ObjectId.parse(`cccccccc-0000-4000-8000-0000000000${at + 10}`)],
  }));

/** A page under way, and what became of each attempt so far. */
function paged(
  one: Night,
  reason: FactOf<'PageStarted'>['reason'],
  ...outcomes: readonly (FactOf<'PageEnded'>['outcome'] | null)[]
): Night {
  const key = `${one.open.id}/${reason}`;
  one.policy = { ...one.policy, paging: { drills: true } };
  outcomes.forEach((outcome, before) => {
    const attempt = before + 1;
    if (before > 0) one.now += 16 * MINUTE;
    one.own({ verb: 'start-page', activation: one.open.id, reason, attempt });
    if (outcome !== null) one.own({ verb: 'end-page', activation: one.open.id, key, attempt, outcome });
  });
  return one;
}

test('The requester reads beside each approver who looks, who was rung in vain, and who was not reached', () => {
  const one = night('requested').does(aaron, 'say-seen', {}, 1).does(rita, 'say-no-answer', rings(bea), 1);
  one.now += 4 * MINUTE;
  const text = words(draw(one, rita));
  expect(text).toContain('Aaron Approver\n\\+49 30 555 0102 · looking since 03:03');
  expect(text).toContain('Bea Approver\n\\+49 30 555 0103 · not reached · rang 03:04, no answer');
  expect(text).toContain('Olaf Operator\n\\+49 30 555 0107 · not reached');
  expect(room(one)).toContain('Looking: Aaron Approver\nNot reached: Bea Approver and Olaf Operator');
});

test('An approver who left another record has answered', () => {
  const one = night('requested').does(bea, 'note', { text: 'on the train' }, 2);
  expect(words(draw(one, rita))).toContain('Bea Approver\n\\+49 30 555 0103 · answered 03:04');
});

test('“Rang, no answer” stands beside each, says whom it is about, and is gone for five minutes once pressed', () => {
  const one = night('requested');
  const buttons = () => objects(draw(one, rita).card).filter(({ verb }) => verb === 'say-no-answer');
  expect(buttons().map(({ title, data }) => [title, data])).toMatchObject([
    ['Rang, no answer', rings(aaron)],
    ['Rang, no answer', rings(bea)],
    ['Rang, no answer', rings(olaf)],
  ]);
  one.does(rita, 'say-no-answer', rings(bea), 1);
  expect(buttons()).toHaveLength(2);
  one.now += 5 * MINUTE;
  expect(buttons()[1]).toMatchObject({ data: rings(bea, 1) });
});

test('A crowd of approvers gets ten buttons, and the card can still be sent', () => {
  const one = night('requested');
  one.roster = rosterOf([...PEOPLE, ...crowd(12)]);
  expect(pressed(draw(one, rita)).filter((verb) => verb === 'say-no-answer')).toHaveLength(10);
});

test('A responder who helps gets the list without numbers, of approvers and then of custodians', () => {
  const one = night('requested');
  one.roster = rosterOf([...PEOPLE, hugo]);
  const asking = honest(mine(one.open, one.viewing(hugo)), one.open, one.viewing(hugo));
  expect(words(asking)).toContain(
    'Help to reach the approvers\nThe approvers ring Rita Requester, who reads them their numbers.\n○\nAaron Approver',
  );
  expect(objects(asking.card).some(({ size, text }) => size === 'Large' && /^\d\d$/.test(String(text)))).toBe(false);
  const later = night('released');
  later.roster = rosterOf([...PEOPLE, hugo]);
  const meeting = words(honest(mine(later.open, later.viewing(hugo)), later.open, later.viewing(hugo)));
  expect(meeting).toContain('Help to reach the custodians\nRita Requester must meet them.');
  expect(meeting).not.toContain('security key\nhanded');
  expect(meeting).not.toMatch(/safe|cabinet/);
});

test('The operator reads of each custodian whether they were reached, and says who did not answer by name', () => {
  const one = night('approved').does(carl, 'say-seen', {}, 1);
  one.now += LATE;
  const shown = draw(one, rita);
  expect(words(shown)).toContain('Carl Custodian, \\+49 30 555 0104 · looking since 03:15');
  expect(words(shown)).toContain('Ada Auditor, \\+49 30 555 0106 · not reached');
  expect(objects(shown.card).filter(({ verb }) => verb === 'say-no-answer')).toMatchObject([
    { title: 'Carl Custodian: rang, no answer' },
    { title: 'Ada Auditor: rang, no answer' },
  ]);
});

test('Two custodians with long names that begin alike, or begin and end alike, have buttons that differ', () => {
  const titles = (first: string, second: string) => {
    const one = night('approved');
    one.now += 6 * MINUTE;
    const name = (who: Person) => (who === carl ? first : who === ada ? second : who.name);
    one.roster = rosterOf(PEOPLE.map((who) => ({ ...who, name: name(who) })));
    return objects(draw(one, rita).card).flatMap(({ verb, title }) => (verb === 'say-no-answer' ? [title] : []));
  };
  expect(titles('Maria del Carmen Sofia Rodriguez', 'Maria del Carmen Sofia Gutierrez')).toEqual([
    'Maria del Ca… Rodriguez: rang, no answer',
    'Maria del Ca… Gutierrez: rang, no answer',
  ]);
  expect(titles('Maria del Carmen Ruiz Hernandez', 'Maria del Carmen Gil Hernandez')).toEqual([
    'Maria del Carmen Ruiz…: rang, no answer',
    'Maria del Carmen Gil H…: rang, no answer',
  ]);
  expect(titles('Anna Maria Theresia Josefa Huber', 'Anna Maria Theresia Johanna Huber')).toEqual([
    'Anna Mar… Huber (E1004): rang, no answer',
    'Anna Mar… Huber (E1006): rang, no answer',
  ]);
});

test('An approver and a custodian say that they look with one press, and their card says when they did', () => {
  const one = night('requested');
  expect(objects(draw(one, aaron, drawApproval).card).find(({ verb }) => verb === 'say-seen')).toMatchObject({
    title: 'I am looking',
    associatedInputs: 'none',
  });
  one.does(aaron, 'say-seen', {}, 1);
  const after = draw(one, aaron, drawApproval);
  expect(words(after)).toContain('reads you the number. You said at 03:03 (02:03 UTC) that you are looking.');
  expect(pressed(after)).toEqual(['approve', 'deny', 'change-domain']);
  expect(words(draw(one, bea, drawApproval))).not.toContain('You said');
  const custody = draw(night('approved').does(ada, 'say-seen', {}, 1), ada, drawCustody);
  expect(words(custody)).toContain('whoever asks. You said at 03:15 (02:15 UTC) that you are looking.');
});

test('After ten minutes room and requester read loudly whom to ring and who was not reached; nobody else does', () => {
  const one = night('requested')
    .does(aaron, 'say-seen', {}, 1)
    .clock('escalate', night('requested').now + DUE);
  const call = '! Ring the duty manager now: \\+49 30 555 0100. Not reached by 03:12: Bea Approver and Olaf Operator.';
  expect(words(draw(one, rita))).toContain(call);
  expect(room(one)).toContain(call);
  expect(words(draw(one, aaron, drawApproval))).not.toContain('duty manager');
  one.votes(aaron, 1).votes(bea, 1);
  expect(room(one)).not.toContain('duty manager');
});

test('When everybody has answered and two have not approved, the call says so', () => {
  const one = night('requested');
  for (const who of [aaron, bea, olaf]) one.does(who, 'say-seen', {}, 1);
  one.clock('escalate', night('requested').now + DUE);
  expect(room(one)).toContain('Ring the duty manager now: \\+49 30 555 0100. Everybody has answered, but two have not approved.');
});

test('The room reads what became of the page that matters now', () => {
  expect(room(night('requested'))).not.toContain('Paging');
  expect(room(paged(night('requested'), 'filed', null))).toContain('Paging: a page is being sent since 03:02');
  expect(room(paged(night('requested'), 'filed', 'delivered'))).toContain('Paging: a page went out 03:02');
  expect(room(paged(night('requested'), 'filed', 'refused'))).toContain('Paging: the page does not get through (1 try so far): ring');
  expect(room(paged(night('requested'), 'filed', 'timed-out', 'refused'))).toContain('(2 tries so far): ring');
  const all = Array.from({ length: 8 }, () => 'unreachable' as const);
  expect(room(paged(night('requested'), 'filed', ...all))).toContain('Paging: no page got through in 8 tries: ring');
  expect(room(paged(night('overdue'), 'overdue', 'delivered'))).toContain('Paging: a page went out');
  expect(room(paged(night('one vote'), 'filed', 'delivered').votes(bea))).not.toContain('Paging');
});
