// npm run drill: a whole night by itself, as text, all of it over HTTP as Teams would send it. The ledger it leaves is a real one, of mode
// drill: nothing of it can be mistaken for production.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readable } from '../../cards/plain.ts';
import type { Role } from '../../ledger/ids.ts';
import type { Verdict } from '../../ledger/verify.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { openFiles, RUNBOOKS } from '../files.ts';
import type { Log } from '../log.ts';
import { type Glassbreak, start } from '../main.ts';
import { verifyReading } from '../verify-ledger.ts';
import { Connector } from './connector.ts';
import { night, type Night } from './night.ts';
import { Seat, type Wire } from './seat.ts';

const BOT = '28:11111111-2222-4333-8444-555555555555';
const ROOM = '19:break-glass-room@thread.v2';
const OUTSIDER = { account: 'dddddddd-0000-4000-8000-000000000099', name: 'Otto Outsider' };

export interface DrillOptions {
  readonly config: Config;
  /** Where the ledger is kept; null: nowhere. */
  readonly directory: string | null;
  readonly log: Log;
  readonly write: (text: string) => void;
}

/** Runs the night; answers whether its ledger verifies. Rejects with a sentence when something is in the way. */
export async function drill(options: DrillOptions): Promise<Verdict> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'glassbreak-drill-')));
  try {
    return await inDirectory(directory, options);
  } finally {
    if (options.directory === null) await rm(directory, { recursive: true, force: true });
  }
}

async function inDirectory(directory: string, { config, log, write }: DrillOptions): Promise<Verdict> {
  const clock = systemClock();
  const files = await openFiles({ directory, mode: 'drill', config, clock });
  const connector = new Connector();
  await connector.open();
  const access = { mode: 'local' as const, bot: BOT, ports: [connector.port] };
  const starting = start({ mode: 'drill', config, runbooks: RUNBOOKS, ...files, access, port: 0, clock, log });
  const house = await starting.catch(async (cause: unknown) => {
    await Promise.all([connector.close(), files.store.close()]);
    files.side.close();
    throw cause;
  });
  try {
    files.side.clear();
    await house.opened();
    const wire: Wire = { endpoint: house.endpoint, connector, tenant: config.tenant, bot: BOT, room: ROOM, clock: () => clock.now() };
    write('A drill of the program itself: every person here is played, no account is touched, the ledger is one of mode “drill”.\n');
    await night(stage({ wire, config, house, write }));
    await house.idle();
    return await finish(house, { verdict: await verifyReading(files.store, []), write });
  } finally {
    await house.close();
    await connector.close();
  }
}

interface Staging {
  readonly wire: Wire;
  readonly config: Config;
  readonly house: Glassbreak;
  readonly write: (text: string) => void;
}

/** The people of the roster by role, and somebody who is on no roster. */
function stage({ wire, config, house, write }: Staging): Night {
  const people = [...config.roster.people.values()];
  const seats = new Map(people.map((person) => [person.id, new Seat(wire, { account: person.accounts[0] ?? null, name: person.name })]));
  const withRole = (role: Role) => people.filter((person) => person.roles.includes(role)).flatMap(({ id }) => seats.get(id) ?? []);
  const [responder, manager] = [withRole('responder')[0], withRole('manager')[0]];
  const [one, two] = withRole('approver');
  if (!responder || !manager || !one || !two)
    throw new Error('The drill needs a responder, two approvers and a manager in the configuration.');
  const parts = [...config.policy.accounts.values()][0]?.credentials[0]?.parts ?? [];
  const custodians = parts.flatMap(({ id, custodians: [first] }) => {
    const seat = first === undefined ? undefined : seats.get(first);
    return seat === undefined ? [] : [{ seat, part: id }];
  });
  return {
    everybody: [...seats.values()],
    responder,
    approvers: [one, two],
    manager,
    custodians,
    outsider: new Seat(wire, OUTSIDER),
    room: ROOM,
    shown: (conversation) => wire.connector.shown(conversation),
    settle: () => house.idle(),
    tell: (who, what, { card }) => write(`\n${who} ${what}\n${card === null ? '' : told(card)}\n`),
    scene: (title) => write(`\n━━ ${title} ${'━'.repeat(Math.max(0, 90 - title.length))}\n`),
  };
}

function told(card: Readonly<Record<string, unknown>>): string {
  return readable(card)
    .split('\n')
    .map((line) => `  │ ${line}`)
    .join('\n');
}

async function finish(
  house: Glassbreak,
  { verdict, write }: { readonly verdict: Verdict; readonly write: (text: string) => void },
): Promise<Verdict> {
  write('\n');
  if (!verdict.sound) write(`The ledger does not verify. ${verdict.why}\n`);
  else
    write(
      `The ledger is sound: ${verdict.size} records, ${verdict.checkpoints} signed checkpoints, signed to record ${verdict.signedTo}.\nHead ${verdict.root}\n`,
    );
  await house.idle();
  return verdict;
}
