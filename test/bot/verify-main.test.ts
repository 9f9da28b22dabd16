import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { exported, honest } from '../ledger/sample-ledger.ts';
import { scratch } from './store/scratch.ts';

const at = scratch();
const main = fileURLToPath(new URL('../../bot/verify-main.ts', import.meta.url));

test('the program answers by its exit code, and by standard output or error', () => {
  writeFileSync(at('sound.jsonl'), exported(honest(3), [3]));
  const run = (...args: string[]): readonly unknown[] => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
    return [status, stdout.split(':')[0], stderr.split('.')[0]];
  };
  expect(run(at('sound.jsonl'))).toEqual([0, 'Sound', '']);
  expect(run()).toEqual([2, '', 'Name one file']);
}, 20_000);
