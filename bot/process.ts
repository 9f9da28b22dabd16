// How the programs of the product end: refused in sentences with a code other than 0, or asked to stop, once, in order.
import { readFileSync } from 'node:fs';

/** Says why nothing was started, each problem on a line of its own, and ends with code 1. */
export function refuse(what: string, problems: readonly string[]): never {
  process.stderr.write(`${[what, ...problems.map((problem) => `  ${problem}`)].join('\n')}\n`);
  process.exit(1);
}

/** The same for something thrown: its message is the sentence. */
refuse.because = (error: unknown): never =>
  refuse('Glassbreak cannot start:', (Error.isError(error) ? error.message : String(error)).split('\n'));

/**
 * Resolves when this process is asked to stop: at the first SIGINT, SIGTERM or SIGHUP, or when the npm that started it is gone. A second
 * signal ends the process at once, with code 130. With `hungUp`, a SIGHUP stops nothing and calls that instead, each time.
 */
export async function askedToStop(hungUp?: () => void): Promise<void> {
  const signals: readonly NodeJS.Signals[] = hungUp === undefined ? ['SIGINT', 'SIGTERM', 'SIGHUP'] : ['SIGINT', 'SIGTERM'];
  if (hungUp !== undefined) process.on('SIGHUP', hungUp);
  const asked = Promise.withResolvers<null>();
  for (const signal of signals) process.once(signal, () => asked.resolve(null));
  const watch = watchNpm(() => asked.resolve(null));
  await asked.promise;
  clearInterval(watch);
  for (const signal of signals) process.once(signal, () => process.exit(130));
}

/** Closes in order and ends the process: with code 0, or with 1 and a sentence when something did not close. */
export async function leave(close: () => Promise<void>): Promise<never> {
  try {
    await close();
  } catch (error) {
    process.stderr.write(`Not everything could be closed: ${String(error)}\n`);
    process.exit(1);
  }
  // not left to an empty event loop: timers of the SDK keep it for seconds
  process.exit(0);
}

/** npm passes no signal on to what its shell runs (measured): ended by SIGTERM or by force, it would leave us behind. */
function watchNpm(gone: () => void): NodeJS.Timeout | undefined {
  if (process.env['npm_lifecycle_event'] === undefined) return undefined;
  const born = above();
  const look = (): void => {
    if (above() !== born) gone();
  };
  return setInterval(look, 500).unref();
}

/** The shell above this process and the npm above that: both change to another process when theirs ends. Where there is no /proc, the shell alone. */
function above(): string {
  const shell = process.ppid;
  try {
    return `${String(shell)} ${/\) \S (\d+) /.exec(readFileSync(`/proc/${String(shell)}/stat`, 'utf8'))?.[1] ?? ''}`;
  } catch {
    return String(shell);
  }
}
