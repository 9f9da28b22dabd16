// The product and a real Playground for each person, for a test: the example roster, somebody who is on no roster, free ports, a ledger in a
// folder of its own. `close` ends all of it; `again` starts it anew on the same ledger.
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, parseConfig, sayProblems } from '../../bot/config.ts';
import { type House, openHouse } from '../../bot/local/house.ts';
import type { Page } from '../../bot/local/playground.ts';
import { freePorts } from './start.ts';

/** The first names of the example roster, and Otto, who is on no roster. */
export const NAMES = ['rita', 'aaron', 'bea', 'carl', 'mona', 'ada', 'otto'] as const;
export type Name = (typeof NAMES)[number];

export interface OpenHouse {
  readonly pages: Readonly<Record<Name, Page>>;
  /** What the terminal was told. */
  readonly told: readonly string[];
  /** Milliseconds until everybody's page worked. */
  readonly took: number;
  /** Resolves when every copy of every card is up to date. */
  readonly idle: () => Promise<void>;
  /** Ends everything and starts it anew on the same ledger, as after a restart of the machine. */
  readonly again: () => Promise<OpenHouse>;
  readonly close: () => Promise<void>;
}

const OTTO = { account: 'dddddddd-0000-4000-8000-000000000099', name: 'Otto Outsider', upn: 'otto@elsewhere.example' };

/** Opens the house on the example configuration, changed by `change`; rejects with the product's own sentence when it does not start. */
export async function openTestHouse(change: (yaml: string) => string = (yaml) => yaml): Promise<OpenHouse> {
  const example = readFileSync(join(import.meta.dirname, '../../deploy/glassbreak.example.yaml'), 'utf8');
  const config = parseConfig(change(example), 'example.yaml');
  if (!config.ok) throw new Error(sayProblems(config).join('\n'));
  return openIn(await mkdtemp(join(tmpdir(), 'glassbreak-house-')), config);
}

async function openIn(directory: string, config: Config): Promise<OpenHouse> {
  const told: string[] = [];
  // the product looks at its file again while it runs
  const configFile = join(directory, 'glassbreak.yaml');
  writeFileSync(configFile, config.source);
  const settings = { mode: 'local', configFile, dataDirectory: directory, host: '127.0.0.1', port: 0, log: 'error' } as const;
  const firstPort = await freePorts(NAMES.length);
  const began = performance.now();
  const house = await openHouse({ settings, config, firstPort, strangers: [OTTO], tell: (line) => void told.push(line) });
  const took = performance.now() - began;
  return {
    pages: byName(house),
    told,
    took,
    idle: () => house.glassbreak.idle(),
    again: async () => {
      await house.close();
      return openIn(directory, config);
    },
    close: async () => {
      await house.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function byName({ pages }: House): Readonly<Record<Name, Page>> {
  const find = (name: Name): readonly [Name, Page] => {
    const page = pages.find(({ person }) => person.name.toLowerCase().startsWith(name));
    if (page === undefined) throw new Error(`nobody of the example roster is called ${name}`);
    return [name, page];
  };
  return Object.fromEntries(NAMES.map(find)) as Record<Name, Page>;
}
