// A runbook's text -> the runbook and the digest of its exact bytes, or every problem at once, each with its place and what is allowed.
import { hash } from 'node:crypto';
import type { z } from 'zod';
import { graphProblems, misnamed, repeatedTasks } from './graph.ts';
import { markupProblems } from './markup.ts';
import { type CredentialTask, PostUseFile, type Runbook, RunbookFile, type Step } from './runbook.ts';
import { sentences } from './sentence.ts';
import { type Finding, type Problem, type Reading, readSource } from './source.ts';

export type { Problem } from './source.ts';

export interface Faulty {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/** `digest` is the lower-case hex SHA-256 of the UTF-8 bytes of the text as given. */
export type ParsedRunbook = { readonly ok: true; readonly runbook: Runbook; readonly digest: string } | Faulty;
export type ParsedPostUse = { readonly ok: true; readonly tasks: readonly CredentialTask[]; readonly digest: string } | Faulty;

/** Reads a runbook; `fileName` (with or without folders) must be its id and `.yaml`. Never throws. */
export function parseRunbook(text: string, fileName: string): ParsedRunbook {
  const source = readSource(text);
  const parsed = RunbookFile.safeParse(source.places.data);
  const more = [...graphProblems(source.places.data), ...misnamed(source.places.data, fileName)];
  const problems = problemsOf({ text, source, issues: parsed.error?.issues ?? [], more });
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, runbook: { ...parsed.data, steps: parsed.data.steps.map(resolved) }, digest: digestOf(text) };
}

/** Reads the file of the tasks after every use. Never throws. */
export function parsePostUse(text: string): ParsedPostUse {
  const source = readSource(text);
  const parsed = PostUseFile.safeParse(source.places.data);
  const problems = problemsOf({ text, source, issues: parsed.error?.issues ?? [], more: repeatedTasks(source.places.data) });
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, tasks: parsed.data.tasks, digest: digestOf(text) };
}

/** One problem as a line for people and editors: `file:line:column: path: sentence`. */
export function problemLine(fileName: string, { line, column, where, what }: Problem): string {
  return `${fileName}:${line}:${column}: ${where}: ${what}`;
}

type StepFile = z.infer<typeof RunbookFile>['steps'][number];

/** A step with what the file leaves to defaults written out. */
function resolved(step: StepFile, index: number, steps: readonly StepFile[]): Step {
  const before = steps[index - 1];
  const after = step.after ?? (before === undefined ? [] : [before.id]);
  return step.kind === 'decide' ? { ...step, after } : { ...step, after, choices: step.choices?.map((choice) => ({ ...choice, to: [] })) };
}

function digestOf(text: string): string {
  return hash('sha256', text);
}

interface Checked {
  readonly text: string;
  readonly source: Reading;
  readonly issues: readonly z.core.$ZodIssue[];
  readonly more: readonly Finding[];
}

/** All problems in reading order; when the YAML itself could not be read, only why. */
function problemsOf({ text, source, issues, more }: Checked): readonly Problem[] {
  const { places, problems, settle } = source;
  if (problems.length > 0 && places.data === null) return settle(problems);
  const marks = places.wordings.flatMap((wording) => markupProblems(wording, text));
  return settle([...problems, ...issues.flatMap((issue) => sentences(issue, places.data)), ...more, ...marks]);
}
