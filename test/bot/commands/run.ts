// The command line as people run it: a process of its own, with what it wrote and the code it ended with.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

export const ROOT = join(import.meta.dirname, '../../..');
export const EXAMPLE = join(ROOT, 'deploy/glassbreak.example.yaml');

/** What the first process compiles, the others need not. */
const compiled = mkdtempSync(join(tmpdir(), 'glassbreak-compiled-'));
afterAll(() => rmSync(compiled, { recursive: true, force: true }));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs an entry of bot/ (`cli.ts`) to its end, with only these GLASSBREAK variables. `input` is its standard input. */
export async function run(
  entry: string,
  args: readonly string[],
  around: { readonly env?: NodeJS.ProcessEnv; readonly input?: string; readonly cwd?: string } = {},
): Promise<Ran> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GLASSBREAK_') && name !== 'PORT');
  const env = { ...Object.fromEntries(kept), NODE_COMPILE_CACHE: compiled, ...around.env };
  const child = spawn(process.execPath, ['--no-warnings', join(ROOT, 'bot', entry), ...args], { env, cwd: around.cwd ?? ROOT });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.end(around.input ?? '');
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

export const glassbreak = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> => run('cli.ts', args, { env });
