import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { bundleVerifier } from '../../../bot/local/bundle-verifier.ts';
import { verifyCommand } from '../../../bot/verify-command.ts';
import { verifyExport } from '../../../bot/verify-export.ts';
import { canonical } from '../../../ledger/canonical.ts';
import { checkpointLine } from '../../../ledger/export.ts';
import { exported, fields, honest, joined, noteAt, signerFrom } from '../../ledger/sample-ledger.ts';
import { scratch } from '../store/scratch.ts';

const at = scratch();
const run = promisify(execFile);
// The oldest Node that auditors may have: the machine's own where there is one, else the one that runs this test.
const NODE = existsSync('/usr/bin/node') ? '/usr/bin/node' : process.execPath;

interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function bundled(args: readonly string[]): Promise<Told> {
  try {
    const { stdout, stderr } = await run(NODE, [at('verify.mjs'), ...args], { cwd: at('.') });
    return { code: 0, out: stdout, err: stderr };
  } catch (cause) {
    const { code, stdout, stderr } = cause as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

async function source(args: readonly string[]): Promise<Told> {
  let [out, err] = ['', ''];
  const tell = { out: (line: string) => (out += `${line}\n`), err: (line: string) => (err += `${line}\n`) };
  const code = await verifyCommand(args, { verify: verifyExport, ...tell, called: 'node verify.mjs' });
  return { code, out, err };
}

const TEN = honest(10);
const whole = exported(TEN, [5, 10]);
const changed = TEN.map((bytes, index) => (index === 6 ? canonical({ ...fields(7), activation: null }) : bytes));
const lines = whole.toString().trimEnd().split('\n');
const relined = (order: readonly string[]): Buffer => Buffer.from(`${order.join('\n')}\n`);
const thief = signerFrom(9);

const CASES: readonly (readonly [string, Uint8Array, number])[] = [
  ['sound', whole, 0],
  ['edited', joined([...changed, checkpointLine(noteAt(TEN, 10))]), 1],
  ['edited and signed with another key', joined([...changed, checkpointLine(noteAt(changed, 10, thief))]), 1],
  ['made anew with another key', exported(honest(10, thief.vkey), [10], thief), 0],
  ['deleted', relined(lines.toSpliced(4, 1)), 1],
  ['swapped', relined(lines.with(3, lines[4] ?? '').with(4, lines[3] ?? '')), 1],
  ['tail cut', joined([...TEN.slice(0, 8), checkpointLine(noteAt(TEN, 10))]), 1],
  ['cut in a line', whole.subarray(0, -30), 1],
  ['dated back', joined([...TEN.slice(0, 9), canonical({ ...fields(10), at: 5 })]), 1],
  ['not canonical', Buffer.from(whole.toString().replace('{"activation":null', '{ "activation":null')), 1],
  ['empty', Buffer.alloc(0), 1],
];

test('the one-file verifier runs on a plain Node and says word for word what the source says', async () => {
  await bundleVerifier(at('verify.mjs'));
  const code = readFileSync(at('verify.mjs'), 'utf8');
  expect([...code.matchAll(/from ["']([^"']+)["']/g)].map(([, from]) => from).filter((from) => !from?.startsWith('node:'))).toEqual([]);
  expect(code).not.toContain('node:sqlite');
  for (const [name, bytes, expected] of CASES) {
    writeFileSync(at(`${name}.jsonl`), bytes);
    const told = await bundled([at(`${name}.jsonl`)]);
    expect({ name, ...told }).toEqual({ name, ...(await source([at(`${name}.jsonl`)])) });
    expect({ name, code: told.code }).toEqual({ name, code: expected });
  }
  const forged = [at('made anew with another key.jsonl'), '--key', signerFrom(7).vkey];
  expect((await bundled(forged)).code).toBe(1);
  for (const args of [forged, ['--help'], [], [at('none.jsonl')], ['--key', 'x', 'y']])
    expect(await bundled(args)).toEqual(await source(args));
}, 60_000);
