// The port to whatever keeps the ledger. On disk only `seq` and `bytes` are truth; every other column is derived from them.

/** A head of the log: how many records, and the RFC 6962 root over their bytes (64 lower-case hex digits). */
export interface Head {
  readonly size: number;
  readonly root: string;
}

/** A head, and what the store's own clock says (integer milliseconds UTC): decisions take their time from here. */
export interface HeadNow extends Head {
  readonly now: number;
}

/** One record as it lies on disk. `seq` counts from 1 without gaps; leaf index = seq - 1. `bytes` are canonical JSON in UTF-8. */
export interface Stored {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

/**
 * Text that people typed (or a runbook's source), kept beside the log so that it can be redacted with everything still verifying.
 * `hash` = lower-case hex SHA-256 over the salt's bytes followed by the text in UTF-8; `salt` is 32 hex digits, or empty for sources.
 */
export interface Text {
  readonly hash: string;
  readonly salt: string;
  readonly text: string;
}

export interface Append {
  readonly expected: Head;
  readonly next: Head;
  readonly activation: string | null;
  readonly bytes: Uint8Array;
  readonly texts: readonly Text[];
  /** Hashes of typed texts that are taken out in the same transaction. Sources, whose salt is empty, stay. */
  readonly forget?: readonly string[];
}

/** A signed note over a head, as C2SP tlog-checkpoint text. */
export interface Kept {
  readonly size: number;
  readonly note: string;
}

/**
 * Every method may throw; the caller turns what is thrown into the fault `store-down`.
 * `append` is durable when it answers 'appended': record, texts and head went to disk in one transaction. It answers 'conflict', having
 * written nothing, when the head on disk is not `expected`. A store on disk keeps no copy of a text that was taken out, also not in what it
 * has deleted; where a reader prevents that, it makes up for it with a later append or when it is opened.
 */
export interface LedgerStore {
  head(): Promise<HeadNow>;
  /** Records with seq >= from, in order, at most `most` of them. */
  read(from: number, most: number): Promise<readonly Stored[]>;
  /** The records of one activation, in order. */
  of(activation: string): Promise<readonly Stored[]>;
  append(entry: Append): Promise<'appended' | 'conflict'>;
  /** Texts by hash; a hash that is missing was redacted or never written. */
  texts(hashes: readonly string[]): Promise<ReadonlyMap<string, Text>>;
  keepCheckpoint(kept: Kept): Promise<void>;
  /** Checkpoints in order of size. */
  checkpoints(): Promise<readonly Kept[]>;
  close(): Promise<void>;
}
