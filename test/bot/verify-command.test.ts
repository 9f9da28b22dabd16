import { writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { verifyCommand } from '../../bot/verify-command.ts';
import { verifyExport } from '../../bot/verify-export.ts';
import { exported, honest, ORIGIN, signer, signerFrom } from '../ledger/sample-ledger.ts';
import { scratch } from './store/scratch.ts';

const at = scratch();
writeFileSync(at('sound.jsonl'), exported(honest(5), [3]));
writeFileSync(at('whole.jsonl'), exported(honest(3), [1, 3]));
writeFileSync(at('bare.jsonl'), exported(honest(2), []));
writeFileSync(at('broken.jsonl'), exported([...honest(2), ...honest(1)], []));
writeFileSync(at('vkey'), `${signer.vkey}\n`);

async function run(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await verifyCommand(args, {
    verify: verifyExport,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    called: 'glassbreak verify',
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('a sound file', () => {
  test('is called sound, with what could not be seen', async () => {
    const { code, out, err } = await run(at('sound.jsonl'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.replace(/[0-9a-f]{64}/, 'ROOT')).toBe(
      [
        `Sound: ${at('sound.jsonl')}`,
        `${ORIGIN} (local, tenant contoso.example): 5 records, root ROOT.`,
        `Every checkpoint is signed by ${signer.vkey}, the key that the file itself names: compare it with one you got from elsewhere (--key).`,
        '1 checkpoint, the last at record 3; 2 records at the end not signed for. The end of a file can be cut off unseen, down to an older checkpoint: compare with a checkpoint kept elsewhere.',
      ].join('\n'),
    );
  });

  test('with the right key, given as text or as a file', async () => {
    for (const key of [signer.vkey, at('vkey')]) {
      const { code, out } = await run('--key', key, at('whole.jsonl'));
      expect(code).toBe(0);
      expect(out).toContain('Every checkpoint is signed by a key that you gave.');
      expect(out).toContain('2 checkpoints, the last at record 3; no record stands behind it.');
    }
  });

  test('without checkpoints says that nothing is signed', async () => {
    const { code, out } = await run(at('bare.jsonl'));
    expect(code).toBe(0);
    expect(out).toContain(
      'No checkpoint is in it, so no signature was checked.\nNo record is covered by a checkpoint; 2 records at the end not signed for.',
    );
  });
});

test('a broken file is called not sound, with where and why', async () => {
  expect(await run(at('broken.jsonl'))).toEqual({
    code: 1,
    out: `NOT SOUND: ${at('broken.jsonl')}\nRecord 3 carries seq 1.\nFirst record that nothing vouches for: 3.`,
    err: '',
  });
  expect((await run(at('sound.jsonl'), '--key', signerFrom(9).vkey)).code).toBe(1);
});

describe('what was asked wrongly', () => {
  const usage = ' Usage: glassbreak verify FILE [--key VKEY]... (--help tells more)';

  test.each([
    ['no file', [], `Name one file.${usage}`],
    ['two files', ['a', 'b'], `Name one file.${usage}`],
    ['an unknown option', ['--fast', 'a'], 'There is no option --fast; --help names those there are.'],
    [
      'a key that is none',
      ['a', '--key', 'x+y+z'],
      `The verifier key of x is not an Ed25519 key (33 bytes in base64, the first of them 01).${usage}`,
    ],
    ['a key file that is missing', ['a', '--key', at('none')], 'ENOENT'],
  ])('%s', async (_, args, sentence) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
  });

  test('a file that is missing', async () => {
    const { code, err } = await run(at('none.jsonl'));
    expect(code).toBe(2);
    expect(err).toMatch(/none\.jsonl cannot be read: ENOENT/);
  });

  test('an option without its value, in words and not in the names of errors', async () => {
    const { code, err } = await run('--key');
    expect(code).toBe(2);
    expect(err).toMatch(/^Option '--key <value>' argument missing/);
  });
});

test('--help helps', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  expect(out).toMatch(/^Usage: glassbreak verify FILE \[--key VKEY\]\.\.\.\n[^]*Exit code: 0 sound, 1 not sound, 2 /);
});
