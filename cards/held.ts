// What stands in the way of a request that was not filed: by its number, so that nobody takes an open request for the one they just typed.
import type { CommandOf } from '../dialogs/command.ts';
import { holds } from '../dialogs/fallback.ts';
import type { Standing } from '../ledger/tenant.ts';
import { nameRun } from './text.ts';
import type { Viewing } from './view.ts';

type Asked = Pick<CommandOf<'request'>, 'account' | 'fallback'>;

/** The sentences for the person whose request was not filed, because `standing` holds an account that was asked for or is their own open request. Plain words. */
export function heldSentence(standing: Standing, { account: first, fallback }: Asked, viewing: Viewing): string {
  const account = fallback !== null && !holds(standing, first) ? fallback : first;
  const { actor } = viewing.circumstances;
  const own = actor.kind === 'person' && actor.person.id === standing.requester;
  const kept = 'This one was not filed; what you typed is kept below.';
  const look = `Press “Look at ${standing.id}” to go on with it.`;
  if (own && holds(standing, account)) return `Your request ${standing.id} for ${account} is already open. ${kept} ${look}`;
  if (own) return `Your request ${standing.id} for ${standing.account} is still open, and a person has one at a time. ${kept} ${look}`;
  return `${standing.id} already holds ${account}, asked for by ${nameRun(standing.requester, viewing)}. ${kept} Press “Look at ${standing.id}” and join the people there, or say that you can take over.`;
}
