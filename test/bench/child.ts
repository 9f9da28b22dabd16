// A server process under test, as its parent sees it: started, asked by name, ended.
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

export type Role = 'product' | 'echo';
type Told =
  { readonly event: string; readonly value: unknown } | { readonly id: number; readonly value?: unknown; readonly error?: string };

interface Starting {
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  readonly #events = new Map<string, PromiseWithResolvers<unknown>>();
  readonly #began = performance.now();
  #next = 1;

  /** Starts `test/bench/<role>.ts` with its settings in BENCH, as JSON, as `npm run serve` starts the product. */
  constructor(role: Role, settings: object, { env = {}, flags = [] }: Starting = {}) {
    const whole = { ...process.env, ...environmentOf(settings), ...env, BENCH: JSON.stringify(settings) };
    const execArgv = ['--require', join(import.meta.dirname, '../../bot/local/node-version.cjs'), ...flags];
    this.#process = fork(join(import.meta.dirname, `${role}.ts`), [], { env: whole, execArgv, serialization: 'advanced' });
    this.#process.on('message', (told: Told) => this.#told(told));
    this.#process.once('exit', (code) => this.#ended(role, code));
  }

  /** Milliseconds since the process was started. */
  get age(): number {
    return performance.now() - this.#began;
  }

  /** Resolves with what the process says when this is so; rejects when it ends before. */
  until(event: string): Promise<unknown> {
    return this.#event(event).promise;
  }

  ask(name: string, argument: unknown = null): Promise<unknown> {
    const id = this.#next++;
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(id, answer);
    this.#process.send({ id, name, argument });
    return answer.promise;
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.disconnect();
    await gone;
  }

  #told(told: Told): void {
    if ('event' in told) {
      this.#event(told.event).resolve(told.value);
      return;
    }
    const answer = this.#waiting.get(told.id);
    this.#waiting.delete(told.id);
    if (told.error === undefined) answer?.resolve(told.value);
    else answer?.reject(new Error(told.error));
  }

  #event(name: string): PromiseWithResolvers<unknown> {
    const known = this.#events.get(name) ?? Promise.withResolvers<unknown>();
    known.promise.catch(() => undefined);
    this.#events.set(name, known);
    return known;
  }

  #ended(role: Role, code: number | null): void {
    const why = new Error(`The ${role} process ended (${code ?? 'by a signal'}).`);
    for (const waiting of [...this.#waiting.values(), ...this.#events.values()]) waiting.reject(why);
  }
}

/** Where a managed identity asks for its token: the stand-in of the world. */
function environmentOf(settings: object): Readonly<Record<string, string>> {
  const identity = 'identity' in settings ? String(settings.identity) : '';
  return { IDENTITY_ENDPOINT: identity, IDENTITY_HEADER: 'bench' };
}
