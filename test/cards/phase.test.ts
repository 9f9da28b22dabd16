// The sentence of each phase, as everybody reads it.
import { expect, test } from '@jest/globals';
import { wasApproved } from '../../cards/over.ts';
import { brokenIn, isOverdue, stand } from '../../cards/phase.ts';
import { PersonId } from '../../ledger/ids.ts';
import { ada, MINUTE, mona, type Night, night, olaf, PEOPLE, rosterOf, type Stage, superseded } from './sample.ts';

function said(one: Night): string {
  const { band, heading, second } = stand(one.open, one.viewing('room'));
  return `${band}: ${heading}. ${second}`;
}

const SENTENCES: readonly (readonly [Stage, string])[] = [
  ['requested', 'REQUESTED: Rita Requester asks to open **bg-admin-01**. Decide before 03:32 (02:32 UTC). 0 of 2 approvals so far.'],
  ['one vote', 'REQUESTED: Rita Requester asks to open **bg-admin-01**. Decide before 03:32 (02:32 UTC). 1 of 2 approvals so far.'],
  [
    'approved',
    'APPROVED: Rita Requester may collect **bg-admin-01** until 04:14 (03:14 UTC). Approved by Aaron Approver and Bea Approver at 03:14 (02:14 UTC).',
  ],
  [
    'in use',
    'IN USE: **bg-admin-01** is with Rita Requester until 04:37 (03:37 UTC). Conditional Access lock-out. It must be back by then; without two more approvals nothing can move that past 05:14 (04:14 UTC).',
  ],
  [
    'overdue',
    'OVERDUE: **bg-admin-01** was due back at 04:37 (03:37 UTC). Rita Requester still has it. Ring Rita Requester, or meet on the bridge.',
  ],
  [
    'handed back',
    'HANDED BACK · WORK IS LEFT: Rita Requester handed **bg-admin-01** back at 04:07 (03:07 UTC). 0 of 2 parts back, 0 of 5 tasks confirmed.',
  ],
  [
    'review',
    'REVIEW: The use of **bg-admin-01** waits for its review. Everything is back and confirmed. A manager who took no part signs.',
  ],
  [
    'countersign',
    'REVIEW · COUNTERSIGNATURE NEEDED: Mona Manager reviewed this as misuse. It was asked for as a real emergency, so an auditor must countersign: Ada Auditor.',
  ],
  ['closed', 'CLOSED: The use of **bg-admin-01** was closed at 06:15 (05:15 UTC). Mona Manager reviewed it as a real emergency.'],
  ['denied', 'DENIED: Aaron Approver denied the request for **bg-admin-01**. 03:05 (02:05 UTC). No part was handed out.'],
  ['withdrawn', 'WITHDRAWN: Rita Requester took back the request for **bg-admin-01**. 03:05 (02:05 UTC). No part was handed out.'],
  [
    'lapsed',
    'LAPSED: Fewer than two people approved in time, so the request for **bg-admin-01** lapsed. 03:32 (02:32 UTC). No part was handed out.',
  ],
  ['not collected', 'LAPSED: Nobody collected **bg-admin-01** in time, so the approval lapsed. 04:14 (03:14 UTC). No part was handed out.'],
];

test.each(SENTENCES)('At the stage %s everybody reads what is so', (stage, sentence) => {
  expect(said(night(stage))).toBe(sentence);
});

test('A drill that gave way says so, and what was out of it must go back', () => {
  expect(said(superseded())).toContain('This drill ended: **bg-admin-01** is needed for real');
  expect(said(superseded('in use'))).toContain('HANDED BACK · WORK IS LEFT: **bg-admin-01** must go back at 03:38 (02:38 UTC)');
});

test('Somebody else who would use the account is named', () => {
  expect(said(night('requested', { operator: olaf.id }))).toContain('Rita Requester asks to open **bg-admin-01** for Olaf Operator');
});

test('Past a deadline the card says so before the record does', () => {
  const request = night('requested');
  request.now = request.open.request.decideBy + 1;
  expect(said(request)).toContain('The time to decide ended at 03:32 (02:32 UTC).');
  const use = night('in use');
  expect(isOverdue(use.open, use.now)).toBe(false);
  use.now += 61 * MINUTE;
  expect(said(use)).toContain('OVERDUE');
});

test('A use that runs to the absolute end says so', () => {
  const one = night('all released');
  one.now = 'grant' in one.open ? (one.open.grant?.collectBy ?? 0) - 11 * MINUTE : 0;
  one.does(one.roster.people.get(one.open.requester ?? olaf.id)!, 'in-hand', {}, 11);
  expect(said(one)).toContain('It must be back by then; only two approvals can move that.');
});

test('Misuse is loud after the end, too, and a closed record without its review is still shown', () => {
  const one = night('countersign');
  one.does(one.roster.people.get([...one.roster.people.keys()][5]!)!, 'countersign', {}, 5);
  expect(stand(one.open, one.viewing('room'))).toMatchObject({ tone: 'attention', band: 'CLOSED · MISUSE', whyTitle: 'Review' });
  const odd = night('closed');
  odd.activation = { ...odd.open, review: null, closed: null } as typeof odd.activation;
  expect(said(odd)).toBe('CLOSED: The use of **bg-admin-01** was closed at 06:15 (05:15 UTC). ');
});

test('Only auditors who can countersign are named; where nobody can, the duty manager is', () => {
  const one = night('countersign');
  const signed = 'review' in one.open ? one.open.review : null;
  const told = () => stand(one.open, one.viewing(mona)).second;
  const second = { ...ada, id: PersonId.parse('E2001'), name: 'Otto Auditor', accounts: [], phone: '' };
  one.roster = rosterOf([...PEOPLE, second]);
  expect(told()).toContain(String.raw`must countersign: Ada Auditor, \+49 30 555 0106 or Otto Auditor, no number on the roster.`);
  one.activation = { ...one.open, review: { ...signed, by: { ...signed!.by, person: ada.id } } } as typeof one.activation;
  expect(told()).toContain('must countersign: Otto Auditor, no number on the roster.');
  one.roster = rosterOf(PEOPLE.map((person) => (person.id === ada.id ? { ...person, roles: ['custodian'] } : person)));
  expect(told()).toContain(String.raw`must countersign: nobody on the roster can; ring the duty manager, \+49 30 555 0100.`);
});

test('What is broken reads in words, and a case that we do not know as its plain name', () => {
  expect([brokenIn('suspected-attack'), brokenIn('new_case')]).toEqual(['Suspected attack', String.raw`new\_case`]);
  expect([wasApproved(night('not collected').open), wasApproved(night('lapsed').open)]).toEqual([true, false]);
});
