// The sentence of a correction, and the words that stand beside what it corrects.
import { typedIn } from '../ledger/evolve-redact.ts';
import type { FactOf } from '../ledger/fact.ts';
import type { CorrectedField } from '../ledger/fact-correct.ts';
import type { Line } from '../ledger/timeline.ts';
import { actorName, type Piece, say, type Teller, type Telling } from './teller.ts';

const FIELDS: Readonly<Record<CorrectedField, string>> = {
  text: 'the note',
  evidence: 'what was entered',
  why: 'the reason',
  was: 'what it was',
  is: 'what it is',
  back: 'how to put it back',
};

/** What a field is called. */
export function fieldWords(field: CorrectedField): string {
  return FIELDS[field];
}

export function tellCorrected(fact: FactOf<'Corrected'>, teller: Teller): readonly Piece[] {
  const { record, field, text, why } = fact;
  return say`${teller.who} corrected ${FIELDS[field]} of record ${String(record)}: ${teller.typed(text)}, because ${teller.typed(why)}`;
}

type Correcting = Line & { readonly fact: FactOf<'Corrected'> };

/** Facts whose texts can be corrected. */
const ORIGINALS: ReadonlySet<Line['fact']['type']> = new Set(['NoteTaken', 'StepFinished', 'StepFailed', 'StepSkipped', 'ChangeLogged']);

/** What stands beside a line that was corrected later, by the newest correction among `all`; empty beside all others. At most `most` characters of it. */
export function beside(line: Line, all: readonly Line[], { telling, most = Infinity }: { telling: Telling; most?: number }): string {
  if (!ORIGINALS.has(line.fact.type)) return '';
  const fields = new Set<string>(typedIn(line.fact).map(({ field }) => field));
  const made = all.filter(isCorrecting).filter(({ fact }) => fact.record === line.seq && fields.has(fact.field));
  const last = made.at(-1);
  if (last === undefined) return '';
  const text = telling.text(last.fact.text);
  const said = text === null ? telling.taken(last.fact.text) : `“${text.length > most ? `${text.slice(0, most)}…` : text}”`;
  const times = made.length === 1 ? 'corrected' : `corrected ${made.length} times, last`;
  return `[${times} by ${actorName(last.by, telling.name)}, ${telling.clock(last.at)}, ${FIELDS[last.fact.field]}: ${said}]`;
}

function isCorrecting(line: Line): line is Correcting {
  return line.fact.type === 'Corrected';
}
