// Proves that the tests see: each patch beside this file breaks one promise, and the test that its first line names must then fail, and must
// pass without it. Arguments, if any, name the patches to try, without “.patch”. Exit code 1 when a mutant survives, a patch no longer fits, or a named test does not pass unpatched.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const HERE = import.meta.dirname;
const ROOT = resolve(HERE, '../..');
const COPIED = ['package.json', 'jest.config.mjs', 'bot', 'cards', 'deploy', 'dialogs', 'ledger', 'runbooks', 'test'];

interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly title: string;
}

/** `# test/dialogs/approve.test.ts › one vote is not enough` */
function mutantOf(patch: string): Mutant {
  const [first = ''] = readFileSync(join(HERE, patch), 'utf8').split('\n', 1);
  const [, file, title] = /^# (test\/\S+) › (.+)$/u.exec(first) ?? [];
  if (file === undefined || title === undefined)
    throw new Error(`${patch}: its first line must be "# test/file.test.ts › title of the test"`);
  return { name: patch.replace(/\.patch$/u, ''), file, title };
}

interface Result {
  readonly title: string;
  readonly status: string;
}

/** Runs the named tests of these files; the results of all that were not left out. */
function results(tree: string, mutants: readonly Mutant[]): readonly Result[] {
  const output = join(tree, 'results.json');
  const titles = [...new Set(mutants.map(({ title }) => title))].map((title) => `${title.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')}$`);
  rmSync(output, { force: true });
  const flags = [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--silent',
    '--forceExit',
    '--json',
    `--outputFile=${output}`,
    '-t',
    titles.join('|'),
  ];
  const run = spawnSync(process.execPath, [...flags, '--runTestsByPath', ...new Set(mutants.map(({ file }) => file))], {
    cwd: tree,
    encoding: 'utf8',
    // a mutant may hang whatever it breaks
    timeout: 300_000,
  });
  try {
    return parseResults(readFileSync(output, 'utf8'));
  } catch {
    throw new Error(`jest left no results: ${run.stderr}`);
  }
}

function parseResults(json: string): readonly Result[] {
  const tests = listOf(JSON.parse(json), 'testResults').flatMap((suite) => listOf(suite, 'assertionResults'));
  const all = tests.map((one) => ({ title: textOf(one, 'title'), status: textOf(one, 'status') }));
  return all.filter(({ status }) => status !== 'pending');
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(field) : undefined;
}

function listOf(value: unknown, field: string): readonly unknown[] {
  const list = fieldOf(value, field);
  return Array.isArray(list) ? list : [];
}

function textOf(value: unknown, field: string): string {
  return String(fieldOf(value, field));
}

function statusOf(all: readonly Result[], { title }: Mutant): string {
  return all.find((one) => one.title === title)?.status ?? 'not found';
}

/** What became of a mutant: `caught`, or why not. */
function judge(tree: string, mutant: Mutant): string {
  const patch = join(HERE, `${mutant.name}.patch`);
  const apply = (...flags: readonly string[]) => execFileSync('git', ['apply', ...flags, patch], { cwd: tree, stdio: 'pipe' });
  try {
    apply();
  } catch {
    return 'its patch no longer fits the source';
  }
  const status = statusOf(results(tree, [mutant]), mutant);
  apply('--reverse');
  return status === 'failed' ? 'caught' : `survived: the test ${status}`;
}

function main(): number {
  const only = process.argv.slice(2);
  const mutants = readdirSync(HERE)
    .filter((name) => name.endsWith('.patch') && (only.length === 0 || only.includes(name.replace(/\.patch$/u, ''))))
    .sort()
    .map(mutantOf);
  const tree = mkdtempSync(join(tmpdir(), 'glassbreak-mutants-'));
  try {
    for (const name of COPIED) cpSync(join(ROOT, name), join(tree, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'), 'junction');
    const sound = results(tree, mutants);
    let survived = 0;
    for (const mutant of mutants) {
      const before = statusOf(sound, mutant);
      const verdict = before === 'passed' ? judge(tree, mutant) : `its test does not pass unpatched: ${before}`;
      if (verdict !== 'caught') survived += 1;
      process.stdout.write(
        `${verdict === 'caught' ? 'caught' : 'SURVIVED'}  ${mutant.name}: ${verdict === 'caught' ? mutant.title : verdict}\n`,
      );
    }
    process.stdout.write(`${mutants.length - survived} mutants caught, ${survived} survived\n`);
    return survived === 0 && mutants.length > 0 ? 0 : 1;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

process.exitCode = main();
