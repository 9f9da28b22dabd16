// The fact of a look: what the product saw by itself, in Entra, of something that a step of the runbook asks to be checked.
import { z } from 'zod';
import { Digest, Instant, Slug } from './ids.ts';

export const SIGHTS = ['right', 'wrong'] as const;

/** `look`: what was looked at; `when`: the time of the look, which may lie before the record; `detail`: what was seen, in words. */
export const CheckSeen = z
  .strictObject({ type: z.literal('CheckSeen'), step: Slug, look: Slug, as: z.enum(SIGHTS), when: Instant, detail: Digest })
  .readonly();

/** Somebody left a step out although it had been seen to be wrong, and stays so; it stands beside their reason. */
export const SkippedSeenWrong = z.strictObject({ type: z.literal('SkippedSeenWrong'), step: Slug }).readonly();

export const lookFacts = [CheckSeen, SkippedSeenWrong] as const;
