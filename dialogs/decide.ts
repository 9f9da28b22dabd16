// The one decision: what somebody asks, against what has happened and what is so now. Total; never throws; the only way to a fact.
import type { Activation } from '../ledger/activation.ts';
import { adopt } from './adopt.ts';
import { announceDrill } from './announce.ts';
import { approve, deny, disown } from './approve.ts';
import { change } from './changes.ts';
import { judgeClock, waitsForClock } from './clock.ts';
import { handBack, lapse, overdue, supersede } from './close.ts';
import type { Command, CommandAbout } from './command.ts';
import type { OwnCommand } from './own-command.ts';
import { confirmVote, doubtVote, excuseVote } from './confirm-vote.ts';
import { correct } from './correct.ts';
import { inHand, release, takeBack } from './custody.ts';
import type { Asked, Circumstances, Decision, State } from './decision.ts';
import { changeDomain } from './domain.ts';
import { remind } from './drill-clock.ts';
import { declare, nameOperator, signInSeen } from './declare.ts';
import { approveExtension, askExtension, denyExtension, lapseExtension } from './extend.ts';
import { rotateBoth, takeFallback } from './fallback.ts';
import { followUpDone } from './follow-up.ts';
import { acceptHandover, confirmHandover, offerHandover } from './handover.ts';
import { confirmRoster, rejectRoster } from './hold.ts';
import { join, offerTakeover } from './join.ts';
import { checkSeen } from './look.ts';
import { judge, lapseRatification } from './ratify.ts';
import { redact } from './redact.ts';
import { endPage, startPage } from './page.ts';
import { escalate, sayNoAnswer, saySeen } from './reach.ts';
import { request, withdraw } from './request.ts';
import { countersign, refuseReview, review } from './review.ts';
import { revoke } from './revoke.ts';
import { escalateTasks, remindTasks } from './remind.ts';
import { failTest, openTest } from './test-sign-in.ts';
import { confirmTask, doTask, reopenTask } from './rotate.ts';
import { failStep, finishStep, note, skipStep, witnessStep } from './walk.ts';
import { warn } from './warn.ts';

/** Decides a person's command. A record of a later release closes its activation (or everything) for writing. */
export function decide(state: State, command: Command, circumstances: Circumstances): Decision {
  const { actor } = circumstances;
  if (actor.kind !== 'person') return { kind: 'refused', activation: null, reason: 'not-your-role' };
  const { person, account } = actor;
  if (state.tenant.unknown !== null) return { kind: 'refused', activation: null, reason: 'ledger-ahead' };
  if (command.verb === 'request') return request({ tenant: state.tenant, command, person, account, circumstances });
  if (command.verb === 'confirm-roster') return confirmRoster({ tenant: state.tenant, command, person, circumstances });
  if (command.verb === 'reject-roster') return rejectRoster({ tenant: state.tenant, command, person, circumstances });
  if (command.verb === 'announce-drill') return announceDrill({ tenant: state.tenant, command, person, circumstances });
  if (command.verb === 'declare') return declare({ tenant: state.tenant, command, person, account, circumstances });
  if (state.activation === null) return { kind: 'refused', activation: null, reason: 'activation-unknown' };
  if (state.activation.unknown !== null) return { kind: 'refused', activation: state.activation.id, reason: 'ledger-ahead' };
  return decideFor(state.activation, command, { tenant: state.tenant, person, account, circumstances });
}

function decideFor(
  activation: Activation,
  command: CommandAbout,
  rest: Pick<Asked<'note'>, 'tenant' | 'person' | 'account' | 'circumstances'>,
): Decision {
  switch (command.verb) {
    case 'approve':
      return approve({ activation, command, ...rest });
    case 'deny':
      return deny({ activation, command, ...rest });
    case 'withdraw':
      return withdraw({ activation, command, ...rest });
    case 'disown':
      return disown({ activation, command, ...rest });
    case 'release':
      return release({ activation, command, ...rest });
    case 'in-hand':
      return inHand({ activation, command, ...rest });
    case 'take-fallback':
      return takeFallback({ activation, command, ...rest });
    case 'rotate-both':
      return rotateBoth({ activation, command, ...rest });
    case 'finish-step':
      return finishStep({ activation, command, ...rest });
    case 'fail-step':
      return failStep({ activation, command, ...rest });
    case 'skip-step':
      return skipStep({ activation, command, ...rest });
    case 'witness-step':
      return witnessStep({ activation, command, ...rest });
    case 'note':
      return note({ activation, command, ...rest });
    case 'change':
      return change({ activation, command, ...rest });
    case 'hand-back':
      return handBack({ activation, command, ...rest });
    case 'revoke':
      return revoke({ activation, command, ...rest });
    case 'ask-extension':
      return askExtension({ activation, command, ...rest });
    case 'approve-extension':
      return approveExtension({ activation, command, ...rest });
    case 'deny-extension':
      return denyExtension({ activation, command, ...rest });
    case 'offer-handover':
      return offerHandover({ activation, command, ...rest });
    case 'accept-handover':
      return acceptHandover({ activation, command, ...rest });
    case 'confirm-handover':
      return confirmHandover({ activation, command, ...rest });
    case 'join':
      return join({ activation, command, ...rest });
    case 'offer-takeover':
      return offerTakeover({ activation, command, ...rest });
    case 'return':
      return takeBack({ activation, command, ...rest });
    case 'do-task':
      return doTask({ activation, command, ...rest });
    case 'open-test':
      return openTest({ activation, command, ...rest });
    case 'fail-test':
      return failTest({ activation, command, ...rest });
    case 'confirm-task':
      return confirmTask({ activation, command, ...rest });
    case 'reopen-task':
      return reopenTask({ activation, command, ...rest });
    case 'review':
      return review({ activation, command, ...rest });
    case 'countersign':
      return countersign({ activation, command, ...rest });
    case 'refuse-review':
      return refuseReview({ activation, command, ...rest });
    case 'follow-up-done':
      return followUpDone({ activation, command, ...rest });
    case 'confirm-vote':
      return confirmVote({ activation, command, ...rest });
    case 'doubt-vote':
      return doubtVote({ activation, command, ...rest });
    case 'excuse-vote':
      return excuseVote({ activation, command, ...rest });
    case 'name-operator':
      return nameOperator({ activation, command, ...rest });
    case 'ratify':
      return judge({ activation, command, ...rest });
    case 'reject':
      return judge({ activation, command, ...rest });
    case 'correct':
      return correct({ activation, command, ...rest });
    case 'redact':
      return redact({ activation, command, ...rest });
    case 'change-domain':
      return changeDomain({ activation, command, ...rest });
    case 'say-seen':
      return saySeen({ activation, command, ...rest });
    case 'say-no-answer':
      return sayNoAnswer({ activation, command, ...rest });
  }
}

/** Decides what the clock and the product do by themselves. */
export function decideOwn(state: State, command: OwnCommand, circumstances: Circumstances): Decision {
  const { tenant, activation } = state;
  const closed = tenant.unknown !== null || (activation !== null && activation.unknown !== null);
  return closed || waitsForClock(command, tenant) ? { kind: 'already', activation: null } : own(state, command, circumstances);
}

function own(state: State, command: OwnCommand, circumstances: Circumstances): Decision {
  const { tenant, activation } = state;
  switch (command.verb) {
    case 'open':
      return tenant.opened ? { kind: 'already', activation: null } : { kind: 'happened', activation: null, facts: [opened(command)] };
    case 'adopt':
      return adopt(state, command, circumstances);
    case 'remind-drill':
      return remind(tenant, command.account, circumstances);
    case 'lapse':
      return activation ? lapse(activation, circumstances) : { kind: 'already', activation: null };
    case 'overdue':
      return activation ? overdue(activation, circumstances) : { kind: 'already', activation: null };
    case 'supersede':
      return activation ? supersede(activation, tenant, circumstances) : { kind: 'already', activation: null };
    case 'warn':
      return activation ? warn(activation, circumstances) : { kind: 'already', activation: null };
    case 'lapse-extension':
      return activation ? lapseExtension(activation, circumstances) : { kind: 'already', activation: null };
    case 'lapse-ratification':
      return activation ? lapseRatification(activation, circumstances) : { kind: 'already', activation: null };
    case 'remind-tasks':
      return activation ? remindTasks(activation, circumstances) : { kind: 'already', activation: null };
    case 'escalate-tasks':
      return activation ? escalateTasks(activation, circumstances) : { kind: 'already', activation: null };
    case 'sign-in-seen':
      return signInSeen(state, command, circumstances);
    case 'check-seen':
      return activation ? checkSeen(activation, command, circumstances) : { kind: 'already', activation: null };
    case 'escalate':
      return activation ? escalate(activation, tenant, circumstances) : { kind: 'already', activation: null };
    case 'start-page':
      return activation ? startPage(activation, command, circumstances) : { kind: 'already', activation: null };
    case 'end-page':
      return activation ? endPage(activation, command) : { kind: 'already', activation: null };
    case 'clock-doubted':
    case 'clock-trusted':
      return judgeClock(tenant, command, circumstances);
  }
}

function opened({ mode, tenant, origin, key }: Extract<OwnCommand, { verb: 'open' }>) {
  return { type: 'LedgerOpened' as const, mode, tenant, origin, key };
}
