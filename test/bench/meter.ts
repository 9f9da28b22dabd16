// What a server process under test measures of itself: CPU between a request and its finished answer, and of what follows the answer; and
// how its parent asks for it. It listens to Node's own HTTP events, so that both servers are measured alike and neither knows.
import diagnostics from 'node:diagnostics_channel';

/** CPU in milliseconds. `turns`: of each answered request, in order. `after`: between the last answer and the end of `drained`. */
export interface Measured {
  readonly turns: readonly number[];
  readonly after: number;
}

/** Answers requests of the parent by name; `measured` empties the meter. What a handler answers must survive structured cloning. */
export type Handlers = Readonly<Record<string, (argument: unknown) => unknown>>;

/** Begins to measure, and to answer the parent. `drained` resolves when nothing runs any more that follows an answer. */
export function meter(drained: () => Promise<void>, handlers: Handlers): void {
  let turns: number[] = [];
  let after = 0;
  let began: NodeJS.CpuUsage | null = null;
  let answered: NodeJS.CpuUsage | null = null;
  diagnostics.subscribe('http.server.request.start', () => (began = process.cpuUsage()));
  diagnostics.subscribe('http.server.response.finish', () => {
    if (began !== null) turns.push(milliseconds(process.cpuUsage(began)));
    began = null;
    answered = process.cpuUsage();
  });
  const own: Handlers = {
    drained: async () => {
      await drained();
      if (answered !== null) after += milliseconds(process.cpuUsage(answered));
      answered = null;
    },
    measured: (): Measured => {
      const whole = { turns, after };
      [turns, after] = [[], 0];
      return whole;
    },
    /** CPU since the process was started. */
    spent: () => milliseconds(process.cpuUsage()),
  };
  answerParent({ ...own, ...handlers });
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}

interface Asked {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

function answerParent(handlers: Handlers): void {
  process.on('message', (asked: Asked) => {
    const work = Promise.resolve().then(() => handlers[asked.name]?.(asked.argument));
    work.then(
      (value) => process.send?.({ id: asked.id, value }),
      (error: unknown) => process.send?.({ id: asked.id, error: Error.isError(error) ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => process.exit(0));
}

/** Tells the parent that something is so from now on. */
export function say(event: string, value: unknown = null): void {
  process.send?.({ event, value });
}
