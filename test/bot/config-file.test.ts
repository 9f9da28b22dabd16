// Reading the configuration from disk: what is there, and what is said when it is not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { sayProblems } from '../../bot/config.ts';
import { readConfig } from '../../bot/config-file.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'glassbreak-config-'));
afterAll(() => rmSync(directory, { recursive: true }));

function said(file: string): string {
  const read = readConfig(file);
  return read.ok ? '' : sayProblems(read).join('\n').replace(directory, 'D');
}

test('the example is read', () => {
  expect(readConfig('deploy/glassbreak.example.yaml')).toMatchObject({ ok: true, origin: 'glassbreak.example/contoso' });
});

test('a file that is not there is one sentence that says what to do', () => {
  expect(said(path.join(directory, 'no.yaml'))).toBe(
    'D/no.yaml:1:1 file: there is no such file: copy deploy/glassbreak.example.yaml there, or set GLASSBREAK_CONFIG',
  );
});

test('a directory is refused', () => {
  expect(said(directory)).toBe('D:1:1 file: this is not a file: GLASSBREAK_CONFIG must name a file');
});

test('a huge file is refused before it is read', () => {
  const file = path.join(directory, 'huge.yaml');
  writeFileSync(file, Buffer.alloc(1_048_576, 0x61));
  expect(said(file)).toBe('D/huge.yaml:1:1 file: the file has 1048576 bytes: at most 131072 are read');
});

test('a path that cannot be followed is refused with its reason', () => {
  expect(said(path.join(directory, 'huge.yaml', 'x'))).toBe(
    'D/huge.yaml/x:1:1 file: the file cannot be read (ENOTDIR): let this user read it',
  );
  expect(said('a\0b')).toContain('the file cannot be read (ERR_INVALID_ARG_VALUE)');
});
