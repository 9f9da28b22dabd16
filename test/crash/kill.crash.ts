// Killed with SIGKILL in the middle of clicks, again and again: what a person was told is in the ledger, the ledger verifies, cards are
// mended, and the same click afterwards has one effect. GLASSBREAK_CRASH_ROUNDS and GLASSBREAK_CRASH_SECONDS ask for more,
// GLASSBREAK_CRASH_SEED for the same moments again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Connector } from '../../bot/local/connector.ts';
import { type Answered, Seat, type Wire } from '../../bot/local/seat.ts';
import { ledgerReader } from '../../bot/store/reader.ts';
import { verifyLedger } from '../../bot/verify-ledger.ts';
import { readable } from '../../cards/plain.ts';
import { parseRecord } from '../../ledger/record.ts';
import { type Cast, type Click, night, request, seen } from './player.ts';

const ROUNDS = Number(process.env['GLASSBREAK_CRASH_ROUNDS'] ?? 25);
const SECONDS = Number(process.env['GLASSBREAK_CRASH_SECONDS'] ?? 60);
const SEED = Number(process.env['GLASSBREAK_CRASH_SEED'] ?? Date.now() % 1_000_000);
const ROOM = '19:break-glass-room@thread.v2';
const BOT = '28:11111111-2222-4333-8444-555555555555';
const TENANT = '72f988bf-0000-4000-8000-00000000aaaa';

const folder = mkdtempSync(join(tmpdir(), 'glassbreak-crash-'));
const file = join(folder, 'ledger.sqlite');
const connector = new Connector();
let child: ChildProcess | null = null;
/** Milliseconds from a click to the kill; null: this click is let through. */
let kill: number | null = null;
let kills = 0;
const told = new Map<string, number>();

/** What a first start compiles is kept for the others, which are killed and can keep nothing. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') };

beforeAll(async () => {
  await connector.open();
  await startChild();
  if (child === null) return;
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
  child = null;
}, 60_000);
afterAll(async () => {
  child?.kill('SIGKILL');
  await connector.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Numbers from a seed (mulberry32), 0 up to 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const a = Math.imul(state ^ (state >>> 15), 1 | state);
    const b = (a + Math.imul(a ^ (a >>> 7), 61 | a)) ^ a;
    return ((b ^ (b >>> 14)) >>> 0) / 2 ** 32;
  };
}

const wire: { endpoint: string } & Omit<Wire, 'endpoint'> = {
  endpoint: '',
  connector,
  tenant: TENANT,
  bot: BOT,
  room: ROOM,
  clock: () => Date.now(),
};
const person = (end: string, name: string) => new Seat(wire, { account: `aaaaaaaa-0000-4000-8000-0000000000${end}`, name });
const cast: Cast = {
  rita: person('01', 'Rita Requester'),
  aaron: person('02', 'Aaron Approver'),
  bea: person('03', 'Bea Approver'),
  carl: person('04', 'Carl Custodian'),
  mona: person('05', 'Mona Manager'),
  ada: person('06', 'Ada Auditor'),
};

async function startChild(): Promise<void> {
  const started = spawn(process.execPath, ['--no-warnings', join(import.meta.dirname, 'child.ts'), folder, String(connector.port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env,
  });
  child = started;
  const said = await Promise.race([once(started.stdout, 'data'), once(started, 'exit').then(() => null)]);
  if (said === null) throw new Error('the product did not start on the ledger that the kill left');
  wire.endpoint = `http://127.0.0.1:${String(said[0]).trim()}/api/messages`;
}

async function killChild(): Promise<void> {
  if (child === null) return;
  const dead = once(child, 'exit');
  child.kill('SIGKILL');
  await dead;
  child = null;
  kills += 1;
}

/** How often each fact stands in the ledger, as `BG-… E1002 VoteCast`, with part, step or task where it has one. */
async function facts(): Promise<ReadonlyMap<string, number>> {
  const reader = ledgerReader(file, { clock: () => 0 });
  const found = new Map<string, number>();
  for (const { bytes } of await reader.read(1, 100_000)) {
    const record = parseRecord(bytes);
    if (typeof record === 'string') throw new Error(record);
    for (const fact of record.facts) {
      const about = 'part' in fact ? fact.part : 'task' in fact ? fact.task : '';
      const who = record.by.actor === 'person' ? record.by.person : record.by.actor;
      const key = `${record.activation ?? ''} ${who} ${fact.type} ${about}`.trim();
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  await reader.close();
  return found;
}

/** What the dead product left: sound, and everything that anybody was told, once. */
async function verifyWhatWasLeft(): Promise<void> {
  expect(await verifyLedger(file, [])).toMatchObject({ sound: true });
  const left = await facts();
  expect([...told.keys()].map((key) => [key, left.get(key) ?? 0])).toEqual([...told.keys()].map((key) => [key, 1]));
}

/** Sends; when the product died of it, starts it again and answers null. */
async function send(work: () => Promise<Answered>): Promise<Answered | null> {
  if (child === null) await startChild();
  const killing = kill === null ? null : new Promise((resolve) => setTimeout(resolve, kill ?? 0)).then(killChild);
  kill = null;
  const answered = await work().catch(() => null);
  if (killing === null && answered !== null) return answered;
  await killing;
  await verifyWhatWasLeft();
  await startChild();
  return answered;
}

/** Sends until it is answered. */
async function surely(work: () => Promise<Answered>): Promise<Answered> {
  for (;;) {
    const answered = await send(work);
    if (answered !== null) return answered;
  }
}

const DONE = '! Somebody else has already done this task';
/** How a click is answered whose card did not show yet that somebody else was first. */
const LATE: Readonly<Record<string, readonly string[]>> = {
  'do-task': [DONE],
  'confirm-task': [DONE],
  'open-test': [DONE, '! A window for this test is open', '! A window was opened since'],
};

/** A click, sent again when the product died of it; its answer is kept as told. */
async function clicked({ seat, verb, data, on, leaves }: Click): Promise<string> {
  const { status, card } = await surely(() => seat.invoke({ verb, data }, on));
  const text = card === null ? '' : readable(card);
  expect([verb, status]).toEqual([verb, 200]);
  expect(text).not.toMatch(/^FAULT|STILL AT WORK|NOTHING WAS RECORDED/m);
  const activation = /BG-\d{4}-\d{4,6}/.exec(text)?.[0] ?? '';
  // a card that had not followed yet: the answer says that somebody else was first, and that is what was told
  if (LATE[verb]?.some((words) => text.includes(words)) === true) return activation;
  told.set(leaves(activation), 1);
  return activation;
}

test(
  'nothing that anybody was told is lost, whenever the product is killed',
  async () => {
    const next = random(SEED);
    const began = Date.now();
    const going = () => kills < ROUNDS && (Date.now() - began) / 1_000 < SECONDS;
    process.stdout.write(`crash seed ${SEED}\n`);
    await startChild();
    for (const seat of Object.values(cast) as readonly Seat[]) {
      await surely(() => seat.install());
    }
    await surely(() => cast.rita.install(ROOM));
    let activation = '';
    const act = async (click: Click) => {
      // most clicks are let through; the others are killed from the moment of sending to somewhat after the usual answer
      if (going() && next() < 0.6) kill = Math.floor(next() ** 2 * 60);
      return clicked(click);
    };
    do {
      activation = await act(await request(cast, surely));
      for await (const click of night(cast, activation)) await act(click);
    } while (going());
    await verifyWhatWasLeft();
    await seen(
      () => (connector.shown(ROOM).some(({ card }) => readable(card).includes(`CLOSED   ${activation}`)) ? true : null),
      'the room’s card mended',
    );
    process.stdout.write(
      `killed ${kills} times in ${Math.round((Date.now() - began) / 1_000)} s, ${told.size} answers all in the ledger\n`,
    );
    expect(kills).toBeGreaterThanOrEqual(Math.min(ROUNDS, 5));
  },
  (SECONDS + 120) * 1_000,
);
