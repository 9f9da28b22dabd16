// The command `verify`: reads its arguments, tells the verdict in plain sentences, answers the exit code: 0 sound, 1 not sound, 2 usage.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { argumentProblem } from './commands/usage.ts';
import { parseVkey, type Verifier } from '../ledger/checkpoint.ts';
import type { Sound, Verdict } from '../ledger/verify.ts';

/** `verify` reads the file; `out` and `err` take one line each; `called` is how people call the program. */
export interface Around {
  readonly verify: (path: string, keys: readonly Verifier[]) => Verdict | Promise<Verdict>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly called: string;
}

const HELP = `
Verifies a ledger from its bytes alone, without network or configuration.

  FILE         an export (JSON Lines), or a ledger file where this program can read one
  --key VKEY   the verifier key that you got from elsewhere: name+id+base64, or a file that holds it; may be given again.
               Without it the key that the file itself names is used, and somebody who rewrote all of it would not be found.
  --help       this text

Exit code: 0 sound, 1 not sound, 2 the file or the arguments could not be read.`;

/** Runs the command. Never throws. */
export async function verifyCommand(args: readonly string[], around: Around): Promise<number> {
  const asked = parseAsked(args);
  if (asked === 'help') {
    around.out(`Usage: ${around.called} FILE [--key VKEY]...\n${HELP}`);
    return 0;
  }
  if (typeof asked === 'string') {
    around.err(`${asked} Usage: ${around.called} FILE [--key VKEY]... (--help tells more)`);
    return 2;
  }
  try {
    const verdict = await around.verify(asked.file, asked.keys);
    for (const line of sentences(asked.file, verdict)) around.out(line);
    return verdict.sound ? 0 : 1;
  } catch (cause) {
    around.err(`${asked.file} cannot be read: ${reason(cause)}`);
    return 2;
  }
}

interface Asked {
  readonly file: string;
  readonly keys: readonly Verifier[];
}

function parseAsked(args: readonly string[]): Asked | string {
  try {
    const options = { key: { type: 'string', multiple: true }, help: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help === true) return 'help';
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return 'Name one file.';
    const keys = (values.key ?? []).map(readKey);
    return keys.find((key) => typeof key === 'string') ?? { file, keys: keys.filter((key) => typeof key !== 'string') };
  } catch (cause) {
    return argumentProblem(cause);
  }
}

function readKey(given: string): Verifier | string {
  if (given.includes('+')) return parseVkey(given.trim());
  return parseVkey(readFileSync(given, 'utf8').trim());
}

function reason(cause: unknown): string {
  return String(cause).replace(/^[A-Za-z]+( \[\w+\])?: /, '');
}

function sentences(file: string, verdict: Verdict): readonly string[] {
  if (!verdict.sound) return [`NOT SOUND: ${file}`, verdict.why, `First record that nothing vouches for: ${verdict.seq}.`];
  const { opened, size, root } = verdict;
  const whose = `${opened.origin} (${opened.mode}, tenant ${opened.tenant})`;
  return [`Sound: ${file}`, `${whose}: ${size} records, root ${root}.`, keySentence(verdict), signedSentence(verdict)];
}

function keySentence({ keyFrom, opened, checkpoints }: Sound): string {
  if (checkpoints === 0) return 'No checkpoint is in it, so no signature was checked.';
  if (keyFrom === 'given') return 'Every checkpoint is signed by a key that you gave.';
  return `Every checkpoint is signed by ${opened.vkey}, the key that the file itself names: compare it with one you got from elsewhere (--key).`;
}

function signedSentence({ checkpoints, signedTo, unsigned }: Sound): string {
  const covered =
    checkpoints === 0 ? 'No record is covered by a checkpoint' : `${counted(checkpoints, 'checkpoint')}, the last at record ${signedTo}`;
  const behind = unsigned === 0 ? 'no record stands behind it' : `${counted(unsigned, 'record')} at the end not signed for`;
  return `${covered}; ${behind}. The end of a file can be cut off unseen, down to an older checkpoint: compare with a checkpoint kept elsewhere.`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
