// Reads the configuration file from disk; a file that is not there is a problem like any other.
import { readFileSync, statSync } from 'node:fs';
import { type Config, type Misconfigured, parseConfig } from './config.ts';
import { MOST_BYTES } from './config-yaml.ts';

/** Reads and parses a configuration file by its path. Never throws. */
export function readConfig(path: string): Config | Misconfigured {
  const refused = (what: string): Misconfigured => ({ ok: false, file: path, problems: [{ line: 1, column: 1, where: 'file', what }] });
  try {
    const about = statSync(path);
    if (!about.isFile()) return refused('this is not a file: GLASSBREAK_CONFIG must name a file');
    if (about.size > MOST_BYTES) return refused(`the file has ${about.size} bytes: at most ${MOST_BYTES} are read`);
    return parseConfig(readFileSync(path), path);
  } catch (error) {
    const code = Error.isError(error) && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT') return refused('there is no such file: copy deploy/glassbreak.example.yaml there, or set GLASSBREAK_CONFIG');
    return refused(`the file cannot be read (${code}): let this user read it`);
  }
}
