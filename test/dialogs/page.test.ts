import { describe, expect, test } from '@jest/globals';
import type { OwnCommand } from '../../dialogs/own-command.ts';
import { decideOwn } from '../../dialogs/decide.ts';
import { ATTEMPTS_AT_MOST, pageDuties } from '../../dialogs/page.ts';
import type { FactOf } from '../../ledger/fact.ts';
import {
  aaron,
  type Act,
  APPROVED,
  at,
  bea,
  BACK,
  clock,
  DENIED,
  FILED,
  files,
  given,
  IN_USE,
  later,
  MINUTE,
  type Night,
  START,
  votes,
} from './given.ts';

type Outcome = FactOf<'PageEnded'>['outcome'];
type Reason = FactOf<'PageStarted'>['reason'];
const SECOND = 1_000;
const due = (...acts: readonly Act[]) => {
  const { night } = given(...acts);
  return pageDuties(night.open, night.policy).map(({ command, due: when }) => ['reason' in command ? command.reason : command.verb, when]);
};
const own = (night: Night, command: OwnCommand) =>
  decideOwn({ tenant: night.tenant, activation: night.open }, command, night.circumstances({ kind: 'clock' }));
const start = (
  night: Night,
  reason: Reason = 'filed',
  attempt = (night.open.reach.pages.get(`${night.open.id}/${reason}`)?.attempt ?? 0) + 1,
) => own(night, { verb: 'start-page', activation: night.open.id, reason, attempt });
const starts =
  (reason: Reason = 'filed'): Act =>
  (night) =>
    night.keep(start(night, reason), { kind: 'clock' });
const ends =
  (attempt: number, outcome: Outcome, reason: Reason = 'filed'): Act =>
  (night) =>
    night.keep(own(night, { verb: 'end-page', activation: night.open.id, key: `${night.open.id}/${reason}`, attempt, outcome }), {
      kind: 'clock',
    });
const ESCALATED: readonly Act[] = [...FILED, at(() => START + 10 * MINUTE + 1), clock('escalate')];
const OVERDUE: readonly Act[] = [...IN_USE, at((night) => night.in('in use').use.end + 1), clock('overdue')];
const already = { kind: 'already', activation: 'BG-2026-0001' };

describe('a page is owed', () => {
  test('at the filing, at the escalation and when the use is overdue, each with a key of its own', () => {
    expect(due(...FILED)).toEqual([['filed', START]]);
    expect(due(...ESCALATED)).toEqual([['escalated', START + 10 * MINUTE + 1]]);
    expect(due(...OVERDUE).map(([reason]) => reason)).toEqual(['overdue']);
    expect(start(given(...FILED).night)).toMatchObject({
      facts: [{ type: 'PageStarted', key: 'BG-2026-0001/filed', reason: 'filed', attempt: 1, lease: START + 15 * SECOND }],
    });
  });
  test('not after the quorum, in time, after the use, or when it was denied', () => {
    for (const acts of [APPROVED, IN_USE, BACK, DENIED]) expect(due(...acts)).toEqual([]);
    for (const acts of [APPROVED, IN_USE, BACK, DENIED]) expect(start(given(...acts).night)).toEqual(already);
  });
  test('for a drill only when the configuration says so, and for nobody where nothing is configured', () => {
    const drill = given(files({ kind: 'drill' })).night;
    expect(pageDuties(drill.open, drill.policy)).toEqual([]);
    expect(pageDuties(drill.open, { ...drill.policy, paging: { drills: true } })).toHaveLength(1);
    expect(pageDuties(given(...FILED).night.open, { ...drill.policy, paging: null })).toEqual([]);
  });
  test('not about what a later release wrote to', () => {
    const { night } = given(...FILED);
    expect(pageDuties({ ...night.open, unknown: 'Extended' }, night.policy)).toEqual([]);
  });
  test('not for a reason that is not so now', () => {
    expect(start(given(...FILED).night, 'overdue')).toEqual(already);
    expect(start(given(...ESCALATED).night, 'filed')).toEqual(already);
  });
});

describe('an attempt', () => {
  test('belongs to whoever started it until its lease is over; then it is taken up again under the same key', () => {
    const running = given(...FILED, starts());
    expect(start(running.night)).toEqual(already);
    expect(start(running.and(later(15 * SECOND)).night)).toEqual(already);
    expect(start(running.and(later(1)).night, 'filed', 1)).toEqual(already);
    expect(start(running.night)).toMatchObject({ facts: [{ key: 'BG-2026-0001/filed', attempt: 2 }] });
  });
  test('without an end is taken up as soon as its lease is over, however many came before', () => {
    const twice = [...FILED, starts(), ends(1, 'refused'), later(15 * SECOND + 1), starts()];
    expect(due(...twice)).toEqual([['filed', START + 30 * SECOND + 2]]);
    expect(due(...twice, ends(2, 'refused'))).toEqual([['filed', START + 45 * SECOND + 2]]);
  });
  test('that was delivered is the last', () => {
    expect(due(...FILED, starts(), ends(1, 'delivered'))).toEqual([]);
  });
  test('that failed is followed by another after pauses that double from 15 seconds', () => {
    const { night } = given(...FILED);
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= ATTEMPTS_AT_MOST; attempt += 1) {
      starts()(night);
      const from = night.now;
      ends(attempt, attempt % 2 === 0 ? 'refused' : 'unreachable')(night);
      const next = pageDuties(night.open, night.policy)[0]?.due ?? from;
      pauses.push((next - from - 1) / SECOND);
      night.now = next;
    }
    expect(pauses.slice(0, -1)).toEqual([15, 30, 60, 120, 240, 480, 900]);
    expect(pageDuties(night.open, night.policy)).toEqual([]);
    expect(start(night)).toEqual(already);
  });
  test('has one outcome, and only the latest attempt has one', () => {
    const { night } = given(...FILED, starts(), later(15 * SECOND + 1), starts());
    const end = (attempt: number, key = 'BG-2026-0001/filed') =>
      own(night, { verb: 'end-page', activation: night.open.id, key, attempt, outcome: 'delivered' });
    expect(end(1)).toEqual(already);
    expect(end(2, 'BG-2026-0001/overdue')).toEqual(already);
    expect(end(2)).toMatchObject({ facts: [{ type: 'PageEnded', key: 'BG-2026-0001/filed', attempt: 2, outcome: 'delivered' }] });
    night.keep(end(2), { kind: 'product' });
    expect(end(2)).toEqual(already);
  });
  test('may end after the quorum: the page was under way when it came', () => {
    const { night } = given(...FILED, starts(), votes(aaron), votes(bea), ends(1, 'delivered'));
    expect(night.open).toMatchObject({ phase: 'approved', unknown: null });
    expect(night.open.reach.pages.get('BG-2026-0001/filed')?.ended?.outcome).toBe('delivered');
  });
  test('about an activation that is not there is nothing', () => {
    const { night } = given(...FILED);
    const commands: readonly OwnCommand[] = [
      { verb: 'escalate', activation: night.open.id },
      { verb: 'start-page', activation: night.open.id, reason: 'filed', attempt: 1 },
      { verb: 'end-page', activation: night.open.id, key: 'k', attempt: 1, outcome: 'delivered' },
    ];
    for (const command of commands)
      expect(decideOwn({ tenant: night.tenant, activation: null }, command, night.circumstances({ kind: 'clock' }))).toEqual({
        kind: 'already',
        activation: null,
      });
  });
});
