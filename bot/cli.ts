#!/usr/bin/env node
// The command line `glassbreak`: reads a ledger (verify, export, timeline, doctor) or plays a night on one of its own (drill). It is no
// door: nothing here acts on an activation. Exit codes: 0 sound, 1 not sound, 2 usage.
import './node-version.ts';
import { doctorCommand } from './commands/doctor.ts';
import { drillReportCommand } from './commands/drill-report.ts';
import { findCommand } from './commands/find.ts';
import { exportCommand, ledgerFile, timelineCommand } from './commands/ledger.ts';
import { COMMANDS, helpOf } from './commands/help.ts';
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
  const known = COMMANDS.get(command);
  if (known === undefined) return overview(command);
  const asked = parseAsked(args, known.takes);
  if (asked === null) {
    out.line(`${helpOf(known)}\n\n${known.more}`);
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
  const text = `${asked || command === '' ? '' : `There is no command ${command}.\n`}${[...COMMANDS.values()].map(helpOf).join('\n')}\n`;
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
