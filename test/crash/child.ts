// The product on its files in a folder, as a process of its own that may be killed at any moment. Says its port on standard output.
import { join } from 'node:path';
import { systemClock } from '../../bot/clock.ts';
import { sayProblems } from '../../bot/config.ts';
import { readConfig } from '../../bot/config-file.ts';
import { openFiles, RUNBOOKS } from '../../bot/files.ts';
import { logTo } from '../../bot/log.ts';
import { start } from '../../bot/main.ts';

const [directory = '', connector = '0'] = process.argv.slice(2);
const config = readConfig(join(import.meta.dirname, '../../deploy/glassbreak.example.yaml'));
if (!config.ok) throw new Error(sayProblems(config).join('\n'));
const clock = systemClock();
const files = await openFiles({ directory, mode: 'local', config, clock });
const access = { mode: 'local' as const, bot: '28:11111111-2222-4333-8444-555555555555', ports: [Number(connector)] };
const house = await start({ mode: 'local', config, runbooks: RUNBOOKS, ...files, access, port: 0, clock, log: logTo('error'), every: 50 });
process.stdout.write(`${house.port}\n`);
await house.opened();
// whoever started this one is gone, or wants it to end
process.stdin.on('end', () => process.exit(0)).resume();
