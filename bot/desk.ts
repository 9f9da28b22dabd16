// What every door needs: who somebody is, a turn for them, and the view that their cards are drawn from.
import { type Command, type Misread, parseCommand } from '../dialogs/command.ts';
import type { Actor, Circumstances, Library } from '../dialogs/decision.ts';
import { type Fault, isFault, type Spine, type Turn } from '../dialogs/handle.ts';
import type { Person, Policy, Roster } from '../dialogs/policy.ts';
import { speakingAccount } from '../dialogs/tenure.ts';
import { forgotten } from '../dialogs/redact.ts';
import type { Notice, Unread, Viewing } from '../cards/view.ts';
import type { Activation } from '../ledger/activation.ts';
import type { Fact } from '../ledger/fact.ts';
import { type ActivationId, Digest, ObjectId } from '../ledger/ids.ts';
import { parseRecord } from '../ledger/record.ts';
import type { Head, LedgerStore, Text } from '../ledger/store.ts';
import type { Tenant } from '../ledger/tenant.ts';
import { verifyText } from '../ledger/text.ts';
import { type Line, timeline } from '../ledger/timeline.ts';
import { learnAll, type OpenLibrary } from './library.ts';
import type { Secrets } from './secrets.ts';

/** The parts of the house that a desk works with. `configuration` is asked anew each time: it may be reloaded. */
export interface Desking {
  readonly store: LedgerStore;
  readonly spine: Spine;
  readonly library: OpenLibrary;
  readonly secrets: Secrets;
  readonly configuration: () => { readonly policy: Policy; readonly roster: Roster };
  /** Whether Entra is connected, so that the product can look by itself; left out: it is not. */
  readonly connected?: boolean;
  /** What is wrong with the configuration file as it is now; left out: nothing ever is. */
  readonly unread?: () => Unread | null;
  /** Hears of every turn: one of them may have confirmed a configuration that was held. */
  readonly followed?: (tenant: Tenant) => void;
  readonly offset: Viewing['offset'];
  readonly assurance: 'channel' | 'local';
}

/** What a reader looks at: the activation, if any, and the line above the card. */
export interface Looking {
  readonly activation: Activation | null;
  readonly notice?: Notice | null;
  readonly focus?: string | null;
}

/** So many typed texts are kept at hand. */
const MOST_TEXTS = 20_000;

export class Desk {
  readonly #with: Desking;
  /** Texts already fetched; texts never change; one that is taken out leaves this. */
  readonly #texts = new Map<string, string>();
  #well = true;

  constructor(desking: Desking) {
    this.#with = desking;
  }

  get policy(): Policy {
    return this.#with.configuration().policy;
  }

  get roster(): Roster {
    return this.#with.configuration().roster;
  }

  get library(): Library {
    return this.#with.library;
  }

  /** The person behind an account of our tenant; null for a stranger. Matching is on tenant and object id only. */
  who(sender: { readonly tenant: string; readonly account: string } | null): Extract<Actor, { kind: 'person' }> | null {
    const account = ObjectId.safeParse(sender?.account.toLowerCase());
    if (sender?.tenant.toLowerCase() !== this.policy.tenant || !account.success) return null;
    const id = this.roster.byAccount.get(account.data);
    const person = id === undefined ? undefined : this.roster.people.get(id);
    return person === undefined ? null : { kind: 'person', person, account: account.data, assurance: this.#with.assurance };
  }

  /** Reads what an edge brings as a command of this person; typed text is sealed. */
  read(raw: Readonly<Record<string, unknown>>, actor: Extract<Actor, { kind: 'person' }>): Command | readonly Misread[] {
    const about = [
      actor.person.id,
      ...[raw['verb'], raw['activation'] ?? raw['account']].map((name) => (typeof name === 'string' ? name : '')),
    ];
    return parseCommand(raw, (field, text) => this.#with.secrets.salt([...about, field, text]));
  }

  /** Whether the last turn or look met no fault of the ledger. */
  get well(): boolean {
    return this.#well;
  }

  /** One turn. A fault comes back as such; nothing is thrown. */
  async turn(command: Command, actor: Actor): Promise<Turn | Fault> {
    const turn = this.#noted(await this.#with.spine.handle(command, actor));
    if (!isFault(turn)) this.#with.followed?.(turn.tenant);
    return turn;
  }

  #noted<T extends object>(answer: T): T {
    this.#well = !isFault(answer);
    return answer;
  }

  /** One activation, open or ended; null when there is none of that id. */
  async find(id: ActivationId): Promise<Activation | Fault | null> {
    return this.#with.spine.find(id);
  }

  /** All that is open, the tenant and the time. */
  async board(): Promise<
    { readonly open: readonly Activation[]; readonly tenant: Tenant; readonly now: number; readonly behind: number } | Fault
  > {
    const view = this.#noted(await this.#with.spine.view());
    return isFault(view)
      ? view
      : { open: [...view.projection.open.values()], tenant: view.projection.tenant, now: view.now, behind: view.behind };
  }

  /** Size and root of the ledger, and up to which record its newest checkpoint signs it; null where there is none. */
  async head(): Promise<Head & { readonly signed: number | null }> {
    const { size, root } = await this.#with.store.head();
    return { size, root, signed: (await this.#with.store.checkpoints()).at(-1)?.size ?? null };
  }

  /** How many records there are, and the newest that a checkpoint signs: its position and time (milliseconds UTC). */
  async signed(): Promise<{ readonly size: number; readonly signed: { readonly size: number; readonly at: number } | null }> {
    return signedIn(this.#with.store);
  }

  /** Whether a runbook is on offer for what is broken. */
  offersDomain(domain: string): boolean {
    return this.#with.library.offered.some(({ runbook }) => runbook.domains.some((one) => one === domain));
  }

  /** The timeline of one activation, a line for each fact, with every text that its lines name at hand. */
  async lines(id: ActivationId): Promise<readonly Line[]> {
    const records = (await this.#with.store.of(id)).map(({ bytes }) => parseRecord(bytes)).filter((record) => typeof record !== 'string');
    const lines = timeline(records, { activation: id });
    const values = lines.flatMap(({ fact }): readonly unknown[] => Object.values(fact));
    await this.#fetch(values.flatMap((value) => Digest.safeParse(value).data ?? []));
    return lines;
  }

  /** Circumstances of an actor at a time; what decisions and offers are given. */
  circumstances(now: number, actor: Actor): Circumstances {
    const { library, secrets } = this.#with;
    return { now, actor, ...this.#with.configuration(), library, number: secrets.number };
  }

  /** The view of a person, or of the room (the product), with all texts of the activation at hand. */
  async viewing(reader: Person | null, now: { readonly now: number; readonly tenant: Tenant }, looking: Looking): Promise<Viewing> {
    const { activation, notice = null, focus = null } = looking;
    const denied = await this.#deniedBefore(activation);
    if (activation !== null) await Promise.all([learnAll(this.#with.library, activation), this.#fetch(textHashes(activation))]);
    await this.#fetch([...now.tenant.drills.announced.values()].map(({ action }) => action));
    const account = reader === null ? undefined : speakingAccount(now.tenant, reader);
    const actor: Actor =
      reader === null || account === undefined
        ? { kind: 'product' }
        : { kind: 'person', person: reader, account, assurance: this.#with.assurance };
    const taken: Viewing['taken'] = (hash) => activation?.redacted.get(hash) ?? denied?.redacted.get(hash) ?? null;
    return {
      circumstances: this.circumstances(now.now, actor),
      tenant: now.tenant,
      zone: reader?.zone ?? this.policy.zone,
      offset: this.#with.offset,
      text: (hash) => (taken(hash) === null ? (this.#texts.get(hash) ?? null) : null),
      taken,
      notice,
      denied,
      focus,
      connected: this.#with.connected === true,
      unread: this.#with.unread?.() ?? null,
    };
  }

  /** The denied activation that this one was filed over, its texts at hand. */
  async #deniedBefore(activation: Activation | null): Promise<Activation | null> {
    const over = activation?.request.over ?? null;
    const found = over === null ? null : await this.find(over);
    if (found === null || isFault(found)) return null;
    await this.#fetch(textHashes(found));
    return found;
  }

  /** Makes texts known that lie beside the ledger: those of these hashes. */
  async #fetch(hashes: readonly Digest[]): Promise<void> {
    const missing = hashes.filter((hash) => !this.#texts.has(hash));
    // what other hands changed is not what somebody said
    if (missing.length > 0) this.learnTexts([...(await this.#with.store.texts(missing)).values()].filter(verifyText));
  }

  /** What was taken out with these facts is no longer at hand. */
  forgetTexts(facts: readonly Fact[]): void {
    for (const hash of forgotten(facts)) this.#texts.delete(hash);
  }

  /** Remembers texts that were just written or read. */
  learnTexts(texts: readonly Text[]): void {
    // what is looked at again is fetched again: the map must not grow with history
    if (this.#texts.size > MOST_TEXTS) this.#texts.clear();
    for (const { hash, text } of texts) this.#texts.set(hash, text);
  }
}

/** The same of any store. */
export async function signedIn(
  store: Pick<LedgerStore, 'head' | 'read' | 'checkpoints'>,
): Promise<{ readonly size: number; readonly signed: { readonly size: number; readonly at: number } | null }> {
  const { size } = await store.head();
  const newest = (await store.checkpoints()).at(-1)?.size ?? 0;
  const [stored] = newest === 0 ? [] : await store.read(newest, 1);
  const record = stored === undefined ? '' : parseRecord(stored.bytes);
  return { size, signed: typeof record === 'string' ? null : { size: newest, at: record.at } };
}

/** The hashes of every typed text that an activation refers to. */
export function textHashes({ typed }: Activation): readonly Digest[] {
  return [...typed.keys()];
}
