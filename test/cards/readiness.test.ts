import { expect, test } from '@jest/globals';
import { readable } from '../../cards/plain.ts';
import { drawReadiness, readsReadiness } from '../../cards/readiness.ts';
import { drawStatus } from '../../cards/status.ts';
import type { Finding } from '../../dialogs/readiness.ts';
import { aaron, ada, HOSTILE, MINUTE, mona, Night, rita, START } from './sample.ts';
import { sound } from './sound.ts';

const ALL: readonly Finding[] = [
  { topic: 'roster', sign: 'good', what: 'Roster: enough.' },
  { topic: 'people', sign: 'warn', what: 'Never met by the bot in a chat: Bea.' },
  { topic: 'drills', sign: 'bad', what: 'bg-admin-01 is overdue.' },
  { topic: 'entra', sign: 'unseen', what: 'Entra is not connected.' },
];
const text = (who: typeof mona, findings = ALL) => readable(sound(drawReadiness(findings, new Night().viewing(who))).card);

test('facts first, each with its sign, then the verdict', () => {
  const shown = text(mona);
  expect(shown).toContain('READINESS\nWould a night work now?\nAs of 03:02 (02:02 UTC). Wrong: 1, warnings: 1, not looked at: 1.');
  expect(shown).toMatch(
    /✓ Roster: enough\.[^]*! Never met by the bot in a chat: Bea\.[^]*✗ bg-admin-01 is overdue\.[^]*– Entra is not connected\.[^]*Verdict: Not ready/,
  );
  expect(text(ada)).toContain('Never met');
  expect(drawReadiness(ALL, new Night().viewing(mona)).summary).toBe('Readiness: Not ready');
});

test('a responder reads the short version, whose verdict is of everything', () => {
  const shown = text(rita);
  expect(shown).toContain('✗ bg-admin-01 is overdue.');
  expect(shown).not.toContain('Bea');
  expect(shown).toContain('Verdict: Not ready\nManagers, auditors and the watch see every line.');
});

test('others, and the room, are not shown it', () => {
  const reads = (who: Parameters<Night['viewing']>[0]) => readsReadiness(new Night().viewing(who));
  expect([reads(mona), reads(rita), reads(aaron), reads('room')]).toEqual(['whole', 'short', null, null]);
});

test('names from a configuration stay plain', () => {
  for (const what of HOSTILE) text(mona, [{ topic: 'people', sign: 'warn', what }]);
});

test('a manager’s board says which live drill is due', () => {
  const one = new Night();
  one.tenant = { ...one.tenant, drills: { ...one.tenant.drills, since: START } };
  one.now = START + 80 * 24 * 60 * MINUTE;
  const board = (who: Parameters<Night['viewing']>[0]) => readable(sound(drawStatus([], one.viewing(who))).card);
  expect(board(mona)).toContain('! bg-admin-01: no live drill yet, the next one before 22 Feb 03:02 (02:02 UTC)');
  for (const who of [rita, 'room'] as const) expect(board(who)).not.toContain('live drill');
});
