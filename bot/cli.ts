#!/usr/bin/env node
// The command line `glassbreak`: reads a ledger (verify, export, timeline, doctor) or plays a night on one of its own (drill). It is no
// door: nothing here acts on an activation. Exit codes: 0 sound, 1 not sound, 2 usage.
import './node-version.ts';
import { parseArgs } from 'node:util';
import { sayProblems } from './config.ts';
import { readConfig } from './config-file.ts';
import { logTo } from './log.ts';
import { refuse } from './process.ts';

const EXAMPLE = `${import.meta.dirname}/../deploy/glassbreak.example.yaml`;

async function drillCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' }, help: { type: 'boolean' } } });
  const config = readConfig(process.env['GLASSBREAK_CONFIG'] ?? EXAMPLE);
  if (!config.ok) refuse('The drill cannot start:', sayProblems(config));
  const { drill } = await import('./local/drill.ts');
  const verdict = await drill({ config, directory: values.data ?? null, log: logTo('warn'), write: (text) => void process.stdout.write(text) });
  return verdict.sound ? 0 : 1;
}
process.exitCode = await drillCommand(process.argv.slice(3));
