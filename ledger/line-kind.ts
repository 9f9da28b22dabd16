// What a line of a timeline is about, so that a reader can ask for one kind alone.
import type { Line } from './timeline.ts';
import type { PersonId } from './ids.ts';

export const LINE_KINDS = ['votes', 'custody', 'steps', 'after'] as const;
/** `votes`: from the request to its end or quorum, and whatever else people approve; `steps`: the use; `after`: tasks and review. */
export type LineKind = (typeof LINE_KINDS)[number];

/** Only what this person did, only lines of this kind; null: all. */
export interface Only {
  readonly person: PersonId | null;
  readonly kind: LineKind | null;
}
export const ALL: Only = { person: null, kind: null };

/** The lines that are asked for, in their order. */
export function onlyLines(lines: readonly Line[], { person, kind }: Only): readonly Line[] {
  return lines.filter((line) => (person === null || didIt(line, person)) && (kind === null || kindOf(line.fact) === kind));
}

/** Whoever did something in these lines, in the order of their first line. */
export function actors(lines: readonly Line[]): readonly PersonId[] {
  return [...new Set(lines.flatMap(({ by }) => (by.actor === 'person' ? [by.person] : [])))];
}

function didIt({ by }: Line, person: PersonId): boolean {
  return by.actor === 'person' && by.person === person;
}

/** null: of no kind, hence only among all lines. */
export function kindOf({ type }: Line['fact']): LineKind | null {
  switch (type) {
    case 'Requested':
    case 'Declared':
    case 'RequestOvertaken':
    case 'NumberMissed':
    case 'VoteCast':
    case 'VoteVoided':
    case 'VoteDisowned':
    case 'QuorumReached':
    case 'Denied':
    case 'Withdrawn':
    case 'Lapsed':
    case 'DrillSuperseded':
    case 'Revoked':
    case 'ExtensionAsked':
    case 'ExtensionApproved':
    case 'ExtensionDenied':
    case 'ExtensionLapsed':
    case 'UseExtended':
    case 'HandoverOffered':
    case 'HandoverAccepted':
    case 'OperatorChanged':
    case 'Joined':
    case 'TakeoverOffered':
    case 'OperatorNamed':
    case 'RatificationCast':
    case 'Ratified':
    case 'Rejected':
    case 'RatificationLapsed':
    case 'Seen':
    case 'RangNoAnswer':
    case 'EscalationStarted':
    case 'PageStarted':
    case 'PageEnded':
      return 'votes';
    case 'FallbackTaken':
    case 'CredentialReleased':
    case 'CredentialInHand':
    case 'ReleasedUnapproved':
    case 'CredentialReturned':
      return 'custody';
    case 'DomainChanged':
    case 'StepFinished':
    case 'StepFailed':
    case 'StepSkipped':
    case 'StepWitnessed':
    case 'CheckSeen':
    case 'SkippedSeenWrong':
    case 'NoteTaken':
    case 'Corrected':
    case 'ChangeLogged':
    case 'SignInSeen':
    case 'EndWarned':
    case 'BecameOverdue':
      return 'steps';
    case 'HandedBack':
    case 'TaskDone':
    case 'TaskConfirmed':
    case 'TaskReopened':
    case 'TaskAdded':
    case 'TestSignInOpened':
    case 'TestSignInFailed':
    case 'TestFailureConfirmed':
    case 'ChangeSettled':
    case 'TasksReminded':
    case 'TasksEscalated':
    case 'CompromiseSaid':
    case 'RotationFreed':
    case 'VoteConfirmed':
    case 'VoteDoubted':
    case 'VoteUnanswered':
    case 'Reviewed':
    case 'ReviewRefused':
    case 'Countersigned':
    case 'FollowUpAssigned':
    case 'FollowUpDone':
    case 'Closed':
    case 'LiveDrillPassed':
      return 'after';
    case 'LedgerOpened':
    case 'PolicyAdopted':
    case 'PolicyChanged':
    case 'ClockDoubted':
    case 'ClockTrusted':
    case 'RosterHeld':
    case 'RosterConfirmed':
    case 'RosterRejected':
    case 'RosterPutBack':
    case 'DrillAnnounced':
    case 'DrillDue':
    case 'Refused':
    case 'TextRedacted':
    case 'Unknown':
      return null;
  }
}
