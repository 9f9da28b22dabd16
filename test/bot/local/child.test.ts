// One child: every way in which it can fail to start or end, with small programs in the Playground's place.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { playgroundProgram, portIsFree, startChild } from '../../../bot/local/child.ts';
import type { Setting } from '../../../bot/local/child.ts';
import { seats } from '../../../bot/local/people.ts';
import { freePorts, people, tenantOf } from '../../playground/start.ts';

let folder = '';
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'child-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program that serves like the Playground and then does `more`. */
const serving = (more: string): string => `
  const port = Number(process.argv[process.argv.indexOf('-p') + 1]);
  require('node:http').createServer((request, response) => response.end('pong')).listen(port, () => { console.log('Listening on ' + port); });
  ${more}`;

async function setting(program: string, patience = 10_000): Promise<Setting> {
  const file = join(folder, `program-${String(lines.length)}-${String(Math.trunc(performance.now()))}.cjs`);
  await writeFile(file, program);
  const seat = seats(tenantOf(people(1)))[0]!;
  const log = (line: string): void => void lines.push(line);
  return { seat, program: file, port: await freePorts(1), botEndpoint: 'http://127.0.0.1:9/', folder: join(folder, 'own'), patience, log };
}

async function failure(start: ReturnType<typeof startChild>): Promise<string> {
  const result = await start;
  if (result.outcome === 'ready') throw new Error('it started');
  return result.why;
}

describe('one Playground child', () => {
  test('one that ends before it is ready is reported with the person, its exit code and what it said last', async () => {
    const why = await failure(
      startChild(await setting('console.log("the reason"); process.exitCode = 3; process.disconnect = () => {}; process.channel.unref();')),
    );
    expect(why).toBe('The Playground of Rita Requester ended before it was ready (exit code 3). It said last:\n  the reason');
  });

  test('one that says nothing for too long is ended and reported', async () => {
    const silent = await setting('setInterval(() => {}, 1000)', 1500);
    expect(await failure(startChild(silent))).toBe('The Playground of Rita Requester was not ready after 1.5 seconds. It said nothing.');
  });

  test('one that silently took another port is ended and reported', async () => {
    const other = await setting('console.log("Listening on 1"); setInterval(() => {}, 1000)');
    expect(await failure(startChild(other))).toContain(`listens on port 1, because port ${other.port} was taken meanwhile.`);
  });

  test('one that has no folder to work in is reported, not thrown', async () => {
    const good = await setting('');
    expect(await failure(startChild({ ...good, folder: join(good.program, 'below a file') }))).toContain(
      'could not be started: Error: ENOTDIR',
    );
  });

  test('one that ends by itself later is told in the log, once', async () => {
    const start = await startChild(await setting(serving('setTimeout(() => process.exit(7), 1500)')));
    expect(start.outcome).toBe('ready');
    const deadline = performance.now() + 8000;
    while (lines.length === 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lines).toEqual(['The Playground of Rita Requester ended by itself (exit code 7); their page no longer works.']);
  });

  test('one that hangs is ended by force, and silently', async () => {
    const before = lines.length;
    const hanging = await setting(serving('setTimeout(() => { for (;;); }, 1500)'));
    const start = await startChild(hanging);
    if (start.outcome === 'failed') throw new Error(start.why);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await start.child.stop();
    expect(await portIsFree(hanging.port)).toBe(true);
    expect(lines).toHaveLength(before);
  }, 20_000);

  test('it gets no secret, proxy or sign-in setting of ours, and listens on nothing but a port', async () => {
    process.env['GLASSBREAK_SECRET'] = 'secret';
    process.env['HTTP_PROXY'] = 'http://proxy.example';
    const why = await failure(
      startChild(
        await setting(
          'console.log(Object.keys(process.env).join(" ")); try { require("node:net").createServer().listen("x.sock") } catch (error) { console.log(error.message) } process.exit(1)',
        ),
      ),
    );
    delete process.env['GLASSBREAK_SECRET'];
    delete process.env['HTTP_PROXY'];
    expect(why).not.toContain('GLASSBREAK_SECRET');
    expect(why).not.toContain('PROXY');
    expect(why).toContain('refused to listen on anything but a port of 127.0.0.1');
  });

  test('the program of the Playground is where npm put it', () => {
    expect(playgroundProgram()).toMatch(/m365agentsplayground.cli\.js$/);
  });

  test.each([0, -1, 1.5, 65_536])('%d is no port that could be free', async (port) => {
    expect(await portIsFree(port)).toBe(false);
  });
});
