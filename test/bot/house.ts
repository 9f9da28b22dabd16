// The inner half of the house on files in a folder: ledger, spine and desk, without the Teams edge.
import { Configuration } from '../../bot/configuration.ts';
import { Desk, type Desking } from '../../bot/desk.ts';
import { offsetMinutes } from '../../bot/clock.ts';
import { type Files, openFiles, RUNBOOKS } from '../../bot/files.ts';
import { openLedger } from '../../bot/ledger-start.ts';
import { openLibrary } from '../../bot/library.ts';
import { deriveSecrets } from '../../bot/secrets.ts';
import { silentLog } from '../../bot/log.ts';
import type { Command } from '../../dialogs/command.ts';
import type { Actor } from '../../dialogs/decision.ts';
import { isFault, Spine, type Turn } from '../../dialogs/handle.ts';
import type { Mode } from '../../ledger/ids.ts';
import { worldConfig } from '../world.ts';

export const RITA = { tenant: '72f988bf-0000-4000-8000-00000000aaaa', account: 'aaaaaaaa-0000-4000-8000-000000000001' };
export const AARON = { ...RITA, account: 'aaaaaaaa-0000-4000-8000-000000000002' };

export interface House {
  readonly files: Files;
  readonly spine: Spine;
  readonly desk: Desk;
  /** What the desk was made of. */
  readonly parts: Desking;
  readonly clock: { now: number };
  readonly config: ReturnType<typeof worldConfig>;
}

/** Opens the folder as the product does, up to the edge. */
export async function openHouse(directory: string, mode: Mode = 'local', config = worldConfig()): Promise<House> {
  const clock = { now: Date.UTC(2026, 10, 23, 1, 10) };
  const files = await openFiles({ directory, mode, config, clock: { now: () => clock.now, steady: () => clock.now } });
  const configuration = new Configuration({ config, clock: () => clock.now, log: silentLog });
  const library = openLibrary(RUNBOOKS, files.store);
  const secrets = deriveSecrets(files.key.signer.secret);
  const spine = new Spine({
    store: files.store,
    circumstances: (now, actor) => ({ now, actor, ...configuration.current(), library, number: secrets.number }),
    pause: () => Promise.resolve(),
  });
  await openLedger({ mode, config, store: files.store, key: files.key }, spine);
  await configuration.begin(spine, files.store);
  const parts: Desking = {
    store: files.store,
    spine,
    library,
    secrets,
    configuration: configuration.current,
    unread: configuration.unread,
    followed: configuration.followed,
    offset: offsetMinutes,
    assurance: 'local',
  };
  return { files, spine, parts, desk: new Desk(parts), clock, config };
}

export async function closeHouse({ files }: House): Promise<void> {
  await files.store.close();
  files.side.close();
}

/** What somebody asks, as an edge would bring it. Throws what could not be read and every fault. */
export async function turn({ desk }: House, sender: typeof RITA, raw: Readonly<Record<string, unknown>>): Promise<Turn> {
  const actor = desk.who(sender);
  if (actor === null) throw new Error('a stranger');
  const command = desk.read(raw, actor);
  if (!isCommand(command)) throw new Error(JSON.stringify(command));
  const answered = await desk.turn(command, actor satisfies Actor);
  if (isFault(answered)) throw new Error(answered.cause);
  return answered;
}

function isCommand(read: Command | readonly unknown[]): read is Command {
  return !Array.isArray(read);
}

export const REQUEST = {
  verb: 'request',
  kind: 'real',
  domain: 'conditional-access',
  account: 'bg-admin-01',
  operator: 'E1001',
  minutes: 60,
  otherAdmin: 'no',
  why: 'locked\u001b[31m out\nsince two',
  ticket: '',
};
