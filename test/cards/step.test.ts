import { expect, test } from '@jest/globals';
import { drawOperation } from '../../cards/operation.ts';
import { readable } from '../../cards/plain.ts';
import type { Person } from '../../dialogs/policy.ts';
import { aaron, bea, carl, HOSTILE, LIBRARY, type Night, night, olaf, PEOPLE, rita, rosterOf } from './sample.ts';
import { unapproved } from './sample-declared.ts';
import { all, buttons, harmless, honest, inputs, sound, verbs } from './sound.ts';

const shown = (one: Night, who: Person = rita, focus: string | null = null) =>
  honest(drawOperation(one.open, one.viewing(who, { focus })), one.open, one.viewing(who));
const text = (one: Night, who: Person = rita, focus: string | null = null) => readable(shown(one, who, focus).card);
const decided = (choice: string) => night('walked').does(rita, 'finish-step', { step: 'which', choice });
/** Everything answered but the witness. */
const finished = () =>
  decided('exclude')
    .does(rita, 'finish-step', { step: 'exclude-accounts', evidence: 'https://portal.example/policy' })
    .does(rita, 'finish-step', { step: 'look-around', choice: 'none' })
    .does(rita, 'finish-step', { step: 'sign-in-works', evidence: 'Ada and Olaf are in' });

test('A step says where it stands, what to do, how to know that it worked, and what comes next', () => {
  expect(text(night('in use'))).toContain(
    [
      'STEP 1 · ABOUT 5 MORE · DO · ABOUT 10 MIN',
      'Find the policy that blocks',
      '1. Entra admin centre → Protection → Conditional Access → Policies.',
      '2. Sort by Modified and open the newest.',
      'You know it worked when the newest policy explains who is blocked.',
      '[ What you did and saw (needed for Done): ____ ]',
      'Next: Say in the room what you found · Look for other policies of the same change',
    ].join('\n'),
  );
  expect(verbs(shown(night('in use')))).toEqual(['change', 'fail-step', 'finish-step', 'hand-back', 'note', 'skip-step']);
});

test('A step that wants nothing has no input of its own', () => {
  const one = night('in use').does(rita, 'finish-step', { step: 'find-policy', evidence: 'x' });
  expect([...inputs(shown(one))].sort()).toEqual(['back', 'is', 'text', 'was', 'why']);
  expect(text(one)).not.toContain('You know it worked when');
});

test('A decision shows its choices and leads on by them', () => {
  expect(text(night('walked'))).toContain('STEP 3 · ABOUT 3 MORE · DECIDE · ABOUT 5 MIN');
  expect(text(night('walked'))).toContain(
    '[ Your decision (needed): ]\n  ( ) Set it to report-only\n  ( ) Exclude both emergency accounts',
  );
  expect(text(night('walked'))).toContain('< Decide >');
  expect(text(decided('report-only'))).toContain('· DO · ABOUT 5 MIN · A SAFETY STEP\nSet the policy to report-only');
  expect(text(decided('exclude'))).toContain('Exclude both emergency accounts\nUsers → Exclude');
});

test('What comes next is only what certainly comes: no branch that is not chosen yet, and no fallback', () => {
  expect(text(night('walked'))).not.toContain('Next:');
  expect(text(decided('report-only'))).toContain('Next: Check that administrators can sign in\n');
});

test('Logging a change asks what was changed, and its button does not sound like leaving it so', () => {
  expect(text(night('in use'))).toContain('[ What you changed, and what it was before *: ____ ]');
  expect(text(night('in use'))).toContain('< Write this change down >');
});

test('Skipping a step does not look harmless', () => {
  expect(buttons(shown(night('in use'))).find(({ verb }) => verb === 'skip-step')).toMatchObject({ style: 'destructive' });
});

test('Evidence is asked for by its kind', () => {
  const one = decided('report-only');
  expect(text(one)).toContain('[ Link to what shows it (needed for Done): ____ ]');
  expect(text(one, rita, 'look-around')).toContain(
    '[ Your answer (needed for Done): ]\n  ( ) There are none\n  ( ) There are some and they are written down',
  );
  one.does(rita, 'fail-step', { step: 'set-report-only', why: 'The button is grey' });
  expect(text(one, rita, 'ring-vendor')).toContain('[ The number (needed for Done): ____ ]');
});

test('What did not work leads to the fallback, or stays on the step with its words', () => {
  expect(text(decided('report-only'))).toContain("If it did not work, the next step is “Ring the vendor's support”.");
  const one = night('in use');
  expect(text(one)).toContain('If it did not work, the step stays open and your words are kept.');
  one.does(rita, 'fail-step', { step: 'find-policy', why: 'The list is empty' });
  expect(text(one)).toContain('Did not work, says Rita Requester, 03:40 (02:40 UTC):  The list is empty');
});

test('Other open steps are a button away, without their inputs', () => {
  const one = night('walked');
  const others = buttons(shown(one)).filter(({ verb, title }) => verb === 'focus' && String(title).startsWith('Also'));
  expect(others).toMatchObject([
    {
      title: 'Also open: Look for other policies of…',
      data: { item: 'look-around', card: 'operation' },
      associatedInputs: 'none',
    },
  ]);
  expect(text(one)).toContain('Also open: Look for other policies of the same change');
  expect(text(one, rita, 'look-around')).toContain('STEP 4 · ABOUT 2 MORE · CHECK');
  expect(text(one, rita, 'nonsense')).toContain('STEP 3 · ABOUT 3 MORE · DECIDE');
});

test('A witness sees what was done and confirms it; whoever did it does not', () => {
  const one = finished();
  expect(text(one, aaron)).toContain(
    'Done by Rita Requester, 03:59 (02:59 UTC). A second person must look and confirm.  Ada and Olaf are in',
  );
  expect(verbs(shown(one, aaron))).toEqual(['note', 'witness-step']);
  expect(verbs(shown(one, rita))).not.toContain('witness-step');
});

test('Whoever finished a step that waits for its witness reads so, with whom to ring, and Done is no longer the thing to press', () => {
  const one = finished();
  expect(text(one)).toContain(
    [
      '✓ Done by you, 03:59 (02:59 UTC):  Ada and Olaf are in',
      'It waits for a second person to look. These were asked; ring one of them:  Aaron Approver, +49 30 555 0102, Bea Approver, +49 30 555 0103 or Olaf Operator, +49 30 555 0107',
      '[ Something to add?: ____ ]',
    ].join('\n'),
  );
  expect(buttons(shown(one)).find(({ verb }) => verb === 'finish-step')).toMatchObject({
    title: 'Add this to what was said',
    style: 'default',
  });
  one.activation = { ...one.open, steps: one.open.steps.map((entry) => ({ ...entry, by: { actor: 'clock' as const } })) };
  expect(text(one)).toContain('Done by The clock');
});

test('Whoever has confirmed is thanked and gets no step of the operator’s as their own', () => {
  const one = finished().does(bea, 'witness-step', { step: 'sign-in-works' });
  const open = { ...one.open, steps: one.open.steps.filter(({ step }) => step !== 'look-around') };
  const read = (who: Person | 'room', focus: string | null = null) =>
    readable(sound(drawOperation(open, one.viewing(who, { focus }))).card);
  const at = 'Nothing is needed from you now. Rita Requester is at “Look for other policies of the same change”.';
  expect(read(bea)).toContain(`Thank you: you confirmed “Check that administrators can sign in”. ${at}`);
  expect(read(aaron)).toContain(`\nBea Approver confirmed “Check that administrators can sign in”. ${at}`);
  expect(read(aaron)).not.toContain('STEP');
  expect(read(aaron, 'look-around')).toContain('Open the audit log of the last four hours.');
  expect(read('room')).toContain(at);
  expect(text(night('in use'), aaron)).toContain('\nNothing is needed from you now. Rita Requester is at “Find the policy that blocks”.');
  const other = { ...open, steps: open.steps.map((entry) => (entry.step === 'sign-in-works' ? { ...entry, step: 'unheard-of' } : entry)) };
  expect(readable(drawOperation(other, one.viewing(aaron)).card)).not.toContain('confirmed');
});

test('A step that was done without words shows none', () => {
  const one = finished();
  one.activation = { ...one.open, steps: one.open.steps.map((entry) => ({ ...entry, text: null })) };
  expect(text(one, aaron)).toContain('A second person must look and confirm.  \n'.trimEnd());
});

test('When all steps are done the hand-back comes first', () => {
  const one = finished().does(aaron, 'witness-step', { step: 'sign-in-works' });
  expect(text(one)).toContain(
    'REAL · IN USE · ALL STEPS DONE   BG-2026-0001\nAll steps are done. Hand bg-admin-01 back before 04:37 (03:37 UTC)',
  );
  expect(text(one)).toContain('Every step is done. Log what is still unlogged, then hand back.');
  expect((shown(one).card['actions'] as readonly object[])[0]).toMatchObject({ title: 'Hand back …' });
  expect(verbs(shown(one))).toEqual(['change', 'hand-back', 'note']);
  expect(text(one, carl)).toContain('bg-admin-01 is with Rita Requester');
});

test('Without the text of the runbook there are still notes, changes and the hand-back', () => {
  const one = night('in use');
  const viewing = one.viewing(rita);
  const library = { ...LIBRARY, pinned: () => null };
  const shownBare = sound(drawOperation(one.open, { ...viewing, circumstances: { ...viewing.circumstances, library } }));
  expect(readable(shownBare.card)).toContain('The runbook of this activation is not at hand.');
  expect(verbs(shownBare)).toEqual(['change', 'hand-back', 'note']);
});

test('Only one small card asks why, and no required input of the step itself can block the others', () => {
  const card = shown(night('walked')).card;
  const body = all(card['body'], 'Input.');
  expect(body.map((input) => input['id'])).toEqual(['choice']);
  expect(body.every((input) => input['isRequired'] === undefined)).toBe(true);
  expect(all(card['actions'], 'Input.').map((input) => [input['id'], input['isRequired']])).toEqual(
    ['why', 'was', 'is', 'back', 'text'].map((id) => [id, true]),
  );
});

test('The longest step stays small enough to be sent', () => {
  const one = night('in use');
  for (const why of ['a', 'b', 'c']) one.does(rita, 'fail-step', { step: 'find-policy', why });
  const people = PEOPLE.map((person) => ({ ...person, name: '中'.repeat(60), phone: '1'.repeat(40) }));
  one.roster = rosterOf(people);
  const book = LIBRARY.offered[0]!.runbook;
  const choices = Array.from({ length: 6 }, (_, n) => ({ id: `c${n}`, title: '中'.repeat(80), to: [] }));
  const steps = book.steps.map((step) => ({
    ...step,
    title: '中'.repeat(70),
    body: '中'.repeat(1500),
    worked: '中'.repeat(300),
    after: [],
    choices,
  }));
  const viewing = one.viewing(people[0]!, { text: () => '中'.repeat(2000) });
  const library = { ...LIBRARY, pinned: () => ({ ...book, steps }) };
  sound(drawOperation(one.open, { ...viewing, circumstances: { ...viewing.circumstances, library } }));
});

test.each(HOSTILE)('What people typed about a step stays plain: %j', (hostile) => {
  const one = night('in use').does(rita, 'fail-step', { step: 'find-policy', why: 'x' });
  harmless(sound(drawOperation(one.open, one.viewing(rita, { text: () => hostile }))));
  harmless(sound(drawOperation(finished().open, finished().viewing(olaf, { text: () => hostile }))));
});

test('Whoever judges a use that nobody approved is not asked to look: they stand outside of it', () => {
  const one = finished();
  const judged = unapproved('one word').open;
  if (one.open.phase !== 'in use' || judged.phase !== 'in use' || judged.declared === null) throw new Error('not in use');
  one.activation = { ...one.open, grant: null, declared: judged.declared };
  expect(text(one)).toContain('ring one of them:  Bea Approver, +49 30 555 0103 or Olaf Operator, +49 30 555 0107');
});

test('A drill shows no answer that is only for the other sort of drill', () => {
  const one = night('in use', { kind: 'drill', domain: 'drill' });
  const book = LIBRARY.offered.find(({ runbook }) => runbook.domains.includes('drill'))!.runbook;
  const choices = (['dry', 'live'] as const).map((only) => ({ id: only, title: `Go on ${only}`, to: [], only }));
  const sort = { ...book.steps[0]!, kind: 'decide' as const, choices };
  one.library = { ...LIBRARY, pinned: () => ({ ...book, steps: [sort] }) };
  expect(text(one)).toContain('( ) Go on dry');
  expect(text(one)).not.toContain('Go on live');
});
