// `npm run mutation`: Stryker changes each of these files in every way that it knows, and the tests that belong to it must notice. What no
// test can notice stands in equivalent.ts with its reason. Exit code 1 when a change survives without a reason, or a reason has no change
// left. An argument names the one file to look at. Takes minutes.
import { readFileSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import { EQUIVALENT, type Equivalent } from './equivalent.ts';

/** Each file, and the tests that must see what is changed in it. */
const FILES: ReadonlyMap<string, readonly string[]> = new Map([
  ['dialogs/quorum.ts', ['quorum', 'approve'].map(inDialogs)],
  ['dialogs/approve.ts', ['approve', 'quorum', 'tenure'].map(inDialogs)],
  ['dialogs/decide.ts', ['decide', 'page', 'drill-clock'].map(inDialogs)],
  ['ledger/tree.ts', ['<rootDir>/test/ledger/tree.test.ts']],
]);

function inDialogs(name: string): string {
  return `<rootDir>/test/dialogs/${name}.test.ts`;
}

/** What no test noticed in this file. */
async function survivors(file: string, tests: readonly string[]): Promise<readonly Equivalent[]> {
  const stryker = new Stryker({
    mutate: [file],
    testRunner: 'jest',
    testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
    plugins: ['@stryker-mutator/jest-runner'],
    jest: { projectType: 'custom', configFile: 'jest.config.mjs', config: { testMatch: [...tests] } },
    coverageAnalysis: 'perTest',
    reporters: ['json'],
    jsonReporter: { fileName: 'node_modules/.cache/mutation.json' },
    tempDirName: '.stryker',
    warnings: false,
  });
  const lines = readFileSync(file, 'utf8').split('\n');
  const results = await stryker.runMutationTest();
  const alive = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  process.stdout.write(`${file}: ${results.length} changes, ${alive.length} that no test noticed\n`);
  return alive.map(({ location: { start, end }, replacement }) => {
    const line = lines[start.line - 1] ?? '';
    const from = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined);
    return { file, line: line.trim(), from, to: replacement, why: '' };
  });
}

function isSame(one: Equivalent, two: Equivalent): boolean {
  return one.file === two.file && one.line === two.line && one.from === two.from && one.to === two.to;
}

async function main(): Promise<number> {
  const [only] = process.argv.slice(2);
  let problems = 0;
  for (const [file, tests] of FILES) {
    if (only !== undefined && only !== file) continue;
    const reasons = EQUIVALENT.filter((one) => one.file === file);
    const alive = await survivors(file, tests);
    const without = alive.filter((one) => !reasons.some((reason) => isSame(reason, one)));
    const stale = reasons.filter((reason) => !alive.some((one) => isSame(reason, one)));
    for (const { line, from, to } of without) process.stdout.write(`SURVIVED  in “${line}”: “${from}” became “${to}”\n`);
    for (const { line, to } of stale) process.stdout.write(`NO LONGER in “${line}”: the reason for “${to}” has nothing to explain\n`);
    problems += without.length + stale.length;
  }
  process.stdout.write(problems === 0 ? 'Every change was noticed, or has its reason\n' : `${problems} to look at\n`);
  return problems === 0 ? 0 : 1;
}

process.exitCode = await main();
