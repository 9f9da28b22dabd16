// Which activation covers a sign-in: whatever none covers is a use without a record, drill or not.
import type { AccountId, Digest } from '../ledger/ids.ts';
import type { Standing, Tenant } from '../ledger/tenant.ts';
import { inWindow } from '../ledger/windows.ts';

/** A sign-in of an emergency account as a log has it: `at` in milliseconds UTC, `detail` the sealed words of the log. */
export interface SignIn {
  readonly account: AccountId;
  readonly at: number;
  readonly detail: { readonly hash: Digest };
}

/**
 * The activation that a sign-in belongs to, by when it was; null: none. An approved use covers every sign-in of its account from the
 * credential in hand to the hand-back, also past its end. A live drill covers one, before its end; told again it is the same one. A dry
 * drill covers none. The fallback account of a request is covered from when it was taken. After the hand-back each witnessed window of a test sign-in covers one. A declared use covers what is left as long as it is open.
 */
export function covering(tenant: Tenant, signIn: SignIn): Standing | null {
  const all = [...tenant.standings.values()].filter(({ state }) => state !== 'denied').flatMap((one) => about(one, signIn.account));
  const within = all.filter(({ state, since }) => state !== 'after' || signIn.at <= since);
  const used = within.filter(({ from }) => from !== null && from <= signIn.at);
  return (
    used.find(({ kind }) => kind === 'real') ??
    used.find(({ live }) => live !== null && signIn.at <= live.end && isTheOne(live, signIn)) ??
    all.find(
      ({ since, windows }) =>
        signIn.at > since && inWindow(windows, { when: signIn.at, detail: signIn.detail.hash, account: signIn.account }),
    ) ??
    within.find(({ stage }) => stage === 'declared') ??
    null
  );
}

/** An activation as it is about this account: nothing where it names another, or has not taken its fallback account. */
function about(one: Standing, account: AccountId): readonly Standing[] {
  if (one.account === account) return [one];
  const taken = one.fallback?.account === account ? one.fallback.taken : null;
  return taken === null ? [] : [{ ...one, from: one.from === null ? null : Math.max(one.from, taken) }];
}

function isTheOne({ signIn: before }: NonNullable<Standing['live']>, { at, detail }: SignIn): boolean {
  return before === null || (before.when === at && before.detail === detail.hash);
}
