import { describe, expect, test } from '@jest/globals';
import { bearerProblem, claimsProblem } from '../../../bot/teams/token.ts';
import { APP, ISSUER, properClaims, TENANT, tokenWith } from './rig.ts';

const rule = { appId: APP, tenant: TENANT, issuer: ISSUER };
const claims = properClaims('https://smba.trafficmanager.net/');
const now = Date.now();

describe('the unverified look', () => {
  test('passes what the Bot Connector sends', () => expect(bearerProblem(tokenWith(claims), rule, now)).toBeNull());
  test.each([
    [undefined, 'no token'],
    ['', 'no token'],
    ['Basic YTpi', 'not a bearer token'],
    ['bearer a.b.c', 'not a bearer token'],
    ['Bearer a.b', 'not a bearer token'],
    ['Bearer a.b.c d', 'not a bearer token'],
    ['Bearer W10.W10.c', 'not a bearer token'],
    ['Bearer bnVsbA.bnVsbA.c', 'not a bearer token'],
    [tokenWith(claims, { header: { alg: 'none' } }), 'algorithm'],
    [tokenWith(claims, { header: { alg: undefined } }), 'algorithm'],
    [tokenWith(claims, { header: { kid: undefined } }), 'key id'],
    [tokenWith(claims, { header: { kid: 'x'.repeat(257) } }), 'key id'],
    [tokenWith({ ...claims, iss: 'x' }), 'issuer'],
  ])('row %#: says in one phrase what is wrong', (header, problem) => expect(bearerProblem(header, rule, now)).toBe(problem));
});

describe('the claims', () => {
  test('may name our own tenant, should the Bot Connector ever do so', () =>
    expect(claimsProblem({ ...claims, tid: TENANT }, rule, now)).toBeNull());
  test('need no beginning', () => expect(claimsProblem({ ...claims, nbf: undefined }, rule, now)).toBeNull());
  test.each([
    [{ iss: [ISSUER] }, 'issuer'],
    [{ aud: APP.toUpperCase() + '1' }, 'audience'],
    [{ tid: 'other' }, 'tenant of the token'],
    [{ tid: null }, 'tenant of the token'],
    [{ appid: APP }, 'a client token'],
    [{ azp: APP }, 'a client token'],
    [{ serviceurl: '' }, 'no service address in the token'],
    [{ exp: '9999999999' }, 'expired'],
    [{ exp: Math.floor(now / 1_000) - 61 }, 'expired'],
    [{ nbf: 'soon' }, 'not valid yet'],
    [{ nbf: Math.ceil(now / 1_000) + 61 }, 'not valid yet'],
  ])('%p are refused', (over, problem) => expect(claimsProblem({ ...claims, ...over }, rule, now)).toBe(problem));
});
