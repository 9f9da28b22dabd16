// A night to draw: real commands decided and folded, stopped at any stage. Seven people, two accounts, one small runbook and its drill.
import { hash } from 'node:crypto';
import { decide, decideOwn } from '../../dialogs/decide.ts';
import { type Command, parseCommand, textsOf } from '../../dialogs/command.ts';
import type { OwnCommand } from '../../dialogs/own-command.ts';
import type { Actor, Circumstances, Decision, Library } from '../../dialogs/decision.ts';
import type { EmergencyAccount, Person, Policy, Roster } from '../../dialogs/policy.ts';
import type { Activation, Rooted } from '../../ledger/activation.ts';
import { fold } from '../../ledger/fold.ts';
import { AccountId, Digest, ObjectId, PartId, PersonId, type Role } from '../../ledger/ids.ts';
import type { By } from '../../ledger/record.ts';
import { foldTenant, NO_TENANT, type Tenant } from '../../ledger/tenant.ts';
import { sealText } from '../../ledger/text.ts';
import { parsePostUse, parseRunbook } from '../../runbooks/parse.ts';
import type { Viewing } from '../../cards/view.ts';
import { DRILL, LOCKOUT, POST_USE } from './sample-runbooks.ts';

export const sha = (text: string): Digest => Digest.parse(hash('sha256', text, 'hex'));
/** 03:02 of 24 November 2026 in Berlin. */
export const START = Date.UTC(2026, 10, 24, 2, 2);
export const MINUTE = 60_000;
export const BERLIN = { zone: 'Europe/Berlin', offset: (zone: string) => (zone === 'Europe/Berlin' ? 60 : 0) };

function person(at: number, name: string, ...roles: Role[]): Person {
  const account = ObjectId.parse(`aaaaaaaa-0000-4000-8000-00000000000${at}`);
  const phone = `+49 30 555 010${at}`;
  return { id: PersonId.parse(`E100${at}`), name, roles, accounts: [account], phone, zone: 'Europe/Berlin' };
}

export const rita = person(1, 'Rita Requester', 'responder');
export const aaron = person(2, 'Aaron Approver', 'approver');
export const bea = person(3, 'Bea Approver', 'approver');
export const carl = person(4, 'Carl Custodian', 'custodian');
export const mona = person(5, 'Mona Manager', 'manager');
export const ada = person(6, 'Ada Auditor', 'auditor', 'custodian');
/** May operate, and may approve what others ask for. */
export const olaf = person(7, 'Olaf Operator', 'responder', 'approver');
export const PEOPLE = [rita, aaron, bea, carl, mona, ada, olaf] as const;

export function rosterOf(people: readonly Person[], readAt = START - 4 * MINUTE): Roster {
  return {
    digest: sha(people.map((one) => one.id).join()),
    readAt,
    people: new Map(people.map((one) => [one.id, one])),
    byAccount: new Map(people.flatMap((one) => one.accounts.map((account) => [account, one.id]))),
  };
}

function part(id: string, what: string, custodian: Person, place: string) {
  return { id: PartId.parse(id), what, custodians: [custodian.id], place };
}

export const FIRST: EmergencyAccount = {
  id: AccountId.parse('bg-admin-01'),
  upn: 'bg-admin-01@contoso.onmicrosoft.com',
  object: ObjectId.parse('eeeeeeee-0000-4000-8000-000000000001'),
  credentials: [
    {
      id: 'key-1',
      type: 'passkey',
      parts: [
        part('key-1/key', 'security key', carl, 'safe in room B 1.17, upper shelf, red bag'),
        part('key-1/pin', 'PIN of the security key', ada, 'audit office, steel cabinet, grey envelope'),
      ],
    },
  ],
};
export const SECOND: EmergencyAccount = {
  id: AccountId.parse('bg-admin-02'),
  upn: 'bg-admin-02@contoso.onmicrosoft.com',
  object: ObjectId.parse('eeeeeeee-0000-4000-8000-000000000002'),
  credentials: [
    {
      id: 'password-1',
      type: 'password',
      parts: [
        part('password-1/first-half', 'first half of the password', carl, 'safe in room B 1.17, lower shelf, blue envelope'),
        part('password-1/second-half', 'second half of the password', ada, 'audit office, steel cabinet, blue envelope'),
      ],
    },
  ],
};

export const POLICY: Policy = {
  digest: sha('policy'),
  tenant: '72f988bf-0000-4000-8000-00000000aaaa',
  accounts: new Map([FIRST, SECOND].map((one) => [one.id, one])),
  limits: { decide: 30, collect: 60, use: [30, 60, 120] },
  zone: 'Europe/Berlin',
  room: 'Break-glass room',
  conversation: null,
  dutyPhone: '+49 30 555 0100',
  bridge: '+49 30 555 0199, conference 4711',
  paging: null,
  drills: { every: 90 },
  quietHours: { from: 22 * 60, until: 7 * 60 },
};

function pin(source: string, name: string) {
  const read = parseRunbook(source, name);
  if (!read.ok) throw new Error(read.problems.map((one) => `${name}:${one.line} ${one.where}: ${one.what}`).join('\n'));
  return { runbook: read.runbook, digest: Digest.parse(read.digest), source };
}

function library(): Library {
  const offered = [pin(LOCKOUT, 'conditional-access-lockout.yaml'), pin(DRILL, 'emergency-drill.yaml')];
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

/** What a review leaves to Rita and to Olaf. */
const LEFT = {
  ...{ what1: 'Two people look before a policy is switched on.', owner1: rita.id, due1: '2026-12-04' },
  ...{ what2: 'A third security key.', owner2: olaf.id, due2: '2026-12-11' },
};

type OwnVerb = Exclude<Extract<OwnCommand, { readonly activation: unknown }>['verb'], 'start-page' | 'end-page' | 'check-seen'>;

/** The product in memory: a ledger of folded records and a clock that moves by hand. */
export class Night {
  now = START;
  tenant: Tenant = { ...NO_TENANT, drills: { ...NO_TENANT.drills, since: START - 30 * 24 * 60 * MINUTE } };
  activation: Activation | null = null;
  roster: Roster = rosterOf(PEOPLE);
  policy: Policy = POLICY;
  library: Library = LIBRARY;
  readonly texts = new Map<Digest, string>();
  /** What was recorded about this activation, in order. */
  readonly records: Rooted[] = [];
  #seq = 100;

  circumstances(who: Person | 'room'): Circumstances {
    const actor: Actor =
      who === 'room' ? { kind: 'product' } : { kind: 'person', person: who, account: who.accounts[0]!, assurance: 'channel' };
    const number = (request: Digest, approver: PersonId, attempt: number) =>
      (parseInt(request.slice(0, 2), 16) + Number(approver.slice(1)) * 7 + attempt * 23) % 100;
    return { now: this.now, actor, roster: this.roster, policy: this.policy, library: this.library, number };
  }

  viewing(who: Person | 'room', over: Partial<Viewing> = {}): Viewing {
    const text = (digest: Digest) => this.texts.get(digest) ?? null;
    return {
      circumstances: this.circumstances(who),
      tenant: this.tenant,
      ...BERLIN,
      text,
      taken: (digest) => this.activation?.redacted.get(digest) ?? null,
      notice: null,
      denied: null,
      focus: null,
      connected: false,
      unread: null,
      ...over,
    };
  }

  /** The activation that the night is about. */
  get open(): Activation {
    if (this.activation === null) throw new Error('nothing was filed');
    return this.activation;
  }

  /** What somebody asks, as an edge brings it; throws when it is misread. */
  ask(who: Person, fields: Readonly<Record<string, unknown>>): Decision {
    const about = this.activation === null ? {} : { activation: this.activation.id, request: this.activation.digest };
    const command = parseCommand({ ...about, ...fields }, (field, text) => sha(`${field} ${text}`).slice(0, 32));
    if (!('verb' in command)) throw new Error(JSON.stringify(command));
    const decision = decide({ tenant: this.tenant, activation: this.activation }, command, this.circumstances(who));
    this.#keep(decision, command, who);
    return decision;
  }

  /** The same, after some minutes, and it must happen. */
  does(who: Person, verb: Command['verb'], fields: Readonly<Record<string, unknown>> = {}, after = 3): this {
    this.now += after * MINUTE;
    const decision = this.ask(who, { verb, ...fields });
    if (decision.kind !== 'happened') throw new Error(`${who.name} ${verb}: ${JSON.stringify(decision)}`);
    return this;
  }

  votes(who: Person, after = 3): this {
    const attempt = this.open.misses.get(who.id)?.count ?? 0;
    return this.does(who, 'approve', { attempt, number: this.circumstances(who).number(this.open.digest, who.id, attempt) }, after);
  }

  /** What the clock does at that time. */
  clock(verb: OwnVerb, at = this.now): this {
    this.now = at;
    return this.own({ verb, activation: this.open.id });
  }

  /** What the product does by itself; it must happen. */
  own(command: OwnCommand): this {
    const decision = decideOwn({ tenant: this.tenant, activation: this.activation }, command, this.circumstances('room'));
    if (decision.kind !== 'happened') throw new Error(`${command.verb}: ${JSON.stringify(decision)}`);
    this.#keep(decision, command, command.verb === 'check-seen' ? 'product' : 'clock');
    return this;
  }

  /** A log has a sign-in of the first account. */
  seen(detail: string, at = this.now): this {
    const command = { verb: 'sign-in-seen', account: FIRST.id, at, detail: sealText(detail, '') } as const;
    const state = { tenant: this.tenant, activation: this.activation };
    this.#keep(decideOwn(state, command, this.circumstances('room')), command, 'product');
    return this;
  }

  /** The product looked at a step that names a look, a minute later. */
  looked(as: 'right' | 'wrong', detail: string, step = 'look-around'): this {
    this.now += MINUTE;
    const about = { step, look: 'policies-unchanged', as, when: this.now, detail: sealText(detail, '') } as const;
    return this.own({ verb: 'check-seen', activation: this.open.id, ...about });
  }

  #keep(decision: Decision, command: Command | OwnCommand | null, who: Person | 'clock' | 'product'): void {
    for (const { hash: digest, text } of command === null ? [] : textsOf(command)) this.texts.set(Digest.parse(digest), text);
    if (decision.kind === 'already') return;
    const facts =
      decision.kind === 'happened' ? decision.facts : [{ type: 'Refused' as const, command: command?.verb ?? '', reason: decision.reason }];
    const seq = ++this.#seq;
    const roster = { digest: this.roster.digest, age: Math.max(0, this.now - this.roster.readAt) };
    const by: By =
      who === 'clock' || who === 'product'
        ? { actor: who }
        : { actor: 'person', person: who.id, account: who.accounts[0]!, roles: [...who.roles], assurance: 'channel', roster };
    const record: Rooted = {
      v: 1,
      seq,
      at: this.now,
      activation: decision.activation,
      by,
      policy: this.policy.digest,
      facts,
      root: sha(`root ${seq}`),
    };
    this.tenant = foldTenant(this.tenant, record);
    if (decision.activation !== null) {
      this.records.push(record);
      this.activation = fold(this.activation, record);
    }
  }
}

export const WHY = 'The new sign-in policy blocks every administrator since 02:10, nobody can open the portal.';

/** What a request says when nothing else is asked for. */
export const FILED = {
  kind: 'real',
  domain: 'conditional-access',
  account: 'bg-admin-01',
  operator: rita.id,
  minutes: '60',
  otherAdmin: 'no',
  why: WHY,
};

export function filed(fields: Readonly<Record<string, unknown>> = {}, by: Person = rita): Night {
  return new Night().does(by, 'request', { ...FILED, ...fields }, 0);
}

/** Each stage continues the one it names; the last four end a request. */
const STAGES = {
  requested: { from: null, go: (one: Night) => one },
  'one vote': { from: 'requested', go: (one: Night) => one.votes(aaron, 9) },
  approved: { from: 'one vote', go: (one: Night) => one.votes(bea) },
  released: {
    from: 'approved',
    go: (one: Night) => one.does(carl, 'release', { part: one.open.request.credentials[0]!.parts[0], seal: 'A-1183' }, 8),
  },
  'all released': {
    from: 'released',
    go: (one: Night) => one.does(ada, 'release', { part: one.open.request.credentials[0]!.parts[1], seal: 'A-1184' }, 4),
  },
  'in use': { from: 'all released', go: (one: Night) => one.does(operatorOf(one), 'in-hand', {}, 11) },
  walked: { from: 'in use', go: walked },
  overdue: { from: 'walked', go: (one: Night) => one.clock('overdue', ('use' in one.open ? (one.open.use?.end ?? 0) : 0) + MINUTE) },
  'handed back': { from: 'walked', go: (one: Night) => one.does(operatorOf(one), 'hand-back', {}, 20) },
  returned: { from: 'handed back', go: returned },
  'votes again': { from: 'returned', go: confirmed },
  review: {
    from: 'votes again',
    go: (one: Night) => one.does(aaron, 'confirm-vote', { person: aaron.id }, 0).does(bea, 'confirm-vote', { person: bea.id }, 0),
  },
  'part back last': { from: 'handed back', go: (one: Night) => returned(confirmed(one)) },
  countersign: {
    from: 'review',
    go: (one: Night) =>
      one.does(
        mona,
        'review',
        {
          class: 'misuse',
          found: 'The log shows a change that nobody wrote down.',
          ticket: 'INC-7',
          reporting: 'runs',
          what1: 'Look into it',
          owner1: rita.id,
          due1: '2026-12-04',
        },
        60,
      ),
  },
  closed: {
    from: 'review',
    go: (one: Night) =>
      one.does(
        mona,
        'review',
        { class: one.open.request.kind, found: 'Everything that was done was authorised.', ticket: 'INC-7', reporting: 'none' },
        60,
      ),
  },
  'left to do': {
    from: 'review',
    go: (one: Night) =>
      one.does(
        mona,
        'review',
        { class: one.open.request.kind, found: 'Done as authorised.', ticket: 'INC-7', reporting: 'none', ...LEFT },
        60,
      ),
  },
  'one left': {
    from: 'left to do',
    go: (one: Night) => one.does(rita, 'follow-up-done', { followUp: 1, evidence: 'In the change procedure since Monday.' }, 60),
  },
  'none left': {
    from: 'one left',
    go: (one: Night) => one.does(mona, 'follow-up-done', { followUp: 2, evidence: 'Bought and enrolled.' }, 60),
  },
  refused: {
    from: 'countersign',
    go: (one: Night) => one.does(ada, 'refuse-review', { review: 1, why: 'Who changed the policy back is not said.' }, 5),
  },
  'signed anew': {
    from: 'refused',
    go: (one: Night) =>
      one.does(
        mona,
        'review',
        { class: one.open.request.kind, found: 'Rita changed it back, the log shows it.', ticket: 'INC-7', reporting: 'none' },
        5,
      ),
  },
  denied: { from: 'requested', go: (one: Night) => one.does(aaron, 'deny', { why: 'The portal opens for me; ask me to undo it.' }) },
  withdrawn: { from: 'requested', go: (one: Night) => one.does(rita, 'withdraw', { why: 'It was my own mistyped password.' }) },
  lapsed: { from: 'one vote', go: (one: Night) => one.clock('lapse', one.open.request.decideBy + 1) },
  'revoked early': { from: 'approved', go: (one: Night) => one.does(mona, 'revoke', { cause: 'Another administrator is in.' }) },
  'revoked with a part out': { from: 'released', go: (one: Night) => one.does(mona, 'revoke', { cause: 'Another administrator is in.' }) },
  revoked: { from: 'walked', go: (one: Night) => one.does(mona, 'revoke', { cause: 'Another administrator is in.' }) },
  'more asked': {
    from: 'walked',
    go: (one: Night) => one.does(rita, 'ask-extension', { minutes: '30', need: 'One policy is left.', asked: 0 }),
  },
  extended: {
    from: 'more asked',
    go: (one: Night) => one.does(aaron, 'approve-extension', { ask: 1 }).does(bea, 'approve-extension', { ask: 1 }),
  },
  'more denied': { from: 'more asked', go: (one: Night) => one.does(bea, 'deny-extension', { ask: 1, whyNot: 'Others are in again.' }) },
  'more lapsed': {
    from: 'more asked',
    go: (one: Night) => one.clock('lapse-extension', (one.open.course.extensions[0]?.decideBy ?? 0) + 1),
  },
  offered: {
    from: 'walked',
    go: (one: Night) => one.does(operatorOf(one), 'offer-handover', { to: operatorOf(one) === olaf ? rita.id : olaf.id, offered: 0 }),
  },
  accepted: { from: 'offered', go: (one: Night) => one.does(operatorOf(one) === olaf ? rita : olaf, 'accept-handover', { offer: 1 }) },
  'handed over': { from: 'accepted', go: (one: Night) => one.does(aaron, 'confirm-handover', { offer: 1 }) },
  warned: { from: 'walked', go: (one: Night) => one.clock('warn', ('use' in one.open ? (one.open.use?.end ?? 0) : 0) - 9 * MINUTE) },
  'not collected': {
    from: 'approved',
    go: (one: Night) => one.clock('lapse', ('grant' in one.open ? (one.open.grant?.collectBy ?? 0) : 0) + 1),
  },
} as const satisfies Record<string, { readonly from: string | null; readonly go: (one: Night) => Night }>;
export type Stage = keyof typeof STAGES;
export const ALL_STAGES = Object.keys(STAGES) as readonly Stage[];

/** A night up to a stage; `fields` change the request. */
export function night(upTo: Stage, fields: Readonly<Record<string, unknown>> = {}, by: Person = rita): Night {
  const { from, go } = STAGES[upTo];
  return go(from === null ? filed(fields, by) : night(from, fields, by));
}

/** A drill that gave way: the account was needed for real. */
export function superseded(upTo: Stage = 'requested'): Night {
  const drill = night(upTo, { kind: 'drill', domain: 'drill' });
  const seen = drill.activation;
  drill.activation = null;
  drill.does(olaf, 'request', { ...FILED, operator: olaf.id }, 1);
  drill.activation = seen;
  return drill.clock('supersede');
}

export function operatorOf(one: Night): Person {
  const operator = one.roster.people.get(one.open.request.operator ?? rita.id);
  if (operator === undefined) throw new Error('the operator left the roster');
  return operator;
}

function walked(one: Night): Night {
  if (one.open.request.kind === 'drill')
    return one.does(operatorOf(one), 'note', { text: 'Everybody answered the phone within four minutes.' });
  return one
    .does(operatorOf(one), 'finish-step', { step: 'find-policy', evidence: 'Policy “Require compliant device”, switched on at 02:07' }, 5)
    .does(one.open.request.operator === olaf.id ? rita : olaf, 'finish-step', { step: 'say-so', evidence: null }, 1)
    .does(operatorOf(one), 'change', {
      was: 'Require compliant device: on',
      is: 'Require compliant device: report-only',
      back: 'Switch it on again after the exclusion list is mended',
    })
    .does(carl, 'note', { text: 'The vendor confirms the outage on the phone.' }, 1);
}

function returned(one: Night): Night {
  one.open.request.credentials[0]!.parts.forEach((id, at) => {
    one.does([carl, ada][at]!, 'return', { part: id, seal: `B-220${at}` }, 10);
  });
  return one;
}

/** Every task done by its owner and confirmed by somebody else. */
function confirmed(one: Night): Night {
  const owners = { operator: operatorOf(one), custodian: carl, responder: rita } as const;
  for (const { task } of 'tasks' in one.open ? one.open.tasks : []) {
    const owner = LIBRARY.postUse.tasks.find((known) => known.id === task)?.owner ?? 'operator';
    const ended = task.startsWith('change-') ? 'back' : null;
    const takes = ended === null ? 6 : 0;
    one.does(owners[owner], 'do-task', { task, ended, evidence: 'https://portal.example/audit/4711' }, takes);
    one.does(bea, 'confirm-task', { task }, takes);
  }
  return one;
}

/** Text that tries to be more than text. */
export const HOSTILE = [
  '${1+1} ${x}',
  '<at>CISO</at> <b>bold</b>',
  '{{DATE(2020-01-01T00:00:00Z)}} {{TIME(2020-01-01T00:00:00Z)}}',
  '[a](https://evil.example) **loud** _x_ `code`',
  '# Heading\n- item\n1. one\n> quote',
  '\u202Egnp.exe\u2066',
  `a${'\u0301'.repeat(10_000)}`,
  'lone \uD800 surrogate \uDC00',
] as const;

export const words = (text: string) => sealText(text, '');
