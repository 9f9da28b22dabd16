// The board: everything that is open, the most urgent first.
import type { Activation, Phase } from '../ledger/activation.ts';
import { type Row, status } from '../ledger/status.ts';
import { judges } from '../dialogs/hold.ts';
import { template } from './bind.ts';
import { frame } from './frame.ts';
import { newApproverNotes, policyNote, watchedNote } from './policy-notes.ts';
import json from './status.json' with { type: 'json' };
import { clockTime, nameOf } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const fill = template(json, {
  rows: { each: { line: 'text', more: 'text', hasButton: 'flag', id: 'text' } },
  hasRest: 'flag',
  rest: 'text',
  hasNotes: 'flag',
  notes: { each: { note: 'text' } },
} as const);

/** Rows that fit on a card, and those that have a button of their own. */
const MOST = 15;
const BUTTONS = 5;

export function drawStatus(activations: readonly Activation[], viewing: Viewing): Shown {
  const rows = status(activations, viewing.circumstances.now);
  const notes = policyNotes(viewing);
  const late = rows.filter((row) => row.overdue).length;
  const pieces = fill({
    rows: rows.slice(0, MOST).map((row, at) => ({ ...rowOf(row, viewing), hasButton: at < BUTTONS })),
    hasRest: rows.length > MOST,
    rest: `And ${rows.length - MOST} more.`,
    hasNotes: notes.length > 0,
    notes: notes.map((note) => ({ note })),
  });
  const count = rows.length === 1 ? 'One activation is open' : `${rows.length} activations are open`;
  const overdue = late === 0 ? '' : `, ${late === 1 ? 'one is' : `${late} are`} overdue`;
  const heading = rows.length === 0 ? 'Nothing is open' : `${count}${overdue}`;
  const tone = late > 0 ? 'attention' : rows.length > 0 ? 'warning' : 'good';
  return frame(
    {
      card: 'status',
      activation: null,
      tone,
      band: 'STATUS',
      heading,
      second: `As of ${clockTime(viewing.circumstances.now, viewing)}.`,
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
  const { id, kind, account, phase, who, since, until, overdue, unapproved } = row;
  const sign = overdue ? '! OVERDUE · ' : '';
  const limit = until === null ? '' : `, ${UNTIL[phase]} ${clockTime(until, viewing)}`;
  return {
    id,
    line: `${sign}${kind === 'drill' ? 'DRILL' : 'REAL'} · ${phase.toUpperCase()}${unapproved ? ' · UNAPPROVED' : ''} · ${id}`,
    more: `**${account}**, ${nameOf(who, viewing)}, since ${clockTime(since, viewing)}${limit}`,
  };
}
