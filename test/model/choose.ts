// Who sends what next, mostly what fits where the night stands: read from the model alone.
import type { Person } from '../../dialogs/policy.ts';
import { carl, ida, KEY, kim, PIN } from '../dialogs/given.ts';
import type { Asking, Use } from './model.ts';

/** What fits in a phase, and how often of a hundred: what would end most nights early is seldom. */
const NEXT: Readonly<Record<string, readonly (readonly [number, Asking['verb']])[]>> = {
  requested: [
    [94, 'approve'],
    [2, 'disown'],
    [2, 'deny'],
    [2, 'withdraw'],
  ],
  approved: [
    [60, 'release'],
    [34, 'in-hand'],
    [2, 'disown'],
    [2, 'revoke'],
    [1, 'withdraw'],
    [1, 'hand-back'],
  ],
  'in use': [
    [30, 'ask-extension'],
    [50, 'approve-extension'],
    [17, 'hand-back'],
    [3, 'revoke'],
  ],
  'handed back': [
    [25, 'return'],
    [35, 'do-task'],
    [40, 'confirm-task'],
  ],
  review: [
    [45, 'confirm-vote'],
    [20, 'excuse-vote'],
    [35, 'review'],
  ],
};
const EVERY: readonly Asking['verb'][] = Object.values(NEXT).flatMap((all) => all.map(([, verb]) => verb));
const KEEPERS = new Map<string, readonly Person[]>([
  [KEY, [carl, kim]],
  [PIN, [ida]],
]);
const TASKS = ['sessions', 'keys', 'mend', 'count'] as const;
const OWNERS = { sessions: 'responder', keys: 'custodian', mend: 'responder', count: 'responder' } as const;

interface Choosing {
  readonly use: Use | null;
  readonly people: readonly Person[];
  readonly who: number;
  readonly what: number;
}

/** Somebody, one of their accounts, and what they ask; the counters are those that a card would show them now. */
export function choose(choosing: Choosing): { readonly account: Person['accounts'][number]; readonly asking: Asking } {
  const { use, who, what } = choosing;
  const verb = verbOf(use, what);
  const person = any(plausible(verb, choosing), who);
  return { account: any(person.accounts, what), asking: askingOf(verb, choosing, person) };
}

function verbOf(use: Use | null, what: number): Asking['verb'] {
  const next = use === null ? undefined : NEXT[use.phase];
  if (next === undefined || what % 97 === 0) return 'request';
  if (what % 13 === 0) return any(EVERY, what);
  let left = what % 100;
  return next.find(([weight]) => (left -= weight) < 0)?.[1] ?? 'request';
}

const partOf = (what: number) => any([KEY, PIN], Math.floor(what / 3));
const voterOf = (use: Use | null, what: number) => any([...(use?.answers.keys() ?? []), 'E0'], Math.floor(what / 3));
const taskOf = (what: number) => any(TASKS, Math.floor(what / 3));

/** Mostly people who might; anybody now and then. */
function plausible(verb: Asking['verb'], { use, people, who, what }: Choosing): readonly Person[] {
  const might = people.filter(({ id, roles }) => {
    if (['in-hand', 'hand-back', 'withdraw', 'ask-extension'].includes(verb)) return id === use?.operator;
    if (verb === 'release' || verb === 'return') return KEEPERS.get(partOf(what))?.some((one) => one.id === id);
    if (verb === 'confirm-vote') return id === voterOf(use, what);
    if (verb === 'do-task' && taskOf(what) === 'sessions') return id === use?.operator;
    const role = verb === 'do-task' ? OWNERS[taskOf(what)] : ROLES.get(verb);
    return role === undefined || roles.includes(role);
  });
  return who % 9 === 0 || might.length === 0 ? people : might;
}

const ROLES: ReadonlyMap<string, Person['roles'][number]> = new Map([
  ['request', 'responder'],
  ['approve', 'approver'],
  ['deny', 'approver'],
  ['disown', 'approver'],
  ['approve-extension', 'approver'],
  ['confirm-task', 'approver'],
  ['review', 'manager'],
  ['excuse-vote', 'manager'],
]);

function askingOf(verb: Asking['verb'], { use, people, who, what }: Choosing, { id }: Person): Asking {
  switch (verb) {
    case 'request': {
      const operators = people.filter(({ roles }) => roles.includes('responder') || who % 5 === 0);
      return { verb, operator: any(operators, what).id, minutes: any([30, 60, 60, 61], what) };
    }
    case 'approve':
      return { verb, attempt: use?.tries.get(id)?.used ?? 0, right: who % 6 !== 1 };
    case 'ask-extension':
      return { verb, asked: use?.asks.length ?? 0, minutes: any([30, 60, 60, 45], what) };
    case 'approve-extension':
      return { verb, ask: Math.max(1, use?.asks.length ?? 1) };
    case 'release':
    case 'return':
      return { verb, part: partOf(what) };
    case 'do-task':
    case 'confirm-task':
      return { verb, task: taskOf(what) };
    case 'confirm-vote':
    case 'excuse-vote':
      return { verb, voter: voterOf(use, what) };
    case 'deny':
    case 'withdraw':
    case 'disown':
    case 'in-hand':
    case 'revoke':
    case 'hand-back':
    case 'review':
      return { verb };
  }
}

export function any<T>(all: readonly T[], which: number): T {
  const found = all[which % all.length];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}
