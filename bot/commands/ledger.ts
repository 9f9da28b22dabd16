// The commands that read a ledger: export and timeline. They open it beside a running bot and change nothing.
import { join } from 'node:path';
import { kindBand } from '../../cards/drill-words.ts';
import { sentence } from '../../cards/story.ts';
import { beside } from '../../cards/story-correct.ts';
import { actorName, type Telling } from '../../cards/teller.ts';
import { REDACTED, takenBy } from '../../cards/text.ts';
import { ActivationId, type Digest, type PersonId } from '../../ledger/ids.ts';
import { exportLines } from '../../ledger/export.ts';
import { parseRecord, type ReadRecord } from '../../ledger/record.ts';
import { verifyText } from '../../ledger/text.ts';
import { type Line, timeline } from '../../ledger/timeline.ts';
import { parseRunbook } from '../../runbooks/parse.ts';
import { offsetMinutes } from '../clock.ts';
import type { Config } from '../config.ts';
import { readConfig } from '../config-file.ts';
import { EXAMPLE_CONFIG, LEDGER_FILE } from '../files.ts';
import { ledgerReader, type Reading } from '../store/reader.ts';
import { type Asked, UsageFault } from './usage.ts';

/** Where a command writes, a line or exact bytes at a time. */
export interface Out {
  readonly line: (text: string) => void;
  readonly bytes: (bytes: Uint8Array) => void;
}

/** The ledger file that a command means: `--data DIR`, else GLASSBREAK_DATA, else ./data. */
export function ledgerFile(data: string | undefined, env: NodeJS.ProcessEnv): string {
  return join(data ?? env['GLASSBREAK_DATA'] ?? 'data', LEDGER_FILE);
}

/** Work on a ledger file, closed afterwards. */
export async function reading<T>(file: string, work: (reader: Reading) => Promise<T>): Promise<T> {
  const reader = ledgerReader(file, { clock: () => 0 });
  try {
    return await work(reader);
  } finally {
    await reader.close();
  }
}

/** Writes the whole ledger as JSON Lines that verify on their own. Typed text is not in it. */
export async function exportCommand(file: string, out: Out): Promise<number> {
  return reading(file, async (reader) => {
    const [first] = await recordsOf(reader, 1);
    const [opened] = first?.facts ?? [];
    if (opened?.type !== 'LedgerOpened')
      throw new UsageFault(`${file} does not begin with the record that opens a ledger; verify says more.`);
    for await (const line of exportLines(reader, { origin: opened.origin, vkey: opened.key })) out.bytes(line);
    return 0;
  });
}

/** Writes who did what, when and why, of one activation or of all. */
export async function timelineCommand(
  file: string,
  { words: [id] }: Asked,
  out: Out & { readonly env: NodeJS.ProcessEnv },
): Promise<number> {
  const asked = ActivationId.safeParse(id?.toUpperCase());
  if (id !== undefined && !asked.success) throw new UsageFault(`${id} is not the number of an activation; it looks like BG-2026-0042.`);
  return reading(file, async (reader) => {
    const records = await recordsOf(reader);
    const lines = timeline(records, { activation: asked.data });
    if (asked.data !== undefined && lines.length === 0) throw new UsageFault(`There is no activation ${asked.data} in ${file}.`);
    const words = await telling(reader, lines, configFor(records, out.env));
    const kinds = kindsOf(records);
    const corrections = lines.filter(({ fact }) => fact.type === 'Corrected');
    for (const line of lines) {
      const about =
        `${(line.activation ?? '').padEnd(12)}  ${line.activation === null ? '' : (kinds.get(line.activation) ?? '')}`.trimEnd();
      out.line(
        `${words.clock(line.at)}  ${about.padEnd(12)}  ${visible(`${sentence(line, words)} ${beside(line, corrections, { telling: words })}`.trimEnd())}`,
      );
    }
    return 0;
  });
}

/** What stands beside every line of a drill, so that it is taken for nothing else. */
function kindsOf(records: readonly ReadRecord[]): ReadonlyMap<string, string> {
  const filed = records.flatMap(({ activation, facts }) =>
    facts.flatMap((fact) =>
      fact.type === 'Requested' && fact.kind === 'drill' && activation !== null ? [[activation, kindBand(fact)] as const] : [],
    ),
  );
  return new Map(filed);
}

/** The first records of a ledger, all of them by default. Throws UsageFault at one that cannot be read. */
export async function recordsOf(reader: Reading, most = Infinity): Promise<readonly ReadRecord[]> {
  const records: ReadRecord[] = [];
  for (
    let page = await reader.read(1, 1_000);
    page.length > 0 && records.length < most;
    page = await reader.read(records.length + 1, 1_000)
  ) {
    for (const { seq, bytes } of page) {
      const record = parseRecord(bytes);
      if (typeof record === 'string') throw new UsageFault(`Record ${seq} cannot be read: ${record}. The command verify says more.`);
      records.push(record);
    }
  }
  return records;
}

/** The configuration of the tenant that the ledger is of: the one named or in place, or the example that local mode uses; null: none. */
export function configFor([first]: readonly ReadRecord[], env: NodeJS.ProcessEnv): Config | null {
  const [opened] = first?.facts ?? [];
  const all = [env['GLASSBREAK_CONFIG'] ?? 'glassbreak.yaml', EXAMPLE_CONFIG].map(readConfig);
  return all.filter((config) => config.ok).find(({ tenant }) => opened?.type === 'LedgerOpened' && opened.tenant === tenant) ?? null;
}

/** Names from the configuration where there is one, titles from the runbooks beside the ledger, times in the configured zone and UTC. */
export async function telling(reader: Reading, lines: readonly Line[], config: Config | null): Promise<Telling> {
  const zone = config?.policy.zone ?? 'UTC';
  const hashes = lines.flatMap(({ fact }) => hashesIn(fact));
  const texts = new Map([...(await reader.texts(hashes))].filter(([, text]) => verifyText(text)));
  const books = lines.flatMap(({ fact }) => {
    const pinned = fact.type === 'Requested' || fact.type === 'DomainChanged' ? fact.runbook : null;
    const source = pinned === null ? undefined : texts.get(pinned.digest);
    const read = source === undefined ? null : parseRunbook(source.text, `${pinned?.id ?? ''}.yaml`);
    return read?.ok === true ? [read.runbook] : [];
  });
  const steps = books.flatMap((book) => book.steps);
  const taken = new Map(
    lines.flatMap(({ fact, by, at }) => (fact.type === 'TextRedacted' ? [[fact.hash, { by, at, why: fact.why }]] : [])),
  );
  const name = (person: PersonId) => config?.roster.people.get(person)?.name ?? person;
  const clock = (at: number) => `${zoned(at, zone)} ${zone === 'UTC' ? 'UTC' : `(${new Date(at).toISOString().slice(11, 16)} UTC)`}`;
  return {
    name,
    text: (hash: Digest) => texts.get(hash)?.text ?? null,
    taken: (hash) => {
      const one = taken.get(hash);
      const why = one === undefined ? undefined : texts.get(one.why)?.text;
      return one === undefined ? REDACTED : takenBy(`${actorName(one.by, name)}, ${clock(one.at)}`, why ?? null);
    },
    clock,
    step: (id) => steps.find((step) => step.id === id)?.title ?? null,
    looked: (id) => steps.some((step) => step.id === id && step.look !== undefined),
    choice: (step, id) => steps.find((one) => one.id === step)?.choices?.find((one) => one.id === id)?.title ?? null,
    task: () => null,
  };
}

function hashesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^[0-9a-f]{64}$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(hashesIn) : [];
}

function zoned(at: number, zone: string): string {
  return new Date(at + offsetMinutes(zone, at) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Nothing that people typed moves the cursor of a terminal or begins a line of its own. */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ');
}
