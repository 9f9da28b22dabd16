// How the programs of the product end: refused in sentences with a code other than 0, or stopped by a signal, once, in order.

/** Says why nothing was started, each problem on a line of its own, and ends with code 1. */
export function refuse(what: string, problems: readonly string[]): never {
  process.stderr.write(`${[what, ...problems.map((problem) => `  ${problem}`)].join('\n')}\n`);
  process.exit(1);
}

/** The same for something thrown: its message is the sentence. */
refuse.because = (error: unknown): never => refuse('Glassbreak cannot start:', (Error.isError(error) ? error.message : String(error)).split('\n'));

/** Resolves after the first SIGINT, SIGTERM or SIGHUP, when `close` is done; a second signal ends at once. */
export async function untilStopped(close: () => Promise<void>): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stopped = Promise.withResolvers<null>();
  for (const signal of signals) process.once(signal, () => stopped.resolve(null));
  await stopped.promise;
  for (const signal of signals) process.once(signal, () => process.exit(130));
  await close();
}
