// The sentence that people read for each reason to say no: what is so, and what to do next.
import type { Reason } from '../ledger/fact.ts';

export const REFUSALS: Readonly<Record<Reason, string>> = {
  'account-busy': 'This account is already asked for or in use. Look at the activation that holds it and join the people there.',
  'account-unknown': 'This emergency account is not in the configuration. Choose one of those listed.',
  'activation-unknown': 'There is no such activation. Type “status” to see those that are open.',
  'already-judged': 'You have already judged this use so. If there is more to say, add a note.',
  'announced-otherwise': 'This is not what was announced. A live drill is filed with the account and the operator of its announcement.',
  'announced-when': 'A live drill is announced at least 24 hours and at most 90 days before it begins. Choose another time.',
  'announcement-unknown': 'There is no such announcement. Type “drills” to see the live drills that are announced.',
  'announcement-used': 'A drill was already filed on this announcement. Announce another one.',
  'another-admin-can':
    'You say that another administrator can still sign in. Then no emergency account is needed: ask that person to undo the change.',
  'approver-too-new':
    'You became an approver less than 24 hours ago, or act with an account that did. A new approver votes after 24 hours; until then others must decide.',
  'choice-unknown': 'This asks for one of its choices. Choose one and press the button again.',
  'collection-over': 'The time to collect the credential is over. Nothing more may be released; file a new request.',
  'day-not-allowed': 'A follow-up needs a day from today on, at most two years ahead. Choose another one.',
  'domain-now': 'This is what is on record already. Choose another case, or leave it as it is.',
  'domain-old': 'Somebody else has said what is broken since your card was drawn. Read the card as it is now.',
  'drill-or-real':
    'A drill stays a drill, and a real use stays real. If something is really broken, ask for the account anew: the drill makes way.',
  'evidence-missing': 'The review needs evidence for this. Write down what you saw and press the button again.',
  'evidence-wrong': 'This is not the kind of evidence that is asked for: a link starts with “https”, a number has digits only.',
  'extension-late': 'The time to decide on more time is over. If it is still needed, it can be asked for again.',
  'extension-old': 'This was decided, or asked again, since your card was drawn. Read the card as it is now.',
  'extension-open': 'More time is already asked for. Two approvers decide on it; the card shows until when.',
  'extension-too-long':
    'What is broken was changed since this was asked, and the runbook of now allows less. Deny it; less can then be asked for.',
  'fallback-busy': 'The fallback account is in use by somebody who went in without quorum. Look at what is open and join the people there.',
  'fallback-not-taken':
    'This part belongs to the fallback account, and the operator has not said that the first account does not work. Keep it sealed until your card asks for it.',
  'fallback-same': 'The fallback account must be another account than the first one. Choose another, or none.',
  'fallback-taken':
    'The operator has said that the first account does not work: the fallback account is used now. Keep the rest of the first one sealed.',
  'follow-up-settled': 'Somebody has already said how this follow-up was done. If there is more to say, add a note.',
  'follow-up-unknown': 'There is no such follow-up here. The card shows those that there are.',
  'gains-by-it': 'This change adds you, or gives you a role or an account. Others must look at it.',
  'handover-old': 'Somebody else was named since your card was drawn, or it is done already. Read the card as it is now.',
  'held-changed': 'This is not the change that waits now: it was decided, or the file has changed again. Type “policy” to see what waits.',
  involved: 'You took part in this activation. Somebody who did nothing else in it must do this.',
  'ledger-ahead': 'A newer release of Glassbreak wrote to this. This release can show it but not change it: update first.',
  'minutes-not-allowed': 'This length of use is not allowed. Choose one of those listed.',
  'no-countersigner':
    'A class other than the one asked for needs an auditor’s countersignature, and there is no other auditor. Ask for one to be named first.',
  'no-fallback': 'This request names no fallback account. A second account needs a request and two approvals of its own.',
  'no-reviewer': 'You would take part in this drill, and no other manager would be left to review it. Ask a responder to start it.',
  'no-runbook': 'There is no runbook for this. Choose “don’t know yet”.',
  'not-accepted': 'The new operator has not said yes yet. Ring them; confirm when they have accepted.',
  'not-asked': 'This person is not waited for now. The card shows who is; ring those.',
  'not-denied': 'Only a denied request can be filed again over its denial.',
  'not-judged':
    'Two people must ratify or reject this use first, or the 24 hours for that must be over. Ring the approvers; then sign the review.',
  'not-named': 'Somebody else was named as the new operator. Only that person can accept.',
  'not-on-it': 'You have no part in this activation. Tell its operator or its requester what you see; they can change it.',
  'not-opener': 'Somebody else opened this window. They say how the test went; if you test instead, wait until it is over.',
  'not-operator': 'Only the operator of this activation can do this.',
  'not-the-time':
    'A live drill can be started from the time that was announced until two hours later. At any other time any sign-in counts as real.',
  'not-witness':
    'Only the witness of this test can confirm it. Ring them. If they cannot be reached, open the task again, and it is tested once more.',
  'not-your-follow-up': 'This follow-up is somebody else’s. They say how it was done, or a manager does; you can write a note about it.',
  'not-your-line': 'Somebody else wrote this. They can correct it, or a manager can; you can write a note about it.',
  'not-your-part': 'You are not a custodian of this part. Its custodians have a card of their own.',
  'not-your-role': 'Your role on the roster does not do this. Type “help” to see what you can do.',
  'not-your-text': 'Somebody else typed this. They can take it out, or a manager or an auditor can: ask one of them now if it is a secret.',
  'not-your-vote': 'There is no vote of yours here.',
  'nothing-waits': 'No task waits for another account any more. The card shows what is left.',
  'number-old':
    'The number was typed on a card from before, so it was not taken. Enter the number that the requester reads out now on the card as it is now.',
  'on-it-already': 'You are on it already: you asked for it, operate it, or are named to take over.',
  'one-open-request': 'You have another request open. Withdraw it or see it through first.',
  'operator-known': 'It is already on record who used the account. If that is wrong, add a note that says so.',
  'operator-not-named':
    'Nobody knows yet who used the account. Whoever it was says “It was me”, or a manager names them; then it can be done.',
  'operator-now': 'This person operates the account already. Name somebody else.',
  'operator-unknown': 'The operator must be somebody on the roster with the role responder.',
  'operator-voted': 'This person approved it, so they cannot use the account. Name another responder.',
  'operator-votes': 'You would operate the account, so you cannot vote on it. Two other people must approve.',
  'own-handover': 'You asked for this account, used it, named the new operator or are the new one. Another approver must confirm.',
  'own-work': 'You did this yourself. A second person must confirm it.',
  'part-not-out': 'No such part is out, so there is nothing to give back.',
  'part-out': 'A part of the credential is already out. It must come back: hand back instead.',
  'parts-missing': 'Not all parts of a credential have been released to you yet. Meet their custodians first.',
  paused: 'Three wrong numbers. Wait two minutes, ring the requester on the number from the roster, and use the new number.',
  'person-unknown': 'This person is not on the roster. Choose one of those listed.',
  'ratification-over':
    'The 24 hours in which two people could ratify or reject this are over. The review will read that nobody ratified it.',
  'reporting-not-looked':
    'Say whether a legal duty to report runs, such as the 72 hours after personal data were exposed. If you do not know, ask whoever is responsible for data protection first.',
  'reporting-unowned': 'A duty to report runs: add a follow-up that says who reports to whom, and until when.',
  'request-changed': 'This is not the request that your card showed. Read the card as it is now, then decide.',
  'requester-votes': 'You asked for this account, so you cannot vote on it. Two other people must approve.',
  'review-old':
    'An auditor refused the review that your card showed, or another one was signed since. Read the card as it is now, then decide.',
  'review-refused': 'An auditor refused exactly this review. Answer the refusal in what you write, then sign.',
  revoked: 'This was revoked: it is no longer authorised. Do nothing more with the account. Sign out and hand back.',
  'runbook-changed':
    'What is broken was changed since your card was drawn, and this step is of the runbook before. It was not recorded as an answer.',
  'said-already': 'You have said so already. If there is more to say, add a note.',
  'seen-wrong':
    'Glassbreak looked and saw that this is not so, so nobody can say “done”. Mend it: it is looked at again every five minutes. Or leave it out with a reason.',
  'step-not-open': 'This step is not open now: somebody has just finished it, or another step comes first. Nothing of yours was lost.',
  'step-unknown': 'The runbook of this activation has no such step.',
  'task-not-claimed': 'Nobody has said yet that this task is done.',
  'task-settled': 'Somebody else has already done this task.',
  'task-unknown': 'This activation has no such task.',
  'task-waits':
    'The second account waits until the test sign-in of the first one has worked, so that one of them always works. Do the tasks of the first one now.',
  'text-gone': 'This text was taken out before. Who did it and why stands beside it.',
  'text-unknown': 'There is no such text in this activation. Open its timeline anew and choose from the list.',
  'ticket-owed': 'The ticket was put off until the review. Enter its number, or write why there is none.',
  'to-operator': 'You operate the account, so another custodian must hand you this part and take it back.',
  'too-few-approvers': 'Fewer than two other people could approve this. Ask a manager to mend the roster; ring the duty manager now.',
  'too-late': 'The time to decide is over. The request has lapsed; a new one can be filed.',
  'too-many-requests':
    'You have asked three times within an hour. Wait until the first of them is an hour old, or let another responder ask.',
  unapproved:
    'Nobody approved this use, so nobody can give it more time. Hand the account back; if it is still needed, ask two people for it.',
  'use-over': 'The time of this use is over. Nothing more may be handed out; hand back, or ask for more time first.',
  'vote-answered': 'You have already answered about this vote. If there is more to say, add a note.',
  'votes-unanswered':
    'The approvers have not all said once more whether their vote was theirs and right. Ring them; where one cannot answer, write down why. Then sign.',
  'window-closed':
    'No window for the test is open, or its 15 minutes are over. Open a window with a witness first; then sign in, and say how it went before it ends.',
  'window-old': 'A window was opened since your card was drawn. Read the card as it is now.',
  'window-open': 'A window for this test is open. The card shows who tests, who looks on and until when.',
  'witness-unfit':
    'This person cannot be the witness: it must be an approver or a custodian who is neither you nor the operator. Choose another.',
  'wrong-phase': 'This is no longer, or not yet, possible. The card shows how things stand now.',
};
