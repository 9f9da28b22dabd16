// npm start: the product on this machine alone, with Microsoft's Playground as the client and an address for each person of the roster.
import '../node-version.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import { type Config, sayProblems } from '../config.ts';
import { readConfig } from '../config-file.ts';
import { type LocalSettings, parseEnvironment } from '../environment.ts';
import { openFiles, RUNBOOKS } from '../files.ts';
import { logTo } from '../log.ts';
import { type Glassbreak, start } from '../main.ts';
import { refuse, untilStopped } from '../process.ts';
import { type LocalPerson, seats } from './people.ts';
import { installBot, type Page, startPlaygrounds } from './playground.ts';

/** How the channel names the bot here, and the room where the roster fixes none. */
const BOT = { id: '28:11111111-2222-4333-8444-555555555555', name: 'Glassbreak' };
const ROOM = '19:break-glass-room@thread.v2';
const FIRST_PORT = 56_150;

const read = parseEnvironment({ GLASSBREAK_LOG: 'warn', ...process.env }, 'local');
if (!read.ok) refuse('Glassbreak cannot start:', read.problems);
const config = readConfig(read.settings.configFile);
if (!config.ok) refuse('Glassbreak cannot start:', sayProblems(config));
await play(read.settings, config);

async function play(settings: LocalSettings, config: Config): Promise<void> {
  const people = peopleOf(config);
  const ports = people.map((_, index) => FIRST_PORT + index);
  const house = await open(settings, config, ports).catch(refuse.because);
  process.stdout.write(`Glassbreak listens on 127.0.0.1:${house.port}, on this machine only. Starting a Playground for each of ${people.length} people …\n`);
  const dataDir = await mkdtemp(join(tmpdir(), 'glassbreak-'));
  const room = { id: config.room.conversation ?? ROOM, name: config.room.name };
  const local = seats({ people, tenant: config.tenant, room, bot: BOT });
  const playgrounds = await startPlaygrounds({ seats: local, botEndpoint: house.endpoint, firstPort: FIRST_PORT, dataDir, log: () => undefined });
  if (playgrounds.outcome === 'failed') {
    await house.close();
    refuse('Glassbreak cannot start:', playgrounds.why.split('\n'));
  }
  await house.opened();
  const untold = await installBot(playgrounds.pages);
  await house.idle();
  process.stdout.write(welcome({ pages: playgrounds.pages, config, settings, untold }));
  await untilStopped(async () => {
    await playgrounds.stop();
    await house.close();
    await rm(dataDir, { recursive: true, force: true });
    process.stdout.write('\nStopped. The ledger is kept.\n');
  });
}

async function open(settings: LocalSettings, config: Config, ports: readonly number[]): Promise<Glassbreak> {
  const clock = systemClock();
  const files = await openFiles({ directory: settings.dataDirectory, mode: 'local', config, clock });
  // the Playground forgets everything when it ends: nothing that hung before this start hangs any more
  files.side.clear();
  const access = { mode: 'local' as const, bot: BOT.id, ports };
  return start({ mode: 'local', config, runbooks: RUNBOOKS, ...files, access, port: settings.port, clock, log: logTo(settings.log) });
}

/** The people of the roster, each with the first of their accounts. */
function peopleOf(config: Config): readonly LocalPerson[] {
  return [...config.roster.people.values()].flatMap(({ name, accounts: [account] }) =>
    account === undefined ? [] : [{ account, name, upn: `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@contoso.example` }],
  );
}

interface Welcome {
  readonly pages: readonly Page[];
  readonly config: Config;
  readonly settings: LocalSettings;
  readonly untold: readonly string[];
}

function welcome({ pages, config, settings, untold }: Welcome): string {
  const roles = (account: string) => [...config.roster.people.values()].find((person) => person.accounts.some((one) => one === account))?.roles.join(', ') ?? '';
  const width = Math.max(...pages.map(({ person }) => person.name.length));
  const lines = pages.map(({ person, url }) => `  ${person.name.padEnd(width)}  ${url}  ${roles(person.account)}`);
  const first = pages.find(({ person }) => roles(person.account).includes('responder'))?.person.name ?? 'a responder';
  return [
    '',
    'Ready. Everybody has an address of their own; open them side by side:',
    '',
    ...lines,
    '',
    `What to do first: open ${first}’s address, choose “Personal Chat” on the left and type: help`,
    `Then choose what is broken and ask for an account. The others find their cards in their own chats; “${config.room.name}” is the room.`,
    `The ledger is kept in ${settings.dataDirectory}. Press Ctrl-C to stop.`,
    ...untold,
    '',
  ].join('\n');
}
