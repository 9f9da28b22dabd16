import { describe, expect, test } from '@jest/globals';
import { DRAW, mine } from '../../cards/card.ts';
import { drawTaken, FALLBACK } from '../../cards/fallback.ts';
import { drawStatus } from '../../cards/status.ts';
import { readable } from '../../cards/plain.ts';
import type { CardName, Shown } from '../../cards/view.ts';
import { PersonId } from '../../ledger/ids.ts';
import type { Person } from '../../dialogs/policy.ts';
import { FAULT, type Moment, secondOnly, two } from './sample-fallback.ts';
import {
  aaron,
  ada,
  bea,
  carl,
  HOSTILE,
  LIBRARY,
  mona,
  type Night,
  night,
  olaf,
  PEOPLE,
  POLICY,
  rita,
  rosterOf,
  SECOND,
} from './sample.ts';
import { BOOKS } from './sample-test-sign-in.ts';
import { buttons, harmless, honest, inputs, sound, verbs } from './sound.ts';

const bob: Person = { ...carl, id: PersonId.parse('E1009'), name: 'Bob Custodian', accounts: [] };
const shown = (one: Night, card: CardName, who: Person) => honest(DRAW[card](one.open, one.viewing(who)), one.open, one.viewing(who));
const text = (moment: Moment | Night, card: CardName, who: Person) =>
  readable(shown(typeof moment === 'string' ? two(moment) : moment, card, who).card);

describe('The operator reads', () => {
  test('while collecting and using the first account: which one stands by, and the way to take it', () => {
    for (const moment of ['approved', 'in use'] as const) {
      const card = text(moment, 'operation', rita);
      expect(card).toContain(
        'Fallback account: bg-admin-02. Its parts stay sealed until the operator says that the first account does not work.',
      );
      expect(card).toContain(
        '< The first account does not work … >\n    From then on bg-admin-02 is the account that is used: its custodians are asked for its parts, and everybody is told. There is no way back to bg-admin-01. The end stays.',
      );
      expect(card).toContain('[ What does not work? Everybody will read it *: ____ ]\n    < Take the fallback account >');
    }
    expect(inputs(shown(two('in use'), 'operation', rita))).toContain('fault');
    expect(text('approved', 'operation', rita)).not.toContain('bg-admin-02, first half');
  });
  test('once it is taken: why, and whom to meet; the use is still of what was opened', () => {
    const card = text('taken', 'operation', rita);
    expect(card).toContain('You have bg-admin-01 until');
    expect(card).toContain(
      'Fallback account taken by Rita Requester at 03:39 (02:39 UTC): bg-admin-01 does not work. The key asks for a PIN, and the PIN is wrong.\n○ bg-admin-02, first half of the password: meet Carl Custodian, +49 30 555 0104\n○ bg-admin-02, second half of the password: meet Ada Auditor, +49 30 555 0106',
    );
    expect(verbs(shown(two('taken'), 'operation', rita))).not.toContain('take-fallback');
    expect(text('both out', 'operation', rita)).toContain('You have bg-admin-01 and bg-admin-02 until');
  });
  test('and who of them was not reached, with a button for a call in vain; the room says it, and the requester helps', () => {
    const one = two('taken');
    one.now += 5 * 60_000 + 1;
    expect(text(one, 'operation', rita)).toContain('meet Carl Custodian, +49 30 555 0104 · not reached\n');
    expect(text(one, 'room', rita)).toMatch(/Not reached +Carl Custodian and Ada Auditor/);
    expect(verbs(shown(one, 'custody', ada))).toContain('say-seen');
    one.does(ada, 'say-seen', {}, 1).does(rita, 'say-no-answer', { person: carl.id, calls: 0 }, 1);
    const card = text(one, 'operation', rita);
    expect(card).toContain('meet Carl Custodian, +49 30 555 0104 · not reached · rang 03:46, no answer\n');
    expect(card).toContain(
      'meet Ada Auditor, +49 30 555 0106 · looking since 03:45\nRang somebody, and nobody answered? Say so, so that others know:\n< Ada Auditor: rang, no answer >',
    );
    expect(card).not.toContain('< Carl');
    expect(text(one, 'request', rita)).not.toContain('Help to reach the custodians');
    one.does(carl, 'release', { part: 'password-1/first-half', seal: 'A-1191' }, 1);
    one.does(ada, 'release', { part: 'password-1/second-half', seal: 'A-1192' }, 1);
    expect(text(one, 'operation', rita)).not.toContain('rang, no answer');
  });
  test('after the end of the use, or once it is revoked, nobody is to be met', () => {
    const over = two('taken');
    over.now = over.open.phase === 'in use' ? over.open.use.end + 1 : 0;
    const revoked = two('taken').does(mona, 'revoke', { cause: 'Another administrator is in.' }, 1);
    for (const one of [over, revoked]) {
      expect(text(one, 'operation', rita)).toContain('○ bg-admin-02, first half of the password: with Carl Custodian\n');
      expect(text(one, 'operation', rita)).not.toMatch(/meet|rang, no answer/);
      expect(text(one, 'room', rita)).not.toContain('Not reached');
    }
  });
  test('beside a step that leaves no room for it, behind a button of its own, and from there back', () => {
    const book = LIBRARY.offered[0]!.runbook;
    const choices = Array.from({ length: 6 }, (_, n) => ({ id: `c${n}`, title: '中'.repeat(80), to: [] }));
    const whole = { title: '中'.repeat(70), body: '中'.repeat(1500), worked: '中'.repeat(700), choices };
    const long = { ...book, steps: book.steps.map((step) => ({ ...step, ...whole })) };
    const see = (moment: Moment, focus: string | null, name = (who: Person) => who.name) => {
      const one = two(moment);
      for (const why of ['a', 'b', 'c']) one.does(rita, 'fail-step', { step: 'find-policy', why });
      one.library = { ...BOOKS, pinned: () => long };
      one.roster = rosterOf(PEOPLE.map((who) => ({ ...who, name: name(who) })));
      const viewing = one.viewing(rita, { focus, text: () => '中'.repeat(2_000) });
      return honest(DRAW.operation(one.open, viewing), one.open, viewing);
    };
    const card = readable(see('taken', null).card);
    expect(card).toContain('Fallback account taken by Rita Requester at 03:39');
    expect(card).toContain('< The fallback account … >');
    expect(card).not.toMatch(/meet Carl|rang, no answer/);
    const there = see('taken', FALLBACK);
    expect(readable(there.card)).toContain('○ bg-admin-02, first half of the password: meet Carl Custodian, +49 30 555 0104');
    expect(readable(there.card)).toContain('< Back to the steps >');
    const rang = (of: Shown) => buttons(of).find(({ verb }) => verb === 'say-no-answer');
    expect(rang(there)).toMatchObject({ data: { item: FALLBACK, person: carl.id, calls: 0 } });
    expect(rang(shown(two('taken'), 'operation', rita))).toMatchObject({ data: { item: '' } });
    const named = readable(see('in use', null, () => '中'.repeat(60)).card);
    expect(named).toContain('bg-admin-02. Its parts stay sealed');
    expect(named).not.toContain('< Take the fallback account >');
    expect(readable(see('in use', FALLBACK).card)).toContain('< Take the fallback account >');
  });
  test('many custodians with long names keep every card small enough', () => {
    const keepers = Array.from({ length: 14 }, (_, n) => ({
      ...carl,
      id: PersonId.parse(`E${2000 + n}`),
      name: `${'中'.repeat(50)} ${n}`,
      accounts: [],
    }));
    const one = two('taken');
    one.roster = rosterOf([...PEOPLE, ...keepers]);
    const custodians = keepers.map(({ id }) => id);
    const credentials = SECOND.credentials.map((credential) => ({
      ...credential,
      parts: credential.parts.map((part) => ({ ...part, what: '中'.repeat(80), custodians })),
    }));
    one.policy = { ...POLICY, accounts: new Map([...POLICY.accounts, [SECOND.id, { ...SECOND, credentials }]]) };
    one.now += 6 * 60_000;
    for (const focus of [null, FALLBACK]) sound(DRAW.operation(one.open, one.viewing(rita, { focus })));
    const whole = readable(sound(DRAW.operation(one.open, one.viewing(rita, { focus: FALLBACK }))).card);
    expect(whole).toContain(' · not reached or 8 more\n');
    expect(whole.split(': rang, no answer >')).toHaveLength(11);
    one
      .does(rita, 'offer-handover', { to: olaf.id, offered: 0 }, 1)
      .does(olaf, 'accept-handover', { offer: 1 }, 1)
      .does(aaron, 'confirm-handover', { offer: 1 }, 1);
    expect(readable(sound(DRAW.request(one.open, one.viewing(rita))).card).split(': rang, no answer >')).toHaveLength(11);
  });
  test('after a hand-over the new operator meets them, and the requester helps to reach them', () => {
    const one = two('taken')
      .does(rita, 'offer-handover', { to: olaf.id, offered: 0 }, 1)
      .does(olaf, 'accept-handover', { offer: 1 }, 1)
      .does(aaron, 'confirm-handover', { offer: 1 }, 1);
    expect(text(one, 'operation', olaf)).toContain('< Carl Custodian: rang, no answer >');
    const card = text(one, 'request', rita);
    expect(card).toContain('Help to reach the custodians\nOlaf Operator must meet them. Help to reach those who have not answered.');
    expect(card).toContain(
      'who have not answered.\n○   bg-admin-02, first half of the password Carl Custodian, +49 30 555 0104 < Carl Custodian: rang, no answer >',
    );
    expect(readable(mine(one.open, one.viewing(olaf)).card)).toContain('< Done >');
    one.does(carl, 'release', { part: 'password-1/first-half', seal: 'A-1191' }, 1);
    expect(text(one, 'request', rita)).not.toContain('first half');
    one.does(rita, 'say-no-answer', { person: ada.id, calls: 0 }, 1);
    expect(text(one, 'request', rita)).toMatch(/Help to reach the custodians\n.*\n.*Ada Auditor, \+49 30 555 0106 · rang .*, no answer\n/);
    one.does(ada, 'release', { part: 'password-1/second-half', seal: 'A-1192' }, 1);
    expect(text(one, 'request', rita)).not.toContain('Help to reach');
  });
  test('a responder who helps comes to the steps, not to the calls', () => {
    const one = two('taken');
    expect(readable(mine(one.open, one.viewing(olaf)).card)).toContain('< Join: I will help >');
    const voter = night('in use', { fallback: 'bg-admin-02' });
    const votes = new Map([...voter.open.votes].map(([id, vote], at) => (at === 0 ? [olaf.id, { ...vote, person: olaf.id }] : [id, vote])));
    voter.does(rita, 'take-fallback', FAULT, 1);
    voter.activation = { ...voter.open, votes };
    expect(readable(mine(voter.open, voter.viewing(olaf)).card)).toContain('< Carl Custodian: rang, no answer >');
    expect(readable(mine(one.open, one.viewing(rita)).card)).toContain('< Done >');
  });
  test('before anything of the first one was out: the parts of the other, once', () => {
    const card = text(secondOnly(), 'operation', rita);
    expect(card).toContain('Collect bg-admin-02 before');
    expect(card.split('bg-admin-02, first half of the password')).toHaveLength(2);
    expect(card).not.toContain('bg-admin-01, security key');
  });
  test('nothing of it where the request names one account', () => {
    expect(text(night('in use'), 'operation', rita)).not.toContain('Fallback');
  });
});

describe('Everybody reads', () => {
  test('both accounts before they decide, and that it was taken afterwards', () => {
    expect(text('filed', 'approval', aaron)).toContain('Rita Requester asks to open bg-admin-01, or bg-admin-02 if that one does not work');
    expect(text('filed', 'request', rita)).toContain(
      'Two people must approve bg-admin-01 (fallback: bg-admin-02) before 03:32 (02:32 UTC)',
    );
    expect(text('filed', 'request', rita)).toContain('I need bg-admin-01, or bg-admin-02 if that one does not work.”');
    expect(text('approved', 'vote', aaron)).toContain(
      'You approved that Rita Requester may open bg-admin-01, or bg-admin-02 if that one does not work',
    );
    for (const card of ['approval', 'oversight', 'room', 'request'] as const)
      expect(text('taken', card, card === 'oversight' ? mona : card === 'request' ? rita : bea)).toMatch(
        /Fallback +bg-admin-02\. Rita Requester took it at 03:39 \(02:39 UTC\), because bg-admin-01 does not work: “The key asks for a PIN/,
      );
  });
  test('which of them was opened, in the board and in the review', () => {
    const one = two('back');
    expect(readable(drawStatus([one.open], one.viewing(mona)).card)).toContain('bg-admin-01 and bg-admin-02, Rita Requester');
    const review = { ...one.open, phase: 'review', review: null, closed: null } as typeof one.open;
    expect(readable(DRAW.review(review, one.viewing(mona)).card)).toMatch(
      /Opened +bg-admin-01 and bg-admin-02, of bg-admin-01 and bg-admin-02/,
    );
    expect(readable(DRAW.review(review, one.viewing(mona)).card)).toContain('Fallback account taken by Rita Requester');
    const mark = { ...one.open.filed, when: one.now, detail: one.open.request.why };
    const seen = { ...review, signIns: [{ ...mark, account: SECOND.id }, mark] };
    expect(readable(DRAW.review(seen, one.viewing(mona)).card)).toMatch(/Sign-in of bg-admin-02 seen at .*Sign-in seen at /s);
  });
});

describe('A custodian', () => {
  test('of the fallback account is told before the approval that it may be asked for', () => {
    expect(text('filed', 'custody', carl)).toContain(
      'Do not release anything yet. Rita Requester asks for bg-admin-01, or bg-admin-02 if that one does not work',
    );
  });
  test('of it alone keeps it sealed until it is taken, and hands it over then, before the end', () => {
    const alone = (one: Night): Night => {
      const credentials = SECOND.credentials.map((credential) => ({
        ...credential,
        parts: credential.parts.map((part) => ({ ...part, custodians: [bob.id] })),
      }));
      one.policy = { ...POLICY, accounts: new Map([...POLICY.accounts, [SECOND.id, { ...SECOND, credentials }]]) };
      one.roster = rosterOf([...PEOPLE, bob]);
      return one;
    };
    for (const moment of ['approved', 'in use'] as const)
      expect(text(alone(two(moment)), 'custody', bob)).toContain(
        'REAL · KEEP IT SEALED   BG-2026-0001\nKeep your part of bg-admin-02 sealed\nIt is the fallback account, and nobody needs it now. If the operator takes it, this card says so.',
      );
    const card = text(alone(two('taken')), 'custody', bob);
    expect(card).toContain(
      'Hand your part of bg-admin-02 to Rita Requester before 04:37 (03:37 UTC)\nRita Requester said at 03:39 (02:39 UTC) that bg-admin-01 does not work. Approved by Aaron Approver and Bea Approver.',
    );
    expect(card).toContain('< I have handed it over >');
  });
  test('of the first one alone keeps it sealed once the other is taken', () => {
    const one = secondOnly();
    const firstOnly = { ...SECOND, credentials: SECOND.credentials.map((credential) => ({ ...credential, parts: [] })) };
    one.policy = { ...POLICY, accounts: new Map([...POLICY.accounts, [SECOND.id, firstOnly]]) };
    expect(text(one, 'custody', carl)).toContain(
      'Keep your part of bg-admin-01 sealed\nThe operator uses bg-admin-02 now. Nothing of yours is needed.',
    );
  });
  test('who has handed over the part that is asked for reads so, although another of theirs stays sealed', () => {
    const one = two('approved').does(carl, 'release', { part: 'key-1/key', seal: 'A-1' });
    expect(text(one, 'custody', carl)).toContain('Your part of bg-admin-01 is with Rita Requester');
  });
  test('who operates cannot hand a part of the second account to themselves', () => {
    const one = two('taken');
    one.roster = rosterOf(PEOPLE.map((person) => (person === rita ? { ...rita, roles: ['responder', 'custodian'] as const } : person)));
    const credentials = SECOND.credentials.map((credential) => ({
      ...credential,
      parts: credential.parts.map((part) => ({ ...part, custodians: [rita.id] })),
    }));
    one.policy = { ...POLICY, accounts: new Map([...POLICY.accounts, [SECOND.id, { ...SECOND, credentials }]]) };
    const rosterRita = one.roster.people.get(rita.id)!;
    expect(text(one, 'custody', rosterRita)).toContain(
      'REAL · ANOTHER CUSTODIAN IS NEEDED   BG-2026-0001\nYou operate bg-admin-02 yourself, so another custodian must release your part to you\nThe use ends at 04:37 (03:37 UTC).',
    );
  });
  test('reads of each part whose it is, out, and on its way back', () => {
    expect(text('both out', 'custody', carl)).toContain('Rita Requester has bg-admin-01 and bg-admin-02 until');
    expect(text('back', 'custody', carl)).toContain('Take your part of bg-admin-01 back from Rita Requester');
    const one = two('back').does(carl, 'return', { part: 'key-1/key', seal: 'B-1' });
    expect(text(one, 'custody', carl)).toContain('Take your part of bg-admin-02 back from Rita Requester');
    expect(text(one.does(carl, 'return', { part: 'password-1/first-half', seal: 'B-2' }), 'custody', carl)).toContain(
      'Your part of bg-admin-01 and bg-admin-02 is back under a new seal',
    );
  });
});

describe('The work afterwards', () => {
  test('of the second account says what it waits for, also where somebody looks at it', () => {
    const one = two('back');
    expect(text(one, 'tasks', carl)).toContain(
      '○ bg-admin-02: Reset the password and seal it again · a custodian · waits for the test sign-in of bg-admin-01',
    );
    const focus = DRAW.tasks(one.open, one.viewing(carl, { focus: 'fallback-reset' }));
    expect(readable(focus.card)).toMatch(/It waits for the test sign-in of bg-admin-01\. To be done by/);
    expect(text('tested', 'tasks', carl)).toContain('○ bg-admin-02: Reset the password and seal it again · a custodian, due 07:59');
  });
  test('waits no more when two approvers say that both are compromised', () => {
    const card = text('back', 'tasks', aaron);
    expect(card).toContain('< Both accounts are compromised … >');
    expect(card).toContain('2 people must say so, neither requester nor operator. 2 tasks then begin.');
    expect(text('said once', 'tasks', aaron)).not.toContain('< Both accounts are compromised … >');
    expect(text('said once', 'tasks', bea)).toContain(
      '! Both accounts are compromised, says Aaron Approver at 03:58 (02:58 UTC): Both safes were found open.\n1 of 2 people so far.',
    );
    expect(text('freed', 'tasks', carl)).toContain('Two people said so: nothing of the second account waits any more.');
  });
});

describe('The message that it was taken', () => {
  const told = (one: Night, who: Person = mona) => sound(drawTaken({ taken: one.open }, one.viewing(who)));
  test('says who, why, what stays and whom to ring', () => {
    const { card, summary } = told(two('taken'));
    expect(summary).toContain('the fallback account bg-admin-02 is used now');
    expect(readable(card)).toContain(
      'REAL · FALLBACK ACCOUNT TAKEN   BG-2026-0001\nRita Requester takes bg-admin-02: bg-admin-01 does not work\nIt is covered by the same two approvals, and the end stays. Not so? Ring +49 30 555 0101 (from the roster).',
    );
    expect(readable(card)).toContain(
      'Its parts are asked for now from Carl Custodian and Ada Auditor. Each of them has a card that says so.',
    );
  });
  test('names nobody where the configuration has nobody any more', () => {
    const one = two('taken');
    one.policy = { ...POLICY, accounts: new Map() };
    expect(readable(told(one).card)).not.toContain('asked for now');
    expect(readable(told(night('in use')).card)).toContain('Rita Requester takes bg-admin-01');
  });
  test.each(HOSTILE)('stays plain: %j', (hostile) => {
    const one = two('taken');
    one.roster = rosterOf(PEOPLE.map((person) => ({ ...person, name: hostile })));
    harmless(sound(drawTaken({ taken: one.open }, one.viewing(mona, { text: () => hostile }))));
    for (const card of ['operation', 'tasks', 'room', 'approval', 'custody'] as const) {
      const after = two(card === 'tasks' ? 'freed' : 'taken');
      after.roster = one.roster;
      harmless(sound(DRAW[card](after.open, after.viewing(rita, { text: () => hostile }))));
    }
  });
});
