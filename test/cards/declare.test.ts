// The form of a declaration: the truth first, then what is put on record.
import { expect, test } from '@jest/globals';
import { drawDeclare } from '../../cards/declare.ts';
import { Command } from '../../dialogs/command.ts';
import type { EmergencyAccount } from '../../dialogs/policy.ts';
import { AccountId, PersonId } from '../../ledger/ids.ts';
import { carl, FIRST, HOSTILE, LIBRARY, Night, night, PEOPLE, POLICY, rita, rosterOf } from './sample.ts';
import { harmless, inputs, sound } from './sound.ts';
import { objects, pressed, words } from './words.ts';

const draw = (one = new Night(), entered = {}, who: typeof rita | 'room' = rita) => sound(drawDeclare(entered, one.viewing(who)));
const input = (shown: ReturnType<typeof draw>, id: string) =>
  objects(shown.card).find((one) => one['id'] === id && String(one['type']).startsWith('Input'));

test('It says what will happen, who is told, and that two people must ratify within 24 hours', () => {
  const text = words(draw());
  for (const sentence of [
    'WITHOUT QUORUM · NOT YET DECLARED',
    'At once the room, all approvers, custodians, watch, managers and auditors are told: 6 people. It cannot be taken back.',
    'It is never called approved, whatever is said about it later.',
    'Two approvers who took no part must ratify or reject it within 24 hours. If they reject it, it is reviewed as suspected misuse.',
    'Custodians are told to release nothing. Whoever opens a safe or takes a part all the same does so on their own responsibility, and it is recorded.',
    String.raw`Ring whoever keeps the part, who writes it down. For bg-admin-01: Carl Custodian, \+49 30 555 0104 or Ada Auditor, \+49 30 555 0106. For bg-admin-02: Carl Custodian, \+49 30 555 0104 or Ada Auditor, \+49 30 555 0106. What was out comes back under new seals.`,
    'If a request for this account is still open, it ends by this.',
  ])
    expect(text).toContain(sentence);
  expect(inputs(draw())).toEqual(['domain', 'account', 'operator', 'ago', 'minutes', 'why']);
  expect(pressed(draw())).toEqual(['declare', 'begin']);
});

test('Of many accounts with many custodians each says how many more there are, and the card stays small enough to be sent', () => {
  const one = new Night();
  const name = (n: number) => `${'中'.repeat(20)} ${n}`;
  const people = Array.from({ length: 200 }, (_, n) => ({ ...carl, id: PersonId.parse(`keeper-${n}`), name: name(n), accounts: [] }));
  one.roster = rosterOf([...PEOPLE, ...people]);
  const custodians = people.map(({ id }) => id);
  const account = (n: number, from: number) => {
    const [credential] = FIRST.credentials;
    const parts = credential!.parts.map((part) => ({ ...part, custodians: custodians.slice(from, from + 8) }));
    return { ...FIRST, id: AccountId.parse(`bg-admin-0${n}`), credentials: [{ ...credential!, parts }] };
  };
  const held = (accounts: readonly EmergencyAccount[]) => {
    one.policy = { ...POLICY, accounts: new Map(accounts.map((each) => [each.id, each])) };
    return words(draw(one));
  };
  const phone = String.raw`\+49 30 555 0104`;
  expect(held([account(1, 0)])).toContain(`writes it down: ${name(0)}, ${phone}, `);
  expect(held([account(1, 0)])).toContain(`${name(5)}, ${phone} or 2 more. What`);
  const three = held([account(1, 0), account(2, 8), { ...account(3, 0), credentials: [] }]);
  expect(three).toContain(`For bg-admin-01: ${name(0)}, ${phone}, ${name(1)}, ${phone} or 6 more.`);
  expect(three).toContain(`For bg-admin-02: ${name(8)}, ${phone}, ${name(9)}, ${phone} or 6 more.`);
  expect(three).toContain(String.raw`For bg-admin-03: the duty manager, \+49 30 555 0100.`);
  const nine = held([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => account(n, n)));
  expect(nine).toContain(`For bg-admin-09: ${name(9)}, ${phone} or 7 more.`);
});

test('Anybody on the roster can fill it in; it begins with oneself, now, and the shortest length', () => {
  const shown = draw(new Night(), {}, carl);
  expect(['operator', 'ago', 'minutes', 'domain', 'account'].map((id) => input(shown, id)?.['value'])).toEqual([
    carl.id,
    '0',
    '30',
    'dont-know',
    'bg-admin-01',
  ]);
  expect((input(shown, 'operator')?.['choices'] as readonly unknown[])[0]).toEqual({ title: 'Carl Custodian', value: carl.id });
  expect((input(shown, 'operator')?.['choices'] as readonly unknown[]).at(-1)).toEqual({ title: 'I do not know who it was', value: '-' });
});

test('What it sends is a command, also when nobody knows who it was', () => {
  const raw = {
    verb: 'declare',
    domain: 'dont-know',
    account: 'bg-admin-01',
    operator: '-',
    ago: '0',
    minutes: '30',
    why: { text: 'x', salt: '' },
  };
  expect(Command.parse(raw)).toMatchObject({ operator: null, ago: 0, minutes: 30 });
  expect(Command.safeParse({ ...raw, operator: '' }).success).toBe(false);
  expect(Command.safeParse({ ...raw, ago: '2881' }).success).toBe(false);
});

test('What was entered before comes back', () => {
  const entered = {
    domain: 'conditional-access',
    account: 'bg-admin-02',
    operator: carl.id,
    ago: 'an hour',
    minutes: '60',
    why: 'see http://x.example',
  };
  for (const [id, value] of Object.entries(entered)) expect(input(draw(new Night(), entered), id)?.['value']).toBe(value);
});

test('An account that is held says by what', () => {
  expect(JSON.stringify(input(draw(night('requested')), 'account'))).toContain('held by BG-2026-0001');
});

test('Without an account, or a person, there is nothing to fill in', () => {
  const one = new Night();
  one.policy = { ...POLICY, accounts: new Map(), limits: { ...POLICY.limits, use: [] } };
  expect([inputs(draw(one)), pressed(draw(one))]).toEqual([[], []]);
  expect(pressed(draw(new Night(), {}, 'room'))).toEqual([]);
  const viewing = new Night().viewing(rita);
  const bare = drawDeclare({}, { ...viewing, circumstances: { ...viewing.circumstances, library: { ...LIBRARY, offered: [] } } });
  expect((input(bare, 'domain')?.['choices'] as readonly unknown[]).length).toBe(1);
});

test('Hostile names stay plain', () => {
  for (const text of HOSTILE) {
    const one = new Night();
    one.roster = rosterOf(PEOPLE.map((person) => ({ ...person, name: text })));
    harmless(draw(one));
  }
});
