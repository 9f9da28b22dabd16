// How a command of the command line is asked: its arguments read, its help shown, its mistakes said. Exit codes: 0 sound, 1 not sound, 2 usage.
import { parseArgs } from 'node:util';

/** Something in the arguments or the environment is not right; the message is the sentence, the exit code is 2. */
export class UsageFault extends Error {}

export interface Asked {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
}

/** Reads arguments that may hold the named text options and at most `most` words. null: help was asked for. Throws UsageFault. */
export function parseAsked(args: readonly string[], allowed: { readonly options: readonly string[]; readonly most: number }): Asked | null {
  const named = Object.fromEntries(allowed.options.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...named, help: { type: 'boolean' } },
      allowPositionals: true,
    });
    if (values.help === true) return null;
    if (positionals.length > allowed.most) throw new UsageFault(`One word too many: ${positionals.at(-1) ?? ''}.`);
    const options = Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : undefined] as const);
    return { words: positionals, options: Object.fromEntries(options) };
  } catch (error) {
    throw error instanceof UsageFault ? error : new UsageFault(argumentProblem(error));
  }
}

/** What node:util’s parseArgs found wrong, as a sentence of ours. */
export function argumentProblem(error: unknown): string {
  const said = String(error).replace(/^\w*Error(?: \[\w+\])?: /, '');
  const unknown = /^Unknown option '([^']+)'/.exec(said)?.[1];
  if (unknown !== undefined) return `There is no option ${unknown}; --help names those there are.`;
  return `${(/^[^.]*/.exec(said)?.[0] ?? said).trim()}.`;
}
