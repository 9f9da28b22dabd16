import { describe, expect, test } from '@jest/globals';
import { answersStep, tooLateWith, withNote } from '../../cards/answered.ts';
import { DRAW } from '../../cards/card.ts';
import type { Reason } from '../../ledger/fact.ts';
import { ATTACKED } from '../dialogs/given-domain.ts';
import { aaron, LIBRARY, type Night, night, olaf, rita } from './sample.ts';
import { buttons, sound } from './sound.ts';

const why = (one: Night, step: string, reason: Reason = 'step-not-open') => tooLateWith(one.open, { step, reason }, one.viewing(olaf));
const found = () => night('in use').does(rita, 'finish-step', { step: 'find-policy', evidence: 'Block legacy' });

describe('An answer that came late', () => {
  test('says who was first, when, and with which words', () =>
    expect(why(found(), 'find-policy')).toMatch(
      /^Rita Requester finished “Find the policy that blocks” at 0\d:\d\d \(0\d:\d\d UTC\): “Block legacy”\. Yours was not recorded as an answer\.$/,
    ));
  test('names the answer that was chosen, who confirmed it, and who skipped it or reported a problem', () => {
    const said = found().does(rita, 'finish-step', { step: 'say-so' });
    expect(why(said, 'say-so')).toMatch(/^Rita Requester finished “Say in the room what you found” at [^“]*\. Yours/);
    said.does(rita, 'finish-step', { step: 'which', choice: 'report-only' });
    expect(why(said, 'which')).toContain(', answer “Set it to report-only”');
    said.does(rita, 'fail-step', { step: 'set-report-only', why: 'no rights' });
    expect(why(said, 'set-report-only')).toContain('reported a problem with “Set the policy to report-only”');
    said.does(rita, 'skip-step', { step: 'ring-vendor', why: 'no phone' });
    expect(why(said, 'ring-vendor')).toContain('skipped “Ring the vendor');
    said
      .does(rita, 'finish-step', { step: 'sign-in-works', evidence: 'two are in' })
      .does(aaron, 'witness-step', { step: 'sign-in-works' });
    expect(why(said, 'sign-in-works')).toContain(', and Aaron Approver confirmed it.');
  });
  test('has the id of a step whose runbook is not at hand', () => {
    const one = found();
    one.library = { ...LIBRARY, pinned: () => null };
    expect(why(one, 'find-policy')).toContain('finished “find-policy”');
  });
  test('leaves the reason’s own sentence where nobody was first, and for every other reason', () => {
    expect(why(found(), 'which')).toBe(null);
    expect(why(found(), 'find-policy', 'revoked')).toBe(null);
    expect(why(found(), 'find-policy', 'runbook-changed')).toBe(null);
  });
  test('to a step of the runbook before says what it is now', () => {
    const one = found();
    one.library = { ...LIBRARY, offered: [...LIBRARY.offered, ATTACKED] };
    one.does(rita, 'change-domain', { domain: 'suspected-attack', saw: '', changed: 0 });
    expect(why(one, 'find-policy', 'runbook-changed')).toMatch(
      /^Rita Requester said at 0\d:\d\d \(0\d:\d\d UTC\) that it is “Suspected attack”, so this step is of the runbook before\. Yours was not/,
    );
  });
});

test('What was written is a note in one press, below the line that says why', () => {
  const one = found();
  const shown = DRAW.operation(one.open, one.viewing(rita, { notice: { tone: 'attention', text: 'Too late.' } }));
  const kept = sound(withNote(shown, 'what I saw', { card: 'operation', activation: one.open.id }));
  const data = { card: 'operation', activation: one.open.id, text: 'what I saw' };
  expect(buttons(kept).find(({ title }) => title === 'Keep what you wrote as a note')).toMatchObject({ verb: 'note', data });
  expect(JSON.stringify(Array.isArray(kept.card['body']) ? kept.card['body'][1] : null)).toContain('Too late.');
  expect(withNote({ card: {}, summary: 'x' }, 'y', { card: 'room', activation: one.open.id }).card['body']).toHaveLength(1);
});

test('An answer to a step is one of four commands', () => {
  for (const verb of ['finish-step', 'fail-step', 'skip-step', 'witness-step'] as const) expect(answersStep({ verb })).toBe(true);
  for (const verb of ['note', 'approve', 'change-domain'] as const) expect(answersStep({ verb })).toBe(false);
});
