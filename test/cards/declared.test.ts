// The card about a use that nobody approved: who must do what.
import { expect, test } from '@jest/globals';
import { drawDeclared } from '../../cards/declared.ts';
import { readable } from '../../cards/plain.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, ada, mona, night, type Night, olaf, rita } from './sample.ts';
import { unapproved, type UnapprovedStage, WHY } from './sample-declared.ts';
import { honest, inputs, verbs } from './sound.ts';
import { objects } from './words.ts';

const draw = (one: Night, who: Person) => honest(drawDeclared(one.open, one.viewing(who)), one.open, one.viewing(who));
const text = (stage: UnapprovedStage, who: Person) => readable(draw(unapproved(stage), who).card);

test('An approver reads who went in and why, and what ratifying means, before the buttons', () => {
  const words = text('declared', aaron);
  for (const sentence of [
    'REAL · YOUR JUDGEMENT IS NEEDED · UNAPPROVED',
    WHY,
    'Who        Rita Requester',
    'Rita Requester declared it at 03:02 (02:02 UTC)',
    'Announced  60 min',
    'Was it right to go in?',
    'Ratifying says that it was right; it does not approve the use.',
  ])
    expect(words).toContain(sentence);
  expect(verbs(draw(unapproved('declared'), aaron))).toEqual(['ratify', 'reject', 'revoke']);
  expect(inputs(draw(unapproved('declared'), aaron))).toEqual(['why', 'cause']);
});

test('Whoever ratified can still reject; once it is settled nothing is asked', () => {
  expect(verbs(draw(unapproved('one word'), aaron))).toEqual(['reject', 'revoke']);
  expect(text('one word', aaron)).toContain('Aaron Approver at 03:05 (02:05 UTC): ratify, because “She did what I would have done.”');
  expect(verbs(draw(unapproved('ratified'), aaron))).toEqual(['revoke']);
  expect(text('ratified', aaron)).toContain('Nothing is asked of you here now');
});

test('The operator is told that it is on record and where to go on', () => {
  expect(text('declared', rita)).toContain('This is on record, and everybody was told');
  expect(verbs(draw(unapproved('declared'), rita))).toEqual(['change-domain', 'offer-handover']);
  expect(text('declared', ada)).toContain('Nothing is asked of you here now');
});

test('While nobody knows who it was everybody is asked, and a manager can name somebody', () => {
  expect(text('seen', aaron)).toContain('Was it you?');
  expect(text('seen', aaron)).toContain('somebody we do not know yet');
  expect(text('seen', aaron)).toContain('1, the last at 03:02 (02:02 UTC)');
  expect(verbs(draw(unapproved('seen'), aaron))).toEqual(['name-operator', 'reject', 'revoke']);
  const me = objects(draw(unapproved('seen'), ada).card).find(({ verb }) => verb === 'name-operator');
  expect(me).toMatchObject({ title: 'It was me', data: { operator: ada.id } });
  expect(text('seen', mona)).toContain('Say who it was');
  expect(text('seen', ada)).not.toContain('Say who it was');
  expect(text('named', mona)).toContain('Olaf Operator');
  expect(verbs(draw(unapproved('named'), olaf))).toEqual(['change-domain', 'offer-handover', 'revoke']);
});

test('Of a use of nobody knows whom only a rejection is on offer to whoever cannot have been it', () => {
  const one = unapproved('seen');
  const viewing = one.viewing(aaron);
  const shown = readable(drawDeclared({ ...one.open, request: { ...one.open.request, operator: rita.id } }, viewing).card);
  expect(shown).toContain('Was it right to go in?');
  expect(text('split', aaron)).toContain('I was awake.');
});

test('In the room nobody is offered anything', () => {
  const one = unapproved('seen');
  expect(verbs(drawDeclared(one.open, one.viewing('room')))).toEqual([]);
});

test('A request that ended by it is named', () => {
  expect(text('out of', mona)).toContain('the request BG-2026-0001, which ended');
});

test('Of a use that was asked for there is nothing to judge', () => {
  expect(readable(draw(night('in use'), aaron).card)).toContain('Nothing is asked of you here now');
});

test('What must be typed to judge stands with its buttons, so that it holds up nobody who revokes or says who it was', () => {
  for (const stage of ['declared', 'seen'] as const) {
    const actions = draw(unapproved(stage), aaron).card['actions'] as readonly { readonly title: string; readonly card?: object }[];
    const judging = actions.find(({ title }) => title === 'Judge it …');
    expect(objects(judging?.card ?? {}).map(({ id }) => id)).toContain('why');
    expect(inputs({ ...draw(unapproved(stage), aaron), card: { body: draw(unapproved(stage), aaron).card['body'] } })).toEqual([]);
  }
});

test('Who takes over reads it here, too, and an approver confirms it', () => {
  expect(text('taking over', aaron)).toContain('Olaf Operator takes over bg-admin-01 from Rita Requester. Confirm it');
  expect(text('taking over', aaron)).toContain('UNAPPROVED');
  expect(verbs(draw(unapproved('taking over'), aaron))).toContain('confirm-handover');
  expect(text('taken over', ada)).toContain('Olaf Operator is in with bg-admin-01, and nobody approved it');
});

test('A revoked one says who ends it, and that it was never approved', () => {
  expect(text('revoked', ada)).toContain('bg-admin-01 is revoked: nobody approved it, still signed in until seen otherwise');
  expect(text('revoked', ada)).toContain('Mona Manager: “Another administrator is in.”');
  expect(text('declared', mona)).toContain('After this Rita Requester may not go on.');
});
