// A second reading of the behaviour, in as few lines as it takes: phase, who asked, votes as sets of humans, deadlines, parts out, tasks open.
// It shares no code with the product. Times in milliseconds UTC. It knows one account with a key and a PIN, real requests, and one operator each.
import { type Acting, concerned, has, type Human, humans, type Owned, type Voice, voiceOf } from './humans.ts';
import { askOnce, type Reviewed, reviewing } from './reviewing.ts';

const MINUTE = 60_000;

/** What somebody sends; `request` and the counters are those of the card that it comes from. */
export type Asking =
  | { readonly verb: 'request'; readonly operator: string; readonly minutes: number }
  | { readonly verb: 'approve'; readonly attempt: number; readonly right: boolean }
  | { readonly verb: 'ask-extension'; readonly asked: number; readonly minutes: number }
  | { readonly verb: 'approve-extension'; readonly ask: number }
  | { readonly verb: 'release' | 'return'; readonly part: string }
  | { readonly verb: 'do-task' | 'confirm-task'; readonly task: string }
  | { readonly verb: 'confirm-vote' | 'excuse-vote'; readonly voter: string }
  | { readonly verb: 'deny' | 'withdraw' | 'disown' | 'in-hand' | 'revoke' | 'hand-back' | 'review' };

interface Ask {
  readonly end: number;
  readonly decideBy: number;
  voices: Voice[];
  open: boolean;
}
interface Task {
  readonly owner: 'operator' | 'custodian' | 'responder';
  doer: Voice | null;
  confirmed: boolean;
}

const TASKS = { sessions: 'operator', keys: 'custodian', mend: 'responder', count: 'responder' } as const;
type Phase = 'requested' | 'denied' | 'withdrawn' | 'lapsed' | 'revoked' | 'approved' | 'in use' | 'handed back' | 'review' | 'closed';

/** One use of the account, from the request on. */
export class Use implements Owned {
  phase: Phase = 'requested';
  readonly owners: readonly string[];
  voices: Voice[] = [];
  readonly tries = new Map<string, { used: number; missed: number }>();
  approved = false;
  decideBy: number;
  collectBy = 0;
  absoluteEnd = 0;
  end: number | null = null;
  overdue = false;
  revoked = false;
  readonly asks: Ask[] = [];
  readonly released = new Set<string>();
  readonly returned = new Set<string>();
  readonly tasks = new Map<string, Task>();
  readonly tookPart: Set<string>;
  readonly answers: Reviewed['answers'] = new Map();
  readonly asker: string;
  readonly operator: string;
  readonly minutes: number;

  constructor(asker: Acting, operator: Human, { minutes, now }: { readonly minutes: number; readonly now: number }) {
    [this.asker, this.operator, this.minutes] = [asker.id, operator.id, minutes];
    this.owners = [asker.account, ...asker.accounts, ...operator.accounts];
    this.decideBy = now + 30 * MINUTE;
    this.tookPart = new Set([asker.id, operator.id]);
  }

  get out(): readonly string[] {
    return [...this.released].filter((part) => !this.returned.has(part)).sort();
  }
}

/** The whole tenant: its uses in order, and how often each person asked. */
export class Model {
  readonly uses: Use[] = [];
  readonly asked = new Map<string, number[]>();

  /** Somebody asks for something about a use (for a request: null); whether it happened. */
  hear(who: Acting, asking: Asking, at: Around): boolean {
    if (asking.verb === 'request') return this.#request(who, asking, at);
    if (at.use === null || !about({ ...at, use: at.use, who }, asking)) return false;
    return asking.verb === 'excuse-vote' || Boolean(at.use.tookPart.add(who.id));
  }

  /** What the clock does by itself, to everything. */
  tick(now: number): void {
    for (const use of this.uses) {
      if (use.phase === 'requested' && now > use.decideBy) use.phase = 'lapsed';
      if (use.phase === 'approved' && now > use.collectBy) {
        if (use.released.size > 0) handBack(use);
        else use.phase = 'lapsed';
      }
      if (use.phase !== 'in use' || use.end === null) continue;
      if (now > use.end) use.overdue = true;
      const ask = use.asks.at(-1);
      if (ask !== undefined && now > ask.decideBy && !use.revoked) ask.open = false;
    }
  }

  #request(who: Acting, { operator, minutes }: Asking & { verb: 'request' }, { now, roster }: Around): boolean {
    const named = roster.find(({ id }) => id === operator);
    const recent = (this.asked.get(who.id) ?? []).filter((at) => at > now - 60 * MINUTE);
    const busy = this.uses.some(({ phase }) => ['requested', 'approved', 'in use'].includes(phase));
    const others = roster.filter((one) => has(one, 'approver') && one.id !== who.id && one.id !== operator);
    if (!has(who, 'responder') || named === undefined || !has(named, 'responder')) return false;
    if (busy || recent.length >= 3 || others.length < 2 || ![30, 60].includes(minutes)) return false;
    this.asked.set(who.id, [...recent, now]);
    return this.uses.push(new Use(who, named, { minutes, now })) > 0;
  }
}

/** Around what somebody asks: about which use (null: none yet), when, and who is who and keeps what at that moment. */
export interface Around {
  readonly use: Use | null;
  readonly now: number;
  readonly roster: readonly Human[];
  readonly keepers: ReadonlyMap<string, readonly string[]>;
}
interface Scene extends Around {
  readonly use: Use;
  readonly who: Acting;
}

/** Whether it happened. */
function about(scene: Scene, asking: Exclude<Asking, { verb: 'request' }>): boolean {
  const { use, who, now, keepers } = scene;
  switch (asking.verb) {
    case 'approve':
      return vote(scene, asking);
    case 'deny':
      return mayVote(scene) && set(use, 'denied');
    case 'withdraw':
      if (![use.asker, use.operator].includes(who.id) || use.released.size > 0) return false;
      return (use.phase === 'requested' || use.phase === 'approved') && set(use, 'withdrawn');
    case 'disown':
      return disown(scene);
    case 'release':
      if (!keepers.get(asking.part)?.includes(who.id) || !has(who, 'custodian') || who.id === use.operator) return false;
      if (use.phase !== 'approved' || use.revoked || now > use.collectBy || use.released.has(asking.part)) return false;
      return Boolean(use.released.add(asking.part));
    case 'in-hand':
      if (who.id !== use.operator || use.phase !== 'approved' || use.revoked || now > use.collectBy || use.released.size < 2) return false;
      use.end = Math.min(now + use.minutes * MINUTE, use.absoluteEnd);
      return set(use, 'in use');
    case 'ask-extension':
      return askMore(scene, asking);
    case 'approve-extension':
      return giveMore(scene, asking);
    case 'revoke':
      if (!has(who, 'watch', 'manager', 'approver') || use.revoked) return false;
      if (use.phase === 'approved' && use.released.size === 0) return set(use, 'revoked');
      return (use.phase === 'approved' || use.phase === 'in use') && (use.revoked = true);
    case 'hand-back': {
      const absent = use.overdue || use.revoked || !scene.roster.some(({ id }) => id === use.operator);
      const standsIn = absent && (who.id === use.asker || has(who, 'approver', 'manager'));
      if (who.id !== use.operator && !standsIn) return false;
      return (use.phase === 'in use' || (use.phase === 'approved' && use.released.size > 0)) && handBack(use);
    }
    case 'return':
      return takeBack(scene, asking.part);
    case 'do-task':
    case 'confirm-task':
      return work(scene, asking);
    case 'confirm-vote':
    case 'excuse-vote':
    case 'review':
      return use.phase === 'review' && reviewing(use, who, asking) && (asking.verb !== 'review' || set(use, 'closed'));
  }
}

const set = (use: Use, phase: Phase) => Boolean((use.phase = phase));

function mayVote({ use, who, now }: Scene): boolean {
  return has(who, 'approver') && !concerned(use, who) && use.phase === 'requested' && now <= use.decideBy;
}

function vote(scene: Scene, { attempt, right }: { readonly attempt: number; readonly right: boolean }): boolean {
  const { use, who, now, roster } = scene;
  if (use.voices.some(({ id }) => id === who.id) || !mayVote(scene)) return false;
  const tries = use.tries.get(who.id) ?? { used: 0, missed: 0 };
  const pause = tries.used > 0 && tries.used % 3 === 0 && now < tries.missed + 2 * MINUTE;
  if (attempt !== tries.used || pause) return false;
  if (!right) return Boolean(use.tries.set(who.id, { used: tries.used + 1, missed: now }));
  use.voices.push(voiceOf(who));
  if (humans(use, use.voices, roster).length < 2) return true;
  askOnce(use, roster);
  use.approved = true;
  use.collectBy = now + 45 * MINUTE;
  use.absoluteEnd = use.collectBy + use.minutes * MINUTE;
  return set(use, 'approved');
}

/** Before the quorum it takes the vote back, and its number is used up; afterwards it only alarms. */
function disown({ use, who }: Scene): boolean {
  if (!use.voices.some(({ id }) => id === who.id)) return false;
  if (use.phase !== 'requested') return true;
  use.voices = use.voices.filter(({ id }) => id !== who.id);
  const { used, missed } = use.tries.get(who.id) ?? { used: 0, missed: 0 };
  return Boolean(use.tries.set(who.id, { used: used + 1, missed }));
}
function askMore({ use, who, now }: Scene, { asked, minutes }: { readonly asked: number; readonly minutes: number }): boolean {
  if (![use.asker, use.operator].includes(who.id) || use.phase !== 'in use' || use.revoked || use.end === null) return false;
  if (use.asks.at(-1)?.open === true || asked !== use.asks.length || ![30, 60].includes(minutes)) return false;
  const end = Math.max(use.end, now) + minutes * MINUTE;
  return Boolean(use.asks.push({ end, decideBy: Math.min(now + 30 * MINUTE, end), voices: [], open: true }));
}

function giveMore({ use, who, now, roster }: Scene, { ask: number }: { readonly ask: number }): boolean {
  const ask = use.asks.at(-1);
  if (!has(who, 'approver') || concerned(use, who) || use.phase !== 'in use' || use.revoked || ask?.open !== true) return false;
  const given = ask.voices.some(({ id, account }) => id === who.id || who.accounts.includes(account));
  if (number !== use.asks.length || now > ask.decideBy || given) return false;
  ask.voices.push(voiceOf(who));
  if (humans(use, ask.voices, roster).length < 2) return true;
  [use.end, use.absoluteEnd, use.overdue, ask.open] = [ask.end, Math.max(use.absoluteEnd, ask.end), false, false];
  return true;
}

function handBack(use: Use): boolean {
  for (const [task, owner] of Object.entries(TASKS)) use.tasks.set(task, { owner, doer: null, confirmed: false });
  return set(use, 'handed back');
}

/** Its keeper takes a part back; any custodian, where no keeper but the operator is left. */
function takeBack({ use, who, roster, keepers }: Scene, part: string): boolean {
  const keeps = (one: Human) => has(one, 'custodian') && keepers.get(part)?.includes(one.id) === true;
  const orphan = !roster.some((one) => one.id !== use.operator && keeps(one));
  if (!(keeps(who) || (orphan && has(who, 'custodian'))) || who.id === use.operator) return false;
  if (use.phase !== 'handed back' || !use.out.includes(part)) return false;
  use.returned.add(part);
  return onceDone(use);
}

function work({ use, who, roster }: Scene, { verb, task: name }: { readonly verb: string; readonly task: string }): boolean {
  const task = use.tasks.get(name);
  if (task === undefined || use.phase !== 'handed back') return false;
  if (verb === 'do-task') {
    const gone = !roster.some(({ id }) => id === use.operator);
    const owns = task.owner === 'operator' ? who.id === use.operator || (gone && has(who, 'responder')) : has(who, task.owner);
    if (!owns || task.doer !== null) return false;
    task.doer = voiceOf(who);
    return true;
  }
  const { doer } = task;
  if (!has(who, 'approver', 'custodian') || doer === null || task.confirmed) return false;
  if (doer.id === who.id || who.accounts.includes(doer.account)) return false;
  task.confirmed = true;
  return onceDone(use);
}

function onceDone(use: Use): true {
  if (use.out.length === 0 && [...use.tasks.values()].every(({ confirmed }) => confirmed)) use.phase = 'review';
  return true;
}
