// Facts about post-use tasks that are overdue: who owes them was reminded, the managers were told.
import { z } from 'zod';
import { Slug } from './ids.ts';

const tasks = z.array(Slug).min(1).readonly();

/** Those who owe these overdue tasks were reminded of them. One fact for each reminder: a restart reminds nobody twice. */
export const TasksReminded = z.strictObject({ type: z.literal('TasksReminded'), tasks }).readonly();

/** These tasks have been overdue for so long that the managers were told, once for each. */
export const TasksEscalated = z.strictObject({ type: z.literal('TasksEscalated'), tasks }).readonly();

export const remindFacts = [TasksReminded, TasksEscalated] as const;
