// Small runbooks for tests: files as text, and random runbooks whose steps never wait for each other in a circle.
import fc from 'fast-check';
import { parseRunbook } from '../../runbooks/parse.ts';
import { type Runbook, RunbookId, type Step, StepId } from '../../runbooks/runbook.ts';

/** A whole file with these steps, each a block of YAML lines without indentation; `more` are further top-level lines. */
export function fileWith(steps: readonly string[], more = ''): string {
  const list = steps.map((step) => `  - ${step.trim().split('\n').join('\n    ')}`).join('\n');
  return `id: example
title: An example
summary: Shows one thing.
reviewed: 2026-11-23
sources:
  - { name: A page, date: 2026-11-01 }
domains: [drill]
before: []
${more}steps:
${list}
`;
}

/** The lines of a do step with this id, and further lines. */
export function step(id: string, more = ''): string {
  return `id: ${id}\ntitle: Do ${id}\nkind: do\nbody: Act.\nminutes: 5\n${more}`;
}

export function decide(id: string, choices: Readonly<Record<string, readonly string[]>>, more = ''): string {
  const lines = Object.entries(choices).map(([choice, to]) => `  - { id: ${choice}, title: Take ${choice}, to: [${to.join(', ')}] }`);
  return `id: ${id}\ntitle: Decide ${id}\nkind: decide\nbody: Choose.\nminutes: 5\n${more}choices:\n${lines.join('\n')}\n`;
}

/** The runbook of a file that must be right. */
export function runbookOf(text: string, name = 'example.yaml'): Runbook {
  const parsed = parseRunbook(text, name);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.runbook;
}

/** The problems of a file that must be wrong, as `line:column path: sentence`. */
export function problemsOf(text: string, name = 'example.yaml'): readonly string[] {
  const parsed = parseRunbook(text, name);
  if (parsed.ok) throw new Error('the file is right');
  return parsed.problems.map(({ line, column, where, what }) => `${line}:${column} ${where}: ${what}`);
}

/** Random runbooks: later steps wait for earlier ones, are opened by earlier choices, or are fallbacks of earlier steps. */
export const runbooks: fc.Arbitrary<Runbook> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('do', 'decide', 'check', 'witness', 'do', 'decide'),
      after: fc.array(fc.nat(20), { maxLength: 3 }),
      to: fc.array(fc.array(fc.nat(20), { maxLength: 2 }), { minLength: 2, maxLength: 3 }),
      fallback: fc.option(fc.nat(20), { nil: null }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((drafts) => {
    const id = (index: number) => StepId.parse(`s${index}`);
    const later = (index: number, by: number) => index + 1 + (by % Math.max(1, drafts.length - index - 1));
    const steps = drafts.map((draft, index): Step => {
      const last = index === drafts.length - 1;
      const choices = draft.to.map((to, at) => ({
        id: `c${at}`,
        title: `C${at}`,
        to: last ? [] : [...new Set(to.map((by) => id(later(index, by))))],
      }));
      return {
        id: id(index),
        title: `Step ${index}`,
        body: 'Act.',
        kind: draft.kind,
        by: 'operator',
        after: index === 0 ? [] : [...new Set(draft.after.map((by) => id(by % index)))],
        evidence: 'none',
        minutes: 5,
        ...(draft.kind === 'decide' ? { choices } : {}),
        ...(draft.kind === 'check' && index % 3 > 0 ? { look: 'admins-work' as const } : {}),
        ...(draft.kind === 'do' && draft.fallback !== null && !last ? { fallback: id(later(index, draft.fallback)) } : {}),
      };
    });
    return {
      id: RunbookId.parse('random'),
      title: 'R',
      summary: 'R',
      reviewed: '2026-11-23',
      sources: [],
      words: [],
      domains: ['drill'],
      before: [],
      steps,
      after: [],
    };
  });
