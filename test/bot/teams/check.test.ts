import { describe, expect, test } from '@jest/globals';
import { activityProblem } from '../../../bot/teams/check.ts';
import { BOT, TENANT, textFrom } from './rig.ts';

const rule = { tenant: TENANT, bot: BOT, hosts: { kind: 'teams', cloud: 'public' } } as const;
const SERVICE = 'https://smba.trafficmanager.net/emea/';
const now = Date.now();
const problem = (over: Record<string, unknown> = {}) =>
  activityProblem({ ...textFrom(SERVICE), timestamp: new Date(now).toISOString(), ...over }, rule, now);

describe('an activity', () => {
  test('of our tenant, for our bot, through Teams, just now, passes', () => expect(problem()).toBeNull());
  test('of the future passes: our clock may be the wrong one', () =>
    expect(problem({ timestamp: new Date(now + 3_600_000).toISOString() })).toBeNull());
  test('of exactly ten minutes ago passes, a moment older does not', () => {
    expect(problem({ timestamp: new Date(now - 600_000).toISOString() })).toBeNull();
    expect(problem({ timestamp: new Date(now - 600_001).toISOString() })).toBe('too old');
  });
  test.each([
    [{ channelId: 'webchat' }, 'channel'],
    [{ serviceUrl: '' }, 'no service address'],
    [{ serviceUrl: 'https://evil.example/' }, 'the service address is not one of Teams'],
    [{ conversation: null }, 'tenant of the conversation'],
    [{ conversation: { tenantId: [TENANT] } }, 'tenant of the conversation'],
    [{ channelData: { tenant: TENANT } }, 'tenant of the channel data'],
    [{ recipient: { id: '28:x' } }, 'recipient'],
    [{ timestamp: 'yesterday' }, 'no time'],
    [{ timestamp: now }, 'no time'],
  ])('with %p is refused', (over, why) => expect(problem(over)).toBe(why));
});
