import { describe, expect, test } from '@jest/globals';
import { withTyped } from '../../bot/teams/kept.ts';
import { drawFollowUp } from '../../cards/follow-up.ts';
import { readable } from '../../cards/plain.ts';
import { drawReview } from '../../cards/review.ts';
import type { Person } from '../../dialogs/policy.ts';
import type { Activation } from '../../ledger/activation.ts';
import { PersonId } from '../../ledger/ids.ts';
import { aaron, ada, bea, HOSTILE, mona, type Night, night, PEOPLE, rita, rosterOf } from './sample.ts';
import { all, harmless, honest, inputs, sound, verbs } from './sound.ts';

const shown = (one: Night, who: Person = mona) => honest(drawReview(one.open, one.viewing(who)), one.open, one.viewing(who));
const text = (one: Night, who: Person = mona) => readable(shown(one, who).card);

describe('Until everything is back and confirmed, the card says where it stands', () => {
  test.each(['requested', 'approved', 'in use', 'handed back', 'denied', 'lapsed'] as const)('%s', (stage) => {
    expect(verbs(shown(night(stage)))).toEqual([]);
    expect(text(night(stage))).toContain('Asked because  The new sign-in policy');
  });
});

test('An uninvolved manager reads what was asked and done, and signs', () => {
  const read = text(night('review'));
  expect(read).toContain(
    'REAL · YOUR REVIEW IS NEEDED   BG-2026-0001\nReview the use of bg-admin-01 and close it\nIt was asked for by Rita Requester at 03:02 (02:02 UTC).',
  );
  expect(read).toContain('Approved  Aaron Approver 03:11 and Bea Approver 03:14');
  expect(read).toContain('Use       30 min of 60 min authorised, not overdue');
  expect(read).toContain(
    '[ What was it? *: ]\n  ( ) A real emergency\n  ( ) A drill\n  ( ) Misuse\nAsked for: a real emergency. Signed as a drill or misuse, it is not closed until an auditor has countersigned',
  );
  expect(read).toContain('[ Ticket number, or why there is none *: ____ ]');
  expect(read).toContain(
    '[ Legal duties to report, such as 72 hours after personal data were exposed *: ]\n  ( ) Looked at: none runs\n  ( ) One runs: who reports is a follow-up below\n[ Follow-up 1, if something is still to be done: ____ ]\n[ Who brings follow-up 1: ]\n  ( ) Nobody\n  ( ) Rita Requester\n  ( ) Mona Manager\n  ( ) Aaron Approver',
  );
  expect(read).toContain('[ Until when, follow-up 1: ____ ]');
  expect(read).toContain('< More follow-ups >');
  expect(read).toContain('< Sign the review >');
  expect(verbs(shown(night('review')))).toEqual(['review']);
  expect(inputs(shown(night('review')))).toEqual([
    'class',
    'found',
    'ticket',
    'reporting',
    ...[1, 2, 3].flatMap((row) => [`what${row}`, `owner${row}`, `due${row}`]),
  ]);
  expect(all(shown(night('review')).card, 'Action.ToggleVisibility')).toMatchObject([{ targetElements: ['row2', 'row3'] }]);
  expect(all(shown(night('review')).card, 'Container').filter(({ isVisible }) => isVisible === false)).toMatchObject([
    { id: 'row2' },
    { id: 'row3' },
  ]);
});

test('A drill asks the other way round; with a ticket none is owed, without changes none are left', () => {
  const read = text(night('review', { kind: 'drill', domain: 'drill', ticket: 'INC-7' }));
  expect(read).toContain('  ( ) A drill');
  expect(read).toContain('Asked for: a drill. Signed as a real emergency or misuse');
  expect(read).not.toContain('Ticket number');
  expect(read).toContain('personal data were exposed (at a drill there are none): ]');
});

test('Whoever took part reads it without a button', () => {
  expect(verbs(shown(night('review'), rita))).toEqual([]);
  expect(text(night('review'), rita)).toContain('REAL · REVIEW');
});

test('A class other than the one asked for waits for an auditor, who reads the review and countersigns', () => {
  const one = night('countersign');
  expect(text(one, ada)).toContain('REAL · YOUR COUNTERSIGNATURE IS NEEDED   BG-2026-0001\nMona Manager reviewed this as misuse');
  expect(text(one, ada)).toContain(
    'Found  The log shows a change that nobody wrote down.\nFollow-up 1, Rita Requester, until Fri, 04 Dec 2026:  Look into it',
  );
  expect(verbs(shown(one, ada))).toEqual(['countersign', 'refuse-review']);
  expect(verbs(shown(one, mona))).toEqual([]);
});

test('Closed, it is the record of who signed when', () => {
  expect(text(night('closed'))).toContain(
    'REAL · CLOSED   BG-2026-0001\nThe use of bg-admin-01 was closed at 06:15 (05:15 UTC)\nSigned as a real emergency by Mona Manager at 06:15 (05:15 UTC).',
  );
  const both = night('countersign').does(ada, 'countersign', {}, 5);
  expect(text(both)).toContain('Signed as misuse by Mona Manager at 06:15 (05:15 UTC), countersigned by Ada Auditor at 06:20 (05:20 UTC).');
  const bare = { ...night('closed').open, review: null } as Activation;
  expect(readable(sound(drawReview(bare, night('closed').viewing(mona))).card)).not.toContain('Signed as');
});

test('The timeline is a button away at every stage', () => {
  expect(all(shown(night('review'), aaron).card, 'Action.Execute')).toMatchObject([
    { verb: 'timeline', data: { page: 0, activation: 'BG-2026-0001' }, associatedInputs: 'none' },
  ]);
});

test.each(HOSTILE)('Everything typed stays plain: %j', (hostile) => {
  const people = PEOPLE.map((person) => ({ ...person, name: hostile }));
  for (const stage of ['review', 'countersign', 'closed'] as const) {
    const one = night(stage, { ticket: 'INC-7' });
    one.roster = rosterOf(people);
    harmless(sound(drawReview(one.open, one.viewing(people[4]!, { text: () => hostile }))));
  }
});

test('The longest night stays small enough to be sent', () => {
  const one = night('countersign', { ticket: 'INC-7' });
  const many = { ...one.open, changes: Array.from({ length: 60 }, () => one.open.changes[0]!) };
  for (const long of ['🔥'.repeat(2000), '中'.repeat(4000), '"\\'.repeat(2000)]) {
    const drawn = sound(drawReview(many, one.viewing(ada, { text: () => long })));
    expect(readable(drawn.card)).toContain('56 more:  see the timeline.');
    const open = night('review', { ticket: 'INC-7' });
    sound(drawReview({ ...open.open, changes: many.changes }, open.viewing(mona, { text: () => long })));
  }
});

test('With everything at its longest it can be sent, also once it is refused and comes back with what was typed', () => {
  const crowd = Array.from({ length: 60 }, (_, at) => ({
    ...aaron,
    id: PersonId.parse(`E3${String(at).padStart(3, '0')}`),
    name: `${'Ü'.repeat(30)} ${at}`,
  }));
  for (const long of ['🔥'.repeat(2000), '中'.repeat(4000), '"\\\\'.repeat(2000)]) {
    const one = night('review');
    one.roster = rosterOf([...PEOPLE, ...crowd]);
    const many = { ...one.open, changes: Array.from({ length: 60 }, () => one.open.changes[0]!) };
    const drawn = sound(drawReview(many, one.viewing(mona, { text: () => long })));
    const rows = Object.fromEntries([1, 2, 3].flatMap((row) => [[`what${row}`, long] as const, [`owner${row}`, rita.id] as const]));
    sound(withTyped(drawn, { verb: 'review', found: long, ticket: long, ...rows }));
    for (const stage of ['left to do', 'one left', 'none left'] as const) {
      const closed = night(stage);
      closed.roster = one.roster;
      sound(drawReview({ ...closed.open, changes: many.changes }, closed.viewing(mona, { text: () => long })));
      sound(drawFollowUp(closed.open, closed.viewing(mona, { text: () => long })));
    }
  }
});

test('Of a large roster those who answer for the use stand first, and how many others there are is said', () => {
  const one = night('review');
  expect(text(one)).not.toContain('more people are on the roster');
  expect(text(one)).toContain('[ Who brings follow-up 1: ]\n  ( ) Nobody\n  ( ) Rita Requester\n  ( ) Mona Manager');
  one.roster = rosterOf([
    ...PEOPLE,
    ...Array.from({ length: 60 }, (_, at) => ({ ...aaron, id: PersonId.parse(`E3${String(at).padStart(3, '0')}`) })),
  ]);
  expect(text(one)).toMatch(/\d\d more people are on the roster\. For one of them, give it to a manager, who passes it on\./u);
});

test('Whoever countersigns reads all that was found, and of texts that would not fit at least half', () => {
  const one = night('countersign');
  const read = (found: string) => readable(sound(drawReview(one.open, one.viewing(ada, { text: () => found }))).card);
  expect(read(`${'found. '.repeat(570)}the end`)).toContain('the end');
  expect(read('中'.repeat(4000))).toContain('中'.repeat(1900));
});

test('A review of an older ledger says in words what is owed', () => {
  const one = night('countersign');
  const { open } = one;
  if (open.phase !== 'review' || open.review === null) throw new Error('not signed');
  const older = { ...open, review: { ...open.review, owed: open.review.found, followUps: [] } };
  expect(readable(sound(drawReview(older, one.viewing(ada))).card)).toContain('Still owed  The log shows a change');
});

test('Before the votes are confirmed the reviewer cannot sign, but can write down why one of them has no answer', () => {
  const one = night('votes again');
  const read = text(one);
  expect(read).toContain('REAL · REVIEW · VOTES TO BE CONFIRMED');
  expect(read).toContain(
    'Before you can sign\nAaron Approver (+49 30 555 0102) and Bea Approver (+49 30 555 0103) have not said once more',
  );
  expect(read).toContain('[ Why Aaron Approver gives no answer *: ____ ]');
  expect(verbs(shown(one))).toEqual(['excuse-vote']);
  one.does(aaron, 'confirm-vote', { person: aaron.id });
  expect(text(one)).toContain('[ Why Bea Approver gives no answer *: ____ ]');
  expect(verbs(shown(one.does(mona, 'excuse-vote', { person: bea.id, why: 'On leave.' })))).toEqual(['review']);
  expect(text(one)).toContain('No answer about the vote, Bea Approver:  On leave.');
});

test('A refused review waits for a reviewer again, says why it was refused, and will be countersigned whatever it is signed as', () => {
  const one = night('refused');
  expect(text(one)).toContain('REAL · YOUR REVIEW IS NEEDED');
  expect(text(one)).toContain('! Review of Mona Manager refused by Ada Auditor:  Who changed the policy back is not said.');
  expect(text(one)).toContain('An auditor refused the review before: whatever you sign it as, an auditor must countersign');
  expect(text(one, ada)).toContain('An auditor refused the review. A manager who took no part signs.');
  const anew = night('signed anew');
  expect(text(anew, ada)).toContain('A review of this was refused before, so an auditor must countersign: Ada Auditor, +49 30 555 0106.');
  expect(verbs(shown(anew, ada))).toEqual(['countersign', 'refuse-review']);
  expect(all(shown(anew, ada).card, 'Action.Execute')).toContainEqual(
    expect.objectContaining({ verb: 'countersign', data: expect.objectContaining({ review: 2 }) }),
  );
});
