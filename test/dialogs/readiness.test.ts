import { expect, test } from '@jest/globals';
import { days, type Finding, type Looked, readiness, verdictOf } from '../../dialogs/readiness.ts';
import { BACK, CLOSED, FIRST, given, HOUR, LIBRARY, type Night, PROVED, REVIEW, START } from './given.ts';

const DAY = 24 * HOUR;
const LEDGER = { size: 10, signed: { size: 10, at: START } };

function looked(night: Night, over: Partial<Looked> = {}): readonly Finding[] {
  const open = [...night.activations.values()];
  const all = { tenant: night.tenant, open, isMet: () => true, ledger: LEDGER, hasRoom: true, behind: 0, ...over };
  return readiness(all, { ...night.circumstances({ kind: 'product' }), library: LIBRARY });
}
const about = (topic: Finding['topic'], night: Night, over: Partial<Looked> = {}) =>
  looked(night, over)
    .filter((one) => one.topic === topic)
    .map(({ sign, what }) => `${sign} ${what}`);
/** A ledger that was opened at the start, `after` later. */
const since = (after: number, last: number | null = null) => {
  const { night } = given();
  const lastLiveDrill = new Map(last === null ? [] : [[FIRST.id, last]]);
  night.tenant = { ...night.tenant, drills: { ...night.tenant.drills, since: START, lastLiveDrill } };
  night.now = START + after;
  return night;
};

test('the verdict is that of the worst fact; what nobody looked at is no warning', () => {
  const of = (...signs: readonly Finding['sign'][]) => verdictOf(signs.map((sign) => ({ topic: 'room', sign, what: '' })));
  expect([of('good', 'unseen'), of('good', 'warn'), of('warn', 'bad')]).toEqual(['Ready', 'Ready with warnings', 'Not ready']);
});

test('each account says when it was proved last, and when it is due', () => {
  expect(about('drills', since(0))).toEqual([
    'warn bg-admin-01 was never proved in a live drill; the next one is due in 90 days.',
    'warn bg-admin-02 was never proved in a live drill; the next one is due in 90 days.',
  ]);
  expect(about('drills', since(DAY, START))[0]).toBe(
    'good bg-admin-01 was proved in a live drill 1 day ago; the next one is due in 89 days.',
  );
  expect(about('drills', since(80 * DAY, START))[0]).toBe(
    'warn bg-admin-01 was proved in a live drill 80 days ago; the next one is due in 10 days.',
  );
  expect(about('drills', since(92 * DAY, START))[0]).toBe(
    'bad bg-admin-01 was proved in a live drill 92 days ago; the next one is overdue by 2 days.',
  );
  expect([days(-1), days(DAY - 1), days(DAY)]).toEqual(['0 days', '0 days', '1 day']);
});

test('tasks after a use that are open, and reviews that wait, are counted', () => {
  expect(about('work', given().night)).toEqual(['good No task after a use is open.', 'good Every use that could be reviewed is reviewed.']);
  const { night } = given(...BACK);
  expect(about('work', night)[0]).toBe('warn Tasks after a use that are open: 4, of these past their time: 0.');
  night.now += 30 * DAY;
  expect(about('work', night)[0]).toBe('warn Tasks after a use that are open: 4, of these past their time: 4.');
  expect(about('work', given(...REVIEW).night)).toEqual([
    'good No task after a use is open.',
    'warn Not yet reviewed and closed: BG-2026-0001.',
  ]);
  expect(about('work', given(...CLOSED).night)).toHaveLength(2);
  expect(PROVED).toHaveLength(6);
});

test('a runbook that nobody read for more than 180 days is named', () => {
  const { night } = given();
  const reviewed = Date.parse(LIBRARY.offered[0]!.runbook.reviewed);
  night.now = reviewed + 180 * DAY;
  expect(about('runbooks', night)).toEqual(['good Every runbook was read in the last 180 days.']);
  night.now += 1;
  expect(about('runbooks', night)[0]).toContain('warn Not read for more than 180 days: conditional-access-lockout');
});

test('the ledger says how old its newest checkpoint is, and what it does not sign', () => {
  const { night } = given();
  night.now = START + 2 * DAY;
  const ledger = (over: Looked['ledger']) => about('ledger', night, { ledger: over })[0];
  expect(ledger(LEDGER)).toBe(
    'good The ledger was verified at the start; the newest checkpoint signs a record that is 2 days old, the last one.',
  );
  expect(ledger({ size: 12, signed: LEDGER.signed })).toContain(
    'warn The ledger was verified at the start; the newest checkpoint signs a record that is 2 days old, and the 2 records after it',
  );
  expect(ledger({ size: 12, signed: null })).toBe('warn The ledger was verified at the start; no checkpoint signs it yet.');
});

test('room, clock and Entra each have their line', () => {
  const { night } = given();
  expect(about('room', night)).toEqual(['good The room is configured.']);
  expect(about('room', night, { hasRoom: false })[0]).toContain('warn No room is configured');
  expect(about('clock', night, { behind: 5_000 })).toEqual(['good The clock agrees with the ledger.']);
  expect(about('clock', night, { behind: 5_001 })).toEqual(['bad The clock is 6 s behind the last record: nothing is decided by it.']);
  const doubted = { ...night.tenant, clock: { doubt: { source: 'machine' as const, seconds: 400, at: 1 }, doubts: [1] } };
  expect(about('clock', night, { tenant: doubted })).toEqual([
    'bad The clock is in doubt: no deadline is decided by it until it agrees again.',
  ]);
  expect(about('entra', night)).toEqual(['unseen Accounts, roles, methods and policies in Entra: not looked at: Entra is not connected.']);
});
