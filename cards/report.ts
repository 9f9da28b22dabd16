// The report of a drill in a chat: the Markdown itself, to be copied and filed, as far as a card can hold it.
import type { Activation } from '../ledger/activation.ts';
import { template } from './bind.ts';
import { frame } from './frame.ts';
import json from './report.json' with { type: 'json' };
import { run } from './text.ts';
import type { Shown, Viewing } from './view.ts';

const fill = template(json, { lines: { each: { line: 'text' } }, hasRest: 'flag', rest: 'text' } as const);

/** Bytes of lines that a card can hold beside everything else, each with what its element costs. */
const MOST = 13_000;
const ELEMENT = 170;
const LONGEST = 600;

/** `lines` are those of the report; the card says how to get the others. */
export function drawReport(activation: Activation, lines: readonly string[], viewing: Viewing): Shown {
  const written = lines.filter((line) => line !== '').map((line) => run(line, LONGEST));
  const sizes = written.map((line) => Buffer.byteLength(JSON.stringify(line)) + ELEMENT);
  const fits = written.filter((_, at) => sizes.slice(0, at + 1).reduce((sum, one) => sum + one, 0) <= MOST);
  const left = written.length - fits.length;
  const pieces = fill({
    lines: fits.map((line) => ({ line })),
    hasRest: left > 0,
    rest: `${left} more lines do not fit here. The whole report: glassbreak drill-report ${activation.id}`,
  });
  const words = {
    tone: 'default',
    band: 'REPORT',
    heading: 'The report of this drill, to be copied and filed',
    summary: 'report',
  } as const;
  return frame({ card: 'report', activation, ...words, ...pieces }, viewing);
}
