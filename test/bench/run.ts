// npm run bench: turns, growth, cold starts and verification, each as ratios within one run. Prints every figure and exits 1 when a bar does
// not hold. `--quick` takes fewer rounds; `--only turns|starts|verify` a part.
import { spawnSync } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exampleConfig } from './example.ts';
import { median, print } from './figures.ts';
import { benchStarts } from './start-bench.ts';
import { benchTurns } from './turn-bench.ts';
import { World } from './world.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
const sizes = values.quick
  ? { rounds: 8, turns: 10, starts: 3, verify: ['30000', '5'] }
  : { rounds: 10, turns: 24, starts: 8, verify: ['100000', '7'] };
const wants = (part: string): boolean => values.only === undefined || values.only === part;

/** What one durable write of 4 KiB takes here, in milliseconds: the part of a turn that no program can save. */
function syncTime(folder: string): number {
  const file = openSync(join(folder, 'sync'), 'w');
  const page = Buffer.alloc(4_096);
  const times = Array.from({ length: 100 }, () => {
    writeSync(file, page);
    const began = performance.now();
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  return median(times);
}

const directory = await mkdtemp(join(tmpdir(), 'glassbreak-bench-'));
const world = new World();
const around = await world.open();
const config = exampleConfig();
let broken = 0;
/** Others at work on this machine when the bench began: more of them than cores, and waiting times are theirs. */
const [load = 0] = loadavg();
try {
  const [cpu] = cpus();
  console.log(
    `${cpu?.model ?? 'unknown CPU'}, ${cpus().length} cores, load ${load.toFixed(1)}, Node ${process.versions.node}, sync of 4 KiB ${syncTime(directory).toFixed(2)} ms`,
  );
  if (wants('turns')) {
    const lines = await benchTurns({ world, around, config, directory, rounds: sizes.rounds, turns: sizes.turns });
    broken += print(`Turns: medians of ${sizes.rounds} alternating rounds of ${sizes.turns}`, lines);
  }
  if (wants('starts')) {
    const lines = await benchStarts({ world, around, tenant: config.tenant, cache: join(directory, 'compiled') }, sizes.starts);
    broken += print(`Cold starts: medians of ${sizes.starts} alternating rounds`, lines);
  }
  if (wants('verify')) {
    console.log('\nVerification');
    const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'verify.ts'), ...sizes.verify], { stdio: 'inherit' });
    broken += status === 0 ? 0 : 1;
  }
} finally {
  await world.close();
  await rm(directory, { recursive: true });
}
if (load > cpus().length)
  console.log('\nThis machine was busy before the bench began: trust CPU more than waiting times, and take them again when it is quiet.');
console.log(broken === 0 ? '\nAll bars hold.' : `\n${broken} ${broken === 1 ? 'bar does' : 'bars do'} not hold.`);
process.exitCode = broken === 0 ? 0 : 1;
