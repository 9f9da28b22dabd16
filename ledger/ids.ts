// The words that name things in records, each a type of its own, so that a person can never be counted where an account is meant.
import { z } from 'zod';

/** A human being: the roster's unique key (employee id). One person, whatever number of accounts. */
export const PersonId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
  .brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** An Entra object id, lower case: the account somebody acted with. */
export const ObjectId = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .brand<'ObjectId'>();
export type ObjectId = z.infer<typeof ObjectId>;

/** An activation as people say it on the phone: BG-2026-0042, the year in UTC, counted within the year. */
export const ActivationId = z
  .string()
  .regex(/^BG-\d{4}-\d{4,6}$/)
  .brand<'ActivationId'>();
export type ActivationId = z.infer<typeof ActivationId>;

/** An announced live drill: LD-2026-0003, the year in UTC, counted within the year. */
export const AnnouncementId = z
  .string()
  .regex(/^LD-\d{4}-\d{4,6}$/)
  .brand<'AnnouncementId'>();
export type AnnouncementId = z.infer<typeof AnnouncementId>;

/** An emergency access account, by its name in the configuration. */
export const AccountId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;

/** A sealed part of a credential, `credential/part` by their names in the configuration: `key-1/pin`. */
export const PartId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}\/[a-z0-9][a-z0-9-]{0,39}$/)
  .brand<'PartId'>();
export type PartId = z.infer<typeof PartId>;

/** Lower-case hex SHA-256. */
export const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Digest'>();
export type Digest = z.infer<typeof Digest>;

/** Integer milliseconds since 1970 UTC. */
export const Instant = z.int().min(0);

/** A day of the calendar as in ISO 8601, `2026-12-04`; where it begins and ends is said where it is judged. */
export const Day = z.iso.date('choose a day');

/** The name of a step, a choice or a task within its runbook; of a task of the fallback account with a word before it. */
export const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/);

export const ROLES = ['responder', 'approver', 'custodian', 'watch', 'manager', 'auditor'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const MODES = ['local', 'drill', 'production'] as const;
export type Mode = (typeof MODES)[number];
