// A store that counts what is asked of it while a request is answered: how the bench knows that a turn commits exactly once.
import diagnostics from 'node:diagnostics_channel';
import type { LedgerStore } from '../../ledger/store.ts';

/** How often each method was called; `appending` is how long its appends took, in milliseconds: transaction and sync. */
export type Counts = Readonly<Record<keyof LedgerStore | 'appending', number>>;

/** The same store; `take` answers, for each request since the last time, how often each method was called until it was answered. */
export function counting(store: LedgerStore): { readonly store: LedgerStore; readonly take: () => readonly Counts[] } {
  const zero = { head: 0, read: 0, of: 0, append: 0, texts: 0, keepCheckpoint: 0, checkpoints: 0, close: 0, appending: 0 };
  let counts = { ...zero };
  const counted: LedgerStore = {
    head: () => (counts.head++, store.head()),
    read: (from, most) => (counts.read++, store.read(from, most)),
    of: (activation) => (counts.of++, store.of(activation)),
    append: async (entry) => {
      const began = performance.now();
      const outcome = await store.append(entry);
      counts.append++;
      counts.appending += performance.now() - began;
      return outcome;
    },
    texts: (hashes) => (counts.texts++, store.texts(hashes)),
    keepCheckpoint: (kept) => (counts.keepCheckpoint++, store.keepCheckpoint(kept)),
    checkpoints: () => (counts.checkpoints++, store.checkpoints()),
    close: () => store.close(),
  };
  let turns: Counts[] = [];
  diagnostics.subscribe('http.server.request.start', () => (counts = { ...zero }));
  diagnostics.subscribe('http.server.response.finish', () => turns.push({ ...counts }));
  const take = (): readonly Counts[] => {
    const taken = turns;
    turns = [];
    return taken;
  };
  return { store: counted, take };
}
