// Signs heads as checkpoints, after the answer and coalesced: one signature for all records of a burst.
import { setTimeout } from 'node:timers/promises';
import { isFault, type Spine } from '../dialogs/handle.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Head } from '../ledger/store.ts';
import type { Log } from './log.ts';

export interface Notary {
  /** Something was appended: a checkpoint is to follow. */
  readonly appended: () => void;
  /** Resolves when the newest head is signed and kept. */
  readonly idle: () => Promise<void>;
}

/** What comes within so many milliseconds is one burst. */
const BURST = 50;

/** `signNote` makes the C2SP checkpoint of a head. A failure is logged and made good by the next checkpoint. */
export function openNotary(parts: {
  readonly spine: Spine;
  readonly store: LedgerStore;
  readonly signNote: (head: Head) => string;
  readonly log: Log;
}): Notary {
  const { spine, store, signNote, log } = parts;
  let signed = 0;
  let wanted = false;
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    while (wanted) {
      wanted = false;
      await setTimeout(BURST);
      const view = await spine.view();
      if (isFault(view) || view.projection.head.size <= signed) continue;
      const { head } = view.projection;
      await store.keepCheckpoint({ size: head.size, note: signNote(head) });
      signed = head.size;
    }
  };

  const appended = (): void => {
    wanted = true;
    running ??= run()
      .catch((error: unknown) => log.error('checkpoint', { error }))
      .finally(() => {
        running = null;
        // what was appended between the last look and here is signed, too
        if (wanted) appended();
      });
  };
  return {
    appended,
    idle: async () => {
      while (running !== null) await running;
    },
  };
}
