// The one sentence that an old Node gets, from both places that say it.
import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { versionProblem } from '../../bot/node-version.ts';

test.each(['24.0.0', '24.21.0', '25.1.0', '100.0.0'])('Node %s will do', (version) => {
  expect(versionProblem(version)).toBeNull();
});

test.each(['23.11.1', '20.20.2', '8.0.0', ''])('Node %j is refused', (version) => {
  expect(versionProblem(version)).toBe(
    `Glassbreak needs Node 24 or later, and this is Node ${version}: start it with npm (npm start, npm run serve), which brings its own.`,
  );
});

/** Runs code in a Node that is told it is 20.1.0, and gives its exit code and what it says. */
function old(argv: readonly string[]): string {
  const pretend = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.1.0"})';
  const script = `const {spawnSync}=require('node:child_process');const r=spawnSync(process.execPath,${JSON.stringify(['--import', pretend, ...argv])},{encoding:'utf8'});process.stdout.write(r.status+' '+r.stderr)`;
  return execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
}

test('on an old Node importing the module ends the process with the sentence', () => {
  expect(old(['bot/node-version.ts'])).toBe(`1 ${versionProblem('20.1.0') ?? ''}\n`);
});

test('on a Node that cannot read TypeScript the preload says the same sentence', () => {
  expect(old(['bot/local/node-version.cjs'])).toBe(`1 ${versionProblem('20.1.0') ?? ''}\n`);
});

test('on this Node the preload says nothing', () => {
  expect(execFileSync(process.execPath, ['--require', './bot/local/node-version.cjs', '-p', '1'], { encoding: 'utf8' })).toBe('1\n');
});
