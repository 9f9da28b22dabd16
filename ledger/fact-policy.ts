// Facts about the configuration: what changed, what is held back until people have looked at it, and what they said. No name, phone or
// place stands in them: people and accounts by id, everything else in closed words.
import { z } from 'zod';
import { AccountId, Digest, ObjectId, PersonId, Role, Slug } from './ids.ts';

const Roles = z.array(Role).readonly();
const Accounts = z.array(ObjectId).readonly();

/** What became of one person. `details`: name, phone or time zone are other ones now. */
export const PersonChange = z
  .strictObject({
    person: PersonId,
    is: z.enum(['joined', 'left', 'stays']),
    gained: Roles,
    lost: Roles,
    added: Accounts,
    removed: Accounts,
    details: z.boolean(),
  })
  .readonly();
export type PersonChange = z.infer<typeof PersonChange>;

/** `custody`: its credentials, their parts, who holds them or where; `identity`: the account in Entra that is meant. */
export const AccountChange = z.strictObject({ account: AccountId, is: z.enum(['added', 'removed', 'custody', 'identity']) }).readonly();
export type AccountChange = z.infer<typeof AccountChange>;

/** Minutes; empty before the first configuration. */
export const LimitChange = z
  .strictObject({ limit: z.enum(['decide', 'collect', 'use']), from: z.array(z.int()).readonly(), to: z.array(z.int()).readonly() })
  .readonly();
export type LimitChange = z.infer<typeof LimitChange>;

/** A runbook, or `post-use`, by the digest of its bytes; null: there was none, or is none any more. */
export const RunbookChange = z.strictObject({ id: Slug, from: Digest.nullable(), to: Digest.nullable() }).readonly();
export type RunbookChange = z.infer<typeof RunbookChange>;

/** `before-unread`: the text of the configuration before is no longer to be had, so only people, roles, accounts and runbooks were compared. */
export const SECTIONS = ['before-unread', 'bridge', 'duty-phone', 'room', 'time-zone'] as const;

export const PolicyChange = z
  .strictObject({
    people: z.array(PersonChange).readonly(),
    accounts: z.array(AccountChange).readonly(),
    limits: z.array(LimitChange).readonly(),
    runbooks: z.array(RunbookChange).readonly(),
    sections: z.array(z.enum(SECTIONS)).readonly(),
  })
  .readonly();
export type PolicyChange = z.infer<typeof PolicyChange>;

/** A configuration came into force. `was` is the digest of the one before; null: the first of this ledger. */
export const PolicyChanged = z
  .strictObject({ type: z.literal('PolicyChanged'), digest: Digest, was: Digest.nullable(), roster: Digest, change: PolicyChange })
  .readonly();

/** Why a read is held: more than a third of these roles would go, or fewer than four approvers would be left. */
export const HoldReason = z.strictObject({ roles: Roles, fewApprovers: z.boolean() }).readonly();
export type HoldReason = z.infer<typeof HoldReason>;

export const RosterHeld = z
  .strictObject({ type: z.literal('RosterHeld'), digest: Digest, roster: Digest, why: HoldReason, change: PolicyChange })
  .readonly();
export const RosterConfirmed = z.strictObject({ type: z.literal('RosterConfirmed'), digest: Digest }).readonly();
export const RosterRejected = z.strictObject({ type: z.literal('RosterRejected'), digest: Digest }).readonly();
/** The file is again what is in force: nothing is held or rejected any more. */
export const RosterPutBack = z.strictObject({ type: z.literal('RosterPutBack') }).readonly();

export const policyFacts = [PolicyChanged, RosterHeld, RosterConfirmed, RosterRejected, RosterPutBack] as const;
