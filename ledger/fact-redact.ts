// Typed text that was taken out later: who, which, and why. The facts that name the text stay as they are, and so does its hash.
import { z } from 'zod';
import { Digest } from './ids.ts';

/** `record`: the sequence number under which the text first stands. `hash`: the text's own hash; the text beside the log is gone with this record. */
export const TextRedacted = z
  .strictObject({ type: z.literal('TextRedacted'), record: z.int().min(1), hash: Digest, why: Digest })
  .readonly();

export const redactFacts = [TextRedacted] as const;
