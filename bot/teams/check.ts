// Our own checks on every authenticated activity. The token proves only that the channel service sent the body, not whose tenant
// it is about: a single-tenant registration does not keep other tenants out.
import { serviceUrlProblem } from './hosts.ts';
import type { ServiceHosts } from './hosts.ts';
import { objectOf } from './json.ts';
import type { JsonObject } from './json.ts';

export interface ActivityRule {
  readonly tenant: string;
  /** How the channel names our bot: `28:<app id>`. */
  readonly bot: string;
  readonly hosts: ServiceHosts;
}

/** Teams delivers and retries within seconds; older is a replay or a queue nobody waits for. */
const OLDEST_MS = 600_000;
export const TOO_OLD = 'too old';

/**
 * null when the activity is about our tenant, for our bot, through Teams, and fresh; otherwise one fixed phrase for the log. `now` in ms.
 * Teams names the tenant twice in personal chats, group chats and channels alike (`conversation.tenantId`, `channelData.tenant.id`):
 * both must be there and be ours.
 */
export function activityProblem(activity: JsonObject, rule: ActivityRule, now: number): string | null {
  if (activity['channelId'] !== 'msteams') return 'channel';
  const address = serviceUrlProblem(activity['serviceUrl'], rule.hosts);
  if (address !== null) return address;
  if (objectOf(activity['conversation'])['tenantId'] !== rule.tenant) return 'tenant of the conversation';
  if (objectOf(objectOf(activity['channelData'])['tenant'])['id'] !== rule.tenant) return 'tenant of the channel data';
  if (objectOf(activity['recipient'])['id'] !== rule.bot) return 'recipient';
  return timeProblem(activity['timestamp'], now);
}

function timeProblem(timestamp: unknown, now: number): string | null {
  const at = typeof timestamp === 'string' ? Date.parse(timestamp) : NaN;
  if (Number.isNaN(at)) return 'no time';
  return now - at > OLDEST_MS ? TOO_OLD : null;
}
