// npm start: the product on this machine alone, with Microsoft's Playground as the client and an address for each person of the roster.
import '../node-version.ts';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sayProblems } from '../config.ts';
import { readConfig } from '../config-file.ts';
import { parseEnvironment } from '../environment.ts';
import { askedToStop, leave, refuse } from '../process.ts';
import { openHouse } from './house.ts';
import { welcome } from './welcome.ts';

const FIRST_PORT = '56150';

const asked = askedToStop();
// whoever read along may be gone before us
process.stdout.on('error', () => undefined);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const port = firstPort();
const read = parseEnvironment({ GLASSBREAK_LOG: 'warn', ...process.env }, 'local');
const config = readConfig(read.ok ? read.settings.configFile : (process.env['GLASSBREAK_CONFIG'] ?? 'deploy/glassbreak.example.yaml'));
const problems = [
  ...(read.ok ? [] : read.problems),
  ...(config.ok ? [] : sayProblems(config)),
  ...(typeof port === 'number' ? [] : [port]),
];
if (!read.ok || !config.ok || typeof port !== 'number') refuse('Glassbreak cannot start:', problems);

const { settings } = read;
const opening = openHouse({ settings, config, firstPort: port, tell: say }).catch(refuse.because);
const house = await Promise.race([opening, asked]);
// stopped while it was starting: the children leave when we do, and what the ledger holds is on disk
if (house === undefined) process.exit(130);
say(welcome({ pages: house.pages, config, dataDirectory: resolve(settings.dataDirectory) }));
await asked;
await leave(async () => {
  await house.close();
  say('\nStopped. The ledger is kept.');
});

/** The port of the first person's page, or what is wrong with the one given. */
function firstPort(): number | string {
  const wrong = '--first-port: this must be a port number from 1024 to 65000, like --first-port 57000; it is the only option';
  try {
    const { values } = parseArgs({ options: { 'first-port': { type: 'string', default: FIRST_PORT } } });
    const given = /^\d{4,5}$/.test(values['first-port']) ? Number(values['first-port']) : NaN;
    return given >= 1024 && given <= 65_000 ? given : wrong;
  } catch {
    return wrong;
  }
}
