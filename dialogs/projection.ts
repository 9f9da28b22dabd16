// The running state: the folds at one head. Each turn reads the tail and folds on; what has ended leaves memory, all but its last root.
import { type Activation, ended, type Rooted } from '../ledger/activation.ts';
import { fold } from '../ledger/fold.ts';
import type { ActivationId } from '../ledger/ids.ts';
import { parseRecord, type ReadRecord } from '../ledger/record.ts';
import type { Head, Stored } from '../ledger/store.ts';
import { foldTenant, NO_TENANT, type Tenant } from '../ledger/tenant.ts';
import { append, emptyFrontier, type Frontier, headOf, leafHash } from '../ledger/tree.ts';

export interface Projection {
  readonly head: Head;
  readonly frontier: Frontier;
  /** When the last record was written, milliseconds UTC; 0 before the first. */
  readonly at: number;
  readonly tenant: Tenant;
  readonly open: ReadonlyMap<ActivationId, Activation>;
  /** The root after the last record of each activation. One map, shared by all projections: it only ever learns later roots. */
  readonly last: Map<ActivationId, string>;
}

/** The projection before the first record. */
export function nothing(): Projection {
  return {
    head: headOf(emptyFrontier),
    frontier: emptyFrontier,
    at: 0,
    tenant: NO_TENANT,
    open: new Map(),
    last: new Map(),
  };
}

/** Folds stored records on, in order. A sentence, naming the record, when one is not readable or not the next. */
export function project(before: Projection, stored: readonly Stored[]): Projection | string {
  const building = { ...before, open: new Map(before.open) };
  for (const { seq, bytes } of stored) {
    const record = parseRecord(bytes);
    if (typeof record === 'string') return `record ${seq} cannot be read: ${record}`;
    if (record.seq !== seq || seq !== building.head.size + 1) return `record ${seq} stands where record ${building.head.size + 1} must be`;
    step(building, record, grown(building, bytes));
  }
  return building;
}

/** Folds one more record on that was just written, already read; `grown` is the tree with it. */
export function projectNext(before: Projection, record: ReadRecord, grown: Grown): Projection {
  const building = { ...before, open: new Map(before.open) };
  step(building, record, grown);
  return building;
}

/** A tree after one more leaf. */
export type Grown = Pick<Projection, 'frontier' | 'head'>;

/** The tree with one more leaf: the record's exact bytes. */
export function grown(before: Pick<Projection, 'frontier'>, bytes: Uint8Array): Grown {
  const frontier = append(before.frontier, leafHash(bytes));
  return { frontier, head: headOf(frontier) };
}

interface Building extends Projection {
  head: Head;
  frontier: Frontier;
  at: number;
  tenant: Tenant;
  readonly open: Map<ActivationId, Activation>;
}

function step(building: Building, record: ReadRecord, { frontier, head }: Grown): void {
  building.frontier = frontier;
  building.head = head;
  building.at = record.at;
  const rooted: Rooted = { ...record, root: building.head.root };
  building.tenant = foldTenant(building.tenant, rooted);
  if (record.activation === null) return;
  building.last.set(record.activation, building.head.root);
  const next = fold(building.open.get(record.activation) ?? null, rooted);
  if (next === null || ended(next)) building.open.delete(record.activation);
  else building.open.set(record.activation, next);
}

/** One activation from all its records. Roots are known of its last record only, so that one alone is right in the result. */
export function recall(stored: readonly Stored[], lastRoot: string): Activation | string | null {
  const records: Rooted[] = [];
  for (const { seq, bytes } of stored) {
    const record = parseRecord(bytes);
    if (typeof record === 'string') return `record ${seq} cannot be read: ${record}`;
    records.push({ ...record, root: lastRoot });
  }
  return records.reduce<Activation | null>(fold, null);
}
