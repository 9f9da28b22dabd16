// While the clock is in doubt no deadline is decided by it, in either direction; afterwards everything is judged at once.
import { describe, expect, test } from '@jest/globals';
import { decideOwn } from '../../dialogs/decide.ts';
import type { OwnCommand } from '../../dialogs/own-command.ts';
import { reminders } from '../../dialogs/drill-clock.ts';
import { duties } from '../../dialogs/duties.ts';
import {
  aaron,
  type Act,
  ALL_OUT,
  already,
  APPROVED,
  at,
  BACK,
  bea,
  carl,
  does,
  FILED,
  FIRST,
  given,
  HOUR,
  ida,
  IN_USE,
  KEY,
  KEY_OUT,
  later,
  milo,
  MINUTE,
  type Night,
  ONE_VOTE,
  PIN,
  refused,
  rico,
  rita,
  votes,
} from './given.ts';
import { DECLARED } from './given-declared.ts';

const own = (night: Night, command: OwnCommand) =>
  decideOwn({ tenant: night.tenant, activation: null }, command, night.circumstances({ kind: 'clock' }));
const says =
  (command: OwnCommand): Act =>
  (night) => {
    const decision = own(night, command);
    if (decision.kind !== 'happened') throw new Error(`${command.verb}: ${decision.kind}`);
    const current = night.current;
    night.keep(decision, { kind: 'clock' });
    night.current = current;
  };
const doubted = (seconds = 600): Act => says({ verb: 'clock-doubted', source: 'machine', seconds });
const trusted: Act = says({ verb: 'clock-trusted' });
const DAY = 24 * HOUR;

describe('a doubt', () => {
  test('is recorded with its source and by how much, once', () => {
    const { night } = given();
    const command = { verb: 'clock-doubted', source: 'teams', seconds: -400 } as const;
    expect(own(night, command)).toEqual({
      kind: 'happened',
      activation: null,
      facts: [{ type: 'ClockDoubted', source: 'teams', seconds: -400 }],
    });
    doubted()(night);
    expect(own(night, command).kind).toBe('already');
  });
  test('is none up to two minutes', () => {
    const { night } = given();
    expect(own(night, { verb: 'clock-doubted', source: 'machine', seconds: -119 }).kind).toBe('already');
    expect(own(night, { verb: 'clock-doubted', source: 'machine', seconds: -120 }).kind).toBe('happened');
  });
  test('is recorded six times an hour at most, so that nobody holds every deadline or fills the ledger', () => {
    const { night } = given();
    for (let count = 0; count < 6; count += 1) for (const act of [doubted(), later(MINUTE), trusted]) act(night);
    const again = { verb: 'clock-doubted', source: 'teams', seconds: 300 } as const;
    expect(own(night, again).kind).toBe('already');
    later(54 * MINUTE)(night);
    expect(own(night, again).kind).toBe('happened');
  });
  test('ends once, and only where there was one', () => {
    const { night } = given();
    expect(own(night, { verb: 'clock-trusted' }).kind).toBe('already');
    doubted()(night);
    expect(own(night, { verb: 'clock-trusted' })).toMatchObject({ kind: 'happened', facts: [{ type: 'ClockTrusted' }] });
  });
});

describe('while the clock is in doubt', () => {
  test('nothing lapses; once it is trusted, everything that is overdue is decided at once', () => {
    given(...FILED, doubted(), later(31 * MINUTE))
      .whenClock('lapse')
      .then(already)
      .and(trusted)
      .whenClock('lapse')
      .then([{ type: 'Lapsed', deadline: 'decision' }]);
    given(...KEY_OUT, doubted(), later(2 * HOUR))
      .whenClock('lapse')
      .then(already)
      .and(trusted)
      .whenClock('lapse')
      .then(['HandedBack']);
  });
  test('no use becomes overdue, and nobody is warned of an end', () => {
    given(...IN_USE, later(31 * MINUTE), doubted())
      .whenClock('warn')
      .then(already)
      .and(later(HOUR))
      .whenClock('overdue')
      .then(already)
      .and(trusted)
      .whenClock('overdue')
      .then(['BecameOverdue']);
  });
  test('no one is called, reminded or escalated to', () => {
    given(...FILED, doubted(), later(11 * MINUTE))
      .whenClock('escalate')
      .then(already)
      .and(trusted)
      .whenClock('escalate')
      .then(['EscalationStarted']);
    given(...BACK, doubted(), later(DAY))
      .whenClock('remind-tasks')
      .then(already)
      .whenClock('escalate-tasks')
      .then(already)
      .and(trusted)
      .whenClock('remind-tasks')
      .then(['TasksReminded']);
    const { night } = given(doubted(), later(100 * DAY));
    expect([reminders(night.tenant, night.policy), own(night, { verb: 'remind-drill', account: FIRST.id }).kind]).toEqual([[], 'already']);
    trusted(night);
    expect([reminders(night.tenant, night.policy).length, own(night, { verb: 'remind-drill', account: FIRST.id }).kind]).toEqual([
      2,
      'happened',
    ]);
  });
  test('neither more time nor a judgement lapses', () => {
    given(...IN_USE, does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 }), doubted(), later(31 * MINUTE))
      .whenClock('lapse-extension')
      .then(already)
      .and(trusted)
      .whenClock('lapse-extension')
      .then(['ExtensionLapsed']);
    given(...DECLARED, doubted(), later(25 * HOUR))
      .whenClock('lapse-ratification')
      .then(already)
      .and(trusted)
      .whenClock('lapse-ratification')
      .then(['RatificationLapsed']);
  });
  test('nothing of it is owed', () => {
    const { night } = given(...FILED, doubted());
    expect(duties(night.open, night.tenant)).toEqual([]);
    trusted(night);
    expect(duties(night.open, night.tenant).map(({ command }) => command.verb)).toEqual(['lapse', 'escalate']);
  });
  test('a vote is not refused as late, and two people make a quorum, one does not', () => {
    given(...FILED, doubted(), later(31 * MINUTE))
      .when(aaron, 'approve')
      .then([{ type: 'VoteCast' }])
      .when(aaron, 'approve')
      .then(already)
      .when(bea, 'approve')
      .then(['VoteCast', { type: 'QuorumReached', voters: [aaron.id, bea.id] }]);
    given(...ONE_VOTE, later(31 * MINUTE))
      .when(bea, 'approve')
      .then(refused('too-late'));
  });
  test('a vote that comes after the doubt is late again', () => {
    given(...ONE_VOTE, doubted(), later(31 * MINUTE), trusted)
      .when(bea, 'approve')
      .then(refused('too-late'));
  });
  test('a release and “in hand” are not refused as late, and the end is no later than two people gave', () => {
    given(...APPROVED, doubted(), later(2 * HOUR))
      .when(carl, 'say-seen')
      .then(['Seen'])
      .when(carl, 'release', { part: KEY, seal: 'A-1' })
      .then(['CredentialReleased'])
      .when(ida, 'release', { part: PIN, seal: 'A-2' })
      .then(['CredentialReleased'])
      .when(rita, 'in-hand')
      .then([{ type: 'CredentialInHand', end: given(...APPROVED).night.in('approved').grant.absoluteEnd }]);
    given(...APPROVED, later(2 * HOUR))
      .when(carl, 'release', { part: KEY, seal: 'A-1' })
      .then(refused('collection-over'));
    given(...ALL_OUT, later(2 * HOUR))
      .when(rita, 'in-hand')
      .then(refused('collection-over'));
  });
  test('more time and a judgement are not refused as late either', () => {
    given(...IN_USE, does(rita, 'ask-extension', { minutes: '30', need: 'x', asked: 0 }), doubted(), later(31 * MINUTE))
      .when(aaron, 'approve-extension', { ask: 1 })
      .then(['ExtensionApproved'])
      .and(trusted)
      .when(bea, 'approve-extension', { ask: 1 })
      .then(refused('extension-late'));
    given(...DECLARED, doubted(), later(25 * HOUR))
      .when(milo, 'reject', { why: 'No call came.' })
      .then(['RatificationCast'])
      .and(trusted)
      .when(bea, 'reject', { why: 'No call came.' })
      .then(refused('ratification-over'));
  });
  test('an approver who was asked in time may still say that they look', () => {
    given(...FILED, doubted(), later(31 * MINUTE))
      .when(aaron, 'say-seen')
      .then(['Seen']);
  });
  test('what is broken can be said anew', () => {
    const anew = { domain: 'mfa-provider', changed: 0 };
    given(...FILED, later(31 * MINUTE))
      .when(rita, 'change-domain', anew)
      .then(refused('too-late'));
    const { night } = given(...FILED, doubted(), later(31 * MINUTE));
    expect(night.decide(rita, { verb: 'change-domain', ...anew })).not.toMatchObject({ reason: 'too-late' });
  });
  test('the operator’s task stays the operator’s', () => {
    given(...BACK, doubted(), later(DAY))
      .when(rico, 'do-task', { task: 'sessions', evidence: 'x' })
      .then(refused('not-your-role'))
      .and(trusted)
      .when(rico, 'do-task', { task: 'sessions', evidence: 'x' })
      .then(['TaskDone']);
  });
  test('votes of before stand', () => {
    const { night } = given(
      ...ONE_VOTE,
      doubted(),
      at((one) => one.now + HOUR),
      votes(bea),
    );
    expect(night.open.phase).toBe('approved');
  });
});
