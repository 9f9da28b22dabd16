// Cold starts: from the start of a process to its open port, and to the first answered message, of the product with an empty ledger and of the
// echo bot. Both with or without what Node keeps compiled between starts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, type Role } from './child.ts';
import type { Surroundings, World } from './world.ts';

/** Milliseconds since the process was started. */
export interface Start {
  readonly listening: number;
  readonly answered: number;
  /** CPU until the answer. */
  readonly spent: number;
}

export interface Starting {
  readonly world: World;
  readonly around: Surroundings;
  readonly tenant: string;
  /** A folder of compiled code; null: everything is compiled anew. */
  readonly cache: string | null;
}

/** Starts, asks once, ends. Throws when the message is not answered by a message. */
export async function coldStart(role: Role, { world, around, tenant, cache }: Starting): Promise<Start> {
  const directory = await mkdtemp(join(tmpdir(), 'glassbreak-bench-'));
  const compiled = cache === null ? { NODE_DISABLE_COMPILE_CACHE: '1' } : { NODE_COMPILE_CACHE: cache };
  const child = new Child(role, { ...around, tenant, directory }, { env: compiled });
  try {
    const port = Number(await child.until('listening'));
    const listening = child.age;
    const before = world.posts();
    const sender = { account: 'aaaaaaaa-0000-4000-8000-000000000001', tenant, conversation: 'a:first' };
    const { status, body } = await world.send(port, sender, { type: 'message', text: 'nobody can sign in' });
    const answered = child.age;
    if (status !== 200 || world.posts() !== before + 1) throw new Error(`The ${role} answered ${status} ${body}.`);
    return { listening, answered, spent: Number(await child.ask('spent')) };
  } finally {
    await child.end();
    await rm(directory, { recursive: true });
  }
}
