import { expect, test } from '@jest/globals';
import type { Finding } from '../../dialogs/readiness.ts';
import { custodyFindings, leavesTwo, peopleFindings } from '../../dialogs/readiness-people.ts';
import {
  aaron,
  ada,
  axel,
  bea,
  carl,
  cora,
  dan,
  EVERYBODY,
  FIRST,
  HOUR,
  ida,
  milo,
  mona,
  olaf,
  POLICY,
  rita,
  rosterOf,
  SECOND,
  START,
} from './given.ts';

const said = (findings: readonly Finding[]) => findings.map(({ sign, what }) => `${sign} ${what}`);
const people = (roster = rosterOf(EVERYBODY), isMet: ((account: string) => boolean) | null = () => true, now = START) =>
  said(peopleFindings({ roster, now }, isMet));

test('two approvers are left when any two sleep: four beside any requester', () => {
  const others = [rita, carl, mona, ada];
  expect(leavesTwo(rosterOf([...others, aaron, bea, cora, dan]))).toBe(true);
  expect(leavesTwo(rosterOf([...others, aaron, bea, cora]))).toBe(false);
  // Olaf may ask, too, and is then no approver of his own request
  expect(leavesTwo(rosterOf([...others, aaron, bea, cora, olaf]))).toBe(false);
  expect(people(rosterOf([...others, aaron, bea, cora])).join('\n')).toContain(
    'warn Roster: 7 people, of these 1 responders, 3 approvers, 1 custodians, 0 on watch; when any two approvers sleep, fewer than two may be left',
  );
  expect(people()[0]).toBe(
    'good Roster: 15 people, of these 5 responders, 6 approvers, 3 custodians, 1 on watch; two approvers are left when any two sleep.',
  );
});

test('a roster that could leave somebody without two approvers is wrong', () => {
  expect(people(rosterOf([rita, aaron]))[0]).toContain('bad Roster: Rita could not be approved by two other people');
});

test('the age of the roster is said, and from 72 hours on it is a warning', () => {
  const age = (hours: number) => people(rosterOf(EVERYBODY, START - hours * HOUR)).find((line) => line.includes('was read'));
  expect([age(0.5), age(71), age(72)]).toEqual([
    'good The roster was read within the last hour.',
    'good The roster was read 71 h ago.',
    'warn The roster was read 72 h ago.',
  ]);
});

test('one manager or one auditor is a warning', () => {
  const signers = (...gone: readonly unknown[]) =>
    people(rosterOf(EVERYBODY.filter((one) => !gone.includes(one)))).find((line) => line.includes('auditors: '));
  expect(signers()).toBe('good Managers: 3, auditors: 2.');
  expect(signers(mona, milo)).toBe('warn Managers: 1, auditors: 2; with one of a kind, nobody stands in.');
  expect(signers(ada)).toBe('warn Managers: 3, auditors: 1; with one of a kind, nobody stands in.');
  expect(signers(axel)).toContain('warn');
});

test('people without a phone, or never met in a chat, are named', () => {
  const roster = rosterOf([...EVERYBODY.filter((one) => one !== dan), { ...dan, phone: ' ' }]);
  expect(people(roster)).toContain('warn No phone number on the roster: Dan.');
  expect(people()).toContain('good Everybody has a phone number.');
  expect(people()).toContain('good The bot has met everybody in a chat.');
  // one of Aaron’s two accounts is enough
  expect(people(undefined, (account) => account !== aaron.accounts[0] && account !== bea.accounts[0])).toContain(
    'warn Never met by the bot in a chat: Bea.',
  );
  expect(people(undefined, null)).toContain('unseen Whether everybody has a chat with the bot: not looked at here.');
});

test('accounts and the custody of their parts: two accounts, two parts, a second custodian', () => {
  const custody = (...accounts: readonly (typeof FIRST)[]) =>
    said(custodyFindings({ policy: { ...POLICY, accounts: new Map(accounts.map((one) => [one.id, one])) }, roster: rosterOf(EVERYBODY) }));
  expect(custody(FIRST, SECOND)).toEqual([
    'good Emergency accounts: bg-admin-01, bg-admin-02.',
    'warn Kept in one part, so one person is enough to use it: bg-admin-02 password-1, bg-admin-02 certificate-1.',
    'warn A part has one custodian only, and nobody stands in: bg-admin-01 key-1, bg-admin-02 password-1, bg-admin-02 certificate-1.',
  ]);
  const spare = {
    ...FIRST,
    credentials: FIRST.credentials.map((one) => ({
      ...one,
      parts: one.parts.map((part, at) => ({ ...part, custodians: at === 0 ? part.custodians : [ida.id, mona.id] })),
    })),
  };
  expect(custody(spare).slice(0, 2)).toEqual([
    'warn Emergency accounts: bg-admin-01; have at least two.',
    'bad Custody: bg-admin-01, key-1/pin: Mona does not have the role custodian.',
  ]);
  expect(custody(spare).slice(2)).toEqual([
    'good Every credential is kept by at least two people.',
    'good Every part has a second custodian.',
  ]);
  expect(custody()[0]).toBe('bad Emergency accounts: none; have at least two.');
});
