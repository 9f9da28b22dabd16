import { expect, test } from '@jest/globals';
import { drawOversight } from '../../cards/oversight.ts';
import { readable } from '../../cards/plain.ts';
import { PersonId, ObjectId } from '../../ledger/ids.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, ALL_STAGES, HOSTILE, mona, type Night, night, olaf, PEOPLE, rosterOf, type Stage } from './sample.ts';
import { buttons, harmless, honest, verbs } from './sound.ts';

const wanda: Person = {
  id: PersonId.parse('E1008'),
  name: 'Wanda Watch',
  roles: ['watch'],
  accounts: [ObjectId.parse('aaaaaaaa-0000-4000-8000-000000000008')],
  phone: '+49 30 555 0108',
  zone: 'Europe/Berlin',
};
function at(stage: Stage): Night {
  const one = night(stage);
  one.roster = rosterOf([...PEOPLE, wanda]);
  return one;
}
const shown = (one: Night, who: Person = wanda) => honest(drawOversight(one.open, one.viewing(who)), one.open, one.viewing(who));
const text = (one: Night, who: Person = wanda) => readable(shown(one, who).card);

test('The watch reads where it stands, whom to ring, and how to end it in two taps', () => {
  const words = text(at('in use'));
  expect(words).toContain('REAL · IN USE');
  expect(words).toContain('bg-admin-01 is with Rita Requester until 04:37');
  expect(words).toContain('Rita Requester, +49 30 555 0101');
  expect(words).toContain(
    'After this Rita Requester is no longer authorised. Nothing is signed out by itself: Rita Requester must sign out and hand back.',
  );
  const card = shown(at('in use'));
  expect((card.card['actions'] as readonly object[])[0]).toMatchObject({ type: 'Action.ShowCard', title: 'Revoke …' });
  expect(buttons(card).map(({ title, verb }) => [title, verb])).toEqual([['Revoke now', 'revoke']]);
});

test('Revoked, it says so with the reason, and there is nothing left to revoke', () => {
  const words = text(at('revoked'));
  expect(words).toContain('REAL · REVOKED');
  expect(words).toContain('no longer authorised, still signed in until seen otherwise');
  expect(words).toContain('Another administrator is in.');
  expect(verbs(shown(at('revoked')))).toEqual([]);
  expect(text(at('revoked early'))).toContain('Mona Manager revoked the approval of bg-admin-01');
});

test('A manager can hand back for an operator who was revoked or is overdue', () => {
  expect(verbs(shown(at('revoked'), mona))).toEqual(['hand-back']);
  expect(text(at('revoked'), mona)).toContain('Only if Rita Requester cannot do it. The use ends at once;');
  expect(verbs(shown(at('overdue'), mona))).toEqual(['hand-back', 'offer-handover', 'revoke']);
  expect(verbs(shown(at('in use'), mona))).toEqual(['revoke']);
});

test('After a hand-over the new operator’s number is there', () => {
  expect(text(at('handed over'))).toContain('Olaf Operator, +49 30 555 0107');
  expect(text(at('accepted'), aaron)).toContain('CONFIRM THE NEW OPERATOR');
});

test('It is sound and honest in every stage and for everybody', () => {
  for (const stage of ALL_STAGES) for (const who of [wanda, mona, aaron, olaf]) shown(at(stage), who);
});

test.each(HOSTILE)('Typed words stay plain: %j', (hostile) => {
  const one = at('walked');
  one.does(mona, 'revoke', { cause: hostile });
  harmless(shown(one));
});
