// The commands of the command line: how each is asked, what it does, and what its --help adds. The README's table is written from here.
import type { parseAsked } from './usage.ts';

export interface CommandHelp {
  /** As it is typed after `glassbreak`. */
  readonly usage: string;
  /** Continues the usage as a sentence: what it does. */
  readonly what: string;
  /** What --help says besides. */
  readonly more: string;
  readonly takes: Parameters<typeof parseAsked>[1];
}

const DATA = '  --data DIR  the data directory; without it GLASSBREAK_DATA, else ./data';
const data = { options: ['data'], most: 0 } as const;

const verify: CommandHelp = {
  usage: 'verify [FILE] [--key VKEY]',
  what: 'verifies an export or a ledger file, and names the first broken record; without FILE the ledger of GLASSBREAK_DATA',
  // verify-command.ts answers its --help, also where it stands alone as one file
  more: '',
  takes: { options: ['key'], most: 1 },
};

const exporting: CommandHelp = {
  usage: 'export [--data DIR]',
  what: 'writes the ledger to standard output as JSON Lines that verify on their own',
  more: `Typed text is not in it, only its hashes. Reads beside a running bot and changes nothing.

${DATA}

Exit code: 0 written, 2 the ledger could not be read.`,
  takes: data,
};

const timeline: CommandHelp = {
  usage: 'timeline [BG-…] [--data DIR]',
  what: 'writes who did what, when and why',
  more: `Times in the configured zone and UTC. Names come from the configuration of the ledger's tenant; without it people appear by their keys.

  BG-…        only this activation, such as BG-2026-0042
${DATA}

Exit code: 0 written, 2 no such activation, or the ledger could not be read.`,
  takes: { options: ['data'], most: 1 },
};

const report: CommandHelp = {
  usage: 'drill-report BG-… [--data DIR]',
  what: 'writes the evidence of one drill as Markdown, to be filed: who, when, what worked, what did not',
  more: `It says, too, where the ledger stood. Typed text is in it, escaped. Reads beside a running bot.

  BG-…        the drill, such as BG-2026-0042
${DATA}

Exit code: 0 written, 2 no such drill, or the ledger could not be read.`,
  takes: { options: ['data'], most: 1 },
};

const find: CommandHelp = {
  usage: 'find "TEXT"',
  what: 'says which runbook fits, the best first; exit code 1 when none does',
  more: `Searches the runbooks as the chat does with free text. Each line is an id and a score; scores compare within one answer only.

Exit code: 0 something fits, 1 nothing does.`,
  takes: { options: [], most: 1 },
};

const doctor: CommandHelp = {
  usage: 'doctor',
  what: 'says what this installation lacks, and whether a night would work now',
  more: `Looks at the configuration (GLASSBREAK_CONFIG, else glassbreak.yaml), the runbooks, the ledger with its key, and the environment of
production. Each line begins with its sign: ✓ well, ! think about it, ✗ wrong.

Exit code: 0 nothing is wrong, 1 something is.`,
  takes: { options: [], most: 0 },
};

const drill: CommandHelp = {
  usage: 'drill [--data DIR]',
  what: 'plays a whole night by itself; with DIR its ledger is kept there',
  more: `The bot runs for it on this machine alone, with made-up people. Nobody is told, and no ledger but its own is touched.

  --data DIR  keeps the ledger there, to be read with verify, export and timeline; without it nothing is kept

Exit code: 0 the night went as it must and its ledger is sound, 1 not.`,
  takes: data,
};

/** Every command by its name, in the order in which they are listed. */
export const COMMANDS: ReadonlyMap<string, CommandHelp> = new Map(
  [verify, exporting, timeline, report, find, doctor, drill].map((one) => [one.usage.split(' ', 1)[0] ?? '', one]),
);

/** One line: how it is typed, and what it does. */
export function helpOf({ usage, what }: CommandHelp): string {
  return `${`glassbreak ${usage}`.padEnd(42)} ${what}`;
}
