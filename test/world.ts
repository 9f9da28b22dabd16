// The whole product in memory, with a clock that only tests move: main.ts as it starts in earnest, people at the wire, a connector that
// keeps what everybody sees. Nothing is reached behind the wire's back but the ledger, and that only to be read. Where TEST_STAGE names
// Playgrounds that run (`npm run test:clients`), the people sit there instead, and everything goes through Microsoft's client.
import { createPrivateKey } from 'node:crypto';
import { jest } from '@jest/globals';
import { type Config, parseConfig } from '../bot/config.ts';
import { RUNBOOKS } from '../bot/files.ts';
import { originOf } from '../bot/ledger-start.ts';
import { Connector } from '../bot/local/connector.ts';
import { Seat, type Sitting, type Wire } from '../bot/local/seat.ts';
import { type Fields, type Log, logTo } from '../bot/log.ts';
import { type Glassbreak, type Settings, start } from '../bot/main.ts';
import type { SigningKey } from '../bot/store/key.ts';
import { memoryStore } from '../bot/store/memory.ts';
import { type SideStore, sideStore } from '../bot/store/side.ts';
import { verifyReading } from '../bot/verify-ledger.ts';
import { readable } from '../cards/plain.ts';
import { signerOf } from '../ledger/checkpoint.ts';
import type { Fact } from '../ledger/fact.ts';
import { AccountId } from '../ledger/ids.ts';
import { parseRecord, type ReadRecord } from '../ledger/record.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Verdict } from '../ledger/verify.ts';
import { type Shows, Stage, type Staged } from './playground/stage.ts';
import { accountEnding, BEA_ADMIN, BOT, ROOM, STRANGER, worldConfig } from './world-people.ts';

export { BOT, ROOM, worldConfig };

/** Monday, 23 November 2026, 02:10 in Berlin. */
export const BEGINNING = Date.UTC(2026, 10, 23, 1, 10);
export const MINUTE = 60_000;

const STAGED = process.env['TEST_STAGE'];

// a whole night is some sixty turns and a few hundred edits, on whatever machine this runs
jest.setTimeout(STAGED === undefined ? 60_000 : 20_000);

/** A key that is the same in every run: so are the numbers that requesters read out. */
export function worldKey(config: Config, mode: Settings['mode'] = 'local', seed = 7): SigningKey {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)]);
  const signer = signerOf(originOf(mode, config), createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }));
  return { origin: originOf(mode, config), mode, vkey: signer.vkey, signer };
}

const PEOPLE = {
  rita: '01',
  aaron: '02',
  bea: '03',
  carl: '04',
  mona: '05',
  ada: '06',
  cleo: '07',
  dan: '08',
  hugo: '09',
  max: '10',
  wanda: '11',
} as const;
export type Somebody = keyof typeof PEOPLE;

/** What stands between the product and its store: tests let it fail, or wait. Throw to refuse. */
export interface Seams {
  append: () => void | Promise<void>;
}

export class World {
  /** Milliseconds UTC; only tests move it. */
  now = BEGINNING;
  /** By how much the clock of the machine jumped, and by how much Teams says that it is wrong, in milliseconds. */
  jumped = 0;
  wrong = 0;
  readonly connector: Shows;
  /** Playgrounds instead of a wire of our own; null: none. */
  readonly #stage: Stage | null;
  readonly config: Config;
  readonly store: LedgerStore;
  readonly side: SideStore = sideStore(':memory:');
  readonly seams: Seams = { append: () => undefined };
  /** The configuration file as it lies on disk; null: as it was at the start. */
  file: string | null = null;
  /** Milliseconds that somebody waits for an answer from the next start on: however slow the machine is, a story goes on after it. */
  answerWithin = 15_000;
  /** Where pages go from the next start on. */
  paging: NonNullable<Settings['paging']> | null = null;
  /** What looks into Entra from the next start on; null: it is not connected. */
  eyes: NonNullable<Settings['eyes']> | null = null;
  /** Every line of the log, as text. */
  readonly logged: string[] = [];
  #house: Glassbreak | null = null;
  #wire: Wire | null = null;

  private constructor(config: Config, service: Connector | Stage) {
    this.config = config;
    this.connector = service;
    this.#stage = service instanceof Stage ? service : null;
    const store = memoryStore({ clock: () => this.now });
    const append: LedgerStore['append'] = async (entry) => {
      await this.seams.append();
      return store.append(entry);
    };
    // both outlive the product: a restart finds them as a disk would keep them
    this.store = { ...store, append, close: () => Promise.resolve() };
    this.side = { ...this.side, close: () => undefined };
  }

  /** A product that has just started, with everybody's chat and the room ready. */
  static async open(config = worldConfig()): Promise<World> {
    const world = new World(config, await serviceOf());
    await world.start();
    for (const name of Object.keys(PEOPLE)) if (isSomebody(name)) await world[name].install();
    await world.rita.install(ROOM);
    await world.settle();
    return world;
  }

  /** Starts the product on the store as it is. */
  async start(): Promise<void> {
    const { config, store, side } = this;
    const clock = { now: () => this.now, steady: () => this.now - this.jumped };
    const access = { mode: 'local' as const, bot: BOT, ports: [this.connector.port] };
    const reread = () => (this.file === null ? config : parseConfig(this.file, '/etc/world.yaml'));
    const settings = {
      mode: 'local' as const,
      config,
      reread,
      rereadEvery: 2 ** 30,
      runbooks: RUNBOOKS,
      store,
      side,
      key: worldKey(config),
      access,
      port: 0,
      clock,
    };
    const paging = this.paging === null ? {} : { paging: this.paging };
    const eyes = this.eyes === null ? {} : { eyes: this.eyes };
    this.#house = await start({
      ...settings,
      ...paging,
      ...eyes,
      log: this.#log(),
      every: 2 ** 30,
      answerWithin: this.answerWithin,
      postWithin: this.#stage === null ? 1_000 : 5_000,
    });
    await this.#house.opened();
    await this.#house.idle();
    const wire = { connector: this.connector, tenant: config.tenant, bot: BOT, room: ROOM, clock: () => this.now - this.wrong };
    const { endpoint } = this.#house;
    if (this.#stage !== null) Object.assign(this.#stage, { product: endpoint, clock: wire.clock });
    this.#wire = { ...wire, endpoint: this.#stage?.endpoint ?? endpoint };
    this.#seats.clear();
  }

  readonly #seats = new Map<string, Seat>();

  /** Ends the product and starts it again; what it kept in memory is gone. */
  async restart(): Promise<void> {
    await this.house.close();
    await this.start();
  }

  async close(): Promise<void> {
    await this.house.close();
    await this.connector.close();
  }

  get house(): Glassbreak {
    if (this.#house === null) throw new Error('the product is not running');
    return this.#house;
  }

  /** Somebody at the wire. The same sitting is the same seat until the product starts anew. */
  seat(sitting: Sitting): Seat {
    if (this.#wire === null) throw new Error('the product is not running');
    const key = JSON.stringify(sitting);
    const seat = this.#seats.get(key) ?? new Seat(this.#wire, sitting);
    this.#seats.set(key, seat);
    return seat;
  }

  #person(who: Somebody): Seat {
    const account = accountEnding(PEOPLE[who]);
    const person = [...this.config.roster.people.values()].find(({ accounts }) => accounts.some((one) => one === account));
    if (person === undefined) throw new Error(`${who} is not on the roster of this world`);
    return this.seat({ account, name: person.name });
  }

  get rita() {
    return this.#person('rita');
  }
  get aaron() {
    return this.#person('aaron');
  }
  get bea() {
    return this.#person('bea');
  }
  get carl() {
    return this.#person('carl');
  }
  get mona() {
    return this.#person('mona');
  }
  get ada() {
    return this.#person('ada');
  }
  get cleo() {
    return this.#person('cleo');
  }
  get dan() {
    return this.#person('dan');
  }
  get hugo() {
    return this.#person('hugo');
  }
  get max() {
    return this.#person('max');
  }
  get wanda() {
    return this.#person('wanda');
  }

  get everybody(): readonly Seat[] {
    return Object.keys(PEOPLE)
      .filter(isSomebody)
      .map((name) => this[name]);
  }

  /** Somebody with a name that impresses and no place on the roster. */
  get otto(): Seat {
    return this.seat(STRANGER);
  }

  /** Bea with her other account, in another chat. */
  get beaAdmin(): Seat {
    return this.seat(BEA_ADMIN);
  }

  async settle(): Promise<void> {
    await this.house.idle();
    await this.#stage?.read();
    const failed = this.events('outbound-failed');
    if (this.#stage !== null && failed.length > this.#stage.refusals) throw new Error(`Not posted: ${JSON.stringify(failed)}`);
  }

  /** Time passes; nothing looks at what is due. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
  }

  /** The clock of the machine jumps and is wrong by so much more; time does not pass. */
  jump(milliseconds: number): void {
    this.now += milliseconds;
    this.jumped += milliseconds;
    this.wrong += milliseconds;
  }

  /** The clockwork looks once at what is due, and cards follow. */
  async tick(): Promise<void> {
    await this.house.clockwork.tick();
    await this.settle();
  }

  /** A reader of a log tells the product of a sign-in, and all cards follow. */
  async signIn(detail: string, at = this.now, account = 'bg-admin-01'): Promise<void> {
    const turn = await this.house.signInSeen({ account: AccountId.parse(account), at, detail });
    if (turn.kind === 'fault') throw new Error(turn.cause);
    await this.settle();
  }

  async records(): Promise<readonly ReadRecord[]> {
    const stored = await this.store.read(1, 100_000);
    return stored.map(({ bytes }) => {
      const record = parseRecord(bytes);
      if (typeof record === 'string') throw new Error(record);
      return record;
    });
  }

  /** The names of all facts so far, in order, without those of the start. */
  async facts(): Promise<readonly string[]> {
    return (await this.factsOf()).map(({ type }) => type);
  }

  /** All facts so far, in order, without those of the start. */
  async factsOf(): Promise<readonly Fact[]> {
    const all = (await this.records()).flatMap(({ facts }) => facts);
    const start = all.findIndex(({ type }) => type === 'PolicyChanged');
    return all.slice(start + 1).filter((fact): fact is Fact => fact.type !== 'Unknown');
  }

  verdict(): Promise<Verdict> {
    return verifyReading(this.store, []);
  }

  /** The card of this name in the room as it hangs now, as text. */
  room(): string {
    return this.connector
      .shown(ROOM)
      .map(({ card }) => readable(card))
      .join('\n---\n');
  }

  /** Everything that was ever shown in a conversation, as text. */
  everShown(conversation: string): string {
    return this.connector
      .taken()
      .filter((one) => one.conversation === conversation)
      .map(({ card }) => readable(card))
      .join('\n');
  }

  #log(): Log {
    return logTo('debug', (line) => void this.logged.push(line));
  }

  /** The lines of the log with this event. */
  events(event: string): readonly Fields[] {
    return this.logged.filter((line) => line.includes(`"event":"${event}"`)).map((line) => JSON.parse(line) as Fields);
  }
}

async function serviceOf(): Promise<Connector | Stage> {
  if (STAGED !== undefined) return Stage.open(JSON.parse(STAGED) as Staged);
  const connector = new Connector();
  await connector.open();
  return connector;
}

function isSomebody(name: string): name is Somebody {
  return name in PEOPLE;
}
