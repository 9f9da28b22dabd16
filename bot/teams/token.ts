// What the bearer of a request says, looked at twice: unverified before the SDK sees it, and again after its signature was checked.
// The SDK accepts more than the Bot Connector's tokens and grows a process-wide list from unverified ones; both end here.

import type { Cloud } from './hosts.ts';

export interface TokenRule {
  readonly appId: string;
  readonly tenant: string;
  readonly issuer: string;
}

export type Claims = Readonly<Record<string, unknown>>;

/** The Bot Framework's own tolerance is five minutes; ours is this. */
const CLOCK_SKEW_S = 60;
const ALGORITHMS: readonly unknown[] = ['RS256', 'RS384', 'RS512'];
const BEARER = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/;
const LONGEST_KEY_ID = 256;

/** null when the header may be shown to the SDK; otherwise one fixed phrase for the log. Nothing here is proof: no signature was checked. */
export function bearerProblem(authorization: string | undefined, rule: TokenRule, now: number): string | null {
  if (authorization === undefined || authorization === '') return 'no token';
  const [, head, body] = BEARER.exec(authorization) ?? [];
  if (head === undefined || body === undefined) return 'not a bearer token';
  const header = parsePart(head);
  const claims = parsePart(body);
  if (header === null || claims === null) return 'not a bearer token';
  if (!ALGORITHMS.includes(header['alg'])) return 'algorithm';
  if (typeof header['kid'] !== 'string' || header['kid'].length > LONGEST_KEY_ID) return 'key id';
  return claimsProblem(claims, rule, now);
}

/** null when these are the claims of a Bot Connector token for our bot, now; otherwise one fixed phrase for the log. `now` in ms. */
export function claimsProblem(claims: Claims, rule: TokenRule, now: number): string | null {
  if (claims['iss'] !== rule.issuer) return 'issuer';
  if (claims['aud'] !== rule.appId) return 'audience';
  // The SDK adds any `tid` it meets to its issuers for ever, whatever the issuer says; the Bot Connector sends none.
  if (claims['tid'] !== undefined && claims['tid'] !== rule.tenant) return 'tenant of the token';
  if (claims['appid'] !== undefined || claims['azp'] !== undefined) return 'a client token';
  if (typeof claims['serviceurl'] !== 'string' || claims['serviceurl'] === '') return 'no service address in the token';
  const second = now / 1_000;
  const { exp, nbf } = claims;
  if (typeof exp !== 'number' || second > exp + CLOCK_SKEW_S) return 'expired';
  if (nbf !== undefined && (typeof nbf !== 'number' || second < nbf - CLOCK_SKEW_S)) return 'not valid yet';
  return null;
}

function parsePart(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isClaims(value) ? value : null;
  } catch {
    return null;
  }
}

function isClaims(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const ISSUERS: Readonly<Record<Cloud, string>> = { public: 'https://api.botframework.com', 'us-government': 'https://api.botframework.us' };

/** The rule that gate and SDK hold a request against: tokens of the cloud's Bot Connector for this app. */
export function tokenRuleOf({
  appId,
  tenant,
  cloud,
}: {
  readonly appId: string;
  readonly tenant: string;
  readonly cloud: Cloud;
}): TokenRule {
  return { appId, tenant, issuer: ISSUERS[cloud] };
}
