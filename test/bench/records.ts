// A ledger that has seen much: real records of one request, its two votes and its withdrawal, again and again under the next number.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../../bot/clock.ts';
import type { Config } from '../../bot/config.ts';
import { LEDGER_FILE, openFiles, RUNBOOKS } from '../../bot/files.ts';
import { originOf } from '../../bot/ledger-start.ts';
import { silentLog } from '../../bot/log.ts';
import { type Glassbreak, start } from '../../bot/main.ts';
import { isFault } from '../../dialogs/handle.ts';
import { ActivationId } from '../../ledger/ids.ts';
import { type LedgerRecord, parseRecord, recordBytes } from '../../ledger/record.ts';
import type { Head, LedgerStore } from '../../ledger/store.ts';
import { signCheckpoint } from '../../ledger/checkpoint.ts';
import { append, emptyFrontier, type Frontier, headOf, leafHash } from '../../ledger/tree.ts';
import { filing, type Filed } from './filing.ts';
import { BOT } from './world.ts';

/** Makes a ledger of at least `count` records in an empty directory. They verify and fold like any others. */
export async function makeLedger(directory: string, config: Config, count: number): Promise<void> {
  const clock = systemClock();
  const files = await openFiles({ directory, mode: 'production', config, clock });
  const access = { mode: 'local', bot: BOT, ports: [] } as const;
  const house = await start({ mode: 'production', config, runbooks: RUNBOOKS, ...files, access, port: 0, clock, log: silentLog });
  await house.opened();
  await lived(house, config);
  await house.idle();
  const model = await modelOf(files.store);
  await house.close();
  fill(join(directory, LEDGER_FILE), model, {
    count,
    sign: (head) => signCheckpoint(files.key.signer, originOf('production', config), head),
  });
}

/** One request, approved by two and taken back. */
async function lived({ desk, spine }: Glassbreak, config: Config): Promise<void> {
  const { file, withdraw } = filing({ desk, spine }, config);
  const { activation, ballots } = (await file?.(null)) as Filed;
  for (const { account, data } of ballots) {
    const actor = desk.who({ tenant: config.tenant, account });
    const command = actor === null ? [] : desk.read({ ...data, verb: 'approve' }, actor);
    if (actor === null || !('verb' in command)) throw new Error(JSON.stringify(command));
    const turn = await desk.turn(command, actor);
    if (isFault(turn) || turn.kind !== 'happened') throw new Error(JSON.stringify(turn));
  }
  await withdraw?.(activation);
}

interface Model {
  readonly frontier: Frontier;
  /** The records of the one activation, in order. */
  readonly records: readonly LedgerRecord[];
}

async function modelOf(store: LedgerStore): Promise<Model> {
  const stored = await store.read(1, 100);
  const frontier = stored.reduce((grown, { bytes }) => append(grown, leafHash(bytes)), emptyFrontier);
  const read = stored.map(({ bytes }) => parseRecord(bytes)).filter((record) => typeof record !== 'string');
  return { frontier, records: read.filter(isKnown).filter(({ activation }) => activation !== null) };
}

function isKnown(record: ReturnType<typeof parseRecord>): record is LedgerRecord {
  return typeof record !== 'string' && record.facts.every(({ type }) => type !== 'Unknown');
}

interface Filling {
  readonly count: number;
  readonly sign: (head: Head) => string;
}

/** Adds whole lives until the ledger has `count` records or a few more, all in one transaction: nobody waits for these. */
function fill(path: string, { frontier, records }: Model, { count, sign }: Filling): void {
  const db = new DatabaseSync(path);
  const add = db.prepare('INSERT INTO records (seq, activation, bytes) VALUES (?, ?, ?)');
  const last = records.at(-1);
  if (last?.activation == null) throw new Error('the model holds no activation');
  const year = last.activation.slice(0, 'BG-2026-'.length);
  db.exec('BEGIN');
  let grown = frontier;
  for (let number = 2; grown.size < count; number += 1) {
    const activation = ActivationId.parse(`${year}${String(number).padStart(4, '0')}`);
    for (const record of records) {
      const bytes = recordBytes({ ...record, at: last.at, activation, seq: grown.size + 1 });
      grown = append(grown, leafHash(bytes));
      add.run(grown.size, activation, bytes);
    }
  }
  const head = headOf(grown);
  db.prepare('UPDATE head SET size = ?, root = ? WHERE id = 1').run(head.size, head.root);
  db.prepare('INSERT OR REPLACE INTO checkpoints (size, note) VALUES (?, ?)').run(head.size, sign(head));
  db.exec('COMMIT');
  db.close();
}
