// Facts about the clock of this machine: from when on nobody may rely on it, and from when on again.
import { z } from 'zod';

/** Who says that the clock is wrong: the times that Teams puts on what people send, or the machine, whose clock jumped. */
export const CLOCK_SOURCES = ['teams', 'machine'] as const;

/** The clock is off by more than two minutes, `seconds` of them at least: ahead where positive, behind where negative. */
export const ClockDoubted = z.strictObject({ type: z.literal('ClockDoubted'), source: z.enum(CLOCK_SOURCES), seconds: z.int() }).readonly();

/** It has agreed again for long enough: deadlines are decided by it from here on. */
export const ClockTrusted = z.strictObject({ type: z.literal('ClockTrusted') }).readonly();

export const clockFacts = [ClockDoubted, ClockTrusted] as const;
