// One Playground process: how it is started, how we know that it serves, and how it is ended so that none is ever left behind.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import type { Seat } from './people.ts';

/** What one child needs to know. `folder` becomes its working directory: configuration and its own log stay there. */
export interface Setting {
  readonly seat: Seat;
  readonly program: string;
  readonly port: number;
  readonly botEndpoint: string;
  readonly folder: string;
  /** How long a start may take, in ms. */
  readonly patience: number;
  readonly log: (line: string) => void;
}

/** A serving Playground. `stop` answers when the process is gone: within a second, by force after three. */
export interface Child {
  readonly stop: () => Promise<void>;
}

export type Start = { readonly outcome: 'ready'; readonly child: Child } | { readonly outcome: 'failed'; readonly why: string };

/** `ended` answers with how the process ended and never rejects; `end` says the same now, null while it runs. `output`: what it said last. */
interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<string>;
  readonly end: () => string | null;
  readonly output: () => string;
}

const loopback = join(import.meta.dirname, 'loopback.cjs');
const passedOn = ['HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG'];

/** Where the Playground's posts go. Not `localhost`: that may mean ::1 first, and it listens on 127.0.0.1. */
export const serviceUrl = (port: number): string => `http://127.0.0.1:${port}/_connector`;

/** The path of the Playground's program; null when it is not installed. */
export function playgroundProgram(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json');
    const program = join(dirname(manifest), 'cli.js');
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

/** Whether we could listen on this port of 127.0.0.1 now. The Playground itself would silently take a random port instead. */
export async function portIsFree(port: number): Promise<boolean> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return false;
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Starts one Playground and answers when it serves its page, or with a sentence why it does not, then already ended. Never throws. */
export async function startChild(setting: Setting): Promise<Start> {
  try {
    const running = await launch(setting);
    const why = await readiness(setting, running);
    if (why === null) return { outcome: 'ready', child: watched(setting, running) };
    await end(running);
    return { outcome: 'failed', why: `The Playground of ${setting.seat.person.name} ${why}${await lastWords(setting, running)}` };
  } catch (error) {
    return { outcome: 'failed', why: `The Playground of ${setting.seat.person.name} could not be started: ${String(error)}` };
  }
}

async function launch(setting: Setting): Promise<Running> {
  await mkdir(setting.folder, { recursive: true });
  await writeFile(join(setting.folder, 'playground.yml'), setting.seat.configuration);
  const address = ['-p', String(setting.port), '--service-url', serviceUrl(setting.port)];
  const child = spawn(
    process.execPath,
    ['--require', loopback, setting.program, 'start', '-e', setting.botEndpoint, '-c', 'msteams', ...address, '--disable-telemetry'],
    { cwd: setting.folder, env: environment(setting), stdio: ['ignore', 'pipe', 'pipe', 'ipc'], windowsHide: true },
  );
  let said = '';
  const listen = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-4000));
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(String(error)));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
  });
  let how: string | null = null;
  void ended.then((told) => void (how = told));
  return { process: child, ended, end: () => how, output: () => said };
}

/** Ours, made of little: no secret of ours reaches it, and no proxy setting or sign-in setting of this machine changes it. */
function environment({ folder }: Setting): NodeJS.ProcessEnv {
  const passed = passedOn.map((name): readonly [string, string | undefined] => [name, process.env[name]]);
  const own = {
    TEAMSAPPTESTER_BROWSER: 'none',
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(folder, 'playground.yml'),
    M365_AGENTS_PLAYGROUND_LOGFILE: logFile(folder),
    // with --disable-telemetry alone its telemetry library still calls out to report about itself (measured)
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
  };
  return Object.fromEntries([...passed, ...Object.entries(own)].filter(([, value]) => value !== undefined));
}

const logFile = (folder: string): string => join(folder, 'playground.log');

/** null: it serves on our port. Otherwise the rest of a sentence that says what happened instead. */
async function readiness(setting: Setting, running: Running): Promise<string | null> {
  const deadline = performance.now() + setting.patience;
  while (performance.now() < deadline) {
    const ended = running.end();
    if (ended !== null) return `ended before it was ready (${ended}).`;
    const port = /^Listening on (\d+)/m.exec(running.output())?.[1];
    if (port !== undefined && port !== String(setting.port))
      return `listens on port ${port}, because port ${setting.port} was taken meanwhile.`;
    if (port !== undefined && (await pong(setting.port))) return null;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return `was not ready after ${setting.patience / 1000} seconds.`;
}

async function pong(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/_debug/ping`, { signal: AbortSignal.timeout(2000) });
    return (await answer.text()) === 'pong';
  } catch {
    return false;
  }
}

/** It writes its reasons into its log file, not to the terminal. */
async function lastWords({ folder }: Setting, running: Running): Promise<string> {
  const log = await readFile(logFile(folder), 'utf8').catch(() => '');
  const lines = `${running.output()}\n${log}`.split('\n').map((line) => line.trim());
  const last = lines.filter((line) => line !== '').slice(-8);
  return last.length === 0 ? ' It said nothing.' : ` It said last:\n  ${last.join('\n  ')}`;
}

function watched(setting: Setting, running: Running): Child {
  let stopping = false;
  void running.ended.then((how) => {
    if (!stopping) setting.log(`The Playground of ${setting.seat.person.name} ended by itself (${how}); their page no longer works.`);
  });
  const stop = (): Promise<void> => {
    stopping = true;
    return end(running);
  };
  return { stop };
}

/** Closing the channel is the request to leave that works on every system; force comes after three seconds. */
async function end({ process: child, ended }: Running): Promise<void> {
  if (child.connected) child.disconnect();
  const force = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(force);
}
