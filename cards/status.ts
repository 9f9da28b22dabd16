// The board: everything that is open, the most urgent first.
import type { Activation, Phase } from '../ledger/activation.ts';
import { type Row, status } from '../ledger/status.ts';
import { judges } from '../dialogs/hold.ts';
import { isLate, openFollowUps } from '../dialogs/follow-up.ts';
import type { OpenFollowUp } from '../ledger/follow-up.ts';
import { drillClock } from '../dialogs/drill-clock.ts';
import { template } from './bind.ts';
import { sureTime } from './clock.ts';
import { clockLine } from './drills.ts';
import { frame } from './frame.ts';
import { newApproverNotes, policyNote, watchedNote } from './policy-notes.ts';
import json from './status.json' with { type: 'json' };
import { clockTime, dayWords, nameOf } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const fill = template(json, {
  rows: { each: { line: 'text', more: 'text', hasButton: 'flag', id: 'text' } },
  hasRest: 'flag',
  rest: 'text',
  hasNotes: 'flag',
  notes: { each: { note: 'text' } },
  due: { each: { line: 'text' } },
  left: { each: { line: 'text', hasButton: 'flag', id: 'text' } },
} as const);

const NOT_ALL = ' Not everything is shown where others read along: type “status” in your own chat for all of it.';

/** Rows that fit on a card, and those that have a button of their own. */
const MOST = 15;
const BUTTONS = 5;

/** The board. `shared`: others read along, so that not everything need be among `activations`, and the card always says so. */
export function drawStatus(activations: readonly Activation[], viewing: Viewing, shared = false): Shown {
  const rows = status(activations, sureTime(viewing));
  const notes = policyNotes(viewing);
  // what is left of a suspected attack is for nobody who reads along
  const left = shared ? { count: 0, late: 0, lines: [] } : followUpsLeft(viewing);
  const late = rows.filter((row) => row.overdue).length;
  const pieces = fill({
    rows: rows.slice(0, MOST).map((row, at) => ({ ...rowOf(row, viewing), hasButton: at < BUTTONS })),
    hasRest: rows.length > MOST,
    rest: `And ${rows.length - MOST} more.`,
    hasNotes: notes.length > 0,
    notes: notes.map((note) => ({ note })),
    due: dueLines(viewing),
    left: left.lines,
  });
  const overdue = late === 0 ? '' : `, ${late === 1 ? 'one is' : `${late} are`} overdue`;
  const nothing = left.count > 0 ? 'No activation is open' : `Nothing is open${shared ? ' here' : ''}`;
  const heading = `${rows.length === 0 ? nothing : `${counted(rows)}${overdue}`}${lateWords(left.late)}`;
  const tone = late + left.late > 0 ? 'attention' : rows.length + left.count > 0 ? 'warning' : 'good';
  return frame(
    {
      card: 'status',
      activation: null,
      tone,
      band: 'STATUS',
      heading,
      second: `As of ${clockTime(viewing.circumstances.now, viewing)}.${shared ? NOT_ALL : ''}`,
      summary: heading,
      ...pieces,
    },
    viewing,
  );
}

/** For those who answer for the configuration: what is wrong with it or waits, what changed last, who is new, what is watched. */
function policyNotes(viewing: Viewing): readonly string[] {
  const { actor } = viewing.circumstances;
  if (actor.kind !== 'person' || !judges(actor.person)) return [];
  return [policyNote(viewing), ...newApproverNotes(viewing), watchedNote(viewing)].filter((note) => note !== '');
}

/** For managers: accounts whose live drill is due soon or overdue. */
function dueLines(viewing: Viewing): readonly { readonly line: string }[] {
  const { circumstances, tenant } = viewing;
  if (circumstances.actor.kind !== 'person' || !circumstances.actor.person.roles.includes('manager')) return [];
  const clocks = [...circumstances.policy.accounts.keys()].map((account) => drillClock(account, tenant, circumstances));
  return clocks.filter(({ stands }) => stands !== 'good').map((clock) => ({ line: clockLine(clock, viewing) }));
}

/** Follow-ups that are not done, the first of each activation with a button: for managers all of them, for others their own. */
function followUpsLeft(viewing: Viewing) {
  const { actor } = viewing.circumstances;
  const mayRead = ({ owner }: OpenFollowUp) =>
    actor.kind === 'person' && (owner === actor.person.id || actor.person.roles.includes('manager'));
  const open = openFollowUps(viewing.tenant).filter(mayRead);
  const shown = open.slice(0, BUTTONS);
  const lines = shown.map((one, at) => ({
    line: followUpLine(one, viewing),
    hasButton: shown.findIndex(({ activation }) => activation === one.activation) === at,
    id: one.activation,
  }));
  const rest = { line: `And ${open.length - lines.length} more follow-ups.`, hasButton: false, id: '' };
  const late = open.filter((one) => isLate(one, sureTime(viewing))).length;
  return { count: open.length, late, lines: open.length > lines.length ? [...lines, rest] : lines };
}

function followUpLine(one: OpenFollowUp, viewing: Viewing): string {
  const sign = isLate(one, sureTime(viewing)) ? '! OVERDUE · ' : '';
  const drill = one.kind === 'drill' ? 'DRILL · ' : '';
  return `${sign}${drill}Follow-up ${one.number} of ${one.activation}: ${nameOf(one.owner, viewing)}, until ${dayWords(one.due)}`;
}

/** A clause about what is left to do from before; empty where nothing is late. */
function lateWords(late: number): string {
  return late === 0 ? '' : `, ${late === 1 ? 'one follow-up is' : `${late} follow-ups are`} overdue`;
}

/** Real uses and drills are never one number. */
function counted(rows: readonly Row[]): string {
  const drills = rows.filter(({ kind }) => kind === 'drill').length;
  const real = rows.length - drills;
  const practised = drills === 1 ? 'one drill' : `${drills} drills`;
  if (real === 0) return drills === 1 ? 'One drill is open' : `${drills} drills are open`;
  const count = real === 1 ? 'One activation is open' : `${real} activations are open`;
  return drills === 0 ? count : `${count}, and ${practised}`;
}

/** What the deadline of a phase is called; the later phases have none. */
const UNTIL: Readonly<Record<Phase, string>> = {
  requested: 'to be decided before',
  approved: 'to be collected before',
  'in use': 'until',
  'handed back': 'first task due',
  review: 'until',
  closed: 'until',
  denied: 'until',
  withdrawn: 'until',
  lapsed: 'until',
  superseded: 'until',
  revoked: 'until',
};

function rowOf(row: Row, viewing: Viewing) {
  const { id, kind, live, account, also, phase, who, since, until, overdue, unapproved } = row;
  const sign = overdue ? '! OVERDUE · ' : '';
  const limit = until === null ? '' : `, ${UNTIL[phase]} ${clockTime(until, viewing)}`;
  return {
    id,
    line: `${sign}${kind === 'real' ? 'REAL' : live ? 'DRILL · LIVE' : 'DRILL · DRY'} · ${phase.toUpperCase()}${unapproved ? ' · UNAPPROVED' : ''} · ${id}`,
    more: `**${account}**${also === null ? '' : ` and **${also}**`}, ${nameOf(who, viewing)}, since ${clockTime(since, viewing)}${limit}`,
  };
}
