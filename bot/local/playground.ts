// Microsoft's 365 Agents Playground as children of local mode: one process for each person, on 127.0.0.1 only, without telemetry,
// without our environment. They end with us however we end. The Playground is a development dependency, licensed for evaluation.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { playgroundProgram, portIsFree, serviceUrl, startChild } from './child.ts';
import type { Child, Setting } from './child.ts';
import type { LocalPerson, Seat } from './people.ts';

/** One person's Playground, up and running. `serviceUrl` is the address that its activities carry and that the bot posts to. */
export interface Page {
  readonly person: LocalPerson;
  readonly seat: Seat;
  readonly url: string;
  readonly serviceUrl: string;
  readonly port: number;
}

/** `firstPort`: person number n (from 0) gets firstPort + n. `dataDir`: a folder for configurations and the Playground's own logs. */
export interface PlaygroundOptions {
  readonly seats: readonly Seat[];
  readonly botEndpoint: string;
  readonly firstPort: number;
  readonly dataDir: string;
  readonly log: (line: string) => void;
}

export type Playgrounds =
  | { readonly outcome: 'ready'; readonly pages: readonly Page[]; readonly stop: () => Promise<void> }
  | { readonly outcome: 'failed'; readonly why: string };

/**
 * Starts all Playgrounds side by side and answers when every one of them serves, or when one cannot: then none is left running.
 * Never throws; `why` is a sentence for people. `stop` answers when every child is gone and its folder is removed.
 */
export async function startPlaygrounds(options: PlaygroundOptions): Promise<Playgrounds> {
  const program = playgroundProgram();
  if (program === null)
    return { outcome: 'failed', why: 'The 365 Agents Playground is not installed. Run npm ci (without --omit=dev) first.' };
  const settings = options.seats.map((seat, index) => setting(options, { seat, program, port: options.firstPort + index }));
  const taken = await takenPorts(settings);
  if (taken !== null) return { outcome: 'failed', why: taken };
  const starts = await Promise.all(settings.map(startChild));
  const children = starts.flatMap((start) => (start.outcome === 'ready' ? [start.child] : []));
  const failures = starts.flatMap((start) => (start.outcome === 'failed' ? [start.why] : []));
  const stop = once(() => stopAll(children, settings));
  if (failures.length > 0) {
    await stop();
    return { outcome: 'failed', why: failures.join('\n') };
  }
  return { outcome: 'ready', pages: settings.map(page), stop };
}

/**
 * Lets the bot meet each person in their own chat and in their copy of the room, as if it had just been installed there.
 * Call it when the bot listens. Answers with one sentence for each place that could not be told; the Playground delivers afterwards.
 */
export async function installBot(pages: readonly Page[]): Promise<readonly string[]> {
  const places = pages.flatMap((page) => [page.seat.chat, page.seat.room].map((conversation) => ({ page, conversation })));
  const told = await Promise.all(places.map(({ page, conversation }) => install(page, conversation)));
  return told.flat();
}

async function install(page: Page, conversation: string): Promise<readonly string[]> {
  const what = `The bot could not be installed in ${conversation} of ${page.person.name}`;
  try {
    const answer = await fetch(`${page.url}/_debug/conversation/${encodeURIComponent(conversation)}/installation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(10_000),
    });
    return answer.ok ? [] : [`${what}: the Playground answered ${answer.status}.`];
  } catch (error) {
    return [`${what}: ${String(error)}`];
  }
}

function setting(options: PlaygroundOptions, own: Pick<Setting, 'seat' | 'program' | 'port'>): Setting {
  const { botEndpoint, log } = options;
  return { ...own, botEndpoint, log, patience: 30_000, folder: join(options.dataDir, own.seat.slug) };
}

function page({ seat, port }: Setting): Page {
  return { person: seat.person, seat, url: `http://127.0.0.1:${port}`, serviceUrl: serviceUrl(port), port };
}

async function takenPorts(settings: readonly Setting[]): Promise<string | null> {
  const free = await Promise.all(settings.map(({ port }) => portIsFree(port)));
  const taken = settings.filter((_, index) => free[index] === false);
  if (taken.length === 0) return null;
  const ports = taken.map(({ port, seat }) => `${port} (for ${seat.person.name})`).join(', ');
  return `The Playground cannot listen on 127.0.0.1, because another program holds these ports or they do not exist: ${ports}. End that program, or choose other ports: npm start -- --first-port 57000.`;
}

async function stopAll(children: readonly Child[], settings: readonly Setting[]): Promise<void> {
  await Promise.all(children.map((child) => child.stop()));
  await Promise.all(settings.map(({ folder }) => rm(folder, { recursive: true, force: true })));
}

function once<T>(act: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => (running ??= act());
}
