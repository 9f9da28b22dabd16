// Would a night work now? Facts first, each a sentence with its sign; the verdict follows from the signs alone. Nothing here looks at Entra.
import { type Activation, ended } from '../ledger/activation.ts';
import type { Tenant } from '../ledger/tenant.ts';
import type { Circumstances } from './decision.ts';
import { drillClock } from './drill-clock.ts';
import { custodyFindings, peopleFindings } from './readiness-people.ts';

/** good; warn: think about it; bad: a night could fail on it; unseen: nobody looked. */
export type Sign = 'good' | 'warn' | 'bad' | 'unseen';
export type Topic = 'roster' | 'people' | 'custody' | 'drills' | 'work' | 'runbooks' | 'ledger' | 'room' | 'clock' | 'entra';

/** One sentence; names in it are as configured, so whoever shows it escapes it. */
export interface Finding {
  readonly topic: Topic;
  readonly sign: Sign;
  readonly what: string;
}

/** What is looked at beside roster, policy and runbooks. Times in milliseconds. */
export interface Looked {
  readonly tenant: Tenant;
  readonly open: readonly Activation[];
  /** Whether the bot has met this account in a chat; null where that cannot be known. */
  readonly isMet: ((account: string) => boolean) | null;
  /** Records, those signed by the newest checkpoint, and when the last of these was written; null: no checkpoint. */
  readonly ledger: { readonly size: number; readonly signed: { readonly size: number; readonly at: number } | null };
  readonly hasRoom: boolean;
  /** How far the clock is behind the last record. */
  readonly behind: number;
}
export type Around = Pick<Circumstances, 'now' | 'roster' | 'policy'> & { readonly library: Pick<Circumstances['library'], 'offered'> };

export type Verdict = 'Ready' | 'Ready with warnings' | 'Not ready';

/** The verdict that the findings give. What nobody looked at is no warning; it stands among the facts. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ sign }) => sign === 'bad')) return 'Not ready';
  return findings.some(({ sign }) => sign === 'warn') ? 'Ready with warnings' : 'Ready';
}

/** Everything that a night needs, in the order in which it needs it. */
export function readiness(looked: Looked, around: Around): readonly Finding[] {
  return [
    ...peopleFindings(around, looked.isMet),
    ...custodyFindings(around),
    ...drills(looked, around),
    work(looked, around.now),
    reviews(looked),
    runbooks(around),
    ledger(looked, around.now),
    looked.hasRoom
      ? { topic: 'room', sign: 'good', what: 'The room is configured.' }
      : { topic: 'room', sign: 'warn', what: 'No room is configured: the shared card hangs nowhere.' },
    ...clock(looked),
    { topic: 'entra', sign: 'unseen', what: 'Accounts, roles, methods and policies in Entra: not looked at: Entra is not connected.' },
  ];
}

/** One sentence about the clock: the first that is wrong with it. */
function clock({ tenant, behind }: Looked): readonly Finding[] {
  if (behind > SLACK) {
    const what = `The clock is ${Math.ceil(behind / 1_000)} s behind the last record: nothing is decided by it.`;
    return [{ topic: 'clock', sign: 'bad', what }];
  }
  if (tenant.clock.doubt !== null)
    return [{ topic: 'clock', sign: 'bad', what: 'The clock is in doubt: no deadline is decided by it until it agrees again.' }];
  return [{ topic: 'clock', sign: 'good', what: 'The clock agrees with the ledger.' }];
}

const SLACK = 5_000;
const DAY = 24 * 3_600_000;
/** Days after which a runbook must be read again. */
const STALE = 180;

function drills({ tenant }: Looked, around: Around): readonly Finding[] {
  return [...around.policy.accounts.keys()].map((account) => {
    const { last, due, stands } = drillClock(account, tenant, around);
    const proved = last === null ? 'was never proved in a live drill' : `was proved in a live drill ${days(around.now - last)} ago`;
    const next =
      stands === 'over' ? `the next one is overdue by ${days(around.now - due)}` : `the next one is due in ${days(due - around.now)}`;
    const sign = stands === 'over' ? 'bad' : stands === 'soon' || last === null ? 'warn' : 'good';
    return { topic: 'drills', sign, what: `${account} ${proved}; ${next}.` };
  });
}

/** Whole days, rounded down, in words. */
export function days(length: number): string {
  const count = Math.floor(Math.max(0, length) / DAY);
  return count === 1 ? '1 day' : `${count} days`;
}

function work({ open }: Looked, now: number): Finding {
  const tasks = open.flatMap((one) => (!ended(one) && 'tasks' in one ? one.tasks : [])).filter(({ confirmed }) => confirmed === null);
  const late = tasks.filter(({ due }) => due < now).length;
  if (tasks.length === 0) return { topic: 'work', sign: 'good', what: 'No task after a use is open.' };
  return { topic: 'work', sign: 'warn', what: `Tasks after a use that are open: ${tasks.length}, of these past their time: ${late}.` };
}

function reviews({ open }: Looked): Finding {
  const ids = open.filter(({ phase }) => phase === 'review').map(({ id }) => id);
  if (ids.length === 0) return { topic: 'work', sign: 'good', what: 'Every use that could be reviewed is reviewed.' };
  return { topic: 'work', sign: 'warn', what: `Not yet reviewed and closed: ${ids.join(', ')}.` };
}

function runbooks({ library, now }: Around): Finding {
  const old = library.offered.filter(({ runbook }) => now - Date.parse(runbook.reviewed) > STALE * DAY).map(({ runbook }) => runbook.id);
  if (old.length === 0) return { topic: 'runbooks', sign: 'good', what: `Every runbook was read in the last ${STALE} days.` };
  return { topic: 'runbooks', sign: 'warn', what: `Not read for more than ${STALE} days: ${old.join(', ')}.` };
}

function ledger({ ledger: { size, signed } }: Looked, now: number): Finding {
  const verified = 'The ledger was verified at the start';
  if (signed === null) return { topic: 'ledger', sign: 'warn', what: `${verified}; no checkpoint signs it yet.` };
  const when = `the newest checkpoint signs a record that is ${days(now - signed.at)} old`;
  const unsigned = size - signed.size;
  if (unsigned > 0)
    return { topic: 'ledger', sign: 'warn', what: `${verified}; ${when}, and the ${unsigned} records after it are not signed yet.` };
  return { topic: 'ledger', sign: 'good', what: `${verified}; ${when}, the last one.` };
}
