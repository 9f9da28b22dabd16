#!/usr/bin/env node
// The command line `glassbreak`: reads a ledger (verify, export, timeline, doctor) or plays a night on one of its own (drill). It is no
// door: nothing here acts on an activation. Exit codes: 0 sound, 1 not sound, 2 usage.
import './node-version.ts';
import { doctorCommand } from './commands/doctor.ts';
import { drillReportCommand } from './commands/drill-report.ts';
import { findCommand } from './commands/find.ts';
import { exportCommand, ledgerFile, timelineCommand } from './commands/ledger.ts';
import { parseAsked, UsageFault } from './commands/usage.ts';
import { sayProblems } from './config.ts';
import { readConfig } from './config-file.ts';
import { EXAMPLE_CONFIG } from './files.ts';
import { RunbookFault } from './library.ts';
import { logTo } from './log.ts';
import { StoreFault } from './store/fault.ts';
import { StartFault } from './teams/listen.ts';
import { verifyCommand } from './verify-command.ts';
import { verifyFile } from './verify-ledger.ts';

const HELP: Readonly<Record<string, string>> = {
  verify: 'glassbreak verify [FILE] [--key VKEY]   verifies an export or a ledger file; without FILE the ledger of GLASSBREAK_DATA',
  export: 'glassbreak export [--data DIR]          writes the ledger to standard output as JSON Lines that verify on their own',
  timeline: 'glassbreak timeline [BG-…] [--data DIR] writes who did what, when and why',
  'drill-report': 'glassbreak drill-report BG-… [--data DIR] writes the evidence of one drill as Markdown, to be filed',
  find: 'glassbreak find "TEXT"                  says which runbook fits, the best first',
  doctor: 'glassbreak doctor                       says what this installation lacks',
  drill: 'glassbreak drill [--data DIR]           plays a whole night by itself; with DIR its ledger is kept there',
};

const ARGUMENTS: Readonly<Record<string, Parameters<typeof parseAsked>[1]>> = {
  timeline: { options: ['data'], most: 1 },
  'drill-report': { options: ['data'], most: 1 },
  find: { options: [], most: 1 },
  doctor: { options: [], most: 0 },
};
const DATA = '\n  --data DIR  the data directory; without it GLASSBREAK_DATA, else ./data';
const MORE: Readonly<Record<string, string>> = {
  export: `
Typed text is not in it, only its hashes. Reads beside a running bot and changes nothing.
${DATA}

Exit code: 0 written, 2 the ledger could not be read.`,
  timeline: `
Times in the configured zone and UTC. Names come from the configuration of the ledger's tenant; without it people appear by their keys.

  BG-…        only this activation, such as BG-2026-0042${DATA}

Exit code: 0 written, 2 no such activation, or the ledger could not be read.`,
  'drill-report': `
Who, when, what worked, what did not, and where the ledger stood. Typed text is in it, escaped. Reads beside a running bot.

  BG-…        the drill, such as BG-2026-0042${DATA}

Exit code: 0 written, 2 no such drill, or the ledger could not be read.`,
  find: `
Searches the runbooks as the chat does with free text. Each line is an id and a score; scores compare within one answer only.

Exit code: 0 something fits, 1 nothing does.`,
  doctor: `
Looks at the configuration (GLASSBREAK_CONFIG, else glassbreak.yaml), the runbooks, the ledger with its key, and the environment of
production. Each line begins with its sign: ✓ well, ! think about it, ✗ wrong.

Exit code: 0 nothing is wrong, 1 something is.`,
  drill: `
The bot runs for it on this machine alone, with made-up people. Nobody is told, and no ledger but its own is touched.

  --data DIR  keeps the ledger there, to be read with verify, export and timeline; without it nothing is kept

Exit code: 0 the night went as it must and its ledger is sound, 1 not.`,
};

const out = {
  line: (text: string) => void process.stdout.write(`${text}\n`),
  bytes: (bytes: Uint8Array) => void process.stdout.write(Buffer.concat([bytes, Buffer.from('\n')])),
};

// whoever reads our output may stop reading: then the rest was not written, and nothing else is wrong
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 2 : 1));

process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
  const known = [UsageFault, StoreFault, StartFault, RunbookFault].some((kind) => error instanceof kind) && Error.isError(error);
  process.stderr.write(`${known ? error.message : String(error)}\n`);
  return 2;
});

async function run([command = '', ...args]: readonly string[]): Promise<number> {
  if (command === 'verify') return verify(args);
  const help = Object.hasOwn(HELP, command) ? HELP[command] : undefined;
  if (help === undefined) return overview(command);
  const asked = parseAsked(args, ARGUMENTS[command] ?? { options: ['data'], most: 0 });
  if (asked === null) {
    out.line(`${help}\n${MORE[command] ?? ''}`.trimEnd());
    return 0;
  }
  if (command === 'find') return findCommand(asked, out);
  const file = ledgerFile(asked.options['data'], process.env);
  if (command === 'export') return exportCommand(file, out);
  if (command === 'drill-report') return drillReportCommand(file, asked, { ...out, env: process.env });
  if (command === 'timeline') return timelineCommand(file, asked, { ...out, env: process.env });
  return command === 'doctor' ? doctorCommand(process.env, out) : drill(asked.options['data'] ?? null);
}

function overview(command: string): number {
  const asked = ['--help', '-h', 'help'].includes(command);
  const text = `${asked || command === '' ? '' : `There is no command ${command}.\n`}${Object.values(HELP).join('\n')}\n`;
  (asked ? process.stdout : process.stderr).write(text);
  return asked ? 0 : 2;
}

async function verify(args: readonly string[]): Promise<number> {
  const named = args.some((word, at) => !word.startsWith('-') && args[at - 1] !== '--key');
  const whole = named || args.includes('--help') ? args : [ledgerFile(undefined, process.env), ...args];
  const err = (line: string) => void process.stderr.write(`${line}\n`);
  return verifyCommand(whole, { verify: verifyFile, out: out.line, err, called: 'glassbreak verify' });
}

async function drill(directory: string | null): Promise<number> {
  const config = readConfig(process.env['GLASSBREAK_CONFIG'] ?? EXAMPLE_CONFIG);
  if (!config.ok) throw new UsageFault(sayProblems(config).join('\n'));
  const play = await import('./local/drill.ts');
  const verdict = await play.drill({ config, directory, log: logTo('warn'), write: (text) => void process.stdout.write(text) });
  return verdict.sound ? 0 : 1;
}
