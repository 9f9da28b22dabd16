// A line for every fact there is, as a night would leave them; the typed texts are the facts' own names for themselves.
import { REFUSALS } from '../../dialogs/refusal.ts';
import { ActivationId, AnnouncementId, Digest, PartId, type PersonId } from '../../ledger/ids.ts';
import type { Fact } from '../../ledger/fact.ts';
import type { PolicyChange } from '../../ledger/fact-policy.ts';
import type { Declared } from '../../ledger/fact-declared.ts';
import type { By, Unknown } from '../../ledger/record.ts';
import type { Line } from '../../ledger/timeline.ts';
import { aaron, bea, carl, type Night, night, rita, SECOND, sha, START } from './sample.ts';

const id = ActivationId.parse('BG-2026-0001');
const announcement = AnnouncementId.parse('LD-2026-0001');
const part = PartId.parse('key-1/key');

/** The words behind the hashes of these lines. */
export const TEXTS: ReadonlyMap<Digest, string> = new Map(
  ['why', 'ticket', 'seal', 'evidence', 'was', 'is', 'back', 'note', 'found', 'owed', 'what', 'more'].map((text) => [sha(text), text]),
);

export function byPerson(person: PersonId): By {
  const { accounts, roles } = rita;
  return {
    actor: 'person',
    person,
    account: accounts[0]!,
    roles: [...roles],
    assurance: 'channel',
    roster: { digest: sha('roster'), age: 0 },
  };
}

const CLOCK: By = { actor: 'clock' };
const requested = { ...night('requested').open.request, type: 'Requested' as const, operator: rita.id };

const declared: Declared = {
  type: 'Declared',
  domain: 'conditional-access',
  account: requested.account,
  credentials: requested.credentials,
  operator: rita.id,
  ownAccounts: rita.accounts,
  why: sha('why'),
  useMinutes: 60,
  since: START,
  end: START + 60 * 60_000,
  ratifyBy: START + 24 * 60 * 60_000,
  runbook: requested.runbook,
  postUse: requested.postUse,
  outOf: null,
};

const unchanged = { is: 'stays', gained: [], lost: [], added: [], removed: [], details: false } as const;
const CHANGE: PolicyChange = {
  people: [
    { ...unchanged, person: bea.id, gained: ['approver'] },
    { ...unchanged, person: carl.id, added: carl.accounts },
  ],
  accounts: [{ account: requested.account, is: 'custody' }],
  limits: [],
  runbooks: [],
  sections: [],
};

/** Who did what, and the sentence that people read. */
export const STORIES: readonly (readonly [By, Fact | Unknown, string])[] = [
  [
    { actor: 'product' },
    { type: 'LedgerOpened', mode: 'local', tenant: 't-1', origin: 'o', key: 'k' },
    'Glassbreak opened the ledger for the tenant t-1 (local mode)',
  ],
  [{ actor: 'product' }, { type: 'PolicyAdopted', digest: sha('a'), was: null }, 'A configuration came into force, digest ca978112'],
  [
    { actor: 'product' },
    { type: 'PolicyAdopted', digest: sha('a'), was: sha('b') },
    'A changed configuration came into force, digest ca978112',
  ],
  [
    { actor: 'product' },
    { type: 'PolicyChanged', digest: sha('a'), was: null, roster: sha('r'), change: CHANGE },
    'The first configuration came into force, digest ca978112: 2 people, 1 emergency account',
  ],
  [
    { actor: 'product' },
    { type: 'PolicyChanged', digest: sha('a'), was: null, roster: sha('r'), change: { ...CHANGE, accounts: [] } },
    'The first configuration came into force, digest ca978112: 2 people, 0 emergency accounts',
  ],
  [
    { actor: 'product' },
    { type: 'PolicyChanged', digest: sha('a'), was: sha('b'), roster: sha('r'), change: CHANGE },
    'A changed configuration came into force, digest ca978112: Bea Approver became approver; Carl Custodian has a new account; bg-admin-01 has other parts, custodians or places',
  ],
  [
    { actor: 'product' },
    { type: 'RosterHeld', digest: sha('a'), roster: sha('r'), why: { roles: ['approver'], fewApprovers: false }, change: CHANGE },
    'A changed configuration is held, digest ca978112, because it would take away more than a third of the approvers: Bea Approver became approver; Carl Custodian has a new account; bg-admin-01 has other parts, custodians or places',
  ],
  [byPerson(aaron.id), { type: 'RosterConfirmed', digest: sha('a') }, 'Aaron Approver confirmed the held configuration ca978112'],
  [byPerson(aaron.id), { type: 'RosterRejected', digest: sha('a') }, 'Aaron Approver rejected the held configuration ca978112'],
  [{ actor: 'product' }, { type: 'RosterPutBack' }, 'The configuration file is again what is in force: nothing is held any more'],
  [
    byPerson(rita.id),
    { ...requested, why: sha('why') },
    'Rita Requester asked for bg-admin-01, operator Rita Requester, 60 min, decide before 02:32: “why”',
  ],
  [
    byPerson(rita.id),
    { ...requested, why: sha('why'), fallback: { account: SECOND.id, credentials: requested.credentials } },
    'Rita Requester asked for bg-admin-01 with the fallback account bg-admin-02, operator Rita Requester, 60 min, decide before 02:32: “why”',
  ],
  [
    byPerson(rita.id),
    { ...requested, kind: 'drill', why: sha('why'), ticket: sha('ticket'), over: id },
    'Rita Requester asked for bg-admin-01 as a dry drill, operator Rita Requester, 60 min, decide before 02:32: “why”, ticket “ticket”, filed over the denial of BG-2026-0001',
  ],
  [
    byPerson(rita.id),
    { ...requested, kind: 'drill', why: sha('why'), live: { announcement, action: sha('found') } },
    'Rita Requester asked for bg-admin-01 as the live drill LD-2026-0001, operator Rita Requester, 60 min, decide before 02:32: “why”',
  ],
  [
    byPerson(rita.id),
    { type: 'DrillAnnounced', id: announcement, account: requested.account, operator: aaron.id, action: sha('found'), at: START },
    'Rita Requester announced the live drill LD-2026-0001: Aaron Approver signs in once with bg-admin-01 from 02:02 and does this: “found”',
  ],
  [
    CLOCK,
    { type: 'DrillDue', account: requested.account, due: START },
    'Managers and watch were reminded: bg-admin-01 needs a live drill before 02:02',
  ],
  [
    byPerson(rita.id),
    { type: 'LiveDrillPassed', account: requested.account, signedIn: START },
    'bg-admin-01 proved itself in this live drill at 02:02: its clock starts again',
  ],
  [
    byPerson(rita.id),
    { type: 'Refused', command: 'approve', reason: 'requester-votes' },
    `Rita Requester was refused: approve. ${REFUSALS['requester-votes']}`,
  ],
  [
    byPerson(rita.id),
    { type: 'Refused', command: 'bless', reason: 'part-not-out' },
    `Rita Requester was refused: bless. ${REFUSALS['part-not-out']}`,
  ],
  [byPerson(aaron.id), { type: 'NumberMissed', attempt: 2 }, 'Aaron Approver entered a wrong number'],
  [byPerson(aaron.id), { type: 'VoteCast', request: sha('r'), accounts: [...aaron.accounts] }, 'Aaron Approver approved (number matched)'],
  [byPerson(aaron.id), { type: 'VoteVoided' }, 'Aaron Approver said “that was not me”: the vote no longer counts'],
  [byPerson(aaron.id), { type: 'VoteDisowned' }, 'Aaron Approver said “that was not me” after the approval: everybody was alarmed'],
  [
    byPerson(bea.id),
    { type: 'QuorumReached', voters: [aaron.id, bea.id, carl.id], accounts: [], collectBy: START, absoluteEnd: START + 60_000 },
    'Approved by Aaron Approver, Bea Approver and Carl Custodian: collect before 02:02, absolute end 02:03',
  ],
  [byPerson(aaron.id), { type: 'Denied', request: sha('r'), why: sha('why') }, 'Aaron Approver denied the request: “why”'],
  [byPerson(rita.id), { type: 'Withdrawn', why: null }, 'Rita Requester withdrew the request'],
  [byPerson(rita.id), { type: 'Withdrawn', why: sha('gone') }, 'Rita Requester withdrew the request: [taken out later]'],
  [CLOCK, { type: 'Lapsed', deadline: 'decision', due: START }, 'The request lapsed: no two approvals before 02:02'],
  [CLOCK, { type: 'Lapsed', deadline: 'collection', due: START }, 'The request lapsed: nothing was collected before 02:02'],
  [CLOCK, { type: 'DrillSuperseded', by: id }, 'The drill ended: BG-2026-0001 needs the account for real'],
  [
    byPerson(carl.id),
    { type: 'CredentialReleased', part, to: rita.id, seal: sha('seal') },
    'Carl Custodian released key-1/key to Rita Requester, seal “seal”',
  ],
  [byPerson(rita.id), { type: 'CredentialInHand', end: START }, 'Rita Requester has the credential in hand: use until 02:02'],
  [
    byPerson(rita.id),
    { type: 'StepFinished', step: 'find-policy', choice: null, evidence: sha('evidence') },
    'Rita Requester finished “Find the policy that blocks”: “evidence”',
  ],
  [
    byPerson(rita.id),
    { type: 'StepFinished', step: 'which', choice: 'exclude', evidence: null },
    'Rita Requester finished “Decide what to do with the policy”, answer “Exclude both emergency accounts”',
  ],
  [
    byPerson(rita.id),
    { type: 'StepFinished', step: 'gone', choice: 'lost', evidence: null },
    'Rita Requester finished “gone”, answer “lost”',
  ],
  [
    byPerson(rita.id),
    { type: 'StepFinished', step: 'which', choice: 'lost', evidence: null },
    'Rita Requester finished “Decide what to do with the policy”, answer “lost”',
  ],
  [
    byPerson(rita.id),
    { type: 'StepFailed', step: 'say-so', why: sha('why') },
    'Rita Requester reported that “Say in the room what you found” did not work: “why”',
  ],
  [
    byPerson(rita.id),
    { type: 'StepSkipped', step: 'say-so', why: sha('why') },
    'Rita Requester skipped “Say in the room what you found”: “why”',
  ],
  [
    byPerson(aaron.id),
    { type: 'StepWitnessed', step: 'sign-in-works' },
    'Aaron Approver confirmed “Check that administrators can sign in” as witness',
  ],
  [byPerson(carl.id), { type: 'NoteTaken', text: sha('note') }, 'Carl Custodian noted: “note”'],
  [
    byPerson(rita.id),
    { type: 'ChangeLogged', was: sha('was'), is: sha('is'), back: sha('back') },
    'Rita Requester logged a change: was “was”, is “is”, to put back: “back”',
  ],
  [CLOCK, { type: 'BecameOverdue', end: START }, 'The use became overdue: its end was 02:02'],
  [byPerson(rita.id), { type: 'HandedBack', tasks: [{ task: 'sessions', due: START }] }, 'Rita Requester handed back; tasks to do: 1'],
  [CLOCK, { type: 'HandedBack', tasks: [] }, 'The clock ended it while parts were out: they must come back; tasks to do: 0'],
  [
    byPerson(aaron.id),
    { type: 'Revoked', why: sha('why'), ends: true },
    'Aaron Approver revoked the approval before anything was handed out: “why”',
  ],
  [
    byPerson(aaron.id),
    { type: 'Revoked', why: sha('why'), ends: false },
    'Aaron Approver revoked it, to be stopped and handed back: “why”',
  ],
  [
    byPerson(rita.id),
    { type: 'ExtensionAsked', minutes: 30, end: START + 60_000, decideBy: START, why: sha('more') },
    'Rita Requester asked for 30 min more, until 02:03, decide before 02:02: “more”',
  ],
  [byPerson(aaron.id), { type: 'ExtensionApproved', ask: 1, accounts: [...aaron.accounts] }, 'Aaron Approver approved more time'],
  [byPerson(bea.id), { type: 'ExtensionDenied', ask: 1, why: sha('why') }, 'Bea Approver denied more time: “why”'],
  [CLOCK, { type: 'ExtensionLapsed', ask: 1, due: START }, 'No more time was given: fewer than two approvals before 02:02'],
  [
    byPerson(bea.id),
    { type: 'UseExtended', ask: 1, voters: [aaron.id, bea.id], accounts: [], end: START, absoluteEnd: START + 60_000 },
    'More time approved by Aaron Approver and Bea Approver: use until 02:02, absolute end 02:03',
  ],
  [byPerson(bea.id), { type: 'Joined' }, 'Bea Approver joined to help'],
  [byPerson(bea.id), { type: 'TakeoverOffered' }, 'Bea Approver can take over as operator'],
  [byPerson(rita.id), { type: 'HandoverOffered', to: bea.id, accounts: [] }, 'Rita Requester asked Bea Approver to take over as operator'],
  [byPerson(bea.id), { type: 'HandoverAccepted', offer: 1 }, 'Bea Approver accepted to take over as operator'],
  [byPerson(aaron.id), { type: 'OperatorChanged', offer: 1, to: bea.id }, 'Aaron Approver confirmed the new operator: Bea Approver'],
  [CLOCK, { type: 'EndWarned', minutes: 10, end: START }, 'Less than 10 min were left until the end at 02:02'],
  [
    byPerson(carl.id),
    { type: 'CredentialReturned', part, seal: sha('seal') },
    'Carl Custodian took key-1/key back under the new seal “seal”',
  ],
  [
    byPerson(rita.id),
    { type: 'TaskDone', task: 'sessions', evidence: sha('evidence') },
    'Rita Requester did “Revoke all sessions of the account”: “evidence”',
  ],
  [
    byPerson(bea.id),
    { type: 'TaskConfirmed', task: 'policy-mended' },
    'Bea Approver looked and confirmed “Mend the policy and put it back”',
  ],
  [byPerson(bea.id), { type: 'TaskReopened', task: 'gone', why: sha('why') }, 'Bea Approver opened “gone” again: “why”'],
  [
    byPerson(rita.id),
    { type: 'Reviewed', class: 'misuse', found: sha('found'), owed: sha('owed') },
    'Rita Requester signed the review as misuse: “found”, still owed: “owed”',
  ],
  [byPerson(rita.id), { type: 'Reviewed', class: 'drill', found: sha('found') }, 'Rita Requester signed the review as a drill: “found”'],
  [
    byPerson(rita.id),
    { type: 'Reviewed', class: 'real', found: sha('found'), ticket: sha('ticket'), reporting: 'none' },
    'Rita Requester signed the review as a real emergency: “found”, ticket “ticket”; no legal duty to report runs',
  ],
  [
    byPerson(rita.id),
    { type: 'Reviewed', class: 'real', found: sha('found'), reporting: 'runs' },
    'Rita Requester signed the review as a real emergency: “found”; a legal duty to report RUNS',
  ],
  [
    byPerson(rita.id),
    { type: 'FollowUpAssigned', number: 1, what: sha('what'), owner: bea.id, due: '2026-12-04' },
    'Follow-up 1 for Bea Approver until Fri, 04 Dec 2026: “what”',
  ],
  [
    byPerson(bea.id),
    { type: 'FollowUpDone', number: 1, evidence: sha('evidence') },
    'Bea Approver said that follow-up 1 is done: “evidence”',
  ],
  [
    byPerson(aaron.id),
    { type: 'VoteConfirmed', voter: aaron.id },
    'Aaron Approver confirmed once more: the vote of Aaron Approver was theirs and right',
  ],
  [
    byPerson(bea.id),
    { type: 'VoteDoubted', voter: bea.id, why: sha('why') },
    'Bea Approver does NOT confirm the vote of Bea Approver: “why”',
  ],
  [
    byPerson(rita.id),
    { type: 'VoteUnanswered', voter: bea.id, why: sha('why') },
    'Rita Requester wrote down why Bea Approver did not answer about the vote: “why”',
  ],
  [
    byPerson(rita.id),
    { type: 'ReviewRefused', why: sha('why') },
    'Rita Requester refused to countersign the review, which is to be done anew: “why”',
  ],
  [byPerson(rita.id), { type: 'TaskAdded', task: 'change-7', due: START }, 'One more task is owed before 02:02: “change-7”'],
  [
    byPerson(rita.id),
    { type: 'ChangeSettled', task: 'change-7', ended: 'back', evidence: sha('evidence') },
    'Rita Requester said of “change-7”: put back, “evidence”',
  ],
  [
    byPerson(rita.id),
    { type: 'ChangeSettled', task: 'change-7', ended: 'kept', evidence: sha('evidence') },
    'Rita Requester said of “change-7”: kept, “evidence”',
  ],
  [
    CLOCK,
    { type: 'TasksReminded', tasks: ['sessions', 'gone'] },
    'Those who owe it were reminded of what is overdue: “Revoke all sessions of the account”, “gone”',
  ],
  [CLOCK, { type: 'TasksEscalated', tasks: ['gone'] }, 'The managers were told of what is still overdue: “gone”'],
  [
    CLOCK,
    { type: 'ClockDoubted', source: 'teams', seconds: -400 },
    'The clock came into doubt, by the times that Teams puts on messages: 6 minutes behind. No deadline is decided until it agrees again',
  ],
  [
    CLOCK,
    { type: 'ClockDoubted', source: 'machine', seconds: 7_260 },
    'The clock came into doubt, because it jumped: 121 minutes ahead. No deadline is decided until it agrees again',
  ],
  [CLOCK, { type: 'ClockTrusted' }, 'The clock agrees again: deadlines are decided by it from here on'],
  [
    byPerson(carl.id),
    { type: 'TestSignInOpened', task: 'sessions', witness: bea.id, end: START },
    'Carl Custodian opened the window for “Revoke all sessions of the account”: one sign-in before 02:02, Bea Approver looks on',
  ],
  [
    byPerson(carl.id),
    { type: 'TestSignInFailed', task: 'gone', evidence: sha('evidence') },
    'Carl Custodian said that “gone” did not work: “evidence”',
  ],
  [
    byPerson(bea.id),
    { type: 'TestFailureConfirmed', task: 'gone' },
    'Bea Approver looked on and confirmed that “gone” did not work: it is open again',
  ],
  [
    byPerson(rita.id),
    { type: 'FallbackTaken', why: sha('why') },
    'Rita Requester took the fallback account, because the first one does not work: “why”',
  ],
  [
    byPerson(aaron.id),
    { type: 'CompromiseSaid', accounts: [...aaron.accounts], why: sha('why') },
    'Aaron Approver said that both accounts are compromised: “why”',
  ],
  [
    byPerson(bea.id),
    { type: 'RotationFreed', people: [aaron.id, bea.id] },
    'Aaron Approver and Bea Approver ordered that both accounts are worked on at once: nothing waits for the test sign-in of the first one any more',
  ],
  [byPerson(rita.id), { type: 'Countersigned' }, 'Rita Requester countersigned the review'],
  [byPerson(rita.id), { type: 'Closed' }, 'The activation was closed'],
  [byPerson(aaron.id), { type: 'Seen' }, 'Aaron Approver has seen this and is looking'],
  [byPerson(rita.id), { type: 'RangNoAnswer', person: bea.id }, 'Rita Requester rang Bea Approver: no answer'],
  [
    CLOCK,
    { type: 'EscalationStarted', to: 'duty-manager', notReached: [aaron.id, bea.id], key: 'k' },
    'No two approvals yet: the duty manager must be rung, not reached: Aaron Approver and Bea Approver',
  ],
  [
    CLOCK,
    { type: 'EscalationStarted', to: 'duty-manager', notReached: [], key: 'k' },
    'No two approvals yet: the duty manager must be rung',
  ],
  [
    CLOCK,
    { type: 'PageStarted', key: 'k', reason: 'filed', attempt: 1, lease: START },
    'The clock began to page, because approvals are wanted (try 1)',
  ],
  [{ actor: 'product' }, { type: 'PageEnded', key: 'k', attempt: 2, outcome: 'timed-out' }, 'The page got no answer in time (try 2)'],
  [
    byPerson(rita.id),
    {
      type: 'DomainChanged',
      before: 'conditional-access',
      domain: 'suspected-attack',
      runbook: { id: 'suspected-attack', digest: sha('attack') },
      useMinutes: 30,
      end: START,
      why: sha('why'),
    },
    'Rita Requester changed what is broken from “Conditional Access lock-out” to “Suspected attack”, runbook suspected-attack, use until 02:02: “why”',
  ],
  [
    byPerson(rita.id),
    { type: 'TextRedacted', record: 3, hash: sha('gone'), why: sha('why') },
    'Rita Requester took a text of record 3 out: “why”',
  ],
  [
    byPerson(rita.id),
    { type: 'Corrected', record: 3, field: 'back', text: sha('back'), why: sha('why') },
    'Rita Requester corrected how to put it back of record 3: “back”, because “why”',
  ],
  [
    byPerson(rita.id),
    { ...declared, why: sha('why') },
    'Rita Requester declared bg-admin-01 without quorum: in use since 02:02, operator Rita Requester, announced for 60 min, to be ratified or rejected before 02:02: “why”',
  ],
  [
    { actor: 'product' },
    { ...declared, operator: null, outOf: id, why: sha('why') },
    'Glassbreak saw a sign-in of bg-admin-01 that nothing covers: in use since 02:02, operator nobody knows who, announced for 60 min, out of BG-2026-0001, to be ratified or rejected before 02:02: “why”',
  ],
  [CLOCK, { type: 'RequestOvertaken', by: id }, 'The request ended: BG-2026-0001 opened the account without quorum'],
  [
    byPerson(carl.id),
    { type: 'OperatorNamed', operator: rita.id, accounts: [] },
    'Carl Custodian said who used the account: Rita Requester',
  ],
  [
    byPerson(carl.id),
    { type: 'ReleasedUnapproved', part, to: rita.id, seal: sha('seal') },
    'Carl Custodian wrote down that key-1/key went out to Rita Requester although nobody approved it, seal “seal”',
  ],
  [
    byPerson(aaron.id),
    { type: 'RatificationCast', stand: 'ratified', declaration: sha('r'), accounts: [...aaron.accounts], why: sha('why') },
    'Aaron Approver said that the use without quorum is to be ratified: “why”',
  ],
  [
    byPerson(bea.id),
    { type: 'Ratified', judges: [aaron.id, bea.id] },
    'Ratified afterwards by Aaron Approver and Bea Approver; it stays a use that nobody approved',
  ],
  [
    byPerson(bea.id),
    { type: 'Rejected', judges: [aaron.id, bea.id] },
    'Rejected by Aaron Approver and Bea Approver: the review looks at it as suspected misuse',
  ],
  [CLOCK, { type: 'RatificationLapsed', due: START }, 'Nobody ratified the use before 02:02: the review reads that'],
  [{ actor: 'product' }, { type: 'SignInSeen', when: START, detail: sha('note') }, 'A sign-in of the account was seen, at 02:02: “note”'],
  [
    { actor: 'product' },
    { type: 'CheckSeen', step: 'look-around', look: 'policies-unchanged', as: 'wrong', when: START, detail: sha('note') },
    'Glassbreak looked at “Look for other policies of the same change”, 02:02: SEEN WRONG: “note”',
  ],
  [
    { actor: 'product' },
    { type: 'CheckSeen', step: 'gone', look: 'policies-unchanged', as: 'right', when: START, detail: sha('note') },
    'Glassbreak looked at “gone”, 02:02: seen right: “note”',
  ],
  [
    byPerson(rita.id),
    { type: 'SkippedSeenWrong', step: 'look-around' },
    '“Look for other policies of the same change” was left out ALTHOUGH IT WAS SEEN WRONG',
  ],
  [
    byPerson(rita.id),
    { type: 'StepFinished', step: 'look-around', choice: 'none', evidence: null },
    'Rita Requester claimed as done, not yet seen: “Look for other policies of the same change”, answer “There are none”',
  ],
  [
    byPerson(rita.id),
    { type: 'Unknown', named: 'Blessed' },
    'A newer release of Glassbreak wrote “Blessed”, which this release cannot read',
  ],
];

export const LINES: readonly Line[] = STORIES.map(([by, fact], at) => ({ seq: at + 1, at: START + at * 60_000, activation: id, by, fact }));

/** A night whose reader finds the words of these lines. */
export function telling(one: Night): Night {
  for (const [hash, text] of TEXTS) one.texts.set(hash, text);
  return one;
}
