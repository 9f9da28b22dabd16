// Which answers a step depends on: the conditions of a runbook's steps, read from choices, fallbacks and what waits for what.

/** How a step hangs together with others: a step as parsed, or as sketched from a faulty file. Ids that no step has are passed over. */
export interface Linked {
  readonly id: string;
  readonly after: readonly string[];
  readonly choices?: readonly { readonly id: string; readonly to: readonly string[] }[] | undefined;
  readonly fallback?: string | undefined;
}

/** One answer that opens steps: a choice of a decide step, or (choice null) the failure of a step with a fallback. */
export interface Guard {
  readonly step: Linked;
  readonly choice: string | null;
}

/** Always, or when any one of these answers was given. */
export type Condition = 'always' | readonly Guard[];

/** The answers that open this step directly. A step without any is open to everybody who comes by. */
export function guardsOf(id: string, steps: readonly Linked[]): readonly Guard[] {
  return steps.flatMap((step): readonly Guard[] => {
    const chosen = choicesOf(step)
      .filter(({ to }) => to.includes(id))
      .map((choice) => ({ step, choice: choice.id }));
    return step.fallback === id ? [...chosen, { step, choice: null }] : chosen;
  });
}

/**
 * The condition of each of these steps. A step named by a choice or as a fallback depends on that answer; any other is taken as soon as one
 * of the steps it waits for is. Where every answer of a decide step leads to a step, it depends on no answer, only on the decide step itself.
 * The steps must not wait for each other in a circle.
 */
export function conditions(steps: readonly Linked[]): (step: Linked) => Condition {
  const known = new Map<Linked, Condition>();
  const conditionOf = (step: Linked): Condition => {
    const ready = known.get(step);
    if (ready !== undefined) return ready;
    const direct = guardsOf(step.id, steps);
    const before = steps.filter(({ id }) => step.after.includes(id));
    const condition = direct.length > 0 ? direct : before.length === 0 ? 'always' : anyOf(before.map(conditionOf));
    const reduced = reduce(condition);
    known.set(step, reduced);
    return reduced;
  };
  const reduce = (condition: Condition): Condition => {
    if (condition === 'always') return condition;
    const covered = condition.find((guard) => coversAll(guard, condition))?.step;
    if (covered === undefined) return condition;
    return reduce(anyOf([condition.filter(({ step }) => step !== covered), conditionOf(covered)]));
  };
  return conditionOf;
}

function choicesOf({ choices }: Linked) {
  return choices ?? [];
}

/** Whether the condition holds whichever answer this guard's decide step gets. */
function coversAll({ step, choice }: Guard, condition: readonly Guard[]): boolean {
  if (choice === null) return false;
  return choicesOf(step).every(({ id }) => condition.some((guard) => guard.step === step && guard.choice === id));
}

function anyOf(all: readonly Condition[]): Condition {
  const guards: Guard[] = [];
  for (const one of all) {
    if (one === 'always') return 'always';
    guards.push(...one.filter((guard) => !guards.some(({ step, choice }) => step === guard.step && choice === guard.choice)));
  }
  return guards;
}
