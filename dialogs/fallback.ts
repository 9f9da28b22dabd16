// The second account of a request: the operator takes it when the first one does not work; and the order of two people that both are
// compromised, so that nothing of the second one waits for the first one any more.
import { accountOfTask } from '../ledger/fallback.ts';
import type { Activation, TaskState } from '../ledger/activation.ts';
import { operatorNow, operators } from '../ledger/course.ts';
import type { AccountId } from '../ledger/ids.ts';
import type { Standing, Tenant } from '../ledger/tenant.ts';
import { isPast } from './clock.ts';
import { type Asked, type Decision, already, by, happened, refused } from './decision.ts';
import { excludedFrom, quorum } from './quorum.ts';
import { voteFrom } from './tenure.ts';

/** Whether an activation holds this account, as the first one or as its fallback. */
export function holds({ account, fallback }: Pick<Standing, 'account' | 'fallback'>, wanted: string): boolean {
  return account === wanted || fallback?.account === wanted;
}

/** Whether an activation may use this account: the first one, and the fallback account once it is taken. */
export function uses({ account, fallback }: Pick<Standing, 'account' | 'fallback'>, wanted: string): boolean {
  return account === wanted || (fallback?.account === wanted && fallback.taken !== null);
}

/** “The first account does not work”: from now on the fallback account is the one that is used, and only its parts are handed out. */
export function takeFallback({ tenant, activation, command, person, circumstances }: Asked<'take-fallback'>): Decision {
  const { request, fallback } = activation;
  if (by(fallback.taken, person) && fallback.taken?.why === command.fault.hash) return already(activation);
  if (person.id !== operatorNow(activation)) return refused(activation, 'not-operator');
  if (activation.phase !== 'approved' && activation.phase !== 'in use') return refused(activation, 'wrong-phase');
  if (request.fallback === undefined) return refused(activation, 'no-fallback');
  if (fallback.taken !== null) return refused(activation, 'fallback-taken');
  if (activation.course.revoked !== null) return refused(activation, 'revoked');
  const approved = activation.phase === 'approved';
  if (approved && isPast(activation.grant.collectBy, circumstances, tenant)) return refused(activation, 'collection-over');
  if (!approved && isPast(activation.use.end, circumstances, tenant)) return refused(activation, 'use-over');
  if (isUsedElsewhere(activation, request.fallback.account, tenant)) return refused(activation, 'fallback-busy');
  return happened(activation, { type: 'FallbackTaken', why: command.fault.hash });
}

/** Somebody went in with it without quorum while this request held it; a drill stands in the way of a drill only. */
function isUsedElsewhere({ id, request }: Activation, account: AccountId, { standings }: Tenant): boolean {
  const others = [...standings.values()].filter((one) => one.id !== id && one.state === 'open' && uses(one, account));
  return others.some(({ kind }) => kind === 'real' || request.kind === 'drill');
}

/** The tasks that wait until the test sign-in of the other account has worked. */
export function waitingTasks(activation: Activation): readonly TaskState[] {
  return 'tasks' in activation ? activation.tasks.filter(({ after }) => after !== null) : [];
}

/** The account whose test sign-in a task waits for; null: it waits for none. */
export function waitsFor({ request }: Activation, { after }: Pick<TaskState, 'after'>): AccountId | null {
  return after === null ? null : accountOfTask(request, after.task);
}

/** “Both accounts are compromised”: with the second person nothing waits any more. People who could approve the request can say it. */
export function rotateBoth(asked: Asked<'rotate-both'>): Decision {
  const { tenant, activation, command, person, account, circumstances } = asked;
  const { now, roster } = circumstances;
  const before = [...activation.fallback.said.values()];
  const mine = before.find((one) => by(one, person));
  if (mine?.why === command.cause.hash) return already(activation);
  if (!person.roles.includes('approver')) return refused(activation, 'not-your-role');
  if (voteFrom(tenant, account) > now) return refused(activation, 'approver-too-new');
  if (operators(activation).includes(person.id) && person.id !== activation.requester) return refused(activation, 'operator-votes');
  if (excludedFrom(activation, roster).has(person.id)) return refused(activation, 'requester-votes');
  if (activation.phase !== 'handed back') return refused(activation, 'wrong-phase');
  if (waitingTasks(activation).length === 0) return refused(activation, 'nothing-waits');
  if (mine !== undefined) return refused(activation, 'said-already');
  const accounts = [...new Set([account, ...person.accounts])];
  const counted = before.filter((one) => voteFrom(tenant, one.account) <= now);
  const { votes, reached } = quorum(activation, [...counted, { person: person.id, account, accounts }], roster);
  const freed = reached ? [{ type: 'RotationFreed' as const, people: [...votes.keys()] }] : [];
  return happened(activation, { type: 'CompromiseSaid', accounts, why: command.cause.hash }, ...freed);
}
