// Facts about what becomes of a logged change after the use: it is owed as a task, and it is put back or kept.
import { z } from 'zod';
import { Digest, Instant, Slug } from './ids.ts';

export const ENDINGS = ['back', 'kept'] as const;
/** How a change ended: put back, or kept for a reason. */
export type Ending = (typeof ENDINGS)[number];

/** After the hand-back one more task is owed: a change was logged, or an account turned out to have been opened, too. */
export const TaskAdded = z.strictObject({ type: z.literal('TaskAdded'), task: Slug, due: Instant, after: Slug.exactOptional() }).readonly();

/** Somebody says how a change ended; `evidence` is what shows that it is put back, or why it is kept. It counts once a second person confirms. */
export const ChangeSettled = z
  .strictObject({ type: z.literal('ChangeSettled'), task: Slug, ended: z.enum(ENDINGS), evidence: Digest })
  .readonly();

export const changeFacts = [TaskAdded, ChangeSettled] as const;

const NAMED = /^change-([1-9]\d*)$/;

/** The task that the nth logged change of an activation leaves behind, counted from 1. */
export function taskOfChange(n: number): z.infer<typeof Slug> {
  return Slug.parse(`change-${n}`);
}

/** Which change, counted from 1, a task is about; null: it is another task. */
export function changeOfTask(task: string): number | null {
  const n = NAMED.exec(task)?.[1];
  return n === undefined ? null : Number(n);
}
