// The one place where a test may be left out: what it needs from the machine, and a line that says so aloud.
// With CI=true or TEST_NEEDS=all nothing is left out: a missing need is an error.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from '@jest/globals';

export type Need = 'chromium' | 'postgres' | 'contracts';

/** The browser for tests in real pages. */
export const chromium = process.env['TEST_CHROMIUM'] ?? '/usr/bin/chromium';
/** The folder with Microsoft's published schemas and host configurations. */
export const contracts = resolve(process.env['TEST_CONTRACTS'] ?? 'contracts');
/** The connection URL of a PostgreSQL database that tests may fill and empty; '' when there is none. */
export const postgres = process.env['TEST_POSTGRES'] ?? '';

/** null: the need is met. Otherwise why not, and what would meet it. */
const missing: Readonly<Record<Need, () => string | null>> = {
  chromium: () => (existsSync(chromium) ? null : `no Chromium at ${chromium}; apt-get install chromium, or set TEST_CHROMIUM`),
  contracts: () => (existsSync(contracts) ? null : `no folder ${contracts}; set TEST_CONTRACTS to the folder of schemas`),
  postgres: () => (postgres === '' ? 'no PostgreSQL; set TEST_POSTGRES to the URL of an empty database' : null),
};

const everything = process.env['CI'] === 'true' || process.env['TEST_NEEDS'] === 'all';
const told = new Set<string>();

/** jest's `test` when every need is met; otherwise `test.skip`, after one line on standard error. Throws where nothing may be left out. */
export function needs(...names: readonly Need[]): typeof test.skip {
  const why = names.map((name) => missing[name]()).filter((reason) => reason !== null);
  if (why.length === 0) return test;
  const reasons = why.join('; ');
  if (everything) throw new Error(`Nothing may be left out here, but there is ${reasons}.`);
  if (!told.has(reasons)) process.stderr.write(`skipped: tests that need ${names.join(' and ')}, because there is ${reasons}\n`);
  told.add(reasons);
  return test.skip;
}
