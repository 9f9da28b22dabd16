// How programs end: in sentences and codes, once, in order, and not later than what started them.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';

// several processes one after the other, on whatever machine this runs
jest.setTimeout(30_000);

const module = join(import.meta.dirname, '../../bot/process.ts');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program that has the functions of the module; `signals` are sent, one at each line it prints. */
async function run(program: string, signals: readonly NodeJS.Signals[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const source = `import { askedToStop, leave, refuse } from ${JSON.stringify(module)};\n${program}`;
  const { npm_lifecycle_event: _, ...rest } = process.env;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], { env: { ...rest, ...env } });
  let [out, err] = ['', ''];
  let next = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    const signal = signals[next++];
    if (signal !== undefined) child.kill(signal);
  });
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

const stopping =
  "setInterval(() => {}, 1000); const asked = askedToStop(); console.log('on'); await asked; await leave(async () => console.log('closed'));";

describe('refusing', () => {
  test('says each problem on a line of its own and ends with code 1', async () => {
    expect(await run("refuse('It cannot start:', ['one', 'two']);")).toEqual({ code: 1, out: '', err: 'It cannot start:\n  one\n  two\n' });
  });

  test.each(["new Error('a\\nb')", "'a\\nb'"])('tells what was thrown, line by line: %s', async (thrown) => {
    expect((await run(`refuse.because(${thrown});`)).err).toBe('Glassbreak cannot start:\n  a\n  b\n');
  });
});

describe('stopping', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'at a %s everything is closed and the code is 0, whatever timers are left',
    async (signal) => {
      expect(await run(stopping, [signal])).toEqual({ code: 0, out: 'on\nclosed\n', err: '' });
    },
  );

  test('where a SIGHUP means something else it stops nothing, each time', async () => {
    const told =
      "setInterval(() => {}, 1000); const asked = askedToStop(() => console.log('again')); console.log('on'); await asked; await leave(async () => console.log('closed'));";
    expect(await run(told, ['SIGHUP', 'SIGHUP', 'SIGTERM'])).toEqual({ code: 0, out: 'on\nagain\nagain\nclosed\n', err: '' });
  });

  test('a second signal ends it at once with code 130', async () => {
    const slow =
      "setInterval(() => {}, 1000); const asked = askedToStop(); console.log('on'); await asked; console.log('closing'); await leave(() => new Promise(() => {}));";
    expect(await run(slow, ['SIGINT', 'SIGINT'])).toMatchObject({ code: 130 });
  });

  test('what cannot be closed is told, and the code is 1', async () => {
    const { code, err } = await run("await leave(() => Promise.reject(new Error('the disk is full')));");
    expect([code, err]).toEqual([1, 'Not everything could be closed: Error: the disk is full\n']);
  });
});

test('under npm it stops when the shell that npm put above it is gone', async () => {
  const source = `import { askedToStop, leave } from ${JSON.stringify(module)}; setInterval(() => {}, 1000); const asked = askedToStop(); console.log(process.pid); await asked; await leave(async () => console.log('closed'));`;
  // a shell of its own that waits, as npm's does
  const shell = spawn('sh', ['-c', '"$0" --input-type=module -e "$1"; :', process.execPath, source], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  shell.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    shell.kill('SIGKILL');
  });
  await new Promise((resolve) => shell.stdout.once('close', resolve));
  expect(out).toMatch(/^\d+\nclosed\n$/);
});
