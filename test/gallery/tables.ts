// The tables of the README that the code itself writes: commands, typed words, phases, step kinds, and who may do what. Run by itself it writes
// them into README.md, each between its markers; test/tables.test.ts compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '../../bot/commands/help.ts';
import { WORDS } from '../../cards/help.ts';
import { stand } from '../../cards/phase.ts';
import { fold } from '../../ledger/fold.ts';
import type { Activation, Phase, Rooted } from '../../ledger/activation.ts';
import { KIND_MEANS, KINDS } from '../../runbooks/runbook.ts';
import { aaron, ALL_STAGES, bea, MINUTE, type Night, night, rita, START, superseded } from '../cards/sample.ts';
import { ALL_UNAPPROVED, DECLARING, unapproved } from '../cards/sample-declared.ts';
import { table } from './markdown.ts';
import { whoMay } from './who-may.ts';

const README = join(import.meta.dirname, '../../README.md');

/** Each table by the name in its markers. */
export const TABLES = {
  commands: () =>
    table(
      ['command', 'what it does'],
      [...COMMANDS.values()].map(({ usage, what }) => [`\`${usage}\``, what]),
    ),
  'typed words': () =>
    table(
      ['type', 'and get'],
      WORDS.map(({ title, value }) => [`\`${title}\``, value]),
    ),
  phases,
  'step kinds': () =>
    table(
      ['kind', 'what it is, and when it counts'],
      KINDS.map((kind) => [`\`${kind}\``, KIND_MEANS[kind]]),
    ),
  'who may do what': whoMay,
} as const;

/** A change of phase: from, by which fact, to. */
export type Move = readonly [from: Phase, fact: string, to: Phase];

const STAGED = ALL_STAGES.map((stage) => night(stage));
const DRILLS = (['requested', 'approved', 'released', 'in use'] as const).map(superseded);
/** Ends that no stage of the samples has. */
const OTHER = [
  night('approved').does(rita, 'withdraw'),
  night('released').clock('lapse', START + 24 * 60 * MINUTE),
  overtaken((one) => one),
  overtaken((one) => one.votes(aaron).votes(bea)),
];
const NIGHTS = [...STAGED, ...ALL_UNAPPROVED.map((stage) => unapproved(stage)), ...DRILLS, ...OTHER];

/** A request out of which somebody declared. */
function overtaken(before: (one: Night) => Night): Night {
  const one = night('requested');
  const request = one.activation;
  one.activation = null;
  one.does(rita, 'declare', DECLARING);
  one.activation = request;
  return before(one).clock('supersede');
}

/** The changes of phase in the records of one activation, in their order. */
export function movesOf(records: readonly Rooted[]): readonly Move[] {
  const moves: Move[] = [];
  let before: Activation | null = null;
  for (const { facts, ...record } of records) {
    for (const fact of facts) {
      const after: Activation | null = fold(before, { ...record, facts: [fact] });
      if (before !== null && after !== null && after.phase !== before.phase) moves.push([before.phase, fact.type, after.phase]);
      before = after;
    }
  }
  return moves;
}

const ownMoves = ({ records, open }: Night) => movesOf(records.filter(({ activation }) => activation === open.id));

/** Every change of phase there is. */
export const MOVES: readonly Move[] = [...new Map(NIGHTS.flatMap(ownMoves).map((move) => [move.join(), move])).values()];

/** Every phase, in the order of a night. */
export const PHASES = [...MOVES.map(([from]) => from), ...MOVES.map(([, , to]) => to)].filter((one, at, all) => all.indexOf(one) === at);

/** What people read in each phase, and what ends it. */
function phases(): string {
  const rows = PHASES.map((phase) => {
    const bands = new Set(NIGHTS.filter(({ open }) => open.phase === phase).map((one) => stand(one.open, one.viewing('room')).band));
    const ends = MOVES.filter(([from]) => from === phase).map(([, fact, to]) => (spoken(fact) === to ? to : `${spoken(fact)} → ${to}`));
    return [phase, [...bands].join(', '), ends.join('; ')];
  });
  return table(['phase', 'the cards say', 'what ends it'], rows);
}

/** `CredentialInHand`: credential in hand. */
function spoken(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();
}

/** What stands between the markers of a table, without the blank lines around it. Throws when a marker is missing. */
export function tableIn(text: string, name: string): string {
  return parted(text, name).table.trim();
}

function parted(text: string, name: string): { readonly before: string; readonly table: string; readonly after: string } {
  const [begin, end] = [`<!-- ${name}: begin (written by test/gallery/tables.ts) -->`, `<!-- ${name}: end -->`];
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf(end);
  if (from < begin.length || to < from) throw new Error(`README.md has lost the markers of its table “${name}”.`);
  return { before: text.slice(0, from), table: text.slice(from, to), after: text.slice(to) };
}

/** README.md as it is. */
export function readme(): string {
  return readFileSync(README, 'utf8');
}

if (import.meta.main) {
  const written = Object.entries(TABLES).reduce((text, [name, draw]) => {
    const { before, after } = parted(text, name);
    return `${before}\n\n${draw()}\n\n${after}`;
  }, readme());
  writeFileSync(README, written);
}
