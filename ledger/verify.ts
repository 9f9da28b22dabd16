// Records and checkpoints, one after the other -> sound, or the first break with where and why. Facts are bytes here, so a fact that this
// release does not know breaks nothing. Memory stays flat: what is kept is the frontier of the tree.
import { parseCanonical } from './canonical.ts';
import { verifyCheckpoint, type Checkpoint, type Verifier } from './checkpoint.ts';
import { parseFrame, parseOpened, type Opened } from './frame.ts';
import { append, emptyFrontier, headOf, leafHash, type Frontier } from './tree.ts';

/** What is verified, in the order of the file. A checkpoint may come before the records it covers, or directly behind the last of them. */
export type Item =
  | { readonly kind: 'header'; readonly origin: string; readonly key: string }
  | { readonly kind: 'record'; readonly bytes: Uint8Array }
  | { readonly kind: 'checkpoint'; readonly note: string }
  | { readonly kind: 'damaged'; readonly what: string };

/** No break. `signedTo`: the last record that a checkpoint covers; `unsigned`: how many stand behind it and could be cut off unseen. */
export interface Sound {
  readonly sound: true;
  readonly size: number;
  readonly root: string;
  readonly checkpoints: number;
  readonly signedTo: number;
  readonly unsigned: number;
  readonly opened: Opened;
  /** Where the key came from: given by who asks, or only named by the first record of the file itself. */
  readonly keyFrom: 'given' | 'file';
}

/** The first break: `seq` is the first record that nothing vouches for any more, `why` one sentence. */
export interface Break {
  readonly sound: false;
  readonly seq: number;
  readonly where: string;
  readonly why: string;
}

export type Verdict = Sound | Break;

/** A verification under way. Goes on by `feed`, ends by `verdict`; once `broken` it stays so. */
export interface Verification {
  readonly broken: Break | null;
  readonly frontier: Frontier;
  readonly at: number;
  readonly opened: Opened | null;
  readonly given: readonly Verifier[];
  readonly signedTo: number;
  readonly checkpoints: number;
  readonly header: { readonly origin: string; readonly key: string } | null;
  /** Notes from before the first record, and heads that lie ahead: size -> root. */
  readonly early: readonly string[];
  readonly ahead: ReadonlyMap<number, string>;
}

const MOST_AHEAD = 1000;

/** Begins. With keys only checkpoints signed by one of them count; without, the key that the first record names is taken on its word. */
export function verification(given: readonly Verifier[]): Verification {
  const counts = { at: 0, signedTo: 0, checkpoints: 0 };
  return { broken: null, frontier: emptyFrontier, opened: null, given, header: null, early: [], ahead: new Map(), ...counts };
}

/** Goes on by one item. Never throws. */
export function feed(state: Verification, item: Item): Verification {
  if (state.broken !== null) return state;
  switch (item.kind) {
    case 'record':
      return feedRecord(state, item.bytes);
    case 'checkpoint':
      return feedCheckpoint(state, item.note);
    case 'header':
      return feedHeader(state, item);
    case 'damaged':
      return broken(state, { where: `after record ${state.frontier.size}`, why: `After record ${state.frontier.size} ${item.what}.` });
  }
}

/** Ends: everything was fed. */
export function verdict(state: Verification): Verdict {
  if (state.broken !== null) return state.broken;
  const { size, root } = headOf(state.frontier);
  const { opened, signedTo, checkpoints } = state;
  if (opened === null)
    return {
      sound: false,
      seq: 1,
      where: 'the beginning',
      why: 'There is no record at all; a ledger begins with the record that opens it.',
    };
  const [beyond] = [...state.ahead.keys()].sort((a, b) => a - b);
  if (beyond !== undefined) {
    const why = `The checkpoint at size ${beyond} is beyond the last record ${size}: the tail was cut.`;
    return { sound: false, seq: size + 1, where: `the checkpoint at size ${beyond}`, why };
  }
  if (state.given.length > 0 && signedTo === 0) {
    const why = 'No checkpoint is in it, so the key that you gave vouches for no record: anybody can write such a file.';
    return { sound: false, seq: 1, where: 'the checkpoints', why };
  }
  return {
    sound: true,
    size,
    root,
    checkpoints,
    signedTo,
    unsigned: size - signedTo,
    opened,
    keyFrom: state.given.length > 0 ? 'given' : 'file',
  };
}

function broken(
  state: Verification,
  { where, why, seq }: { readonly where: string; readonly why: string; readonly seq?: number },
): Verification {
  return { ...state, broken: { sound: false, seq: seq ?? state.frontier.size + 1, where, why } };
}

function feedHeader(state: Verification, header: { readonly origin: string; readonly key: string }): Verification {
  if (state.frontier.size === 0 && state.header === null) return { ...state, header: { origin: header.origin, key: header.key } };
  return broken(state, {
    where: 'a header',
    why: `A header stands after record ${state.frontier.size}; a file has one, as its first line.`,
  });
}

function feedRecord(state: Verification, bytes: Uint8Array): Verification {
  const seq = state.frontier.size + 1;
  const where = `record ${seq}`;
  const { value, problem } = parseCanonical(bytes);
  if (problem !== null) return broken(state, { where, why: `Record ${seq}: its bytes are not canonical JSON: ${problem}.` });
  const frame = parseFrame(value, { seq, at: state.at });
  if (typeof frame === 'string') return broken(state, { where, why: `Record ${seq} ${frame}.` });
  const grown = { ...state, frontier: append(state.frontier, leafHash(bytes)), at: frame.at };
  const next = seq === 1 ? open(grown, frame.facts) : grown;
  return next.broken !== null || next.ahead.size === 0 ? next : settle(next);
}

function open(state: Verification, facts: readonly unknown[]): Verification {
  const opened = parseOpened(facts);
  const refuse = (why: string): Verification => broken(state, { where: 'record 1', why: `Record 1 ${why}.`, seq: 1 });
  if (typeof opened === 'string') return refuse(opened);
  const { header, given, early } = state;
  const { vkey } = opened;
  if (given.length > 0 && !given.some((known) => known.vkey === vkey))
    return refuse(`names the key ${vkey}, and you gave ${given.map((known) => known.vkey).join(' and ')}`);
  if (header !== null && (header.origin !== opened.origin || header.key !== vkey))
    return refuse(`opens ${opened.origin} with the key ${vkey}, and the header says ${header.origin} with the key ${header.key}`);
  return early.reduce<Verification>((next, note) => feed(next, { kind: 'checkpoint', note }), { ...state, opened, early: [] });
}

function feedCheckpoint(state: Verification, note: string): Verification {
  const { size } = state.frontier;
  if (state.opened === null) return state.early.length < MOST_AHEAD ? { ...state, early: [...state.early, note] } : tooManyAhead(state);
  const refuse = (where: string, why: string): Verification => broken(state, { where, why, seq: state.signedTo + 1 });
  const keys = state.given.length > 0 ? state.given : [state.opened.key];
  const checkpoint = verifyCheckpoint(note, keys);
  if (typeof checkpoint === 'string')
    return refuse(`a checkpoint after record ${size}`, `A checkpoint after record ${size} does not hold: ${checkpoint}.`);
  const where = `the checkpoint at size ${checkpoint.size}`;
  if (checkpoint.origin !== state.opened.origin)
    return refuse(where, `The checkpoint at size ${checkpoint.size} is of ${checkpoint.origin}, and this is ${state.opened.origin}.`);
  if (checkpoint.size < size)
    return refuse(
      where,
      `The checkpoint at size ${checkpoint.size} stands behind record ${size}; it belongs directly behind record ${checkpoint.size}.`,
    );
  return announce(state, checkpoint);
}

function announce(state: Verification, { size, root }: Checkpoint): Verification {
  const before = state.ahead.get(size) ?? root;
  if (before !== root) {
    const why = `Two checkpoints at size ${size} disagree: ${before} and ${root}; both are signed.`;
    return broken(state, { where: `the checkpoint at size ${size}`, why, seq: state.signedTo + 1 });
  }
  if (state.ahead.size >= MOST_AHEAD) return tooManyAhead(state);
  const next = { ...state, ahead: new Map([...state.ahead, [size, root]]) };
  return settle({ ...next, checkpoints: state.checkpoints + 1 });
}

function tooManyAhead(state: Verification): Verification {
  return broken(state, { where: 'the checkpoints', why: `More than ${MOST_AHEAD} checkpoints stand before the records that they cover.` });
}

/** Compares the head with the checkpoint of its size, if there is one. */
function settle(state: Verification): Verification {
  const { size } = state.frontier;
  const said = state.ahead.get(size);
  if (said === undefined) return state;
  const { root } = headOf(state.frontier);
  const where = `the checkpoint at size ${size}`;
  const from = state.signedTo + 1;
  const between = from >= size ? `record ${size}` : `a record from ${from} to ${size}`;
  const why = `The checkpoint at size ${size} says root ${said}, the records give ${root}: ${between} is not what was signed.`;
  if (said !== root) return broken(state, { where, why, seq: Math.min(from, size) });
  return { ...state, signedTo: size, ahead: new Map([...state.ahead].filter(([ahead]) => ahead !== size)) };
}
