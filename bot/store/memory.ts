// The ledger in memory: for tests and for nights that leave nothing behind. The same contract as the stores on disk, except that nothing
// outlives it.
import type { Append, Head, HeadNow, Kept, LedgerStore, Stored, Text } from '../../ledger/store.ts';
import { emptyRoot } from '../../ledger/tree.ts';
import { StoreFault } from './fault.ts';

interface Row extends Stored {
  readonly activation: string | null;
}

/** An empty ledger. `clock` answers integer milliseconds UTC. */
export function memoryStore({ clock }: { readonly clock: () => number }): LedgerStore {
  let head = { size: 0, root: Buffer.from(emptyRoot).toString('hex') };
  let open = true;
  const rows: Row[] = [];
  const texts = new Map<string, Text>();
  const checkpoints = new Map<number, string>();
  const attempt = <T>(work: () => T): Promise<T> =>
    new Promise((done) => {
      if (!open) throw new StoreFault('The ledger in memory is closed.');
      done(work());
    });
  return {
    head: () => attempt((): HeadNow => ({ ...head, now: clock() })),
    read: (from, most) =>
      attempt(() =>
        rows
          .slice(Math.max(0, from - 1))
          .slice(0, most)
          .map(stored),
      ),
    of: (activation) => attempt(() => rows.filter((row) => row.activation === activation).map(stored)),
    append: (entry) =>
      attempt(() => {
        const kept = parseAppend(entry, head);
        if (kept === 'conflict') return kept;
        rows.push(kept.row);
        for (const text of kept.texts) texts.set(text.hash, text);
        for (const hash of entry.forget ?? []) if (texts.get(hash)?.salt !== '') texts.delete(hash);
        head = { size: entry.next.size, root: entry.next.root };
        return 'appended';
      }),
    texts: (hashes) => attempt(() => new Map(hashes.flatMap((hash) => pairs(texts.get(hash))))),
    keepCheckpoint: ({ size, note }) => attempt(() => void checkpoints.set(size, note)),
    checkpoints: () => attempt(() => [...checkpoints].map(([size, note]): Kept => ({ size, note })).sort((a, b) => a.size - b.size)),
    close: () => {
      open = false;
      return Promise.resolve();
    },
  };
}

/** All that could throw happens here, before anything is kept. */
function parseAppend(
  { expected, next, activation, bytes, texts }: Append,
  head: Head,
): { readonly row: Row; readonly texts: readonly Text[] } | 'conflict' {
  if (expected.size !== head.size || expected.root !== head.root) return 'conflict';
  if (next.size !== head.size + 1)
    throw new StoreFault(`An append of one record goes from ${head.size} to ${head.size + 1}, not to ${next.size}.`);
  const kept = texts.map(({ hash, salt, text }): Text => ({ hash, salt, text }));
  return { row: { seq: next.size, bytes: Uint8Array.from(bytes), activation }, texts: kept };
}

function stored({ seq, bytes }: Row): Stored {
  return { seq, bytes: Uint8Array.from(bytes) };
}

function pairs(text: Text | undefined): readonly (readonly [string, Text])[] {
  return text === undefined ? [] : [[text.hash, text]];
}
