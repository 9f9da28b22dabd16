// Facts about people who come along: joined to help, or ready to take over as operator. Neither gives anybody a right that they had not.
import { z } from 'zod';

/** A responder works along: gets the card of the use, and takes part, so that they do not review it. */
export const Joined = z.strictObject({ type: z.literal('Joined') }).readonly();
/** The same person could operate from here on; whoever operates names them, or somebody else, or nobody. */
export const TakeoverOffered = z.strictObject({ type: z.literal('TakeoverOffered') }).readonly();

export const joinFacts = [Joined, TakeoverOffered] as const;
