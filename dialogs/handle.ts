// The spine, the same for all doors: read the tail, fold, decide, append if the head is still ours, again on conflict.
import type { Activation, Rooted } from '../ledger/activation.ts';
import { fold, refusalKey } from '../ledger/fold.ts';
import type { Fact, Reason } from '../ledger/fact.ts';
import type { ActivationId } from '../ledger/ids.ts';
import { type By, parseRecord, type ReadRecord, recordBytes } from '../ledger/record.ts';
import type { LedgerStore, Text } from '../ledger/store.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { type Command, textsOf } from './command.ts';
import { isOwn, type OwnCommand } from './own-command.ts';
import { covering } from './covers.ts';
import { decide, decideOwn } from './decide.ts';
import type { Actor, Circumstances, Decision } from './decision.ts';
import { grown, nothing, type Projection, project, projectNext, recall } from './projection.ts';
import { forgotten, notRedacted } from './redact.ts';

/** What the spine needs of the world. */
export interface Ports {
  readonly store: LedgerStore;
  /** Roster, policy and library in force, around the time and the actor of this turn. */
  readonly circumstances: (now: number, actor: Actor) => Circumstances;
  /** The time of the store as far as it can be relied on, milliseconds UTC; left out: as it is. */
  readonly time?: (wall: number) => number;
  /** Waits a little before try n (1, 2, …), with jitter. */
  readonly pause: (attempt: number) => Promise<void>;
}

/** What the world may refuse: closed codes, with what was being done and the cause in words. */
export interface Fault {
  readonly kind: 'fault';
  readonly code: 'store-down' | 'ledger-broken' | 'clock' | 'busy' | 'bug';
  readonly doing: string;
  readonly cause: string;
}

export interface Turn {
  readonly kind: Decision['kind'];
  /** Why not, when refused. */
  readonly reason: Reason | null;
  /** The activation after this turn, or as it is where nothing changed; null when there is none. */
  readonly activation: Activation | null;
  readonly tenant: Tenant;
  /** Facts of the record that this turn appended; empty when it appended none. */
  readonly added: readonly Fact[];
  readonly now: number;
}

export interface View {
  readonly projection: Projection;
  readonly now: number;
  /** How far the store's clock is behind the last record, in milliseconds: looks go on, decisions do not. */
  readonly behind: number;
}

/** Clock differences up to this many milliseconds behind the last record are taken as the last record's time. */
const SLACK = 5_000;
const TRIES = 8;
const PAGE = 2_000;

/**
 * The spine over one store. All turns of this process pass through one queue; other processes are met at the head. Nothing here rejects:
 * what a store throws becomes a Fault.
 */
export class Spine {
  readonly #ports: Ports;
  #projection = nothing();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** One turn of a person, the clock or the product. Resolves after its record is on disk. */
  handle(command: Command | OwnCommand, actor: Actor): Promise<Turn | Fault> {
    return this.#inTurn(command.verb, async () => {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const turn = await this.#once(command, actor);
        if (turn !== 'conflict') return turn;
        await this.#ports.pause(attempt);
      }
      return fault('busy', command.verb, `${TRIES} tries met another writer each time`);
    });
  }

  /** The projection at the head of the store, and the store's time. */
  view(): Promise<View | Fault> {
    return this.#inTurn('reading the ledger', () => this.#catchUp());
  }

  /** One activation, open or ended; null when there is none of that id. */
  find(id: ActivationId): Promise<Activation | Fault | null> {
    return this.#inTurn('reading the ledger', async () => {
      const view = await this.#catchUp();
      return isFault(view) ? view : this.#load(id);
    });
  }

  #inTurn<T>(doing: string, work: () => Promise<T | Fault>): Promise<T | Fault> {
    const turn = this.#queue
      .then(work)
      .catch((error: unknown) =>
        fault('store-down', doing, Error.isError(error) ? error.message : 'something was thrown that is no error'),
      );
    this.#queue = turn;
    return turn;
  }

  async #catchUp(): Promise<View | Fault> {
    const doing = 'reading the ledger';
    const { now: wall, ...head } = await this.#ports.store.head();
    const now = this.#ports.time?.(wall) ?? wall;
    while (this.#projection.head.size < head.size) {
      const missing = head.size - this.#projection.head.size;
      const stored = await this.#ports.store.read(this.#projection.head.size + 1, Math.min(missing, PAGE));
      if (stored.length === 0)
        return fault('ledger-broken', doing, `the head says ${head.size} records, record ${this.#projection.head.size + 1} is missing`);
      const next = project(this.#projection, stored);
      if (typeof next === 'string') return fault('ledger-broken', doing, next);
      this.#projection = next;
    }
    const { at, head: ours } = this.#projection;
    if (ours.size > head.size) return fault('ledger-broken', doing, `the head says ${head.size} records, ${ours.size} were read before`);
    if (ours.root !== head.root) return fault('ledger-broken', doing, `the head at ${head.size} is not the root of the records`);
    return { projection: this.#projection, now: Math.max(now, at), behind: Math.max(0, at - now) };
  }

  async #load(id: ActivationId): Promise<Activation | Fault | null> {
    const open = this.#projection.open.get(id);
    const root = this.#projection.last.get(id);
    if (open !== undefined || root === undefined) return open ?? null;
    const recalled = recall(await this.#ports.store.of(id), root);
    return typeof recalled === 'string' ? fault('ledger-broken', 'reading the ledger', recalled) : recalled;
  }

  async #once(command: Command | OwnCommand, actor: Actor): Promise<Turn | Fault | 'conflict'> {
    const view = await this.#catchUp();
    if (isFault(view)) return view;
    if (view.behind > SLACK) return fault('clock', 'reading the time', `the clock is ${view.behind} ms behind the last record`);
    const about = aboutOf(command, this.#projection.tenant);
    const before = about === null ? null : await this.#load(about);
    if (before !== null && isFault(before)) return before;
    const circumstances = this.#ports.circumstances(view.now, actor);
    const state = { tenant: this.#projection.tenant, activation: before };
    const decision = isOwn(command) ? decideOwn(state, command, circumstances) : decide(state, command, circumstances);
    const added = factsOf(decision, { command, actor, before });
    const typed = notRedacted(textsOf(command), before);
    const fresh = decision.kind === 'happened' ? [...typed, ...sources(decision.facts, circumstances)] : [];
    const turn = { kind: decision.kind, reason: decision.kind === 'refused' ? decision.reason : null, added, now: view.now };
    if (added.length === 0) {
      const { tenant, open } = this.#projection;
      const standing = decision.activation === null ? undefined : open.get(decision.activation);
      return { ...turn, activation: before ?? standing ?? null, tenant };
    }
    const written = await this.#append({ activation: decision.activation, facts: added, texts: fresh }, circumstances);
    if (written === 'conflict' || 'kind' in written) return written;
    // from here on it is on disk: nothing is asked of the store before the person is told
    return { ...turn, activation: decision.activation === null ? before : fold(before, written), tenant: this.#projection.tenant };
  }

  /** One record, proved readable before it is written; conflict when somebody else wrote first. */
  async #append({ activation, facts, texts }: Writing, circumstances: Circumstances): Promise<Rooted | 'conflict' | Fault> {
    const { head } = this.#projection;
    const { now, actor, policy } = circumstances;
    const seq = head.size + 1;
    const bytes = recordBytes({ v: 1, seq, at: now, activation, by: signed(actor, circumstances), policy: policy.digest, facts });
    const record = readBack(bytes);
    if (typeof record === 'string') return fault('bug', 'writing a record', record);
    const tree = grown(this.#projection, bytes);
    if (
      (await this.#ports.store.append({ expected: head, next: tree.head, activation, bytes, texts, forget: forgotten(facts) })) ===
      'conflict'
    )
      return 'conflict';
    this.#projection = projectNext(this.#projection, record, tree);
    return { ...record, root: tree.head.root };
  }
}

interface Writing {
  readonly activation: ActivationId | null;
  readonly facts: readonly Fact[];
  readonly texts: readonly Text[];
}

/** The activation that a command is about; a sign-in belongs to whatever covers it. */
function aboutOf(command: Command | OwnCommand, tenant: Tenant): ActivationId | null {
  if (command.verb === 'sign-in-seen') return covering(tenant, command)?.id ?? null;
  return 'activation' in command ? command.activation : null;
}

/** Whether a spine's answer is a fault. */
export function isFault(answer: object): answer is Fault {
  return 'kind' in answer && answer.kind === 'fault';
}

function fault(code: Fault['code'], doing: string, cause: string): Fault {
  return { kind: 'fault', code, doing, cause };
}

/** What is about to be written must be readable, or nobody could ever go on from it. */
function readBack(bytes: Uint8Array): ReadRecord | string {
  const record = parseRecord(bytes);
  const unread = typeof record === 'string' ? undefined : record.facts.find((fact) => fact.type === 'Unknown');
  return unread === undefined ? record : `the fact ${unread.named} has not the form that this release reads`;
}

/** A later release keeps its own records; a number of an earlier try may be the same click delivered twice, and that leaves no record. */
const UNRECORDED: ReadonlySet<Reason> = new Set(['ledger-ahead', 'number-old']);

/** At most so many refusals of one person are recorded in one activation; the rest is a metric. */
const REFUSALS = 20;

interface Deciding {
  readonly command: Command | OwnCommand;
  readonly actor: Actor;
  readonly before: Activation | null;
}

/** The facts a decision leaves: its own, or the refusal if it is the first of its kind. */
function factsOf(decision: Decision, { command, actor, before }: Deciding): readonly Fact[] {
  if (decision.kind === 'happened') return decision.facts;
  if (decision.kind !== 'refused' || UNRECORDED.has(decision.reason) || before === null || actor.kind !== 'person') return [];
  const refusal = { type: 'Refused' as const, command: command.verb, reason: decision.reason };
  const own = [...before.refusals].filter((key) => key.startsWith(`${actor.person.id} `));
  return own.length >= REFUSALS || own.includes(refusalKey(actor.person.id, refusal)) ? [] : [refusal];
}

function signed(actor: Actor, { now, roster }: Circumstances): By {
  if (actor.kind !== 'person') return { actor: actor.kind };
  const { person, account, assurance } = actor;
  return {
    actor: 'person',
    person: person.id,
    account,
    roles: [...person.roles].sort(),
    assurance,
    roster: { digest: roster.digest, age: Math.max(0, now - roster.readAt) },
  };
}

/** A run is pinned to its runbook and to the tasks after a use: their exact text goes beside the request. */
function sources(facts: readonly Fact[], { library }: Circumstances): readonly Text[] {
  return facts.flatMap((fact) => {
    if (fact.type !== 'Requested' && fact.type !== 'DomainChanged') return [];
    const pinned = library.offered.filter((one) => one.digest === fact.runbook.digest);
    const books = fact.type === 'Requested' ? [...pinned, library.postUse] : pinned;
    return books.map(({ digest, source }) => ({ hash: digest, salt: '', text: source }));
  });
}
