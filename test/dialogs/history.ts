// Random nights: anybody tries anything at any time while the roster changes, all through one spine; and what every night must keep.
import { expect } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Command } from '../../dialogs/command.ts';
import type { OwnCommand } from '../../dialogs/own-command.ts';
import type { Actor } from '../../dialogs/decision.ts';
import { reminders } from '../../dialogs/drill-clock.ts';
import { duties } from '../../dialogs/duties.ts';
import type { Turn } from '../../dialogs/handle.ts';
import { judges } from '../../dialogs/hold.ts';
import { awaited } from '../../dialogs/look.ts';
import { lineOf } from '../../dialogs/correct.ts';
import { correctable, type Offer, offers, redactable } from '../../dialogs/offers.ts';
import { pageDuties } from '../../dialogs/page.ts';
import type { Person, Roster } from '../../dialogs/policy.ts';
import { checkCode } from '../../dialogs/walk.ts';
import { type Activation, declarationOf, type Rooted } from '../../ledger/activation.ts';
import type { FactOf } from '../../ledger/fact.ts';
import { fold } from '../../ledger/fold.ts';
import { written } from '../../ledger/evolve-correct.ts';
import type { ActivationId, Digest, PersonId } from '../../ledger/ids.ts';
import { parseRecord, type ReadRecord } from '../../ledger/record.ts';
import { sealText } from '../../ledger/text.ts';
import { append, emptyFrontier, headOf, leafHash } from '../../ledger/tree.ts';
import { DECLARING } from './given-declared.ts';
import { type Jump, jump, jumps } from './history-clock.ts';
import { nextOwed } from './history-tasks.ts';
import { actorOf, EVERYBODY, type Fields, FILING, FIRST, KEY, MINUTE, mona, PAPER, PIN, CARD, rita, salt, SECOND } from './given.ts';
import { MORE_BOOKS } from './given-domain.ts';
import { adopting, fileOf } from './given-policy.ts';
import { TEST, TEST_LIBRARY } from './given-test-sign-in.ts';
import { House } from './spine.ts';

/** One move; its numbers are taken modulo whatever there is to choose from. */
export type Move =
  | { readonly do: 'offer'; readonly who: number; readonly which: number }
  | { readonly do: 'try'; readonly who: number; readonly account: number; readonly fields: Fields; readonly about: number }
  | {
      readonly do: 'file';
      readonly who: number;
      readonly operator: number;
      readonly kind: 'real' | 'drill';
      readonly account: number;
      readonly over: number;
    }
  | { readonly do: 'declare'; readonly who: number; readonly operator: number; readonly account: number; readonly ago: number }
  | { readonly do: 'seen'; readonly account: number; readonly ago: number }
  | { readonly do: 'look'; readonly about: number; readonly right: boolean; readonly ago: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'deadline'; readonly about: number; readonly off: number }
  | {
      readonly do: 'roster';
      readonly how: 'role' | 'join' | 'split' | 'leave' | 'cut' | 'restore';
      readonly who: number;
      readonly other: number;
    }
  | { readonly do: 'judge'; readonly who: number; readonly yes: boolean }
  | { readonly do: 'announce'; readonly who: number; readonly operator: number; readonly account: number; readonly ahead: number }
  | { readonly do: 'live'; readonly who: number }
  | { readonly do: 'test'; readonly who: number; readonly worked: boolean }
  | { readonly do: 'race'; readonly who: number; readonly other: number; readonly which: number }
  | { readonly do: 'clock' }
  | Jump
  | { readonly do: 'repeat' };

const text = fc.constantFrom('x', 'https://example.com/1', '7');
const step = fc.constantFrom(
  'look',
  'sign-in',
  'call-vendor',
  'which',
  'set-it',
  'exclude-it',
  'works',
  'tell',
  'open-nothing',
  'hunt',
  'convert',
  'dance',
);
const domain = fc.constantFrom('dont-know', 'conditional-access', 'suspected-attack', 'federation', 'drill', 'entra-outage');
const code = fc.constantFrom(null, ...MORE_BOOKS.offered.map(({ digest }) => checkCode(digest)));
const first = ['sessions', 'keys', 'reset', 'replace', 'mend', 'count', 'change-all', 'dance', 'change-1', 'test-sign-in'];
const task = fc.constantFrom(...first, 'fallback-sessions', 'fallback-reset', 'fallback-keys', 'fallback-test-sign-in');
const part = fc.constantFrom(KEY, PIN, PAPER, CARD);
const choice = fc.constantFrom(null, 'policy', 'other', 'report-only', 'exclude');
const verb = (name: Command['verb'], more: Readonly<Record<string, fc.Arbitrary<unknown>>> = {}): fc.Arbitrary<Fields> =>
  fc.record({ verb: fc.constant(name), ...more });
const SIGNING = { class: fc.constantFrom('real', 'drill', 'misuse'), found: text, ticket: fc.constantFrom('', 'x') };
const FOLLOW_UP = { what1: text, owner1: fc.constantFrom(rita.id, mona.id), due1: fc.constantFrom('2026-11-24', '2026-12-04') };
const fields: fc.Arbitrary<Fields> = fc.oneof(
  { weight: 4, arbitrary: verb('approve') },
  verb('approve', { attempt: fc.nat(3), number: fc.nat(99) }),
  verb('deny', { why: text }),
  verb('withdraw'),
  verb('disown'),
  verb('release', { part, seal: text }),
  verb('in-hand'),
  verb('take-fallback', { fault: text }),
  { weight: 2, arbitrary: verb('rotate-both', { cause: text }) },
  verb('finish-step', { step, choice, evidence: text, runbook: code }),
  verb('fail-step', { step, why: text, runbook: code }),
  verb('skip-step', { step, why: text, runbook: code }),
  verb('witness-step', { step }),
  verb('note', { text }),
  verb('change', { was: text, is: text, back: text }),
  verb('hand-back'),
  verb('revoke', { cause: text }),
  verb('ask-extension', { minutes: fc.constantFrom('30', '60', '61'), need: text, asked: fc.nat(2) }),
  { weight: 2, arbitrary: verb('approve-extension', { ask: fc.integer({ min: 1, max: 3 }) }) },
  verb('deny-extension', { ask: fc.integer({ min: 1, max: 3 }), whyNot: text }),
  verb('offer-handover', { to: fc.constantFrom(...EVERYBODY.map(({ id }) => id)), offered: fc.nat(2) }),
  verb('accept-handover', { offer: fc.integer({ min: 1, max: 3 }) }),
  verb('confirm-handover', { offer: fc.integer({ min: 1, max: 3 }) }),
  verb('return', { part, seal: text }),
  verb('do-task', { task, evidence: text }),
  verb('do-task', { task: fc.constantFrom('change-1', 'change-2', 'keys'), evidence: text, ended: fc.constantFrom('back', 'kept') }),
  verb('open-test', {
    task: fc.constantFrom('test-sign-in', 'fallback-test-sign-in', 'keys'),
    witness: fc.constantFrom(...EVERYBODY.map(({ id }) => id)),
    opened: fc.nat(2),
  }),
  verb('fail-test', { task: fc.constantFrom('test-sign-in', 'keys'), evidence: text }),
  verb('confirm-task', { task }),
  verb('reopen-task', { task, why: text }),
  verb('review', { ...SIGNING, reporting: fc.constantFrom('none', 'runs') }),
  verb('review', { ...SIGNING, reporting: fc.constantFrom(null, 'none', 'runs'), ...FOLLOW_UP }),
  verb('follow-up-done', { followUp: fc.integer({ min: 1, max: 2 }), evidence: text }),
  verb('countersign'),
  verb('refuse-review', { review: fc.integer({ min: 1, max: 2 }), why: text }),
  verb('confirm-vote', { person: fc.constantFrom(...EVERYBODY.map(({ id }) => id)) }),
  verb('doubt-vote', { person: fc.constantFrom(...EVERYBODY.map(({ id }) => id)), why: text }),
  verb('excuse-vote', { person: fc.constantFrom(...EVERYBODY.map(({ id }) => id)), why: text }),
  verb('ratify', { why: text }),
  verb('reject', { why: text }),
  verb('name-operator', { operator: fc.constantFrom(...EVERYBODY.map(({ id }) => id)) }),
  verb('redact', { why: text }),
  verb('correct', { right: text, cause: text }),
  verb('say-seen'),
  verb('join'),
  verb('offer-takeover'),
  { weight: 2, arbitrary: verb('change-domain', { domain, changed: fc.nat(2), saw: fc.constantFrom('', 'x') }) },
  verb('say-no-answer', { person: fc.constantFrom(...EVERYBODY.map(({ id }) => id)), calls: fc.nat(2) }),
);

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 24, arbitrary: fc.record({ do: fc.constant('offer' as const), who: fc.nat(99), which: fc.nat(99) }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('try' as const), who: fc.nat(99), account: fc.nat(1), fields, about: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('file' as const),
      who: fc.nat(99),
      operator: fc.nat(99),
      kind: fc.constantFrom('real' as const, 'drill' as const),
      account: fc.nat(1),
      over: fc.nat(9),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('declare' as const),
      who: fc.nat(99),
      operator: fc.nat(99),
      account: fc.nat(1),
      ago: fc.constantFrom(0, 0, 20, 200),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('seen' as const),
      account: fc.nat(1),
      ago: fc.constantFrom(0, MINUTE, 20 * MINUTE),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('look' as const),
      about: fc.nat(9),
      right: fc.boolean(),
      ago: fc.constantFrom(0, 0, MINUTE, -MINUTE),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 1_000, MINUTE, 2 * MINUTE, 11 * MINUTE, -3_000) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deadline' as const), about: fc.nat(9), off: fc.constantFrom(0, 1, 1, 2) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('roster' as const),
      how: fc.constantFrom('role' as const, 'join' as const, 'split' as const, 'leave' as const, 'cut' as const, 'restore' as const),
      who: fc.nat(99),
      other: fc.nat(99),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('judge' as const), who: fc.nat(99), yes: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('announce' as const),
      who: fc.nat(99),
      operator: fc.nat(99),
      account: fc.nat(1),
      ahead: fc.nat(30),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('live' as const), who: fc.nat(99) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('test' as const), who: fc.nat(99), worked: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('race' as const), who: fc.nat(99), other: fc.nat(99), which: fc.nat(99) }) },
  { weight: 3, arbitrary: fc.constant({ do: 'clock' as const }) },
  { weight: 1, arbitrary: jumps },
  { weight: 4, arbitrary: fc.constant({ do: 'repeat' as const }) },
);
export const moves = fc.array(move, { size: 'max', minLength: 10, maxLength: 90 });

/** What would end most nights early, or fill them. */
const SELDOM: ReadonlySet<string> = new Set([
  'note',
  'withdraw',
  'deny',
  'change',
  'disown',
  'reopen-task',
  'fail-step',
  'skip-step',
  'revoke',
  'deny-extension',
  'hand-back',
  'say-seen',
  'join',
  'offer-takeover',
  'say-no-answer',
  'change-domain',
  'doubt-vote',
]);

/** What leads from a request to its review. */
const WAY: ReadonlySet<string> = new Set(['approve', 'release', 'in-hand', 'hand-back', 'return', 'open-test', 'do-task', 'confirm-task']);

/** Before a use of two accounts is handed back: the second one is taken, and something of it goes out. */
function secondWay({ phase, request, released, fallback }: Activation): 'take-fallback' | 'release' | null {
  if (phase !== 'in use' || request.fallback === undefined) return null;
  if (fallback.taken === null) return 'take-fallback';
  const parts = request.fallback.credentials.flatMap((credential) => credential.parts);
  return parts.some((part) => released.has(part)) ? null : 'release';
}

/** A night under way, its roster of every moment, and what was reached in it. */
export class History {
  readonly house = new House();
  readonly rosters = new Map<Digest, Roster>();
  readonly reached = new Map<string, number>();
  #words = 0;
  #byLedger = false;
  readonly #read = new Map<Digest, Roster>();
  #latest = 0;
  #last: { readonly command: Command | OwnCommand; readonly actor: Actor; readonly at: number } | null = null;
  #size = 0;
  #frontier = emptyFrontier;
  readonly folded = new Map<ActivationId, Activation>();
  readonly ends = new Map<ActivationId, { readonly absolute: number; readonly use: number | null }>();

  async play(all: readonly Move[]): Promise<void> {
    // half of the nights know their roster from the ledger, the others are as before any ledger knew one
    this.#byLedger = all.length % 2 === 0;
    // a third of them have a test sign-in to do
    this.house.library = all.length % 3 === 1 ? { ...MORE_BOOKS, pinnedTasks: TEST_LIBRARY.pinnedTasks } : MORE_BOOKS;
    await this.#roster(EVERYBODY);
    if (all.length % 5 === 0) await this.#declare({ do: 'declare', who: all.length, operator: all.length, account: 0, ago: 0 });
    await this.#file({ do: 'file', who: all.length, operator: 0, kind: all.length % 3 === 0 ? 'drill' : 'real', account: 0, over: 4 });
    // a quarter of them begin late, so that what comes after a use is as random as what comes before it
    if (all.length % 4 === 1) await this.#onTo(all.length % 8 === 5 && all.length % 3 !== 1 ? 'review' : 'handed back');
    for (const one of all) await this.#move(one);
  }

  /** The straight way of the newest activation up to a phase, or as far as it goes: whoever is offered the next thing does it. */
  async #onTo(phase: Activation['phase']): Promise<void> {
    for (let count = 0; count < 40; count += 1) {
      const about = this.#about(0);
      if (about === null || about.phase === phase || !(await this.#onward(about))) return;
    }
  }

  async #onward(about: Activation): Promise<boolean> {
    const changing = about.phase === 'in use' && about.changes.length === 0;
    const first = changing ? 'change' : secondWay(about);
    for (const wants of first === null ? [WAY] : [new Set([first]), WAY]) {
      for (const person of this.people) {
        const offer = (await this.#offers(about, person)).find(({ verb: name }) => wants.has(name));
        if (offer === undefined) continue;
        const turn = await this.#turn(this.#filled(offer), actorOf(person));
        same([offer.verb, turn.kind, turn.reason], [offer.verb, 'happened', null]);
        return true;
      }
    }
    return false;
  }

  async #move(one: Move): Promise<void> {
    switch (one.do) {
      case 'offer':
        return this.#offer(one);
      case 'try':
        return this.#try(one);
      case 'file':
        return this.#file(one);
      case 'declare':
        return this.#declare(one);
      case 'seen':
        return this.#seen(one);
      case 'look':
        return this.#look(one);
      case 'wait':
        this.#latest = Math.max(this.#latest, this.house.now);
        this.house.now = Math.max(this.#latest - 3_000, this.house.now + one.ms);
        return;
      case 'deadline': {
        this.#deadline(one);
        return;
      }
      case 'roster':
        return this.#change(one);
      case 'judge':
        return this.#judge(one);
      case 'announce':
        return this.#announce(one);
      case 'live':
        return this.#live(one);
      case 'test':
        return this.#test(one);
      case 'race':
        return this.#race(one);
      case 'clock':
        return this.#clock();
      case 'jump':
        return jump(this.house, one, (command) => this.#turn(command, { kind: 'clock' }));
      case 'repeat':
        return this.#repeat();
    }
  }

  get people(): readonly Person[] {
    return [...this.house.roster.people.values()];
  }

  /** Some person of the roster; when it has become empty, of the first. */
  #person(who: number): Person {
    return this.people[who % this.people.length]!;
  }

  #about(which: number): Activation | null {
    const all = [...this.folded.values()];
    return all[all.length - 1 - (which % Math.max(1, Math.min(3, all.length)))] ?? null;
  }

  /** What is offered is accepted: one of the buttons of somebody who has one other than to add a note. */
  async #offer({ who, which }: Extract<Move, { do: 'offer' }>): Promise<void> {
    const open = [...this.folded.values()].filter(
      (one) => !['closed', 'denied', 'withdrawn', 'lapsed', 'superseded', 'revoked'].includes(one.phase),
    );
    for (let at = 0; at < this.people.length; at += 1) {
      const person = this.#person(who + at);
      const about = open[which % Math.max(1, open.length)];
      if (about === undefined) return;
      const choice = (await this.#offers(about, person)).filter(({ verb: name }) => which % 5 === 0 || !SELDOM.has(name));
      const offer = choice[which % Math.max(1, choice.length)];
      if (offer === undefined) continue;
      const turn = await this.#turn(this.#filled(offer), actorOf(person));
      same([offer.verb, turn.kind, turn.reason], [offer.verb, 'happened', null]);
      return;
    }
  }

  async #offers(about: Activation, who: Person, account = who.accounts[0]!): Promise<readonly Offer[]> {
    const view = await this.house.spine.view();
    if ('kind' in view) throw new Error(view.cause);
    return offers(about, view.projection.tenant, this.house.circumstances(view.now, actorOf({ person: who, account })));
  }

  async #redactable(about: Activation, who: Person, account: Person['accounts'][number]): Promise<readonly string[]> {
    const view = await this.house.spine.view();
    if ('kind' in view) throw new Error(view.cause);
    const circumstances = this.house.circumstances(view.now, actorOf({ person: who, account }));
    const asked = [about, view.projection.tenant, circumstances] as const;
    const [activation, x] = [about.id, sealText('x', '')];
    return [
      ...redactable(...asked).map((what) => target({ verb: 'redact', activation, what, why: x })),
      ...correctable(...asked).map((line) => target({ verb: 'correct', activation, line, right: x, cause: x })),
    ];
  }

  /** The offer with words of its own in place of the placeholders, of the same form. */
  #filled(offer: Offer): Offer {
    this.#words += 1;
    const words = (was: string) =>
      was.startsWith('https') ? `${was}/${this.#words}` : /^\d/.test(was) ? String(this.#words) : `${was} ${this.#words}`;
    const seal = (value: unknown) =>
      typeof value === 'object' && value !== null && 'text' in value
        ? sealText(words(String(value.text)), salt('', String(this.#words)))
        : value;
    return Object.fromEntries(Object.entries(offer).map(([name, value]) => [name, seal(value)])) as Offer;
  }

  /** What is accepted was offered: anybody tries anything about anything. */
  async #try({ who, account, fields: asked, about: which }: Extract<Move, { do: 'try' }>): Promise<void> {
    const person = this.#person(who);
    const own = person.accounts[account % person.accounts.length]!;
    const about = this.#about(which);
    if (about === null) return;
    const before = [...(await this.#offers(about, person, own)).map(target), ...(await this.#redactable(about, person, own))];
    const whole = { ...asked, ...named(asked['verb'], about, account + which) };
    const command = this.house.command({ person, account: own }, whole, about);
    const turn = await this.#turn(command, actorOf({ person, account: own }));
    if (turn.kind === 'happened') expect(before).toContain(target(command));
  }

  async #file({ who, operator, kind, account, over }: Extract<Move, { do: 'file' }>): Promise<void> {
    this.#words += 1;
    const responders = this.people.filter((one) => one.roles.includes('responder') || over === 9);
    const person = responders[who % responders.length]!;
    const denied = over < 3 ? (this.#about(over)?.id ?? null) : null;
    const asked = {
      ...FILING,
      kind,
      operator: over % 2 === 0 ? person.id : this.#person(operator).id,
      account: `bg-admin-0${account + 1}`,
      // half of them name the other account, too; now and then somebody names the same one
      fallback: who % 2 === 0 ? '-' : `bg-admin-0${who % 9 === 0 ? account + 1 : 2 - account}`,
      over: denied,
      why: `reason ${this.#words}`,
    };
    await this.#turn(this.house.command(person, asked, null), actorOf(person));
  }

  /** Some person announces a live drill, in time or not. */
  async #announce({ who, operator, account, ahead }: Extract<Move, { do: 'announce' }>): Promise<void> {
    this.#words += 1;
    const managers = this.people.filter((one) => one.roles.includes('manager') || who % 7 === 0);
    const person = managers[who % Math.max(1, managers.length)] ?? this.#person(who);
    const at = this.house.now + (20 + ahead) * 60 * MINUTE;
    const words = { account: `bg-admin-0${account + 1}`, operator: this.#person(operator).id, action: `action ${this.#words}`, at };
    await this.#turn(this.house.command(person, { verb: 'announce-drill', ...words }, null), actorOf(person));
  }

  /** The time of the newest announcement comes, and somebody files it. */
  async #live({ who }: Extract<Move, { do: 'live' }>): Promise<void> {
    const view = await this.house.spine.view();
    if ('kind' in view) throw new Error(view.cause);
    const one = [...view.projection.tenant.drills.announced.values()].at(-1);
    if (one === undefined) return;
    this.house.now = Math.max(this.house.now, one.at);
    const person = this.#person(who);
    const asked = { ...FILING, kind: 'drill', account: one.account, operator: one.operator, announcement: one.id };
    await this.#turn(this.house.command(person, asked, null), actorOf(person));
  }

  /** Where a test sign-in is left to do, somebody opens its window and says how it went; the witness may confirm, or somebody tries to. */
  async #test({ who, worked }: Extract<Move, { do: 'test' }>): Promise<void> {
    const left = [...this.folded.values()].find((one) => one.phase === 'handed back' && one.tasks.some(({ task: id }) => id === TEST));
    const second = `fallback-${TEST}`;
    const both = left?.phase === 'handed back' && left.tasks.some(({ task: id, after }) => id === second && after === null);
    if (left === undefined) return;
    const openers = this.people.filter(({ roles }) => roles.includes('custodian'));
    const opener = openers[who % Math.max(1, openers.length)] ?? this.#person(who);
    const witness = this.#person(who + 3);
    this.#words += 1;
    const asked = [
      [opener, { verb: 'open-test', witness: witness.id, opened: left.tests.length }],
      [opener, { verb: worked ? 'do-task' : 'fail-test', evidence: `seen ${this.#words}` }],
      [who % 4 === 0 ? this.#person(who + 1) : witness, { verb: 'confirm-task' }],
    ] as const;
    for (const [person, fields] of asked) {
      if (!this.people.some(({ id }) => id === person.id)) return;
      await this.#turn(this.house.command(person, { ...fields, task: both && who % 2 === 0 ? second : TEST }, left), actorOf(person));
    }
  }

  /** Anybody says that somebody goes in without quorum; one in ten does not know who. */
  async #declare({ who, operator, account, ago }: Extract<Move, { do: 'declare' }>): Promise<void> {
    this.#words += 1;
    const person = this.#person(who);
    const asked = {
      verb: 'declare',
      ...DECLARING,
      account: `bg-admin-0${account + 1}`,
      operator: operator % 10 === 0 ? '-' : this.#person(operator).id,
      ago: String(ago),
      why: `reason ${this.#words}`,
    };
    await this.#turn(this.house.command(person, asked, null), actorOf(person));
  }

  async #seen({ account, ago }: Extract<Move, { do: 'seen' }>): Promise<void> {
    this.#words += 1;
    const detail = sealText(`sign-in ${this.#words}`, '');
    const name = [FIRST.id, SECOND.id][account]!;
    await this.#turn({ verb: 'sign-in-seen', account: name, at: this.house.now - ago, detail }, { kind: 'product' });
  }

  /** A look comes in, in time or late: it is written down only where somebody waits for it. */
  async #look({ about, right, ago }: Extract<Move, { do: 'look' }>): Promise<void> {
    const one = this.#about(about);
    if (one === null) return;
    this.#words += 1;
    const detail = sealText(`look ${this.#words}`, '');
    const seen = { step: 'look', look: 'admins-work', as: right ? 'right' : 'wrong', when: this.house.now - ago, detail } as const;
    const waits = awaited(one, this.house.library).length > 0;
    const turn = await this.#turn({ verb: 'check-seen', activation: one.id, ...seen }, { kind: 'product' });
    if (turn.kind === 'happened') same([waits, ago >= 0], [true, true]);
  }

  #deadline({ about, off }: Extract<Move, { do: 'deadline' }>): void {
    const one = this.#about(about);
    if (one === null) return;
    const due =
      one.phase === 'requested'
        ? one.request.decideBy
        : one.phase === 'approved'
          ? one.grant.collectBy
          : one.phase === 'in use'
            ? off === 2
              ? (one.course.extensions.at(-1)?.decideBy ?? one.use.end - 10 * MINUTE)
              : one.use.end
            : one.phase === 'handed back' && (off === 1 || declarationOf(one) === null)
              ? nextOwed(one)
              : (declarationOf(one)?.ratifyBy ?? 0);
    this.house.now = Math.max(this.house.now, due + off);
  }

  async #change({ how, who, other }: Extract<Move, { do: 'roster' }>): Promise<void> {
    const [one, two] = [this.#person(who), this.#person(other)];
    const rest = this.people.filter((person) => person !== one && person !== two);
    if (how === 'restore' || (one === two && how !== 'role')) return this.#roster(EVERYBODY);
    if (how === 'cut') {
      const cut = (person: Person, at: number) =>
        at % 2 === who % 2 ? { ...person, roles: person.roles.filter((role) => role !== 'approver') } : person;
      return this.#roster(this.people.map(cut));
    }
    if (how === 'role') {
      const roles = one.roles.includes('approver') ? one.roles.filter((role) => role !== 'approver') : [...one.roles, 'approver' as const];
      return this.#roster(this.people.map((person) => (person === one ? { ...one, roles } : person)));
    }
    if (how === 'join') {
      const both = { ...one, roles: [...new Set([...one.roles, ...two.roles])], accounts: [...one.accounts, ...two.accounts] };
      return this.#roster([...rest, both]);
    }
    if (how === 'leave') {
      return this.#roster(this.people.length > 8 ? [...rest, two] : EVERYBODY);
    }
    const [moved, ...kept] = [...one.accounts].reverse();
    if (moved === undefined || kept.length === 0) return;
    return this.#roster([...rest, { ...one, accounts: kept }, { ...two, accounts: [...two.accounts, moved] }]);
  }

  async #roster(people: readonly Person[]): Promise<void> {
    const contents = fileOf(people, {}, this.house.now);
    this.rosters.set(contents.roster.digest, contents.roster);
    if (!this.#byLedger) {
      this.house.roster = contents.roster;
      return;
    }
    this.#read.set(contents.policy.digest, contents.roster);
    await this.#turn(adopting(contents), { kind: 'product' });
  }

  /** Somebody confirms or rejects what is held, if anything is. */
  async #judge({ who, yes }: Extract<Move, { do: 'judge' }>): Promise<void> {
    const view = await this.house.spine.view();
    if ('kind' in view) throw new Error(view.cause);
    const { held } = view.projection.tenant.rules;
    if (held === null) return;
    const verb = yes ? 'confirm-roster' : 'reject-roster';
    const asked = this.people.filter((one) => judges(one) || who % 9 === 0);
    for (const at of yes ? [who, who + 1] : [who]) {
      const person = asked[at % Math.max(1, asked.length)];
      if (person !== undefined) await this.#turn({ verb, digest: held.digest }, actorOf(person));
    }
  }

  /** Two people answer the runbook from cards of the same moment: different steps are both taken; of one step one answer, and nobody’s by mistake. */
  async #race({ who, other, which }: Extract<Move, { do: 'race' }>): Promise<void> {
    const about = [...this.folded.values()].findLast(({ phase, course }) => phase === 'in use' && course.revoked === null);
    if (about === undefined) return;
    const answers = async (first: number) => {
      for (let at = 0; at < this.people.length; at += 1) {
        const person = this.#person(first + at);
        const open = (await this.#offers(about, person)).filter(({ verb: name }) => name === 'finish-step');
        const offer = open[which % Math.max(1, open.length)];
        if (offer !== undefined) return { person, command: this.#filled(offer) };
      }
      return null;
    };
    const [one, two] = [await answers(who), await answers(other)];
    if (one === null || two === null || !('step' in one.command) || !('step' in two.command)) return;
    const first = await this.#turn(one.command, actorOf(one.person));
    same([one.command.verb, first.kind, first.reason], [one.command.verb, 'happened', null]);
    const before = this.folded.get(about.id)?.steps.length;
    const second = await this.#turn(two.command, actorOf(two.person));
    const waits = second.kind === 'happened' && one.command.step === two.command.step;
    if (second.kind === 'refused') same([one.command.step, second.reason], [two.command.step, 'step-not-open']);
    // the same step once more only where it waits for its witness
    if (waits) same((second.activation?.steps.at(-2)?.witness ?? null) === null, true);
    same(this.folded.get(about.id)?.steps.length, (before ?? 0) + (second.kind === 'happened' ? 1 : 0));
  }

  /** Roster and policy are those that the ledger says are in force. */
  #follow({ policy }: Turn['tenant']): void {
    const roster = policy === null ? undefined : this.#read.get(policy);
    if (roster === undefined || policy === null) return;
    this.house.roster = roster;
    this.house.policy = { ...this.house.policy, digest: policy };
  }

  /** What the clock owes happens. */
  async #clock(): Promise<void> {
    const view = await this.house.spine.view();
    if ('kind' in view) throw new Error(view.cause);
    const owed = (one: Activation) => [...duties(one, view.projection.tenant), ...pageDuties(one, this.house.policy)];
    for (const { command, due } of [...view.projection.open.values()].flatMap(owed).filter(({ due: at }) => at <= view.now)) {
      // what came before may have settled it: nobody is rung or paged about a request that has just lapsed
      const still = owed(this.folded.get(command.activation)!).some((one) => isDeepStrictEqual(one, { command, due }));
      const turn = await this.#turn(command, { kind: 'clock' });
      // a warning that nobody gave in time is none any more
      const missed = command.verb === 'warn' && turn.kind === 'already' && this.folded.get(command.activation)!.phase === 'in use';
      if (!missed) expect([command.verb, due, turn.kind]).toEqual([command.verb, due, still ? 'happened' : 'already']);
      for (const fact of turn.added) if (fact.type === 'PageStarted') await this.#page(command.activation, fact);
    }
    for (const { command, due } of reminders(view.projection.tenant, this.house.policy).filter(({ due: at }) => at <= view.now)) {
      expect([command.verb, due, (await this.#turn(command, { kind: 'clock' })).kind]).toEqual([command.verb, due, 'happened']);
    }
  }

  /** A page that was begun is delivered, not taken, or forgotten in a crash. */
  async #page(activation: ActivationId, { key, attempt }: FactOf<'PageStarted'>): Promise<void> {
    const outcome = ([null, 'delivered', 'refused', 'timed-out'] as const)[this.house.now % 4] ?? null;
    if (outcome !== null) await this.#turn({ verb: 'end-page', activation, key, attempt, outcome }, { kind: 'clock' });
  }

  /** What happened last, delivered once more, leaves nothing. */
  async #repeat(): Promise<void> {
    if (this.#last === null) return;
    const { command, actor, at } = this.#last;
    // later it is no delivery once more but the next reminder
    if (command.verb === 'remind-tasks' && this.house.now > at) return;
    const turn = await this.#turn(command, actor);
    // the number of an approval is used up by a miss and by a voided vote
    const kind = turn.reason === 'number-old' ? 'refused' : 'already';
    same([command.verb, turn.kind, turn.added], [command.verb, kind, []]);
  }

  async #turn(command: Command | OwnCommand, actor: Actor): Promise<Turn> {
    const turn = await this.house.turn(command, actor);
    this.#follow(turn.tenant);
    this.#count(`${turn.kind} ${turn.kind === 'refused' ? String(turn.reason) : command.verb}`);
    this.#last = turn.kind === 'happened' ? { command, actor, at: this.house.now } : null;
    await this.#learn();
    if (turn.activation !== null) same(turn.activation, this.folded.get(turn.activation.id));
    return turn;
  }

  /** Folds what was written, apart from the product's own running state. */
  async #learn(): Promise<void> {
    for (const { seq, bytes } of await this.house.kept.read(this.#size + 1, 10)) {
      const record = parseRecord(bytes);
      if (typeof record === 'string') throw new Error(record);
      this.#size = seq;
      this.#frontier = append(this.#frontier, leafHash(bytes));
      const rooted: Rooted = { ...record, root: headOf(this.#frontier).root };
      for (const { type } of record.facts) this.#count(type);
      if (record.activation === null) continue;
      const next = fold(this.folded.get(record.activation) ?? null, rooted);
      if (next === null) throw new Error(`record ${seq} is of no activation`);
      same(next.unknown, null);
      this.folded.set(record.activation, next);
      this.#ends(next, record.facts);
      for (const { type } of record.facts) this.#count(type);
    }
  }

  /**
   * The absolute end and the end of the use are each fixed once; both move later only with the fact that two people gave more time. No use
   * ends after its absolute end.
   */
  #ends(one: Activation, facts: ReadRecord['facts']): void {
    if (!('grant' in one)) return;
    if (one.grant === null) {
      same(one.course.extensions, []);
      return;
    }
    const turned = facts.find((fact): fact is FactOf<'DomainChanged'> => fact.type === 'DomainChanged');
    const extended = facts.find((fact): fact is FactOf<'UseExtended'> => fact.type === 'UseExtended');
    const use = 'use' in one && one.use !== null ? one.use.end : null;
    const before = this.ends.get(one.id) ?? { absolute: one.grant.absoluteEnd, use: null };
    if (turned !== undefined) {
      // what is broken is something else: both ends stay or become earlier, never later
      same([one.grant.absoluteEnd <= before.absolute, (use ?? 0) <= (before.use ?? Infinity)], [true, true]);
      this.ends.set(one.id, { absolute: one.grant.absoluteEnd, use });
      return;
    }
    const absolute = extended?.absoluteEnd ?? before.absolute;
    this.ends.set(one.id, { absolute, use });
    same(one.grant.absoluteEnd, absolute);
    same(use, extended?.end ?? before.use ?? use);
    if (use !== null) same(use <= absolute, true);
    if (extended !== undefined) same([extended.end > (before.use ?? Infinity), absolute >= before.absolute], [true, true]);
  }

  #count(what: string): void {
    this.reached.set(what, (this.reached.get(what) ?? 0) + 1);
  }
}

/** As expect(one).toEqual(two), which takes a hundred times as long where nothing is wrong. */
export function same(one: unknown, two: unknown): void {
  if (!isDeepStrictEqual(one, two)) expect(one).toEqual(two);
}

/** Some typed text of an activation; one that is of none now and then. */
function anyText({ typed, digest }: Activation, which: number): Digest {
  return [...typed.keys(), digest][which % (typed.size + 1)] ?? digest;
}

/** What the two commands about a text name; any other names nothing more. */
function named(verb: unknown, about: Activation, which: number) {
  const lines = written(about).map(lineOf);
  if (verb === 'correct') return { line: lines[which % Math.max(1, lines.length)] ?? '1 text' };
  return verb === 'redact' ? { what: anyText(about, which) } : {};
}

function target(command: Command | OwnCommand): string {
  return [
    command.verb,
    'part' in command ? command.part : '',
    'step' in command ? command.step : '',
    'task' in command ? command.task : '',
    'what' in command ? command.what : '',
    'line' in command ? command.line : '',
    'person' in command ? command.person : '',
  ].join(' ');
}

/** Who is who under a roster: somebody it does not know stays whoever they said they were. */
export function personOf(roster: Roster, account: Person['accounts'][number], said: PersonId): PersonId {
  return roster.byAccount.get(account) ?? said;
}
