// The whole product in memory, with a clock that only tests move: main.ts as it starts in earnest, people at the wire, a connector that
// keeps what everybody sees. Nothing is reached behind the wire's back but the ledger, and that only to be read.
import { createPrivateKey } from 'node:crypto';
import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, parseConfig, sayProblems } from '../bot/config.ts';
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

/** Monday, 23 November 2026, 02:10 in Berlin. */
export const BEGINNING = Date.UTC(2026, 10, 23, 1, 10);
export const MINUTE = 60_000;
export const ROOM = '19:break-glass-room@thread.v2';
export const BOT = '28:11111111-2222-4333-8444-555555555555';

// a whole night is some sixty turns and a few hundred edits, on whatever machine this runs
jest.setTimeout(60_000);

const MORE_PEOPLE = [
  ['E1007', 'Cleo Approver', 'approver', '07'],
  ['E1008', 'Dan Approver', 'approver', '08'],
  ['E1009', 'Hugo Responder', 'responder', '09'],
  ['E1010', 'Max Manager', 'manager, approver', '10'],
  ['E1011', 'Wanda Watch', 'watch', '11'],
].map(([key, name, roles, end]) =>
  [
    '',
    `  - key: ${key}`,
    `    name: ${name}`,
    `    accounts: [${accountEnding(end)}]`,
    `    roles: [${roles}]`,
    `    phone: +49 30 555 01${end}`,
  ].join('\n'),
);

function accountEnding(end = '99'): string {
  return `aaaaaaaa-0000-4000-8000-0000000000${end}`;
}

/** The example that ships, with a second account for one approver and more people of each role. */
export function worldConfig(change: (yaml: string) => string = (yaml) => yaml): Config {
  const example = readFileSync(join(import.meta.dirname, '../deploy/glassbreak.example.yaml'), 'utf8');
  const bea = `[${accountEnding('03')}, ${accountEnding('33')}]`;
  const peopled = example
    .replace(`[${accountEnding('03')}]`, bea)
    .replace('\n# Emergency accounts', `${MORE_PEOPLE.join('')}\n\n# Emergency accounts`);
  const config = parseConfig(change(peopled), 'world.yaml');
  if (!config.ok) throw new Error(sayProblems(config).join('\n'));
  return config;
}

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

/** What stands between the product and its store: tests let it fail. Throw to refuse. */
export interface Seams {
  append: () => void;
}

export class World {
  /** Milliseconds UTC; only tests move it. */
  now = BEGINNING;
  /** By how much the clock of the machine jumped, and by how much Teams says that it is wrong, in milliseconds. */
  jumped = 0;
  wrong = 0;
  readonly connector = new Connector();
  readonly config: Config;
  readonly store: LedgerStore;
  readonly side: SideStore = sideStore(':memory:');
  readonly seams: Seams = { append: () => undefined };
  /** The configuration file as it lies on disk; null: as it was at the start. */
  file: string | null = null;
  /** Where pages go from the next start on. */
  paging: NonNullable<Settings['paging']> | null = null;
  /** What looks into Entra from the next start on; null: it is not connected. */
  eyes: NonNullable<Settings['eyes']> | null = null;
  /** Every line of the log, as text. */
  readonly logged: string[] = [];
  #house: Glassbreak | null = null;
  #wire: Wire | null = null;

  private constructor(config: Config) {
    this.config = config;
    const store = memoryStore({ clock: () => this.now });
    const append: LedgerStore['append'] = async (entry) => {
      this.seams.append();
      return store.append(entry);
    };
    // both outlive the product: a restart finds them as a disk would keep them
    this.store = { ...store, append, close: () => Promise.resolve() };
    this.side = { ...this.side, close: () => undefined };
  }

  /** A product that has just started, with everybody's chat and the room ready. */
  static async open(config = worldConfig()): Promise<World> {
    const world = new World(config);
    await world.connector.open();
    await world.start();
    for (const name of Object.keys(PEOPLE)) if (isSomebody(name)) await world[name].install();
    await world.rita.install(ROOM);
    await world.settle();
    return world;
  }

  /** Starts the product on the store as it is. */
  async start(): Promise<void> {
    const { config, store, side, connector } = this;
    const clock = { now: () => this.now, steady: () => this.now - this.jumped };
    const access = { mode: 'local' as const, bot: BOT, ports: [connector.port] };
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
    this.#house = await start({ ...settings, ...paging, ...eyes, log: this.#log(), every: 2 ** 30, postWithin: 1_000 });
    await this.#house.opened();
    await this.#house.idle();
    const wire = { connector, tenant: config.tenant, bot: BOT, room: ROOM, clock: () => this.now - this.wrong };
    this.#wire = { ...wire, endpoint: this.#house.endpoint };
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
    return this.seat({ account: 'dddddddd-0000-4000-8000-000000000099', name: 'Aaron Approver ' });
  }

  /** Bea with her other account, in another chat. */
  get beaAdmin(): Seat {
    return this.seat({ account: accountEnding('33'), name: 'Bea Admin' });
  }

  settle(): Promise<void> {
    return this.house.idle();
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

function isSomebody(name: string): name is Somebody {
  return name in PEOPLE;
}
