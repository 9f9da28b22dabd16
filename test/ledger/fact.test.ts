import { expect, test } from '@jest/globals';
import { Fact, REASONS, Reason } from '../../ledger/fact.ts';
import { CLOSED, DENIED, given, lastFact, sha } from '../dialogs/given.ts';

/** Every fact of this release. A name that leaves this list can no longer be read; a new one needs a line here. */
const NAMES = [
  'LedgerOpened',
  'PolicyAdopted',
  'Refused',
  'Requested',
  'NumberMissed',
  'VoteCast',
  'VoteVoided',
  'VoteDisowned',
  'QuorumReached',
  'Denied',
  'Withdrawn',
  'Lapsed',
  'DrillSuperseded',
  'CredentialReleased',
  'CredentialInHand',
  'StepFinished',
  'StepFailed',
  'StepSkipped',
  'StepWitnessed',
  'NoteTaken',
  'ChangeLogged',
  'BecameOverdue',
  'HandedBack',
  'Revoked',
  'ExtensionAsked',
  'ExtensionApproved',
  'ExtensionDenied',
  'ExtensionLapsed',
  'UseExtended',
  'HandoverOffered',
  'HandoverAccepted',
  'OperatorChanged',
  'EndWarned',
  'CredentialReturned',
  'TaskDone',
  'TaskConfirmed',
  'TaskReopened',
  'Reviewed',
  'Countersigned',
  'Closed',
  'PolicyChanged',
  'RosterHeld',
  'RosterConfirmed',
  'RosterRejected',
  'RosterPutBack',
  'Declared',
  'RequestOvertaken',
  'OperatorNamed',
  'ReleasedUnapproved',
  'RatificationCast',
  'Ratified',
  'Rejected',
  'RatificationLapsed',
  'SignInSeen',
  'CheckSeen',
  'SkippedSeenWrong',
  'TextRedacted',
  'Corrected',
  'Seen',
  'RangNoAnswer',
  'EscalationStarted',
  'PageStarted',
  'PageEnded',
  'DrillAnnounced',
  'DrillDue',
  'LiveDrillPassed',
  'DomainChanged',
  'Joined',
  'TakeoverOffered',
  'VoteConfirmed',
  'VoteDoubted',
  'VoteUnanswered',
  'ReviewRefused',
  'TaskAdded',
  'ChangeSettled',
  'TasksReminded',
  'TasksEscalated',
  'ClockDoubted',
  'ClockTrusted',
  'TestSignInOpened',
  'TestSignInFailed',
  'TestFailureConfirmed',
  'FallbackTaken',
  'CompromiseSaid',
  'RotationFreed',
  'FollowUpAssigned',
  'FollowUpDone',
];

test('the list of facts is closed', () => {
  const named = NAMES.map((type) => Fact.safeParse({ type }).error?.issues.some(({ code }) => code === 'invalid_union') ?? false);
  expect(named).toEqual(NAMES.map(() => false));
  expect(Fact.options).toHaveLength(NAMES.length);
});

test('a fact has exactly its own fields', () => {
  for (const { facts } of [...given(...CLOSED).night.records, ...given(...DENIED).night.records]) {
    for (const fact of facts) {
      expect(Fact.parse(fact)).toEqual(fact);
      expect(Fact.safeParse({ ...fact, name: 'Rita' }).success).toBe(false);
    }
  }
});

test('no fact holds typed text: what people wrote is there as its digest', () => {
  expect(Fact.safeParse({ type: 'NoteTaken', text: 'The vendor rang.' }).success).toBe(false);
  expect(Fact.safeParse({ type: 'NoteTaken', text: sha('The vendor rang.') }).success).toBe(true);
});

test('a quorum of one is no fact', () => {
  const quorum = lastFact(given(...CLOSED).night, 'QuorumReached');
  expect(Fact.safeParse({ ...quorum, voters: quorum.voters.slice(0, 1) }).success).toBe(false);
  expect(Fact.safeParse({ ...quorum, accounts: quorum.accounts.slice(0, 1) }).success).toBe(false);
});

test('the list of reasons is closed, in the order of the alphabet', () => {
  expect([...REASONS].sort()).toEqual([...REASONS]);
  expect(Reason.safeParse('because').success).toBe(false);
});
