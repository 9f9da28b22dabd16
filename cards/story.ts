// The sentence for each fact, as a manager's timeline tells it: who did what, and why. One for cards, the command line and the drill.
import type { Verb } from '../dialogs/command.ts';
import { REFUSALS } from '../dialogs/refusal.ts';
import type { Fact, FactOf } from '../ledger/fact.ts';
import type { PolicyChange } from '../ledger/fact-policy.ts';
import type { Mode } from '../ledger/ids.ts';
import type { Unknown } from '../ledger/record.ts';
import type { Line } from '../ledger/timeline.ts';
import { tellClock } from './clock.ts';
import { COURSE_ATTEMPTS, tellCourse } from './story-course.ts';
import { tellDeclared } from './story-declared.ts';
import { FALLBACK_ATTEMPTS, tellFallback } from './story-fallback.ts';
import { tellDomain } from './story-domain.ts';
import { REVIEW_ATTEMPTS, tellReview } from './story-review.ts';
import { tellRequested } from './story-request.ts';
import { tellLook } from './story-look.ts';
import { tellTasks } from './story-tasks.ts';
import { changeSentences, holdWords } from './policy-words.ts';
import { name, ours, type Piece, say, Teller, type Telling } from './teller.ts';

/** The sentence of a line as one plain text. Nothing is escaped: terminals and exports do that in their own way. */
export function sentence(line: Line, telling: Telling): string {
  return story(line, telling)
    .map((piece) => piece.words)
    .join('');
}

/** The sentence of a line in pieces; the caller escapes names and typed text for where they go. */
export function story({ by, fact }: Line, telling: Telling): readonly Piece[] {
  return tell(fact, new Teller(by, telling));
}

const MODE_WORDS: Readonly<Record<Mode, string>> = { local: 'local mode', drill: 'drill by itself', production: 'production' };

/** What somebody tried, in the words of the buttons. */
export const ATTEMPTS: Readonly<Record<Verb, string>> = {
  request: 'ask for an account',
  'announce-drill': 'announce a live drill',
  approve: 'approve',
  deny: 'deny',
  withdraw: 'withdraw',
  disown: 'say “that was not me”',
  release: 'release a part',
  'in-hand': 'say that the credential is in hand',
  'finish-step': 'finish a step',
  'fail-step': 'report that a step did not work',
  'skip-step': 'skip a step',
  'witness-step': 'confirm a step as witness',
  note: 'take a note',
  change: 'log a change',
  'hand-back': 'hand back',
  ...COURSE_ATTEMPTS,
  ...FALLBACK_ATTEMPTS,
  return: 'take a part back',
  'do-task': 'do a task',
  'open-test': 'open the window of a test sign-in',
  'fail-test': 'say that a test sign-in did not work',
  'confirm-task': 'confirm a task',
  'reopen-task': 'open a task again',
  review: 'sign the review',
  countersign: 'countersign',
  ...REVIEW_ATTEMPTS,
  'confirm-roster': 'confirm a held configuration',
  'reject-roster': 'reject a held configuration',
  declare: 'declare a use without quorum',
  'name-operator': 'say who used the account',
  ratify: 'ratify a use without quorum',
  reject: 'reject a use without quorum',
  redact: 'take a text out',
  'change-domain': 'say that something else is broken',
  'say-seen': 'say “I have seen this”',
  'say-no-answer': 'say that somebody did not answer',
};

function tell(fact: Fact | Unknown, teller: Teller): readonly Piece[] {
  const { who } = teller;
  switch (fact.type) {
    case 'LedgerOpened':
      return say`${who} opened the ledger for the tenant ${name(fact.tenant)} (${MODE_WORDS[fact.mode]})`;
    case 'PolicyAdopted':
      return say`A ${fact.was === null ? '' : 'changed '}configuration came into force, digest ${fact.digest.slice(0, 8)}`;
    case 'PolicyChanged':
      return policyChanged(fact, teller);
    case 'RosterHeld':
      return say`A changed configuration is held, digest ${fact.digest.slice(0, 8)}, because ${holdWords(fact.why)}: ${changes(fact.change, teller)}`;
    case 'RosterConfirmed':
      return say`${who} confirmed the held configuration ${fact.digest.slice(0, 8)}`;
    case 'RosterRejected':
      return say`${who} rejected the held configuration ${fact.digest.slice(0, 8)}`;
    case 'RosterPutBack':
      return say`The configuration file is again what is in force: nothing is held any more`;
    case 'Requested':
      return tellRequested(fact, teller);
    case 'Refused':
      return say`${who} was refused: ${attempted(fact.command)}. ${REFUSALS[fact.reason]}`;
    case 'NumberMissed':
      return say`${who} entered a wrong number`;
    case 'VoteCast':
      return say`${who} approved (number matched)`;
    case 'VoteVoided':
      return say`${who} said “that was not me”: the vote no longer counts`;
    case 'VoteDisowned':
      return say`${who} said “that was not me” after the approval: everybody was alarmed`;
    case 'QuorumReached':
      return say`Approved by ${teller.people(fact.voters)}: collect before ${teller.time(fact.collectBy)}, absolute end ${teller.time(fact.absoluteEnd)}`;
    case 'Denied':
      return say`${who} denied the request: ${teller.typed(fact.why)}`;
    case 'Withdrawn':
      return say`${who} withdrew the request${teller.maybe(': ', fact.why)}`;
    case 'Lapsed':
      return say`The request lapsed: ${fact.deadline === 'decision' ? 'no two approvals' : 'nothing was collected'} before ${teller.time(fact.due)}`;
    case 'DrillSuperseded':
      return say`The drill ended: ${name(fact.by)} needs the account for real`;
    case 'CredentialReleased':
      return say`${who} released ${name(fact.part)} to ${teller.person(fact.to)}, seal ${teller.typed(fact.seal)}`;
    case 'CredentialInHand':
      return say`${who} has the credential in hand: use until ${teller.time(fact.end)}`;
    case 'NoteTaken':
      return say`${who} noted: ${teller.typed(fact.text)}`;
    case 'ChangeLogged':
      return say`${who} logged a change: was ${teller.typed(fact.was)}, is ${teller.typed(fact.is)}, to put back: ${teller.typed(fact.back)}`;
    case 'BecameOverdue':
      return say`The use became overdue: its end was ${teller.time(fact.end)}`;
    case 'HandedBack':
      return handedBack(fact, teller);
    case 'Revoked':
    case 'ExtensionAsked':
    case 'ExtensionApproved':
    case 'ExtensionDenied':
    case 'ExtensionLapsed':
    case 'UseExtended':
    case 'Joined':
    case 'TakeoverOffered':
    case 'HandoverOffered':
    case 'HandoverAccepted':
    case 'OperatorChanged':
    case 'EndWarned':
      return tellCourse(fact, teller);
    case 'FallbackTaken':
    case 'CompromiseSaid':
    case 'RotationFreed':
      return tellFallback(fact, teller);
    case 'CredentialReturned':
      return say`${who} took ${name(fact.part)} back under the new seal ${teller.typed(fact.seal)}`;
    case 'TaskDone':
    case 'TaskConfirmed':
    case 'TaskReopened':
    case 'TestSignInOpened':
    case 'TestSignInFailed':
    case 'TestFailureConfirmed':
    case 'TaskAdded':
    case 'ChangeSettled':
    case 'TasksReminded':
    case 'TasksEscalated':
      return tellTasks(fact, teller);
    case 'VoteConfirmed':
    case 'VoteDoubted':
    case 'VoteUnanswered':
    case 'Reviewed':
    case 'FollowUpAssigned':
    case 'FollowUpDone':
    case 'ReviewRefused':
    case 'Countersigned':
    case 'TextRedacted':
    case 'Corrected':
      return tellReview(fact, teller);
    case 'Closed':
      return say`The activation was closed`;
    case 'Declared':
    case 'RequestOvertaken':
    case 'OperatorNamed':
    case 'ReleasedUnapproved':
    case 'RatificationCast':
    case 'Ratified':
    case 'Rejected':
    case 'RatificationLapsed':
    case 'SignInSeen':
      return tellDeclared(fact, teller);
    case 'DomainChanged':
      return tellDomain(fact, teller);
    case 'StepFinished':
    case 'StepFailed':
    case 'StepSkipped':
    case 'StepWitnessed':
    case 'CheckSeen':
    case 'SkippedSeenWrong':
      return tellLook(fact, teller);
    case 'ClockDoubted':
    case 'ClockTrusted':
      return tellClock(fact);
    case 'Seen':
      return say`${who} has seen this and is looking`;
    case 'RangNoAnswer':
      return say`${who} rang ${teller.person(fact.person)}: no answer`;
    case 'EscalationStarted':
      return escalated(fact, teller);
    case 'PageStarted':
      return say`${who} began to page, ${PAGED_FOR[fact.reason]} (try ${String(fact.attempt)})`;
    case 'PageEnded':
      return say`The page ${OUTCOMES[fact.outcome]} (try ${String(fact.attempt)})`;
    case 'DrillAnnounced':
      return say`${who} announced the live drill ${name(fact.id)}: ${teller.person(fact.operator)} signs in once with ${name(fact.account)} from ${teller.time(fact.at)} and does this: ${teller.typed(fact.action)}`;
    case 'DrillDue':
      return say`Managers and watch were reminded: ${name(fact.account)} needs a live drill before ${teller.time(fact.due)}`;
    case 'LiveDrillPassed':
      return say`${name(fact.account)} proved itself in this live drill at ${teller.time(fact.signedIn)}: its clock starts again`;
    case 'Unknown':
      return say`A newer release of Glassbreak wrote “${name(fact.named)}”, which this release cannot read`;
  }
}

function policyChanged({ digest, was, change }: FactOf<'PolicyChanged'>, teller: Teller): readonly Piece[] {
  const { people, accounts } = change;
  return was === null
    ? say`The first configuration came into force, digest ${digest.slice(0, 8)}: ${String(people.length)} people, ${String(accounts.length)} emergency ${accounts.length === 1 ? 'account' : 'accounts'}`
    : say`A changed configuration came into force, digest ${digest.slice(0, 8)}: ${changes(change, teller)}`;
}

function changes(change: PolicyChange, teller: Teller): readonly Piece[] {
  return changeSentences(change, (person) => teller.person(person)).flatMap((one, at) => (at === 0 ? one : [ours('; '), ...one]));
}

function attempted(command: string): string {
  return Object.entries(ATTEMPTS).find(([verb]) => verb === command)?.[1] ?? command;
}

function handedBack(fact: FactOf<'HandedBack'>, teller: Teller): readonly Piece[] {
  const how = teller.byPerson ? 'handed back' : 'ended it while parts were out: they must come back';
  return say`${teller.who} ${how}${`; tasks to do: ${fact.tasks.length}`}`;
}

const PAGED_FOR: Readonly<Record<FactOf<'PageStarted'>['reason'], string>> = {
  filed: 'because approvals are wanted',
  escalated: 'because the approvers were not reached',
  overdue: 'because the use is overdue',
};

const OUTCOMES: Readonly<Record<FactOf<'PageEnded'>['outcome'], string>> = {
  delivered: 'was delivered',
  refused: 'was not taken: the other side answered with an error',
  redirected: 'was not taken: the other side pointed elsewhere',
  'timed-out': 'got no answer in time',
  unreachable: 'could not be sent: the other side cannot be reached',
};

function escalated(fact: FactOf<'EscalationStarted'>, teller: Teller): readonly Piece[] {
  const silent = fact.notReached.length === 0 ? [] : say`, not reached: ${teller.people(fact.notReached)}`;
  return say`No two approvals yet: the duty manager must be rung${silent}`;
}
