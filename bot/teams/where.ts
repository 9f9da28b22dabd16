// What the log may know of an error.

/** An error's kind and place in the code; its message may hold what people typed. */
export function whereOf(cause: unknown): Readonly<Record<string, string>> {
  if (!Error.isError(cause)) return { error: typeof cause };
  const frames = (cause.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { error: cause.name, where: frames.slice(0, 3).join(' ').trim() };
}
