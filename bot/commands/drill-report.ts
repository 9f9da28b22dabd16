// The command drill-report: the evidence of a drill as Markdown, read beside a running bot.
import { drillReport } from '../../cards/drill-report.ts';
import type { Activation } from '../../ledger/activation.ts';
import { fold } from '../../ledger/fold.ts';
import { ActivationId } from '../../ledger/ids.ts';
import { timeline } from '../../ledger/timeline.ts';
import { configFor, type Out, reading, recordsOf, telling } from './ledger.ts';
import { type Asked, UsageFault } from './usage.ts';

/** Writes the report of one drill, open or closed. Throws UsageFault where the id names none. */
export async function drillReportCommand(
  file: string,
  { words: [word = ''] }: Asked,
  out: Out & { readonly env: NodeJS.ProcessEnv },
): Promise<number> {
  const id = ActivationId.safeParse(word.toUpperCase());
  if (!id.success) throw new UsageFault('Name the drill by its number, such as: glassbreak drill-report BG-2026-0042.');
  return reading(file, async (reader) => {
    const records = await recordsOf(reader);
    const own = records.filter(({ activation }) => activation === id.data);
    const activation = own.map((record) => ({ ...record, root: '' })).reduce<Activation | null>(fold, null);
    if (activation === null) throw new UsageFault(`There is no activation ${id.data} in ${file}.`);
    if (activation.request.kind !== 'drill')
      throw new UsageFault(`${id.data} is a real use, not a drill: timeline tells what happened in it.`);
    const lines = timeline(records, { activation: id.data });
    const words = await telling(reader, lines, configFor(records, out.env));
    const { size, root } = await reader.head();
    const signed = (await reader.checkpoints()).at(-1)?.size ?? null;
    for (const line of drillReport({ activation, lines, head: { size, root, signed }, telling: words })) out.line(line);
    return 0;
  });
}
