// One event is one line, whatever its values hold, and a secret is none of them.
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Fields, type Level, logTo, silentLog } from '../../bot/log.ts';

function logged(
  event: string,
  fields?: Fields,
  level: Level = 'debug',
): { readonly line: string; readonly value: Readonly<Record<string, unknown>> } {
  const lines: string[] = [];
  logTo(level, (line) => lines.push(line))(event, fields);
  expect(lines).toHaveLength(1);
  const line = lines[0] ?? '';
  return { line, value: JSON.parse(line) as Record<string, unknown> };
}

test('a line holds level, time, event and the fields', () => {
  const { line, value } = logged('turn', { activation: 'BG-2026-0001', ms: 12, ok: true, none: null });
  expect(line.endsWith('}\n')).toBe(true);
  expect(value).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    event: 'turn',
    activation: 'BG-2026-0001',
    ms: 12,
    ok: true,
    none: null,
  });
});

test('events below the level are not written', () => {
  const lines: string[] = [];
  const log = logTo('warn', (line) => lines.push(line));
  log('info');
  log.debug('debug');
  log.warn('warn');
  log.error('error');
  expect(lines.map((line) => (JSON.parse(line) as { level: string; event: string }).event)).toEqual(['warn', 'error']);
  silentLog.error('nothing');
});

test('a field cannot pass for the level, the time or the event', () => {
  const { value } = logged('real', { event: 'forged', level: 'error', time: 0 });
  expect(value).toMatchObject({ event: 'real', level: 'info', _event: 'forged', _level: 'error', _time: 0 });
});

describe('secrets', () => {
  test.each([
    'secret',
    'clientSecret',
    'password',
    'passphrase',
    'accessToken',
    'Authorization',
    'set-cookie',
    'private_key',
    'apiKey',
    'client_assertion',
    'pin',
    'key-pin',
  ])('a field named %s is redacted, at any depth', (name) => {
    const { line, value } = logged('e', { [name]: 'hunter2', in: { list: [{ [name]: { deep: 'hunter2' } }] } });
    expect(line).not.toContain('hunter2');
    expect(value[name]).toBe('[redacted]');
  });

  test('a name that only holds the letters of one is not', () => {
    expect(logged('e', { pinned: 'x', opinion: 'y' }).value).toMatchObject({ pinned: 'x', opinion: 'y' });
  });

  test('tokens and private keys are redacted wherever they stand', () => {
    const jwt = `eyJhbGciOiJub25lIn0.${'a'.repeat(20)}.${'b'.repeat(20)}`;
    const { line } = logged(`said ${jwt}`, {
      why: `sent Bearer abc123 and ${jwt}`,
      error: new Error('-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----'),
    });
    expect(line).not.toMatch(/aaaaa|abc123|MC4CAQ/);
    expect(line).toContain('said [redacted]');
  });

  test('an error gives name, code, message, stack and cause, not what a vendor hung on it', () => {
    const error = Object.assign(new Error('no', { cause: new Error('why') }), { code: 'ECONNRESET', request: { headers: 'hunter2' } });
    const { line, value } = logged('e', { error });
    expect(line).not.toContain('hunter2');
    expect(value['error']).toMatchObject({ name: 'Error', code: 'ECONNRESET', message: 'no', cause: { message: 'why' } });
  });
});

describe('any value', () => {
  test('line feeds, escapes, controls and marks of direction cannot move a terminal, and read back as they were', () => {
    const why = 'a\r\nb\u001b[31mc\u009b2Jd\u202ee\u2028f\u007f';
    const { line, value } = logged(why, { why, [why]: 1 });
    expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
    expect(value).toMatchObject({ event: why, why, [why]: 1 });
  });

  test('things that JSON does not know have a form', () => {
    const { value } = logged('e', {
      big: 10n,
      bytes: new Uint8Array(3),
      map: new Map<unknown, unknown>([
        ['a', 1],
        [{}, 2],
      ]),
      set: new Set([1]),
      date: new Date(0),
      never: new Date(NaN),
      call: () => 1,
      symbol: Symbol('x'),
    });
    expect(value).toMatchObject({
      big: '10',
      bytes: '[3 bytes]',
      map: { a: 1, '#2': 2 },
      set: [1],
      date: '1970-01-01T00:00:00.000Z',
      never: 'invalid date',
      call: '[function]',
      symbol: '[symbol]',
    });
  });

  test('long text, long lists, deep and circular values are cut', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const { line, value } = logged('e', { text: 'x'.repeat(1_000_000), list: Array.from({ length: 1000 }, () => 1), circle });
    expect(value['text']).toBe(`${'x'.repeat(2000)}… (1000000 characters)`);
    expect(value['list']).toHaveLength(50);
    expect(line).toContain('[deeper]');
  });

  test('a value that cannot be looked at is said to be so', () => {
    const trap = {
      get broken(): string {
        throw new Error('trap');
      },
    };
    expect(logged('e', { trap }).value).toMatchObject({ event: 'e', fields: '[unreadable]' });
  });

  test('every value is one line of JSON', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.dictionary(fc.string(), fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true })),
        (event, fields) => {
          const { line } = logged(event, fields);
          expect(line.indexOf('\n')).toBe(line.length - 1);
        },
      ),
    );
  });
});

test('without a writer lines go to standard error and none to standard output', () => {
  const script =
    "const r=require('node:child_process').spawnSync(process.execPath,['-e',\"import('./bot/log.ts').then(({logTo})=>logTo('info')('started'))\"],{encoding:'utf8'});process.stdout.write(JSON.stringify([r.stdout,r.stderr]))";
  const [out, error] = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as [string, string];
  expect(out).toBe('');
  expect(error).toContain('"event":"started"}\n');
});
