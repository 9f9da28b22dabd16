// How an activation stands towards the others: from its first fact on, and what windows and sign-ins make of it.
import type { Rooted } from './activation.ts';
import { fallbackTask } from './fact-fallback.ts';
import type { FactOf } from './fact.ts';
import type { Standing } from './tenant.ts';
import { type Covered, withSignIn, withWindow } from './windows.ts';

/** What a request or a declaration begins; null where its record belongs to no activation. */
export function standingOf(fact: FactOf<'Requested' | 'Declared'>, { activation: id, by, at }: Rooted): Standing | null {
  if (id === null) return null;
  const { account, operator, useMinutes: minutes, domain, why } = fact;
  const requester = by.actor === 'person' ? by.person : null;
  const alike = { id, account, requester, state: 'open', since: at, windows: [] } as const;
  if (fact.type === 'Declared') {
    const asked = { operator, minutes, domain, otherAdmin: 'unknown', why, ticket: null } as const;
    return { ...alike, kind: 'real', asked, stage: 'declared', from: fact.since, live: null, fallback: null, outOf: fact.outOf };
  }
  const { kind, otherAdmin, ticket } = fact;
  const asked = { operator, minutes, domain, otherAdmin, why, ticket };
  const fallback = fact.fallback === undefined ? null : { account: fact.fallback.account, taken: null };
  const live = fact.live === undefined ? null : { end: 0, signIn: null };
  return { ...alike, kind, asked, stage: 'requested', from: null, live, fallback, outOf: null };
}

/** A dry drill has no windows: nobody signs in. */
export function windowsOf(
  { kind, live, windows, account, fallback }: Standing,
  { task, end }: FactOf<'TestSignInOpened'>,
  from: number,
): readonly Covered[] {
  if (kind === 'drill' && live === null) return [];
  return withWindow(windows, { account: fallbackTask(task) === null ? account : (fallback?.account ?? account), from, end });
}

/** After the hand-back a sign-in belongs to a window, before it to the use. */
export function signedIn({ state, since, live, windows, account }: Standing, fact: FactOf<'SignInSeen'>): Partial<Standing> {
  if (state === 'after' && fact.when > since) return { windows: withSignIn(windows, { account, ...fact }) };
  return { live: live && { ...live, signIn: fact } };
}
