// The witnessed windows of test sign-ins: as an activation remembers them, and which sign-in of a log belongs to one.
import type { Mark } from './activation.ts';
import type { FactOf } from './fact.ts';
import type { AccountId, PersonId } from './ids.ts';

/** A window as it was opened; `failed`: when its witness confirmed that the sign-in did not work. */
export interface TestWindow extends Mark {
  readonly task: string;
  readonly witness: PersonId;
  readonly end: number;
  readonly failed: Mark | null;
}

interface Seen extends Pick<FactOf<'SignInSeen'>, 'when' | 'detail'> {
  readonly account: AccountId;
}

/** What a window covers of an account’s sign-ins: one, from when to when by milliseconds UTC. */
export interface Covered {
  readonly account: AccountId;
  readonly from: number;
  readonly end: number;
  readonly signIn: Omit<Seen, 'account'> | null;
}

/** One more window; those of its account before it are over when it opens, whatever their end was. */
export function withWindow(before: readonly Covered[], next: Omit<Covered, 'signIn'>): readonly Covered[] {
  const over = (one: Covered) => (one.account === next.account ? { ...one, end: Math.min(one.end, next.from - 1) } : one);
  return [...before.map(over), { ...next, signIn: null }];
}

/** Whether a sign-in belongs to one of these windows: the first in it, and the same one told again. */
export function inWindow(windows: readonly Covered[], seen: Seen): boolean {
  return windows.some((one) => takes(one, seen));
}

/** The windows after a sign-in that belongs to one of them; the same where it belongs to none. */
export function withSignIn(windows: readonly Covered[], seen: Seen): readonly Covered[] {
  const { when, detail } = seen;
  return windows.map((one) => (takes(one, seen) ? { ...one, signIn: { when, detail } } : one));
}

function takes({ account, from, end, signIn }: Covered, { account: of, when, detail }: Seen): boolean {
  if (account !== of || when < from || when > end) return false;
  return signIn === null || (signIn.when === when && signIn.detail === detail);
}
