// The two accounts of a request: which of them is used now, which were opened, and which part or task belongs to which.
import type { Activation, Ballot, Base, Mark, Opening } from './activation.ts';
import { fallbackTask } from './fact-fallback.ts';
import type { AccountId, Digest, PartId, PersonId } from './ids.ts';

/** What became of the fallback account. */
export interface Fallback {
  /** When the operator took it and why; null: not, or the request names none. */
  readonly taken: (Mark & { readonly why: Digest }) | null;
  /** Who said that both accounts are compromised. */
  readonly said: ReadonlyMap<PersonId, Ballot & { readonly why: Digest }>;
  /** When two had said so. */
  readonly freed: (Mark & { readonly people: readonly PersonId[] }) | null;
}

export const NO_FALLBACK: Fallback = { taken: null, said: new Map(), freed: null };

/** An account of a request with its credentials as they were filed. */
export type Named = Pick<Opening, 'account' | 'credentials'>;

/** The accounts that a request names, the first one first. */
export function accountsNamed({ account, credentials, fallback }: Opening): readonly Named[] {
  return [{ account, credentials }, ...(fallback === undefined ? [] : [fallback])];
}

/** The account that is used now: the first one, until the operator took the other. */
export function accountNow({ request, fallback }: Pick<Base, 'request' | 'fallback'>): Named {
  return request.fallback !== undefined && fallback.taken !== null ? request.fallback : request;
}

/** Every part that a request was filed with. */
export function partsNamed(request: Opening): readonly PartId[] {
  return accountsNamed(request).flatMap(({ credentials }) => credentials.flatMap(({ parts }) => parts));
}

/** Which account of the request a part belongs to; null: none. */
export function accountOfPart(request: Opening, part: PartId): AccountId | null {
  const has = ({ credentials }: Named) => credentials.some(({ parts }) => parts.includes(part));
  return accountsNamed(request).find(has)?.account ?? null;
}

/** Which account of the request a task is about. */
export function accountOfTask({ account, fallback }: Opening, task: string): AccountId {
  return fallbackTask(task) === null ? account : (fallback?.account ?? account);
}

/** The accounts that are spoken of: the one that is asked for now; once something was used, those that were opened. */
export function accountsSpoken(activation: Activation): readonly Named[] {
  return 'use' in activation ? accountsOpened(activation) : [accountNow(activation)];
}

/**
 * The accounts that somebody opened, the first one first: a part of it was handed out, or a log shows a sign-in with it. The first one counts
 * as opened as long as the other was not taken.
 */
export function accountsOpened({ request, released, signIns, fallback }: Activation): readonly Named[] {
  return accountsNamed(request).filter(({ account }) => {
    const out = [...released.keys()].some((part) => accountOfPart(request, part) === account);
    const seen = signIns.some((one) => (one.account ?? request.account) === account);
    return out || seen || (account === request.account && fallback.taken === null);
  });
}
