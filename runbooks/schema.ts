// The published JSON Schemas (draft 2020-12) that the runbook files name for editors, made from the same schemas that read them.
import { z } from 'zod';
import { PostUseFile, RunbookFile } from './runbook.ts';

/** The text of runbook.schema.json; the file may differ in white space only. */
export function runbookSchema(): string {
  return published(RunbookFile, 'A Glassbreak runbook', 'What people do when an emergency account is used, step by step.');
}

/** The text of post-use.schema.json; the file may differ in white space only. */
export function postUseSchema(): string {
  return published(PostUseFile, 'Glassbreak post-use tasks', 'What is owed after every use of an emergency account.');
}

function published(file: z.ZodType, title: string, description: string): string {
  const { $schema, ...schema } = z.toJSONSchema(file, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ $schema, title, description, ...schema }, null, 2)}\n`;
}
