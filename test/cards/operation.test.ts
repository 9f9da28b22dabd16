import { describe, expect, test } from '@jest/globals';
import { drawOperation } from '../../cards/operation.ts';
import { readable } from '../../cards/plain.ts';
import type { Person } from '../../dialogs/policy.ts';
import {
  aaron,
  FIRST,
  HOSTILE,
  LIBRARY,
  MINUTE,
  mona,
  type Night,
  night,
  olaf,
  PEOPLE,
  POLICY,
  rita,
  rosterOf,
  SECOND,
  type Stage,
} from './sample.ts';
import { buttons, harmless, honest, sound, verbs } from './sound.ts';

const shown = (one: Night, who: Person = rita) => honest(drawOperation(one.open, one.viewing(who)), one.open, one.viewing(who));
const text = (one: Night, who: Person = rita) => readable(shown(one, who).card);

describe('The operator reads', () => {
  test.each([
    ['requested', 'REAL · REQUESTED', 'Rita Requester asks to open bg-admin-01'],
    [
      'approved',
      'REAL · APPROVED · COLLECT THE CREDENTIAL',
      'Collect bg-admin-01 before 04:14 (03:14 UTC)\nApproved by Aaron Approver and Bea Approver.\n○ security key: meet Carl Custodian, +49 30 555 0104',
    ],
    [
      'released',
      'REAL · APPROVED · COLLECT THE CREDENTIAL',
      '▶ security key: released to Rita Requester by Carl Custodian at 03:22 (02:22 UTC), seal A-1183\n○ PIN of the security key: meet Ada Auditor, +49 30 555 0106',
    ],
    ['all released', 'REAL · APPROVED · COLLECT THE CREDENTIAL', 'You have all of bg-admin-01. Start before 04:14 (03:14 UTC)'],
    [
      'in use',
      'REAL · IN USE',
      'You have bg-admin-01 until 04:37 (03:37 UTC)\nIt must be back by then; without two more approvals nothing can move that past 05:14 (04:14 UTC).',
    ],
    ['walked', 'REAL · IN USE', 'STEP 3 · ABOUT 3 MORE · DECIDE'],
    [
      'overdue',
      'REAL · OVERDUE · HAND BACK NOW',
      'Your use of bg-admin-01 ended at 04:37 (03:37 UTC)\nSign out and hand back at once. If the work is not finished, ask for more time below; ring the duty manager, +49 30 555 0100.',
    ],
    [
      'handed back',
      'REAL · HANDED BACK',
      'Bring back first\nsecurity key to Carl Custodian, +49 30 555 0104 and PIN of the security key to Ada Auditor, +49 30 555 0106. They take it under a new seal.\n○ Revoke all sessions of the account, due 05:07 (04:07 UTC)',
    ],
    ['returned', 'REAL · HANDED BACK', '✓ security key: back with Carl Custodian'],
    ['review', 'REAL · REVIEW', 'The use of bg-admin-01 waits for its review'],
    ['countersign', 'REAL · REVIEW', 'Mona Manager reviewed this as'],
    ['closed', 'REAL · CLOSED', 'The use of bg-admin-01 was closed'],
    ['denied', 'REAL · DENIED', 'Aaron Approver denied the request for bg-admin-01'],
    ['withdrawn', 'REAL · WITHDRAWN', 'Rita Requester took back the request'],
    ['lapsed', 'REAL · LAPSED', 'lapsed'],
    ['not collected', 'REAL · LAPSED', 'lapsed'],
  ] as const satisfies readonly (readonly [Stage, string, string])[])('when %s: %s', (stage, band, sentence) => {
    expect(text(night(stage))).toContain(band);
    expect(text(night(stage))).toContain(sentence);
  });
});

test('Nothing can be started before a whole credential is out; then the button says what starts', () => {
  expect(verbs(shown(night('approved')))).toEqual([]);
  expect(text(night('approved'))).toContain('Your clock of use starts only when you have all of it and say so.');
  expect(verbs(shown(night('released')))).toEqual(['hand-back']);
  expect(verbs(shown(night('all released')))).toEqual(['hand-back', 'in-hand']);
  expect(text(night('all released'))).toContain(
    'When you press the button, your 60 min of use start. They end at the latest at 05:14 (04:14 UTC).',
  );
  expect(text(night('all released'))).toContain('< I have the credential in hand >');
});

test('Before a hand-back stands what follows it', () => {
  expect(text(night('released'))).toContain(
    'Nothing was used, and nothing can be used after this. You bring back: security key to Carl Custodian. Then 4 tasks follow, each confirmed by a second person.',
  );
  expect(text(night('in use'))).toContain(
    'The use ends at once; sign out first. You bring back: security key to Carl Custodian and PIN of the security key to Ada Auditor.',
  );
  const one = night('in use');
  const viewing = one.viewing(rita);
  const library = { ...LIBRARY, pinnedTasks: () => LIBRARY.postUse.tasks.slice(0, 1), pinned: () => null };
  const bare = readable(sound(drawOperation(one.open, { ...viewing, circumstances: { ...viewing.circumstances, library } })).card);
  expect(bare).toContain('Then one task follows');
});

test('An account with two credentials needs the parts of one only', () => {
  const one = night('approved', { account: 'bg-admin-02' });
  expect(text(one)).not.toContain('All parts of one credential are enough');
  const both = { ...FIRST, credentials: [...FIRST.credentials, ...SECOND.credentials] };
  const two = night('requested');
  two.activation = {
    ...two.open,
    request: {
      ...two.open.request,
      credentials: both.credentials.map(({ id, type, parts }) => ({ id, type, parts: parts.map((part) => part.id) })),
    },
  };
  two.policy = { ...POLICY, accounts: new Map([[both.id, both]]) };
  two.votes(aaron).votes(PEOPLE[2]);
  expect(text(two)).toContain('All parts of one credential are enough.');
});

test('After the collection time the card says so and starts nothing', () => {
  const one = night('all released');
  one.now += 60 * MINUTE;
  expect(text(one)).toContain('The time to collect bg-admin-01 ended at 04:14 (03:14 UTC)\nDo not use it.');
  expect(verbs(shown(one))).toEqual(['hand-back']);
});

test('Overdue, the hand-back comes first', () => {
  const [first] = shown(night('overdue')).card['actions'] as readonly { title: string; style: string }[];
  expect(first).toMatchObject({ title: 'Hand back …', style: 'positive' });
  const unrecorded = night('in use');
  unrecorded.now += 61 * MINUTE;
  expect(text(unrecorded)).toContain('REAL · OVERDUE · HAND BACK NOW');
});

test('An end that is the absolute end is called so', () => {
  const one = night('all released');
  one.now += 40 * MINUTE;
  one.does(rita, 'in-hand', {}, 7);
  one.activation =
    one.open.phase === 'in use' ? { ...one.open, use: { ...one.open.use, end: one.open.grant?.absoluteEnd ?? 0 } } : one.open;
  expect(text(one)).toContain('It must be back by then; only two approvals can move that.');
});

test('Somebody else reads where it stands, and the steps that any responder may answer', () => {
  expect(text(night('approved'), mona)).toContain('Rita Requester may collect bg-admin-01');
  const one = night('in use').does(rita, 'finish-step', { step: 'find-policy', evidence: 'x' });
  const card = shown(one, olaf);
  expect(readable(card.card)).toContain('bg-admin-01 is with Rita Requester until');
  expect(readable(card.card)).toContain('STEP 2 · ABOUT 4 MORE · DO · ANY RESPONDER · ABOUT 2 MIN\nSay in the room what you found');
  expect(verbs(card)).toEqual(['change', 'fail-step', 'finish-step', 'join', 'note', 'offer-takeover', 'skip-step']);
});

test('A drill says so on the card and in its notification', () => {
  const one = night('approved', { kind: 'drill', domain: 'drill' });
  expect(text(one)).toContain('DRILL · DRY · APPROVED · COLLECT THE CREDENTIAL');
  expect(shown(one).summary).toBe('DRILL · DRY BG-2026-0001: approved, collect before 04:14 (03:14 UTC)');
});

test('When parts come back after a hand-back by the clock, nothing but the returns is left to say', () => {
  const one = night('released');
  one.clock('lapse', one.open.phase === 'approved' ? one.open.grant.collectBy + 1 : 0);
  expect(text(one)).toContain('bg-admin-01 must go back');
  const back = one.open.phase === 'handed back' ? { ...one.open, tasks: [{ ...one.open.tasks[0]!, task: 'unheard-of' }] } : one.open;
  expect(readable(sound(drawOperation(back, one.viewing(rita))).card)).toContain('○ unheard-of, due');
});

test.each(HOSTILE)('Typed words, names and phones stay plain: %j', (hostile) => {
  const people = PEOPLE.map((person) => ({ ...person, name: hostile, phone: hostile }));
  for (const stage of ['approved', 'released', 'walked', 'overdue', 'handed back', 'returned'] as const) {
    const one = night(stage);
    one.roster = rosterOf(people);
    one.policy = { ...POLICY, dutyPhone: hostile };
    harmless(sound(drawOperation(one.open, one.viewing(people[0]!, { text: () => hostile }))));
  }
});

test('Nobody reads a custody place here, and the room gets no button', () => {
  for (const stage of ['approved', 'all released', 'in use', 'handed back'] as const) {
    for (const who of PEOPLE) expect(JSON.stringify(shown(night(stage), who).card)).not.toMatch(/red bag|grey envelope/);
    expect(
      buttons(sound(drawOperation(night(stage).open, night(stage).viewing('room')))).filter((button) => button['verb'] !== 'focus'),
    ).toEqual([]);
  }
});
