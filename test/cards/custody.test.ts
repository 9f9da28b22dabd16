import { describe, expect, test } from '@jest/globals';
import { drawCustody } from '../../cards/custody.ts';
import { readable } from '../../cards/plain.ts';
import type { Activation } from '../../ledger/activation.ts';
import type { Person } from '../../dialogs/policy.ts';
import {
  aaron,
  ada,
  ALL_STAGES,
  bea,
  carl,
  FIRST,
  HOSTILE,
  MINUTE,
  mona,
  Night,
  night,
  olaf,
  PEOPLE,
  POLICY,
  rita,
  rosterOf,
  type Stage,
} from './sample.ts';
import { all, buttons, harmless, honest, sound, verbs } from './sound.ts';

const shown = (one: Night, who: Person, focus: string | null = null) =>
  honest(drawCustody(one.open, one.viewing(who, { focus })), one.open, one.viewing(who));
const text = (stage: Stage, who: Person = carl) => readable(shown(night(stage), who).card);

describe('A custodian reads', () => {
  test.each([
    [
      'requested',
      'REAL · DO NOT RELEASE YET',
      'Do not release anything yet. Rita Requester asks for bg-admin-01\n0 of 2 approvals. To be decided before 03:32 (02:32 UTC).',
    ],
    ['one vote', 'REAL · DO NOT RELEASE YET', '1 of 2 approvals.'],
    [
      'approved',
      'REAL · RELEASE YOUR PART',
      'Hand your part of bg-admin-01 to Rita Requester before 04:14 (03:14 UTC)\nApproved by Aaron Approver and Bea Approver.',
    ],
    ['released', 'REAL · RELEASED', 'Your part of bg-admin-01 is with Rita Requester'],
    ['all released', 'REAL · RELEASED', '▶ security key: released to Rita Requester by Carl Custodian at 03:22 (02:22 UTC), seal A-1183'],
    ['in use', 'REAL · IN USE', 'Rita Requester has bg-admin-01 until 04:37 (03:37 UTC)'],
    ['walked', 'REAL · IN USE', 'Nothing is needed from you until it comes back.'],
    ['overdue', 'REAL · OVERDUE', 'Rita Requester should have handed bg-admin-01 back at 04:37 (03:37 UTC)\nRing +49 30 555 0101'],
    ['handed back', 'REAL · TAKE YOUR PART BACK', 'Take your part of bg-admin-01 back from Rita Requester'],
    ['returned', 'REAL · BACK', '✓ security key: back with Carl Custodian since 04:17 (03:17 UTC), new seal B-2200'],
    ['review', 'REAL · BACK', 'Your part of bg-admin-01 is back under a new seal'],
    ['countersign', 'REAL · BACK', 'Nothing is needed from you here.'],
    ['closed', 'REAL · BACK', 'Your part of bg-admin-01 is back under a new seal'],
    ['denied', 'REAL · ENDED', 'Nothing was released. Nothing is needed from you\nAaron Approver denied the request for bg-admin-01.'],
    ['withdrawn', 'REAL · ENDED', 'Nothing was released.'],
    ['lapsed', 'REAL · ENDED', 'Nothing was released.'],
    ['not collected', 'REAL · ENDED', 'Nothing was released.'],
  ] as const)('when %s: %s', (stage, band, sentence) => {
    expect(text(stage)).toContain(band);
    expect(text(stage)).toContain(sentence);
  });
});

test('Only the custodian of a part reads where it lies and may release it, with the number of its seal', () => {
  const one = night('approved');
  const card = shown(one, carl);
  expect(readable(card.card)).toContain('Where  safe in room B 1.17, upper shelf, red bag');
  expect(readable(card.card)).toContain('[ Number of its seal *: ____ ]\nRecord');
  expect(verbs(card)).toEqual(['release', 'say-seen']);
  expect(buttons(card)[0]).toMatchObject({
    title: 'I have handed it over',
    data: { part: 'key-1/key', activation: 'BG-2026-0001', card: 'custody' },
  });
  for (const stage of ALL_STAGES) {
    for (const reader of PEOPLE) {
      const read = JSON.stringify(shown(night(stage), reader).card);
      if (reader !== carl) expect(read).not.toContain('red bag');
      if (reader !== ada) expect(read).not.toContain('grey envelope');
    }
  }
});

test('After the use each custodian takes their part back under a new seal', () => {
  const card = shown(night('handed back'), ada);
  expect(verbs(card)).toEqual(['return']);
  expect(readable(card.card)).toContain('Back to  audit office, steel cabinet, grey envelope');
  expect(readable(card.card)).toContain('[ Number of the new seal *: ____ ]');
  expect(buttons(card)[0]).toMatchObject({ title: 'I have it back, sealed', data: { part: 'key-1/pin' } });
});

test('Of several parts one is in focus, and a button leads to the other', () => {
  const one = night('approved');
  const [credential] = FIRST.credentials;
  const parts = credential!.parts.map((part) => ({ ...part, custodians: [carl.id] }));
  one.policy = { ...POLICY, accounts: new Map([[FIRST.id, { ...FIRST, credentials: [{ ...credential!, parts }] }]]) };
  const focused = (focus: string | null) => shown(one, carl, focus);
  expect(buttons(focused(null)).map((button) => [button['verb'], button['data']])).toMatchObject([
    ['focus', { item: 'key-1/pin' }],
    ['release', { part: 'key-1/key' }],
    ['say-seen', {}],
  ]);
  expect(buttons(focused('key-1/pin')).map((button) => [button['verb'], button['title']])).toEqual([
    ['focus', 'Other part: security key'],
    ['release', 'I have handed it over'],
    ['say-seen', 'I am looking'],
  ]);
  expect(all(focused('nothing').card, 'Input.')).toHaveLength(1);
});

test('Somebody else than the requester may be the operator', () => {
  const one = night('requested', { operator: olaf.id });
  expect(readable(shown(one, carl).card)).toContain('Rita Requester asks for bg-admin-01 for Olaf Operator');
});

test('Nothing is to be released after the collection time', () => {
  const one = night('approved');
  one.now += 61 * MINUTE;
  const card = shown(one, carl);
  expect(readable(card.card)).toContain('The time to collect ended at 04:14 (03:14 UTC). Release nothing more');
  expect(verbs(card)).toEqual([]);
});

test('A custodian who is the operator needs another custodian', () => {
  const both: Person = { ...carl, roles: ['custodian', 'responder'] };
  const one = new Night();
  one.roster = rosterOf([rita, aaron, bea, both, mona, ada]);
  one.does(
    rita,
    'request',
    { kind: 'real', domain: 'conditional-access', account: 'bg-admin-01', operator: carl.id, minutes: '60', otherAdmin: 'no', why: 'x' },
    0,
  );
  one.votes(aaron).votes(bea);
  expect(readable(shown(one, both).card)).toContain('You operate bg-admin-01 yourself, so another custodian must release your part to you');
});

test('Whoever keeps nothing reads where it stands, and so does a custodian whose release would not be taken', () => {
  expect(text('approved', mona)).toContain('REAL · APPROVED');
  const one = night('approved');
  const ahead: Activation = { ...one.open, unknown: 'Blessed' };
  expect(readable(sound(drawCustody(ahead, one.viewing(carl))).card)).toContain('REAL · APPROVED');
  const back = night('handed back');
  expect(readable(sound(drawCustody({ ...back.open, unknown: 'Blessed' }, back.viewing(carl))).card)).toContain(
    'Your part of bg-admin-01 is still out',
  );
  expect(text('handed back', mona)).toContain('Nothing of yours was released');
  expect(verbs(sound(drawCustody(one.open, one.viewing('room'))))).toEqual([]);
});

test('A part that the configuration no longer has appears by its id', () => {
  const one = night('approved');
  one.policy = { ...POLICY, accounts: new Map() };
  expect(readable(shown(one, carl).card)).toContain(
    '○ key-1/key: with nobody: the configuration no longer has this part; ring the duty manager',
  );
});

test.each(HOSTILE)('Typed words, names, phones and places stay plain: %j', (hostile) => {
  const one = night('approved');
  const people = PEOPLE.map((person) => ({ ...person, name: hostile, phone: hostile }));
  const [credential] = FIRST.credentials;
  const parts = credential!.parts.map((part) => ({ ...part, what: hostile, place: hostile }));
  one.policy = { ...POLICY, accounts: new Map([[FIRST.id, { ...FIRST, credentials: [{ ...credential!, parts }] }]]) };
  one.roster = rosterOf(people);
  harmless(honest(drawCustody(one.open, one.viewing(people[3]!, { text: () => hostile })), one.open, one.viewing(people[3]!)));
  const out = night('released');
  out.roster = rosterOf(people);
  harmless(sound(drawCustody(out.open, out.viewing(carl, { text: () => hostile }))));
});

test('A redacted reason says so', () => {
  const one = night('requested');
  expect(readable(drawCustody(one.open, one.viewing(carl, { text: () => null })).card)).toContain('[taken out later]');
});
