// A spine over a ledger in memory, with a clock that moves by hand; several spines may share one ledger.
import { memoryStore } from '../../bot/store/memory.ts';
import { parseCommand, type Command } from '../../dialogs/command.ts';
import type { OwnCommand } from '../../dialogs/own-command.ts';
import { beginWatch, looked, timeOf } from '../../dialogs/clock-rule.ts';
import type { Actor, Circumstances, Library } from '../../dialogs/decision.ts';
import { type Fault, isFault, Spine, type Turn } from '../../dialogs/handle.ts';
import type { Policy, Roster } from '../../dialogs/policy.ts';
import type { Activation } from '../../ledger/activation.ts';
import type { ActivationId } from '../../ledger/ids.ts';
import { parseRecord, type ReadRecord } from '../../ledger/record.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { actorOf, EVERYBODY, type Fields, LIBRARY, number, POLICY, rosterOf, salt, START, type Who } from './given.ts';

export class House {
  now = START;
  /** By how much the clock on the wall jumped away from the steady one. */
  skew = 0;
  watched = beginWatch({ wall: START, steady: START });
  roster: Roster = rosterOf(EVERYBODY);
  policy: Policy = POLICY;
  library: Library = LIBRARY;
  readonly pauses: number[] = [];
  readonly kept: LedgerStore = memoryStore({ clock: () => this.now + this.skew });
  readonly store: LedgerStore;
  readonly spine: Spine;

  constructor(wrap: (store: LedgerStore) => LedgerStore = (store) => store) {
    this.store = wrap(this.kept);
    this.spine = this.another();
  }

  /** What happens while a spine waits for its next try. */
  onPause: () => void = () => undefined;

  /** One more spine over the same ledger, as another process has it. */
  another(store: LedgerStore = this.store): Spine {
    const pause = (attempt: number): Promise<void> => {
      this.pauses.push(attempt);
      this.onPause();
      return Promise.resolve();
    };
    const time = (wall: number): number => {
      this.watched = looked(this.watched, { wall: this.now + this.skew, steady: this.now });
      return timeOf(this.watched, wall);
    };
    return new Spine({ store, time, pause, circumstances: (now, actor) => this.circumstances(now, actor) });
  }

  circumstances(now: number, actor: Actor): Circumstances {
    const { roster, policy, library } = this;
    return { now, actor, roster, policy, library, number };
  }

  /** A command as an edge would bring it; the digest of the activation and the number of its voter are filled in. */
  command(who: Who, fields: Fields, about: Activation | null): Command {
    const person = actorOf(who).person.id;
    const attempt = about?.misses.get(person)?.count ?? 0;
    const vote = fields['verb'] === 'approve' && about !== null ? { attempt, number: number(about.digest, person, attempt) } : {};
    const read = parseCommand({ ...(about === null ? {} : { activation: about.id, request: about.digest }), ...vote, ...fields }, salt);
    if (!('verb' in read)) throw new Error(JSON.stringify(read));
    return read;
  }

  async find(id: ActivationId): Promise<Activation> {
    const found = await this.another(this.kept).find(id);
    if (found === null || isFault(found)) throw new Error(`${id}: ${JSON.stringify(found)}`);
    return found;
  }

  /** A turn that must not be a fault. */
  async turn(command: Command | OwnCommand, actor: Actor, spine = this.spine): Promise<Turn> {
    const turn = await spine.handle(command, actor);
    if (isFault(turn)) throw new Error(JSON.stringify(turn));
    return turn;
  }

  /** A person's turn about the activation, which must not be a fault. */
  async does(who: Who, fields: Fields, about: Activation | null = null): Promise<Turn> {
    return this.turn(this.command(who, fields, about), actorOf(who));
  }

  async records(): Promise<readonly ReadRecord[]> {
    return (await this.kept.read(1, 100_000)).map(({ bytes }) => {
      const record = parseRecord(bytes);
      if (typeof record === 'string') throw new Error(record);
      return record;
    });
  }

  async facts(): Promise<readonly string[]> {
    return (await this.records()).flatMap(({ facts }) => facts.map(({ type }) => type));
  }
}

export const faulty = (turn: unknown): turn is Fault => typeof turn === 'object' && turn !== null && isFault(turn);
