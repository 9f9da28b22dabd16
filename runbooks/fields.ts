// The building blocks of the file schemas. Each carries one predicate that says what is right, so that every problem reads as a sentence.
import { z } from 'zod';
import { nearest } from './nearest.ts';

/** An id as people and files write it: lower-case letters, digits and hyphens. */
export function slug() {
  const error = 'must be an id of 1 to 64 lower-case letters, digits and hyphens';
  return z.string({ error }).regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error });
}

/** Text on one line, trimmed, 1 to `max` characters. */
export function line(max: number) {
  const error = `must be text of 1 to ${max} characters on one line`;
  return z
    .string({ error })
    .trim()
    .min(1, { error })
    .max(max, { error })
    .regex(/^[^\r\n]*$/, { error });
}

/** Text on any number of lines, trimmed, 1 to `max` characters. */
export function prose(max: number) {
  const error = `must be text of 1 to ${max} characters`;
  return z.string({ error }).trim().min(1, { error }).max(max, { error });
}

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** A calendar day that exists, as 2026-11-23. */
export function day() {
  return z.iso.date({ error: 'must be a day that exists, written as 2026-11-23' });
}

/** An https address with a host name and without a user name. */
export function address() {
  const error = 'must be an address that starts with https:// and names a host';
  return z.string({ error }).max(300, { error }).regex(HTTPS, { error });
}

/** The one form of address that texts and sources may hold. */
export const HTTPS = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?([/?#][^\s<>"{}|\\^`]*)?$/i;

/** One of a closed list; the problem names the whole list and the nearest word of it. */
export function oneOf<const T extends readonly [string, ...string[]]>(allowed: T) {
  return z.enum(allowed, { error: ({ input }) => `must be one of ${allowed.join(', ')}${hint(input, allowed)}` });
}

function hint(input: unknown, allowed: readonly string[]): string {
  const near = typeof input === 'string' ? nearest(input, allowed) : null;
  return near === null ? '' : `; the nearest is ${near}`;
}

/** A list of `min` to `max` items of one kind; `name` is that kind in the plural. */
export function listOf<T extends z.ZodType>(
  item: T,
  { name, min, max }: { readonly name: string; readonly min: number; readonly max: number },
) {
  const error = `must be a list of ${min} to ${max} ${name}`;
  return z.array(item, { error }).min(min, { error }).max(max, { error });
}

/** A map that takes these keys only. On an unknown key the message is the list of the allowed ones. */
export function keyed<T extends z.ZodRawShape>(shape: T) {
  const allowed = Object.keys(shape).join(', ');
  return z.strictObject(shape, { error: ({ code }) => (code === 'unrecognized_keys' ? allowed : `must have the keys ${allowed}`) });
}
