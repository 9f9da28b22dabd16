// The configuration file is looked at again by itself every so often.
import type { Config, Misconfigured } from './config.ts';

/** The roster in force is at most so many milliseconds older than the file. */
const REREAD_EVERY = 10_000;

export interface Rereading {
  /** Looks now; resolves when what came of it is recorded. */
  readonly now: () => Promise<void>;
  readonly stop: () => void;
}

/** Looks at the file every `rereadEvery` milliseconds until it is stopped; without `reread` never. */
export function startRereading(
  {
    reread,
    rereadEvery = REREAD_EVERY,
  }: { readonly reread?: (() => Config | Misconfigured) | undefined; readonly rereadEvery?: number | undefined },
  look: (read: () => Config | Misconfigured) => Promise<void>,
): Rereading {
  if (reread === undefined) return { now: () => Promise.resolve(), stop: () => undefined };
  const timer = setInterval(() => void look(reread), rereadEvery);
  timer.unref();
  return { now: () => look(reread), stop: () => clearInterval(timer) };
}
