// Local mode as a whole: the product on this machine alone, and a Playground for each person who has a page. All of it, or nothing.
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { readConfig } from '../config-file.ts';
import type { LocalSettings } from '../environment.ts';
import { openFiles, RUNBOOKS } from '../files.ts';
import { logTo } from '../log.ts';
import { type Glassbreak, start } from '../main.ts';
import { type LocalPerson, seats } from './people.ts';
import { installBot, type Page, startPlaygrounds } from './playground.ts';

/** How the channel names the bot here, and the room where the roster fixes none. */
const BOT = { id: '28:11111111-2222-4333-8444-555555555555', name: 'Glassbreak' };
const ROOM = '19:break-glass-room@thread.v2';
/** Milliseconds. A Playground's page shows only one of two messages that arrive together, on a busy machine most often. */
const POST_GAP = 150;

export interface HouseOptions {
  readonly settings: LocalSettings;
  readonly config: Config;
  /** Person number n (from 0) gets the page on firstPort + n. */
  readonly firstPort: number;
  /** People with a page who are on no roster. */
  readonly strangers?: readonly LocalPerson[];
  /** What people at the terminal are told while it starts and runs, line by line. */
  readonly tell: (line: string) => void;
}

export interface House {
  readonly glassbreak: Glassbreak;
  readonly pages: readonly Page[];
  /** Ends everything, in order; resolves when no child is left. */
  readonly close: () => Promise<void>;
}

/** Opens the house; resolves when everybody's page works and shows what is open for them. Rejects with a sentence, and leaves nothing running. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { settings, config, strangers = [], tell } = options;
  const people = [...peopleOf(config), ...strangers];
  const glassbreak = await openProduct(options, people.length);
  tell(
    `Glassbreak listens on 127.0.0.1:${glassbreak.port}, on this machine only. Starting a Playground for each of ${people.length} people …`,
  );
  const room = { id: config.room.conversation ?? ROOM, name: config.room.name };
  const local = seats({ people, tenant: config.tenant, room, bot: BOT });
  // beside the ledger and as private as it: the Playground's own log holds what people typed
  const dataDir = resolve(settings.dataDirectory, 'playground');
  const started = await startPlaygrounds({
    seats: local,
    botEndpoint: glassbreak.endpoint,
    firstPort: options.firstPort,
    dataDir,
    log: tell,
  });
  if (started.outcome === 'failed') {
    await glassbreak.close();
    throw new Error(started.why);
  }
  const close = async (): Promise<void> => {
    await started.stop();
    await glassbreak.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await glassbreak.opened();
    for (const line of await installBot(started.pages)) tell(line);
    await glassbreak.idle();
    return { glassbreak, pages: started.pages, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openProduct({ settings, config, firstPort }: HouseOptions, people: number): Promise<Glassbreak> {
  const clock = systemClock();
  const files = await openFiles({ directory: settings.dataDirectory, mode: 'local', config, clock });
  // the Playground forgets everything when it ends: nothing that hung before this start hangs any more
  files.side.clear();
  const access = { mode: 'local' as const, bot: BOT.id, ports: Array.from({ length: people }, (_, index) => firstPort + index) };
  const { port, log } = settings;
  try {
    return await start({
      mode: 'local',
      config,
      reread: () => readConfig(settings.configFile),
      runbooks: RUNBOOKS,
      ...files,
      access,
      port,
      clock,
      log: logTo(log),
      postGap: POST_GAP,
    });
  } catch (error) {
    await files.store.close();
    files.side.close();
    throw error;
  }
}

/** The people of the roster, each with the first of their accounts. */
function peopleOf(config: Config): readonly LocalPerson[] {
  return [...config.roster.people.values()].flatMap(({ name, accounts: [account] }) =>
    account === undefined ? [] : [{ account, name, upn: `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@contoso.example` }],
  );
}
