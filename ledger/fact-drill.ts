// Facts about drills: a live one announced, one that is due, one that proved its account. Typed text stands in them only as its hash.
import { z } from 'zod';
import { AccountId, AnnouncementId, Digest, Instant, PersonId } from './ids.ts';

/** One sign-in and the one action named here, by this operator with this account, from this time on. Belongs to no activation. */
export const DrillAnnounced = z
  .strictObject({
    type: z.literal('DrillAnnounced'),
    id: AnnouncementId,
    account: AccountId,
    operator: PersonId,
    action: Digest,
    at: Instant,
  })
  .readonly();

/** People were reminded that this account needs a live drill before `due`. Belongs to no activation. */
export const DrillDue = z.strictObject({ type: z.literal('DrillDue'), account: AccountId, due: Instant }).readonly();

/** A live drill was closed whose sign-in and action were done and seen by a second person: the account's clock starts at the sign-in. */
export const LiveDrillPassed = z.strictObject({ type: z.literal('LiveDrillPassed'), account: AccountId, signedIn: Instant }).readonly();

export const drillFacts = [DrillAnnounced, DrillDue, LiveDrillPassed] as const;
