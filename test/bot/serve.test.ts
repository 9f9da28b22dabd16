// Production as a process: everything that is missing in one list, and nothing without the Bot Connector's token.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { EXAMPLE, ROOT, run } from './commands/run.ts';
import { closeHouse, openHouse } from './house.ts';
import { scratch } from './store/scratch.ts';

jest.setTimeout(60_000);
const path = scratch();
const WHOLE = {
  GLASSBREAK_APP_ID: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  GLASSBREAK_TENANT_ID: '72f988bf-0000-4000-8000-00000000aaaa',
  GLASSBREAK_CREDENTIAL: 'managed-identity',
  GLASSBREAK_CONFIG: EXAMPLE,
  GLASSBREAK_HOST: '127.0.0.1',
  GLASSBREAK_PORT: '1',
};

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return String(typeof address === 'object' && address !== null ? address.port : 0);
}

describe('what is in the way', () => {
  test('without an environment: all of it at once, with 1', async () => {
    const ran = await run('serve.ts', [], { cwd: path('.') });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err.trimEnd().split('\n')).toEqual([
      'Glassbreak cannot start:',
      expect.stringMatching(/^ {2}GLASSBREAK_APP_ID: this is missing/),
      expect.stringMatching(/^ {2}GLASSBREAK_TENANT_ID: this is missing/),
      expect.stringMatching(/^ {2}GLASSBREAK_CREDENTIAL: this is missing/),
      expect.stringMatching(/^ {2}glassbreak\.yaml:1:1 file: there is no such file/),
    ]);
  });

  test('a misspelt variable, another tenant than the configuration’s, a ledger of local mode', async () => {
    const misspelt = await run('serve.ts', [], { env: { ...WHOLE, GLASSBREAK_APPID: 'x' } });
    expect(misspelt).toMatchObject({ code: 1 });
    expect(misspelt.err).toContain('GLASSBREAK_APPID');
    const other = await run('serve.ts', [], { env: { ...WHOLE, GLASSBREAK_TENANT_ID: '82f988bf-0000-4000-8000-00000000aaaa' } });
    expect(other.err).toContain('both must be the same');
    await closeHouse(await openHouse(path('local')));
    const local = await run('serve.ts', [], { env: { ...WHOLE, GLASSBREAK_DATA: path('local') } });
    expect(local).toMatchObject({ code: 1, out: '' });
    expect(local.err).toContain(
      'is the key of glassbreak.example/contoso/local (local), and this ledger is glassbreak.example/contoso (production)',
    );
  });

  test('a ledger that does not verify', async () => {
    await closeHouse(await openHouse(path('bent'), 'production'));
    const { DatabaseSync } = await import('node:sqlite');
    const db = new DatabaseSync(join(path('bent'), 'ledger.sqlite'));
    db.exec(`UPDATE records SET bytes = CAST(replace(CAST(bytes AS TEXT), '"at":1', '"at":2') AS BLOB) WHERE seq = 1`);
    db.close();
    const ran = await run('serve.ts', [], { env: { ...WHOLE, GLASSBREAK_DATA: path('bent') } });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(/cannot start:\n {2}The ledger/);
  });
});

test('serves: health is told, nothing is taken without a token, a second one is refused, and it ends when told to', async () => {
  const config = path('production.yaml');
  writeFileSync(config, readFileSync(EXAMPLE, 'utf8'));
  const port = await freePort();
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GLASSBREAK_') && name !== 'PORT');
  const env = { ...Object.fromEntries(kept), ...WHOLE, GLASSBREAK_CONFIG: config, GLASSBREAK_DATA: path('serving'), GLASSBREAK_PORT: port };
  const child = spawn(process.execPath, ['--no-warnings', join(ROOT, 'bot/serve.ts')], { env });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = once(child, 'close');
  while (!/"event":"listening".*"port":(\d+)/.test(err) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  const knocked = await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"type":"message","channelId":"msteams"}',
  });
  expect(knocked.status).toBe(401);
  const second = await run('serve.ts', [], { env: { ...WHOLE, GLASSBREAK_DATA: path('serving') } });
  expect(second).toMatchObject({ code: 1 });
  expect(second.err).toContain('is in use by another process');
  child.kill('SIGTERM');
  expect((await ended)[0]).toBe(0);
});
