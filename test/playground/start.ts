// Real Playgrounds for a test: made-up people, free ports, a folder of their own, all gone afterwards.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portIsFree } from '../../bot/local/child.ts';
import { seats } from '../../bot/local/people.ts';
import type { LocalPerson, LocalTenant } from '../../bot/local/people.ts';
import { startPlaygrounds } from '../../bot/local/playground.ts';
import type { Page } from '../../bot/local/playground.ts';

export interface Started {
  readonly pages: readonly Page[];
  readonly lines: readonly string[];
  readonly stop: () => Promise<void>;
}

const names = ['Rita Requester', 'Aaron Approver', 'Bea Approver', 'Carl Custodian', 'Mona Manager', 'Ada Auditor', 'Otto Other'];

/** So many made-up people, always the same. */
export const people = (count: number): readonly LocalPerson[] =>
  names.slice(0, count).map((name, index) => {
    return {
      name,
      upn: `${name.toLowerCase().replace(' ', '.')}@contoso.example`,
      account: `aaaaaaaa-0000-4000-8000-00000000000${index + 1}`,
    };
  });

/** A tenant of made-up people with one room. */
export const tenantOf = (somebody: readonly LocalPerson[]): LocalTenant => ({
  people: somebody,
  tenant: '72f988bf-0000-4000-8000-00000000aaaa',
  room: { id: '19:room@thread.v2', name: 'Incident room' },
  bot: { id: '28:11111111-2222-4333-8444-555555555555', name: 'Throw-away bot' },
});

/** The first of so many free ports in a row. */
export async function freePorts(count: number): Promise<number> {
  for (let first = 21_000 + (process.pid % 2000) * 10; first < 60_000; first += count) {
    const free = await Promise.all(Array.from({ length: count }, (_, index) => portIsFree(first + index)));
    if (free.every(Boolean)) return first;
  }
  throw new Error('no free ports');
}

/** Starts one Playground for each of `count` people; throws with the reason when they do not start. */
export async function startFor(count: number, botEndpoint: string): Promise<Started> {
  const lines: string[] = [];
  const dataDir = await mkdtemp(join(tmpdir(), 'playground-'));
  const log = (line: string): void => void lines.push(line);
  const options = { seats: seats(tenantOf(people(count))), botEndpoint, firstPort: await freePorts(count), dataDir, log };
  const started = await startPlaygrounds(options);
  if (started.outcome === 'failed') throw new Error(started.why);
  const stop = async (): Promise<void> => {
    await started.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { pages: started.pages, lines, stop };
}
