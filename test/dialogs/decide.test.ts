import { describe, expect, test } from '@jest/globals';
import { decide, decideOwn } from '../../dialogs/decide.ts';
import type { OwnCommand } from '../../dialogs/command.ts';
import type { Decision } from '../../dialogs/decision.ts';
import { ActivationId } from '../../ledger/ids.ts';
import { actorOf, APPROVED, FILED, given, IN_USE, rita, START, wanda, type Night } from './given.ts';
import { adopting, fileOf } from './given-policy.ts';

const REFUSED = (reason: string, activation: string | null = null) => ({ kind: 'refused', activation, reason });
const note = (night: Night) => night.command(wanda, { verb: 'note', text: 'x' });

describe('who and what is decided about', () => {
  test('the clock brings no command of a person', () => {
    const { night } = given(...FILED);
    const state = { tenant: night.tenant, activation: night.open };
    expect(decide(state, note(night), night.circumstances({ kind: 'clock' }))).toEqual(REFUSED('not-your-role'));
  });
  test('an activation that is not there is unknown', () => {
    const { night } = given(...FILED);
    expect(decide({ tenant: night.tenant, activation: null }, note(night), night.circumstances(actorOf(wanda)))).toEqual(
      REFUSED('activation-unknown'),
    );
  });
  test('a fact of a later release closes its activation for writing', () => {
    const { night } = given(...FILED);
    const state = { tenant: night.tenant, activation: { ...night.open, unknown: 'Extended' } };
    expect(decide(state, note(night), night.circumstances(actorOf(wanda)))).toEqual(REFUSED('ledger-ahead', 'BG-2026-0001'));
    expect(
      decideOwn(state, { verb: 'lapse', activation: night.open.id }, { ...night.circumstances({ kind: 'clock' }), now: START * 2 }),
    ).toEqual({ kind: 'already', activation: null });
  });
  test('a fact of a later release that concerns everything closes everything', () => {
    const { night } = given(...FILED);
    const state = { tenant: { ...night.tenant, unknown: 'TenantMoved' }, activation: night.open };
    expect(decide(state, note(night), night.circumstances(actorOf(wanda)))).toEqual(REFUSED('ledger-ahead'));
    expect(decideOwn(state, adopting(fileOf()), night.circumstances({ kind: 'product' }))).toEqual({ kind: 'already', activation: null });
  });
});

describe('what the product does by itself', () => {
  const own = (night: Night, command: OwnCommand, some = true): Decision =>
    decideOwn({ tenant: night.tenant, activation: some ? night.open : null }, command, night.circumstances({ kind: 'product' }));
  const open = { verb: 'open', mode: 'local', tenant: 'contoso', origin: 'glassbreak/test', key: 'vkey' } as const;

  test('it opens a ledger once', () => {
    const { night } = given();
    const decision = own(night, open, false);
    expect(decision).toEqual({
      kind: 'happened',
      activation: null,
      facts: [{ type: 'LedgerOpened', mode: 'local', tenant: 'contoso', origin: 'glassbreak/test', key: 'vkey' }],
    });
    night.keep(decision, { kind: 'product' });
    expect(night.tenant.opened?.mode).toBe('local');
    expect(own(night, { ...open, mode: 'production' }, false)).toEqual({ kind: 'already', activation: null });
  });
  test('nothing lapses, is overdue or gives way that is not there', () => {
    for (const verb of ['lapse', 'overdue', 'supersede', 'warn', 'lapse-extension', 'remind-tasks', 'escalate-tasks'] as const) {
      expect(own(given(...FILED).night, { verb, activation: ActivationId.parse('BG-2026-0009') }, false)).toEqual({
        kind: 'already',
        activation: null,
      });
    }
  });
  test('with nothing due nothing happens', () => {
    for (const acts of [FILED, APPROVED, IN_USE])
      for (const verb of ['lapse', 'overdue', 'supersede', 'warn', 'lapse-extension', 'remind-tasks', 'escalate-tasks'] as const)
        given(...acts)
          .whenClock(verb)
          .then('already');
  });
});

test('deciding changes nothing of the state', () => {
  const { night } = given(...FILED);
  const before = structuredClone(night.open);
  night.decide(rita, { verb: 'withdraw' });
  expect(night.open).toEqual(before);
});
