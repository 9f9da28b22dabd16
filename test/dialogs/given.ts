// Given what has happened, when somebody asks, then this and nothing else: real parsing, deciding, writing, reading and folding, with a
// clock that moves by hand.
import { expect } from '@jest/globals';
import { hash } from 'node:crypto';
import { type Command, parseCommand } from '../../dialogs/command.ts';
import type { OwnCommand } from '../../dialogs/own-command.ts';
import { decide, decideOwn } from '../../dialogs/decide.ts';
import type { Actor, Circumstances, Decision, Library, PinnedRunbook } from '../../dialogs/decision.ts';
import type { EmergencyAccount, Part, Person, Policy, Roster } from '../../dialogs/policy.ts';
import type { Activation, InPhase, Phase, Rooted } from '../../ledger/activation.ts';
import { fold } from '../../ledger/fold.ts';
import type { Fact, FactOf, Reason } from '../../ledger/fact.ts';
import { AccountId, ActivationId, Digest, ObjectId, PartId, PersonId, type Role } from '../../ledger/ids.ts';
import { type By, parseRecord, recordBytes } from '../../ledger/record.ts';
import { foldTenant, NO_TENANT, type Tenant } from '../../ledger/tenant.ts';
import { parsePostUse, parseRunbook } from '../../runbooks/parse.ts';
import { DRILL, LOCKOUT, POST_USE } from './given-runbooks.ts';

export const MINUTE = 60_000;
/** 02:02 UTC of 24 November 2026. */
export const START = Date.UTC(2026, 10, 24, 2, 2);
export const sha = (text: string): Digest => Digest.parse(hash('sha256', text, 'hex'));
export const salt = (field: string, text: string): string => sha(`${field} ${text}`).slice(0, 32);

export const account = (number: number): ObjectId => ObjectId.parse(`aaaaaaaa-0000-4000-8000-${String(number).padStart(12, '0')}`);

let people = 0;
function person(name: string, roles: readonly Role[], accounts = 1): Person {
  people += 1;
  const own = Array.from({ length: accounts }, (_, at) => account(people * 100 + at));
  return {
    id: PersonId.parse(`E${1000 + people}`),
    name,
    roles,
    accounts: own,
    phone: `+49 30 555 0${100 + people}`,
    zone: 'Europe/Berlin',
  };
}

/** Requester, with a daily and an admin account. */
export const rita = person('Rita', ['responder'], 2);
export const rico = person('Rico', ['responder']);
/** May operate, and may approve what others ask for. */
export const olaf = person('Olaf', ['responder', 'approver'], 2);
/** Approver with two accounts. */
export const aaron = person('Aaron', ['approver'], 2);
export const bea = person('Bea', ['approver']);
export const cora = person('Cora', ['approver']);
export const dan = person('Dan', ['approver']);
export const carl = person('Carl', ['custodian']);
export const ida = person('Ida', ['custodian']);
/** Custodian and responder. */
export const kim = person('Kim', ['custodian', 'responder']);
export const wanda = person('Wanda', ['watch']);
export const mona = person('Mona', ['manager']);
/** Manager and approver. */
export const milo = person('Milo', ['manager', 'approver']);
export const ada = person('Ada', ['auditor']);
/** Auditor, manager and responder. */
export const axel = person('Axel', ['auditor', 'manager', 'responder']);
export const EVERYBODY = [rita, rico, olaf, aaron, bea, cora, dan, carl, ida, kim, wanda, mona, milo, ada, axel] as const;
/** Not on the roster. */
export const stranger = person('Stranger', ['approver', 'custodian', 'manager']);

export function rosterOf(roster: readonly Person[], readAt = START - 4 * MINUTE): Roster {
  return {
    digest: sha(JSON.stringify(roster)),
    readAt,
    people: new Map(roster.map((one) => [one.id, one])),
    byAccount: new Map(roster.flatMap((one) => one.accounts.map((own) => [own, one.id]))),
  };
}

function part(id: string, ...custodians: readonly Person[]): Part {
  return { id: PartId.parse(id), what: id, custodians: custodians.map((one) => one.id), place: `the safe of ${id}` };
}

export const KEY = PartId.parse('key-1/key');
export const PIN = PartId.parse('key-1/pin');
export const PAPER = PartId.parse('password-1/paper');
export const CARD = PartId.parse('certificate-1/card');

/** A passkey in two parts. */
export const FIRST: EmergencyAccount = {
  id: AccountId.parse('bg-admin-01'),
  upn: 'bg-admin-01@contoso.onmicrosoft.com',
  object: ObjectId.parse('eeeeeeee-0000-4000-8000-000000000001'),
  credentials: [{ id: 'key-1', type: 'passkey', parts: [part(KEY, carl, kim), part(PIN, ida)] }],
};
/** A password or a certificate: one of them is enough. */
export const SECOND: EmergencyAccount = {
  id: AccountId.parse('bg-admin-02'),
  upn: 'bg-admin-02@contoso.onmicrosoft.com',
  object: ObjectId.parse('eeeeeeee-0000-4000-8000-000000000002'),
  credentials: [
    { id: 'password-1', type: 'password', parts: [part(PAPER, carl)] },
    { id: 'certificate-1', type: 'certificate', parts: [part(CARD, ida)] },
  ],
};

export const POLICY: Policy = {
  digest: sha('policy'),
  tenant: '72f988bf-0000-4000-8000-00000000aaaa',
  accounts: new Map([FIRST, SECOND].map((one) => [one.id, one])),
  limits: { decide: 30, collect: 45, use: [30, 60, 120] },
  zone: 'Europe/Berlin',
  room: 'Break-glass room',
  conversation: null,
  dutyPhone: '+49 30 555 0100',
  bridge: '+49 30 555 0199',
  paging: { drills: false },
  drills: { every: 90 },
  quietHours: { from: 22 * 60, until: 7 * 60 },
};

function pinned(source: string, name: string): PinnedRunbook {
  const read = parseRunbook(source, name);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { runbook: read.runbook, digest: Digest.parse(read.digest), source };
}

function library(): Library {
  const offered = [pinned(LOCKOUT, 'conditional-access-lockout.yaml'), pinned(DRILL, 'emergency-drill.yaml')];
  const postUse = parsePostUse(POST_USE);
  if (!postUse.ok) throw new Error(JSON.stringify(postUse.problems));
  return {
    offered,
    pinned: (digest) => offered.find((one) => one.digest === digest)?.runbook ?? null,
    postUse: { tasks: postUse.tasks, digest: Digest.parse(postUse.digest), source: POST_USE },
    pinnedTasks: (digest) => (digest === postUse.digest ? postUse.tasks : null),
  };
}
export const LIBRARY = library();

/** The number that is read out; two tries of one approver never have the same one. */
export const number: Circumstances['number'] = (request, approver, attempt) =>
  (parseInt(request.slice(0, 4), 16) + Number(approver.slice(1)) * 7 + attempt * 23) % 100;

/** Somebody with the account they act with; the first of theirs when none is named. */
export type Who = Person | { readonly person: Person; readonly account: ObjectId };

export function actorOf(who: Who): Extract<Actor, { kind: 'person' }> {
  const acting = 'person' in who ? who : { person: who, account: who.accounts[0]! };
  return { kind: 'person', ...acting, assurance: 'channel' };
}

export const FILING = {
  verb: 'request',
  kind: 'real',
  domain: 'conditional-access',
  account: 'bg-admin-01',
  operator: rita.id,
  minutes: '60',
  otherAdmin: 'no',
  why: 'Nobody can open the portal.',
} as const;

/** What the clock may ask about an activation. */
export type OwnVerb = Exclude<Extract<OwnCommand, { readonly activation: unknown }>['verb'], 'start-page' | 'end-page' | 'check-seen'>;
export type Fields = Readonly<Record<string, unknown>>;
export type Act = (night: Night) => void;
export type Outcome = 'already' | { readonly refused: Reason } | readonly (Fact['type'] | Partial<Fact>)[];
export const already = 'already';
export const refused = (reason: Reason): Outcome => ({ refused: reason });

/** The product in memory, about several activations; `open` is the one that was filed last or looked at. */
export class Night {
  now = START;
  roster: Roster = rosterOf(EVERYBODY);
  policy: Policy = POLICY;
  library: Library = LIBRARY;
  tenant: Tenant = NO_TENANT;
  readonly activations = new Map<ActivationId, Activation>();
  readonly records: Rooted[] = [];
  current: ActivationId | null = null;

  circumstances(actor: Actor): Circumstances {
    const { now, roster, policy, library: books } = this;
    return { now, actor, roster, policy, library: books, number };
  }

  get open(): Activation {
    const found = this.current === null ? undefined : this.activations.get(this.current);
    if (found === undefined) throw new Error('nothing was filed');
    return found;
  }

  /** The open activation, which must be in this phase. */
  in<P extends Phase>(phase: P): InPhase<P> {
    const found = this.open;
    const is = (one: Activation): one is InPhase<P> => one.phase === phase;
    if (!is(found)) throw new Error(`it is ${found.phase}`);
    return found;
  }

  /** The command as an edge would bring it; activation, digest and the right number are filled in. */
  command(who: Who, fields: Fields): Command {
    const person = actorOf(who).person.id;
    const about = this.current === null ? {} : { activation: this.open.id, request: this.open.digest };
    const attempt = this.current === null ? 0 : (this.open.misses.get(person)?.count ?? 0);
    const vote = this.current === null ? {} : { attempt, number: number(this.open.digest, person, attempt) };
    const read = parseCommand({ ...about, ...(fields['verb'] === 'approve' ? vote : {}), ...fields }, salt);
    if (!('verb' in read)) throw new Error(JSON.stringify(read));
    return read;
  }

  decide(who: Who, fields: Fields): Decision {
    return this.decideRead(who, this.command(who, fields));
  }

  /** The same for a command that was read already. */
  decideRead(who: Who, command: Command): Decision {
    const activation = 'activation' in command ? (this.activations.get(command.activation) ?? null) : null;
    return decide({ tenant: this.tenant, activation }, command, this.circumstances(actorOf(who)));
  }

  decideOwn(verb: OwnVerb): Decision {
    const command: OwnCommand = { verb, activation: this.open.id };
    return decideOwn({ tenant: this.tenant, activation: this.open }, command, this.circumstances({ kind: 'clock' }));
  }

  /** Writes what happened as a record and folds it. */
  keep(decision: Decision, actor: Actor): void {
    if (decision.kind === 'happened') this.write(decision.activation, decision.facts, this.#by(actor));
  }

  /** Writes facts, whoever decided them. */
  write(activation: ActivationId | null, facts: readonly Fact[], by: By): void {
    const seq = this.records.length + 1;
    const bytes = recordBytes({ v: 1, seq, at: this.now, activation, by, policy: this.policy.digest, facts });
    const read = parseRecord(bytes);
    if (typeof read === 'string') throw new Error(read);
    const record: Rooted = { ...read, root: sha(`root ${seq}`) };
    this.records.push(record);
    this.tenant = foldTenant(this.tenant, record);
    if (activation === null) return;
    const next = fold(this.activations.get(activation) ?? null, record);
    if (next !== null) this.activations.set(activation, next);
    this.current = activation;
  }

  #by(actor: Actor): By {
    if (actor.kind !== 'person') return { actor: actor.kind };
    const { person: who, account: own, assurance } = actor;
    const roster = { digest: this.roster.digest, age: this.now - this.roster.readAt };
    return { actor: 'person', person: who.id, account: own, roles: [...who.roles].sort(), assurance, roster };
  }
}

/** It is asked and it must happen. */
export function does(who: Who, verb: Command['verb'], fields: Fields = {}): Act {
  return (night) => {
    const decision = night.decide(who, { ...fields, verb });
    if (decision.kind !== 'happened') throw new Error(`${actorOf(who).person.name} ${verb}: ${JSON.stringify(decision)}`);
    night.keep(decision, actorOf(who));
  };
}

export const files = (fields: Fields = {}, who: Who = rita): Act => does(who, 'request', { ...FILING, ...fields });
export const votes = (who: Who): Act => does(who, 'approve');
/** A wrong number on the card of this try. */
export const misses =
  (who: Person): Act =>
  (night) => {
    const attempt = night.open.misses.get(who.id)?.count ?? 0;
    does(who, 'approve', { attempt, number: (number(night.open.digest, who.id, attempt) + 1) % 100 })(night);
  };
export const later =
  (ms: number): Act =>
  (night) =>
    void (night.now += ms);
export const at =
  (when: (night: Night) => number): Act =>
  (night) =>
    void (night.now = when(night));
export const roster =
  (...everybody: readonly Person[]): Act =>
  (night) =>
    void (night.roster = rosterOf(everybody, night.now));
/** The roster as it is, with these people as they are named here (found by id). */
export const changed =
  (...some: readonly Person[]): Act =>
  (night) => {
    const rest = [...night.roster.people.values()].filter((one) => !some.some((other) => other.id === one.id));
    night.roster = rosterOf([...rest, ...some], night.now);
  };
export const gone =
  (who: Person): Act =>
  (night) =>
    void (night.roster = rosterOf(
      [...night.roster.people.values()].filter((one) => one.id !== who.id),
      night.now,
    ));
export const looksAt =
  (id: string): Act =>
  (night) =>
    void (night.current = ActivationId.parse(id));
export const clock =
  (verb: OwnVerb): Act =>
  (night) => {
    const decision = night.decideOwn(verb);
    if (decision.kind !== 'happened') throw new Error(`${verb}: ${JSON.stringify(decision)}`);
    night.keep(decision, { kind: 'clock' });
  };

/** The same records with other facts in them, as somebody else could have written them. */
export const rewritten =
  (acts: readonly Act[], change: (fact: Fact) => Fact): Act =>
  (night) => {
    for (const { activation, facts, by, at: when } of given(...acts).night.records) {
      night.now = when;
      night.write(
        activation,
        facts.flatMap((fact) => (fact.type === 'Unknown' ? [] : [change(fact)])),
        by,
      );
    }
  };

export const FILED: readonly Act[] = [files()];
export const ONE_VOTE: readonly Act[] = [...FILED, later(MINUTE), votes(aaron)];
export const APPROVED: readonly Act[] = [...ONE_VOTE, later(MINUTE), votes(bea)];
export const KEY_OUT: readonly Act[] = [...APPROVED, does(carl, 'release', { part: KEY, seal: 'A-1' })];
export const ALL_OUT: readonly Act[] = [...KEY_OUT, does(ida, 'release', { part: PIN, seal: 'A-2' })];
export const IN_USE: readonly Act[] = [...ALL_OUT, later(MINUTE), does(rita, 'in-hand')];
export const BACK: readonly Act[] = [...IN_USE, later(MINUTE), does(rita, 'hand-back')];
export const RETURNED: readonly Act[] = [
  ...BACK,
  does(carl, 'return', { part: KEY, seal: 'B-1' }),
  does(ida, 'return', { part: PIN, seal: 'B-2' }),
];
export const task = (owner: Person, id: string, evidence: string): readonly Act[] => [
  does(owner, 'do-task', { task: id, evidence }),
  does(cora, 'confirm-task', { task: id }),
];
/** Everything back and confirmed: the review opens. */
export const TO_REVIEW: readonly Act[] = [
  ...RETURNED,
  ...task(rita, 'sessions', 'at 03:10'),
  ...task(carl, 'keys', 'two keys'),
  ...task(rico, 'mend', 'https://example.com/1'),
  ...task(rico, 'count', '2'),
];
/** Both approvers say once more that the vote was theirs. */
export const CONFIRMED: readonly Act[] = [aaron, bea].map((who) => does(who, 'confirm-vote', { person: who.id }));
/** Ready to be signed. */
export const REVIEW: readonly Act[] = [...TO_REVIEW, ...CONFIRMED];
/** As after a start with other files: what the open activations were filed with is known, but something else is on offer. */
export const otherFiles: Act = (night) => {
  const { offered, pinned: kept, pinnedTasks } = night.library;
  const tasks = [{ ...night.library.postUse.tasks[0]!, id: 'dance', owner: 'responder' as const }];
  const now = pinned(LOCKOUT.replace('id: mend', 'id: sing').replace('id: count', 'id: hum'), 'conditional-access-lockout.yaml');
  night.library = {
    offered: [now, ...offered.slice(1)],
    pinned: (digest) => (digest === now.digest ? now.runbook : kept(digest)),
    postUse: { tasks, digest: sha('other tasks'), source: 'other tasks' },
    pinnedTasks: (digest) => (digest === sha('other tasks') ? tasks : pinnedTasks(digest)),
  };
};
/** The configuration names this account no more. */
export const without =
  (one: EmergencyAccount): Act =>
  (night) =>
    void (night.policy = { ...night.policy, accounts: new Map([...night.policy.accounts].filter(([id]) => id !== one.id)) });
export const REVIEWING = { class: 'real', found: 'All as authorised.', ticket: 'INC-7', reporting: 'none' } as const;
export const HOUR = 60 * MINUTE;
/** A live drill announced by Mona, to begin a day and an hour from the start of the night. */
export const DRILL_AT = START + 25 * HOUR;
export const ANNOUNCING = {
  account: 'bg-admin-01',
  operator: rita.id,
  action: 'Save a new description of the test group',
  at: DRILL_AT,
} as const;
export const ANNOUNCED: readonly Act[] = [does(mona, 'announce-drill', ANNOUNCING)];
export const LIVE: readonly Act[] = [...ANNOUNCED, at(() => DRILL_AT), files({ kind: 'drill', announcement: 'LD-2026-0001' })];
/** The live drill in use, before any step. */
export const LIVE_USE: readonly Act[] = [
  ...LIVE,
  votes(aaron),
  votes(bea),
  does(carl, 'release', { part: KEY, seal: 'A-1' }),
  does(ida, 'release', { part: PIN, seal: 'A-2' }),
  does(rita, 'in-hand'),
];
/** From the end of a drill's use to its review. */
export const DRILL_REVIEW: readonly Act[] = [
  does(rita, 'hand-back'),
  does(carl, 'return', { part: KEY, seal: 'B-1' }),
  does(ida, 'return', { part: PIN, seal: 'B-2' }),
  ...task(rita, 'sessions', 'at 03:10'),
  ...task(carl, 'keys', 'two keys'),
  ...CONFIRMED,
];
export const PROVED: readonly Act[] = [
  does(rita, 'finish-step', { step: 'open-nothing' }),
  later(MINUTE),
  does(rita, 'finish-step', { step: 'sign-in', evidence: 'in at 03:12' }),
  later(MINUTE),
  does(rita, 'finish-step', { step: 'admin-task', evidence: 'saved twice' }),
  does(bea, 'witness-step', { step: 'admin-task' }),
];
export const CLOSED: readonly Act[] = [...REVIEW, does(axel, 'review', REVIEWING)];
/** A row of the review: Rita brings something until the end of 4 December 2026, UTC. */
export const ROW = { what1: 'Two people look first.', owner1: rita.id, due1: '2026-12-04' } as const;
/** Closed, with a follow-up for Rita. */
export const LEFT_TO_DO: readonly Act[] = [...REVIEW, does(axel, 'review', { ...REVIEWING, ...ROW })];
export const DENIED: readonly Act[] = [...FILED, does(dan, 'deny', { why: 'I can sign in.' })];

interface Asked {
  /** The night goes on with what happened. */
  readonly then: (outcome: Outcome) => Given;
}

export interface Given {
  readonly night: Night;
  readonly and: (...acts: readonly Act[]) => Given;
  readonly when: (who: Who, verb: Command['verb'], fields?: Fields) => Asked;
  readonly whenClock: (verb: OwnVerb) => Asked;
}

export function given(...acts: readonly Act[]): Given {
  const night = new Night();
  for (const act of acts) act(night);
  return goOn(night);
}

function goOn(night: Night): Given {
  return {
    night,
    and: (...acts) => {
      for (const act of acts) act(night);
      return goOn(night);
    },
    when: (who, verb, fields = {}) => ({
      then: (outcome) => settle(night, night.decide(who, { ...fields, verb }), { actor: actorOf(who), outcome }),
    }),
    whenClock: (verb) => ({ then: (outcome) => settle(night, night.decideOwn(verb), { actor: { kind: 'clock' }, outcome }) }),
  };
}

function settle(night: Night, decision: Decision, { actor, outcome }: { readonly actor: Actor; readonly outcome: Outcome }): Given {
  if (outcome === 'already') expect(decision.kind).toBe('already');
  else if ('refused' in outcome) expect(decision).toMatchObject({ kind: 'refused', reason: outcome.refused });
  else {
    const facts = outcome.map((fact) => (typeof fact === 'string' ? { type: fact } : fact));
    expect(decision).toMatchObject({ kind: 'happened', facts });
  }
  night.keep(decision, actor);
  return goOn(night);
}

/** The newest fact of this type. */
export function lastFact<T extends Fact['type']>(night: Night, type: T): FactOf<T> {
  const is = (fact: { readonly type: string }): fact is FactOf<T> => fact.type === type;
  const found = night.records.flatMap(({ facts }) => facts).findLast(is);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
}
