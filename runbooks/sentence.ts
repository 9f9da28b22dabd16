// What a schema found wrong, as plain sentences: what stands there, what it must be, and the word that was probably meant.
import type { z } from 'zod';
import { nearest } from './nearest.ts';
import type { Path } from './places.ts';
import type { Finding } from './source.ts';

/** The findings of one issue of the file schemas; `data` is what the schema looked at. */
export function sentences(issue: z.core.$ZodIssue, data: unknown): readonly Finding[] {
  const { path, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path, what: `${subject(path)} ${found(valueAt(data, path))}: it ${message}.` }];
  return issue.keys.map((key) => {
    const near = nearest(key, message.split(', '));
    const meant = near === null ? '' : `; the nearest is "${near}"`;
    return { path: [...path, key], at: 'key', what: `The key "${key}" is not known here${meant}. Allowed are ${message}.` };
  });
}

function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  return typeof last === 'number' ? `Item ${last + 1} of "${String(path.at(-2))}"` : `"${String(last)}"`;
}

function found(value: unknown): string {
  if (value === undefined) return 'is missing';
  if (value === null || value === '') return 'is empty';
  if (typeof value === 'number' || typeof value === 'boolean') return `is ${value}`;
  if (typeof value !== 'string') return Array.isArray(value) ? `is a list of ${value.length}` : 'has keys of its own';
  return value.length > 40 || value.includes('\n') ? `has ${value.length} characters` : `is "${value}"`;
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce(
    (value: unknown, key) => (typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined),
    data,
  );
}
