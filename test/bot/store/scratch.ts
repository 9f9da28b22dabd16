// A folder of its own for a test, taken away afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** Paths in a new folder that lives as long as the test file. */
export function scratch(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'glassbreak-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
}

/** What a function throws, as a sentence. */
export function thrown(work: () => unknown): string {
  try {
    work();
  } catch (cause) {
    return Error.isError(cause) ? cause.message : String(cause);
  }
  return 'nothing was thrown';
}
