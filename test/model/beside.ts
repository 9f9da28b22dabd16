// The product and the second reading side by side: the same moves for both, with cards that come late, clicks that come twice, processes that
// die before or after the disk, clocks that jump and rosters that change; after every turn both must agree.
import type { Command } from '../../dialogs/command.ts';
import type { OwnCommand } from '../../dialogs/own-command.ts';
import type { Actor } from '../../dialogs/decision.ts';
import { isFault, type Spine } from '../../dialogs/handle.ts';
import type { Person, Roster } from '../../dialogs/policy.ts';
import { quorum } from '../../dialogs/quorum.ts';
import type { Activation } from '../../ledger/activation.ts';
import { openExtension } from '../../ledger/course.ts';
import { ActivationId } from '../../ledger/ids.ts';
import type { LedgerStore } from '../../ledger/store.ts';
import { carl, type Fields, FILING, ida, KEY, kim, number, PIN, rosterOf } from '../dialogs/given.ts';
import { same } from '../dialogs/history.ts';
import { House } from '../dialogs/spine.ts';
import { choose } from './choose.ts';
import { peopleAfter } from './people.ts';
import { holder, humans, type Voice } from './humans.ts';
import { type Asking, Model, type Use } from './model.ts';
import type { Move } from './moves.ts';

const KEEPERS = new Map<string, readonly string[]>([
  [KEY, [carl.id, kim.id]],
  [PIN, [ida.id]],
]);
const EVIDENCE: ReadonlyMap<string, string> = new Map([
  ['mend', 'https://example.com/1'],
  ['count', '2'],
]);

const ENDED: ReadonlySet<string> = new Set(['denied', 'withdrawn', 'lapsed', 'revoked', 'closed']);

/** What both readings must agree on. */
interface Agreed {
  readonly phase: string;
  readonly counted: readonly (string | undefined)[];
  readonly approved: boolean;
  readonly end: number | null;
  readonly out: readonly string[];
}

/** What somebody sends, as their card had it when they looked. */
interface Sent {
  readonly account: Person['accounts'][number];
  readonly asking: Asking;
  readonly command: Command;
  readonly use: Use | null;
}

export class Beside {
  readonly model = new Model();
  #die: 'no' | 'before' | 'after' = 'no';
  readonly #house = new House((store) => this.#dying(store));
  #spine: Spine = this.#house.spine;
  readonly #kept: Sent[] = [];
  /** What was sent last, if it happened: whose it was, too. */
  #last: (Sent & { readonly by: string }) | null = null;

  async play(all: readonly Move[]): Promise<void> {
    for (const one of all) {
      await this.#move(one);
      await this.#agree(
        one,
        this.model.uses.slice(-2).filter(({ phase }) => !ENDED.has(phase)),
      );
    }
    await this.#agree('all of it', this.model.uses);
  }

  async #move(one: Move): Promise<void> {
    switch (one.do) {
      case 'act':
        return this.#send(await this.#choose(one), one.die);
      case 'keep':
        this.#kept.push(await this.#choose({ ...one, about: 0 }));
        return;
      case 'late': {
        const sent = this.#kept.shift();
        return sent === undefined ? undefined : this.#send(sent, 'no');
      }
      case 'again':
        return this.#again();
      case 'clock':
        return this.#clock();
      case 'crash':
        this.#spine = this.#house.another();
        return;
      case 'wait':
        this.#house.now += one.ms;
        return;
      case 'deadline':
        this.#deadline(one.off);
        return;
      case 'roster':
        this.#house.roster = rosterOf(peopleAfter(one, this.#people), this.#house.now);
        return;
    }
  }

  get #people(): readonly Person[] {
    return [...this.#house.roster.people.values()];
  }

  async #choose({ who, what, about }: { readonly who: number; readonly what: number; readonly about: number }): Promise<Sent> {
    const use = this.model.uses.at(-1 - about) ?? null;
    const chosen = choose({ use, people: this.#people, who, what });
    const { account, asking } = chosen;
    const activation = use === null || asking.verb === 'request' ? null : await this.#found(use);
    const person = holder(this.#people, account);
    if (person === undefined) throw new Error('nobody of the roster');
    return { ...chosen, use, command: this.#house.command({ person, account }, fieldsOf(asking, activation, person.id), activation) };
  }

  /** Delivers it: whoever has the account by now says it. A process that dies is followed by another. */
  async #send(sent: Sent, die: 'no' | 'before' | 'after'): Promise<void> {
    const { account, use, command } = sent;
    const person = holder(this.#people, account);
    if (person === undefined) return;
    const now = await this.#time();
    this.#last = null;
    this.#die = die;
    const heard = await this.#turn(command, { kind: 'person', person, account, assurance: 'channel' });
    this.#die = 'no';
    if (die !== 'no') this.#spine = this.#house.another();
    if (now === null || die === 'before') return;
    if (!heard && die === 'no') throw new Error(`${command.verb} met a fault`);
    const around = { use, now, roster: this.#people, keepers: KEEPERS };
    this.#last = this.model.hear({ ...person, account }, asHeard(sent, person.id), around) ? { ...sent, by: person.id } : null;
  }

  /** What happened last, delivered once more: it does not happen twice, so the model does not hear of it. */
  async #again(): Promise<void> {
    const person = this.#last === null ? undefined : holder(this.#people, this.#last.account);
    if (this.#last === null || person?.id !== this.#last.by || this.#last.command.verb === 'request') return;
    const before = await this.#size();
    const { account, command } = this.#last;
    await this.#turn(command, { kind: 'person', person, account, assurance: 'channel' });
    const added = (await this.#house.kept.read(before + 1, 10)).map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
    same([command.verb, added.filter((record) => !record.includes('"type":"Refused"'))], [command.verb, []]);
  }

  async #clock(): Promise<void> {
    const now = await this.#time();
    const going = [...this.model.uses.entries()].filter(([, { phase }]) => !ENDED.has(phase));
    for (const [at] of going)
      for (const verb of ['lapse', 'overdue', 'lapse-extension'] as const)
        await this.#turn({ verb, activation: idOf(at) }, { kind: 'clock' });
    if (now !== null) this.model.tick(now);
  }

  async #turn(command: Command | OwnCommand, actor: Actor): Promise<boolean> {
    return !isFault(await this.#spine.handle(command, actor));
  }

  /** The time by which a turn is decided: the store's, never before its last record; null: the clock is too far behind, nothing is decided. */
  async #time(): Promise<number | null> {
    const [last] = await this.#house.kept.read(await this.#size(), 1);
    const at = last === undefined ? 0 : Number(/"at":(\d+)/.exec(Buffer.from(last.bytes).toString('utf8'))?.[1]);
    return at - this.#house.now > 5_000 ? null : Math.max(at, this.#house.now);
  }

  async #size(): Promise<number> {
    return (await this.#house.kept.head()).size;
  }

  #dying(store: LedgerStore): LedgerStore {
    const append: LedgerStore['append'] = async (entry) => {
      if (this.#die === 'before') throw new Error('died before the disk');
      const answer = await store.append(entry);
      if (this.#die === 'after') throw new Error('died after the disk');
      return answer;
    };
    return { ...store, append };
  }

  #deadline(off: number): void {
    const use = this.model.uses.at(-1);
    if (use === undefined) return;
    const ask = use.asks.at(-1);
    const due =
      use.phase === 'requested' ? use.decideBy : use.phase === 'approved' ? use.collectBy : ask?.open === true ? ask.decideBy : use.end;
    this.#house.now = Math.max(this.#house.now, (due ?? 0) + off);
  }

  async #found(use: Use): Promise<Activation> {
    const id = idOf(this.model.uses.indexOf(use));
    const found = await this.#spine.find(id);
    if (found === null || isFault(found)) throw new Error(`${id} is not to be found`);
    return found;
  }

  /** Phase, who may be counted, whether it is approved, its end, and what is out: the same by both readings; and neither knows one use more. */
  async #agree(after: unknown, uses: readonly Use[]): Promise<void> {
    const next = await this.#spine.find(idOf(this.model.uses.length));
    same([after, next], [after, null]);
    for (const use of uses) same([after, read(await this.#found(use), this.#house.roster)], [after, this.#meant(use)]);
  }

  #meant(use: Use): Agreed {
    const ask = use.asks.at(-1);
    const voices: readonly Voice[] =
      use.phase === 'requested' ? use.voices : use.phase === 'in use' && !use.revoked && ask?.open ? ask.voices : [];
    const counted = humans(use, voices, this.#people).map(([newest]) => holder(this.#people, newest?.account ?? '')?.id);
    return { phase: use.phase, counted: counted.sort(), approved: use.approved, end: use.end, out: use.out };
  }
}

/** As the product has it. */
function read(activation: Activation, roster: Roster): Agreed {
  const { phase, released, returned } = activation;
  const votes = phase === 'requested' ? activation.votes : (openExtension(activation)?.votes ?? new Map());
  return {
    phase,
    counted: [...quorum(activation, votes.values(), roster).votes.keys()].sort(),
    approved: 'grant' in activation && activation.grant !== null,
    end: 'use' in activation ? (activation.use?.end ?? null) : null,
    out: [...released.keys()].filter((part) => !returned.has(part)).sort(),
  };
}

/** Whether its number is the right one is a matter of who says it when it arrives. */
function asHeard({ asking, command }: Sent, person: Person['id']): Asking {
  if (asking.verb !== 'approve' || command.verb !== 'approve') return asking;
  return { ...asking, right: command.number === number(command.request, person, asking.attempt) };
}

const idOf = (at: number) => ActivationId.parse(`BG-2026-${String(at + 1).padStart(4, '0')}`);

/** The fields of the command that this asking is; texts are of the form that is wanted. */
function fieldsOf(asking: Asking, activation: Activation | null, person: Person['id']): Fields {
  if (asking.verb === 'request') return { ...FILING, operator: asking.operator, minutes: String(asking.minutes) };
  if (asking.verb === 'approve') {
    const right = activation === null ? 0 : number(activation.digest, person, asking.attempt);
    return { verb: 'approve', attempt: asking.attempt, number: asking.right ? right : (right + 1) % 100 };
  }
  if (asking.verb === 'confirm-vote' || asking.verb === 'excuse-vote') return { verb: asking.verb, person: asking.voter, why: 'x' };
  const text = { why: 'x', cause: 'x', need: 'x', seal: 'x', class: 'real', found: 'x', ticket: 'x', reporting: 'none' };
  return { ...text, evidence: (asking.verb === 'do-task' ? EVIDENCE.get(asking.task) : undefined) ?? 'x', ...asking };
}
