// What the steps of a runbook must satisfy together: ids that exist once, no circle, no way back, no step of uncertain branch.
import { z } from 'zod';
import { conditions, type Linked } from './branches.ts';
import { nearest } from './nearest.ts';
import type { Path } from './places.ts';
import { DRILLS } from './runbook.ts';
import type { Finding } from './source.ts';

// Lists longer than the schemas allow are passed over here, so that no file makes this slow.
const MAX_STEPS = 60;
const word = z.string().catch('');
const words = z.array(word).max(12).catch([]);
const tasks = z.array(z.object({ id: word }).catch({ id: '' })).catch([]);
const blank = { id: '', kind: '', evidence: '', choices: [] };
const Sketch = z
  .object({
    id: word,
    steps: z
      .array(
        z
          .object({
            id: word,
            kind: word,
            evidence: word,
            after: words.optional(),
            fallback: z.string().optional().catch(undefined),
            choices: z
              .array(z.object({ id: word, to: words, only: word }).catch({ id: '', to: [], only: '' }))
              .max(6)
              .catch([]),
          })
          .catch(blank),
      )
      .max(MAX_STEPS)
      .catch([]),
    after: tasks,
    tasks,
  })
  .catch({ id: '', steps: [], after: [], tasks: [] });

type Sketched = z.infer<typeof Sketch>['steps'][number];

/** One step with its place, and `after` written out where the file leaves it to the order of the steps. */
interface Drawn extends Linked {
  readonly path: Path;
  readonly index: number;
  readonly step: Sketched;
}

/** Every problem between the steps, even of a file with other faults: what cannot be read is passed over here, the schemas report it. */
export function graphProblems(data: unknown): readonly Finding[] {
  const { steps, after } = Sketch.parse(data);
  const drawn = steps.map((step, index): Drawn => {
    const before = steps.slice(Math.max(0, index - 1), index).map((one) => nameOf(one, index - 1));
    return { ...step, id: nameOf(step, index), step, index, path: ['steps', index], after: step.after ?? before };
  });
  const own = drawn.flatMap((one) => [...answers(one), ...dangling(one, drawn)]);
  const twice = duplicates(drawn, 'step');
  const back = drawn.flatMap((one) => backward(one, drawn));
  // Where two steps share an id, a circle would only be a consequence.
  const around = twice.length === 0 ? circles(drawn) : [];
  const order = [...twice, ...back, ...around];
  const tasks = placed(after, ['after']);
  return [...own, ...(order.length === 0 ? uncertain(drawn) : order), ...duplicates(tasks, 'task'), ...reserved(tasks)];
}

/** A step without a readable id still has its place in the order. */
function nameOf({ id }: Sketched, index: number): string {
  return id === '' ? `step ${index + 1}` : id;
}

/** The id of a runbook is its file's name. */
export function misnamed(data: unknown, fileName: string): readonly Finding[] {
  const { id } = Sketch.parse(data);
  const file = fileName.replace(/^.*[\\/]/s, '');
  return id === '' || `${id}.yaml` === file
    ? []
    : [{ path: ['id'], what: `The id is "${id}", but the file is called ${file}; the file of this id is ${id}.yaml.` }];
}

/** Task ids that stand twice, or that are not free, in the file of the tasks after every use. */
export function repeatedTasks(data: unknown): readonly Finding[] {
  const tasks = placed(Sketch.parse(data).tasks, ['tasks']);
  return [...duplicates(tasks, 'task'), ...reserved(tasks)];
}

const KEPT = [
  { like: /^change-\d+$/, for: 'the changes that people log' },
  { like: /^fallback-/, for: 'the tasks of a fallback account' },
];

/** Task ids that the product gives by itself. */
function reserved(all: readonly { readonly id: string; readonly path: Path }[]): readonly Finding[] {
  return all.flatMap(({ id, path }) => {
    const kept = KEPT.find(({ like }) => like.test(id));
    return kept === undefined ? [] : [{ path: [...path, 'id'], what: `The id "${id}" is kept for ${kept.for}; choose another one.` }];
  });
}

function placed(all: readonly { readonly id: string }[], path: Path): readonly { readonly id: string; readonly path: Path }[] {
  return all.map(({ id }, index) => ({ id, path: [...path, index] }));
}

function duplicates(all: readonly { readonly id: string; readonly path: Path }[], what: string): readonly Finding[] {
  const seen = new Set<string>(['']);
  return all.flatMap(({ id, path }) => {
    const again = id !== '' && seen.has(id);
    seen.add(id);
    return again ? [{ path: [...path, 'id'], what: `The id "${id}" is taken by an earlier ${what}; every ${what} has its own.` }] : [];
  });
}

/** Choices and evidence belong together. */
function answers({ step, path }: Drawn): readonly Finding[] {
  const repeated = duplicates(placed(step.choices, [...path, 'choices']), 'choice');
  if (step.kind === 'decide') return [...repeated, ...unanswerable({ step, path })];
  if (step.evidence === 'choice' && step.choices.length === 0) {
    return [{ path: [...path, 'evidence'], what: 'The evidence is a choice, but "choices" is missing; list at least two.' }];
  }
  if (step.evidence !== 'choice' && step.choices.length > 0) {
    return [
      ...repeated,
      { path: [...path, 'choices'], at: 'key', what: '"choices" stands without use; write evidence: choice, or make it a decide step.' },
    ];
  }
  return repeated;
}

/** A drill that has no answer left would stand still. */
function unanswerable({ step, path }: Pick<Drawn, 'step' | 'path'>): readonly Finding[] {
  const { choices } = step;
  return DRILLS.filter((sort) => choices.length > 0 && choices.every(({ only }) => only !== '' && only !== sort)).map((sort) => ({
    path: [...path, 'choices'],
    what: `A ${sort} drill has no answer here; leave out an "only", or add an answer.`,
  }));
}

/** Every id that a step names, with its place. */
function named({ step, path }: Drawn): readonly { readonly id: string; readonly path: Path }[] {
  const after = (step.after ?? []).map((id, index) => ({ id, path: [...path, 'after', index] }));
  const to = step.choices.flatMap((choice, at) => choice.to.map((id, index) => ({ id, path: [...path, 'choices', at, 'to', index] })));
  return [...after, ...to, ...(step.fallback === undefined ? [] : [{ id: step.fallback, path: [...path, 'fallback'] }])];
}

function dangling(one: Drawn, all: readonly Drawn[]): readonly Finding[] {
  const ids = all.map(({ id }) => id);
  return named(one)
    .filter(({ id }) => id !== '' && !ids.includes(id))
    .map(({ id, path }) => {
      const near = nearest(id, ids);
      return { path, what: `No step has the id "${id}"${near === null ? '' : `; the nearest is "${near}"`}.` };
    });
}

function backward({ step, path, index }: Drawn, all: readonly Drawn[]): readonly Finding[] {
  const to = all.find(({ id }) => id !== '' && id === step.fallback);
  if (to === undefined || to.index > index) return [];
  return [
    {
      path: [...path, 'fallback'],
      what: `The fallback "${to.id}" does not stand after its step "${step.id}"; a fallback comes later in the file.`,
    },
  ];
}

/** Each circle once, named from its first step in the file. A fallback that points back is a problem of its own. */
function circles(all: readonly Drawn[]): readonly Finding[] {
  const next = (from: Drawn) =>
    all.filter(
      (to) =>
        to.after.includes(from.id) ||
        from.step.choices.some((choice) => choice.to.includes(to.id)) ||
        (from.fallback === to.id && to.index > from.index),
    );
  const found = new Map<string, Finding>();
  const clear = new Set<Drawn>();
  const visit = (at: Drawn, trail: readonly Drawn[]): void => {
    if (clear.has(at)) return;
    const start = trail.indexOf(at);
    if (start >= 0) {
      const circle = trail.slice(start);
      const first = circle.reduce((one, two) => (two.index < one.index ? two : one));
      const turned = [...circle.slice(circle.indexOf(first)), ...circle.slice(0, circle.indexOf(first)), first].map(({ id }) => id);
      found.set(turned.join(' '), { path: [...first.path, 'id'], what: `Steps wait for each other in a circle: ${turned.join(' → ')}.` });
      return;
    }
    for (const to of next(at)) visit(to, [...trail, at]);
    clear.add(at);
  };
  for (const one of all) visit(one, []);
  return [...found.values()];
}

/** A step that merely follows a branch in the file could belong to it or not; its author has to say which. */
function uncertain(all: readonly Drawn[]): readonly Finding[] {
  const conditionOf = conditions(all);
  const opened = new Set(
    all.flatMap(({ step }) => [...step.choices.flatMap(({ to }) => to), ...(step.fallback === undefined ? [] : [step.fallback])]),
  );
  return all.flatMap(({ step, path, index }) => {
    const before = all[index - 1];
    if (before === undefined || step.after !== undefined || opened.has(step.id) || conditionOf(before) === 'always') return [];
    return [
      { path, what: `Step "${step.id}" follows "${before.id}", which not every run reaches; write "after" to say what it waits for.` },
    ];
  });
}
