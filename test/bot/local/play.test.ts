// npm start as a process: what is in the way is said in a sentence with a code other than 0, and nothing of it is left running.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../bot/clock.ts';
import { readConfig } from '../../../bot/config-file.ts';
import { openFiles, RUNBOOKS } from '../../../bot/files.ts';
import { portIsFree } from '../../../bot/local/child.ts';
import { logTo } from '../../../bot/log.ts';
import { start } from '../../../bot/main.ts';
import { freePorts } from '../../playground/start.ts';

const root = join(import.meta.dirname, '../../..');
const example = join(root, 'deploy/glassbreak.example.yaml');
let folder = '';
let ports = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'play-'));
  // the bot's, then six pages
  ports = await freePorts(7);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs it to its end. `until`: the words after which it gets a SIGINT, as from a terminal. */
async function play(
  settings: Readonly<Record<string, string>>,
  { args = [], until = null }: { readonly args?: readonly string[]; readonly until?: string | null } = {},
): Promise<Ended> {
  const first = ['--first-port', String(ports + 1)];
  const child = spawn(process.execPath, [join(root, 'bot/local/play.ts'), ...(args.length > 0 ? args : first)], {
    cwd: root,
    env: { ...process.env, GLASSBREAK_DATA: join(folder, 'data'), GLASSBREAK_PORT: String(ports), ...settings },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    if (until !== null && out.includes(until)) child.kill('SIGINT');
  });
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

async function taking<T>(port: number, act: () => Promise<T>): Promise<T> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    return await act();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

const nothingRuns = async (): Promise<readonly boolean[]> =>
  Promise.all(Array.from({ length: 7 }, (_, index) => portIsFree(ports + index)));
const allFree = Array.from({ length: 7 }, () => true);

describe('what is in the way of npm start', () => {
  test('an address other than 127.0.0.1, a broken configuration and a wrong option are told all at once', async () => {
    const broken = join(folder, 'broken.yaml');
    await writeFile(broken, (await readFile(example, 'utf8')).replace('roles: [responder]', 'roles: [respondent]'));
    const { code, err } = await play({ GLASSBREAK_HOST: '0.0.0.0', GLASSBREAK_CONFIG: broken }, { args: ['--first-port', '80'] });
    expect(code).toBe(1);
    expect(err).toContain('GLASSBREAK_HOST: local mode listens on 127.0.0.1 only');
    expect(err).toMatch(/broken\.yaml:\d+:\d+ people\[E1001\]\.roles\[#1\]: respondent is not allowed/);
    expect(err).toContain('--first-port: this must be a port number from 1024 to 65000');
    expect(err).not.toContain('    at ');
  }, 30_000);

  test('a taken port of the bot', async () => {
    const { code, err, out } = await taking(ports, () => play({}));
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(new RegExp(`^Glassbreak cannot start:\n  Port ${ports} is already in use on 127\\.0\\.0\\.1\\. .*\n$`));
  }, 30_000);

  test('a taken port of somebody’s page; then nothing is left running', async () => {
    const { code, err } = await taking(ports + 3, () => play({}));
    expect(code).toBe(1);
    expect(err).toContain(`hold these ports or they do not exist: ${ports + 3} (for Bea Approver)`.replace('hold', 'holds'));
    expect(err).toContain('npm start -- --first-port 57000');
    expect(await nothingRuns()).toEqual(allFree);
  }, 30_000);

  test('a ledger of production in the data directory', async () => {
    const directory = join(folder, 'production');
    const config = readConfig(example);
    if (!config.ok) throw new Error('the example is broken');
    const clock = systemClock();
    const files = await openFiles({ directory, mode: 'production', config, clock });
    const access = { mode: 'local', bot: '28:bot', ports: [] } as const;
    const house = await start({ mode: 'production', config, runbooks: RUNBOOKS, ...files, access, port: 0, clock, log: logTo('silent') });
    await house.close();
    const { code, err } = await play({ GLASSBREAK_DATA: directory });
    expect(code).toBe(1);
    expect(err).toMatch(/^Glassbreak cannot start:\n .*production.*\n$/);
    expect(await nothingRuns()).toEqual(allFree);
  }, 30_000);
});

test('when it is ready it says everybody’s address and what to type; Ctrl-C ends it and every Playground, and keeps the ledger', async () => {
  const { code, out, err } = await play({}, { until: 'Ctrl-C' });
  expect(err).toBe('');
  for (const [index, name] of [
    'Rita Requester',
    'Aaron Approver',
    'Bea Approver',
    'Carl Custodian',
    'Mona Manager',
    'Ada Auditor',
  ].entries()) {
    expect(out).toMatch(new RegExp(`${name} +http://127\\.0\\.0\\.1:${ports + 1 + index} `));
  }
  expect(out).toContain('on this machine only');
  expect(out).toContain('and type: nobody can log in');
  expect(out).toMatch(/Stopped\. The ledger is kept\.\n$/);
  expect(code).toBe(0);
  expect(await nothingRuns()).toEqual(allFree);
}, 90_000);

test('Ctrl-C while it is starting ends it at once', async () => {
  const { code, out } = await play({}, { until: 'Starting a Playground' });
  expect(code).toBe(130);
  expect(out).not.toContain('Ready');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await nothingRuns()).toEqual(allFree);
}, 60_000);
