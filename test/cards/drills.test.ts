import { expect, test } from '@jest/globals';
import { drawDrills } from '../../cards/drills.ts';
import { kindWords } from '../../cards/drill-words.ts';
import { drawForm } from '../../cards/form.ts';
import { readable } from '../../cards/plain.ts';
import { drawRoom } from '../../cards/room.ts';
import type { Announcement } from '../../ledger/drills.ts';
import { aaron, FILED, FIRST, HOSTILE, mona, MINUTE, Night, night, olaf, PEOPLE, rita, rosterOf, SECOND, START } from './sample.ts';
import { buttons, inputs, sound, verbs } from './sound.ts';

const HOUR = 60 * MINUTE;
const AT = START + 25 * HOUR;
const ACTION = 'Save a new description of the test group';

/** A night in which Mona announced a live drill of Rita. */
function announced(action = ACTION): Night {
  return new Night().does(mona, 'announce-drill', { account: 'bg-admin-01', operator: rita.id, action, at: AT }, 0);
}
function only(one: Night): Announcement {
  const [first] = one.tenant.drills.announced.values();
  if (first === undefined) throw new Error('nothing is announced');
  return first;
}
function live(): Night {
  const one = announced();
  one.now = AT;
  return one.does(rita, 'request', { ...FILED, kind: 'drill', announcement: only(one).id }, 0);
}
const text = (one: Night, who = mona, about: Parameters<typeof drawDrills>[0] = null) =>
  readable(sound(drawDrills(about, one.viewing(who))).card);
const since = (days: number): Night => {
  const one = new Night();
  one.tenant = { ...one.tenant, drills: { ...one.tenant.drills, since: START } };
  one.now = START + days * 24 * HOUR;
  return one;
};

test('each account says when it was last proved, and when that is due again', () => {
  const one = since(1);
  one.tenant = { ...one.tenant, drills: { ...one.tenant.drills, lastLiveDrill: new Map([[FIRST.id, START + HOUR]]) } };
  expect(text(one)).toContain('DRILLS\nNo live drill is due');
  expect(text(one)).toContain('✓ bg-admin-01: last live drill 24 Nov 04:02 (03:02 UTC), the next one before 22 Feb 04:02 (03:02 UTC)');
  expect(text(one)).toContain('✓ bg-admin-02: no live drill yet, the next one before');
});

test('what is due soon and what is overdue stands in the heading', () => {
  expect(text(since(80))).toContain('bg-admin-01 and bg-admin-02 need a live drill soon');
  const one = since(80);
  one.tenant = { ...one.tenant, drills: { ...one.tenant.drills, lastLiveDrill: new Map([[FIRST.id, START + 70 * 24 * HOUR]]) } };
  expect(text(one)).toContain('bg-admin-02 needs a live drill soon');
  expect(text(since(91))).toContain('The live drill of bg-admin-01 and bg-admin-02 is overdue');
  expect(text(since(91))).toContain('! OVERDUE · bg-admin-01: no live drill yet, one was due by ');
});

test('the reminder names the account and the time, before and after it', () => {
  const shown = drawDrills({ due: FIRST.id }, since(80).viewing(mona));
  expect(readable(sound(shown).card)).toContain('DRILL DUE\nbg-admin-01 needs a live drill before 22 Feb 03:02 (02:02 UTC)');
  expect(shown.summary).toBe('bg-admin-01 needs a live drill before 22 Feb 03:02 (02:02 UTC)');
  expect(text(since(91), mona, { due: SECOND.id })).toContain('DRILL OVERDUE\nbg-admin-02 should have had its live drill before');
});

test('an announcement says who, with which account, from when, what for, and that all else is real', () => {
  const one = announced();
  const shown = text(one, aaron, { announced: only(one) });
  expect(shown).toContain('DRILL · LIVE · ANNOUNCED · LD-2026-0001');
  expect(shown).toContain('Rita Requester will sign in once with bg-admin-01 as a drill, from 25 Nov 04:02 (03:02 UTC)');
  expect(shown).toContain(`The one action  ${ACTION}`);
  expect(shown).toContain('Any other sign-in counts as real.');
});

test('only managers can announce, with every input that this takes', () => {
  const shown = sound(drawDrills(null, new Night().viewing(mona)));
  expect(inputs(shown)).toEqual(['account', 'operator', 'action', 'day', 'time']);
  expect(verbs(shown)).toContain('announce-drill');
  for (const who of [rita, aaron]) expect(verbs(sound(drawDrills(null, new Night().viewing(who))))).not.toContain('announce-drill');
  const nobody = new Night();
  nobody.roster = rosterOf(PEOPLE.filter(({ roles }) => !roles.includes('responder')));
  expect(verbs(drawDrills(null, nobody.viewing(mona)))).not.toContain('announce-drill');
  const nothing = new Night();
  nothing.policy = { ...nothing.policy, accounts: new Map() };
  expect(verbs(sound(drawDrills(null, nothing.viewing(mona))))).not.toContain('announce-drill');
});

test('a dry drill is offered to those who may start one, and the room is offered nothing', () => {
  const titles = (who: Parameters<Night['viewing']>[0]) => buttons(drawDrills(null, new Night().viewing(who))).map(({ title }) => title);
  expect(titles(rita)).toContain('Start a dry drill');
  for (const who of [aaron, mona, 'room'] as const) expect(titles(who)).not.toContain('Start a dry drill');
});

test('a live drill can be started from its time on, by a responder', () => {
  const one = announced();
  const titles = (who = rita) => buttons(drawDrills(null, one.viewing(who))).map(({ title }) => title);
  expect(titles()).not.toContain('Start LD-2026-0001');
  one.now = AT;
  expect(titles()).toContain('Start LD-2026-0001');
  expect(titles(aaron)).not.toContain('Start LD-2026-0001');
});

test('the form of a live drill fixes account and operator and names the action', () => {
  const one = announced();
  const shown = sound(drawForm({ domain: 'drill', kind: 'drill', over: null, live: only(one) }, one.viewing(olaf)));
  const words = readable(shown.card);
  expect(words).toContain('DRILL · LIVE · NOT YET FILED');
  expect(words).toContain(`Sign in once with bg-admin-01 as announced in LD-2026-0001: “${ACTION}”`);
  expect(words).not.toContain('bg-admin-02');
  expect(words).not.toContain('Olaf Operator');
  const [file] = buttons(shown).filter(({ verb }) => verb === 'request');
  expect(file).toMatchObject({ title: 'Start this live drill', data: { kind: 'drill', announcement: 'LD-2026-0001' } });
});

test('a drill’s form is for responders, and for nobody whom it does not know', () => {
  const form = (who: Parameters<Night['viewing']>[0], kind: 'real' | 'drill') =>
    buttons(drawForm({ domain: 'drill', kind, over: null }, new Night().viewing(who)));
  expect(form(rita, 'drill').some(({ verb }) => verb === 'request')).toBe(true);
  for (const who of [aaron, mona, 'room'] as const) expect(form(who, 'drill').filter(({ verb }) => verb === 'request')).toEqual([]);
});

test('every card of a live drill says LIVE and what it covers; of a dry one, that it covers nothing', () => {
  const one = live();
  const shown = drawForm({ domain: 'drill', kind: 'drill', over: one.open }, one.viewing(rita));
  expect(shown.summary).toContain('DRILL');
  const line = `Live, as announced in LD-2026-0001: one sign-in, and this one action: “${ACTION}”. Anything else counts as real.`;
  expect(cardOf(one)).toContain('DRILL · LIVE · REQUESTED');
  expect(cardOf(one)).toContain(line);
  expect(cardOf(night('requested', { kind: 'drill' }))).toContain('Dry: nobody signs in. Any sign-in with this account counts as real.');
  expect(cardOf(night('requested'))).not.toMatch(/Live, as|Dry: /);
  expect([one, night('requested', { kind: 'drill' }), night('requested')].map(({ open }) => kindWords(open.request))).toEqual([
    'a live drill',
    'a dry drill',
    'a real use',
  ]);
});

function cardOf(one: Night): string {
  return readable(sound(drawRoom(one.open, one.viewing('room'))).card);
}

test('hostile words of an announcement stay plain', () => {
  for (const words of HOSTILE) {
    const one = announced(words);
    text(one, mona, { announced: only(one) });
    text(one, rita);
  }
});
