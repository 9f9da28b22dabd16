import { describe, expect, test } from '@jest/globals';
import { sealText } from '../../ledger/text.ts';
import { decide, decideOwn } from '../../dialogs/decide.ts';
import type { Command } from '../../dialogs/command.ts';
import type { OwnCommand } from '../../dialogs/own-command.ts';
import type { Decision } from '../../dialogs/decision.ts';
import type { Person } from '../../dialogs/policy.ts';
import { ActivationId } from '../../ledger/ids.ts';
import {
  aaron,
  actorOf,
  type Act,
  ada,
  ALL_OUT,
  ANNOUNCING,
  APPROVED,
  at,
  axel,
  BACK,
  bea,
  carl,
  cora,
  dan,
  does,
  EVERYBODY,
  FILED,
  files,
  type Fields,
  FILING,
  given,
  IN_USE,
  KEY,
  later,
  LEFT_TO_DO,
  LIVE_USE,
  looksAt,
  MINUTE,
  mona,
  type Night,
  ONE_VOTE,
  type OwnVerb,
  PROVED,
  REVIEW,
  REVIEWING,
  rico,
  rita,
  START,
  wanda,
} from './given.ts';
import { DECLARED, decideSeen, DECLARING, seen } from './given-declared.ts';
import { TWO_BACK, TWO_IN_USE } from './given-fallback.ts';
import { adopting, decideRead, fileOf, reads } from './given-policy.ts';

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
    for (const verb of [
      'lapse',
      'overdue',
      'supersede',
      'warn',
      'lapse-extension',
      'lapse-ratification',
      'remind-tasks',
      'escalate-tasks',
    ] as const) {
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

const MORE: readonly Act[] = [...IN_USE, does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 })];
const OFFERED: readonly Act[] = [...IN_USE, does(rita, 'offer-handover', { to: rico.id, offered: 0 })];
const ACCEPTED: readonly Act[] = [...OFFERED, does(rico, 'accept-handover', { offer: 1 })];
const CLAIMED: readonly Act[] = [...BACK, does(carl, 'do-task', { task: 'keys', evidence: 'two keys' })];
const few = EVERYBODY.map((one) => (one === cora || one === dan || one === bea ? { ...one, roles: ['watch'] as const } : one));
const HELD: readonly Act[] = [reads(), reads(few)];

describe('each command has its own decision', () => {
  const all: readonly (readonly [Command['verb'], string, Person, readonly Act[], Fields?])[] = [
    ['approve', 'VoteCast', aaron, FILED],
    ['deny', 'Denied', dan, FILED, { why: 'x' }],
    ['withdraw', 'Withdrawn', rita, FILED],
    ['disown', 'VoteVoided', aaron, ONE_VOTE],
    ['release', 'CredentialReleased', carl, APPROVED, { part: KEY, seal: 'A' }],
    ['in-hand', 'CredentialInHand', rita, ALL_OUT],
    ['take-fallback', 'FallbackTaken', rita, TWO_IN_USE, { fault: 'x' }],
    ['rotate-both', 'CompromiseSaid', aaron, TWO_BACK, { cause: 'x' }],
    ['finish-step', 'StepFinished', rita, IN_USE, { step: 'look', choice: 'policy' }],
    ['fail-step', 'StepFailed', rita, IN_USE, { step: 'look', why: 'x' }],
    ['skip-step', 'StepSkipped', rita, IN_USE, { step: 'look', why: 'x' }],
    ['witness-step', 'StepWitnessed', bea, [...LIVE_USE, ...PROVED.slice(0, -1)], { step: 'admin-task' }],
    ['note', 'NoteTaken', wanda, FILED, { text: 'x' }],
    ['change', 'ChangeLogged', rita, IN_USE, { was: 'x', is: 'y', back: 'z' }],
    ['hand-back', 'HandedBack', rita, IN_USE],
    ['revoke', 'Revoked', wanda, IN_USE, { cause: 'x' }],
    ['ask-extension', 'ExtensionAsked', rita, IN_USE, { minutes: '30', need: 'x', asked: 0 }],
    ['approve-extension', 'ExtensionApproved', bea, MORE, { ask: 1 }],
    ['deny-extension', 'ExtensionDenied', bea, MORE, { ask: 1, whyNot: 'x' }],
    ['offer-handover', 'HandoverOffered', rita, IN_USE, { to: rico.id, offered: 0 }],
    ['accept-handover', 'HandoverAccepted', rico, OFFERED, { offer: 1 }],
    ['confirm-handover', 'OperatorChanged', cora, ACCEPTED, { offer: 1 }],
    ['join', 'Joined', rico, FILED],
    ['offer-takeover', 'TakeoverOffered', rico, IN_USE],
    ['return', 'CredentialReturned', carl, BACK, { part: KEY, seal: 'B' }],
    ['do-task', 'TaskDone', carl, BACK, { task: 'keys', evidence: 'two keys' }],
    ['confirm-task', 'TaskConfirmed', bea, CLAIMED, { task: 'keys' }],
    ['reopen-task', 'TaskReopened', bea, CLAIMED, { task: 'keys', why: 'x' }],
    ['review', 'Reviewed', axel, REVIEW, REVIEWING],
    ['countersign', 'Countersigned', ada, [...REVIEW, does(axel, 'review', { ...REVIEWING, class: 'misuse' })]],
    ['follow-up-done', 'FollowUpDone', rita, LEFT_TO_DO, { followUp: 1, evidence: 'x' }],
    ['name-operator', 'OperatorNamed', mona, [seen()], { operator: rico.id }],
    ['ratify', 'RatificationCast', aaron, DECLARED, { why: 'x' }],
    ['reject', 'RatificationCast', aaron, DECLARED, { why: 'x' }],
    ['say-seen', 'Seen', aaron, FILED],
    ['say-no-answer', 'RangNoAnswer', rita, FILED, { person: aaron.id, calls: 0 }],
    ['request', 'Requested', rita, [], FILING],
    ['declare', 'Declared', rita, [], DECLARING],
    ['announce-drill', 'DrillAnnounced', mona, [], ANNOUNCING],
  ];
  test.each(all)('%s: %s', (verb, type, who, acts, fields = {}) => {
    const decision = given(...acts).night.decide(who, { ...fields, verb });
    expect(decision.kind === 'happened' ? decision.facts[0]?.type : decision).toBe(type);
  });
  test('correct', () => {
    const { night } = given(...FILED, does(rita, 'note', { text: 'x' }));
    const line = `${night.open.last.seq} text`;
    expect(night.decide(rita, { verb: 'correct', line, right: 'y', cause: 'z' })).toMatchObject({ facts: [{ type: 'Corrected' }] });
  });
  test('redact, and the two about a held roster', () => {
    const { night } = given(...FILED);
    expect(night.decide(rita, { verb: 'redact', what: night.open.request.why, why: 'x' })).toMatchObject({
      facts: [{ type: 'TextRedacted' }],
    });
    const held = given(...HELD).night;
    const digest = held.tenant.rules.held?.digest;
    expect(held.decide(mona, { verb: 'confirm-roster', digest })).toMatchObject({ facts: [{ type: 'RosterConfirmed' }] });
    expect(held.decide(mona, { verb: 'reject-roster', digest })).toMatchObject({ facts: [{ type: 'RosterRejected' }] });
  });
  const DAY = 24 * 60 * MINUTE;
  const own: readonly (readonly [OwnVerb, string, readonly Act[]])[] = [
    ['lapse', 'Lapsed', [...FILED, later(30 * MINUTE + 1)]],
    ['overdue', 'BecameOverdue', [...IN_USE, at((night) => night.in('in use').use.end + 1)]],
    ['supersede', 'DrillSuperseded', [files({ kind: 'drill' }), files({ operator: rico.id }, rico), looksAt('BG-2026-0001')]],
    ['warn', 'EndWarned', [...IN_USE, at((night) => night.in('in use').use.end - 10 * MINUTE)]],
    ['lapse-extension', 'ExtensionLapsed', [...MORE, later(30 * MINUTE + 1)]],
    ['lapse-ratification', 'RatificationLapsed', [...DECLARED, later(DAY + 1)]],
    ['escalate', 'EscalationStarted', [...FILED, later(11 * MINUTE)]],
  ];
  test.each(own)('%s of the clock: %s', (verb, type, acts) => {
    expect(given(...acts).night.decideOwn(verb)).toMatchObject({ kind: 'happened', facts: [{ type }] });
  });
  test('a configuration that is read, and a sign-in that is seen', () => {
    expect(decideRead(given().night, fileOf())).toMatchObject({ facts: [{ type: 'PolicyChanged' }] });
    expect(decideSeen(given().night)).toMatchObject({ facts: [{ type: 'Declared' }, { type: 'SignInSeen' }] });
  });
});

test('deciding changes nothing of the state', () => {
  const { night } = given(...FILED);
  const before = structuredClone(night.open);
  night.decide(rita, { verb: 'withdraw' });
  expect(night.open).toEqual(before);
});

test('a look at an activation that is not there says nothing', () => {
  const { night } = given(...FILED);
  const about = { activation: night.open.id, step: 'look', look: 'admins-work', as: 'right', when: night.now } as const;
  const command = { verb: 'check-seen', ...about, detail: sealText('x', '') } as const;
  expect(decideOwn({ tenant: night.tenant, activation: null }, command, night.circumstances({ kind: 'product' }))).toEqual({
    kind: 'already',
    activation: null,
  });
});
