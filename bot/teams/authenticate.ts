// Asks the SDK whether a request is genuine and puts its many ways to fail into three words. It fails closed: whatever is not
// proved genuine is refused (the sender's fault) or unavailable (the key server's fault; a later try may pass).
import { AuthenticationError } from 'botframework-connector';
import type { Activity } from 'botbuilder';
import type { Authentication } from './auth.ts';
import { objectOf, stringOf } from './json.ts';

export type Authenticated = { readonly outcome: 'genuine' } | { readonly outcome: 'refused' | 'unavailable'; readonly why: string };

export interface Authenticator {
  /** Never rejects. `authorization` has passed the gate already. */
  authenticate(activity: Activity, authorization: string): Promise<Authenticated>;
}

export interface AuthenticatorOptions {
  readonly clock: () => number;
  /** How long the key server may take; the SDK itself would wait for ever. */
  readonly withinMs?: number;
  /** How soon keys that turned out unusable may be fetched anew. */
  readonly keysAgainMs?: number;
}

const NO_KEY = 'Signing Key could not be retrieved';

export function createAuthenticator(first: Authentication, options: AuthenticatorOptions): Authenticator {
  const { clock, withinMs = 5_000, keysAgainMs = 60_000 } = options;
  let current = first;
  let proven = false;
  let built = clock();

  /** A broken key set, once fetched, stays in the SDK for an hour. As long as it has proved no token, it is thrown away and fetched again. */
  function keysAnew() {
    if (proven || clock() - built < keysAgainMs) return;
    current = current.rebuilt();
    built = clock();
  }

  return {
    async authenticate(activity, authorization) {
      const timer = Promise.withResolvers<never>();
      const timeout = setTimeout(() => timer.reject(new Error('key server too slow')), withinMs);
      try {
        await Promise.race([current.sdk.authenticateRequest(activity, authorization), timer.promise]);
        proven = true;
        return { outcome: 'genuine' };
      } catch (cause) {
        const failure = failureOf(cause);
        if (failure.why === 'key id') keysAnew();
        return failure;
      } finally {
        clearTimeout(timeout);
      }
    },
  };
}

function failureOf(cause: unknown): Exclude<Authenticated, { outcome: 'genuine' }> {
  if (cause instanceof AuthenticationError) {
    if (cause.statusCode !== 401) return { outcome: 'unavailable', why: 'the key server failed' };
    if (cause.message.startsWith(NO_KEY)) return { outcome: 'refused', why: 'key id' };
    return { outcome: 'refused', why: refusalOf(cause.message) };
  }
  // jsonwebtoken's errors are no real Errors (built by hand from the prototype), so only their name tells.
  const name = stringOf(objectOf(cause)['name']) ?? '';
  if (/^(JsonWebToken|TokenExpired|NotBefore)Error$/.test(name)) return { outcome: 'refused', why: 'signature' };
  return { outcome: 'unavailable', why: 'the key server did not answer' };
}

/** The SDK's sentences carry text of the token's sender, so the log gets a phrase of ours. */
function refusalOf(message: string): string {
  if (/endorsement/i.test(message)) return 'endorsement';
  if (/ServiceUrl/i.test(message)) return 'service address differs from the token';
  if (/expired/i.test(message)) return 'expired';
  return 'token';
}
